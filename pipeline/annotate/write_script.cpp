#include "annotate/write_script.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "annotate/attribution/model/explanations.h"
#include "annotate/attribution/quotes/delivery.h"
#include "annotate/document/headings.h"
#include "annotate/document/ill_read.h"
#include "annotate/document/parentheticals.h"
#include "annotate/document/speaker_labels.h"
#include "annotate/labelled_speakers.h"
#include "annotate/normalization/normalize.h"
#include "annotate/script_lines.h"
#include "shared/text.h"

namespace sotto::annotate {

namespace {

/// The words of a heading's lines, without marks.
std::string words_of_heading(std::string_view heading) {
  std::string words;
  for (std::size_t begin = 0; begin < heading.size();) {
    const std::size_t end = std::min(heading.find('\n', begin), heading.size());
    const std::string line = document::bare_title(heading.substr(begin, end - begin));
    if (has_word(line)) words += (words.empty() ? "" : " ") + line;
    begin = end + 1;
  }
  return words;
}

/// Whether what is said for a chapter's heading is what would be said for its title.
bool says_its_title(const document::Manuscript& manuscript, const document::Chapter& chapter) {
  const auto said = [](const std::vector<normalization::NormalizedSentence>& sentences) {
    std::vector<std::string> words;
    for (const normalization::NormalizedSentence& sentence : sentences) {
      for (const normalization::NormalizedWord& word : sentence.words) words.push_back(lower_case(word.text));
    }
    return words;
  };
  return chapter.heading.empty() || said(normalization::normalize_heading(manuscript, chapter.heading)) ==
                                        said(normalization::normalize_text(*manuscript.language, chapter.title));
}

bool is_labelled(const document::Paragraph& paragraph) { return !paragraph.label.empty(); }

/// Whether a paragraph is a direction in brackets.
bool is_direction(std::string_view words) {
  const auto within = [&](char open, char close) {
    return words.size() > 1 && words.front() == open && words.find(close) == words.size() - 1;
  };
  return within('(', ')') || within('[', ']');
}

/// Whether people talk in the text. In a work that quotes others, its quotations seldom begin a paragraph, and are
/// seldom of "I" and "you".
bool has_dialogue(const document::Tokens& tokens, const std::vector<document::Quote>& quotes,
                  const std::vector<document::Paragraph>& paragraphs) {
  constexpr std::size_t kFewestParagraphs = 8;
  constexpr std::size_t kFewestQuotations = 3;
  if (paragraphs.size() < kFewestParagraphs || quotes.size() < kFewestQuotations) return true;
  std::size_t first = 0;
  std::size_t personal = 0;
  for (std::size_t q = 0; q < quotes.size(); ++q) {
    if (quotes[q].span.begin == paragraphs[quotes[q].paragraph].span.begin) ++first;
    const document::Range words = tokens.quotes[q];
    for (std::uint32_t i = words.begin; i < words.end; ++i) {
      if ((tokens.classes(i) & language::kFirstPerson) == 0 && !tokens.listed(i, "second-person")) continue;
      ++personal;
      break;
    }
  }
  return first * 100 >= paragraphs.size() || personal * 5 >= quotes.size() * 2;
}

class ScriptWriter {
 public:
  ScriptWriter(const document::Manuscript& manuscript, const document::GivenCast& given,
               const document::Character& narrator, const attribution::DocumentAnalysis& analysis,
               const std::vector<attribution::Decision>& decisions, Diagnostics& diagnostics)
      : manuscript_(manuscript),
        given_(given),
        analysis_(analysis),
        decisions_(decisions),
        diagnostics_(diagnostics),
        labelled_(*manuscript.language, analysis.entities),
        deliveries_(analysis.tokens),
        dialogue_(has_dialogue(analysis.tokens, analysis.quotes, analysis.paragraphs.all)),
        in_cast_(analysis.entities.cast.size(), false) {
    script_.cast.reserve(1 + in_cast_.size());
    script_.doubts.reserve(analysis.context.speeches.size());
    script_.cast.push_back(narrator);
    for (attribution::EntityIndex i = 0; i < analysis.entities.character_count; ++i) {
      if (!is_read_by_narrator(i)) enlist(i);
    }
    for (const attribution::NonSpeech& one : analysis.non_speech)
      script_.narrated.push_back({analysis.quotes[one.quote].span, one.kind, {}, 0, std::string(one.why)});
  }

