#include "annotate/annotate.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "annotate/attribution/coreference/late_naming.h"
#include "annotate/attribution/model/attribute.h"
#include "annotate/attribution/model/document_analysis.h"
#include "annotate/attribution/model/explanations.h"
#include "annotate/attribution/model/ranker.h"
#include "annotate/attribution/quotes/delivery.h"
#include "annotate/document/contents_page.h"
#include "annotate/document/headings.h"
#include "annotate/document/ill_read.h"
#include "annotate/document/parentheticals.h"
#include "annotate/document/speaker_labels.h"
#include "annotate/normalization/normalize.h"
#include "shared/text.h"

namespace sotto::annotate {

namespace {

/// Speakers that people have fixed, by speech. Who is in nobody's cast is left to the caller to report.
std::vector<attribution::EntityIndex> fixed_speakers(const std::vector<script::SpeakerAnchor>& anchors,
                                                     const std::vector<document::Quote>& quotes,
                                                     const std::vector<attribution::Speech>& speeches,
                                                     const attribution::Entities& entities) {
  std::vector<attribution::EntityIndex> fixed(speeches.size(), attribution::kNobody);
  if (anchors.empty()) return fixed;
  std::unordered_map<std::string_view, attribution::EntityIndex> by_id;
  for (attribution::EntityIndex i = 0; i < entities.cast.size(); ++i) by_id.emplace(entities.cast[i].id, i);
  std::size_t next = 0;
  for (const script::SpeakerAnchor& anchor : anchors) {
    const auto found = by_id.find(anchor.who);
    if (found == by_id.end()) continue;
    while (next < speeches.size() && quotes[speeches[next].quote].span.end <= anchor.span.begin) ++next;
    for (std::size_t i = next; i < speeches.size() && quotes[speeches[i].quote].span.begin < anchor.span.end; ++i) {
      fixed[i] = found->second;
    }
  }
  return fixed;
}

/// A closed cast is the whole cast, but for those whom people have speak in the script: characters of the text whom it
/// leaves out. Anchors that call them otherwise get their ids.
document::GivenCast opened_cast(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
                                document::GivenCast given, std::vector<script::SpeakerAnchor>& anchors) {
  if (anchors.empty() || !given.closed()) return given;
  std::unordered_set<std::string> ids;
  for (const document::Character& character : given.people) ids.insert(character.id);
  const auto is_given = [&](const std::string& id) { return ids.contains(id); };
  const auto unknown = [&](const script::SpeakerAnchor& anchor) {
    return anchor.who != document::kNarrator && !is_given(anchor.who);
  };
  if (std::none_of(anchors.begin(), anchors.end(), unknown)) return given;
  Diagnostics ignored;  // the main pass reports the same again
  const attribution::DocumentAnalysis open(manuscript, chapters, {}, ignored);
  std::unordered_map<std::string, const document::Character*> by_name;  // of several, the first in the cast
  for (attribution::EntityIndex i = 0; i < open.entities.character_count; ++i) {
    const document::Character& character = open.entities.cast[i];
    by_name.emplace(character.id, &character);
    by_name.emplace(slug(character.name), &character);
    for (const std::string& alias : character.aliases) by_name.emplace(slug(alias), &character);
  }
  for (script::SpeakerAnchor& anchor : anchors) {
    if (!unknown(anchor)) continue;
    const auto found = by_name.find(anchor.who);
    if (found == by_name.end()) continue;
    anchor.who = found->second->id;
    if (ids.insert(anchor.who).second) given.people.push_back(*found->second);
  }
  return given;
}

/// A narrator of whom the author says nothing, and who is somebody of the story ("I" is Miss Innes), has that one's
/// sex.
void take_after_teller(const attribution::Entities& entities, document::Character& narrator, Diagnostics& diagnostics) {
  if (entities.first_person_narrator == attribution::kNobody || !entities.narrator_sure) return;
  const document::Character& teller = entities.cast[entities.first_person_narrator];
  if (teller.id == document::kNarrator || teller.gender == language::Gender::unknown ||
      narrator.gender != language::Gender::unknown || !narrator.voice.empty())
    return;
  narrator.gender = teller.gender;
  narrator.gender_why = "is " + teller.name;
  diagnostics.note("",
                   fmt::format("{} tells the story, in a {}'s voice", teller.name,
                               teller.gender == language::Gender::female ? "woman" : "man"),
                   "`narrator: {voice: NAME}` in the book's cast chooses another");
}

/// Reports the people of the author's cast whom the text calls by none of their names, and names in `merge:` that it
/// does not have: misspelt names, or names that only the author uses.
void tell_absent_names(const attribution::DocumentAnalysis& analysis, const document::GivenCast& given,
                       Diagnostics& diagnostics) {
  std::unordered_set<std::string_view> words;
  for (std::uint32_t i = 0; i < analysis.tokens.all.size(); ++i) {
    if (analysis.tokens.is_word(i)) words.insert(analysis.tokens.lower(i));
  }
  language::Lexicon scratch(analysis.tokens.language());
  const auto is_there = [&](const std::string& name) {
    const std::vector<std::uint32_t> parts = attribution::name_words(scratch, name);
    return std::all_of(parts.begin(), parts.end(),
                       [&](std::uint32_t part) { return words.contains(scratch.entry(part).lower); });
  };
  const attribution::Entities& entities = analysis.entities;
  std::vector<std::string> known;
  for (attribution::EntityIndex i = 0; i < entities.character_count; ++i) {
    if (entities.cast[i].given) continue;
    known.push_back(entities.cast[i].name);
    known.insert(known.end(), entities.cast[i].aliases.begin(), entities.cast[i].aliases.end());
  }
  const auto tell = [&](const std::string& name, const Origin& at) {
    const std::string near = nearest(name, known);
    diagnostics.add(
        {Severity::warning, at.file, at.line, at.column,
         fmt::format("the text has nobody called '{}'", printable(name)), at.source_line,
         near.empty() ? "what the text calls them belongs under `aliases:`" : fmt::format("did you mean '{}'?", near)});
  };
  for (const document::MergedName& merged : given.merged) {
    if (!is_there(merged.name)) tell(merged.name, merged.at);
  }
  for (const document::Character& character : given.people) {
    if (character.id == document::kNarrator || character.written_at.file.empty() || is_there(character.name)) continue;
    if (std::none_of(character.aliases.begin(), character.aliases.end(), is_there))
      tell(character.name, character.written_at);
  }
}

/// Writes the lines of the script.
class ScriptBuilder {
 public:
  /// `most`: as many lines as come of prose. Memory that no line comes to costs nothing; lines that are moved as their
  /// list grows would take three times their memory.
  ScriptBuilder(std::string_view text, std::size_t most) : text_(text) { lines.reserve(most); }

