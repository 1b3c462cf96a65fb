#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "annotate/people.h"
#include "shared/text.h"

// A name is known by its behaviour. Every run of capitalised words is counted under its form ("Mr. Darcy", "Elizabeth
// Bennet", "the Mouse") together with what it does: it says something, it acts, it is called out between commas, it
// owns, it stands after "in" or "at" as places do. Forms that behave like people are split into title, first name and
// surname, and forms that can only be the same person are merged, full names first. Gender is the title's, else what
// pronouns following the name say, else the given name's.

namespace sotto {

namespace {

/// How one written form of a name is used.
struct FormUse {
  std::vector<std::uint32_t> words;
  std::string written;
  std::uint32_t count = 0;
  std::uint32_t speaks = 0;  ///< beside a verb of speech
  std::uint32_t acts = 0;    ///< before a verb
  std::uint32_t called = 0;  ///< between commas inside a quotation
  std::uint32_t owns = 0;
  std::uint32_t placed = 0;  ///< after "in", "at", "from": as places are
  std::uint32_t with_the = 0;
  double he = 0;  ///< pronouns that follow
  double she = 0;
  std::size_t first_seen = 0;
};

/// A form split into its parts; 0 stands for a part it does not have.
struct NameParts {
  std::string title;  ///< "mr", "mrs", "miss", "sir", ...; empty: none
  std::string first;
  std::string last;
  Gender gender = Gender::unknown;
};

class Discovery {
 public:
  explicit Discovery(Tokens& tokens) : tokens_(tokens) {}

  std::vector<Character> run() {
    collect();
    choose();
    merge();
    return characters();
  }

 private:
  std::uint32_t classes(std::uint32_t i) const { return tokens_.classes(i); }

  bool may_be_name(std::uint32_t i) const {
    const Token& token = tokens_.all[i];
    if (token.word == Vocabulary::kNone || !token.capital) return false;
    const Vocabulary::Entry& entry = tokens_.vocabulary.entry(token.word);
    if ((entry.classes & (kNoName | kSubjectPronoun | kPossessivePronoun | kDeterminer)) != 0) return false;
    if (entry.lower.size() < 2) return false;
    if (token.end - token.begin > 40) return false;
    if (token.starts_sentence) return entry.lower_count == 0 ? true : entry.capital_count > entry.lower_count;
    return entry.capital_count * 3 >= entry.lower_count;
  }

  bool is_title(std::uint32_t i) const { return tokens_.all[i].capital && (classes(i) & kTitle) != 0; }

  /// "Poor Alice", "Dear Emma": said of a name, no part of it.
  static bool is_endearment(std::string_view word) {
    return word == "poor" || word == "dear" || word == "dearest" || word == "little" || word == "old" ||
           word == "young";
  }

  void collect() {
    for (const Range& paragraph : tokens_.paragraphs) {
      for (std::uint32_t i = paragraph.begin; i < paragraph.end;) {
        std::uint32_t end = i;
        const std::uint32_t quote = tokens_.all[i].quote;
        if (is_endearment(tokens_.lower(i))) {
          ++i;
          continue;
        }
        while (end < paragraph.end && is_title(end) && tokens_.all[end].quote == quote) ++end;
        const std::uint32_t titles = end - i;
        std::uint32_t names = 0;
        while (end < paragraph.end && tokens_.all[end].quote == quote && names < 4) {
          const bool after_possessive = end > i && tokens_.all[end - 1].possessive;
          const bool new_sentence = end > i && tokens_.all[end].starts_sentence;
          // After a title any capitalised word is a name ("Mr. Wood"); the title of an office is one by itself.
          const bool named = may_be_name(end) || (titles > 0 && end == i + titles && tokens_.all[end].capital &&
                                                  tokens_.is_word(end) && (classes(end) & kNoName) == 0);
          if (!named || after_possessive || new_sentence) break;
          ++end;
          ++names;
        }
        if (names == 0 && titles > 0 && end - i == titles) {
          // "the Doctor", "the Queen": a title used as a name.
          const bool office =
              titles == 1 && (classes(i) & (kPersonNoun | kKin)) != 0 && !tokens_.all[i].starts_sentence;
          if (!office) {
            i = std::max(end, i + 1);
            continue;
          }
        } else if (names == 0) {
          ++i;
          continue;
        }
        use(i, end, paragraph);
        i = end;
      }
    }
  }

