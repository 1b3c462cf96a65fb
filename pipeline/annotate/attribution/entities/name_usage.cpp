#include "annotate/attribution/entities/name_usage.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "annotate/attribution/entities/generic_nouns.h"
#include "annotate/attribution/mentions/own_name.h"
#include "annotate/attribution/mentions/voice_nouns.h"
#include "shared/text.h"

namespace sotto::attribution {

namespace {

class NameUsageCollector {
 public:
  explicit NameUsageCollector(const document::Tokens& tokens) : tokens_(tokens) {}

  std::vector<NameUsage> run() {
    collect();
    for (auto& [word, role] : roles_) {
      if (role.speaks > 0) forms_.emplace(role.words, std::move(role));
    }
    std::vector<NameUsage> forms;
    forms.reserve(forms_.size());
    for (auto& [words, form] : forms_) forms.push_back(std::move(form));
    return forms;
  }

 private:
  std::uint32_t classes(std::uint32_t i) const { return tokens_.classes(i); }

  bool may_be_name(std::uint32_t i) const {
    const document::Token& token = tokens_.all[i];
    if (token.word == language::Lexicon::kNone || !token.capital) return false;
    const language::Lexicon::Entry& entry = tokens_.vocabulary.entry(token.word);
    if ((entry.classes &
         (language::kNoName | language::kSubjectPronoun | language::kPossessivePronoun | language::kDeterminer)) != 0)
      return false;
    if (entry.lower.size() < 2) return false;
    if (token.end - token.begin > 40) return false;
    if (token.starts_sentence) return entry.lower_count == 0 ? true : entry.capital_count > entry.lower_count;
    return entry.capital_count * 3 >= entry.lower_count;
  }

  bool is_title(std::uint32_t i) const { return tokens_.all[i].capital && (classes(i) & language::kTitle) != 0; }

  /// "... Mrs. Moore Miss Quested": what parted them is lost.
  bool heads_a_name(std::uint32_t i) const { return opening_titles_.contains(tokens_.lower(i)); }

  void collect() {
    for (const document::Range& paragraph : tokens_.paragraphs) {
      ++paragraph_;
      for (std::uint32_t i = paragraph.begin; i < paragraph.end;) {
        std::uint32_t end = i;
        look_for_role(i, paragraph);
        const std::uint32_t quote = tokens_.all[i].quote;
        if (epithets_.contains(tokens_.lower(i))) {  // "Poor Alice", "Dear Emma": said of a name, no part of it
          ++i;
          continue;
        }
        while (end < paragraph.end && is_title(end) && tokens_.all[end].quote == quote) {
          if (end > i && tokens_.all[end].word == tokens_.all[i].word) i = end;  // "Mrs. Mrs. Robert Ferrars"
          ++end;
        }
        const std::uint32_t titles = end - i;
        std::uint32_t names = 0;
        while (end < paragraph.end && tokens_.all[end].quote == quote && names < 4) {
          const bool after_possessive = end > i && tokens_.all[end - 1].possessive;
          const bool new_sentence = end > i && tokens_.all[end].starts_sentence;
          // After a title any capitalised word is a name ("Mr. Wood"); the title of an office is one by itself.
          const bool named = may_be_name(end) || (titles > 0 && end == i + titles && tokens_.all[end].capital &&
                                                  tokens_.is_word(end) && (classes(end) & language::kNoName) == 0);
          // "Louis XIV" has a numeral; by itself one counts chapters.
          if (end == i && tokens_.is_numeral(end)) break;
          if (!named || after_possessive || new_sentence || (names > 0 && heads_a_name(end))) break;
          ++end;
          ++names;
        }
        if (names == 0 && titles > 0 && end - i == titles) {
          // "the Doctor", "the Queen": a title used as a name.
          const bool office = titles == 1 && (classes(i) & (language::kPersonNoun | language::kKin)) != 0 &&
                              !tokens_.all[i].starts_sentence;
          if (!office) {
            i = std::max(end, i + 1);
            continue;
          }
        } else if (names == 0) {
          ++i;
          continue;
        }
        use(i, end, paragraph);
        i = end;
      }
    }
  }

