#include "annotate/attribution/model/document_analysis.h"

#include "annotate/attribution/coreference/called_parents.h"
#include "annotate/attribution/coreference/late_naming.h"
#include "annotate/attribution/coreference/pronoun_ages.h"
#include "annotate/attribution/coreference/pronoun_genders.h"
#include "annotate/attribution/coreference/self_introductions.h"
#include "annotate/attribution/coreference/spouses.h"
#include "annotate/attribution/mentions/dialogue_tags.h"

namespace sotto::attribution {

Paragraphs flatten(const std::vector<document::Chapter>& chapters) {
  Paragraphs paragraphs;
  std::uint32_t scene = 0;
  for (const document::Chapter& chapter : chapters) {
    ++scene;
    for (std::size_t i = 0; i < chapter.paragraphs.size(); ++i) {
      paragraphs.all.push_back(chapter.paragraphs[i]);
      paragraphs.all.back().chapter = static_cast<std::uint32_t>(&chapter - chapters.data());
      if (i == 0) paragraphs.all.back().starts_scene = true;
      if (chapter.paragraphs[i].starts_scene) ++scene;
      paragraphs.scenes.push_back(scene);
    }
  }
  return paragraphs;
}

namespace {

/// Whether two mentions cannot be of one person.
bool differ(const Mention& a, const Mention& b) {
  if (a.entity != kNobody && b.entity != kNobody && a.kind == b.kind) return a.entity != b.entity;
  return a.gender != language::Gender::unknown && b.gender != language::Gender::unknown && a.gender != b.gender;
}

/// A speech left open does not go on in a paragraph whose tag gives it to somebody else: its closing mark was lost.
void end_contradicted(const Mentions& mentions, const std::vector<Speech>& speeches,
                      std::vector<document::Quote>& quotes) {
  const auto tagged_mention = [&](const Speech& speech) -> const Mention* {
    for (const DialogueTag* tag : {&speech.tag_after, &speech.tag_before}) {
      if (strong(*tag)) return &mentions.all[tag->mention];
    }
    return nullptr;
  };
  const Mention* open_speaker = nullptr;  // of the speech that is left open
  for (std::size_t i = 0; i < quotes.size(); ++i) {
    const bool new_paragraph = i > 0 && quotes[i].paragraph != quotes[i - 1].paragraph;
    const Mention* here = tagged_mention(speeches[i]);
    if (new_paragraph && !quotes[i].continues) open_speaker = nullptr;
    if (new_paragraph && quotes[i].continues && here != nullptr && open_speaker != nullptr &&
        differ(*here, *open_speaker)) {
      quotes[i].continues = false;
      quotes[i - 1].goes_on = false;
      open_speaker = nullptr;
    }
    if (here != nullptr) open_speaker = here;
  }
}

std::vector<Speech> read_speeches(std::string_view text, const document::Tokens& tokens,
                                  const std::vector<std::uint32_t>& scenes, std::vector<document::Quote>& quotes,
                                  Entities& entities, Mentions& mentions, const QuoteFeatures& weights,
                                  std::vector<NonSpeech>& non_speech) {
  link_spouses(tokens, entities, mentions);
  std::vector<Speech> speeches = find_dialogue_tags(tokens, quotes, mentions);
  merge_self_introduced(tokens, speeches, scenes, entities, mentions);
  learn_ages_from_pronouns(tokens, mentions, entities);
  learn_genders_from_pronouns(tokens, speeches, entities, mentions);
  learn_ages_from_address(tokens, speeches, mentions, entities);
  end_contradicted(mentions, speeches, quotes);
  non_speech = classify_quotes(text, tokens, quotes, mentions, weights, speeches);
  return speeches;
}

}  // namespace

DocumentAnalysis::DocumentAnalysis(const document::Manuscript& manuscript,
                                   const std::vector<document::Chapter>& chapters, const document::GivenCast& given,
                                   Diagnostics& diagnostics)
    : DocumentAnalysis(manuscript, chapters, given, diagnostics, learned_quote_weights(*manuscript.language)) {}

DocumentAnalysis::DocumentAnalysis(const document::Manuscript& manuscript,
                                   const std::vector<document::Chapter>& chapters, const document::GivenCast& given,
                                   Diagnostics& diagnostics, const QuoteFeatures& quote_weights)
    : paragraphs(flatten(chapters)),
      quotes(document::find_quotes(manuscript, paragraphs.all, diagnostics)),
      tokens(document::tokenize(*manuscript.language, manuscript.text, paragraphs.all, quotes)),
      entities(find_entities(tokens, given)),
      mentions(find_mentions(tokens, entities)),
      context(tokens, quotes, entities, mentions,
              read_speeches(manuscript.text, tokens, paragraphs.scenes, quotes, entities, mentions, quote_weights,
                            non_speech),
              paragraphs.scenes) {
  context.late_named = link_late_named(*this);
}

}  // namespace sotto::attribution
