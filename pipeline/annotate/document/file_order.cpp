#include "annotate/document/file_order.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <optional>
#include <utility>

#include "annotate/document/headings.h"
#include "annotate/document/sources/source_formats.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

namespace fs = std::filesystem;

/// Where in a book a heading stands: before the numbered chapters, among them, behind them; and its number.
using Place = std::pair<int, int>;

std::optional<Place> place_of(const language::Language& language, std::string_view line) {
  const std::optional<Heading> heading = parse_heading(language, line);
  if (!heading) return std::nullopt;
  if (heading->number > 0) return Place{1, heading->number};
  const language::Table::Row* const row = language.table("unnumbered-headings").find(lower_case(heading->kind));
  if (row == nullptr) return std::nullopt;
  if ((*row)[1] == "before") return Place{0, 0};
  if ((*row)[1] == "after") return Place{2, 0};
  return std::nullopt;
}

/// The first line of a text that is not blank.
std::string first_line(const fs::path& path) {
  if (!has_text_extension(path.string())) return {};
  std::ifstream file(path);
  constexpr int kMostLines = 20;
  std::string line;
  for (int i = 0; i < kMostLines && std::getline(file, line); ++i) {
    if (has_word(line)) return line;
  }
  return {};
}

std::optional<Place> place_of_file(const language::Language& language, const fs::path& path) {
  const std::optional<Place> by_name = place_of(language, title_from_file_name(path));
  return by_name ? by_name : place_of(language, first_line(path));
}

}  // namespace

std::string title_from_file_name(const fs::path& path) {
  std::string stem = path.stem().string();
  std::replace_if(
      stem.begin(), stem.end(), [](char c) { return c == '-' || c == '_' || c == '.'; }, ' ');
  const std::size_t begin = stem.find_first_not_of("0123456789 ");
  if (begin == std::string::npos) return {};
  std::string title = fold_space(std::string_view(stem).substr(begin));
  bool at_start = true;
  for (char& c : title) {
    if (at_start && std::islower(static_cast<unsigned char>(c)) != 0) {
      c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    at_start = c == ' ';
  }
  return title;
}

bool order_by_headings(const language::Language& language, std::vector<fs::path>& files) {
  std::map<Place, fs::path> ordered;
  for (const fs::path& file : files) {
    if (std::isdigit(static_cast<unsigned char>(file.filename().string().front())) != 0) return false;
    const std::optional<Place> place = place_of_file(language, file);
    if (!place || !ordered.emplace(*place, file).second) return false;
  }
  std::vector<fs::path> sorted;
  sorted.reserve(files.size());
  for (auto& [place, file] : ordered) sorted.push_back(file);
  if (sorted == files) return false;
  files = std::move(sorted);
  return true;
}

}  // namespace sotto::document
