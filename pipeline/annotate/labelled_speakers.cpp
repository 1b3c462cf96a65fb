#include "annotate/labelled_speakers.h"

#include "annotate/language/word_classes.h"
#include "shared/text.h"

namespace sotto::annotate {

LabelledSpeakers::LabelledSpeakers(const language::Language& language, const attribution::Entities& entities)
    : language_(language) {
  for (attribution::EntityIndex i = 0; i < entities.cast.size(); ++i) {
    const document::Character& one = entities.cast[i];
    known_.emplace(slug(one.name), i);
    for (const std::string& alias : one.aliases) known_.emplace(slug(alias), i);
  }
}

bool LabelledSpeakers::is_narrator(const std::string& label) const {
  return language_.words("narrator-labels").contains(lower_case(label));
}

std::optional<attribution::EntityIndex> LabelledSpeakers::find(const std::string& label) const {
  const auto found = known_.find(slug(label));
  return found == known_.end() ? std::nullopt : std::optional(found->second);
}

document::Character LabelledSpeakers::newcomer(const std::string& label) const {
  document::Character one;
  one.id = slug(label);
  one.name = label;
  const std::string first = lower_case(label.substr(0, label.find(' ')));
  one.gender = language::gender_of(language_.word_classes(first));
  if (one.gender != language::Gender::unknown) one.gender_why = "the label " + label;
  return one;
}

}  // namespace sotto::annotate
