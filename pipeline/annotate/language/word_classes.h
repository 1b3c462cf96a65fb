#pragma once

/// What the words of a language are, as far as finding speakers needs it: verbs of speech, pronouns,
/// titles, kin, given names.

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "annotate/language/gender.h"
#include "annotate/language/word_lists.h"

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

/// The classes of the words that are in lists.
using ListedClasses = std::unordered_map<std::string_view, std::uint32_t>;
ListedClasses listed_classes(const WordLists& lists);

Gender gender_of(std::uint32_t classes);

}  // namespace sotto::language
