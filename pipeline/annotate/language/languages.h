#pragma once

/// The languages that Sotto reads, and where one is chosen.
///
/// A language is a folder here, named by its tag, with its word lists and tables as data files (word_lists.h) and its
/// implementation of `Morphology`. All other rooms only name the lists that they need.

#include <memory>
#include <string_view>
#include <vector>

#include "annotate/language/morphology.h"
#include "annotate/language/word_lists.h"

namespace sotto::language {

struct Language {
  std::string_view tag;   ///< of BCP 47, without region: "en"
  std::string_view name;  ///< "English"
  const WordLists& lists;
  std::unique_ptr<const Morphology> morphology;
};

/// The tags of the languages there are, sorted.
std::vector<std::string_view> language_tags();

/// The language of a tag, any region ("en-gb"), or null where there is none. Its data are read when it is first asked
/// for, once a process; any thread may ask.
const Language* find_language(std::string_view tag);

/// The language that manuscripts are in. There is one yet; where a book chooses among several, this is the place.
const Language& manuscript_language();

/// Lists of the manuscripts' language. The reference holds to the program's end, so a function may keep it in a `static
/// const WordList&`. The name must be one of the data files' (a test compares them with the sources).
const WordList& words(std::string_view name);
const Table& table(std::string_view name);
const Morphology& morphology();

}  // namespace sotto::language
