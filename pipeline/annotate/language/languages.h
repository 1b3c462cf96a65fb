#pragma once

/// The languages that manuscripts may be in, and where one is chosen by its tag.
///
/// A language is a folder here, named by its tag, with its word lists, tables and learned models as data files. English
/// has all of them, an implementation of `Morphology`, and an entry in languages.cpp. Others have the lists that
/// finding chapters and speakers needs, in one file (fr/words.txt); any language at all is read with und/words.txt.
/// What their lists lack is empty, and their numbers are left to the speech engine. A book chooses its language once;
/// it comes to all other rooms as a value, and they know the names of its lists only.

#include <string>
#include <string_view>
#include <vector>

#include "annotate/language/language.h"

namespace sotto::language {

/// The tags of the languages that have word lists, sorted.
std::vector<std::string_view> language_tags();

/// The language of a tag of ISO 639-1, any region ("en-gb"), or null where there is none. Its data are read when it is
/// first asked for, once a process; any thread may ask.
const Language* find_language(std::string_view tag);

/// The tag of a language by its tag or its English name ("fr-CA", "French"); of several ("English, French"), of the
/// first. Empty where there is none.
std::string find_tag(std::string_view language);

/// The name of any language in English: "Spanish" for "es-ES". What is no tag is returned as it is.
std::string language_name(std::string_view tag);

/// The tag, with a region, of the books that choose none.
std::string_view default_language_tag();

/// Its language.
const Language& default_language();

}  // namespace sotto::language