  void paragraph(const document::Paragraph& paragraph, script::Boundary before) {
    const Span span = paragraph.span;
    before_ = before;
    // Who is named in front of a speech is heard by the voice.
    end_of_last_ = std::max(span.begin, paragraph.label.end);
    verse_ = paragraph.verse;
    paragraph_end_ = span.end;
    first_of_paragraph_ = lines.size();
  }

  /// Narration from the last line to `end`. What holds no word belongs to the line before it, or to the one after.
  void narrate(std::size_t end) {
    Span span = trimmed({end_of_last_, end});
    if (span.empty()) return;
    if (!has_word(span.of(text_))) {
      if (lines.size() > first_of_paragraph_) {
        lines.back().span.end = span.end;
        end_of_last_ = span.end;
      }
      return;
    }
    while (verse_) {
      const std::size_t line_end = text_.find('\n', span.begin);
      if (line_end >= span.end) break;
      push_narration(trimmed({span.begin, line_end}));
      span = trimmed({line_end, span.end});
    }
    push_narration(span);
  }

  /// What stands between the last line and `end` is not read.
  void skip(std::size_t end) { end_of_last_ = end; }

  void speak(Span span, script::Line line) {
    narrate(span.begin);
    line.span = span;
    line.say = fold_space(span.of(text_));
    push(std::move(line));
  }

  void speak(const document::Quote& quote, script::Line line) {
    narrate(quote.span.begin);
    line.span = trimmed({end_of_last_, quote.span.end});
    line.say = fold_space(quote.inner.of(text_));
    push(std::move(line));
  }

