/// Every command that README.md and docs/ show is run, as it stands there.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "end_to_end/sotto.h"
#include "support/archives.h"
#include "support/folders.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;

/// What stands for something of the user's own, and what the test puts there.
const std::map<std::string, std::string> kPlaceholders = {
    {"COMMAND", "produce"},  {"BOOK", "my-book"},
    {"BOOK...", "my-book"},  {"BOOK|FILE", "my-book"},
    {"VOICE", "meg"},        {"VOICE...", "meg"},
    {"TEXT", "Hello."},      {"NAME", "podcast"},
    {"DIR", "elsewhere"},    {"N", "1"},
    {"DAYS", "30"},          {"SIZE", "2GB"},
    {"the-mask", "my-book"}, {"path/to/my-book.epub", "novel.epub"},  // two books of one name are refused
};

/// The commands of a page: what begins with `./run ` or `sotto `, on a line of a code block or between backticks.
std::set<std::string> commands_of(const std::string& page) {
  std::set<std::string> found;
  const auto add = [&](std::string text) {
    for (const char* begin : {"./run ", "sotto "}) {
      if (!text.starts_with(begin)) continue;
      // What follows two blanks or a number sign explains the command.
      text = text.substr(0, std::min(text.find("  "), text.find(" #")));
      found.insert(text.substr(std::string(begin).size()));
    }
  };
  std::istringstream lines(page);
  bool in_block = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("```")) {
      in_block = !in_block;
    } else if (in_block) {
      add(line);
    } else {
      std::size_t open = 0;
      while ((open = line.find('`', open)) != std::string::npos) {
        const std::size_t close = line.find('`', open + 1);
        if (close == std::string::npos) break;
        add(line.substr(open + 1, close - open - 1));
        open = close + 1;
      }
    }
  }
  return found;
}

/// Splits at blanks outside of double quotes; brackets around what may be left out are dropped, placeholders filled in.
std::vector<std::string> words_of(const std::string& command) {
  std::vector<std::string> words(1);
  bool quoted = false;
  for (const char c : command) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ' ' && !quoted) {
      words.emplace_back();
    } else if (quoted || (c != '[' && c != ']')) {
      words.back() += c;
    }
  }
  for (std::string& word : words) {
    if (const auto filled = kPlaceholders.find(word); filled != kPlaceholders.end()) word = filled->second;
  }
  return words;
}

/// What `./run` does itself: the labels of its last `case`.
std::set<std::string> own_commands_of_run() {
  std::set<std::string> own;
  const std::string text = read_file(testing::source_folder() / "run");
  std::istringstream lines(text.substr(text.rfind("case \"${1:-help}\" in")));
  for (std::string line; std::getline(lines, line);) {
    const auto close = line.find(')');
    if (line.starts_with("  ") && line[2] >= 'a' && line[2] <= 'z' && close != std::string::npos) {
      own.insert(line.substr(2, close - 2));
    }
  }
  return own;
}

TEST(DocumentedCommands, AreFoundInBlocksAndBetweenBackticks) {
  EXPECT_THAT(
      commands_of(
          "Say `./run check BOOK --bless`, or `cat`:\n```\n./run produce   # makes it\nsotto voices  all\n```\n"),
      ::testing::ElementsAre("check BOOK --bless", "produce", "voices"));
  EXPECT_THAT(words_of("audition VOICE \"Who is there?\" [--rain]"),
              ::testing::ElementsAre("audition", "meg", "Who is there?", "--rain"));
  EXPECT_TRUE(own_commands_of_run().contains("package"));
}

TEST(DocumentedCommands, AllRun) {
  const TempFolder folder;
  folder.write("story/my-book/my-book.txt", kShortStory);
  fs::create_directory_symlink("story/my-book", folder / "my-book");
  for (const char* name : {"book.txt", "my-book.txt", "path/to/my-book.txt"}) folder.write(name, kShortStory);
  testing::SmallEpub epub;
  epub.pages = {{"a.xhtml", testing::page("<p>It rained.</p>")}};
  folder.write("novel.epub", epub.bytes());
  const std::set<std::string> own = own_commands_of_run();

  std::set<std::string> commands;
  std::vector<fs::path> pages = {testing::source_folder() / "README.md"};
  for (const auto& entry : fs::directory_iterator(testing::source_folder() / "docs")) {
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  }
  for (const fs::path& page : pages) commands.merge(commands_of(read_file(page)));
  ASSERT_GT(commands.size(), 10U);

  // Others need what was made.
  const Outcome made = sotto(folder, {"produce", "my-book"});
  ASSERT_EQ(made.status, 0) << made.err;
  for (const std::string& command : commands) {
    std::vector<std::string> words = words_of(command);
    std::vector<std::string> alternatives;
    std::istringstream parts(words.front());
    for (std::string part; std::getline(parts, part, '|');) alternatives.push_back(part);
    if (std::all_of(alternatives.begin(), alternatives.end(), [&](const auto& a) { return own.contains(a); }) &&
        !(alternatives.front() == "clean" && words.size() > 1 && words[1] != "--all")) {
      continue;
    }
    // Runs until Ctrl-C.
    if (words.front() == "watch" || words.front() == "studio") words.push_back("--help");
    const Outcome outcome = sotto(folder, words);
    EXPECT_THAT(outcome.status, ::testing::AnyOf(0, 4)) << command << "\n" << outcome.err;
  }
}

TEST(DocumentedCommands, EveryLinkLeadsToAFile) {
  const fs::path home = testing::source_folder();
  std::vector<fs::path> pages = {home / "README.md", home / "voices/README.md"};
  for (const auto& entry : fs::directory_iterator(home / "docs")) {
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  }
  for (const fs::path& page : pages) {
    const std::string text = read_file(page);
    for (std::size_t at = 0; (at = text.find("](", at)) != std::string::npos; ++at) {
      const std::string target = text.substr(at + 2, text.find_first_of(")#", at + 2) - at - 2);
      if (target.empty() || target.find("://") != std::string::npos) continue;
      EXPECT_TRUE(fs::exists(page.parent_path() / target)) << page << ": " << target;
    }
  }
}

}  // namespace
}  // namespace sotto::end_to_end