  void write(const document::Chapter& chapter) {
    script::ScriptChapter written;
    written.number = chapter.number;
    written.title = chapter.title;
    written.heading = chapter.heading;
    if (!says_its_title(manuscript_, chapter))
      written.heading_text = words_of_heading(chapter.heading.of(manuscript_.text));
    if (chapter.paragraphs.empty()) {
      diagnostics_.add(manuscript_.diagnostic(Severity::warning, chapter.heading.begin,
                                              "there is no text below this heading: the chapter is its title alone"));
    }
    ScriptLines lines(manuscript_.text, most_lines(chapter));
    const bool has_labels = std::any_of(chapter.paragraphs.begin(), chapter.paragraphs.end(), is_labelled);
    for (std::size_t i = 0; i < chapter.paragraphs.size(); ++i, ++paragraph_) {
      const document::Paragraph& paragraph = chapter.paragraphs[i];
      lines.paragraph(paragraph, paragraph.starts_scene ? script::Boundary::scene
                                 : i == 0               ? script::Boundary::none
                                                        : script::Boundary::paragraph);
      const bool is_left_out =
          !manuscript_.directions && has_labels && is_direction(paragraph.span.of(manuscript_.text));
      if (is_left_out) continue;
      if (!write_labelled(paragraph, lines)) write_speeches(lines);
      lines.finish_paragraph();
    }
    written.lines = std::move(lines.lines);
    script_.chapters.push_back(std::move(written));
  }

  script::Script take() { return std::move(script_); }

 private:
  const std::vector<attribution::Speech>& speeches() const { return analysis_.context.speeches; }
  const document::Quote& quote_of(std::size_t speech) const { return analysis_.quotes[speeches()[speech].quote]; }

  bool is_read_by_narrator(attribution::EntityIndex entity) const {
    return given_.others == document::Others::narrator && !analysis_.entities.cast[entity].given;
  }

  /// Puts somebody into the script's cast; returns the id.
  const std::string& enlist(attribution::EntityIndex entity) {
    const document::Character& character = analysis_.entities.cast[entity];
    if (!in_cast_[entity]) {
      in_cast_[entity] = true;
      if (ids_.insert(character.id).second) script_.cast.push_back(character);
    }
    return character.id;
  }

  std::size_t most_lines(const document::Chapter& chapter) const {
    const auto begin = speeches().begin() + static_cast<std::ptrdiff_t>(speech_);
    const auto end = std::partition_point(begin, speeches().end(), [&](const attribution::Speech& one) {
      return one.paragraph < paragraph_ + chapter.paragraphs.size();
    });
    return 2 * static_cast<std::size_t>(end - begin) + chapter.paragraphs.size();
  }

  /// The speaker whom a label names.
  std::string labelled_speaker(const std::string& label) {
    if (labelled_.is_narrator(label)) return document::kNarrator;
    if (const auto entity = labelled_.find(label)) {
      return is_read_by_narrator(*entity) ? std::string(document::kNarrator) : enlist(*entity);
    }
    if (given_.others == document::Others::narrator) return document::kNarrator;
    document::Character newcomer = labelled_.newcomer(label);
    std::string id = newcomer.id;
    if (script_.character(id) == nullptr) script_.cast.push_back(std::move(newcomer));
    return id;
  }

  /// A paragraph whose label names its speaker; returns whether it is one.
  bool write_labelled(const document::Paragraph& paragraph, ScriptLines& lines) {
    if (!is_labelled(paragraph)) return false;
    const auto label = document::label_at(*manuscript_.language, manuscript_.text, paragraph.span);
    if (!label) return false;
    for (const document::LabelledPart& part :
         document::labelled_parts(manuscript_.text, {paragraph.label.end, paragraph.span.end})) {
      if (part.direction && manuscript_.directions) lines.narrate(part.span.end);
      if (part.direction && !manuscript_.directions) lines.skip(part.span.end);
      if (part.direction) continue;
      script::Line line;
      line.who = labelled_speaker(label->name);
      script::Guess guess;
      guess.who = line.who;
      guess.confidence = 1;
      guess.rule = "label";
      line.guess = std::move(guess);
      lines.speak(part.span, std::move(line));
    }
    return true;
  }

  /// The speeches of the paragraph.
  void write_speeches(ScriptLines& lines) {
    for (; speech_ < speeches().size() && speeches()[speech_].paragraph == paragraph_; ++speech_) {
      const attribution::Decision& decision = decisions_[speech_];
      if (!decision.fixed && !dialogue_) {
        script_.narrated.push_back(
            {quote_of(speech_).span, document::QuoteKind::mention, {}, 0, "nobody talks in the text"});
      } else if (!decision.fixed && speeches()[speech_].kind == document::QuoteKind::thought) {
        write_thought(decision);
      } else {
        write_speech(decision, lines);
      }
    }
  }

