#include "annotate/speakers/study.h"

#include "annotate/speakers/tags.h"

namespace sotto {

Paragraphs flatten(const std::vector<Chapter>& chapters) {
  Paragraphs paragraphs;
  std::uint32_t scene = 0;
  for (const Chapter& chapter : chapters) {
    ++scene;
    for (std::size_t i = 0; i < chapter.paragraphs.size(); ++i) {
      paragraphs.all.push_back(chapter.paragraphs[i]);
      if (i == 0) paragraphs.all.back().starts_scene = true;
      if (chapter.paragraphs[i].starts_scene) ++scene;
      paragraphs.scenes.push_back(scene);
    }
  }
  return paragraphs;
}

namespace {

std::vector<Speech> read_speeches(std::string_view text, const Tokens& tokens, const std::vector<Quote>& quotes,
                                  const Mentions& mentions, std::vector<QuotedWords>& quoted) {
  std::vector<Speech> speeches = read_tags(tokens, quotes, mentions);
  quoted = settle_speech(text, tokens, quotes, mentions, speeches);
  return speeches;
}

}  // namespace

Study::Study(const Manuscript& manuscript, const std::vector<Chapter>& chapters, const std::vector<Character>& given,
             Diagnostics& diagnostics)
    : paragraphs(flatten(chapters)),
      quotes(find_quotes(manuscript, paragraphs.all, diagnostics)),
      tokens(tokenize(manuscript.text, paragraphs.all, quotes)),
      people(find_people(tokens, given)),
      mentions(find_mentions(tokens, people)),
      evidence(tokens, quotes, people, mentions, read_speeches(manuscript.text, tokens, quotes, mentions, quoted),
               paragraphs.scenes) {}

}  // namespace sotto
