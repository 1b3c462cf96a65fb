/// Learns what tells speech from quoted words, and measures it on authors that were left out.
///
///   train_speech NOVELS [--table FILE] [--ridge X] [--prior X]
///
/// NOVELS is a folder of novels (see ../train_ranker/novels.h). Without --table it only measures.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <vector>

#include "annotate/people/people.h"
#include "annotate/quotes/speech_signs.h"
#include "annotate/speakers/study.h"
#include "novels.h"
#include "shared/text.h"

namespace sotto::training {

namespace {

struct Example {
  SpeechSigns signs{};
  bool speech = false;
  std::string words;  // for looking at mistakes
};

struct Book {
  std::string name;
  std::string author;
  std::vector<Example> examples;
};

/// A quotation is speech when the corpus has most of its words as somebody's.
std::vector<Example> examples_of(const Novel& novel) {
  Diagnostics diagnostics;
  const Study study(novel.manuscript, novel.chapters, {}, diagnostics);
  const std::vector<Speech> speeches = read_tags(study.tokens, study.quotes, study.mentions);
  const std::vector<SpeechSigns> signs =
      speech_signs(novel.manuscript.text, study.tokens, study.quotes, study.mentions, speeches);
  std::vector<Example> examples;
  std::size_t from = 0;
  for (std::size_t i = 0; i < speeches.size(); ++i) {
    const Quote& quote = study.quotes[speeches[i].quote];
    if (quote.continues || quote.dash) continue;
    const Span span = trimmed(novel.manuscript.text, quote.inner);
    while (from < novel.quotations.size() && novel.quotations[from].span.end <= span.begin) ++from;
    std::size_t covered = 0;
    for (std::size_t k = from; k < novel.quotations.size() && novel.quotations[k].span.begin < span.end; ++k) {
      const Span other = novel.quotations[k].span;
      const std::size_t begin = std::max(span.begin, other.begin);
      const std::size_t end = std::min(span.end, other.end);
      if (end > begin) covered += end - begin;
    }
    const Span around{span.begin > 60 ? span.begin - 60 : 0, span.begin};
    const Span after{span.end, std::min(novel.manuscript.text.size(), span.end + 50)};
    examples.push_back(
        {signs[i], covered * 2 >= span.size(),
         fold_space(std::string(around.of(novel.manuscript.text)) + "[[" +
                    std::string(Span{span.begin, std::min(span.end, span.begin + 160)}.of(novel.manuscript.text)) +
                    "]]" + std::string(after.of(novel.manuscript.text)))});
  }
  return examples;
}

double score(const SpeechSigns& signs, const SpeechSigns& weights) {
  double sum = 0;
  for (std::size_t i = 0; i < signs.size(); ++i) sum += signs[i] * weights[i];
  return sum;
}

/// Logistic regression with a ridge, by Newton's method.
SpeechSigns learn(const std::vector<const Example*>& examples, double ridge) {
  constexpr std::size_t n = kSignCount;
  constexpr int kSteps = 25;
  SpeechSigns weights{};
  for (int step = 0; step < kSteps; ++step) {
    std::vector<std::array<double, n + 1>> system(n);  // Hessian and, last, the gradient
    for (const Example* example : examples) {
      const double p = 1 / (1 + std::exp(-score(example->signs, weights)));
      const double error = (example->speech ? 1.0 : 0.0) - p;
      const double curvature = p * (1 - p);
      for (std::size_t a = 0; a < n; ++a) {
        if (example->signs[a] == 0) continue;
        system[a][n] += error * example->signs[a];
        for (std::size_t b = 0; b < n; ++b) system[a][b] += curvature * example->signs[a] * example->signs[b];
      }
    }
    for (std::size_t a = 0; a < n; ++a) {
      system[a][a] += ridge;
      system[a][n] -= ridge * weights[a];
    }
    for (std::size_t a = 0; a < n; ++a) {  // Gauss and Jordan; the ridge keeps every pivot positive
      for (std::size_t b = 0; b < n; ++b) {
        if (b == a || system[b][a] == 0) continue;
        const double factor = system[b][a] / system[a][a];
        for (std::size_t c = a; c <= n; ++c) system[b][c] -= factor * system[a][c];
      }
    }
    double change = 0;
    for (std::size_t a = 0; a < n; ++a) {
      const double by = system[a][n] / system[a][a];
      weights[a] += static_cast<float>(by);
      change = std::max(change, std::abs(by));
    }
    if (change < 1e-6) break;
  }
  return weights;
}

struct Count {
  int kept_speech = 0;
  int lost_speech = 0;
  int kept_words = 0;
  int dropped_words = 0;
  void add(const Example& example, bool kept) {
    ++(example.speech ? (kept ? kept_speech : lost_speech) : (kept ? kept_words : dropped_words));
  }
  std::string row(const std::string& name) const {
    return fmt::format("{:30} speech {:5} lost {:4}  not speech {:4} kept {:4}  precision {:.2f} recall {:.2f}\n", name,
                       kept_speech + lost_speech, lost_speech, kept_words + dropped_words, kept_words,
                       100.0 * kept_speech / std::max(1, kept_speech + kept_words),
                       100.0 * kept_speech / std::max(1, kept_speech + lost_speech));
  }
};

void write_table(const std::string& path, const SpeechSigns& weights) {
  std::ofstream file(path);
  file << "#include \"annotate/quotes/speech_signs.h\"\n\nnamespace sotto {\n\n"
          "// Written by tools/train_speech.\nconst SpeechSigns kSpeechWeights = {\n";
  for (std::uint32_t i = 0; i < kSignCount; ++i) {
    file << fmt::format("    {:.3f}F,  // {}\n", weights[i], sign_name(static_cast<SpeechSign>(i)));
  }
  file << "};\n\n}  // namespace sotto\n";
}

int explain(const std::string& path) {
  Diagnostics diagnostics;
  const std::optional<Manuscript> manuscript = read_manuscript({path}, diagnostics);
  if (!manuscript) return 1;
  const Study study(*manuscript, find_chapters(*manuscript, "Story"), {}, diagnostics);
  const std::vector<Speech> speeches = read_tags(study.tokens, study.quotes, study.mentions);
  const std::vector<SpeechSigns> signs =
      speech_signs(manuscript->text, study.tokens, study.quotes, study.mentions, speeches);
  for (std::size_t i = 0; i < speeches.size(); ++i) {
    fmt::print("{:6.2f} {}\n      ", score(signs[i], kSpeechWeights), study.quotes[i].span.of(manuscript->text));
    for (std::uint32_t s = 0; s < kSignCount; ++s) {
      if (signs[i][s] != 0) fmt::print(" {} {:.2f};", sign_name(static_cast<SpeechSign>(s)), kSpeechWeights[s]);
    }
    fmt::print("\n");
  }
  return 0;
}

}  // namespace

int run(int argc, char** argv) {
  CLI::App app("learns what tells speech from quoted words");
  std::string folder;
  std::string table;
  double ridge = 0.6;
  double threshold = 0;
  bool show = false;
  bool together = false;
  std::string story;
  app.add_option("novels", folder);
  app.add_option("--explain", story, "print what speaks for and against each quotation of a text, and end");
  app.add_option("--table", table);
  app.add_option("--ridge", ridge);
  app.add_option("--threshold", threshold, "of the score above which a quotation counts as speech");
  app.add_flag("--together", together, "learn from all authors, and measure on the same");
  app.add_flag("--mistakes", show, "print what was decided wrongly");
  CLI11_PARSE(app, argc, argv);
  if (!story.empty()) return explain(story);
  std::vector<Book> books;
  std::set<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.insert(entry.path());
  for (const auto& path : paths) {
    const Novel novel = read_novel(path);
    books.push_back({novel.name, novel.author, examples_of(novel)});
  }
  std::set<std::string> authors;
  for (const Book& book : books) authors.insert(book.author);
  std::map<std::string, SpeechSigns> learned;  // without that author
  for (const std::string& author : authors) {
    std::vector<const Example*> examples;
    for (const Book& book : books) {
      if (book.author == author && !together) continue;
      for (const Example& example : book.examples) examples.push_back(&example);
    }
    learned[author] = learn(examples, ridge);
  }
  Count all;
  for (const Book& book : books) {
    Count count;
    for (const Example& example : book.examples) {
      const double value = score(example.signs, learned[book.author]);
      const bool kept = value > threshold;
      count.add(example, kept);
      all.add(example, kept);
      if (show) {
        const char* verdict = kept == example.speech ? "RIGHT" : kept ? "KEPT" : "LOST";
        fmt::print("{} {:.2f} {} {}\n", verdict, value, book.name, example.words);
        for (std::uint32_t s = 0; s < kSignCount; ++s) {
          if (example.signs[s] != 0 && s != kSignBias)
            fmt::print("   {} {:.2f}", sign_name(static_cast<SpeechSign>(s)), learned[book.author][s]);
        }
        fmt::print("\n");
      }
    }
    std::cout << count.row(book.name);
  }
  std::cout << all.row("all");
  if (!table.empty()) {
    std::vector<const Example*> examples;
    for (const Book& book : books) {
      for (const Example& example : book.examples) examples.push_back(&example);
    }
    write_table(table, learn(examples, ridge));
  }
  return 0;
}

}  // namespace sotto::training

int main(int argc, char** argv) { return sotto::training::run(argc, argv); }
