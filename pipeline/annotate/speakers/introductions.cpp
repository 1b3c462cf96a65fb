#include "annotate/speakers/introductions.h"

#include <algorithm>

namespace sotto {

namespace {

/// Whether a name in a speech is what the speaker is called: behind "I am", "I'm", "my name is" or "call me", and at
/// the end of what is said of it.
bool is_own_name(const Tokens& tokens, const Speech& speech, const Mention& mention) {
  const auto back = [&](std::uint32_t steps) {
    return mention.tokens.begin >= speech.tokens.begin + steps ? tokens.lower(mention.tokens.begin - steps)
                                                               : std::string_view();
  };
  const bool told = (back(1) == "am" && back(2) == "i") || back(1) == "i" ||
                    (back(1) == "is" && back(2) == "name" && back(3) == "my") || (back(1) == "me" && back(2) == "call");
  const std::uint32_t next = mention.tokens.end;
  const bool ends = next >= speech.tokens.end || tokens.all[next].mark != 0;
  return told && ends && !mention.possessive && mention.kind == MentionKind::name && mention.person != kNobody;
}

/// Whom a speech's own tag describes, or null.
const Mention* described(const Speech& speech, const Mentions& mentions) {
  for (const Tag* tag : {&speech.tag_after, &speech.tag_before}) {
    if (!strong(*tag)) continue;
    const Mention& mention = mentions.all[tag->mention];
    const bool one = mention.kind == MentionKind::description && !mention.plural && !mention.kin;
    return one && mention.person != kNobody ? &mention : nullptr;
  }
  return nullptr;
}

}  // namespace

void join_introduced(const Tokens& tokens, const std::vector<Speech>& speeches,
                     const std::vector<std::uint32_t>& scenes, People& people, Mentions& mentions) {
  for (const Speech& speech : speeches) {
    const Mention* who = described(speech, mentions);
    if (who == nullptr || who->person < people.named) continue;
    const Range here = mentions.paragraphs[speech.paragraph];
    const auto name =
        std::find_if(mentions.all.begin() + here.begin, mentions.all.begin() + here.end, [&](const Mention& mention) {
          return speech.tokens.contains(mention.tokens.begin) && is_own_name(tokens, speech, mention);
        });
    if (name == mentions.all.begin() + here.end || name->person >= people.named) continue;
    Character& character = people.cast[name->person];
    const Character& description = people.cast[who->person];
    if (character.gender == Gender::unknown) {
      character.gender = description.gender;
      character.gender_why = description.gender_why;
    }
    if (description.gender != Gender::unknown && description.gender != character.gender) continue;
    const PersonIndex stranger = who->person;
    const PersonIndex known = name->person;
    const std::uint32_t scene = scenes[speech.paragraph];
    const auto first = std::lower_bound(scenes.begin(), scenes.end(), scene) - scenes.begin();
    const auto last = std::upper_bound(scenes.begin(), scenes.end(), scene) - scenes.begin();
    for (auto paragraph = first; paragraph < last; ++paragraph) {
      const Range range = mentions.paragraphs[static_cast<std::size_t>(paragraph)];
      for (std::uint32_t m = range.begin; m < range.end; ++m) {
        Mention& mention = mentions.all[m];
        if (mention.person != stranger) continue;
        mention.person = known;
        mention.kind = MentionKind::name;
        mention.indefinite = false;
      }
    }
  }
}

}  // namespace sotto
