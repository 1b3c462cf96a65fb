#pragma once

/// Tables of words with classes, for words that several readers look for, each its own share: `[name: word | classes]`,
/// where the classes of a word are names separated by spaces.

#include <string_view>

#include "annotate/language/word_lists.h"

namespace sotto::language {

/// The words of such a table that have a class. Keep it in a `static const WordList`.
WordList words_of_class(const Table& table, std::string_view class_name);

}  // namespace sotto::language
