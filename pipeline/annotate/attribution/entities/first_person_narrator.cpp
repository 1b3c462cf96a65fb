#include "annotate/attribution/entities/first_person_narrator.h"

#include <utility>
#include <vector>

#include "annotate/attribution/mentions/own_name.h"

namespace sotto::attribution {

namespace {

/// "I", as a word of the vocabulary.
std::uint32_t narrator_pronoun(const document::Tokens& tokens) {
  return tokens.vocabulary.find(*tokens.language().words("narrator-pronouns").begin());
}

/// Looks for who "I" is: "my name is ..."; else the one who signs the letters; else the one whom others call by name,
/// best of all right before "I said", but whom neither the narration names nor "I" calls.
class NarratorFinder {
 public:
  NarratorFinder(const document::Tokens& tokens, const Entities& entities)
      : tokens_(tokens), entities_(entities), signs_(entities.cast.size()), me_(narrator_pronoun(tokens)) {}

  FirstPersonNarrator find() {
    bool mine = false;  // the paragraph before has "I said"
    std::vector<EntityIndex> called;
    for (const document::Range& paragraph : tokens_.paragraphs) {
      const std::vector<EntityIndex> called_before = std::exchange(called, {});
      const bool mine_before = std::exchange(mine, i_say(paragraph));
      if (mine && !mine_before) {
        for (const EntityIndex entity : called_before) ++signs_[entity].answers;
      }
      read(paragraph, called);
      if (introduced_ != kNobody) return {introduced_, true};
      if (!mine) continue;
      for (const EntityIndex entity : called) ++signs_[entity].called_by_me;
    }
    if (const EntityIndex signer = who_signs(); signer != kNobody) return {signer, true};
    std::vector<EntityIndex> never_told;
    EntityIndex best = kNobody;
    for (EntityIndex entity = 0; entity < signs_.size(); ++entity) {
      const Signs& own = signs_[entity];
      if (own.spoken == 0 || own.narrated * 8 > own.spoken || own.called_by_me > own.answers) continue;
      never_told.push_back(entity);
      if (own.answers > 0 && (best == kNobody || own.answers > signs_[best].answers)) best = entity;
    }
    constexpr std::uint32_t kSure = 2;  // once may be chance
    constexpr std::uint32_t kOftenCalled = 3;
    const auto sure = [&](const Signs& own) {
      return own.answers >= kSure || (own.narrated == 0 && own.called >= kOftenCalled);
    };
    if (best != kNobody) return {best, sure(signs_[best])};
    // Who is never told of otherwise; of several nothing says which.
    const bool only = never_told.size() == 1 && (signs_[never_told[0]].spoken > 1 || signs_[never_told[0]].called > 0);
    return {only ? never_told[0] : kNobody, false};
  }

 private:
  struct Signs {
    std::uint32_t spoken = 0;    ///< named in quotations
    std::uint32_t narrated = 0;  ///< named outside
    std::uint32_t answers = 0;   ///< called, and then "I said"
    std::uint32_t called_by_me = 0;
    std::uint32_t called = 0;     ///< by anybody, and not as a relative
    std::uint32_t signed_by = 0;  ///< paragraphs that are a name and nothing else
  };

  /// Who signs nearly all of several letters; kNobody where nobody does.
  EntityIndex who_signs() const {
    constexpr std::uint32_t kFewest = 3;
    constexpr std::uint32_t kNearlyAll = 4;  // times as many as all others
    std::uint32_t all = 0;
    EntityIndex most = kNobody;
    for (EntityIndex entity = 0; entity < signs_.size(); ++entity) {
      all += signs_[entity].signed_by;
      if (most == kNobody || signs_[entity].signed_by > signs_[most].signed_by) most = entity;
    }
    if (most == kNobody || signs_[most].signed_by < kFewest) return kNobody;
    return signs_[most].signed_by >= kNearlyAll * (all - signs_[most].signed_by) ? most : kNobody;
  }

  bool i_say(document::Range paragraph) const {
    for (std::uint32_t i = paragraph.begin; i < paragraph.end; ++i) {
      if (tokens_.all[i].quote != document::kNoQuote || tokens_.all[i].word != me_) continue;
      const bool behind = i > paragraph.begin && (tokens_.classes(i - 1) & language::kSpeechVerb) != 0;
      const bool before = i + 1 < paragraph.end && (tokens_.classes(i + 1) & language::kSpeechVerb) != 0;
      if (behind || before) return true;
    }
    return false;
  }

  /// Whether words stand between marks or the ends of their quotation.
  bool is_called(document::Range paragraph, std::uint32_t first, std::uint32_t end) const {
    const std::uint32_t quote = tokens_.all[first].quote;
    const auto parted = [&](std::uint32_t i) {
      return !paragraph.contains(i) || tokens_.all[i].quote != quote || tokens_.all[i].mark != 0;
    };
    return parted(first - 1) && parted(end);
  }

  void read(document::Range paragraph, std::vector<EntityIndex>& called) {
    for (std::uint32_t i = paragraph.begin; i < paragraph.end; ++i) {
      if (!tokens_.is_word(i)) continue;
      const NameForm* form = entities_.names.match(tokens_, i, paragraph.end);
      if (form == nullptr || form->entities.size() != 1) continue;
      const EntityIndex entity = form->entities[0];
      const auto end = i + static_cast<std::uint32_t>(form->words.size());
      if (tokens_.all[i].quote != document::kNoQuote) {
        ++signs_[entity].spoken;
        if (is_called(paragraph, i, end)) {
          called.push_back(entity);
          // "Aunt Jo" may be whoever the narrator calls by another word.
          if ((tokens_.classes(i) & language::kKin) == 0) ++signs_[entity].called;
        }
      } else {
        const bool alone =
            i == paragraph.begin && (end == paragraph.end || (end + 1 == paragraph.end && !tokens_.is_word(end)));
        ++(alone ? signs_[entity].signed_by : signs_[entity].narrated);
        if (i >= 3 && introduced_ == kNobody && gives_own_name(tokens_, 0, i, "narration")) introduced_ = entity;
      }
      i = end - 1;
    }
  }

  const document::Tokens& tokens_;
  const Entities& entities_;
  std::vector<Signs> signs_;
  std::uint32_t me_;
  EntityIndex introduced_ = kNobody;
};

}  // namespace

bool told_in_first_person(const document::Tokens& tokens) {
  const std::uint32_t me = narrator_pronoun(tokens);
  if (me == language::Lexicon::kNone) return false;
  std::size_t narrated = 0;
  std::size_t self = 0;
  for (const document::Token& token : tokens.all) {
    if (token.quote != document::kNoQuote || token.word == language::Lexicon::kNone) continue;
    ++narrated;
    if (token.word == me) ++self;
  }
  constexpr std::size_t kOneIn = 150;  // words of narration: a first-person narrator says "I" more often than that
  return self >= 2 && self * kOneIn > narrated;
}

FirstPersonNarrator find_first_person_narrator(const document::Tokens& tokens, const Entities& entities) {
  return NarratorFinder(tokens, entities).find();
}

}  // namespace sotto::attribution
