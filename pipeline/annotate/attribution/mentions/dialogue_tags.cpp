#include "annotate/attribution/mentions/dialogue_tags.h"

#include <algorithm>

#include "annotate/attribution/mentions/voice_nouns.h"

// With the quotations taken out, the narration beside one is a clause or two. After the quotation the tag comes first
// ("said Meg", "Meg said"); before it, last ("Meg turned round and said, ..."). The verb of speech is looked for there,
// then its subject: right behind it when nothing stands before it, else the nearest mention in front of it that is
// nobody's object. A clause without a verb of speech still counts when a comma or a colon ties it to the quotation, and
// a neighbouring sentence counts as an action beat.

namespace sotto::attribution {

namespace {

class TagReader {
 public:
  TagReader(const document::Tokens& tokens, const std::vector<document::Quote>& quotes, const Mentions& mentions)
      : tokens_(tokens), quotes_(quotes), mentions_(mentions) {}

  std::vector<Speech> run() {
    std::vector<Speech> speeches;
    speeches.reserve(quotes_.size());
    for (std::uint32_t q = 0; q < quotes_.size(); ++q) {
      Speech speech;
      speech.quote = q;
      speech.paragraph = static_cast<std::uint32_t>(quotes_[q].paragraph);
      speech.tokens = tokens_.quotes[q];
      const document::Range paragraph = tokens_.paragraphs[speech.paragraph];
      const bool first = q == 0 || quotes_[q - 1].paragraph != quotes_[q].paragraph;
      const bool last = q + 1 == quotes_.size() || quotes_[q + 1].paragraph != quotes_[q].paragraph;
      speech.before = {first ? paragraph.begin : tokens_.quotes[q - 1].end, speech.tokens.begin};
      if (first && speech.before.empty() && !quotes_[q].continues) speech.before = introduction(speech.paragraph, q);
      speech.after = {speech.tokens.end, last ? paragraph.end : tokens_.quotes[q + 1].begin};
      if (!speech.tokens.empty()) speech.last_mark = tokens_.all[speech.tokens.end - 1].mark;
      read_after(speech);
      read_before(speech);
      if (!last && leads_on(speech)) speech.tag_after = {};
      // "Carrie said: 'I shall write.' I agreed."
      if (speech.last_mark == '.' && strong(speech.tag_before) && strong(speech.tag_after) && tie_before(speech) == ':')
        speech.tag_after.form = TagForm::action;
      speeches.push_back(speech);
    }
    return speeches;
  }

 private:
  /// The narration at the end of the paragraph before, when it leads up to a speech: "She turned and said:".
  document::Range introduction(std::uint32_t paragraph, std::uint32_t quote) const {
    if (paragraph == 0) return {};
    const document::Range before = tokens_.paragraphs[paragraph - 1];
    if (before.empty()) return {};
    const char tie = tokens_.all[before.end - 1].mark;
    if (tie != ':' && tie != ',' && tie != '-' && tie != 0) return {};
    if (tokens_.all[before.end - 1].quote != document::kNoQuote) return {};
    if (quote == 0 || tokens_.quotes[quote - 1].end <= before.begin) return before;
    return {tokens_.quotes[quote - 1].end, before.end};
  }

  /// "Paul said, 'Not yet,' but Ann cried, 'Now!'": a speech has its tag before it, and what comes behind it is the
  /// next one's.
  bool leads_on(const Speech& speech) const {
    if (!strong(speech.tag_before) || !strong(speech.tag_after) || speech.after.empty()) return false;
    const char tie = tokens_.all[speech.after.end - 1].mark;
    const char before = tie_before(speech);
    const std::uint32_t verb = speech.tag_after.verb;
    const bool joined = (classes(speech.after.begin) & language::kConjunction) != 0 && (before == ',' || before == ':');
    // "He said: 'Why not?' I replied: 'No.'"
    const bool each = tie == ':' && before == ':';
    return (tie == ',' || tie == ':') && (joined || each) && verb + 4 >= speech.after.end;
  }
  char tie_before(const Speech& speech) const {
    return speech.before.empty() ? '\0' : tokens_.all[speech.before.end - 1].mark;
  }

  std::uint32_t classes(std::uint32_t i) const { return tokens_.classes(i); }
  bool ends_sentence(std::uint32_t i) const {
    const char mark = tokens_.all[i].mark;
    return mark == '.' || mark == '!' || mark == '?';
  }

  /// The index of the first mention at or after a token.
  std::uint32_t first_mention(std::uint32_t token) const {
    const auto found =
        std::lower_bound(mentions_.all.begin(), mentions_.all.end(), token,
                         [](const Mention& mention, std::uint32_t at) { return mention.tokens.begin < at; });
    return static_cast<std::uint32_t>(found - mentions_.all.begin());
  }

  bool can_speak(const Mention& mention) const { return !mention.possessive && mention.role != MentionRole::object; }

