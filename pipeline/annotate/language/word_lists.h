#pragma once

/// Word lists and tables of a language, as they stand in its data files.
///
/// A data file is UTF-8 text of sections:
///
///     # What the list is and how it is used. A line that begins with "#" is a comment.
///     [said-verbs]
///     said says say saying
///     asked asks ask asking
///
///     # In a table each line is a row; its cells are separated by "|". The header names the columns.
///     [short-names: short | full]
///     lizzy | elizabeth
///
///     # A column "classes" has names of classes, separated by spaces, by which the words of the table make lists.
///     [voice-nouns: noun | classes]
///     voice | speaks
///     tone | speaks manner
///
/// Words of a list are separated by white space. A list of phrases is a table of one column.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sotto::language {

/// Finds a string's position among others. The strings must outlive it.
class StringIndex {
 public:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  /// Where a string comes twice, the first place counts.
  void add(std::string_view text, std::size_t position);
  std::size_t find(std::string_view text) const {
    // Most words that are looked for are not there: for many their length alone shows it.
    if ((lengths_ >> (text.size() < kLongest ? text.size() : kLongest) & 1U) == 0) return kNone;
    const auto found = positions_.find(text);
    return found == positions_.end() ? kNone : found->second;
  }

 private:
  static constexpr std::size_t kLongest = 63;
  std::uint64_t lengths_ = 0;  ///< bit n: there is a string of n bytes; bit 63: of 63 or more
  std::unordered_map<std::string_view, std::size_t> positions_;
};

/// The words of a line or a cell, separated by white space.
std::vector<std::string_view> split_words(std::string_view text);

/// Words in the order of the file.
class WordList {
 public:
  void add(std::string_view word);

  bool contains(std::string_view word) const { return index_.find(word) != StringIndex::kNone; }
  std::size_t size() const { return words_.size(); }
  auto begin() const { return words_.begin(); }
  auto end() const { return words_.end(); }

 private:
  std::vector<std::string_view> words_;
  StringIndex index_;
};

/// Rows in the order of the file, each with a cell for every column; a cell may be empty.
class Table {
 public:
  using Row = std::vector<std::string_view>;

  explicit Table(Row columns = {}) : columns_(std::move(columns)) {}
  /// Whether the row has as many cells as the table has columns; if not, it is not added.
  bool add(Row row);

  /// The row with this first cell, or null.
  const Row* find(std::string_view first) const {
    const std::size_t position = index_.find(first);
    return position == StringIndex::kNone ? nullptr : &rows_[position];
  }
  const Row& columns() const { return columns_; }
  std::size_t size() const { return rows_.size(); }
  auto begin() const { return rows_.begin(); }
  auto end() const { return rows_.end(); }

 private:
  Row columns_;
  std::vector<Row> rows_;
  StringIndex index_;
};

/// All lists and tables of a language, by name.
class WordLists {
 public:
  /// Adds the sections of a file. `text` must outlive this. Throws std::invalid_argument ("kin.txt:12: ...") where the
  /// text is none of the format above or names a section that is there already.
  void read(const std::string& file, std::string_view text);

  /// Adds those sections of `other` that are not here, with what stands in them.
  void add_missing(const WordLists& other);
  /// Adds the words of a list of `other` to the one here.
  void add_words(const WordLists& other, std::string_view name);
  /// Adds those sections of `other` that are not here, and the classes of tables, with nothing in them: then whatever
  /// `other` has may be asked for here, too.
  void add_empty(const WordLists& other);

  /// Throws std::out_of_range when there is none of the name: the program asks for its own data only.
  const WordList& words(std::string_view name) const;
  const Table& table(std::string_view name) const;
  /// The words (first cells) of a table that have a class in its column "classes".
  const WordList& words(std::string_view table, std::string_view word_class) const;

  const std::map<std::string_view, WordList>& all_words() const { return words_; }
  const std::map<std::string_view, Table>& all_tables() const { return tables_; }
  const std::map<std::pair<std::string_view, std::string_view>, WordList>& all_classes() const { return classes_; }

 private:
  std::map<std::string_view, WordList> words_;
  std::map<std::string_view, Table> tables_;
  std::map<std::pair<std::string_view, std::string_view>, WordList> classes_;  // by table and class
};

}  // namespace sotto::language
