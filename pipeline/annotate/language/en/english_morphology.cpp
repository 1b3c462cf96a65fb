#include "annotate/language/en/english_morphology.h"

#include "annotate/language/word_classes.h"

namespace sotto::language {

namespace {

class EnglishMorphology final : public Morphology {
 public:
  explicit EnglishMorphology(const WordLists& lists)
      : clitics_(lists.words("clitics")), no_men_(lists.words("no-men")) {}

  Clitic clitic(std::string_view lower) const override {
    const std::size_t apostrophe = lower.rfind('\'');
    if (apostrophe == std::string_view::npos || apostrophe == 0) return {};
    const std::string_view cut = lower.substr(apostrophe + 1);
    if (!clitics_.contains(cut)) return {};  // "don't" stays
    return {lower.size() - apostrophe, cut == "s"};
  }

  std::uint32_t classes_by_form(std::string_view lower, std::uint32_t listed) const override {
    constexpr std::size_t kShortest = 4;  // "only" and "bed" tell nothing
    std::uint32_t classes = 0;
    if (listed == 0 && lower.size() > kShortest) {
      if (lower.ends_with("ly")) classes |= kAdverb;
      if (lower.ends_with("ed")) classes |= kPastVerb;
    }
    if ((listed & (kSpeechVerb | kMannerVerb)) != 0 && lower.ends_with("ed")) classes |= kPastVerb;
    return classes;
  }

  std::uint32_t person_by_ending(std::string_view noun) const override {
    constexpr std::size_t kShortest = 5;  // "caveman" is somebody, "man" and "woman" are in the lists
    if (noun.size() <= kShortest) return 0;
    if (noun.ends_with("woman")) return kPersonNoun | kFemale;
    return noun.ends_with("man") && !no_men_.contains(noun) ? kPersonNoun | kMale : 0;
  }

  std::string plural(std::string_view noun) const override {
    std::string word(noun);
    if (word.size() > 1 && word.back() == 'y') {
      word.replace(word.size() - 1, 1, "ies");
    } else {
      word += word.ends_with('x') ? "es" : "s";
    }
    return word;
  }

  std::vector<std::string_view> singulars(std::string_view lower) const override {
    if (!lower.ends_with('s')) return {};
    const std::string_view one = lower.substr(0, lower.size() - 1);
    if (!one.ends_with('e')) return {one};
    return {one, one.substr(0, one.size() - 1)};
  }

  bool has_ending(std::string_view lower, Ending ending) const override {
    switch (ending) {
      case Ending::adverb:
        return lower.ends_with("ly");
      case Ending::participle:
        return lower.ends_with("ing");
      case Ending::participle_adverb:
        return lower.ends_with("ingly");
      case Ending::past:
        return lower.ends_with("ed");
      case Ending::third_person:
        return lower.ends_with('s');
      case Ending::negation:
        return lower.ends_with("n't");
      case Ending::men:
        constexpr std::size_t kShortest = 5;  // "women" tells no nation
        return lower.size() > kShortest && lower.ends_with("men");
    }
    return false;
  }

  bool is_past_of(std::string_view past, std::string_view participle) const override {
    constexpr std::string_view kPast = "ed";
    constexpr std::string_view kParticiple = "ing";
    return past.ends_with(kPast) && participle.ends_with(kParticiple) &&
           past.substr(0, past.size() - kPast.size()) == participle.substr(0, participle.size() - kParticiple.size());
  }

 private:
  const WordList& clitics_;
  const WordList& no_men_;
};

}  // namespace

std::unique_ptr<const Morphology> english_morphology(const WordLists& lists) {
  return std::make_unique<EnglishMorphology>(lists);
}

}  // namespace sotto::language
