#pragma once

/// The languages that manuscripts may be in, and where one is chosen by its tag.
///
/// A language is a folder here, named by its tag, with its word lists, tables and learned models as data files, an
/// implementation of `Morphology`, and an entry of the list in languages.cpp. A book chooses its language once; it
/// comes to all other rooms as a value, and they know the names of its lists only.

#include <string>
#include <string_view>
#include <vector>

#include "annotate/language/language.h"

namespace sotto::language {

/// The tags of the languages there are, sorted.
std::vector<std::string_view> language_tags();

/// The language of a tag, any region ("en-gb"), or null where there is none. Its data are read when it is first asked
/// for, once a process; any thread may ask.
const Language* find_language(std::string_view tag);

/// Whether there is a language of this tag or name ("en-GB", "English"); of several ("English, French"), the first.
bool reads(std::string_view language);

/// The name of any language in English: "Spanish" for "es-ES". What is no tag is returned as it is.
std::string language_name(std::string_view tag);

/// The tag, with a region, of the books that choose none.
std::string_view default_language_tag();

/// Its language.
const Language& default_language();

}  // namespace sotto::language
