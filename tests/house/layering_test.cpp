// The rooms of the house have an order: a room includes earlier rooms and shared/, never later ones, and each C library
// is included by one file. The #include lines are read to test it.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "house/rooms.h"
#include "shared/files.h"
#include "support/folders.h"

namespace sotto::house {
namespace {

namespace fs = std::filesystem;

struct Include {
  std::string file;    ///< relative to pipeline/
  std::string target;  ///< what is included
  bool quoted = false;
};

std::vector<Include> includes_in(const std::string& file, const std::string& text) {
  static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  std::vector<Include> found;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (std::regex_search(line, match, pattern)) found.push_back({file, match[2], match[1] == "\""});
  }
  return found;
}

std::vector<Include> all_includes() {
  const fs::path root = testing::source_folder() / "pipeline";
  std::vector<Include> all;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    const auto found = includes_in(fs::relative(entry.path(), root).generic_string(), read_file(entry.path()));
    all.insert(all.end(), found.begin(), found.end());
  }
  return all;
}

std::ptrdiff_t rank_of(const std::string& room) {
  return std::find(rooms().begin(), rooms().end(), room) - rooms().begin();
}

/// What breaks the order of the rooms, as "file includes target". Only main.cpp lies in no room, and may use all.
std::vector<std::string> order_broken(const std::vector<Include>& includes) {
  std::vector<std::string> broken;
  for (const Include& include : includes) {
    if (!include.quoted || include.file == "main.cpp") continue;
    const std::string from = room_of(include.file);
    const std::string to = room_of(include.target);
    if (from.empty() || to.empty() || rank_of(to) > rank_of(from)) {
      broken.push_back(include.file + " includes " + include.target);
    }
  }
  return broken;
}

TEST(House, RoomsIncludeOnlyEarlierOnes) {
  const auto includes = all_includes();
  EXPECT_GT(includes.size(), 100U);
  EXPECT_EQ(order_broken(includes), std::vector<std::string>{});
}

TEST(House, AnUpwardIncludeWouldBeNoticed) {
  const auto planted = includes_in("cast/voice.cpp", "#include <vector>\n#include \"mix/timeline.h\"\n");
  EXPECT_EQ(order_broken(planted), std::vector<std::string>{"cast/voice.cpp includes mix/timeline.h"});
  const auto inside = includes_in("annotate/document/book.h", "#include \"annotate/script/script.h\"\n");
  EXPECT_EQ(order_broken(inside),
            std::vector<std::string>{"annotate/document/book.h includes annotate/script/script.h"});
}

TEST(House, EveryFileLiesInARoomAndInItsNamespace) {
  const fs::path root = testing::source_folder() / "pipeline";
  static const std::regex opened(R"((?:^|\n)namespace (sotto[\w:]*) \{)");
  for (const std::string& file : sources_below("pipeline")) {
    // The program, and what stands in for functions of a C library.
    if (file == "main.cpp" || file == "synthesis/espeak_ng/no_audio_device.cpp") continue;
    const std::string room = room_of(file);
    ASSERT_FALSE(room.empty()) << file << " lies in no room";
    const std::string text = read_file(root / file);
    std::smatch match;
    ASSERT_TRUE(std::regex_search(text, match, opened)) << file << " opens no namespace";
    EXPECT_EQ(match[1], namespace_of(room)) << file;
  }
}

/// The lines of a text that name the engine which has a folder of its own.
std::vector<std::string> naming_lines(const std::string& text) {
  static const std::regex name("espeak(?!ing)", std::regex::icase);  // "scene speaking" is none
  std::vector<std::string> found;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (std::regex_search(line, name)) found.push_back(line);
  }
  return found;
}

TEST(House, AnEngineIsNamedInItsFolderAndTheRegistryAlone) {
  const fs::path root = testing::source_folder() / "pipeline";
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    const std::string file = fs::relative(entry.path(), root).generic_string();
    if (file.rfind("synthesis/espeak_ng/", 0) == 0) continue;
    const std::vector<std::string> lines = naming_lines(read_file(entry.path()));
    if (file == "synthesis/engines.cpp") {
      EXPECT_EQ(lines.size(), 2U) << "its #include and its place in the list";
    } else {
      EXPECT_EQ(lines, std::vector<std::string>{}) << file;
    }
  }
  EXPECT_EQ(naming_lines("kSceneSpeaking\n/// eSpeak NG's\nESPEAK_DATA_PATH\n").size(), 2U);
}

TEST(House, EachLibraryIsKnownToOneFile) {
  const std::vector<std::string> libraries = {
      "espeak-ng/speak_lib.h", "sndfile.h",       "samplerate.h", "ebur128.h", "xxhash.h",
      "openssl/sha.h",         "yaml-cpp/yaml.h", "gumbo.h",      "md4c.h",    "microhttpd.h"};
  std::map<std::string, std::set<std::string>> users;
  for (const Include& include : all_includes()) {
    for (const std::string& library : libraries) {
      if (!include.quoted && include.target == library) users[library].insert(include.file);
    }
  }
  for (const auto& [library, files] : users)
    EXPECT_EQ(files.size(), 1U) << library << " is included by more than one file";
  EXPECT_EQ(users.count("espeak-ng/speak_lib.h"), 1U);
  EXPECT_EQ(users.count("sndfile.h"), 1U);
  EXPECT_EQ(users.count("gumbo.h"), 1U);
  // One file reads XML and archives, and one writes them.
  std::set<std::string> of_xml;
  std::set<std::string> of_archives;
  for (const Include& include : all_includes()) {
    if (include.target == "pugixml.hpp") of_xml.insert(include.file);
    if (include.target == "zip.h") of_archives.insert(include.file);
  }
  EXPECT_EQ(of_xml, (std::set<std::string>{"annotate/document/sources/markup/xml_parser.cpp", "report/junit.cpp"}));
  EXPECT_EQ(of_archives,
            (std::set<std::string>{"annotate/document/sources/archive.cpp", "publish/read_along/zip_writer.cpp"}));
}

}  // namespace
}  // namespace sotto::house
