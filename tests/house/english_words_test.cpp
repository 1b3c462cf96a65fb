// What the annotator knows of English is in language/en/: no other file of it compares a text with English words, or
// writes them into one.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "shared/files.h"
#include "shared/text.h"
#include "support/folders.h"

namespace sotto::house {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

const fs::path kAnnotate = testing::source_folder() / "pipeline/annotate";

/// The runs of ASCII letters of a text, in small letters.
std::vector<std::string> letter_runs(std::string_view text) {
  std::vector<std::string> runs(1);
  for (const char c : text) {
    if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
      runs.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!runs.back().empty()) {
      runs.emplace_back();
    }
  }
  if (runs.back().empty()) runs.pop_back();
  return runs;
}

/// All words of the English lists and tables, but for the one of all words there are and the one of neighbours by which
/// words of two sounds are told, which may be any.
std::set<std::string> english_words() {
  std::set<std::string> words;
  for (const auto& entry : fs::directory_iterator(kAnnotate / "language/en")) {
    const fs::path name = entry.path().filename();
    if (name.extension() != ".txt" || name == "spellings.txt" || name == "homographs.txt") continue;
    std::istringstream lines(read_file(entry.path()));
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with('#') || line.starts_with('[')) continue;
      for (const std::string& word : letter_runs(line)) words.insert(word);
    }
  }
  return words;
}

std::string without_comments(const std::string& source) {
  std::istringstream lines(source);
  std::string code;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("#include")) continue;
    code += line.substr(0, line.find("//")) + '\n';
  }
  return code;
}

/// The literals of English words that code compares with something, or joins to something; cells of tables, which are
/// compared by their number, are not the text's.
std::vector<std::string> english_literals(const std::string& source, const std::set<std::string>& words) {
  static const std::regex literal(R"rx("((?:[^"\\\n]|\\.)*)")rx");
  static const std::regex escape(R"rx(\\.)rx");
  const std::string code = without_comments(source);
  std::vector<std::string> found;
  for (std::sregex_iterator at(code.begin(), code.end(), literal), end; at != end; ++at) {
    const std::vector<std::string> runs = letter_runs(std::regex_replace((*at)[1].str(), escape, " "));
    const bool english = !runs.empty() && std::all_of(runs.begin(), runs.end(),
                                                      [&](const std::string& word) { return words.count(word) > 0; });
    if (!english) continue;
    const auto begin = static_cast<std::size_t>(at->position());
    const std::string_view before =
        trim_space(std::string_view(code).substr(begin < 40 ? 0 : begin - 40, std::min<std::size_t>(begin, 40)));
    const std::string_view after =
        trim_space(std::string_view(code).substr(begin + static_cast<std::size_t>(at->length()), 8));
    const auto ends = [&](std::string_view with) { return before.ends_with(with); };
    const bool cell = ends("] ==") || ends("] !=");
    const bool compared = ends("==") || ends("!=") || ends("starts_with(") || ends("ends_with(") || ends("find(") ||
                          ends("contains(") || after.starts_with("==") || after.starts_with("!=");
    const bool joined = ends("+") || ends("+=") || after.starts_with("+");
    if (!cell && (compared || joined)) found.push_back((*at)[1]);
  }
  return found;
}

/// Of the annotator's sources but the languages' own, as in english_words.txt: file and literal.
std::set<std::string> found_literals() {
  const std::set<std::string> words = english_words();
  std::set<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(kAnnotate)) {
    const std::string extension = entry.path().extension().string();
    const std::string name = fs::relative(entry.path(), kAnnotate).generic_string();
    if ((extension != ".cpp" && extension != ".h") || name.starts_with("language/")) continue;
    for (const std::string& text : english_literals(read_file(entry.path()), words))
      found.insert(name + " \"" + text + '"');
  }
  return found;
}

std::set<std::string> allowed_literals() {
  std::istringstream lines(read_file(testing::source_folder() / "tests/house/english_words.txt"));
  std::set<std::string> allowed;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#') || line.empty()) continue;
    const std::size_t close = line.rfind('"');
    EXPECT_GT(trim_space(std::string_view(line).substr(close + 1)).size(), 3U) << line << ": a reason is missing";
    allowed.insert(line.substr(0, close + 1));
  }
  return allowed;
}

TEST(EnglishWords, StandInTheLanguagesDataAlone) {
  const std::set<std::string> found = found_literals();
  const std::set<std::string> allowed = allowed_literals();
  for (const std::string& literal : found) {
    EXPECT_TRUE(allowed.contains(literal))
        << literal << " belongs in language/, or with its reason in english_words.txt";
  }
  for (const std::string& literal : allowed) {
    EXPECT_TRUE(found.contains(literal)) << literal << " is gone: take it out of english_words.txt";
  }
}

TEST(EnglishWords, WouldBeNoticed) {
  const std::set<std::string> words = {"the", "said", "male"};
  EXPECT_THAT(english_literals("if (word == \"said\") return \"the \" + name;  // == \"the\"\n", words),
              ElementsAre("said", "the "));
  EXPECT_THAT(english_literals("word.starts_with(\n    \"the\")", words), ElementsAre("the"));
  EXPECT_THAT(english_literals("words(\"said\"); row[1] == \"male\"; x == \"other\"; y == \" \\n\"", words),
              ElementsAre());
}

}  // namespace
}  // namespace sotto::house
