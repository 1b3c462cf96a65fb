#include "annotate/attribution/entities/appositions.h"

#include "annotate/attribution/entities/generic_nouns.h"

namespace sotto::attribution {

namespace {

class AppositionFinder {
 public:
  AppositionFinder(const document::Tokens& tokens, const NameTable& names) : tokens_(tokens), names_(names) {}

  std::map<std::uint32_t, std::set<EntityIndex>> run() {
    for (const document::Range& paragraph : tokens_.paragraphs) {
      for (std::uint32_t i = paragraph.begin; i < paragraph.end; ++i) {
        if (!tokens_.is_word(i) || !tokens_.all[i].capital || tokens_.all[i].quote != document::kNoQuote) continue;
        const NameForm* form = names_.match(tokens_, i, paragraph.end);
        if (form == nullptr || form->common) continue;
        const auto last = i + static_cast<std::uint32_t>(form->words.size()) - 1;
        if (form->entities.size() == 1 && !tokens_.all[last].possessive) {
          before(paragraph, i, last + 1, form->entities[0]);
          behind(paragraph, last + 1, form->entities[0]);
        }
        i = last;
      }
    }
    return found_;
  }

 private:
  /// A noun for what somebody does, not only for a man or a woman.
  bool is_office(std::uint32_t i) const {
    const std::uint32_t classes = tokens_.classes(i);
    if (!tokens_.is_word(i) || tokens_.all[i].possessive || tokens_.all[i].quote != document::kNoQuote) return false;
    if ((classes & language::kPersonNoun) == 0 || (classes & (language::kKin | language::kPlural)) != 0) return false;
    return language::gender_of(classes) == language::Gender::unknown ||
           !is_generic_person_noun(tokens_.language(), tokens_.lower(i));
  }

  bool determines(std::uint32_t i) const {
    return (tokens_.classes(i) & language::kPossessivePronoun) != 0 || tokens_.listed(i, "definite-articles");
  }

  /// "his sergeant Nye", "the old cook Padgett", "the teacher, Mr. Voss,"
  void before(document::Range paragraph, std::uint32_t name, std::uint32_t end, EntityIndex entity) {
    if (name < paragraph.begin + 2) return;
    const bool parted = tokens_.all[name - 1].mark == ',';
    const std::uint32_t noun = name - (parted ? 2 : 1);
    if (noun == paragraph.begin) return;
    if (!is_office(noun) || tokens_.all[noun].capital) return;
    const bool closed = end >= paragraph.end || tokens_.all[end].mark != 0;
    if (parted && (!closed || is_generic_person_noun(tokens_.language(), tokens_.lower(noun)))) return;
    const bool one_word_between = noun >= paragraph.begin + 2 && tokens_.is_word(noun - 1) && determines(noun - 2);
    if (determines(noun - 1) || one_word_between) found_[tokens_.all[noun].word].insert(entity);
  }

  /// "Mrs. Padgett, the cook,", "Mrs. Adler, the old housekeeper,", "Erik, the Phantom of the Opera", "Nye was their
  /// sergeant": but not one of several ("Ann, the cook, and the maid").
  void behind(document::Range paragraph, std::uint32_t end, EntityIndex entity) {
    const std::uint32_t determiner = tied(paragraph, end);
    if (determiner + 2 >= paragraph.end || !determines(determiner)) return;
    const std::uint32_t noun = is_office(determiner + 1) ? determiner + 1 : determiner + 2;
    if (!tokens_.is_word(determiner + 1) || tokens_.all[determiner + 1].possessive || !is_office(noun)) return;
    const std::uint32_t next = noun + 1;
    const bool closed = next >= paragraph.end || tokens_.all[next].mark != 0 ||
                        tokens_.all[next].quote != document::kNoQuote || tokens_.listed(next, "relative-pronouns") ||
                        tokens_.listed(next, "genitive-prepositions");
    const bool parted = tokens_.all[end].mark == ',';
    const bool listed = parted && next + 1 < paragraph.end && tokens_.all[next].mark == ',' &&
                        tokens_.listed(next + 1, "joining-conjunctions");
    const bool passing =
        !parted && is_generic_person_noun(tokens_.language(), tokens_.lower(noun));  // "Nye was the first."
    if (closed && !listed && !passing) found_[tokens_.all[noun].word].insert(entity);
  }

  /// Where what a name is said to be begins: behind a comma, "was" or "had been"; the paragraph's end where nothing is.
  std::uint32_t tied(document::Range paragraph, std::uint32_t end) const {
    if (end + 1 >= paragraph.end || tokens_.all[end].quote != document::kNoQuote) return paragraph.end;
    if (tokens_.all[end].mark == ',' || tokens_.listed(end, "singular-copulas")) return end + 1;
    return tokens_.listed(end, "past-perfect-auxiliaries") && tokens_.listed(end + 1, "be-participles") ? end + 2
                                                                                                        : paragraph.end;
  }

  const document::Tokens& tokens_;
  const NameTable& names_;
  std::map<std::uint32_t, std::set<EntityIndex>> found_;
};

}  // namespace

std::map<std::uint32_t, std::set<EntityIndex>> find_appositions(const document::Tokens& tokens,
                                                                const NameTable& names) {
  return AppositionFinder(tokens, names).run();
}

}  // namespace sotto::attribution