  void use(std::uint32_t begin, std::uint32_t end, Range paragraph) {
    std::vector<std::uint32_t> words;
    for (std::uint32_t i = begin; i < end; ++i) words.push_back(tokens_.all[i].word);
    FormUse& form = forms_[words];
    if (form.count == 0) {
      form.words = words;
      form.first_seen = begin;
    }
    ++form.count;
    const std::uint32_t quote = tokens_.all[begin].quote;
    const bool has_previous = begin > paragraph.begin && tokens_.all[begin - 1].quote == quote;
    const bool has_next = end < paragraph.end && tokens_.all[end].quote == quote;
    const std::uint32_t previous = has_previous ? classes(begin - 1) : 0;
    const std::uint32_t next = has_next ? classes(end) : 0;
    const bool possessive = tokens_.all[end - 1].possessive;
    if (has_previous && (previous & kDeterminer) != 0) ++form.with_the;
    if (possessive) {
      ++form.owns;
      return;
    }
    const std::uint32_t after_adverb =
        has_next && (next & kAdverb) != 0 && end + 1 < paragraph.end ? classes(end + 1) : next;
    const bool bare_previous = (previous & kPreposition) == 0;
    if (quote == kNoQuote) {
      if ((after_adverb & kSpeechVerb) != 0 && bare_previous) ++form.speaks;
      const std::uint32_t before_the =
          (previous & kDeterminer) != 0 && begin > paragraph.begin + 1 ? classes(begin - 2) : previous;
      // "laughed Meg", "went on Meg"
      const std::uint32_t before_particle =
          has_previous && begin > paragraph.begin + 1 && tokens_.lower(begin - 1) == "on" ? classes(begin - 2)
                                                                                          : before_the;
      const bool behind_a_verb = ((before_the | before_particle) & (kSpeechVerb | kMannerVerb)) != 0;
      if (behind_a_verb && (after_adverb & kSpeechVerb) == 0) ++form.speaks;
      // "Robert and Louisa had ..."
      if (has_next && tokens_.lower(end) == "and" && end + 1 < paragraph.end && tokens_.all[end + 1].capital &&
          bare_previous && (tokens_.classes(begin) & kGivenName) != 0) {
        ++form.acts;
      }
      if ((after_adverb & (kPastVerb | kAuxiliary)) != 0 && bare_previous) {
        ++form.acts;
        follow(form, end, paragraph);
      }
    } else {
      const bool opens = !has_previous || tokens_.all[begin - 1].mark != 0;
      const bool closes = !has_next || tokens_.all[end].mark != 0;
      if (opens && closes) ++form.called;
      if ((after_adverb & (kPastVerb | kAuxiliary)) != 0 && bare_previous) ++form.acts;
    }
    if ((previous & kPreposition) != 0) {
      const std::string_view word = tokens_.lower(begin - 1);
      if (word == "in" || word == "at" || word == "from" || word == "near" || word == "into" || word == "through")
        ++form.placed;
    }
  }

  /// Looks at the pronouns after a name that acts, up to the next name.
  void follow(FormUse& form, std::uint32_t from, Range paragraph) {
    constexpr std::uint32_t kFarthest = 25;  // tokens: the rest of the sentence and the start of the next
    for (std::uint32_t i = from; i < paragraph.end && i < from + kFarthest; ++i) {
      if (tokens_.all[i].quote != kNoQuote) continue;
      const std::uint32_t seen = classes(i);
      if (tokens_.all[i].capital &&
          (seen & (kSubjectPronoun | kPossessivePronoun | kNoName | kConjunction | kPreposition)) == 0 &&
          !tokens_.all[i].starts_sentence) {
        return;
      }
      if ((seen & (kSubjectPronoun | kPossessivePronoun)) == 0 && tokens_.lower(i) != "himself" &&
          tokens_.lower(i) != "herself")
        continue;
      const double weight = (seen & kObjectPronoun) != 0 && (seen & kPossessivePronoun) != 0 ? 0.5 : 1.0;
      if ((seen & kMale) != 0) {
        form.he += weight;
        return;
      }
      if ((seen & kFemale) != 0) {
        form.she += weight;
        return;
      }
    }
  }