  /// "said the detective": an ordinary noun that speaks by itself is somebody, whom the story has not named.
  void look_for_role(std::uint32_t the, document::Range paragraph) {
    const std::uint32_t noun = the + 1;
    if (!tokens_.is_word(the) || !definite_articles_.contains(tokens_.lower(the)) ||
        tokens_.all[the].quote != document::kNoQuote || noun >= paragraph.end)
      return;
    const document::Token& token = tokens_.all[noun];
    if (!tokens_.is_word(noun) || token.capital || token.possessive || token.quote != document::kNoQuote) return;
    const std::uint32_t seen = classes(noun);
    constexpr std::uint32_t kMay =
        language::kPersonNoun | language::kTitle | language::kAddress | language::kMale | language::kFemale;
    if ((seen & ~kMay) != 0 || (seen & language::kPlural) != 0 ||
        is_generic_person_noun(tokens_.language(), tokens_.lower(noun)) ||
        tokens_.language().words("writing-words", "says").contains(tokens_.lower(noun)))
      return;
    NameUsage& role = roles_[token.word];
    if (role.count == 0) {
      role.role = true;
      role.words = {token.word};
      role.first_seen = noun;
      role.written_at = noun;
    }
    ++role.count;
    ++role.with_the;
    ++role.narrated;
    const std::uint32_t next = noun + 1;
    const bool free = next >= paragraph.end || tokens_.all[next].quote != document::kNoQuote ||
                      tokens_.all[next].mark != 0 ||
                      (classes(next) & (language::kPreposition | language::kAdverb | language::kConjunction)) != 0;
    const bool behind = free && the > paragraph.begin && (classes(the - 1) & language::kSpeechVerb) != 0 &&
                        the - 1 > paragraph.begin && tokens_.all[the - 2].quote != document::kNoQuote;
    const bool before = next < paragraph.end && tokens_.all[next].quote == document::kNoQuote &&
                        (classes(next) & language::kSpeechVerb) != 0 && beside_a_quotation(the, next, paragraph);
    if (behind || before) say(role);
    if (next < paragraph.end && (classes(next) & (language::kPastVerb | language::kAuxiliary)) != 0)
      follow(role, next, paragraph);
  }

  bool beside_a_quotation(std::uint32_t first, std::uint32_t verb, document::Range paragraph) const {
    constexpr std::uint32_t kNear = 4;  // tokens to a quotation behind the verb: "the clerk said quietly, ..."
    if (first > paragraph.begin && tokens_.all[first - 1].quote != document::kNoQuote) return true;
    for (std::uint32_t i = verb + 1; i < std::min(paragraph.end, verb + 1 + kNear); ++i) {
      if (tokens_.all[i].quote != document::kNoQuote) return true;
    }
    return false;
  }

  /// Whether a name stands in capitals: "MEG!"
  bool is_shouted(std::uint32_t begin, std::size_t words) const {
    for (std::uint32_t i = begin; i < begin + words; ++i) {
      const std::string_view word = tokens_.written(i);
      if (word.size() < 2 || tokens_.is_numeral(i)) continue;
      for (std::size_t at = 0; at < word.size(); at = code_point_at(word, at).next) {
        if (is_lower(code_point_at(word, at).value)) return false;
      }
    }
    return true;
  }

