#pragma once

/// What English words are, as far as finding speakers needs it: verbs of speech, pronouns, titles, kin, given names.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annotate/language/gender.h"

namespace sotto::language {

/// Properties of a word; a word may have several.
enum WordClass : std::uint32_t {
  kSpeechVerb = 1U << 0,   ///< said, asked: its subject speaks
  kMannerVerb = 1U << 1,   ///< laughed, sighed, began: beside a quotation its subject speaks
  kThoughtVerb = 1U << 2,  ///< thought, wondered: the quotation is not said aloud
  kSilentVerb = 1U << 3,   ///< mouthed, wrote, read: nor is this
  kSubjectPronoun = 1U << 4,
  kObjectPronoun = 1U << 5,
  kPossessivePronoun = 1U << 6,
  kFemale = 1U << 7,
  kMale = 1U << 8,
  kTitle = 1U << 9,        ///< Mr, Lady, Doctor: before a name
  kKin = 1U << 10,         ///< mother, uncle
  kPersonNoun = 1U << 11,  ///< woman, stranger, voice: with an article it can speak
  kPlural = 1U << 12,      ///< they, men
  kPreposition = 1U << 13,
  kAuxiliary = 1U << 14,
  kConjunction = 1U << 15,
  kDeterminer = 1U << 16,
  kAdverb = 1U << 17,
  kPastVerb = 1U << 18,  ///< an action in the past tense ("turned")
  kGivenName = 1U << 19,
  kNoName = 1U << 20,  ///< capitalised, but no name of a person: Monday, Oh, England
  kFirstPerson = 1U << 21,
  kAddress = 1U << 22,       ///< sir, dear, father: called out without a name
  kAbbreviation = 1U << 23,  ///< its full stop ends no sentence
};

/// The classes of a lower-case word, apostrophes straight; 0 for one that is not in the lists.
std::uint32_t word_classes(std::string_view lower);

/// The full given name for a short one ("lizzy" -> "elizabeth"), or empty.
std::string_view full_given_name(std::string_view lower);

Gender gender_of(std::uint32_t classes);

/// "fisherman", "charwoman": what a noun that no list has tells by its ending; 0: nothing.
std::uint32_t classes_by_ending(std::string_view noun);

/// What is read, not heard, where it "says" something: a letter, a sign.
bool is_writing(std::string_view noun);

/// The distinct words of a manuscript, numbered in order of first appearance.
class Lexicon {
 public:
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
  std::size_t size() const { return entries_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
  std::unordered_map<std::uint32_t, std::uint32_t> names_;  ///< word -> its entry as a name
};

}  // namespace sotto::language