  const Vocabulary::Entry& entry(std::uint32_t word) const { return tokens_.vocabulary.entry(word); }

  bool person_like(const FormUse& form) const {
    const std::uint32_t first = entry(form.words.front()).classes;
    const bool titled = (first & kTitle) != 0 && form.words.size() > 1;
    if (titled) return true;
    const bool given_name = (first & kGivenName) != 0;
    const bool common = form.with_the * 2 >= form.count;
    if (common) return form.speaks >= 1 && form.placed * 2 < form.count;
    if (form.words.size() == 1 && (first & (kTitle | kPersonNoun)) != 0) return false;
    if (form.speaks >= 1 && form.placed * 2 <= form.count) return true;
    if (form.called >= 2) return true;
    if (given_name && (form.count >= 2 || form.acts > 0 || form.called > 0)) return true;
    // The longer the text, the more often a person acts in it.
    const auto enough = static_cast<std::uint32_t>(std::clamp<std::size_t>(tokens_.all.size() / 10000, 1, 3));
    return form.acts >= enough && form.placed * 4 < form.count;
  }

  void choose() {
    for (auto& [words, form] : forms_) {
      if (person_like(form)) people_.push_back(&form);
    }
    // The longest and most frequent forms first: the others join them.
    std::sort(people_.begin(), people_.end(), [](const FormUse* a, const FormUse* b) {
      if (a->count != b->count) return a->count > b->count;
      return a->first_seen < b->first_seen;
    });
    parts_.reserve(people_.size());
    for (const FormUse* form : people_) parts_.push_back(split(*form));
    cluster_.resize(people_.size());
    std::iota(cluster_.begin(), cluster_.end(), 0U);
  }

  NameParts split(const FormUse& form) const {
    NameParts parts;
    std::vector<std::uint32_t> names;
    for (const std::uint32_t word : form.words) {
      if (names.empty() && (entry(word).classes & kTitle) != 0 && form.words.size() > 1) {
        if (gender_of(entry(word).classes) != Gender::unknown) parts.gender = gender_of(entry(word).classes);
        parts.title = entry(word).lower;
      } else {
        names.push_back(word);
      }
    }
    if (names.size() >= 2) {
      parts.first = entry(names.front()).lower;
      parts.last = entry(names.back()).lower;
    } else if (names.size() == 1) {
      const bool given = (entry(names[0]).classes & kGivenName) != 0;
      const bool surname_title = parts.title == "mr" || parts.title == "mrs" || parts.title == "dr" ||
                                 parts.title == "inspector" || parts.title == "colonel" || parts.title == "captain" ||
                                 parts.title == "professor";
      const bool first_title =
          parts.title == "sir" || parts.title == "uncle" || parts.title == "aunt" || parts.title == "cousin";
      if (!parts.title.empty() && (surname_title || (!given && !first_title))) {
        parts.last = entry(names[0]).lower;
      } else if (!parts.title.empty()) {
        parts.first = entry(names[0]).lower;
      }
    }
    if (parts.gender == Gender::unknown && !parts.first.empty()) {
      parts.gender = gender_of(word_classes(parts.first) & (kMale | kFemale));
      if ((word_classes(parts.first) & kGivenName) == 0) parts.gender = Gender::unknown;
    }
    return parts;
  }

  std::uint32_t root(std::uint32_t i) {
    while (cluster_[i] != i) i = cluster_[i] = cluster_[cluster_[i]];
    return i;
  }

  /// The clusters that `fits` accepts a member of, most frequent first.
  template <typename Fits>
  std::vector<std::uint32_t> clusters_where(std::uint32_t self, Fits fits) {
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < people_.size(); ++i) {
      if (root(i) == root(self) || !fits(i)) continue;
      if (std::find(found.begin(), found.end(), root(i)) == found.end()) found.push_back(root(i));
    }
    return found;
  }

  void join(std::uint32_t a, std::uint32_t b) { cluster_[root(a)] = root(b); }

