#pragma once

/// How many quotations of a novel get the right speaker.

#include <array>
#include <string>
#include <vector>

#include "annotate/attribution/model/attribute.h"
#include "annotate/attribution/model/document_analysis.h"
#include "novels.h"

namespace sotto::training {

using namespace attribution;

/// A novel in one setting: its cast given, or to be found.
struct Case {
  Case(const Novel& from, bool cast_given, const QuoteFeatures& quote_weights);
  const Novel& novel;
  bool given;
  Diagnostics diagnostics;
  DocumentAnalysis analysis;
  std::vector<int> character;  ///< for each person of the study, the known character; -1: none
  std::vector<int> known;      ///< for each speech, the first quotation of `pieces` that there is; -1: none
  /// For each speech, the runs that `sotto annotate` prints (without what the speaker repeats of others), and for each
  /// of these its quotation (the same run within a fifth); -1: none.
  std::vector<std::vector<int>> pieces;

 private:
  /// Who of an opening's characters each entity is, one to one: by tags and names.
  void match_characters();
  int same_run(Span span, std::size_t from, std::vector<bool>& taken) const;
};

struct Score {
  std::array<int, 4> all{};  ///< quotations by QuotationType
  std::array<int, 4> right{};
  int spans = 0;  ///< found runs
  int matched = 0;
  void add(const Score& other);
  double accuracy() const;
  double accuracy(QuotationType type) const;
};

/// An opening's characters have no names that could be compared: each entity counts as the one character with whom it
/// agrees most often, and each character as one entity.
Score score(const Case& one, const std::vector<Decision>& decisions);

/// A row of a Markdown table.
std::string row(const std::string& name, const Score& score);

}  // namespace sotto::training
