#pragma once

/// Learned models as text files: lines, `#` for comments, a first line with the format's name and version.

#include <cstddef>
#include <string>
#include <string_view>

namespace sotto::language {

/// Reads a model file line by line. Comment lines, blank lines and the spaces before a line are left out. Whatever does
/// not fit throws MachineFailure with the file and the line: a model is made by a program for a program, so that an
/// author can do nothing about it.
class ModelFile {
 public:
  /// `name`: of the file, for messages. `format`: what the first line must be ("speaker-ranker 1").
  ModelFile(std::string_view name, std::string_view text, std::string_view format);

  bool done() const { return line_.empty(); }
  std::string_view line() const { return line_; }  ///< the current line; empty at the end
  void next();
  /// Steps over a line that must be this one.
  void expect(std::string_view line);
  /// The number that a text is, whole: what `fmt` prints with "{}" reads back as the same bits.
  float number(std::string_view text) const;
  [[noreturn]] void fail(std::string_view what) const;

 private:
  std::string name_;
  std::string_view rest_;
  std::string_view line_;
  std::size_t number_ = 0;  // of the line
};

}  // namespace sotto::language