  Gender pronoun_gender(std::uint32_t i) const {
    const FormUse& form = *people_[i];
    if (form.he >= 2 * form.she + 1.5) return Gender::male;
    if (form.she >= 2 * form.he + 1.5) return Gender::female;
    return Gender::unknown;
  }

  static bool clash(Gender a, Gender b) { return a != Gender::unknown && b != Gender::unknown && a != b; }
  bool clash(std::uint32_t i, std::uint32_t j) const { return clash(parts_[i].gender, parts_[j].gender); }

  static bool same_first_name(const std::string& a, const std::string& b) {
    if (a == b) return true;
    const std::string_view full_a = full_given_name(a);
    const std::string_view full_b = full_given_name(b);
    return (!full_a.empty() && (full_a == b || full_a == full_b)) || (!full_b.empty() && full_b == a);
  }

  static bool is_wife(const NameParts& parts) {
    return parts.title == "mrs" || parts.title == "lady" || parts.title == "madame";
  }

  /// Whether a cluster has a form with one of the titles of unmarried women.
  bool is_miss(std::uint32_t cluster) {
    for (std::uint32_t i = 0; i < people_.size(); ++i) {
      if (root(i) == cluster && (parts_[i].title == "miss" || parts_[i].title == "mademoiselle")) return true;
    }
    return false;
  }

  /// Joins a title with one name to the one person whose full name has it.
  void join_title(std::uint32_t i) {
    const NameParts& own = parts_[i];
    std::vector<std::uint32_t> fitting;
    if (!own.first.empty()) {
      fitting = clusters_where(
          i, [&](std::uint32_t j) { return parts_[j].first == own.first && parts_[j].title == own.title; });
      if (fitting.empty()) {
        fitting = clusters_where(i, [&](std::uint32_t j) {
          return parts_[j].first == own.first && !parts_[j].last.empty() && !clash(i, j);
        });
      }
    } else {
      fitting = clusters_where(i, [&](std::uint32_t j) {
        return !parts_[j].first.empty() && parts_[j].last == own.last && !clash(i, j) &&
               (parts_[j].title.empty() || parts_[j].title == own.title || own.gender == Gender::unknown);
      });
      if (is_wife(own)) std::erase_if(fitting, [&](std::uint32_t cluster) { return is_miss(cluster); });
      // Where "Mr. John Knightley" is the usual name of one, "Mr. Knightley" is another.
      constexpr std::uint32_t kUsual = 8;
      std::erase_if(fitting, [&](std::uint32_t cluster) {
        for (std::uint32_t j = 0; j < people_.size(); ++j) {
          if (root(j) == cluster && parts_[j].title == own.title && !parts_[j].first.empty() &&
              people_[j]->count >= kUsual)
            return true;
        }
        return false;
      });
    }
    if (fitting.size() == 1) join(i, fitting[0]);
  }

