#include "annotate/speech_signs.h"

#include <algorithm>
#include <unordered_set>

#include "shared/text.h"

namespace sotto {

namespace {

constexpr std::uint32_t kFewWords = 8;

/// What the lists below say of a word, looked up once for each word of the text.
enum WordSign : std::uint8_t {
  kIsWriting = 1U << 0,
  kIsWritingNear = 1U << 1,
  kIsPresent = 1U << 2,
  kIsSecond = 1U << 3,
};

template <typename List>
bool in(const List& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

constexpr std::string_view kWriting[] = {
    "letter",  "letters", "note",   "lines",   "follows",  "contents",  "telegram",    "postscript",
    "poem",    "verse",   "verses", "wrote",   "written",  "writing",   "writes",      "scrawled",
    "sign",    "notice",  "card",   "placard", "headline", "headlines", "inscription", "advertisement",
    "printed", "signed",  "song",   "hymn",    "epistle",  "motto"};
/// These only where they stand right before the words.
constexpr std::string_view kWritingNear[] = {"read",   "reads",   "ran",  "runs",  "effect",  "cut",
                                             "carved", "painted", "thus", "words", "message", "paragraph"};
constexpr std::string_view kNaming[] = {"called", "named", "termed", "styled",    "word",
                                        "words",  "as",    "phrase", "term",      "titled",
                                        "title",  "name",  "title",  "nicknamed", "entitled"};
constexpr std::string_view kSupposing[] = {"would",   "could", "might",    "should",   "must",      "may",
                                           "will",    "can",   "shall",    "if",       "instead",   "of",
                                           "without", "let",   "wouldn't", "couldn't", "shouldn't", "cannot",
                                           "can't",   "won't", "seemed",   "appeared", "used"};
constexpr std::string_view kPresentVerbs[] = {"is",     "are",   "am",    "has",     "have",    "do",
                                              "does",   "don't", "can",   "will",    "shall",   "isn't",
                                              "aren't", "can't", "won't", "doesn't", "haven't", "hasn't"};
constexpr std::string_view kSinging[] = {"sing", "sings", "sang", "sung", "hummed", "chanted", "recited", "quoted"};
constexpr std::string_view kSecondPerson[] = {"you", "your", "yours", "yourself", "thou", "thee", "thy", "ye"};
constexpr std::string_view kClosings[] = {"yours",   "your's",    "affectionate", "affectionately",
                                          "sincere", "sincerely", "truly",        "faithfully",
                                          "obliged", "loving",    "humble",       "obedient"};

class SignReader {
 public:
  SignReader(std::string_view text, const Tokens& tokens, const std::vector<Quote>& quotes, const Mentions& mentions,
             const std::vector<Speech>& speeches)
      : text_(text), tokens_(tokens), quotes_(quotes), mentions_(mentions), speeches_(speeches) {
    const auto words = static_cast<std::uint32_t>(tokens.vocabulary.size());
    word_signs_.reserve(words);
    for (std::uint32_t word = 0; word < words; ++word) {
      const std::string_view lower = tokens.vocabulary.entry(word).lower;
      const auto flag = [](bool value, WordSign sign) { return value ? std::uint32_t{sign} : 0U; };
      word_signs_.push_back(static_cast<std::uint8_t>(
          flag(in(kWriting, lower), kIsWriting) | flag(in(kWritingNear, lower), kIsWritingNear) |
          flag(in(kPresentVerbs, lower), kIsPresent) | flag(in(kSecondPerson, lower), kIsSecond)));
    }
  }

  std::vector<SpeechSigns> run() {
    signs_.resize(speeches_.size());
    for (std::uint32_t i = 0; i < speeches_.size(); ++i) {
      signs_[i][kSignBias] = 1;
      read_tag(i);
      read_place(i);
      read_form(i);
      read_words(i);
      read_letter(i);
    }
    read_neighbours();
    return std::move(signs_);
  }

 private:
  void set(std::uint32_t i, SpeechSign sign, bool value) { signs_[i][sign] = value ? 1.0F : 0.0F; }
  bool has(std::uint32_t i, SpeechSign sign) const { return signs_[i][sign] != 0; }
  std::uint32_t classes(std::uint32_t token) const { return tokens_.classes(token); }
  bool is(std::uint32_t token, WordSign sign) const {
    return tokens_.is_word(token) && (word_signs_[tokens_.all[token].word] & sign) != 0;
  }

  static bool strong(const Tag& tag) {
    return tag.form == TagForm::inverted || tag.form == TagForm::plain || tag.form == TagForm::distant ||
           tag.form == TagForm::reply;
  }
  bool says(const Tag& tag) const {
    return strong(tag) && (tag.verb == kNone || (classes(tag.verb) & (kSpeechVerb | kMannerVerb)) != 0);
  }

  /// "say", "would have said", "instead of saying"
  void read_verb(std::uint32_t i, std::uint32_t verb, std::uint32_t begin) {
    constexpr std::uint32_t kNear = 4;
    const std::string_view word = tokens_.lower(verb);
    const bool past = (classes(verb) & kPastVerb) != 0 || word.ends_with("ed") || word.ends_with("s");
    bool supposed = false;
    bool to = false;
    bool modal = false;
    bool have = false;
    bool denied = false;
    bool had = false;
    for (std::uint32_t t = std::max(begin, verb > kNear ? verb - kNear : 0); t < verb; ++t) {
      const std::string_view near = tokens_.lower(t);
      const bool apart = near == "of" || near == "may" || near == "can" || near == "will";
      supposed = supposed || (in(kSupposing, near) && (!apart || verb - t <= 2));
      modal = modal || near == "would" || near == "might" || near == "could" || near == "should" || near == "must";
      have = have || near == "have";
      to = to || (near == "to" && verb - t <= 2);
      denied = denied || near == "not" || near == "never" || near.ends_with("n't");
      had = had || near == "had";
    }
    const bool base = !past && !word.ends_with("ing");
    if (supposed) set(i, kSignSupposed, true);
    const bool spared = verb > begin + 1 && tokens_.lower(verb - 1) == "of" && tokens_.lower(verb - 2) == "instead";
    if ((modal && have) || spared) set(i, kSignUnreal, true);
    if (to || base) set(i, kSignToSay, true);
    if (denied) set(i, kSignDenied, true);
    if (had) set(i, kSignHad, true);
  }

  void read_tag(std::uint32_t i) {
    const Speech& speech = speeches_[i];
    const auto who = [&](const Tag& tag, SpeechSign name, SpeechSign pronoun, SpeechSign described, SpeechSign many) {
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
    for (const Tag* tag : {&speech.tag_after, &speech.tag_before}) {
      const bool reads = strong(*tag) && tag->verb != kNone && (classes(tag->verb) & (kThoughtVerb | kSilentVerb)) != 0;
      if (reads && (classes(tag->verb) & kSpeechVerb) == 0) set(i, kSignReads, true);
      if (strong(*tag) && tag->verb != kNone && in(kSinging, tokens_.lower(tag->verb))) set(i, kSignSings, true);
    }
    who(speech.tag_after, kSignTagName, kSignTagPronoun, kSignTagDescription, kSignTagMany);
    if (speech.last_mark == '.' && speech.tag_after.form != TagForm::inverted) {
      // A sentence that has ended is not tagged by the next one.
      for (const SpeechSign sign : {kSignTagName, kSignTagPronoun, kSignTagDescription, kSignTagMany, kSignSupposed,
                                    kSignUnreal, kSignToSay, kSignDenied, kSignHad})
        set(i, sign, false);
    }
    who(speech.tag_before, kSignLeadName, kSignLeadPronoun, kSignLeadDescription, kSignLeadMany);
    set(i, kSignAfterAction, speech.tag_after.form == TagForm::action);
    set(i, kSignBeforeAction, speech.tag_before.form == TagForm::action);
    // "most of them said", "to say": a verb of speech of nobody in particular leads to the words.
    if (!speech.before.empty() && !strong(speech.tag_before)) {
      const Range clause = speech.tag_before.clause.empty() ? speech.before : speech.tag_before.clause;
      constexpr std::uint32_t kTail = 4;
      for (std::uint32_t t = clause.end; t-- > clause.begin && clause.end - t <= kTail;) {
        if ((classes(t) & kSpeechVerb) == 0) continue;
        set(i, kSignLeadMany, true);
        read_verb(i, t, clause.begin);
        break;
      }
    }
  }

  void read_place(std::uint32_t i) {
    const Speech& speech = speeches_[i];
    const Range paragraph = tokens_.paragraphs[speech.paragraph];
    const bool opens = speech.tokens.begin == paragraph.begin;
    const bool closes = speech.tokens.end == paragraph.end;
    set(i, kSignOpens, opens);
    set(i, kSignCloses, closes);
    set(i, kSignAlone, opens && closes);
    if (opens) {
      writing_before(i, speech.paragraph);
    } else if (!speech.before.empty()) {
      const std::uint32_t last = speech.before.end - 1;
      const char tie = tokens_.all[last].mark;
      set(i, kSignTieNone, tie == 0 || tie == '(');
      set(i, kSignTieComma, tie == ',');
      set(i, kSignTieColon, tie == ':' || tie == ';');
      set(i, kSignTieDash, tie == '-');
      set(i, kSignTieStop, tie == '.' || tie == '!' || tie == '?');
      if (tie == 0) read_word_before(i, speech.before);
      const std::uint32_t word = tie == 0 || last == speech.before.begin ? last : last - 1;
      const bool was =
          (classes(word) & kAuxiliary) != 0 && (tokens_.lower(word) == "was" || tokens_.lower(word) == "is");
      set(i, kSignWas, was && speech.tag_before.form != TagForm::reply);
      set(i, kSignAsPut, as_put(speech.tag_before.clause));
      writing(i, speech.before);
    }
    if (speech.after.empty()) return;
    const std::uint32_t next = speech.after.begin;
    const Token& token = tokens_.all[next];
    const bool word = tokens_.is_word(next);
    if (as_put(speech.tag_after.clause)) set(i, kSignAsPut, true);
    const bool copula = word && (classes(next) & kAuxiliary) != 0 && !token.capital;
    set(i, kSignSubject, copula && speech.tag_after.form != TagForm::reply);
    set(i, kSignGoesOnLower, word && !token.capital && !says(speech.tag_after));
    set(i, kSignJoined, (token.mark == ',' || token.mark == ';') || (word && tokens_.lower(next) == "and"));
  }

  /// "as she called it"
  bool as_put(Range clause) const {
    constexpr std::uint32_t kNear = 4;
    for (std::uint32_t t = clause.begin; t + 1 < clause.end && t < clause.begin + kNear; ++t) {
      if (tokens_.lower(t) != "as") continue;
      for (std::uint32_t v = t + 1; v < std::min(clause.end, t + kNear); ++v) {
        const std::string_view word = tokens_.lower(v);
        if (word == "called" || word == "put" || word == "said" || word == "expressed" || word == "says" ||
            word == "termed" || word == "phrased")
          return true;
      }
    }
    return false;
  }

  void read_word_before(std::uint32_t i, Range before) {
    const std::uint32_t last = before.end - 1;
    const std::uint32_t seen = classes(last);
    set(i, kSignAfterDeterminer, (seen & (kDeterminer | kPossessivePronoun)) != 0 || tokens_.all[last].possessive);
    set(i, kSignAfterPreposition, (seen & kPreposition) != 0);
    set(i, kSignAfterSaid, (seen & kSpeechVerb) != 0);
    const bool article = (seen & kDeterminer) != 0 && before.size() > 1;
    set(i, kSignAfterNaming, in(kNaming, tokens_.lower(article ? last - 1 : last)));
  }

  /// Words for writing in the last sentence before a quotation.
  void writing(std::uint32_t i, Range before) {
    const Tag& tag = speeches_[i].tag_before;
    if (says(tag) && tag.verb != kNone && (classes(tag.verb) & kSilentVerb) == 0) return;
    constexpr std::uint32_t kTail = 14;
    const bool stop = before.size() > 1 && tokens_.all[before.end - 1].mark == '.';
    for (std::uint32_t t = before.end - (stop ? 1U : 0U); t-- > before.begin && before.end - t <= kTail;) {
      const char mark = tokens_.all[t].mark;
      if (mark == '.' || mark == '!' || mark == '?' || tokens_.all[t].quote != kNoQuote) return;
      const bool near = before.end - t <= 3;
      if (is(t, kIsWriting) || (near && is(t, kIsWritingNear))) {
        set(i, stop ? kSignAfterWritingStop : kSignAfterWriting, true);
        return;
      }
    }
  }

  void writing_before(std::uint32_t i, std::uint32_t paragraph) {
    if (paragraph == 0) return;
    Range before = tokens_.paragraphs[paragraph - 1];
    if (before.empty() || tokens_.all[before.end - 1].quote != kNoQuote) return;
    writing(i, before);
  }

  std::uint32_t words_in(Range range, std::uint32_t most) const {
    std::uint32_t count = 0;
    for (std::uint32_t t = range.begin; t < range.end && count < most; ++t) count += tokens_.is_word(t) ? 1U : 0U;
    return count;
  }

  void read_form(std::uint32_t i) {
    const Speech& speech = speeches_[i];
    if (speech.tokens.empty()) return;
    const char end = speech.last_mark;
    const bool bare = end == 0 || end == ')';
    set(i, kSignBare, bare);
    set(i, kSignEndsComma, end == ',');
    set(i, kSignEndsStop, end == '.');
    set(i, kSignEndsCall, end == '!' || end == '?');
    constexpr std::uint32_t kLong = 120;
    const std::uint32_t words = words_in(speech.tokens, kLong);
    const bool lower = tokens_.is_word(speech.tokens.begin) && !tokens_.all[speech.tokens.begin].capital;
    set(i, kSignLower, lower);
    set(i, kSignOneWord, words <= 1);
    set(i, kSignFewWords, words <= kFewWords);
    set(i, kSignLong, words >= kLong);
    bool capitals = words >= 2 && words <= kFewWords;
    for (std::uint32_t t = speech.tokens.begin; t < speech.tokens.end && capitals; ++t) {
      if (!tokens_.is_word(t) || tokens_.all[t].capital) continue;
      capitals = (classes(t) & (kPreposition | kDeterminer | kConjunction)) != 0;
    }
    set(i, kSignCapitals, capitals);
    const bool in_clause =
        has(i, kSignTieNone) && !has(i, kSignLeadName) && !has(i, kSignLeadPronoun) && !says(speech.tag_after);
    set(i, kSignBareOpens, has(i, kSignOpens) && !has(i, kSignCloses) && bare && !says(speech.tag_after));
    set(i, kSignBareInClause, in_clause && bare && words <= kFewWords);
    set(i, kSignShortInClause, in_clause && words <= 2);
    set(i, kSignLowerInClause, in_clause && lower && words <= kFewWords);
    set(i, kSignVerse, is_verse(quotes_[i].inner));
  }

  /// Lines that end early and all begin with capitals.
  bool is_verse(Span run) const {
    constexpr std::size_t kLongestLine = 56;  // characters; prose is wrapped later
    constexpr std::size_t kMost = 4000;
    if (run.size() > kMost) return false;
    // The whole of the line in which the quotation begins, as far back as matters.
    const std::size_t back = run.begin - std::min(run.begin, 2 * kLongestLine);
    const std::size_t feed = text_.substr(back, run.begin - back).rfind('\n');
    std::size_t line = feed == std::string_view::npos ? back : back + feed + 1;
    const std::string_view text = text_.substr(0, run.end);
    bool lines = false;
    for (std::size_t end = text.find('\n', text.find_first_not_of(" \n", run.begin)); end < run.end;
         end = text.find('\n', line)) {
      const std::size_t indent = text.find_first_not_of(' ', line);
      if (end - std::min(indent, end) > kLongestLine) return false;
      line = end + 1;
      const std::size_t letter = text.find_first_not_of(" '_*\"(-\n", line);
      if (letter >= run.end) break;
      if (text[letter] < 'A' || text[letter] > 'Z') return false;
      lines = true;
    }
    return lines;
  }

  /// Whether the words, or their beginning, were quoted before.
  bool repeated(Range range) {
    constexpr std::uint32_t kShortest = 4;
    constexpr std::uint32_t kLongest = 8;
    std::uint64_t key = 0;
    std::uint32_t words = 0;
    for (std::uint32_t t = range.begin; t < range.end && words < kLongest; ++t) {
      if (!tokens_.is_word(t)) continue;
      ++words;
      key = key * 1000003U + tokens_.all[t].word + 1;
      if (words == kShortest) key = key * 31U;  // a beginning counts from here
    }
    return words >= kShortest && !said_.insert(key).second;
  }

  void read_words(std::uint32_t i) {
    set(i, kSignRepeated, repeated(speeches_[i].tokens));
    constexpr std::uint32_t kMost = 400;  // tokens: what is longer tells no more
    const Range range = speeches_[i].tokens;
    bool first = false;
    bool second = false;
    bool we = false;
    std::uint32_t past = 0;
    bool he = false;
    bool they = false;
    bool she = false;
    bool present = false;
    bool contracted = false;
    for (std::uint32_t t = range.begin; t < std::min(range.end, range.begin + kMost); ++t) {
      if (!tokens_.is_word(t)) continue;
      const std::uint32_t seen = classes(t);
      const std::string_view word = tokens_.lower(t);
      if ((seen & kFirstPerson) != 0) ((seen & kPlural) != 0 ? we : first) = true;
      if (is(t, kIsSecond)) second = true;
      if ((seen & (kSubjectPronoun | kObjectPronoun | kPossessivePronoun)) != 0) {
        they = they || ((seen & kPlural) != 0 && (seen & kFirstPerson) == 0 && word != "we");
        he = he || (seen & kMale) != 0;
        she = she || (seen & kFemale) != 0;
      }
      const auto leads = [&](std::uint32_t back) {
        return t >= range.begin + back && ((classes(t - back) & kAuxiliary) != 0 || tokens_.lower(t - back) == "to");
      };
      const bool infinitive = leads(1) || leads(2);
      if (is(t, kIsPresent) && !infinitive) present = true;
      if ((seen & kPastVerb) != 0) ++past;
      if (word.ends_with("n't") || tokens_.all[t].end - tokens_.all[t].begin > word.size() + 2) contracted = true;
    }
    const bool personal = first || second;
    set(i, kSignFirstPerson, first);
    set(i, kSignSecondPerson, second);
    set(i, kSignWe, we);
    const bool third = he || she || they;
    set(i, kSignThirdOnly, third && !personal);
    const bool reported = third && !personal && !we && past > 0 && !present;
    constexpr std::uint32_t kSeveral = 3;
    set(i, kSignReported, reported);
    const bool tagged = has(i, kSignTagName) || has(i, kSignTagPronoun) || has(i, kSignTagDescription) ||
                        has(i, kSignLeadName) || has(i, kSignLeadPronoun) || has(i, kSignLeadDescription);
    set(i, kSignReportedUntagged, reported && !tagged);
    set(i, kSignReportedWithin, reported && !has(i, kSignAlone));
    set(i, kSignReportedStop, reported && has(i, kSignTieStop));
    set(i, kSignReportedMuch, reported && past >= kSeveral);
    const auto speaks_of_self = [&](const Tag& tag) {
      if (!says(tag) || tag.mention == kNone) return false;
      const Gender gender = mentions_.all[tag.mention].gender;
      return (gender == Gender::male && he) || (gender == Gender::female && she);
    };
    set(i, kSignReportedSpeaker,
        reported && (speaks_of_self(speeches_[i].tag_after) || speaks_of_self(speeches_[i].tag_before)));
    set(i, kSignPresent, present);
    set(i, kSignContracted, contracted);
  }

  /// Letters: a salutation, paragraphs that are nothing but quotations, a signature.
  void read_letter(std::uint32_t i) {
    const Speech& speech = speeches_[i];
    const Range range = speech.tokens;
    if (range.empty()) return;
    const bool alone = has(i, kSignAlone);
    const bool follows = i > 0 && speeches_[i - 1].paragraph + 1 == speech.paragraph;
    if (!alone || !follows) in_letter_ = false;
    const std::uint32_t words = words_in(range, 12);
    std::uint32_t start = range.begin;
    if (tokens_.lower(start) == "my" && start + 1 < range.end) ++start;
    const bool dear = tokens_.lower(start) == "dear" || tokens_.lower(start) == "dearest";
    const bool written = has(i, kSignAfterWriting) || has(i, kSignAfterWritingStop);
    const bool short_line = words <= 6 && (speech.last_mark == ',' || has(i, kSignBare));
    set(i, kSignSalutation, alone && ((dear && (short_line || written)) || salutation_before(speech)));
    if (has(i, kSignSalutation)) {
      if (!in_letter_) letter_head(i);
      in_letter_ = true;
    }
    const bool closes = speech.last_mark == ',' || has(i, kSignBare) || speech.last_mark == '.';
    const bool closing =
        alone && follows && words <= kFewWords && closes && !has(i, kSignPresent) && takes_leave(range);
    // Names and places stand under a closing; what else follows is no longer the letter.
    const bool name = alone && follows && (has(i, kSignCapitals) || words <= 1) && words <= 4 && !has(i, kSignEndsCall);
    const bool signs = closing || (name && (in_letter_ || signed_));
    set(i, kSignSignature, signs);
    if (closing && !in_letter_ && (speech.last_mark == ',' || has(i, kSignBare))) letter_body(i);
    const bool long_letter = has(i, kSignAfterWritingStop) && has(i, kSignLong);
    const bool shown = alone && (has(i, kSignAfterWriting) || long_letter) && !says(speech.tag_after);
    if (in_letter_ || (signed_ && signs)) in_letter(i);
    if (shown) stands_apart(i, kSignShown);
    if (signs && !has(i, kSignSalutation)) in_letter_ = false;
    signed_ = signs;
  }

  /// "Yours truly", "Your affectionate sister", "Believe me"
  bool takes_leave(Range range) const {
    const std::string_view first = tokens_.lower(range.begin);
    if (first == "believe") return true;
    if (first != "your" && first != "ever") return in(kClosings, first);
    for (std::uint32_t t = range.begin + 1; t < range.end; ++t) {
      if (in(kClosings, tokens_.lower(t))) return true;
    }
    return false;
  }

  /// A salutation outside the marks: the paragraph before ends with "My dear Madam,".
  bool salutation_before(const Speech& speech) const {
    if (speech.paragraph == 0) return false;
    const Range before = tokens_.paragraphs[speech.paragraph - 1];
    constexpr std::uint32_t kTail = 6;
    if (before.empty() || tokens_.all[before.end - 1].mark == 0 || tokens_.all[before.end - 1].mark == '.')
      return false;
    for (std::uint32_t t = before.end - 1; t-- > before.begin && before.end - t <= kTail;) {
      if (tokens_.all[t].mark != 0 || tokens_.all[t].quote != kNoQuote) return false;
      if (tokens_.lower(t) == "dear" || tokens_.lower(t) == "dearest")
        return tokens_.all[t].capital || (t > before.begin && tokens_.lower(t - 1) == "my");
    }
    return false;
  }

  /// The paragraphs above a signature.
  void letter_body(std::uint32_t signature) {
    constexpr std::uint32_t kMostParagraphs = 12;
    for (std::uint32_t i = signature; i-- > 0 && signature - i <= kMostParagraphs;) {
      const bool before =
          has(i, kSignAlone) && speeches_[i].paragraph + (signature - i) == speeches_[signature].paragraph;
      if (!before || has(i, kSignInLetter)) return;
      in_letter(i);
    }
  }

  void in_letter(std::uint32_t i) { stands_apart(i, kSignInLetter); }

  /// A paragraph of its own is a sign of speech, but not of a letter's.
  void stands_apart(std::uint32_t i, SpeechSign why) {
    set(i, why, true);
    for (const SpeechSign sign : {kSignAlone, kSignOpens, kSignCloses}) set(i, sign, false);
  }

  /// The place and the date before a salutation.
  void letter_head(std::uint32_t salutation) {
    constexpr std::uint32_t kMostLines = 3;
    for (std::uint32_t i = salutation; i-- > 0 && salutation - i <= kMostLines;) {
      const bool before =
          has(i, kSignAlone) && speeches_[i].paragraph + (salutation - i) == speeches_[salutation].paragraph;
      if (!before || !has(i, kSignFewWords) || has(i, kSignEndsCall)) return;
      in_letter(i);
    }
  }

  void read_neighbours() {
    for (std::uint32_t i = 0; i < speeches_.size();) {
      std::uint32_t end = i;
      std::uint32_t tagged = 0;
      std::uint32_t bare = 0;
      std::uint32_t reported = 0;
      const auto is_tagged = [&](std::uint32_t q) {
        return (has(q, kSignTagName) || has(q, kSignTagPronoun) || has(q, kSignTagDescription) ||
                has(q, kSignLeadName) || has(q, kSignLeadPronoun)) &&
               !has(q, kSignSupposed);
      };
      while (end < speeches_.size() && speeches_[end].paragraph == speeches_[i].paragraph) {
        tagged += is_tagged(end) ? 1U : 0U;
        bare += has(end, kSignBareInClause) ? 1U : 0U;
        reported += has(end, kSignReported) ? 1U : 0U;
        ++end;
      }
      for (std::uint32_t q = i; q < end; ++q) {
        set(q, kSignTaggedBeside, tagged > (is_tagged(q) ? 1U : 0U));
        set(q, kSignQuotedBeside, bare > (has(q, kSignBareInClause) ? 1U : 0U));
        set(q, kSignReportedBeside, reported > (has(q, kSignReported) ? 1U : 0U));
        set(q, kSignCompletes, q > i && speeches_[q - 1].last_mark == ',' && is_tagged(q - 1));
      }
      i = end;
    }
  }

  std::string_view text_;
  const Tokens& tokens_;
  const std::vector<Quote>& quotes_;
  const Mentions& mentions_;
  const std::vector<Speech>& speeches_;
  std::vector<SpeechSigns> signs_;
  std::vector<std::uint8_t> word_signs_;  // of each word of the vocabulary
  std::unordered_set<std::uint64_t> said_;
  bool in_letter_ = false;
  bool signed_ = false;  // the quotation before was a signature
};

}  // namespace

std::vector<SpeechSigns> speech_signs(std::string_view text, const Tokens& tokens, const std::vector<Quote>& quotes,
                                      const Mentions& mentions, const std::vector<Speech>& speeches) {
  return SignReader(text, tokens, quotes, mentions, speeches).run();
}

std::string_view sign_name(SpeechSign sign) {
  static constexpr std::string_view kNames[] = {
      "bias",
      "tag name",
      "tag pronoun",
      "tag description",
      "tag many",
      "lead name",
      "lead pronoun",
      "lead description",
      "lead many",
      "after action",
      "before action",
      "supposed",
      "unreal",
      "to say",
      "denied",
      "had",
      "reads",
      "sings",
      "was",
      "as put",
      "tagged beside",
      "completes",
      "alone",
      "opens",
      "closes",
      "tie none",
      "tie comma",
      "tie colon",
      "tie dash",
      "tie stop",
      "after determiner",
      "after preposition",
      "after naming",
      "after said",
      "after writing",
      "after writing stop",
      "subject",
      "goes on lower",
      "joined",
      "bare",
      "ends comma",
      "ends stop",
      "ends call",
      "lower",
      "one word",
      "few words",
      "long",
      "capitals",
      "bare opens",
      "bare in clause",
      "short in clause",
      "lower in clause",
      "quoted beside",
      "first person",
      "second person",
      "we",
      "third only",
      "reported",
      "reported untagged",
      "reported within",
      "reported stop",
      "reported much",
      "reported speaker",
      "reported beside",
      "repeated",
      "present",
      "contracted",
      "salutation",
      "in letter",
      "shown",
      "signature",
      "verse",
  };
  static_assert(std::size(kNames) == kSignCount);
  return kNames[sign];
}

}  // namespace sotto