  void finish_paragraph() {
    const Span rest = trimmed({end_of_last_, paragraph_end_});
    if (rest.empty()) return;
    if (!has_word(rest.of(text_)) && lines.size() == first_of_paragraph_) {
      script::Line line;  // a paragraph of punctuation alone
      line.who = document::kNarrator;
      line.span = rest;
      line.say = fold_space(rest.of(text_));
      push(std::move(line));
      return;
    }
    narrate(paragraph_end_);
  }

  std::vector<script::Line> lines;

 private:
  void push_narration(Span span) {
    script::Line line;
    line.who = document::kNarrator;
    line.span = span;
    line.say = fold_space(span.of(text_));
    push(std::move(line));
  }

  Span trimmed(Span span) const {
    while (span.begin < span.end && is_space(code_point_at(text_, span.begin).value))
      span.begin = code_point_at(text_, span.begin).next;
    while (span.end > span.begin && is_space(code_point_before(text_, span.end).value))
      span.end = code_point_before(text_, span.end).next;
    return span;
  }

  void push(script::Line line) {
    line.before = before_;
    before_ = script::Boundary::none;
    end_of_last_ = line.span.end;
    lines.push_back(std::move(line));
  }

  std::string_view text_;
  script::Boundary before_ = script::Boundary::none;
  std::size_t end_of_last_ = 0;
  std::size_t paragraph_end_ = 0;
  std::size_t first_of_paragraph_ = 0;
  bool verse_ = false;  ///< line ends part lines
};

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

/// Who the labels of a play or a chat name: people of the text, or others that join the cast.
class LabelledSpeakers {
 public:
  LabelledSpeakers(const language::Language& language, const attribution::Entities& entities) : language_(language) {
    for (attribution::EntityIndex i = 0; i < entities.cast.size(); ++i) {
      const document::Character& one = entities.cast[i];
      known_.emplace(slug(one.name), i);
      for (const std::string& alias : one.aliases) known_.emplace(slug(alias), i);
    }
  }

  bool is_narrator(const std::string& name) const {
    return language_.words("narrator-labels").contains(lower_case(name));
  }
  std::optional<attribution::EntityIndex> find(const std::string& name) const {
    const auto found = known_.find(slug(name));
    return found == known_.end() ? std::nullopt : std::optional(found->second);
  }
  /// Somebody whom only labels name. Of a name, the sex is told by its first word.
  document::Character newcomer(const std::string& name) const {
    document::Character one;
    one.id = slug(name);
    one.name = name;
    const std::string first = lower_case(name.substr(0, name.find(' ')));
    one.gender = language::gender_of(language_.word_classes(first));
    if (one.gender != language::Gender::unknown) one.gender_why = "the label " + name;
    return one;
  }