  void merge() {
    constexpr std::size_t kMostForms = 1200;  // of names in one book; merging compares them pairwise
    if (people_.size() > kMostForms) {
      people_.resize(kMostForms);
      parts_.resize(kMostForms);
      cluster_.resize(kMostForms);
    }
    // Full names: "Mr. John Cavendish" is "John Cavendish", "Jim Vane" is "James Vane".
    for (std::uint32_t i = 0; i < people_.size(); ++i) {
      if (parts_[i].first.empty() || parts_[i].last.empty()) continue;
      for (std::uint32_t j = 0; j < i; ++j) {
        if (parts_[j].last == parts_[i].last && same_first_name(parts_[j].first, parts_[i].first) && !clash(i, j)) {
          join(i, j);
          break;
        }
      }
    }
    // Titles with a first name ("Miss Lucy", "Sir Walter"), then with a surname: Miss before Mrs., for where both exist
    // the full name is the daughter's.
    for (const bool surnames : {false, true}) {
      for (const bool wives : {false, true}) {
        for (std::uint32_t i = 0; i < people_.size(); ++i) {
          const NameParts& own = parts_[i];
          if (own.title.empty() || own.first.empty() != surnames || own.last.empty() == surnames ||
              is_wife(own) != wives)
            continue;
          join_title(i);
        }
      }
    }
    // "Dr. Aziz" and "Mr. Aziz", "Inspector Ratcliffe" and "Mr. Ratcliffe", where the surname has no one else.
    for (std::uint32_t i = 0; i < people_.size(); ++i) {
      const NameParts& own = parts_[i];
      if (own.title.empty() || !own.first.empty() || own.gender != Gender::unknown) continue;
      const std::vector<std::uint32_t> fitting = clusters_where(i, [&](std::uint32_t j) {
        return parts_[j].last == own.last && parts_[j].gender != Gender::female && !parts_[j].last.empty();
      });
      if (fitting.size() == 1) join(i, fitting[0]);
    }
    // "the Colonel" is the only colonel.
    for (std::uint32_t i = 0; i < people_.size(); ++i) {
      if (people_[i]->words.size() != 1 || (entry(people_[i]->words[0]).classes & kTitle) == 0) continue;
      const std::vector<std::uint32_t> fitting =
          clusters_where(i, [&](std::uint32_t j) { return parts_[j].title == entry(people_[i]->words[0]).lower; });
      if (fitting.size() == 1) join(i, fitting[0]);
    }
    // Single words: a first name, else a surname.
    for (std::uint32_t i = 0; i < people_.size(); ++i) {
      if (people_[i]->words.size() != 1) continue;
      const std::string& word = entry(people_[i]->words[0]).lower;
      const Gender listed = (entry(people_[i]->words[0]).classes & kGivenName) != 0
                                ? gender_of(entry(people_[i]->words[0]).classes)
                                : pronoun_gender(i);
      std::vector<std::uint32_t> fitting = clusters_where(i, [&](std::uint32_t j) { return parts_[j].first == word; });
      if (fitting.empty()) {
        const std::string_view full = full_given_name(word);
        if (!full.empty()) {
          fitting = clusters_where(i, [&](std::uint32_t j) { return parts_[j].first == full; });
        }
      }
      if (fitting.empty()) {
        const Gender seen = pronoun_gender(i) != Gender::unknown ? pronoun_gender(i) : listed;
        const auto same_surname = [&](std::uint32_t j) {
          return parts_[j].last == word && !clash(seen, parts_[j].gender);
        };
        fitting = clusters_where(i, same_surname);
        if (fitting.size() > 1) {
          // A bare surname is a man's, as a rule.
          const std::vector<std::uint32_t> men =
              clusters_where(i, [&](std::uint32_t j) { return same_surname(j) && parts_[j].gender == Gender::male; });
          if (men.size() == 1) fitting = men;
        }
      }
      if (!fitting.empty()) {
        const auto most = std::max_element(fitting.begin(), fitting.end(), [&](std::uint32_t a, std::uint32_t b) {
          return people_[a]->count < people_[b]->count;
        });
        join(i, *most);
      }
    }
    // Short names that stand alone: Lizzy is Elizabeth.
    for (std::uint32_t i = 0; i < people_.size(); ++i) {
      if (people_[i]->words.size() != 1) continue;
      const std::string_view full = full_given_name(entry(people_[i]->words[0]).lower);
      if (full.empty()) continue;
      for (std::uint32_t j = 0; j < people_.size(); ++j) {
        if (people_[j]->words.size() == 1 && entry(people_[j]->words[0]).lower == full && root(i) != root(j) &&
            root(i) == i) {
          join(i, j);
          break;
        }
      }
    }
  }

  std::string written(const FormUse& form) const {
    std::string name;
    for (const std::uint32_t word : form.words) {
      const std::string& lower = entry(word).lower;
      if (!name.empty()) name += ' ';
      bool upper = true;
      for (std::size_t at = 0; at < lower.size();) {
        const CodePoint c = code_point_at(lower, at);
        append_utf8(name, upper ? upper_case(c.value) : c.value);
        upper =
            c.value == U'-' || (at == 0 && c.value == U'o' && lower.starts_with("o'")) || (at == 1 && c.value == U'\'');
        at = c.next;
      }
      if ((entry(word).classes & kAbbreviation) != 0 && form.words.size() > 1) name += '.';
    }
    return name;
  }

  static char32_t upper_case(char32_t c);

