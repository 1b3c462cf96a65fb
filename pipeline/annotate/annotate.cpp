#include "annotate/annotate.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "annotate/attribution/model/attribute.h"
#include "annotate/attribution/model/document_analysis.h"
#include "annotate/attribution/model/introduced_ages.h"
#include "annotate/attribution/model/ranker.h"
#include "annotate/attribution/model/spoken_ages.h"
#include "annotate/document/contents_page.h"
#include "annotate/write_script.h"
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

}  // namespace

script::Script annotate(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
                        const document::GivenCast& cast, std::vector<script::SpeakerAnchor> anchors,
                        Diagnostics& diagnostics) {
  document::tell_missing_chapters(manuscript, chapters, diagnostics);
  const document::GivenCast given = opened_cast(manuscript, chapters, cast, anchors);
  attribution::DocumentAnalysis analysis(manuscript, chapters, given, diagnostics);
  const attribution::Entities& entities = analysis.entities;
  const std::vector<attribution::Decision> decisions =
      attribution::attribute(analysis.context, attribution::learned_ranker(*manuscript.language),
                             fixed_speakers(anchors, analysis.quotes, analysis.context.speeches, entities));
  attribution::learn_spoken_ages(analysis, decisions);
  attribution::learn_introduced_ages(analysis, decisions);
  analysis.context.release();
  if (!given.people.empty()) tell_absent_names(analysis, given, diagnostics);

  if (!entities.uncast_speakers.empty()) {
    diagnostics.warning(
        "",
        fmt::format("the cast that is given leaves out who speaks in the text: {}",
                    fmt::join(entities.uncast_speakers, ", ")),
        "their lines go to others, for nobody else speaks: add them to the cast, or do without `others: none`");
  }
  document::Character narrator;
  narrator.id = narrator.name = document::kNarrator;
  for (const document::Character& character : given.people) {
    if (character.id == document::kNarrator) narrator = character;
  }
  take_after_teller(entities, narrator, diagnostics);
  return write_script(manuscript, chapters, given, narrator, analysis, decisions, diagnostics);
}

}  // namespace sotto::annotate
