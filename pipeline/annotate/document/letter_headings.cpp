#include "annotate/document/letter_headings.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "annotate/document/headings.h"
#include "annotate/document/sources/line_blocks.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

using Role = Part::PartRole;

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

/// "Dear Judy:", "My dearest Anna,"; nothing else in the paragraph.
bool is_salutation(const language::Language& language, std::string_view text, const Part& part) {
  constexpr std::size_t kLongest = 48;
  if (part.role != Role::body || !part.block.is_text()) return false;
  const std::string words = bare_title(part.block.span.of(text));
  if (words.size() > kLongest || words.find(' ') == std::string::npos) return false;
  if (words.back() != ':' && words.back() != ',' && words.back() != '-' && !words.ends_with("—")) return false;
  const std::vector<std::string> all = words_of(words);
  const language::WordList& salutations = language.words("letter-salutations");
  const auto opens = [&](std::size_t i) { return i < all.size() && salutations.contains(all[i]); };
  return opens(0) || (opens(1) && language.words("narrator-possessives").contains(all[0]));
}

/// "STONE GATE, WORCESTER,", "December 27.", "The John Grier Home": what stands above a salutation.
bool is_place_or_date(const language::Language& language, std::string_view text, const Part& part) {
  constexpr std::size_t kLongest = 60;
  constexpr std::size_t kMostLines = 3;
  if (part.role != Role::body || !part.block.is_text() || lines_of(text, part.block).size() > kMostLines) return false;
  const std::string words = bare_title(part.block.span.of(text));
  if (words.empty() || words.size() > kLongest) return false;
  const std::vector<std::string> all = words_of(words);
  const bool figures = has_digit(words);
  const bool dated = std::any_of(all.begin(), all.end(), [&](const std::string& word) {
    return language.words("weekdays").contains(word) || (figures && language.table("months").find(word) != nullptr);
  });
  // "SALLIE." signs the letter before.
  constexpr std::size_t kLongestSignature = 3;  // words
  const bool signature = words.back() == '.' && !figures && all.size() <= kLongestSignature;
  return dated || (is_all_capitals(words) && !signature) ||
         (words.back() == ',' && looks_like_title(words.substr(0, words.size() - 1)));
}

}  // namespace

void find_letters(const language::Language& language, std::string_view text, Parts& parts) {
  constexpr std::size_t kFewest = 3;
  constexpr std::size_t kMostAbove = 4;
  std::vector<std::size_t> salutations;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].is_heading() && parts[i].heading.number > 0) return;
    if (is_salutation(language, text, parts[i])) salutations.push_back(i);
  }
  if (salutations.size() < kFewest) return;
  int number = 0;
  std::size_t behind = 0;  // the letter before
  for (const std::size_t i : salutations) {
    std::size_t first = i;
    while (first > behind && i - first < kMostAbove && is_place_or_date(language, text, parts[first - 1])) --first;
    for (std::size_t part = first; part <= i; ++part) parts[part].role = Role::absorbed;
    std::string name = bare_title(parts[i].block.span.of(text));
    while (!name.empty() && !is_letter(code_point_before(name, name.size()).value))
      name.resize(code_point_before(name, name.size()).next);
    constexpr int kRank = 5;
    parts[first].role = Role::heading;
    parts[first].last = i;
    parts[first].heading =
        Heading{kRank, std::string(chapter_title(language, "letter")), ++number, std::move(name), false};
    behind = i + 1;
  }
}

}  // namespace sotto::document
