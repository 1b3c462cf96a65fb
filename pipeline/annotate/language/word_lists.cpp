#include "annotate/language/word_lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "shared/text.h"

namespace sotto::language {

namespace {

Table::Row cells_of(std::string_view line) {
  Table::Row cells;
  for (;;) {
    const std::size_t bar = line.find('|');
    cells.push_back(trim_space(line.substr(0, bar)));
    if (bar == std::string_view::npos) return cells;
    line.remove_prefix(bar + 1);
  }
}

/// "said-verbs": small ASCII letters, digits and hyphens.
bool is_section_name(std::string_view name) {
  return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

}  // namespace

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \t", begin), text.size());
    if (end > begin) words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

void StringIndex::add(std::string_view text, std::size_t position) {
  lengths_ |= std::uint64_t{1} << std::min(text.size(), kLongest);
  positions_.emplace(text, position);
}

void WordList::add(std::string_view word) {
  index_.add(word, words_.size());
  words_.push_back(word);
}

bool Table::add(Row row) {
  if (row.size() != columns_.size()) return false;
  index_.add(row.front(), rows_.size());
  rows_.push_back(std::move(row));
  return true;
}

void WordLists::read(const std::string& file, std::string_view text) {
  WordList* words = nullptr;
  Table* table = nullptr;
  std::string_view section;
  std::size_t number = 0;
  const auto fail = [&](std::string_view message) {
    throw std::invalid_argument(fmt::format("{}:{}: {}", file, number, message));
  };
  while (!text.empty()) {
    ++number;
    const std::size_t end = text.find('\n');
    std::string_view line = trim_space(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[') {
      if (line.back() != ']') fail("a section's header ends with ']'");
      line = line.substr(1, line.size() - 2);
      const std::size_t colon = line.find(':');
      const std::string_view name = trim_space(line.substr(0, colon));
      if (!is_section_name(name)) fail("a section's name is of small letters, digits and hyphens");
      if (words_.count(name) + tables_.count(name) > 0) fail(fmt::format("there is a section '{}' already", name));
      section = name;
      words = colon == std::string_view::npos ? &words_[name] : nullptr;
      table = colon == std::string_view::npos ? nullptr : &(tables_[name] = Table(cells_of(line.substr(colon + 1))));
    } else if (table != nullptr) {
      const Table::Row row = cells_of(line);
      if (!table->add(row)) fail(fmt::format("a row has {} cells", table->columns().size()));
      for (std::size_t i = 1; i < row.size(); ++i) {
        if (table->columns()[i] != "classes") continue;
        for (const std::string_view word_class : split_words(row[i])) classes_[{section, word_class}].add(row.front());
      }
    } else if (words != nullptr) {
      for (const std::string_view word : split_words(line)) words->add(word);
    } else {
      fail("words stand before the first section");
    }
  }
}

void WordLists::add_missing(const WordLists& other) {
  words_.insert(other.words_.begin(), other.words_.end());
  for (const auto& [name, table] : other.tables_) {
    if (!tables_.emplace(name, table).second) continue;
    for (const auto& [of, list] : other.classes_) {
      if (of.first == name) classes_.emplace(of, list);
    }
  }
}

void WordLists::add_words(const WordLists& other, std::string_view name) {
  WordList& own = words_[other.all_words().find(name)->first];
  for (const std::string_view word : other.words(name)) {
    if (!own.contains(word)) own.add(word);
  }
}

void WordLists::add_empty(const WordLists& other) {
  for (const auto& [name, list] : other.words_) words_.try_emplace(name);
  for (const auto& [name, table] : other.tables_) tables_.try_emplace(name, Table(table.columns()));
  for (const auto& [of, list] : other.classes_) classes_.try_emplace(of);
}

const WordList& WordLists::words(std::string_view name) const {
  const auto found = words_.find(name);
  if (found == words_.end()) throw std::out_of_range(fmt::format("the language has no word list '{}'", name));
  return found->second;
}

const Table& WordLists::table(std::string_view name) const {
  const auto found = tables_.find(name);
  if (found == tables_.end()) throw std::out_of_range(fmt::format("the language has no table '{}'", name));
  return found->second;
}

const WordList& WordLists::words(std::string_view table, std::string_view word_class) const {
  const auto found = classes_.find({table, word_class});
  if (found == classes_.end()) throw std::out_of_range(fmt::format("no word of '{}' is '{}'", table, word_class));
  return found->second;
}

}  // namespace sotto::language
