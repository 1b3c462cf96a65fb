#include "annotate/document/sources/epub/pronunciation_lexicon.h"

#include <vector>

#include "annotate/language/languages.h"
#include "shared/text.h"

namespace sotto::document {

std::map<std::string, std::string> read_pronunciation_lexicon(XmlFile& file) {
  std::map<std::string, std::string> lexicon;
  const auto& nodes = file.tree.nodes;
  const std::size_t root = file.tree.find("lexicon", 0, nodes.size());
  if (root == nodes.size()) return lexicon;
  const std::string tag = file.attribute(root, "xml:lang");
  const std::string alphabet = lower_case(file.attribute(root, "alphabet"));
  const language::Language* const language = tag.empty() ? &language::default_language() : language::find_language(tag);
  if (language != &language::default_language()) return lexicon;  // its words are no words of English
  for (const std::size_t lexeme : file.tree.children(root, "lexeme")) {
    std::string said;
    for (const std::size_t phoneme : file.tree.children(lexeme, "phoneme")) {
      const std::string own = lower_case(file.attribute(phoneme, "alphabet"));
      if ((own.empty() ? alphabet : own) != "ipa") continue;
      if (said.empty() || file.attribute(phoneme, "prefer") == "true") said = file.words(phoneme);
    }
    if (said.empty()) continue;
    for (const std::size_t grapheme : file.tree.children(lexeme, "grapheme")) {
      const std::string word = file.words(grapheme);
      if (!word.empty()) lexicon.emplace(word, said);
    }
  }
  return lexicon;
}

}  // namespace sotto::document
