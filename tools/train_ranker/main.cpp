/// Learns who speaks from novels whose speakers are known, and measures it on authors that were left out.
///
///   train_ranker NOVELS [--openings LITBANK] [--continue MODEL] [--model FILE] [--report FILE]
///                [--predictions FOLDER] [--groups N]
///                [--trees N] [--depth N] [--rate X] [--seed N]
///
/// NOVELS is a folder of novels, LITBANK one of openings (see novels.h). Without --model it only measures. With
/// --groups N the authors are left out in N groups instead of one by one, which is quicker and a little harsher.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "annotate/attribution/coreference/late_naming.h"
#include "annotate/attribution/model/feature_extraction.h"
#include "annotate/attribution/model/speaker_style.h"
#include "annotate/document/parentheticals.h"
#include "learner.h"
#include "measure.h"
#include "speech_learner.h"

namespace sotto::training {

namespace {

using Novels = std::vector<std::unique_ptr<Novel>>;

/// The novels in each setting, and what the ranker learns from them, with speech told from quoted words by weights
/// that have not seen some authors.
struct School {
  std::vector<std::unique_ptr<Case>> cases;
  std::vector<Lesson> lessons;
};

/// How many speeches are learned from: of an opening, those up to the last whose speaker is known, and its turn.
std::uint32_t count_taught(const Case& one) {
  const auto count = static_cast<std::uint32_t>(one.known.size());
  if (!one.novel.opening) return count;
  std::uint32_t last = count;
  while (last > 0 && one.known[last - 1] < 0) --last;
  return last == 0 ? 0 : one.analysis.context.turns[one.analysis.context.turn_of[last - 1]].last + 1;
}

Lesson lesson_of(const Case& one, const Ranker& base) {
  Lesson lesson;
  lesson.count = count_taught(one);
  const FeatureContext& context = one.analysis.context;
  lesson.context = &context;
  lesson.right.resize(lesson.count);
  const std::vector<EntityIndex> nobody(one.known.size(), kNobody);
  const std::vector<Belief> scores = score_candidates(context, base, nobody);
  for (std::uint32_t i = 0; i < lesson.count; ++i)
    lesson.base.insert(lesson.base.end(), scores[i].begin(), scores[i].end());
  lesson.base_links = link_scores(context, base.links);
  const std::vector<Belief> certain = certain_beliefs(context, nobody);
  const SpeakerStyles styles(context, certain);
  for (std::uint32_t i = 0; i < lesson.count; ++i) {
    const int speaker = one.known[i] < 0 ? -1 : one.novel.quotations[static_cast<std::size_t>(one.known[i])].speaker;
    const std::vector<Candidate>& candidates = context.candidates[i];
    const bool known = std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
      return speaker >= 0 && one.character[candidate.entity] == speaker;
    });
    const std::vector<SpeakerFeatures> features = extract_features(context, i, certain, styles);
    for (std::size_t c = 0; c < candidates.size(); ++c) {
      lesson.features.insert(lesson.features.end(), features[c].begin(), features[c].end());
      lesson.right[i].push_back(!known || one.character[candidates[c].entity] == speaker ? 1 : 0);
    }
    LinkFeatures link = link_features(context, i);
    for_each_relation(context, i, [&](Relation relation) {
      link[kLinkRelation] = static_cast<float>(relation);
      lesson.links.insert(lesson.links.end(), link.begin(), link.end());
    });
  }
  return lesson;
}

School open_school(const Novels& novels, const std::string& settings, const std::vector<SpeechLesson>& speech,
                   const std::set<std::string>& unseen, const Ranker& base) {
  const QuoteFeatures weights = learn_speech(without(speech, unseen), {});
  School school;
  for (const auto& novel : novels) {
    for (const char letter : settings) {
      if (letter == 'A' && novel->opening) continue;
      school.cases.push_back(std::make_unique<Case>(*novel, letter == 'A', weights));
    }
  }
  school.lessons.reserve(school.cases.size());
  for (const auto& one : school.cases) school.lessons.push_back(lesson_of(*one, base));
  return school;
}

/// The authors, dealt into folds.
std::vector<std::set<std::string>> author_folds(const Novels& novels, int folds) {
  std::map<std::string, std::size_t> size;
  for (const auto& novel : novels) size[novel->author] += novel->quotations.size();
  std::vector<std::pair<std::size_t, std::string>> authors;
  for (const auto& [author, speeches] : size) authors.emplace_back(speeches, author);
  std::sort(authors.rbegin(), authors.rend());
  const auto count = folds <= 0 ? authors.size() : std::min(authors.size(), static_cast<std::size_t>(folds));
  std::vector<std::set<std::string>> dealt(count);
  std::vector<std::size_t> load(count, 0);
  for (const auto& [speeches, author] : authors) {
    const auto least = static_cast<std::size_t>(std::min_element(load.begin(), load.end()) - load.begin());
    dealt[least].insert(author);
    load[least] += speeches;
  }
  return dealt;
}

