#include "annotate/language/classified_words.h"

#include <algorithm>
#include <vector>

namespace sotto::language {

WordList words_of_class(const Table& table, std::string_view class_name) {
  WordList words;
  for (const Table::Row& row : table) {
    const std::vector<std::string_view> classes = split_words(row.at(1));
    if (std::find(classes.begin(), classes.end(), class_name) != classes.end()) words.add(row.front());
  }
  return words;
}

}  // namespace sotto::language