  /// "broken by Meg, who said": an object, but the subject of what follows.
  bool who_follows(const Mention& mention, std::uint32_t verb) const {
    std::uint32_t next = mention.tokens.end;
    if (mention.possessive || next >= verb) return false;
    if (tokens_.all[next].mark == ',') ++next;
    return next < verb && tokens_.listed(next, "relative-pronouns");
  }

  /// "Meg's voice", "the voice of Meg": who has it speaks.
  std::uint32_t owner_of_voice(std::uint32_t m, std::uint32_t end) const {
    const Mention& mention = mentions_.all[m];
    const std::uint32_t next = mention.tokens.end;
    if (mention.possessive) return next < end && is_voice(tokens_.language(), tokens_.lower(next)) ? m : kNone;
    if (!is_voice(tokens_.language(), tokens_.lower(next - 1)) || m + 1 >= mentions_.all.size()) return m;
    const Mention& owner = mentions_.all[m + 1];
    const bool of = next + 1 < end && tokens_.listed(next, "genitive-prepositions") && owner.tokens.begin <= next + 2 &&
                    owner.tokens.end <= end && owner.kind == MentionKind::name && !owner.possessive;
    return of ? m + 1 : m;
  }

  /// The mention right behind a verb: "said Meg", "said poor old Meg", "said the old woman".
  std::uint32_t subject_behind(std::uint32_t verb, std::uint32_t end) const {
    const std::uint32_t m = first_mention(verb + 1);
    if (m >= mentions_.all.size()) return kNone;
    const Mention& mention = mentions_.all[m];
    if (mention.tokens.begin >= end || mention.tokens.begin > verb + 4) return kNone;
    for (std::uint32_t i = verb + 1; i < mention.tokens.begin; ++i) {
      if (!tokens_.is_word(i)) return kNone;
      if (i == verb + 1 && tokens_.listed(i, "verb-particles")) continue;  // "went on Meg", "put in Meg"
      if ((classes(i) &
           (language::kPreposition | language::kObjectPronoun | language::kConjunction | language::kAuxiliary)) != 0)
        return kNone;
    }
    if (mention.kind == MentionKind::pronoun && mention.role == MentionRole::object) return kNone;
    // "said Anna's brother"; "said my uncle", who is Uncle Edmund
    if (mention.possessive && m + 1 < mentions_.all.size()) {
      const Mention& next = mentions_.all[m + 1];
      const bool named = next.tokens.begin == mention.tokens.end && next.kind == MentionKind::name;
      if (next.tokens.begin == mention.tokens.begin || (named && mention.kind == MentionKind::self)) return m + 1;
    }
    return owner_of_voice(m, end);
  }

  /// The mention in front of a verb that is its subject.
  std::uint32_t subject_before(std::uint32_t begin, std::uint32_t verb, bool& near) const {
    std::uint32_t m = first_mention(verb);
    std::uint32_t fallback = kNone;
    near = false;
    while (m-- > 0) {
      const Mention& mention = mentions_.all[m];
      if (mention.tokens.begin < begin) break;
      if (mention.quote != document::kNoQuote || mention.tokens.end > verb) continue;
      if (who_follows(mention, verb)) {
        near = true;
        return m;
      }
      const bool voice = mention.possessive &&
                         is_voice(tokens_.language(), tokens_.lower(mention.tokens.end));  // "a man's voice said"
      if (!can_speak(mention) && !voice) continue;
      bool adjoining = true;
      for (std::uint32_t i = mention.tokens.end + (voice ? 1 : 0); i < verb; ++i) {
        adjoining = adjoining && tokens_.is_word(i) && (classes(i) & (language::kAdverb | language::kAuxiliary)) != 0;
      }
      if (adjoining) {
        near = true;
        return m;
      }
      if (mention.role == MentionRole::subject) fallback = m;
    }
    return fallback;
  }

  bool said_verb(std::uint32_t i) const {
    return (classes(i) &
            (language::kSpeechVerb | language::kMannerVerb | language::kThoughtVerb | language::kSilentVerb)) != 0;
  }