/// Learns from all cases but those of some authors.
Ranker learn_without(const std::set<std::string>& authors, const School& school, const LearningPlan& plan,
                     const Ranker& base) {
  std::vector<const Lesson*> taken;
  for (std::size_t i = 0; i < school.cases.size(); ++i) {
    const Novel& novel = school.cases[i]->novel;
    if (authors.count(novel.author) != 0 || school.lessons[i].count == 0) continue;
    for (int times = novel.opening ? plan.openings : 1; times > 0; --times) taken.push_back(&school.lessons[i]);
  }
  return learn(taken, plan, base);
}

/// Of the speeches given a confidence, how many are right.
struct Reliability {
  std::array<int, 20> count{};
  std::array<int, 20> right{};
  std::array<double, 20> sum{};

  void add(const Case& one, const std::vector<Decision>& decisions) {
    for (std::size_t i = 0; i < decisions.size(); ++i) {
      if (one.known[i] < 0 || decisions[i].speaker == kNobody) continue;
      const auto bin = static_cast<std::size_t>(std::min(19.0, decisions[i].confidence * 20));
      ++count[bin];
      sum[bin] += decisions[i].confidence;
      const int speaker = one.novel.quotations[static_cast<std::size_t>(one.known[i])].speaker;
      if (speaker >= 0 && one.character[decisions[i].speaker] == speaker) ++right[bin];
    }
  }
  std::string table() const {
    std::string text = "| confidence | lines | mean confidence | right |\n|---|---|---|---|\n";
    for (std::size_t i = 0; i < count.size(); ++i) {
      if (count[i] == 0) continue;
      text += fmt::format("| {:.2f}-{:.2f} | {} | {:.3f} | {:.3f} |\n", static_cast<double>(i) / 20,
                          static_cast<double>(i + 1) / 20, count[i], sum[i] / count[i],
                          static_cast<double>(right[i]) / count[i]);
    }
    return text;
  }
};

/// The decisions as `sotto annotate --format json` prints them.
void write_predictions(const std::filesystem::path& file, const Case& one, const std::vector<Decision>& decisions) {
  nlohmann::json spans = nlohmann::json::array();
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    const Quote& quote = one.analysis.quotes[one.analysis.context.speeches[i].quote];
    nlohmann::json speaker;
    if (decisions[i].speaker != kNobody) speaker = one.analysis.entities.cast[decisions[i].speaker].name;
    const std::string_view text = one.novel.manuscript.text;
    std::size_t next = 0;
    for (const Span own : without_spans(
             text, quote.inner, nested_quotations(language::default_language(), text, quote.inner, quote.family), next))
      spans.push_back({{"start", one.novel.manuscript.content_offset(own.begin)},
                       {"end", one.novel.manuscript.content_offset(own.end)},
                       {"speaker", speaker}});
  }
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file) << spans;
}

enum class Kind : std::uint8_t { given, found, opening };

struct Table {
  const char* title;
  const char* folder;  ///< of predictions
};

const std::map<Kind, Table> kTables = {{Kind::given, {"Cast given:", "A"}},
                                       {Kind::found, {"Nothing given:", "C"}},
                                       {Kind::opening, {"Openings, nothing given:", "openings"}}};

constexpr const char* kTableHead =
    "| novel | quotations | span precision | span recall | all | explicit | anaphoric | implicit "
    "|\n|---|---|---|---|---|---|---|---|\n";

