#include "annotate/normalization/normalize.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>

#include "annotate/document/emphasis.h"
#include "annotate/document/sentences.h"
#include "annotate/language/number_words.h"
#include "annotate/normalization/homographs.h"
#include "annotate/normalization/number_reading.h"
#include "annotate/normalization/sounds.h"
#include "annotate/normalization/tokenize.h"
#include "annotate/normalization/word_reading.h"
#include "shared/text.h"

// From a stretch of manuscript to what is said, in three steps that look only at what the step before made:
//
//   sentence_spans   where the sentences are        (sentences.cpp)
//   tokenize_written   their words, numbers and signs (tokenize.cpp)
//   reading          what is said for each piece    (number_reading.cpp, word_reading.cpp)
//
// A piece becomes one spoken word, however many words are said for it, so that "1905" is highlighted as one while
// "nineteen oh five" sounds. Pieces that say nothing (a lone "#") give their pause to the word before.

namespace sotto::normalization {

namespace {

/// A piece for an engine that knows the language better than its lists do.
std::string as_written(const language::Language& language, const WrittenToken& piece) {
  const language::Abbreviation* const known = language.find_abbreviation(piece.text);
  if (known == nullptr || known->reading.empty()) return piece.text;
  const bool met = known->needs == language::Abbreviation::Needs::nothing ||
                   (known->needs == language::Abbreviation::Needs::stop && piece.full_stop);
  return met ? std::string(known->reading) : piece.text;
}

std::string reading(const language::Language& language, const std::vector<WrittenToken>& pieces, std::size_t index,
                    bool heading) {
  if (!pieces[index].phonemes.empty()) return pieces[index].phonemes;
  if (!language.writes_out()) return as_written(language, pieces[index]);
  if (pieces[index].kind == WrittenToken::Kind::number) return verbalize_number(language, pieces, index);
  std::string words = verbalize_unit_after_number(language, pieces, index);
  return words.empty() ? verbalize_word(language, pieces, index, heading) : words;
}

std::vector<NormalizedWord> spoken_words(const language::Language& language, const std::vector<WrittenToken>& pieces,
                                         bool heading) {
  std::vector<NormalizedWord> words;
  const language::WordList& joints = language.words("phrase-joints");
  const std::vector<std::optional<WordSense>> senses = word_senses(language, pieces);
  Pause pause = Pause::none;
  const auto close = [&](bool last) {
    if (!words.empty()) words.back().after = pause_mark(pause, last);
  };
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const WrittenToken& first = pieces[i];
    std::string said = reading(language, pieces, i, heading);
    for (std::size_t rest = 1; rest < first.ipa_pieces; ++rest) said += " " + reading(language, pieces, ++i, heading);
    const WrittenToken& piece = pieces[i];
    const bool last = i + 1 == pieces.size();
    if (!said.empty()) {
      close(false);
      pause = Pause::none;
      const std::string lower = lower_case(said);
      const bool as_written = senses[i] && lower == lower_case(piece.text);
      const Span span{first.span.begin, piece.span.end};
      const Sound performed = piece.kind == WrittenToken::Kind::word ? sound_of(language, piece.text) : Sound{};
      const std::string_view sound = as_written                            ? senses[i]->sound
                                     : lower_case(performed.said) == lower ? performed.sound
                                                                           : std::string_view();
      words.push_back({span,
                       std::move(said),
                       {},
                       first.emphasis,
                       !first.phonemes.empty(),
                       joints.contains(lower),
                       first.ipa,
                       std::string(sound),
                       first.aside});
    }
    pause = std::max(pause, piece.pause);
    // "I. The Mask": the numeral that opens a heading is no initial.
    const bool owned = owns_full_stop(language, pieces, i) && !(heading && i == 0 && language::roman_value(piece.text));
    if (piece.full_stop && (last || !owned)) pause = std::max(pause, Pause::stop);
  }
  if (heading && pause < Pause::stop) pause = Pause::stop;
  close(true);
  return words;
}

/// Notes at the pieces how the format has them said. Of a stretch that goes on from the sentence before, they were said
/// there.
void apply_said(const WrittenText& written, Span sentence, std::vector<WrittenToken>& pieces) {
  const auto ends_before = [](const document::SaidSpan& said, std::size_t offset) { return said.span.end <= offset; };
  auto said = std::lower_bound(written.said.begin(), written.said.end(), sentence.begin, ends_before);
  for (; said != written.said.end() && said->span.begin < sentence.end; ++said) {
    const auto is_said = [&](const WrittenToken& piece) { return said->span.contains(piece.span); };
    const auto first = std::find_if(pieces.begin(), pieces.end(), is_said);
    const auto last = std::find_if_not(first, pieces.end(), is_said);
    if (first == last) continue;
    if (said->span.begin < sentence.begin) {
      pieces.erase(first, last);
    } else {
      first->ipa = said->phonemes;
      first->ipa_pieces = static_cast<std::size_t>(last - first);
    }
  }
}

std::vector<NormalizedSentence> normalize(const WrittenText& written, Span stretch, bool heading) {
  std::vector<NormalizedSentence> sentences;
  const std::vector<Span> emphases = document::emphasised(written.text, stretch, written.emphasis);
  for (const Span sentence : document::sentence_spans(written.language, written.text, stretch)) {
    std::vector<WrittenToken> pieces =
        tokenize_written(written.language, written.text, sentence, emphases, written.markup);
    for (WrittenToken& piece : pieces) piece.month_first = written.month_first;
    if (!written.said.empty()) apply_said(written, sentence, pieces);
    std::vector<NormalizedWord> words = spoken_words(written.language, pieces, heading);
    if (words.empty()) continue;
    std::vector<std::string> asked;
    std::size_t last_phrase = 0;
    if (words.back().after == "?") {
      for (std::size_t i = 0; i < words.size(); ++i) {
        asked.push_back(lower_case(words[i].text));
        if (i + 1 < words.size() && !words[i].after.empty()) last_phrase = i + 1;
      }
    }
    const Question question = question_of(written.language, asked, last_phrase);
    sentences.push_back({sentence, std::move(words), question});
  }
  return sentences;
}

/// Each line of a heading is said for itself ("Chapter IV", "The Mask"), and so is what follows the numeral.
std::vector<NormalizedSentence> normalize_lines(const WrittenText& written, Span span) {
  std::vector<NormalizedSentence> sentences;
  for (std::size_t begin = span.begin; begin < span.end;) {
    const std::size_t line_end = std::min(written.text.find('\n', begin), span.end);
    const std::vector<NormalizedSentence> line = normalize(written, {begin, line_end}, true);
    sentences.insert(sentences.end(), line.begin(), line.end());
    begin = line_end + 1;
  }
  return sentences;
}

}  // namespace

