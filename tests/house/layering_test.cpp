// The house has an order: a stage may use earlier stages and shared/, never sideways into another's insides, never
// upwards; and each C library is known to one file. The #include lines say whether it is kept.

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "shared/files.h"

namespace sotto {
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
  const fs::path root = fs::path(SOTTO_SOURCE_DIR) / "pipeline";
  std::vector<Include> all;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    const auto found = includes_in(fs::relative(entry.path(), root).generic_string(), read_file(entry.path()));
    all.insert(all.end(), found.begin(), found.end());
  }
  return all;
}

std::string stage_of(const std::string& path) {
  const auto slash = path.find('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

/// What breaks the order of the stages, as "file includes target".
std::vector<std::string> order_broken(const std::vector<Include>& includes) {
  const std::map<std::string, int> order = {{"shared", 0},  {"annotate", 1}, {"cast", 2},   {"synthesis", 3},
                                            {"mix", 4},     {"publish", 5},  {"report", 6}, {"", 7 /* produce */},
                                            {"commands", 8}};
  std::vector<std::string> broken;
  for (const Include& include : includes) {
    if (!include.quoted || include.file == "main.cpp") continue;
    const auto from = order.find(stage_of(include.file));
    const auto to = order.find(stage_of(include.target));
    if (from == order.end() || to == order.end() || to->second > from->second) {
      broken.push_back(include.file + " includes " + include.target);
    }
  }
  return broken;
}

TEST(House, StagesIncludeOnlyEarlierOnes) {
  const auto includes = all_includes();
  EXPECT_GT(includes.size(), 100U);
  EXPECT_EQ(order_broken(includes), std::vector<std::string>{});
}

TEST(House, AnUpwardIncludeWouldBeNoticed) {
  const auto planted = includes_in("cast/voice.cpp", "#include <vector>\n#include \"mix/timeline.h\"\n");
  EXPECT_EQ(order_broken(planted), std::vector<std::string>{"cast/voice.cpp includes mix/timeline.h"});
}

TEST(House, EachLibraryIsKnownToOneFile) {
  const std::vector<std::string> libraries = {
      "espeak-ng/speak_lib.h", "sndfile.h",      "samplerate.h", "ebur128.h", "xxhash.h",
      "openssl/sha.h",         "yaml-cpp/yaml.h"};
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
}

}  // namespace
}  // namespace sotto
