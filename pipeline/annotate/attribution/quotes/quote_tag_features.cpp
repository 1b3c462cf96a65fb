#include "annotate/attribution/quotes/quote_tag_features.h"

#include <algorithm>

namespace sotto::attribution {

namespace {

/// Who says a quotation, by its tag, and where it stands.
class TagFeatureReader : QuoteFeatureExtractor {
 public:
  TagFeatureReader(const Source& source, std::vector<QuoteFeatures>& features)
      : QuoteFeatureExtractor(source, features) {}

  void run() {
    for (std::uint32_t i = 0; i < speeches_.size(); ++i) {
      set(i, kQuoteBias, true);
      read_tag(i);
      read_position(i);
    }
  }

 private:
  using Ending = language::Morphology::Ending;

  bool has_ending(std::string_view word, Ending ending) const {
    return tokens_.language().morphology().has_ending(word, ending);
  }

  /// "say", "would have said", "instead of saying"
  void read_verb(std::uint32_t i, std::uint32_t verb, std::uint32_t begin) {
    constexpr std::uint32_t kNear = 4;
    const std::string_view word = tokens_.lower(verb);
    const bool past = (classes(verb) & language::kPastVerb) != 0 || has_ending(word, Ending::past) ||
                      has_ending(word, Ending::third_person);
    bool supposed = false;
    bool to = false;
    bool modal = false;
    bool have = false;
    bool denied = false;
    bool had = false;
    for (std::uint32_t t = std::max(begin, verb > kNear ? verb - kNear : 0); t < verb; ++t) {
      const std::string_view near = tokens_.lower(t);
      const language::Table::Row* const supposing = supposing_.find(near);
      supposed = supposed || (supposing != nullptr && ((*supposing)[1] != "near" || verb - t <= 2));
      modal = modal || (supposing != nullptr && (*supposing)[1] == "modal");
      have = have || have_.contains(near);
      to = to || (to_.contains(near) && verb - t <= 2);
      denied = denied || denials_.contains(near) || has_ending(near, Ending::negation);
      had = had || had_.contains(near);
    }
    const bool base = !past && !has_ending(word, Ending::participle);
    if (supposed) set(i, kQuoteSupposed, true);
    const bool spared = verb > begin + 1 && tokens_.listed(verb - 1, "genitive-prepositions") &&
                        tokens_.listed(verb - 2, "replacing-adverbs");
    const bool conditional = had && begin < verb &&
                             (tokens_.listed(begin, "conditional-conjunctions") ||
                              (verb >= begin + 3 && tokens_.listed(verb - 3, "conditional-conjunctions")));
    if ((modal && have) || spared || conditional) set(i, kQuoteUnreal, true);
    if (to || base) set(i, kQuoteToSay, true);
    const bool intends =
        verb >= begin + 2 && to_.contains(tokens_.lower(verb - 1)) && intending_.contains(tokens_.lower(verb - 2));
    if (intends) set(i, kQuoteAboutToSay, true);
    if (denied) set(i, kQuoteDenied, true);
    if (had) set(i, kQuoteHad, true);
  }

