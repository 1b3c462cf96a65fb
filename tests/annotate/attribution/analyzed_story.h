#pragma once

/// A short text and everything that is known of it before its speakers are decided, for tests.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "annotate/attribution/model/document_analysis.h"
#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "shared/diagnostics.h"

namespace sotto::attribution {

inline document::Character character(const std::string& name, language::Gender gender) {
  document::Character one;
  one.id = one.name = name;
  one.gender = gender;
  return one;
}

/// Meg and Erik, as a given cast.
inline std::vector<document::Character> meg_and_erik() {
  return {character("Meg", language::Gender::female), character("Erik", language::Gender::male)};
}

struct AnalyzedStory {
  explicit AnalyzedStory(const std::string& text, const std::vector<document::Character>& cast = {})
      : manuscript(*document::decode_manuscript("story.md", text, diagnostics)),
        chapters(document::find_chapters(manuscript, "Story")),
        analysis(manuscript, chapters, {cast, document::Others::nobody}, diagnostics) {}
  AnalyzedStory(const AnalyzedStory&) = delete;
  AnalyzedStory& operator=(const AnalyzedStory&) = delete;

  const FeatureContext& context() const { return analysis.context; }
  const document::Tokens& tokens() const { return analysis.tokens; }

  std::string name(EntityIndex entity) const {
    return entity == kNobody ? "nobody" : analysis.entities.cast[entity].name;
  }
  /// The first entity of a name; kNobody: there is none.
  EntityIndex entity(const std::string& wanted) const {
    const auto& cast = analysis.entities.cast;
    const auto found = std::find_if(cast.begin(), cast.end(), [&](const auto& one) { return one.name == wanted; });
    return found == cast.end() ? kNobody : static_cast<EntityIndex>(found - cast.begin());
  }
  /// The words of some tokens as the text has them.
  std::string words(document::Range range) const {
    if (range.empty()) return {};
    const std::size_t begin = tokens().all[range.begin].begin;
    return std::string(tokens().text.substr(begin, tokens().all[range.end - 1].end - begin));
  }

  Diagnostics diagnostics;
  document::Manuscript manuscript;
  std::vector<document::Chapter> chapters;
  DocumentAnalysis analysis;
};

}  // namespace sotto::attribution