int run(int argc, char** argv) {
  std::filesystem::path folder;
  std::filesystem::path openings;
  std::filesystem::path continued;
  std::filesystem::path model;
  std::filesystem::path report;
  std::filesystem::path errors;
  std::filesystem::path predictions;
  int groups = 0;
  std::string setting = "AC";
  LearningPlan plan;
  CLI::App app("learns the ranker and measures it on left-out authors");
  app.add_option("novels", folder)->required();
  app.add_option("--openings", openings, "LitBank's folder: openings to learn from and to measure, too");
  app.add_option("--openings-weight", plan.openings, "how many times as much each opening counts");
  app.add_option("--continue", continued, "add the trees to this model's; what it has seen is not left out of it");
  app.add_option("--model", model, "write the ranker learned from all novels");
  app.add_option("--report", report, "write the tables of the measurement");
  app.add_option("--errors", errors, "write every decision with its evidence");
  app.add_option("--predictions", predictions,
                 "write what is decided of each novel, as JSON, to FOLDER/A and FOLDER/C");
  app.add_option("--groups", groups, "leave authors out in this many groups; 0: one by one; -1: do not measure");
  app.add_option("--setting", setting, "A: cast given, C: nothing given");
  app.add_option("--trees", plan.trees);
  app.add_option("--depth", plan.depth);
  app.add_option("--rate", plan.rate);
  app.add_option("--seed", plan.seed);
  app.add_option("--threads", plan.threads);
  CLI11_PARSE(app, argc, argv);

  Novels novels;
  std::vector<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  for (const auto& path : folders) novels.push_back(std::make_unique<Novel>(read_novel(path)));
  std::vector<SpeechLesson> speech;
  for (const auto& novel : novels) speech.push_back(speech_lesson(*novel));
  if (!openings.empty()) {
    for (Novel& novel : read_openings(openings)) novels.push_back(std::make_unique<Novel>(std::move(novel)));
  }
  Ranker base;
  if (!continued.empty()) {
    std::ifstream file(continued, std::ios::binary);
    base = parse_ranker(continued.string(), std::string(std::istreambuf_iterator<char>(file), {}));
  }
  const auto start = std::chrono::steady_clock::now();
  std::map<std::pair<Kind, std::string>, Score> scores;
  std::map<Kind, Reliability> reliability;
  std::ofstream error_file;
  if (!errors.empty()) error_file.open(errors);
  for (const std::set<std::string>& fold :
       groups < 0 ? std::vector<std::set<std::string>>() : author_folds(novels, groups)) {
    const School school = open_school(novels, setting, speech, fold, base);
    const Ranker ranker = learn_without(fold, school, plan, base);
    for (const auto& one : school.cases) {
      if (fold.count(one->novel.author) == 0) continue;
      const std::vector<EntityIndex> fixed(one->known.size(), kNobody);
      const std::vector<Decision> decisions = attribute(one->analysis.context, ranker, fixed);
      const Kind kind = one->novel.opening ? Kind::opening : one->given ? Kind::given : Kind::found;
      scores[{kind, one->novel.name}] = score(*one, decisions);
      reliability[kind].add(*one, decisions);
      if (!predictions.empty())
        write_predictions(predictions / (kTables.at(kind).folder) / (one->novel.name + ".json"), *one, decisions);
      if (!error_file.is_open()) continue;
      for (std::size_t i = 0; i < decisions.size(); ++i) {
        if (one->known[i] < 0) continue;
        const KnownQuotation& quotation = one->novel.quotations[static_cast<std::size_t>(one->known[i])];
        const bool right = decisions[i].speaker != kNobody && one->character[decisions[i].speaker] == quotation.speaker;
        const auto& candidates = one->analysis.context.candidates[static_cast<std::uint32_t>(i)];
        const bool possible = std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
          return one->character[candidate.entity] == quotation.speaker;
        });
        const EntityIndex sure = one->analysis.context.surely_named[static_cast<std::uint32_t>(i)];
        const EntityIndex tagged = one->analysis.context.tagged[static_cast<std::uint32_t>(i)];
        error_file << fmt::format(
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{:.2f}\t{}\t{}\t{}\t{}\t{}\n", kTables.at(kind).folder, one->novel.name,
            right ? 1 : 0, static_cast<int>(quotation.type), possible ? 1 : 0,
            quotation.speaker < 0 ? "?" : one->novel.characters[static_cast<std::size_t>(quotation.speaker)].name,
            decisions[i].speaker == kNobody ? "-" : one->analysis.entities.cast[decisions[i].speaker].name,
            decisions[i].confidence, quotation.span.begin, quotation.span.end,
            tagged == kNobody ? "-" : one->analysis.entities.cast[tagged].name,
            sure == kNobody                             ? "-"
            : one->character[sure] == quotation.speaker ? "1"
                                                        : "0",
            sure == kNobody                ? "-"
            : sure == decisions[i].speaker ? "1"
                                           : "0");
      }
    }
    std::cerr << "left out " << fmt::format("{}", fmt::join(fold, ", "))
              << fmt::format(" ({:.0f} s)\n",
                             std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  std::string text;
  for (const auto& [kind, table] : kTables) {
    Score total;
    std::string rows;
    for (const auto& [key, score] : scores) {
      if (key.first != kind) continue;
      rows += row(key.second, score);
      total.add(score);
    }
    if (rows.empty()) continue;
    text +=
        fmt::format("\n{}\n\n{}{}{}\n{}", table.title, kTableHead, rows, row("all", total), reliability[kind].table());
  }
  std::cout << text;
  if (!report.empty()) std::ofstream(report) << text;
  if (!model.empty())
    std::ofstream(model) << print_ranker(learn_without({}, open_school(novels, setting, speech, {}, base), plan, base));
  return 0;
}

}  // namespace

}  // namespace sotto::training

int main(int argc, char** argv) {
  try {
    return sotto::training::run(argc, argv);
  } catch (const std::exception& failure) {
    std::cerr << "train_ranker: " << failure.what() << '\n';
    return 1;
  }
}
