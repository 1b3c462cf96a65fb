#include "annotate/script/located_lines.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "annotate/script/word_alignment.h"

namespace sotto::script {

namespace {

bool any_wanted(const std::vector<StoredChapter>& stored, const LineFilter& wanted, const LineFilter& wanted_unplaced) {
  return std::any_of(stored.begin(), stored.end(), [&](const StoredChapter& one) {
    return std::any_of(one.chapter.lines.begin(), one.chapter.lines.end(), wanted) ||
           std::any_of(one.chapter.unplaced.begin(), one.chapter.unplaced.end(), wanted_unplaced);
  });
}

std::size_t place_of(const std::vector<std::size_t>& places, std::size_t line) {
  return line < places.size() ? places[line] : 0;
}

}  // namespace

LocatedLines locate_lines(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
                          const std::vector<StoredChapter>& stored, const LineFilter& wanted,
                          const LineFilter& wanted_unplaced) {
  LocatedLines located;
  if (!any_wanted(stored, wanted, wanted_unplaced)) return located;
  WordNumbers numbers;
  std::vector<std::uint32_t> old_words;
  std::vector<StoredLine> ranges;  // of the located lines
  const auto append_words = [&](const Line& line) {
    numbers.append(line.say, {0, line.say.size()}, old_words, nullptr);
  };
  for (std::size_t n = 0; n < stored.size(); ++n) {
    const std::vector<Line>& lines = stored[n].chapter.lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::size_t begin = old_words.size();
      append_words(lines[i]);
      if (!wanted(lines[i])) continue;
      located.lines.push_back({&lines[i], n, place_of(stored[n].places, i), {}});
      ranges.push_back({begin, old_words.size(), false});
    }
  }
  const std::size_t ordered = old_words.size();
  for (std::size_t n = 0; n < stored.size(); ++n) {
    const std::vector<Line>& lines = stored[n].chapter.unplaced;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!wanted_unplaced(lines[i])) continue;
      const std::size_t begin = old_words.size();
      append_words(lines[i]);
      located.lines.push_back({&lines[i], n, place_of(stored[n].unplaced_places, i), {}});
      ranges.push_back({begin, old_words.size(), true});
    }
  }
  std::vector<std::uint32_t> new_words;
  for (const document::Chapter& chapter : chapters) {
    for (const document::Paragraph& paragraph : chapter.paragraphs) {
      numbers.append(manuscript.text, paragraph.span, new_words, &located.words);
    }
  }
  LineLocator locator(std::move(old_words), ordered, std::move(new_words));
  for (std::size_t i = 0; i < ranges.size(); ++i) located.lines[i].location = locator.find(ranges[i]);
  return located;
}

}  // namespace sotto::script