  void read_tag(std::uint32_t i) {
    const Speech& speech = speeches_[i];
    const auto who = [&](const DialogueTag& tag, QuoteFeature name, QuoteFeature pronoun, QuoteFeature described,
                         QuoteFeature many) {
      if (!says(tag) || tag.mention == kNone) return;
      const Mention& mention = mentions_.all[tag.mention];
      if (mention.plural) {
        set(i, many, true);
      } else if (mention.kind == MentionKind::description) {
        set(i, described, true);
      } else if (mention.kind == MentionKind::pronoun) {
        set(i, pronoun, true);
      } else {
        set(i, name, true);
      }
      if (tag.verb != kNone) read_verb(i, tag.verb, tag.clause.begin);
    };
    for (const DialogueTag* tag : {&speech.tag_after, &speech.tag_before}) {
      const bool reads = strong(*tag) && tag->verb != kNone &&
                         (classes(tag->verb) & (language::kThoughtVerb | language::kSilentVerb)) != 0;
      if (reads && (classes(tag->verb) & language::kSpeechVerb) == 0) set(i, kQuoteReads, true);
      if (strong(*tag) && tag->verb != kNone && singing_.contains(tokens_.lower(tag->verb))) set(i, kQuoteSings, true);
    }
    // What leads to the words tells how they are said; the clause behind them goes on.
    const char tie = speech.before.empty() ? '\0' : tokens_.all[speech.before.end - 1].mark;
    const bool led = (tie == ',' || tie == ':') && says(speech.tag_before);
    who(speech.tag_after, kQuoteTagName, kQuoteTagPronoun, kQuoteTagDescription, kQuoteTagMany);
    if ((speech.last_mark == '.' || led) && speech.tag_after.form != TagForm::inverted) {
      // A sentence that has ended is not tagged by the next one.
      for (const QuoteFeature feature :
           {kQuoteTagName, kQuoteTagPronoun, kQuoteTagDescription, kQuoteTagMany, kQuoteSupposed, kQuoteUnreal,
            kQuoteToSay, kQuoteAboutToSay, kQuoteDenied, kQuoteHad})
        set(i, feature, false);
    }
    who(speech.tag_before, kQuoteLeadName, kQuoteLeadPronoun, kQuoteLeadDescription, kQuoteLeadMany);
    const bool apart = says(speech.tag_before) && tie == 0 && speech.tag_before.verb + 1 < speech.tag_before.clause.end;
    set(i, kQuoteLeadApart, apart && speech.tag_before.form != TagForm::inverted);
    set(i, kQuoteAfterAction, speech.tag_after.form == TagForm::action);
    set(i, kQuoteBeforeAction, speech.tag_before.form == TagForm::action);
    // "most of them said", "to say": a verb of speech of nobody in particular leads to the words.
    if (!speech.before.empty() && !strong(speech.tag_before)) {
      const document::Range clause = speech.tag_before.clause.empty() ? speech.before : speech.tag_before.clause;
      constexpr std::uint32_t kTail = 4;
      for (std::uint32_t t = clause.end; t-- > clause.begin && clause.end - t <= kTail;) {
        if ((classes(t) & language::kSpeechVerb) == 0) continue;
        set(i, kQuoteLeadMany, true);
        read_verb(i, t, clause.begin);
        break;
      }
    }
  }

  void read_position(std::uint32_t i) {
    const Speech& speech = speeches_[i];
    const document::Range paragraph = tokens_.paragraphs[speech.paragraph];
    const bool opens = speech.tokens.begin == paragraph.begin;
    const bool closes = speech.tokens.end == paragraph.end;
    set(i, kQuoteOpens, opens);
    set(i, kQuoteCloses, closes);
    set(i, kQuoteAlone, opens && closes);
    if (opens) {
      writing_before(i, speech.paragraph);
    } else if (!speech.before.empty()) {
      const std::uint32_t last = speech.before.end - 1;
      const char tie = tokens_.all[last].mark;
      set(i, kQuoteTieNone, tie == 0 || tie == '(');
      set(i, kQuoteTieComma, tie == ',');
      set(i, kQuoteTieColon, tie == ':' || tie == ';');
      set(i, kQuoteTieDash, tie == '-');
      set(i, kQuoteTieStop, tie == '.' || tie == '!' || tie == '?');
      if (tie == 0) read_word_before(i, speech.before);
      const std::uint32_t word = tie == 0 || last == speech.before.begin ? last : last - 1;
      const bool was = (classes(word) & language::kAuxiliary) != 0 && tokens_.listed(word, "singular-copulas");
      set(i, kQuoteWas, was && speech.tag_before.form != TagForm::reply);
      set(i, kQuoteAsPut, as_put(speech.tag_before.clause));
      if (means(speech.before)) set(i, kQuoteUnreal, true);
      writing(i, speech.before);
    }
    if (speech.after.empty()) return;
    const std::uint32_t next = speech.after.begin;
    const document::Token& token = tokens_.all[next];
    const bool word = tokens_.is_word(next);
    if (as_put(speech.tag_after.clause)) set(i, kQuoteAsPut, true);
    if (letter_runs(speech.after)) set(i, kQuoteAfterWriting, true);
    const bool copula = word && (classes(next) & language::kAuxiliary) != 0 && !token.capital;
    set(i, kQuoteSubject, copula && speech.tag_after.form != TagForm::reply);
    set(i, kQuoteGoesOnLower, word && !token.capital && !says(speech.tag_after));
    set(i, kQuoteJoined,
        (token.mark == ',' || token.mark == ';') || (word && tokens_.listed(next, "joining-conjunctions")));
  }