std::string spoken_text(const NormalizedSentence& sentence,
                        const std::map<std::string, Pronunciation>& pronunciations) {
  const auto given = [&](const std::string& word) -> const std::string* {
    const std::string lower = lower_case(word);
    for (const auto& [written, said] : pronunciations) {
      if (lower_case(written) == lower) return &said.phonemes;
    }
    return nullptr;
  };
  std::string text;
  for (const NormalizedWord& word : sentence.words) {
    if (!text.empty()) text += ' ';
    if (!word.phonemes) text += word.text;
    const std::string* const by_person = pronunciations.empty() ? nullptr : given(word.text);
    const std::string& phonemes = word.phonemes          ? word.text
                                  : !word.ipa.empty()    ? word.ipa
                                  : by_person != nullptr ? *by_person
                                                         : word.sound;
    if (!phonemes.empty()) text += fmt::format("[[{}]]", phonemes);
    text += word.after;
  }
  return text;
}

bool writes_month_first(std::string_view text) {
  constexpr std::size_t kMonths = 12;
  std::size_t month_first = 0;
  std::size_t day_first = 0;
  const auto number = [&](std::size_t& at) {
    std::size_t value = 0;
    const std::size_t begin = at;
    while (at < text.size() && at < begin + 4 && text[at] >= '0' && text[at] <= '9')
      value = 10 * value + static_cast<std::size_t>(text[at++] - '0');
    return at == begin ? std::size_t{0} : value;
  };
  for (std::size_t slash = text.find('/'); slash != std::string_view::npos; slash = text.find('/', slash + 1)) {
    std::size_t begin = slash;
    while (begin > 0 && slash - begin < 2 && text[begin - 1] >= '0' && text[begin - 1] <= '9') --begin;
    const std::size_t first = number(begin);
    std::size_t at = slash + 1;
    const std::size_t second = number(at);
    if (first == 0 || second == 0 || at >= text.size() || text[at] != '/' || ++at >= text.size() || number(at) == 0)
      continue;
    if (first <= kMonths && second > kMonths) ++month_first;
    if (first > kMonths && second <= kMonths) ++day_first;
  }
  return month_first > day_first;
}

WrittenText written(const document::Manuscript& manuscript) {
  return {manuscript.text, *manuscript.language, manuscript.emphasis, manuscript.markup, manuscript.said};
}

std::vector<NormalizedSentence> normalize_sentences(const WrittenText& written, Span span) {
  return normalize(written, span, false);
}

std::vector<Span> silent_spans(const WrittenText& written, Span stretch) {
  std::vector<Span> silent;
  for (const Span sentence : document::sentence_spans(written.language, written.text, stretch)) {
    for (const WrittenToken& piece : tokenize_written(written.language, written.text, sentence, {}, written.markup)) {
      if (piece.kind == WrittenToken::Kind::address && piece.text.empty()) silent.push_back(piece.span);
    }
  }
  return silent;
}

std::vector<NormalizedSentence> normalize_heading(const WrittenText& written, Span span) {
  return normalize_lines(written, span);
}

std::vector<NormalizedSentence> normalize_sentences(const document::Manuscript& manuscript, Span span) {
  return normalize(written(manuscript), span, false);
}

std::vector<NormalizedSentence> normalize_heading(const document::Manuscript& manuscript, Span span) {
  return normalize_lines(written(manuscript), span);
}

std::vector<NormalizedSentence> normalize_text(const language::Language& language, std::string_view text) {
  return normalize_heading(WrittenText{text, language}, {0, text.size()});
}

}  // namespace sotto::normalization
