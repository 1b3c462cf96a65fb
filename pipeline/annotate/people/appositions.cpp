#include "annotate/people/appositions.h"

namespace sotto {

namespace {

class AppositionFinder {
 public:
  AppositionFinder(const Tokens& tokens, const NameTable& names) : tokens_(tokens), names_(names) {}

  std::map<std::uint32_t, std::set<PersonIndex>> run() {
    for (const Range& paragraph : tokens_.paragraphs) {
      for (std::uint32_t i = paragraph.begin; i < paragraph.end; ++i) {
        if (!tokens_.is_word(i) || !tokens_.all[i].capital || tokens_.all[i].quote != kNoQuote) continue;
        const NameForm* form = names_.match(tokens_, i, paragraph.end);
        if (form == nullptr || form->common) continue;
        const auto last = i + static_cast<std::uint32_t>(form->words.size()) - 1;
        if (form->people.size() == 1 && !tokens_.all[last].possessive) {
          before(paragraph, i, form->people[0]);
          behind(paragraph, last + 1, form->people[0]);
        }
        i = last;
      }
    }
    return found_;
  }

 private:
  /// A noun for what somebody does.
  bool is_office(std::uint32_t i) const {
    const std::uint32_t classes = tokens_.classes(i);
    return tokens_.is_word(i) && !tokens_.all[i].possessive && tokens_.all[i].quote == kNoQuote &&
           (classes & kPersonNoun) != 0 && (classes & (kKin | kPlural | kMale | kFemale)) == 0;
  }

  bool determines(std::uint32_t i) const {
    return (tokens_.classes(i) & kPossessivePronoun) != 0 || tokens_.lower(i) == "the";
  }

  /// "his sergeant Nye", "the old cook Padgett"
  void before(Range paragraph, std::uint32_t name, PersonIndex person) {
    if (name < paragraph.begin + 2 || !is_office(name - 1) || tokens_.all[name - 1].capital) return;
    const bool one_word_between = name >= paragraph.begin + 3 && tokens_.is_word(name - 2) && determines(name - 3);
    if (determines(name - 2) || one_word_between) found_[tokens_.all[name - 1].word].insert(person);
  }

  /// "Mrs. Padgett, the cook,", "Erik, the Phantom of the Opera": but not one of several ("Ann, the cook, and the
  /// maid").
  void behind(Range paragraph, std::uint32_t end, PersonIndex person) {
    if (end + 2 >= paragraph.end || tokens_.all[end].mark != ',' || !determines(end + 1) || !is_office(end + 2)) return;
    const std::uint32_t next = end + 3;
    const bool closed = next >= paragraph.end || tokens_.all[next].mark != 0 || tokens_.all[next].quote != kNoQuote ||
                        tokens_.lower(next) == "who" || tokens_.lower(next) == "of";
    const bool listed = next + 1 < paragraph.end && tokens_.all[next].mark == ',' && tokens_.lower(next + 1) == "and";
    if (closed && !listed) found_[tokens_.all[end + 2].word].insert(person);
  }

  const Tokens& tokens_;
  const NameTable& names_;
  std::map<std::uint32_t, std::set<PersonIndex>> found_;
};

}  // namespace

std::map<std::uint32_t, std::set<PersonIndex>> find_appositions(const Tokens& tokens, const NameTable& names) {
  return AppositionFinder(tokens, names).run();
}

}  // namespace sotto