  /// "the note ran", "her letter ended"
  bool letter_runs(document::Range after) const {
    constexpr std::uint32_t kNear = 4;
    for (std::uint32_t t = after.begin; t + 1 < std::min(after.end, after.begin + kNear); ++t) {
      const std::string_view verb = tokens_.lower(t + 1);
      if (leading_.contains(tokens_.lower(t)) &&
          ((classes(t + 1) & language::kSpeechVerb) != 0 || running_.contains(verb)))
        return true;
      if (tokens_.all[t].mark != 0) return false;
    }
    return false;
  }

  /// "a glance which meant, ..."
  bool means(document::Range before) const {
    std::uint32_t last = before.end - 1;
    if (!tokens_.is_word(last) && last > before.begin) --last;
    return meaning_.contains(tokens_.lower(last));
  }

  /// "as she called it"
  bool as_put(document::Range clause) const {
    constexpr std::uint32_t kNear = 4;
    for (std::uint32_t t = clause.begin; t + 1 < clause.end && t < clause.begin + kNear; ++t) {
      if (!tokens_.listed(t, "comparing-conjunctions")) continue;
      for (std::uint32_t v = t + 1; v < std::min(clause.end, t + kNear); ++v) {
        if (wording_.contains(tokens_.lower(v))) return true;
      }
    }
    return false;
  }

  void read_word_before(std::uint32_t i, document::Range before) {
    const std::uint32_t last = before.end - 1;
    const std::uint32_t seen = classes(last);
    set(i, kQuoteAfterDeterminer,
        (seen & (language::kDeterminer | language::kPossessivePronoun)) != 0 || tokens_.all[last].possessive);
    set(i, kQuoteAfterPreposition, (seen & language::kPreposition) != 0);
    set(i, kQuoteAfterSaid, (seen & language::kSpeechVerb) != 0);
    const bool article = (seen & language::kDeterminer) != 0 && before.size() > 1;
    set(i, kQuoteAfterNaming, naming_.contains(tokens_.lower(article ? last - 1 : last)));
  }

  /// Words for writing in the last sentence before a quotation.
  void writing(std::uint32_t i, document::Range before) {
    const DialogueTag& tag = speeches_[i].tag_before;
    if (says(tag) && tag.verb != kNone && (classes(tag.verb) & language::kSilentVerb) == 0) return;
    constexpr std::uint32_t kTail = 14;
    const bool stop = before.size() > 1 && tokens_.all[before.end - 1].mark == '.';
    for (std::uint32_t t = before.end - (stop ? 1U : 0U); t-- > before.begin && before.end - t <= kTail;) {
      const char mark = tokens_.all[t].mark;
      if (mark == '.' || mark == '!' || mark == '?' || tokens_.all[t].quote != document::kNoQuote) return;
      const bool near = before.end - t <= 3;
      if (leading_.contains(tokens_.lower(t)) || (near && leading_near_.contains(tokens_.lower(t)))) {
        set(i, stop ? kQuoteAfterWritingStop : kQuoteAfterWriting, true);
        return;
      }
    }
  }

  void writing_before(std::uint32_t i, std::uint32_t paragraph) {
    if (paragraph == 0) return;
    document::Range before = tokens_.paragraphs[paragraph - 1];
    if (before.empty() || tokens_.all[before.end - 1].quote != document::kNoQuote) return;
    writing(i, before);
  }

  const language::WordList& have_ = tokens_.language().words("perfect-auxiliaries");
  const language::WordList& had_ = tokens_.language().words("past-perfect-auxiliaries");
  const language::WordList& to_ = tokens_.language().words("infinitive-markers");
  const language::WordList& denials_ = tokens_.language().words("speech-denials");
  const language::Table& supposing_ = tokens_.language().table("supposing-words");
  const language::WordList& intending_ = tokens_.language().words("intending-words");
  const language::WordList& singing_ = tokens_.language().words("singing-verbs");
  const language::WordList& running_ = tokens_.language().words("running-verbs");
  const language::WordList& meaning_ = tokens_.language().words("meaning-verbs");
  const language::WordList& wording_ = tokens_.language().words("wording-verbs");
  const language::WordList& naming_ = tokens_.language().words("naming-words");
  const language::WordList& leading_ = tokens_.language().words("writing-words", "leads");
  const language::WordList& leading_near_ = tokens_.language().words("writing-words", "leads-near");
};

}  // namespace

void extract_tag_features(const QuoteFeatureExtractor::Source& source, std::vector<QuoteFeatures>& features) {
  TagFeatureReader(source, features).run();
}

}  // namespace sotto::attribution
