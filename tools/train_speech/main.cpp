/// Learns what tells speech from quoted words, and measures it on authors that were left out.
///
///   train_speech NOVELS [--model FILE] [--ridge X] [--lost X]
///
/// NOVELS is a folder of novels (see ../train_ranker/novels.h). Without --model it only measures.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <vector>

#include "annotate/attribution/model/document_analysis.h"
#include "speech_learner.h"

namespace sotto::training {

namespace {

struct Count {
  int kept_speech = 0;
  int lost_speech = 0;
  int kept_words = 0;
  int dropped_words = 0;
  void add(const SpeechExample& example, bool kept) {
    ++(example.speech ? (kept ? kept_speech : lost_speech) : (kept ? kept_words : dropped_words));
  }
  std::string row(const std::string& name) const {
    return fmt::format("| {} | {} | {} | {} | {} | {:.2f} | {:.2f} |\n", name, kept_speech + lost_speech, lost_speech,
                       kept_words + dropped_words, kept_words,
                       100.0 * kept_speech / std::max(1, kept_speech + kept_words),
                       100.0 * kept_speech / std::max(1, kept_speech + lost_speech));
  }
};

void print_signs(const QuoteFeatures& features, const QuoteFeatures& weights) {
  for (std::uint32_t s = 0; s < kQuoteFeatureCount; ++s) {
    if (features[s] != 0) fmt::print("  {} {:.2f}", quote_feature_name(static_cast<QuoteFeature>(s)), weights[s]);
  }
  fmt::print("\n");
}

int explain(const std::string& path) {
  Diagnostics diagnostics;
  const std::optional<Manuscript> manuscript = read_manuscript({path}, language::default_language(), diagnostics);
  if (!manuscript) return 1;
  const DocumentAnalysis analysis(*manuscript, find_chapters(*manuscript, "Story"), {}, diagnostics);
  const std::vector<Speech> speeches = find_dialogue_tags(analysis.tokens, analysis.quotes, analysis.mentions);
  const std::vector<QuoteFeatures> features =
      quote_features(manuscript->text, analysis.tokens, analysis.quotes, analysis.mentions, speeches);
  for (std::size_t i = 0; i < speeches.size(); ++i) {
    fmt::print("{:6.2f} {}\n", score(features[i], learned_quote_weights(language::default_language())),
               analysis.quotes[i].span.of(manuscript->text));
    print_signs(features[i], learned_quote_weights(language::default_language()));
  }
  return 0;
}

int run(int argc, char** argv) {
  CLI::App app("learns what tells speech from quoted words");
  std::string folder;
  std::string model;
  SpeechLearning plan;
  bool show = false;
  bool together = false;
  std::string story;
  app.add_option("novels", folder);
  app.add_option("--explain", story, "print what speaks for and against each quotation of a text, and end");
  app.add_option("--model", model, "write the weights learned from all novels");
  app.add_option("--ridge", plan.ridge);
  app.add_option("--lost", plan.lost, "how much of the speech may be taken for quoted words");
  app.add_flag("--together", together, "learn from all authors, and measure on the same");
  app.add_flag("--mistakes", show, "print every quotation with its signs, and how it was decided");
  CLI11_PARSE(app, argc, argv);
  if (!story.empty()) return explain(story);
  std::set<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.insert(entry.path());
  std::vector<SpeechLesson> lessons;
  for (const auto& path : paths) lessons.push_back(speech_lesson(read_novel(path)));
  std::map<std::string, QuoteFeatures> learned;  // without that author
  for (const SpeechLesson& lesson : lessons) {
    if (learned.count(lesson.author) == 0)
      learned[lesson.author] =
          learn_speech(without(lessons, together ? std::set<std::string>() : std::set{lesson.author}), plan);
  }
  Count all;
  std::cout << "| novel | speech | lost | not speech | kept | precision | recall |\n|---|---|---|---|---|---|---|\n";
  for (const SpeechLesson& lesson : lessons) {
    const QuoteFeatures& weights = learned[lesson.author];
    Count count;
    for (const SpeechExample& example : lesson.examples) {
      const double value = score(example.features, weights);
      const bool kept = value >= 0;
      count.add(example, kept);
      all.add(example, kept);
      if (!show) continue;
      const char* verdict = kept == example.speech ? "RIGHT" : kept ? "KEPT" : "LOST";
      fmt::print("{} {:.2f} {} {}\n", verdict, value, lesson.novel, example.words);
      print_signs(example.features, weights);
    }
    std::cout << count.row(lesson.novel);
  }
  std::cout << all.row("all");
  if (!model.empty()) std::ofstream(model) << print_quote_weights(learn_speech(without(lessons, {}), plan));
  return 0;
}

}  // namespace

}  // namespace sotto::training

int main(int argc, char** argv) { return sotto::training::run(argc, argv); }