  void read_after(Speech& speech) {
    constexpr std::uint32_t kLongestClause = 40;
    const std::uint32_t begin = speech.after.begin;
    std::uint32_t end = begin;
    while (end < speech.after.end && end < begin + kLongestClause && !ends_sentence(end)) ++end;
    if (begin == end) return;
    DialogueTag& tag = speech.tag_after;
    tag.clause = {begin, end};
    std::uint32_t start = begin;
    while (start < end && tokens_.all[start].mark != 0) ++start;
    if (start == end) return;
    const bool own_sentence = tokens_.all[start].starts_sentence && speech.last_mark == '.';
    // "said Meg", "then said Meg"
    for (std::uint32_t i = start; i < std::min(end, start + 3); ++i) {
      if (said_verb(i)) {
        const std::uint32_t m = subject_behind(i, end);
        if (m != kNone) {
          tag.form = TagForm::inverted;
          tag.verb = i;
          tag.mention = m;
          return;
        }
        break;
      }
      if ((classes(i) & language::kAdverb) == 0) break;
    }
    // "was Meg's reply"
    const language::WordList& reply_verbs = tokens_.language().words("reply-verbs");
    if ((classes(start) & language::kAuxiliary) != 0 || reply_verbs.contains(tokens_.lower(start))) {
      const std::uint32_t m = first_mention(start + 1);
      if (m < mentions_.all.size() && mentions_.all[m].tokens.begin <= start + 2 && mentions_.all[m].tokens.end < end) {
        if (mentions_.all[m].possessive) {
          tag.form = TagForm::reply;
          tag.verb = start;
          tag.mention = m;
          return;
        }
      }
    }
    // "Meg said", "Meg, turning round, said"
    for (std::uint32_t i = start; i < end; ++i) {
      if ((classes(i) & language::kSpeechVerb) == 0 &&
          !((classes(i) & (language::kMannerVerb | language::kThoughtVerb | language::kSilentVerb)) != 0 &&
            i <= start + 5))
        continue;
      bool near = false;
      const std::uint32_t m = subject_before(begin, i, near);
      if (m == kNone) continue;
      if (mentions_.all[m].tokens.begin > start + 6 && !near) continue;
      tag.form = near ? TagForm::plain : TagForm::distant;
      if (own_sentence && (!near || (classes(i) & language::kSpeechVerb) == 0)) tag.form = TagForm::action;
      tag.verb = i;
      tag.mention = m;
      return;
    }
    // No verb of speech: the subject of the clause, tied by a comma or standing alone.
    for (std::uint32_t m = first_mention(begin); m < mentions_.all.size() && mentions_.all[m].tokens.begin < end; ++m) {
      if (!can_speak(mentions_.all[m])) continue;
      tag.mention = m;
      tag.form = own_sentence || tokens_.all[start].starts_sentence ? TagForm::action : TagForm::any_verb;
      return;
    }
  }

  void read_before(Speech& speech) {
    constexpr std::uint32_t kLongestClause = 60;
    const document::Range range = speech.before;
    if (range.empty()) return;
    std::uint32_t end = range.end;
    const char tie = tokens_.all[end - 1].mark;
    const bool tied = tie == ',' || tie == ':' || tie == '-' || tie == ';' || tie == 0;
    if (tie != 0 || !tied) --end;
    std::uint32_t begin = end;
    while (begin > range.begin && end - begin < kLongestClause && !ends_sentence(begin - 1)) --begin;
    if (begin == end) return;
    DialogueTag& tag = speech.tag_before;
    tag.clause = {begin, end};
    if (tied) {
      const language::WordList& copulas = tokens_.language().words("reply-copulas");
      if (copulas.contains(tokens_.lower(end - 1))) {  // "Meg's answer was:"
        for (std::uint32_t m = first_mention(end); m-- > 0 && mentions_.all[m].tokens.begin >= begin;) {
          if (!mentions_.all[m].possessive) continue;
          tag.form = TagForm::reply;
          tag.verb = end - 1;
          tag.mention = m;
          return;
        }
      }
      // "From the next room came Fergus's voice:"
      for (std::uint32_t m = first_mention(end); m-- > 0 && mentions_.all[m].tokens.begin >= begin;) {
        const Mention& mention = mentions_.all[m];
        if (!mention.possessive || mention.tokens.end + 1 != end ||
            !is_voice(tokens_.language(), tokens_.lower(end - 1)))
          continue;
        tag.form = TagForm::reply;
        tag.verb = end - 1;
        tag.mention = m;
        return;
      }
      for (std::uint32_t i = end; i-- > begin;) {
        if ((classes(i) & (language::kSpeechVerb | language::kThoughtVerb | language::kSilentVerb)) == 0) continue;
        bool near = false;
        std::uint32_t m = subject_before(begin, i, near);
        if (m == kNone || (!near && i > begin && tokens_.all[i - 1].mark == ',')) {
          const std::uint32_t behind = subject_behind(i, end);
          if (behind != kNone && m == kNone) {
            tag.form = TagForm::inverted;
            tag.verb = i;
            tag.mention = behind;
            return;
          }
        }
        if (m == kNone) continue;
        tag.form = near ? TagForm::plain : TagForm::distant;
        tag.verb = i;
        tag.mention = m;
        return;
      }
    }
    for (std::uint32_t m = first_mention(begin); m < mentions_.all.size() && mentions_.all[m].tokens.begin < end; ++m) {
      if (!can_speak(mentions_.all[m]) || mentions_.all[m].quote != document::kNoQuote) continue;
      tag.mention = m;
      tag.form = tied ? TagForm::colon : TagForm::action;
      return;
    }
  }

  const document::Tokens& tokens_;
  const std::vector<document::Quote>& quotes_;
  const Mentions& mentions_;
};

}  // namespace

std::vector<Speech> find_dialogue_tags(const document::Tokens& tokens, const std::vector<document::Quote>& quotes,
                                       const Mentions& mentions) {
  return TagReader(tokens, quotes, mentions).run();
}

}  // namespace sotto::attribution
