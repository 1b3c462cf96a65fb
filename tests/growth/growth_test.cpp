// Work may grow as the input does, or a little faster (by a logarithm), and no more: each kind of hostile input is
// doubled three times, and no doubling may take more than two and a half times the work.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/annotate.h"
#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/language/languages.h"
#include "annotate/reannotate.h"
#include "annotate/script/script_folder.h"
#include "growth/hostile_texts.h"
#include "growth/planted_loops.h"
#include "growth/work_counter.h"
#include "shared/files.h"
#include "shared/strict_yaml.h"
#include "support/temp_folder.h"

namespace sotto::growth {
namespace {

constexpr double kMostGrowth = 2.5;    // of a doubling
constexpr std::size_t kFirst = 12000;  // bytes; below, what each text costs, however short, hides what grows
constexpr int kDoublings = 3;

/// Of each of four sizes, the first of which is `first`.
std::array<Work, kDoublings + 1> works(std::size_t first, const std::function<Work(std::size_t)>& work) {
  std::array<Work, kDoublings + 1> all;
  for (Work& one : all) {
    one = work(first);
    first *= 2;
  }
  return all;
}

/// What the largest of the doublings takes, over what it began with.
double growth_of(const std::array<Work, kDoublings + 1>& works, std::uint64_t Work::*counter) {
  double most = 0;
  for (int i = 0; i < kDoublings; ++i) {
    most = std::max(most, static_cast<double>(works[i + 1].*counter) / static_cast<double>(works[i].*counter + 1));
  }
  return most;
}

void expect_steady(const std::string& name, std::size_t first, const std::function<Work(std::size_t)>& work) {
  const auto all = works(first, work);
  std::string steps;
  std::string bytes;
  for (const Work& one : all) {
    steps += fmt::format(" {}", one.steps / 1000);
    bytes += fmt::format(" {}", one.bytes / 1000);
  }
  EXPECT_LE(growth_of(all, &Work::steps), kMostGrowth) << name << ": thousand steps" << steps;
  EXPECT_LE(growth_of(all, &Work::bytes), kMostGrowth) << name << ": kB allocated" << bytes;
}

struct Story {
  document::Manuscript manuscript;
  std::vector<document::Chapter> chapters;
};

Story read_story(const std::string& file, std::string_view text) {
  Diagnostics diagnostics;
  Story story{document::decode_manuscript(file, text, diagnostics).value_or(document::Manuscript{}), {}};
  story.chapters = document::find_chapters(story.manuscript, "The Book");
  return story;
}

script::Script annotated(const Story& story) {
  Diagnostics diagnostics;
  return annotate::annotate(story.manuscript, story.chapters, {}, {}, diagnostics);
}

TEST(Growth, TheCounterSeesWhatGrowsWithTheSquare) {
  constexpr std::size_t kSize = 500;
  for (const auto planted : {compare_pairwise, search_from_everywhere, erase_from_the_front}) {
    const auto all = works(kSize, [&](std::size_t size) { return work_of([&] { planted(size); }); });
    EXPECT_GT(growth_of(all, &Work::steps), kMostGrowth);
  }
}

TEST(Growth, OfATextInFrench) {
  constexpr const char* kLine = "Il pleuvait sur la ville. « Venez », dit Jeanne.\n\n";
  const auto annotate_french = [&](std::size_t size) {
    std::string text;
    while (text.size() < size) text += kLine;
    Diagnostics diagnostics;
    Story story{document::decode_manuscript("x.txt", text, diagnostics).value(), {}};
    story.manuscript.language = language::find_language("fr");
    story.chapters = document::find_chapters(story.manuscript, "Le Livre");
    annotated(story);
  };
  annotate_french(100);  // the language's tables are read
  expect_steady("French", kFirst, [&](std::size_t size) { return work_of([&] { annotate_french(size); }); });
}

class Texts : public ::testing::TestWithParam<std::size_t> {};

TEST_P(Texts, AreAnnotatedInStepsThatGrowAsTheTextDoes) {
  const HostileText& text = hostile_texts()[GetParam()];
  annotated(read_story("x.txt", "\"Yes,\" said Meg.\n"));  // the language's tables are read
  expect_steady(text.name, kFirst, [&](std::size_t size) {
    const std::string whole = "Some text first.\n\n" + text.make(size) + "\n";
    return work_of([&] { annotated(read_story(text.file, whole)); });
  });
}

INSTANTIATE_TEST_SUITE_P(Hostile, Texts, ::testing::Range(std::size_t{0}, hostile_texts().size()));

/// A story, what a person made of each of its scripts, and what the author made of the story.
struct CorrectedBook {
  std::string name;
  std::size_t first;  ///< size of the smallest, bytes
  std::function<std::string(std::size_t size)> story;
  std::function<std::string(std::string script)> edit;
  std::function<std::string(std::string story)> change;
};

std::string speeches(std::size_t size) {
  std::string text;
  for (std::size_t i = 0; text.size() < size; ++i) {
    text += fmt::format("\"The {} went {} and home,\" said Meg. He was {}.\n\n", word_of(7 * i), word_of(i),
                        word_of(3 * i + 1));
  }
  return text;
}

std::string alike_speeches(std::size_t size) {
  std::string text;
  while (text.size() < size) text += "\"The dog went home,\" said Meg. He was glad.\n\n";
  return text;
}

/// Calls `change` with each line and its number.
std::string each_line(const std::string& text, const std::function<std::string(std::string, std::size_t)>& change) {
  std::string result;
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    result += change(text.substr(at, end - at), number);
    at = end;
  }
  return result;
}

std::string by_tom(const std::string& script) {
  return each_line(script, [](std::string line, std::size_t) {
    return line == "  - who: meg\n" ? std::string("  - who: tom\n") : line;
  });
}

std::string by_many(const std::string& script) {
  return each_line(script, [](const std::string& line, std::size_t number) {
    return line == "  - who: meg\n" ? fmt::format("  - who: x{}  # by hand {}\n", word_of(number), number) : line;
  });
}

std::string with_unplaced(const std::string& script) {
  std::string text = script + "unplaced:\n";
  std::size_t number = 0;
  for (std::size_t at = script.find("who:"); at != std::string::npos; at = script.find("who:", at + 1)) {
    ++number;
    text += fmt::format("  - who: tom\n    say: Where did {} and {} go?\n", word_of(11 * number), word_of(number));
  }
  return text;
}

/// Every paragraph has another word, each fourth is gone, and the second half stands first.
std::string rewritten(const std::string& story) {
  std::string text = each_line(story, [](std::string line, std::size_t number) {
    if (number % 8 == 0) return std::string();
    if (line.size() > 20) line.insert(line.find(' ') + 1, word_of(13 * number) + " ");
    return line;
  });
  const std::size_t half = text.find("\n\n", text.size() / 2) + 2;
  return text.substr(half) + text.substr(0, half);
}

std::string all_new(const std::string& story) {
  return each_line(story, [](const std::string& line, std::size_t number) {
    return line == "\n" ? line
                        : fmt::format("\"Who is {}?\" said Meg to the {}.\n", word_of(number), word_of(5 * number));
  });
}

std::string with_a_beginning(const std::string& story) { return "It began to rain.\n\n" + story; }

Work work_of_book(const CorrectedBook& book, std::size_t size) {
  const testing::TempFolder folder;
  const std::filesystem::path scripts = folder.path() / "scripts";
  const std::string before = book.story(size);
  Diagnostics diagnostics;
  script::update_script_folder(scripts, annotated(read_story("x.txt", before)), {}, diagnostics);
  for (const auto& entry : std::filesystem::directory_iterator(scripts)) {
    if (entry.path().extension() == ".yaml") write_file(entry.path(), book.edit(read_file(entry.path())));
  }
  const std::string after = book.change(before);
  return work_of([&] {
    const auto stored = script::read_script_folder(scripts, diagnostics);
    const Story story = read_story("x.txt", after);
    const script::Script script = annotate::reannotate(story.manuscript, story.chapters, {}, stored, diagnostics);
    script::update_script_folder(scripts, script, stored, diagnostics);
  });
}

TEST(Growth, OfCorrectionsAndOfWhatTheStoryBecame) {
  const auto same = [](std::string text) { return text; };
  constexpr std::size_t kShort = 6000;
  constexpr std::size_t kLong = 24000;  // so many changes that the search for the shortest difference gives up
  for (const CorrectedBook& book : std::vector<CorrectedBook>{
           {"a speaker for each line", kShort, speeches, by_tom, same},
           {"a rewritten story", kLong, speeches, by_tom, rewritten},
           {"another story", kShort, speeches, by_tom, all_new},
           {"alike lines", kShort, alike_speeches, by_tom, with_a_beginning},
           {"alike lines, rewritten", kShort, alike_speeches, by_tom, rewritten},
           {"comments and speakers that nobody knows", kLong, speeches, by_many, rewritten},
           {"corrections without a place", kShort, speeches, with_unplaced, same},
       }) {
    expect_steady(book.name, book.first, [&](std::size_t size) { return work_of_book(book, size); });
  }
}

TEST(Growth, OfYaml) {
  for (const auto& [name, begin, item, end] : std::vector<std::array<std::string, 4>>{
           {"a mapping", "", "x{}: \"Zi@r'i\"\n", ""},
           {"a mapping on one line", "{{", "x{}: \"Zi@r'i\", ", "}}\n"},
           {"a list of lists", "", "- [{}, [a, b]]\n", ""},
       }) {
    expect_steady(name, kFirst, [&](std::size_t size) {
      std::string text = fmt::format(fmt::runtime(begin));
      for (std::size_t i = 0; text.size() < size; ++i) text += fmt::format(fmt::runtime(item), word_of(i));
      text += fmt::format(fmt::runtime(end));
      return work_of([&] {
        Diagnostics diagnostics;
        const auto file = YamlFile::parse("x.yaml", text, diagnostics);
        ASSERT_TRUE(file);
        for (const YamlValue::Entry& entry : file->root().entries) file->origin(entry.value.place);
      });
    });
  }
}

}  // namespace
}  // namespace sotto::growth
