#pragma once

/// Pronunciation lexicons (W3C PLS 1.0).

#include <map>
#include <string>

#include "annotate/document/sources/markup/archived_xml.h"

namespace sotto::document {

/// How the words of a lexicon are said, in the International Phonetic Alphabet; empty for one in another alphabet or in
/// a language that Sotto does not read. Of several pronunciations of a word, the preferred or first one.
std::map<std::string, std::string> read_pronunciation_lexicon(XmlFile& file);

}  // namespace sotto::document
