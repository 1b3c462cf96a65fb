#pragma once

/// The speakers of a play, a transcript or a chat, whom the labels of its paragraphs name.

#include <optional>
#include <string>
#include <unordered_map>

#include "annotate/attribution/entities/entities.h"
#include "annotate/document/book.h"
#include "annotate/language/language.h"

namespace sotto::annotate {

class LabelledSpeakers {
 public:
  /// `language` must outlive it.
  LabelledSpeakers(const language::Language& language, const attribution::Entities& entities);

  /// Whether a label names no person but whoever tells the story.
  bool is_narrator(const std::string& label) const;
  /// The person of the text whom a label names, by name or alias.
  std::optional<attribution::EntityIndex> find(const std::string& label) const;
  /// Somebody whom only labels name; the sex is that of the label's first word, where it has one.
  document::Character newcomer(const std::string& label) const;

 private:
  const language::Language& language_;
  std::unordered_map<std::string, attribution::EntityIndex> known_;
};

}  // namespace sotto::annotate
