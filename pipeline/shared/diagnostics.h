#pragma once

/// The author's mistakes, as values: all mistakes of a file are collected with place and hint, and shown together.
/// (Failures of the machine are exceptions: `MachineFailure`, see failure.h.)

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sotto {

enum class Severity { note, warning, error };

/// Where a value was written, kept with it for errors that are found later (there is no such file). It is not part of
/// the value: all origins compare equal.
struct Origin {
  std::string file;         ///< as the user named it
  std::size_t line = 0;     ///< 1-based; 0: the file as a whole
  std::size_t column = 0;   ///< 1-based, in code points
  std::string source_line;  ///< the text of the line
  bool operator==(const Origin& /*other*/) const { return true; }
};

/// One error, warning or note about one place of a file.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string file;         ///< as the user named it; empty: no file
  std::size_t line = 0;     ///< 1-based; 0: the file as a whole
  std::size_t column = 0;   ///< 1-based, in code points; 0: the whole line
  std::string message;      ///< what is wrong, without a full stop
  std::string source_line;  ///< the text of the line, for the caret; may be empty
  std::string hint;         ///< what to do: "did you mean 'meg'?"; may be empty
  std::size_t caret =
      0;  ///< the column in `source_line` where it is another: in a line that was cut to a window; else 0
  bool operator==(const Diagnostic&) const = default;
};

/// The diagnostics of one run, in the order in which they were found. Memory is bounded: of one kind (the same message
/// but for text in 'single quotes' and numbers) only a limited number is kept and the others are counted, and of a long
/// source line only a window around the place is kept.
class Diagnostics {
 public:
  static constexpr std::size_t kMostOfAKind = 1000;

  void add(Diagnostic diagnostic);
  /// The same where finding the place is slow: `make` is called only for a diagnostic that is kept.
  void add(Severity severity, const std::string& message, const std::function<Diagnostic()>& make);
  void error(std::string file, std::string message, std::string hint = {});
  void error_at(const Origin& origin, std::string message, std::string hint = {});
  void warning(std::string file, std::string message, std::string hint = {});
  void note(std::string file, std::string message, std::string hint = {});

  bool has_errors() const { return errors_ > 0; }
  bool empty() const { return all_.empty(); }
  /// Those that are kept.
  const std::vector<Diagnostic>& all() const { return all_; }
  /// How many of the same kind as this one were added.
  std::size_t count_like(const Diagnostic& diagnostic) const;

  /// Appends those of another run.
  void append(const Diagnostics& other);

 private:
  std::vector<Diagnostic> all_;
  std::map<std::string, std::size_t> kinds_;  ///< how many there were of each
  std::size_t errors_ = 0;
};

/// How many of the diagnostics are shown.
struct Brevity {
  Severity least = Severity::note;  ///< lower severities are not shown
  std::size_t remarks = 5;          ///< warnings and notes shown of one kind
  std::size_t errors = 20;          ///< errors shown of one kind
  std::string rest = {};            ///< how the rest is shown: "-v shows them"; may be empty
};

/// The diagnostic at a byte offset of `text`, with line, column and the line itself filled in. A line of over
/// 160 code points is cut to a window round the place.
Diagnostic diagnostic_at(Severity severity, std::string file, std::string_view text, std::size_t offset,
                         std::string message, std::string hint = {});

/// `file:line:col: error: message`, the line, a caret and the hint. Ends with a newline. Control characters of
/// the file are shown as U+FFFD, so that no manuscript can steer the terminal.
std::string render(const Diagnostic& diagnostic);
std::string render(const Diagnostics& diagnostics);
/// For a person: each once, and of each kind the first few and how many more there are.
std::string render(const Diagnostics& diagnostics, const Brevity& brevity);

}  // namespace sotto
