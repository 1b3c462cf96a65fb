#pragma once

/// What the forms of a language's words tell: the part of its grammar that no list holds. Each language implements it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sotto::language {

class Morphology {
 public:
  virtual ~Morphology() = default;

  /// What is cut off a word's end ("she'll" is "she", "Meg's" is "Meg").
  struct Clitic {
    std::size_t length = 0;  ///< bytes, the apostrophe among them; 0: nothing
    bool possessive = false;
  };
  virtual Clitic clitic(std::string_view lower) const = 0;

  /// Classes (word_classes.h) that the form of a word tells in addition to those that lists give it ("slowly").
  virtual std::uint32_t classes_by_form(std::string_view lower, std::uint32_t listed) const = 0;

  /// The classes of a noun that means a person and is in no list, by its ending ("charwoman"); 0: it tells nothing.
  virtual std::uint32_t person_by_ending(std::string_view noun) const = 0;

  /// The regular plural: "third" -> "thirds", "eighty" -> "eighties".
  virtual std::string plural(std::string_view noun) const = 0;
  /// What a word may be the regular plural of, the likeliest first: "joneses" -> "jonese", "jones"; empty: it is none.
  virtual std::vector<std::string_view> singulars(std::string_view lower) const = 0;

  /// What a word's ending makes it, as far as that tells.
  enum class Ending {
    adverb,             ///< "slowly"
    participle,         ///< "smiling"
    participle_adverb,  ///< "smilingly"
    past,               ///< "nodded"
    third_person,       ///< "nods"
    negation,           ///< "don't"
    men,                ///< "Englishmen"
  };
  virtual bool has_ending(std::string_view lower, Ending ending) const = 0;

  /// Whether a word is the regular past tense of the verb with this present participle ("nodded" of "nodding").
  virtual bool is_past_of(std::string_view past, std::string_view participle) const = 0;
};

}  // namespace sotto::language
