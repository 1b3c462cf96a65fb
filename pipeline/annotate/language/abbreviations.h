#pragma once

/// What is written short and read in full, and what its full stop tells about the sentence.

#include <string_view>
#include <unordered_map>

#include "annotate/language/word_lists.h"

namespace sotto::language {

struct Abbreviation {
  std::string_view written;  ///< lower case, without full stops
  std::string_view reading;
  /// Where it is one: always ("Mr"), only with its full stop ("Gen."), or only with one and before a number ("p. 5").
  enum class Needs { nothing, stop, number, year, names } needs;
  /// Whether a sentence may end with it, when a capital follows: "etc." may, "Mr." never does.
  bool ends_sentence;
};

class Abbreviations {
 public:
  /// Those of a language's table "abbreviations", which must outlive this.
  explicit Abbreviations(const Table& table);

  /// The entry for a word as written, full stops ignored; null when it is none.
  const Abbreviation* find(std::string_view word) const;

 private:
  std::unordered_map<std::string_view, Abbreviation> all_;
};

}  // namespace sotto::language
