#include "annotate/attribution/model/ranker.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <unordered_map>
#include <vector>

#include "annotate/attribution/model/link_features.h"
#include "annotate/attribution/model/speaker_features.h"
#include "annotate/language/model_file.h"
#include "annotate/language/per_language.h"

namespace sotto::attribution {

namespace {

using Names = std::span<const std::string_view>;

constexpr std::string_view kFile = "speaker_ranker.model";
constexpr std::string_view kFormat = "speaker-ranker 1";
constexpr std::string_view kHead =
    "# Who says a speech: decision trees whose leaves are added up, learned from novels whose speakers are known.\n"
    "# Written by `train_ranker NOVELS --groups -1 --model FILE` (tests/attribution/README.md); not edited by hand.\n"
    "# The forest \"speakers\" scores each candidate of a speech, the forest \"links\" each way in which its speaker "
    "may\n"
    "# follow the one before. In a tree, the two lines or blocks below \"feature < threshold\" are for smaller values "
    "and\n"
    "# for the others. pipeline/annotate/attribution/model/ranker.h describes the format.\n";

class ForestReader {
 public:
  ForestReader(language::ModelFile& file, Names names) : file_(file) {
    for (const std::string_view name : names) {
      file_.expect(fmt::format("feature {}", name));
      numbers_.emplace(name, static_cast<std::int16_t>(numbers_.size()));
    }
  }

  Forest read() {
    while (!file_.done() && file_.line() == "tree") {
      file_.next();
      forest_.roots.push_back(static_cast<std::uint32_t>(forest_.nodes.size()));
      read_tree(0);
    }
    return std::move(forest_);
  }

 private:
  /// Reads the subtree that begins at the current line.
  void read_tree(int depth) {
    constexpr int kDeepest = 64;
    if (file_.done() || depth > kDeepest) file_.fail("a node is expected");
    const std::string_view line = file_.line();
    const std::size_t below = line.find('<');  // in "feature < threshold"
    const std::size_t at = forest_.nodes.size();
    if (below == std::string_view::npos) {
      forest_.nodes.push_back({-1, 0, file_.number(line)});
      file_.next();
      return;
    }
    const auto feature = numbers_.find(line.substr(0, below - std::min<std::size_t>(below, 1)));
    if (feature == numbers_.end()) file_.fail("there is no such feature");
    forest_.nodes.push_back({feature->second, 0, file_.number(line.substr(std::min(below + 2, line.size())))});
    file_.next();
    read_tree(depth + 1);
    const std::size_t right = forest_.nodes.size() - at;
    if (right > std::numeric_limits<std::uint16_t>::max()) file_.fail("the tree is too large");
    forest_.nodes[at].right = static_cast<std::uint16_t>(right);
    read_tree(depth + 1);
  }

  language::ModelFile& file_;
  std::unordered_map<std::string_view, std::int16_t> numbers_;
  Forest forest_;
};

void print_tree(const Forest& forest, Names names, std::uint32_t at, std::size_t depth, std::string& text) {
  const TreeNode& node = forest.nodes[at];
  text.append(depth, ' ');
  if (node.feature < 0) {
    text += fmt::format("{}\n", node.value);
    return;
  }
  text += fmt::format("{} < {}\n", names[static_cast<std::size_t>(node.feature)], node.value);
  print_tree(forest, names, at + 1, depth + 1, text);
  print_tree(forest, names, at + node.right, depth + 1, text);
}

void print_forest(const Forest& forest, std::string_view label, Names names, std::string& text) {
  text += fmt::format("\nforest {}\n", label);
  for (const std::string_view name : names) text += fmt::format("feature {}\n", name);
  for (const std::uint32_t root : forest.roots) {
    text += "tree\n";
    print_tree(forest, names, root, 1, text);
  }
}

}  // namespace

Ranker parse_ranker(std::string_view name, std::string_view text) {
  language::ModelFile file(name, text, kFormat);
  Ranker ranker;
  file.expect("forest speakers");
  ranker.speakers = ForestReader(file, speaker_feature_names()).read();
  file.expect("forest links");
  ranker.links = ForestReader(file, link_feature_names()).read();
  if (!file.done()) file.fail("a tree or the end is expected");
  return ranker;
}

std::string print_ranker(const Ranker& ranker) {
  std::string text = fmt::format("{}{}\n", kHead, kFormat);
  print_forest(ranker.speakers, "speakers", speaker_feature_names(), text);
  print_forest(ranker.links, "links", link_feature_names(), text);
  return text;
}

const Ranker& learned_ranker(const language::Language& language) {
  static language::PerLanguage<Ranker> rankers;
  return rankers.of(language, [](const language::Language& one) {
    const language::EmbeddedFile& file = one.model(kFile);
    return parse_ranker(file.name, file.bytes);
  });
}

}  // namespace sotto::attribution