  /// A thought is narration; whose it is, is kept.
  void write_thought(const attribution::Decision& decision) {
    if (decision.speaker == attribution::kNobody || is_read_by_narrator(decision.speaker)) return;
    script_.narrated.push_back(
        {quote_of(speech_).span, document::QuoteKind::thought, enlist(decision.speaker), decision.confidence, {}});
  }

  void write_speech(const attribution::Decision& decision, ScriptLines& lines) {
    script::Guess guess;
    guess.how = delivery(decision);
    guess.confidence = decision.confidence;
    guess.who = document::kNarrator;
    if (decision.speaker != attribution::kNobody && (decision.fixed || !is_read_by_narrator(decision.speaker)))
      guess.who = enlist(decision.speaker);
    attribution::Explanation explanation =
        attribution::explain(manuscript_.text, analysis_.context, decisions_, static_cast<std::uint32_t>(speech_));
    guess.rule = std::move(explanation.rule);
    guess.evidence = std::move(explanation.evidence);
    script::Doubt doubt;
    if (decision.second != attribution::kNobody && !is_read_by_narrator(decision.second)) {
      doubt.second = enlist(decision.second);
      doubt.second_confidence = decision.second_confidence;
    }
    script::Line line;
    line.who = guess.who;
    line.how = guess.how;
    line.guess = std::move(guess);
    const document::Quote& quote = quote_of(speech_);
    lines.speak(quote, std::move(line));
    for (const Span nested :
         document::nested_quotations(*manuscript_.language, manuscript_.text, quote.inner, quote.family))
      script_.nested.push_back(nested);
    doubt.chapter = script_.chapters.size();
    doubt.line = lines.lines.size() - 1;
    script_.doubts.push_back(std::move(doubt));
  }

  /// How the speech is said. `"..." she whispered. "..."` is whispered to its end.
  std::string delivery(const attribution::Decision& decision) {
    const attribution::Speech& speech = speeches()[speech_];
    std::string how = deliveries_.read(speech);
    const bool same_turn = speech_ > 0 && (speeches()[speech_ - 1].paragraph == paragraph_ ||
                                           analysis_.context.continues(static_cast<std::uint32_t>(speech_)));
    // A sentence that has ended leads to no tag: what comes after it belongs to the next speech. And a tag that
    // leads to a speech ("..., he said, '...'") speaks for itself.
    const std::uint32_t first = speech.tokens.begin;
    const document::Tokens& tokens = analysis_.tokens;
    const bool led_to = first > 0 && (tokens.all[first - 1].mark == ',' || tokens.all[first - 1].mark == ':');
    const bool untagged = !led_to && (speech.tag_after.verb == attribution::kNone || speech.last_mark == '.');
    const bool goes_on = same_turn && untagged && decisions_[speech_ - 1].speaker == decision.speaker;
    if (how.empty() && goes_on) how = how_before_;
    how_before_ = how;
    return how;
  }

  const document::Manuscript& manuscript_;
  const document::GivenCast& given_;
  const attribution::DocumentAnalysis& analysis_;
  const std::vector<attribution::Decision>& decisions_;
  Diagnostics& diagnostics_;
  const LabelledSpeakers labelled_;
  const attribution::DeliveryReader deliveries_;
  const bool dialogue_;
  std::vector<bool> in_cast_;  ///< by entity
  std::unordered_set<std::string_view> ids_ = {document::kNarrator};
  std::size_t paragraph_ = 0;  ///< which one is written, of all chapters'
  std::size_t speech_ = 0;     ///< which one is next
  std::string how_before_;     ///< of the speech before
  script::Script script_;
};

}  // namespace

script::Script write_script(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
                            const document::GivenCast& given, const document::Character& narrator,
                            const attribution::DocumentAnalysis& analysis,
                            const std::vector<attribution::Decision>& decisions, Diagnostics& diagnostics) {
  const std::vector<document::Paragraph>& paragraphs = analysis.paragraphs.all;
  const auto labelled = std::count_if(paragraphs.begin(), paragraphs.end(), is_labelled);
  document::tell_ill_read(manuscript, analysis.tokens,
                          analysis.context.speeches.size() + static_cast<std::size_t>(labelled), diagnostics);
  ScriptWriter writer(manuscript, given, narrator, analysis, decisions, diagnostics);
  for (const document::Chapter& chapter : chapters) writer.write(chapter);
  return writer.take();
}

}  // namespace sotto::annotate