  void use(std::uint32_t begin, std::uint32_t end, document::Range paragraph) {
    std::vector<std::uint32_t> words;
    for (std::uint32_t i = begin; i < end; ++i) words.push_back(tokens_.all[i].word);
    NameUsage& form = forms_[words];
    if (form.count == 0) {
      form.words = words;
      form.first_seen = begin;
      form.written_at = begin;
    } else if (is_shouted(form.written_at, words.size()) && !is_shouted(begin, words.size())) {
      form.written_at = begin;
    }
    ++form.count;
    const std::uint32_t quote = tokens_.all[begin].quote;
    if (quote == document::kNoQuote && (form.told_in.empty() || form.told_in.back() != paragraph_))
      form.told_in.push_back(paragraph_);
    const bool has_previous = begin > paragraph.begin && tokens_.all[begin - 1].quote == quote;
    const bool has_next = end < paragraph.end && tokens_.all[end].quote == quote;
    const std::uint32_t previous = has_previous ? classes(begin - 1) : 0;
    const std::uint32_t next = has_next ? classes(end) : 0;
    if (quote == document::kNoQuote) ++form.narrated;
    const bool ends = end >= paragraph.end || tokens_.all[end].quote != quote || tokens_.all[end].mark != 0;
    if (quote != document::kNoQuote && ends && gives_own_name(tokens_, paragraph.begin, begin, "speech"))
      ++form.introduced;
    if (has_previous) {
      const language::Table& adjectives = tokens_.language().table("namesake-adjectives");
      if (const language::Table::Row* which = adjectives.find(tokens_.lower(begin - 1)))
        ++((*which)[1] == "elder" ? form.old : form.young);
    }
    const bool possessive = tokens_.all[end - 1].possessive;
    if (has_previous && (previous & language::kDeterminer) != 0) ++form.with_the;
    if (possessive) {
      ++form.owns;
      if (has_next && quote == document::kNoQuote && is_voice(tokens_.language(), tokens_.lower(end)))
        say(form);  // "came Fergus's voice"
      return;
    }
    const std::uint32_t after_adverb =
        has_next && (next & language::kAdverb) != 0 && end + 1 < paragraph.end ? classes(end + 1) : next;
    const bool bare_previous = (previous & language::kPreposition) == 0;
    // "Mrs. Orme, the cook"; "Marta, who kept the accounts"
    if (quote == document::kNoQuote && has_next && tokens_.all[end].mark == ',' && end + 2 < paragraph.end) {
      const bool is_somebody =
          definite_articles_.contains(tokens_.lower(end + 1)) && (classes(end + 2) & language::kPersonNoun) != 0;
      if (is_somebody || tokens_.listed(end + 1, "relative-pronouns")) ++form.acts;
    }
    if (quote == document::kNoQuote) {
      if ((after_adverb & language::kSpeechVerb) != 0 && bare_previous) say(form);
      const std::uint32_t before_the =
          (previous & language::kDeterminer) != 0 && begin > paragraph.begin + 1 ? classes(begin - 2) : previous;
      // "laughed Meg", "went on Meg"
      const std::uint32_t before_particle =
          has_previous && begin > paragraph.begin + 1 && tokens_.listed(begin - 1, "continuing-particles")
              ? classes(begin - 2)
              : before_the;
      const bool behind_a_verb = ((before_the | before_particle) &
                                  (language::kSpeechVerb | language::kMannerVerb | language::kSilentVerb)) != 0;
      if (behind_a_verb && (after_adverb & language::kSpeechVerb) == 0) {
        say(form);
        follow(form, end, paragraph);
      }
      // "Robert and Louisa had ..."
      if (has_next && and_.contains(tokens_.lower(end)) && end + 1 < paragraph.end && tokens_.all[end + 1].capital &&
          bare_previous && (tokens_.classes(begin) & language::kGivenName) != 0) {
        ++form.acts;
      }
      if ((after_adverb & (language::kPastVerb | language::kAuxiliary)) != 0 && bare_previous) {
        ++form.acts;
        follow(form, end, paragraph);
      }
    } else {
      const bool opens = !has_previous || tokens_.all[begin - 1].mark != 0;
      const bool closes = !has_next || tokens_.all[end].mark != 0;
      if (opens && closes) ++form.called;
      if ((after_adverb & (language::kPastVerb | language::kAuxiliary)) != 0 && bare_previous) ++form.acts;
    }
    if ((previous & language::kPreposition) != 0) {
      const language::WordList& of_places = tokens_.language().words("place-prepositions");
      if (of_places.contains(tokens_.lower(begin - 1))) ++form.placed;
    }
  }

