#include "annotate/evidence.h"

#include <algorithm>
#include <string>

#include "annotate/kinship.h"

// What being somebody's mother or son says of a speech's speaker.

namespace sotto {

namespace {

/// One word for "mamma", "mama", "mother".
std::string_view plain_kin(std::string_view word) {
  if (word == "mamma" || word == "mama" || word == "mum" || word == "mummy" || word == "mommy" || word == "ma" ||
      word == "maman")
    return "mother";
  if (word == "papa" || word == "dad" || word == "daddy" || word == "pa") return "father";
  if (word == "auntie") return "aunt";
  if (word == "grandpa") return "grandfather";
  if (word == "grandma" || word == "granny") return "grandmother";
  return word;
}

}  // namespace

void Evidence::read_kin() {
  kin_.resize(turns_.size());
  constexpr std::uint32_t kMost = 12;     // speeches of a turn
  constexpr std::uint32_t kTokens = 400;  // of a turn
  const auto number = [&](std::uint32_t token) {
    const std::uint32_t plain = tokens_.vocabulary.find(plain_kin(tokens_.lower(token)));
    return plain == Vocabulary::kNone ? tokens_.all[token].word : plain;
  };
  for (std::uint32_t t = 0; t < turns_.size(); ++t) {
    TurnKin& kin = kin_[t];
    for (std::uint32_t i = turns_[t].first; i <= turns_[t].last && i < turns_[t].first + kMost; ++i) {
      for (const Tag* tag : {&speeches_[i].tag_after, &speeches_[i].tag_before}) {
        if (kin.owners != nullptr || !strong(*tag)) continue;
        const Mention& mention = mentions_.all[tag->mention];
        if (!mention.kin || mention.plural) continue;
        kin.tag = number(mention.tokens.end - 1);
        kin.owners = &focus_.meant_by(tag->mention);
      }
    }
    const Range paragraph = tokens_.paragraphs[turns_[t].paragraph];
    for (std::uint32_t i = paragraph.begin + 1; i + 1 < paragraph.end && i - paragraph.begin < kTokens; ++i) {
      const Token& token = tokens_.all[i];
      if (token.quote == kNoQuote || (tokens_.classes(i) & kKin) == 0 || token.possessive) continue;
      const bool opens = tokens_.all[i - 1].quote != token.quote || tokens_.all[i - 1].mark != 0 ||
                         (tokens_.classes(i - 1) & kAddress) != 0 || tokens_.lower(i - 1) == "my";
      const bool ends = tokens_.all[i + 1].quote != token.quote || tokens_.all[i + 1].mark != 0;
      if (!opens || !ends) continue;
      kin.called = number(i);
      break;
    }
  }
}

void Evidence::find_surnames() {
  surnames_.resize(people_.cast.size());
  for (const NameForm& form : people_.names.forms()) {
    if (form.words.size() < 2) continue;
    for (const PersonIndex person : form.people) surnames_[person].push_back(form.words.back());
  }
}

void Evidence::kin_features(std::uint32_t t, const Candidate& candidate, const Kinship& kinship, Features& f) const {
  const PersonIndex person = candidate.person;
  f[kKinOfTag] = kinship.of_tag(t, person);
  f[kKinCalls] = kinship.has_whom_it_calls(t, person);
  if (const std::int64_t before = neighbour_turn(t, -1); before >= 0)
    f[kKinCalledBefore] = kinship.called(static_cast<std::uint32_t>(before), t, person);
  if (const std::int64_t after = neighbour_turn(t, 1); after >= 0)
    f[kKinCalledAfter] = kinship.called(static_cast<std::uint32_t>(after), t, person);
  if (kin_[t].owners == nullptr) return;
  f[kKinOwner] = share_in(*kin_[t].owners, person);
  const std::vector<std::uint32_t>& own = surnames_[person];
  for (const InFocus& owner : *kin_[t].owners) {
    const std::vector<std::uint32_t>& theirs = surnames_[owner.person];
    const bool same = std::any_of(own.begin(), own.end(), [&](std::uint32_t word) {
      return std::find(theirs.begin(), theirs.end(), word) != theirs.end();
    });
    if (same) f[kKinSurname] += owner.share;
  }
}

}  // namespace sotto
