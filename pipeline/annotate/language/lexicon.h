#pragma once

/// The words of a manuscript, with what the language knows of each and how often each is written how.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annotate/language/language.h"

namespace sotto::language {

/// The distinct words of a manuscript, numbered in order of first appearance.
class Lexicon {
 public:
  explicit Lexicon(const Language& language) : language_(&language) {}

  struct Entry {
    std::string lower;
    std::uint32_t classes = 0;
    std::uint32_t lower_count = 0;    ///< times it stands in lower case
    std::uint32_t capital_count = 0;  ///< times it is capitalised where no sentence starts
  };

  std::uint32_t intern(std::string_view lower);
  /// The number of a word that may not be there.
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  std::uint32_t find(std::string_view lower) const;

  /// The entry for a word where it is a given name and not what it is otherwise ("Will"); made if it is new.
  std::uint32_t add_name(std::uint32_t word);
  /// The same, if there is one; else the word itself.
  std::uint32_t name_of(std::uint32_t word) const;

  Entry& entry(std::uint32_t word) { return entries_[word]; }
  const Entry& entry(std::uint32_t word) const { return entries_[word]; }
  const Language& language() const { return *language_; }
  std::size_t size() const { return entries_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  const Language* language_;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
  std::unordered_map<std::uint32_t, std::uint32_t> names_;  ///< word -> its entry as a name
};

}  // namespace sotto::language
