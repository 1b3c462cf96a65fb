/// Learns what kind of word stands where, from novels that nobody has marked.
///
///   train_word_kinds NOVELS --model FILE [--wordnet FOLDER] [--least X]
///
/// NOVELS is a folder of texts (*.txt). Words of one kind only teach what stands round words of that kind: "house" may
/// be a noun or a verb, "table" is a noun in nearly every text, "become" a verb. Which words those are is taken from
/// the word lists of WordNet (Debian's package wordnet-base), with the counts of its tagged texts. Multinomial logistic
/// regression by stochastic gradient descent, in a fixed order: the same novels give the same model. Then, for each
/// word of the table "homographs", how often it is each of its kinds, by expectation and maximisation over the novels.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <unordered_map>

#include "annotate/document/sentences.h"
#include "annotate/language/languages.h"
#include "annotate/normalization/homographs.h"
#include "annotate/normalization/word_kinds.h"
#include "shared/files.h"
#include "shared/text.h"

namespace sotto::training {

namespace {

using namespace normalization;
namespace fs = std::filesystem;

constexpr std::size_t kVocabulary = 1500;
constexpr std::size_t kSentences = 500000;
constexpr std::size_t kSeldom = 12;       // features seen less often than this teach nothing
constexpr std::size_t kExamples = 60000;  // of each kind at most
constexpr std::size_t kOneWord = 25;      // one word is at most this fraction of them
constexpr std::size_t kPriorExamples = 400;

/// Irregular verbs, whose past tense and participle differ from each other and from everything else.
constexpr std::string_view kPast =
    "went came took gave knew wrote spoke chose drove threw drew grew flew blew forgot began sang drank ran ate wore "
    "tore swore shook fell became saw arose awoke forgave forsook froze hid mistook overcame partook sank shrank "
    "sprang stole strode strove undertook withdrew wove";
constexpr std::string_view kParticiples =
    "gone taken seen given known written spoken chosen driven thrown drawn grown flown blown forgotten begun sung "
    "eaten "
    "worn sworn shaken fallen arisen forgiven forsaken frozen hidden mistaken undertaken withdrawn stolen borne shown "
    "woven ridden risen";
constexpr std::string_view kVerbs =
    "tell take see give know write speak choose draw throw forget begin sing eat bring keep think say send hear get go "
    "ask find leave seem believe remember";
constexpr std::string_view kThirdPerson =
    "tells takes sees gives knows writes speaks brings keeps thinks says sends hears gets goes comes asks finds seems";

std::map<std::string, WordKind> words_of_one_kind(const fs::path& wordnet) {
  std::map<std::string, std::map<char, int>> counts;
  std::ifstream tagged(wordnet / "cntlist.rev");
  for (std::string line; std::getline(tagged, line);) {
    std::istringstream cells(line);
    std::string key;
    int number = 0;
    int count = 0;
    cells >> key >> number >> count;
    const std::size_t percent = key.find('%');
    constexpr std::string_view kKinds = "nvara";
    counts[key.substr(0, percent)][kKinds[static_cast<std::size_t>(key[percent + 1] - '1')]] += count;
  }
  std::map<std::string, std::set<char>> listed;
  for (const auto& [letter, file] :
       {std::pair{'n', "noun"}, std::pair{'v', "verb"}, std::pair{'a', "adj"}, std::pair{'r', "adv"}}) {
    std::ifstream index(wordnet / (std::string("index.") + file));
    for (std::string line; std::getline(index, line);) {
      if (!line.starts_with(' ')) listed[line.substr(0, line.find(' '))].insert(letter);
    }
  }
  const auto is_only = [&](const std::string& word, char kind) {
    constexpr int kEnough = 20;
    constexpr double kNearlyAlways = 0.985;
    if (listed.at(word) == std::set{kind}) return true;
    const auto& found = counts[word];
    int all = 0;
    for (const auto& [letter, count] : found) all += count;
    return all >= kEnough && found.count(kind) > 0 && found.at(kind) >= kNearlyAlways * all;
  };
  std::map<std::string, WordKind> kinds;
  const auto add = [&](const std::string& word, WordKind kind) {
    if (listed.count(word) == 0) kinds[word] = kind;
  };
  for (const auto& [word, letters] : listed) {
    if (word.size() < 3 || word.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos) continue;
    const bool hiss = word.ends_with("ch") || word.ends_with("sh") || word.find_last_of("sxz") == word.size() - 1;
    const bool consonant_y =
        word.ends_with('y') && std::string_view("aeiou").find(word[word.size() - 2]) == std::string::npos;
    const std::string with_s = consonant_y ? word.substr(0, word.size() - 1) + "ies" : word + (hiss ? "es" : "s");
    if (is_only(word, 'n')) {
      kinds[word] = WordKind::noun;
      add(with_s, WordKind::nouns);
    } else if (is_only(word, 'v')) {
      kinds[word] = WordKind::verb;
      add(with_s, WordKind::verbs);
    } else if (is_only(word, 'a') && !word.ends_with("ed") && !word.ends_with("ing")) {
      kinds[word] = WordKind::adjective;
    } else if (is_only(word, 'r')) {
      kinds[word] = WordKind::adverb;
    }
  }
  for (const auto& [list, kind] : {std::pair{kPast, WordKind::past}, std::pair{kParticiples, WordKind::participle},
                                   std::pair{kVerbs, WordKind::verb}, std::pair{kThirdPerson, WordKind::verbs}}) {
    for (const std::string_view word : language::split_words(list)) kinds[std::string(word)] = kind;
  }
  return kinds;
}

struct Example {
  std::size_t kind = 0;
  std::vector<std::uint32_t> features;
};

using Weights = std::array<float, kWordKindCount>;

Weights likelihoods(const std::vector<Weights>& weights, const std::vector<std::uint32_t>& features) {
  Weights sums{};
  for (const std::uint32_t feature : features) {
    for (std::size_t kind = 0; kind < kWordKindCount; ++kind) sums[kind] += weights[feature][kind];
  }
  const float most = *std::max_element(sums.begin(), sums.end());
  float all = 0;
  for (float& sum : sums) all += sum = std::exp(sum - most);
  for (float& sum : sums) sum /= all;
  return sums;
}

void learn(std::vector<Weights>& weights, std::vector<Example>& examples, std::mt19937& random) {
  constexpr int kRounds = 4;
  for (int round = 0; round < kRounds; ++round) {
    std::shuffle(examples.begin(), examples.end(), random);
    const float rate = 0.25F / static_cast<float>(1 + round);
    for (const Example& example : examples) {
      Weights step = likelihoods(weights, example.features);
      for (float& one : step) one *= -rate;
      step[example.kind] += rate;
      for (const std::uint32_t feature : example.features) {
        for (std::size_t kind = 0; kind < kWordKindCount; ++kind) weights[feature][kind] += step[kind];
      }
    }
  }
}

int run(int argc, char** argv) {
  CLI::App app("learns what kind of word stands where");
  std::string folder;
  std::string wordnet = "/usr/share/wordnet";
  std::string model;
  float least = 0.6F;
  app.add_option("novels", folder)->required();
  app.add_option("--wordnet", wordnet, "the folder of WordNet's lists");
  app.add_option("--model", model, "where to write what was learned")->required();
  app.add_option("--least", least, "features whose greatest weight is below this are left out");
  CLI11_PARSE(app, argc, argv);
  const language::Language& english = language::default_language();

  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::mt19937 random(20260101);  // NOLINT: the same model on every run
  std::shuffle(paths.begin(), paths.end(), random);
  std::vector<std::vector<WrittenToken>> sentences;
  std::unordered_map<std::string, std::size_t> frequencies;
  for (const fs::path& path : paths) {
    if (sentences.size() >= kSentences) break;
    const std::string text = read_file(path);
    for (const Span sentence : document::sentence_spans(english, text, {0, text.size()})) {
      sentences.push_back(tokenize_written(english, text, sentence, {}));
      for (const WrittenToken& piece : sentences.back()) {
        if (piece.kind == WrittenToken::Kind::word) ++frequencies[lower_case(piece.text)];
      }
    }
  }
  fmt::print("{} sentences\n", sentences.size());
  std::vector<std::pair<std::size_t, std::string>> frequent;
  for (const auto& [word, count] : frequencies) frequent.emplace_back(count, word);
  std::sort(frequent.begin(), frequent.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  frequent.resize(std::min(frequent.size(), kVocabulary));
  KindVocabulary vocabulary;
  for (const auto& [count, word] : frequent) vocabulary.add(word);

  std::map<std::string, WordKind> kinds = words_of_one_kind(wordnet);
  std::map<std::string, std::vector<std::vector<std::string>>> homographs;
  for (const language::Table::Row& row : english.table("homographs")) homographs[std::string(row[0])];
  for (const auto& [word, places] : homographs) kinds.erase(word);
  for (const auto& [name, list] : english.lists().all_words()) {
    const bool function =
        among(std::array{"prepositions", "auxiliaries", "conjunctions", "determiners", "adverbs"}, name);
    if (!function) continue;
    for (const std::string_view word : list) {
      const auto found = kinds.find(std::string(word));
      if (found != kinds.end() && (name != "adverbs" || found->second != WordKind::adverb)) kinds.erase(found);
    }
  }
  std::vector<std::pair<std::size_t, std::vector<std::string>>> seen;
  std::array<std::size_t, kWordKindCount> count{};
  std::unordered_map<std::string, std::size_t> used;
  std::unordered_map<std::string, std::size_t> feature_counts;
  std::shuffle(sentences.begin(), sentences.end(), random);
  for (const std::vector<WrittenToken>& pieces : sentences) {
    const KindContext context(english, pieces);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const auto item = context.item_of(i);
      if (!item || pieces[i].kind != WrittenToken::Kind::word) continue;
      const std::string& word = context.items()[*item];
      if (const auto place = homographs.find(word); place != homographs.end()) {
        if (place->second.size() < kPriorExamples) place->second.push_back(kind_features(vocabulary, context, *item));
        continue;
      }
      const auto found = kinds.find(word);
      if (found == kinds.end() || pieces[i].text != word) continue;
      const auto kind = static_cast<std::size_t>(found->second);
      if (count[kind] >= kExamples || used[word] >= kExamples / kOneWord) continue;
      ++count[kind];
      ++used[word];
      seen.emplace_back(kind, kind_features(vocabulary, context, *item));
      for (const std::string& feature : seen.back().second) ++feature_counts[feature];
    }
  }
  std::map<std::string, std::uint32_t> numbers;
  for (const auto& [feature, times] : feature_counts) {
    if (times >= kSeldom) numbers.emplace(feature, 0);
  }
  std::uint32_t next = 0;
  for (auto& [feature, number] : numbers) number = next++;
  const auto numbered = [&](const std::vector<std::string>& features) {
    std::vector<std::uint32_t> known;
    for (const std::string& feature : features) {
      if (const auto found = numbers.find(feature); found != numbers.end()) known.push_back(found->second);
    }
    return known;
  };
  std::vector<Example> examples;
  for (const auto& [kind, features] : seen) examples.push_back({kind, numbered(features)});
  fmt::print("{} examples, {} features\n", examples.size(), numbers.size());
  std::vector<Weights> weights(numbers.size());
  learn(weights, examples, random);

  std::ofstream out(model);
  out << "# What kind of word stands at a place, by its neighbours: logistic regression on words of one kind only.\n"
         "# Written by `train_word_kinds NOVELS --model FILE` (tests/data/homographs/README.md); not edited by hand.\n"
         "# pipeline/annotate/normalization/word_kinds.h describes the format.\n"
         "word-kinds 1\n";
  out << "words " << frequent.size() << '\n';
  std::string line;
  for (const auto& [times, word] : frequent) {
    if (line.size() + word.size() > 110) {
      out << line << '\n';
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  out << line << '\n';
  for (const auto& [word, places] : homographs) {
    std::set<std::size_t> allowed;
    for (const std::vector<std::string_view>& sense : sense_kinds(english, word)) {
      for (const std::string_view name : sense) {
        if (const auto kind = word_kind(name)) allowed.insert(static_cast<std::size_t>(*kind));
      }
    }
    if (allowed.empty()) continue;
    Weights prior{};
    for (const std::size_t kind : allowed) prior[kind] = 1.0F / static_cast<float>(allowed.size());
    std::vector<Weights> likely;
    for (const auto& place : places) likely.push_back(likelihoods(weights, numbered(place)));
    constexpr int kSteps = 15;
    for (int step = 0; step < kSteps; ++step) {
      Weights sums{};
      for (const Weights& one : likely) {
        float all = 0;
        for (const std::size_t kind : allowed) all += prior[kind] * one[kind];
        for (const std::size_t kind : allowed) sums[kind] += prior[kind] * one[kind] / std::max(all, 1e-9F);
      }
      const auto total = static_cast<float>(likely.size() + allowed.size());
      for (const std::size_t kind : allowed) prior[kind] = (sums[kind] + 1) / total;
    }
    out << "prior " << word;
    for (const float share : prior) out << ' ' << std::lround(1000 * share);
    out << '\n';
  }
  std::size_t kept = 0;
  for (const auto& [feature, number] : numbers) {
    Weights one = weights[number];
    float mean = 0;
    for (const float weight : one) mean += weight / kWordKindCount;
    float greatest = 0;
    for (float& weight : one) greatest = std::max(greatest, std::abs(weight -= mean));
    if (greatest < least) continue;
    ++kept;
    for (const float weight : one) out << std::lround(10 * weight) << ' ';
    out << feature << '\n';
  }
  fmt::print("{} features kept\n", kept);
  return 0;
}

}  // namespace

}  // namespace sotto::training

int main(int argc, char** argv) { return sotto::training::run(argc, argv); }
