#include "annotate/document/ill_read.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "shared/text.h"

namespace sotto::document {

namespace {

std::size_t count_of(std::string_view text, std::string_view mark) {
  std::size_t count = 0;
  for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + mark.size())) ++count;
  return count;
}

std::size_t quotation_marks(std::string_view text) {
  std::size_t count = 0;
  for (const std::string_view mark : {"\"", "“", "”", "„", "«", "»", "‹", "›", "「", "」", "″", "``"})
    count += count_of(text, mark);
  return count;
}

}  // namespace

void tell_ill_read(const Manuscript& manuscript, const Tokens& tokens, std::size_t speeches, Diagnostics& diagnostics) {
  constexpr std::size_t kFewestWords = 100;
  constexpr std::size_t kFewestMarks = 12;
  const std::string file = manuscript.files.front().path;
  std::size_t words = 0;
  std::size_t numbers = 0;
  for (std::uint32_t i = 0; i < tokens.all.size(); ++i) {
    if (!tokens.is_word(i)) continue;
    ++words;
    if (is_digit(code_point_at(tokens.lower(i), 0).value)) ++numbers;
  }
  if (words >= kFewestWords && numbers * 2 > words) {
    diagnostics.warning(file, fmt::format("{} of its {} words are numbers: this is hard to listen to", numbers, words),
                        "leave tables out of what is read aloud");
  }
  // Names are capitalised; the rest of a text should be words of its language.
  std::size_t small = 0;
  std::size_t spelled = 0;
  const language::WordList& spellings = tokens.language().words("spellings");
  for (std::uint32_t word = 0; word < tokens.vocabulary.size(); ++word) {
    const language::Lexicon::Entry& entry = tokens.vocabulary.entry(word);
    if (entry.lower_count == 0 || is_digit(code_point_at(entry.lower, 0).value)) continue;
    small += entry.lower_count;
    if (entry.classes != 0 || spellings.contains(entry.lower)) spelled += entry.lower_count;
  }
  if (spellings.size() > 0 && small >= kFewestWords && spelled * 2 < small) {
    diagnostics.warning(file,
                        fmt::format("{} of its {} words are no words of {}: it will be read as if they were",
                                    small - spelled, small, tokens.language().name()),
                        "names, numbers, who speaks and how each word is said will be wrong");
  }
  const std::size_t marks = speeches > 0 ? 0 : quotation_marks(manuscript.text);
  if (marks >= kFewestMarks) {
    diagnostics.warning(file, fmt::format("nobody is found to speak, but there are {} quotation marks", marks),
                        "the narrator reads all of it; see whether its marks stand as they should");
  }
}

}  // namespace sotto::document
