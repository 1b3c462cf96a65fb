#include "annotate/attribution/mentions/narrator_kin.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "annotate/attribution/entities/name_usage.h"

namespace sotto::attribution {

bool is_narrator_kin(const document::Tokens& tokens, std::uint32_t determiner, std::uint32_t noun) {
  const std::uint32_t classes = tokens.classes(noun);
  return tokens.listed(determiner, "narrator-possessives") && (classes & language::kKin) != 0 &&
         (classes & language::kPlural) == 0;
}

NarratorKin find_narrator_kin(const document::Tokens& tokens, Entities& entities) {
  std::unordered_map<std::uint32_t, std::vector<EntityIndex>> called;
  for (const document::Range& paragraph : tokens.paragraphs) {
    for (std::uint32_t i = paragraph.begin; i + 2 < paragraph.end; ++i) {
      if (tokens.all[i].quote != document::kNoQuote || !is_narrator_kin(tokens, i, i + 1)) continue;
      const std::uint32_t name = tokens.all[i + 2].mark == ',' ? i + 3 : i + 2;
      if (name >= paragraph.end || !tokens.is_word(name) || !tokens.all[name].capital) continue;
      const NameForm* form = entities.names.match(tokens, name, paragraph.end);
      if (form != nullptr && form->entities.size() == 1) called[tokens.all[i + 1].word].push_back(form->entities[0]);
    }
  }
  const auto classes_of = [&](std::uint32_t word) { return tokens.vocabulary.entry(word).classes; };
  for (const NameForm& form : entities.names.forms()) {
    const std::vector<std::uint32_t>& words = form.words;
    if (form.entities.size() != 1 || words.size() > 2) continue;
    // "my uncle" is an alias; or the narrator's father is called Father
    const bool alias =
        words.size() == 2 &&
        tokens.language().words("narrator-possessives").contains(tokens.vocabulary.entry(words[0]).lower);
    const std::uint32_t kin = tokens.vocabulary.find(tokens.vocabulary.entry(words.back()).lower);
    const bool own_name = words.size() == 1 && kin != words[0];
    if ((alias || own_name) && (classes_of(kin) & language::kKin) != 0) called[kin] = form.entities;
  }
  NarratorKin own;
  for (const auto& [kin, bearers] : called) {
    if (std::adjacent_find(bearers.begin(), bearers.end(), std::not_equal_to<>()) != bearers.end()) continue;
    own[kin] = bearers.front();
    document::Character& character = entities.cast[bearers.front()];
    if (character.gender != language::Gender::unknown ||
        language::gender_of(classes_of(kin)) == language::Gender::unknown)
      continue;
    character.gender = language::gender_of(classes_of(kin));
    character.gender_why = "the word " + tokens.vocabulary.entry(kin).lower;
  }
  return own;
}

}  // namespace sotto::attribution