  void say(NameUsage& form) const {
    ++form.speaks;
    if (form.said_in.empty() || form.said_in.back() != paragraph_) form.said_in.push_back(paragraph_);
  }

  /// Looks at the pronouns after a name that acts, up to the next name: "he", "himself", and less surely "his", which
  /// may be another's.
  void follow(NameUsage& form, std::uint32_t from, document::Range paragraph) {
    constexpr std::uint32_t kFarthest = 25;  // words of narration: the rest of the sentence and the start of the next
    constexpr double kPossessive = 0.5;
    std::uint32_t narrated = 0;
    bool owns = false;
    for (std::uint32_t i = from; i < paragraph.end && narrated < kFarthest; ++i) {
      if (tokens_.all[i].quote != document::kNoQuote) continue;
      ++narrated;
      if (may_be_name(i) || is_title(i)) return;
      const std::uint32_t seen = classes(i);
      const language::Gender gender = language::gender_of(seen & (language::kMale | language::kFemale));
      if (gender == language::Gender::unknown) continue;
      double& votes = gender == language::Gender::male ? form.he : form.she;
      const std::string_view word = tokens_.lower(i);
      if ((seen & language::kSubjectPronoun) != 0 || reflexives_.contains(word)) {
        votes += 1;
        return;
      }
      if (owns || (seen & language::kPossessivePronoun) == 0) continue;
      votes += kPossessive;
      owns = true;
    }
  }

  const document::Tokens& tokens_;
  std::map<std::vector<std::uint32_t>, NameUsage> forms_;
  std::map<std::uint32_t, NameUsage> roles_;
  const language::WordList& definite_articles_ = tokens_.language().words("definite-articles");
  const language::WordList& opening_titles_ = tokens_.language().words("title-uses", "opens-name");
  const language::WordList& epithets_ = tokens_.language().words("epithets");
  const language::WordList& and_ = tokens_.language().words("joining-conjunctions");
  const language::WordList& reflexives_ = tokens_.language().words("gendered-reflexives");
  std::uint32_t paragraph_ = 0;
};

}  // namespace

std::vector<NameUsage> collect_name_usage(const document::Tokens& tokens) { return NameUsageCollector(tokens).run(); }

std::uint32_t answers(const NameUsage& a, const NameUsage& b) {
  std::uint32_t count = 0;
  for (const std::uint32_t paragraph : a.said_in) {
    for (const std::uint32_t neighbour : {paragraph - 1, paragraph + 1}) {
      if (std::binary_search(b.said_in.begin(), b.said_in.end(), neighbour)) ++count;
    }
  }
  return count;
}

NearbySpeakers::NearbySpeakers(const std::vector<const NameUsage*>& all) {
  for (const NameUsage* one : all) {
    for (const std::uint32_t paragraph : one->said_in) speeches_.emplace_back(paragraph, one);
  }
  std::sort(speeches_.begin(), speeches_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

std::vector<std::pair<const NameUsage*, std::uint32_t>> NearbySpeakers::of(const NameUsage& one) const {
  constexpr std::uint32_t kNear = 6;  // paragraphs
  struct Near {
    std::uint32_t count = 0;
    std::uint32_t last = 0;  // the paragraph that is counted already
  };
  std::unordered_map<const NameUsage*, Near> found;
  for (const std::uint32_t paragraph : one.said_in) {
    auto speech = std::lower_bound(speeches_.begin(), speeches_.end(), paragraph - std::min(paragraph, kNear),
                                   [](const auto& a, std::uint32_t first) { return a.first < first; });
    for (; speech != speeches_.end() && speech->first <= paragraph + kNear; ++speech) {
      Near& near = found[speech->second];
      if (near.count > 0 && near.last == paragraph) continue;
      near = {near.count + 1, paragraph};
    }
  }
  std::vector<std::pair<const NameUsage*, std::uint32_t>> speakers;
  for (const auto& [speaker, near] : found) speakers.emplace_back(speaker, near.count);
  return speakers;
}

}  // namespace sotto::attribution