  std::vector<Character> characters() {
    std::map<std::uint32_t, std::vector<std::uint32_t>> members;
    for (std::uint32_t i = 0; i < people_.size(); ++i) members[root(i)].push_back(i);
    struct Found {
      Character character;
      std::uint32_t count = 0;
    };
    std::vector<Found> found;
    for (const auto& [_, list] : members) {
      Found one;
      std::uint32_t speaks = 0;
      std::uint32_t called = 0;
      std::uint32_t acts = 0;
      for (const std::uint32_t i : list) {
        one.count += people_[i]->count;
        speaks += people_[i]->speaks;
        called += people_[i]->called;
        acts += people_[i]->acts;
      }
      if (speaks == 0 && called == 0 && acts == 0 && one.count < 2) continue;
      describe(one.character, list);
      found.push_back(std::move(one));
    }
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.count > b.count; });
    std::vector<Character> cast;
    std::set<std::string> ids = {kNarrator};
    for (Found& one : found) {
      if (!ids.insert(one.character.id).second) continue;
      cast.push_back(std::move(one.character));
    }
    return cast;
  }

  void describe(Character& character, const std::vector<std::uint32_t>& list) {
    const FormUse* name = people_[list.front()];
    double he = 0;
    double she = 0;
    Gender titled = Gender::unknown;
    Gender given = Gender::unknown;
    std::string title;
    std::string given_name;
    for (const std::uint32_t i : list) {
      const FormUse& form = *people_[i];
      he += form.he;
      she += form.she;
      const std::uint32_t first = entry(form.words.front()).classes;
      if (form.words.size() > 1 && (first & kTitle) != 0 && gender_of(first) != Gender::unknown &&
          titled == Gender::unknown) {
        titled = gender_of(first);
        title = written(form).substr(0, written(form).find(' '));
      }
      for (const std::uint32_t word : form.words) {
        if ((entry(word).classes & kGivenName) != 0 && given == Gender::unknown &&
            gender_of(entry(word).classes) != Gender::unknown) {
          given = gender_of(entry(word).classes);
          given_name = written({{word}, {}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        }
      }
      const std::uint32_t last = entry(form.words.back()).classes;
      if ((last & (kPersonNoun | kKin)) != 0 && titled == Gender::unknown && gender_of(last) != Gender::unknown) {
        titled = gender_of(last);
        title = "the word " + entry(form.words.back()).lower;
      }
    }
    // An office ("the Inspector") gives way to a name.
    const auto is_office = [](const FormUse& form) {
      return form.with_the * 2 >= form.count && form.words.size() == 1;
    };
    for (const std::uint32_t i : list) {
      if (!is_office(*name)) break;
      if (!is_office(*people_[i])) name = people_[i];
    }
    const bool common = is_office(*name);
    character.name = (common ? "the " : "") + written(*name);
    character.id = slug(written(*name));
    if (common) character.id = slug(character.name);
    for (const std::uint32_t i : list) {
      if (people_[i] != name) character.aliases.push_back(written(*people_[i]));
    }
    const Gender voted = he >= 2 * she + 1.5 ? Gender::male : she >= 2 * he + 1.5 ? Gender::female : Gender::unknown;
    const double strongest = std::max(he, she);
    if (titled != Gender::unknown) {
      character.gender = titled;
      character.gender_why = title;
    } else if (voted != Gender::unknown && (strongest >= 4 || given == Gender::unknown)) {
      character.gender = voted;
      character.gender_why = fmt::format("{} x {:.0f}", voted == Gender::male ? "he" : "she", strongest);
    } else if (given != Gender::unknown) {
      character.gender = given;
      character.gender_why = "the name " + given_name;
    }
  }

  Tokens& tokens_;
  std::map<std::vector<std::uint32_t>, FormUse> forms_;
  std::vector<FormUse*> people_;
  std::vector<NameParts> parts_;
  std::vector<std::uint32_t> cluster_;
};

char32_t Discovery::upper_case(char32_t c) {
  if (c >= U'a' && c <= U'z') return c - 0x20;
  if ((c >= 0xE0 && c <= 0xFE && c != 0xF7)) return c - 0x20;
  return c;
}

}  // namespace

std::vector<Character> discover_cast(Tokens& tokens) { return Discovery(tokens).run(); }

}  // namespace sotto