 private:
  const language::Language& language_;
  std::unordered_map<std::string, attribution::EntityIndex> known_;
};

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

}  // namespace

script::Script annotate(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
                        const document::GivenCast& cast, std::vector<script::SpeakerAnchor> anchors,
                        Diagnostics& diagnostics) {
  const std::string_view text = manuscript.text;
  document::tell_missing_chapters(manuscript, chapters, diagnostics);
  const document::GivenCast given = opened_cast(manuscript, chapters, cast, anchors);
  attribution::DocumentAnalysis analysis(manuscript, chapters, given, diagnostics);
  const std::vector<document::Quote>& quotes = analysis.quotes;
  const document::Tokens& tokens = analysis.tokens;
  const attribution::Entities& entities = analysis.entities;
  const attribution::FeatureContext& context = analysis.context;
  const std::vector<attribution::Speech>& speeches = context.speeches;
  const std::vector<attribution::EntityIndex> fixed = fixed_speakers(anchors, quotes, speeches, entities);
  const std::vector<attribution::Decision> decisions =
      attribution::attribute(context, attribution::learned_ranker(*manuscript.language), fixed);
  analysis.context.release();
  if (!given.people.empty()) tell_absent_names(analysis, given, diagnostics);

  if (!entities.uncast_speakers.empty()) {
    diagnostics.warning(
        "",
        fmt::format("the cast that is given leaves out who speaks in the text: {}",
                    fmt::join(entities.uncast_speakers, ", ")),
        "their lines go to others, for nobody else speaks: add them to the cast, or do without `others: none`");
  }
  script::Script script;
  for (const attribution::NonSpeech& one : analysis.non_speech)
    script.narrated.push_back({quotes[one.quote].span, one.kind, {}, 0, std::string(one.why)});
  document::Character narrator;
  narrator.id = narrator.name = document::kNarrator;
  for (const document::Character& character : given.people) {
    if (character.id == document::kNarrator) narrator = character;
  }
  take_after_teller(entities, narrator, diagnostics);
  script.cast.push_back(narrator);
  std::vector<bool> in_cast(entities.cast.size(), false);
  // With `others: narrator` the narrator reads the lines of those whom the author does not name.
  const auto is_read = [&](attribution::EntityIndex entity) {
    return given.others == document::Others::narrator && !entities.cast[entity].given;
  };
  std::unordered_set<std::string_view> ids = {document::kNarrator};
  const auto enlist = [&](attribution::EntityIndex entity) {
    if (in_cast[entity]) return;
    in_cast[entity] = true;
    if (ids.insert(entities.cast[entity].id).second) script.cast.push_back(entities.cast[entity]);
  };
  for (attribution::EntityIndex entity = 0; entity < entities.character_count; ++entity) {
    if (!is_read(entity)) enlist(entity);
  }

  script.cast.reserve(script.cast.size() + entities.cast.size());
  script.doubts.reserve(speeches.size());
  std::size_t index = 0;
  std::size_t speech = 0;
  std::string how_before;  // of the speech before
  const LabelledSpeakers labelled(*manuscript.language, entities);
  const auto speaker_of = [&](const std::string& name) -> std::string {
    if (labelled.is_narrator(name)) return document::kNarrator;
    if (const auto entity = labelled.find(name)) {
      if (is_read(*entity)) return document::kNarrator;
      enlist(*entity);
      return entities.cast[*entity].id;
    }
    if (given.others == document::Others::narrator) return document::kNarrator;
    document::Character newcomer = labelled.newcomer(name);
    std::string id = newcomer.id;
    if (script.character(id) == nullptr) script.cast.push_back(std::move(newcomer));
    return id;
  };
  const auto is_labelled = [](const document::Paragraph& paragraph) { return !paragraph.label.empty(); };
  const std::vector<document::Paragraph>& paragraphs = analysis.paragraphs.all;
  document::tell_ill_read(
      manuscript, tokens,
      speeches.size() + static_cast<std::size_t>(std::count_if(paragraphs.begin(), paragraphs.end(), is_labelled)),
      diagnostics);
  const bool dialogue = has_dialogue(tokens, quotes, paragraphs);
  const attribution::DeliveryReader deliveries(tokens);
  for (const document::Chapter& chapter : chapters) {
    script::ScriptChapter written;
    written.number = chapter.number;
    written.title = chapter.title;
    written.heading = chapter.heading;
    if (!says_its_title(manuscript, chapter)) written.heading_text = words_of_heading(chapter.heading.of(text));
    if (chapter.paragraphs.empty()) {
      diagnostics.add(manuscript.diagnostic(Severity::warning, chapter.heading.begin,
                                            "there is no text below this heading: the chapter is its title alone"));
    }
    const auto after = std::partition_point(
        speeches.begin() + static_cast<std::ptrdiff_t>(speech), speeches.end(),
        [&](const attribution::Speech& one) { return one.paragraph < index + chapter.paragraphs.size(); });
    const auto spoken = static_cast<std::size_t>(after - speeches.begin()) - speech;
    ScriptBuilder builder(text, 2 * spoken + chapter.paragraphs.size());
    const bool has_labels = std::any_of(chapter.paragraphs.begin(), chapter.paragraphs.end(), is_labelled);
    for (std::size_t i = 0; i < chapter.paragraphs.size(); ++i, ++index) {
      const document::Paragraph& paragraph = chapter.paragraphs[i];
      builder.paragraph(paragraph, paragraph.starts_scene ? script::Boundary::scene
                                   : i == 0               ? script::Boundary::none
                                                          : script::Boundary::paragraph);
      if (!manuscript.directions && has_labels && is_direction(paragraph.span.of(text))) continue;
      if (const auto label =
              paragraph.label.empty() ? std::nullopt : document::label_at(*manuscript.language, text, paragraph.span)) {
        for (const document::LabelledPart& part :
             document::labelled_parts(text, {paragraph.label.end, paragraph.span.end})) {
          if (part.direction && manuscript.directions) builder.narrate(part.span.end);
          if (part.direction && !manuscript.directions) builder.skip(part.span.end);
          if (part.direction) continue;
          script::Line line;
          line.who = speaker_of(label->name);
          script::Guess guess;
          guess.who = line.who;
          guess.confidence = 1;
          guess.rule = "label";
          line.guess = std::move(guess);
          builder.speak(part.span, std::move(line));
        }
        builder.finish_paragraph();
        continue;
      }
      for (; speech < speeches.size() && speeches[speech].paragraph == index; ++speech) {
        const attribution::Decision& decision = decisions[speech];
        if (!dialogue && !decision.fixed) {
          script.narrated.push_back(
              {quotes[speeches[speech].quote].span, document::QuoteKind::mention, {}, 0, "nobody talks in the text"});
          continue;
        }
        if (speeches[speech].kind == document::QuoteKind::thought && !decision.fixed) {
          if (decision.speaker == attribution::kNobody || is_read(decision.speaker)) continue;
          enlist(decision.speaker);
          script.narrated.push_back({quotes[speeches[speech].quote].span,
                                     document::QuoteKind::thought,
                                     entities.cast[decision.speaker].id,
                                     decision.confidence,
                                     {}});
          continue;
        }
        script::Line line;
        line.how = deliveries.read(speeches[speech]);
        // "..." she whispered. "..." is whispered to its end.
        const bool same_turn = speech > 0 && (speeches[speech - 1].paragraph == index ||
                                              context.continues(static_cast<std::uint32_t>(speech)));
        // A sentence that has ended leads to no tag: what comes after it belongs to the next speech. And a tag that
        // leads to a speech ("..., he said, '...'") speaks for itself.
        const std::uint32_t first = speeches[speech].tokens.begin;
        const bool led_to = first > 0 && (tokens.all[first - 1].mark == ',' || tokens.all[first - 1].mark == ':');
        const bool untagged =
            !led_to && (speeches[speech].tag_after.verb == attribution::kNone || speeches[speech].last_mark == '.');
        const bool goes_on = same_turn && untagged && decisions[speech - 1].speaker == decision.speaker;
        if (line.how.empty() && goes_on) line.how = how_before;
        how_before = line.how;
        script::Guess guess;
        guess.how = line.how;
        guess.confidence = decision.confidence;
        guess.who = document::kNarrator;
        if (decision.speaker != attribution::kNobody && (decision.fixed || !is_read(decision.speaker))) {
          enlist(decision.speaker);
          guess.who = entities.cast[decision.speaker].id;
        }
        const attribution::Explanation explanation =
            attribution::explain(text, context, decisions, static_cast<std::uint32_t>(speech));
        guess.rule = explanation.rule;
        guess.evidence = explanation.evidence;
        line.who = guess.who;
        script::Doubt doubt;
        if (decision.second != attribution::kNobody && !is_read(decision.second)) {
          enlist(decision.second);
          doubt.second = entities.cast[decision.second].id;
          doubt.second_confidence = decision.second_confidence;
        }
        line.guess = std::move(guess);
        const document::Quote& quote = quotes[speeches[speech].quote];
        builder.speak(quote, std::move(line));
        for (const Span nested : document::nested_quotations(*manuscript.language, text, quote.inner, quote.family))
          script.nested.push_back(nested);
        doubt.chapter = script.chapters.size();
        doubt.line = builder.lines.size() - 1;
        script.doubts.push_back(std::move(doubt));
      }
      builder.finish_paragraph();
    }
    written.lines = std::move(builder.lines);
    script.chapters.push_back(std::move(written));
  }
  return script;
}

}  // namespace sotto::annotate
