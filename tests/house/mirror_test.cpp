// Files are found by their names: pipeline/mix/rain.cpp has pipeline/mix/rain.h and tests/mix/rain_test.cpp, whose
// namespace is that of their room. What has none for a reason is named here, with the reason. What has none *yet* is
// listed in without_header.txt, without_test.txt and without_source.txt beside this file; the lists are exact, so that
// they only become shorter.

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "house/rooms.h"
#include "shared/files.h"
#include "support/folders.h"

namespace sotto::house {
namespace {

namespace fs = std::filesystem;
using Files = std::set<std::string>;  ///< paths relative to pipeline/ or tests/

const std::map<std::string, std::string> kNeedNoHeader = {
    {"main.cpp", "the program"},
    {"synthesis/espeak_ng/no_audio_device.cpp", "defines functions of a C library"},
};

const std::map<std::string, std::string> kNeedNoTest = {
    {"main.cpp", "calls one function"},
    {"synthesis/espeak_ng/no_audio_device.cpp", "only replaces a sound device that nothing opens"},
};

/// Tests of more than one source.
const std::map<std::string, std::string> kAcrossSources = {
    {"annotate/document/every_character_test.cpp", "what holds of the places of any story of tests/data"},
    {"annotate/another_language_test.cpp", "stories in a language of the test's own"},
    {"annotate/epub_editions_test.cpp", "an EPUB from its archive to its script, and again in a new edition"},
    {"annotate/every_story_test.cpp", "what holds of the script of any story of tests/data"},
    {"annotate/new_format_test.cpp", "a format of the test's own, from its reader to its script"},
    {"annotate/people_test.cpp", "a file of tests/data/people is a case"},
    {"annotate/phenomena_test.cpp", "a file of tests/data/phenomena is a case"},
    {"annotate/sample_book_test.cpp", "the committed script of the sample book"},
    {"cast/schema_test.cpp", "voices/voice.schema.json against the profile reader"},
    {"cast/shipped_voices_test.cpp", "the profiles in voices/"},
    {"synthesis/performance_test.cpp", "how sentences sound, from their text to their take"},
    {"report/checks/made_up_check_test.cpp", "a new check by itself, in everything that a report is"},
};

/// A listening check is one source, which the build collects by its name; the header of all of them is check.h.
bool is_a_check(const std::string& source) {
  return source.starts_with("report/checks/") && source.ends_with("_check.cpp");
}

/// tests/end_to_end and tests/house run the program or read the sources: they mirror nothing.
bool lies_in_a_room(const std::string& test) { return !room_of(test).empty(); }

Files sources() {
  Files all;
  for (const std::string& file : sources_below("pipeline")) {
    if (file.ends_with(".cpp")) all.insert(file);
  }
  return all;
}

Files headers() {
  Files all;
  for (const std::string& file : sources_below("pipeline")) {
    if (file.ends_with(".h")) all.insert(file);
  }
  return all;
}

Files tests() {
  Files all;
  for (const std::string& file : sources_below("tests")) {
    if (file.ends_with("_test.cpp") && lies_in_a_room(file)) all.insert(file);
  }
  return all;
}

std::string stem_of(const std::string& file, std::string_view ending) {
  return file.substr(0, file.size() - ending.size());
}

/// The files that a list beside this file names, one a line; a line that begins with # is a comment.
Files listed(const std::string& list) {
  std::istringstream lines(read_file(testing::source_folder() / "tests/house" / list));
  Files all;
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line[0] != '#') all.insert(line);
  }
  return all;
}

void expect_exactly(const Files& missing, const std::string& list, const std::string& what) {
  const Files known = listed(list);
  for (const std::string& file : missing) {
    EXPECT_TRUE(known.contains(file)) << file << " has no " << what;
  }
  for (const std::string& file : known) {
    EXPECT_TRUE(missing.contains(file)) << file << " has a " << what << " or is gone: take it out of tests/house/"
                                        << list;
  }
}

/// The files without a partner, those left out that need none; `needless` must all be among them.
template <typename HasPartner>
Files without(const Files& files, const std::map<std::string, std::string>& needless, HasPartner has_partner) {
  Files missing;
  for (const std::string& file : files) {
    if (!has_partner(file)) missing.insert(file);
  }
  for (const auto& [file, reason] : needless) {
    EXPECT_EQ(missing.erase(file), 1U) << file << " (" << reason << ") is no exception any more";
  }
  return missing;
}

TEST(Mirror, EverySourceHasItsHeader) {
  const Files all = headers();
  // The one function that a check's file defines is declared where the build collects them (all_checks.cpp.in).
  Files declared_elsewhere = sources();
  std::erase_if(declared_elsewhere, [](const std::string& source) {
    return source.starts_with("report/checks/") && source.ends_with("_check.cpp");
  });
  expect_exactly(without(declared_elsewhere, kNeedNoHeader,
                         [&](const std::string& source) {
                           return is_a_check(source) || all.contains(stem_of(source, ".cpp") + ".h");
                         }),
                 "without_header.txt", "header of its name");
}

TEST(Mirror, EverySourceHasItsTest) {
  const Files all = tests();
  expect_exactly(
      without(sources(), kNeedNoTest,
              [&](const std::string& source) { return all.contains(stem_of(source, ".cpp") + "_test.cpp"); }),
      "without_test.txt", "test of its name");
}

/// A header that is all code may have a test, too.
TEST(Mirror, EveryTestHasItsSource) {
  const Files code = sources();
  const Files declared = headers();
  expect_exactly(without(tests(), kAcrossSources,
                         [&](const std::string& test) {
                           const std::string stem = stem_of(test, "_test.cpp");
                           return code.contains(stem + ".cpp") || declared.contains(stem + ".h");
                         }),
                 "without_source.txt", "source of its name");
}

/// Of a file below tests/: its room's, or that of its folder.
std::string namespace_of_test(const std::string& file) {
  const std::string room = room_of(file);
  if (!room.empty()) return namespace_of(room);
  const std::string folder = fs::path(file).begin()->string();
  return folder == "support" ? "sotto::testing" : "sotto::" + folder;
}

TEST(Mirror, TestsAreInTheNamespaceOfTheirRoom) {
  static const std::regex opened(R"((?:^|\n)namespace (sotto[\w:]*) \{)");
  Files elsewhere;
  for (const std::string& file : sources_below("tests")) {
    const std::string text = read_file(testing::source_folder() / "tests" / file);
    std::smatch match;
    // Fuzz targets, main() and the shim that is loaded under the program open none.
    if (std::regex_search(text, match, opened) && match[1] != namespace_of_test(file)) elsewhere.insert(file);
  }
  expect_exactly(elsewhere, "in_another_namespace.txt", "namespace of its room");
}

}  // namespace
}  // namespace sotto::house
