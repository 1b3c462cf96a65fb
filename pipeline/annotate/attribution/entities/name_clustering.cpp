#include "annotate/attribution/entities/name_clustering.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>

#include "annotate/language/lexicon.h"

// Forms are split into title, first name and surname, and forms that can only be the same person are merged, full names
// first, then titles, then single words. A full name links its parts; two who share a name are kept apart where
// both speak in turn.

namespace sotto::attribution {

namespace {

/// A form split into its parts; a part that it does not have is empty.
struct NameParts {
  std::string title;  ///< "mr", "mrs", "miss", "sir", ...; empty: none
  std::string first;
  std::string last;
  language::Gender gender = language::Gender::unknown;
};

/// What titles tell of the name behind them and of who has it (the table of title-uses).
struct TitleUses {
  explicit TitleUses(const language::Language& language)
      : surname(language.words("title-uses", "surname")),
        given_name(language.words("title-uses", "given-name")),
        bare_surname(language.words("title-uses", "bare-surname")),
        wife(language.words("title-uses", "wife")),
        maiden(language.words("title-uses", "maiden")),
        noble(language.words("title-uses", "noble")),
        saint(language.words("title-uses", "saint")) {}

  const language::WordList& surname;
  const language::WordList& given_name;
  const language::WordList& bare_surname;
  const language::WordList& wife;
  const language::WordList& maiden;
  const language::WordList& noble;
  const language::WordList& saint;
};

class NameClusterer {
 public:
  NameClusterer(const language::Lexicon& vocabulary, const std::vector<const NameUsage*>& usages)
      : vocabulary_(vocabulary), titles_(vocabulary.language()), usages_(usages) {
    parts_.reserve(usages_.size());
    for (const NameUsage* form : usages_) parts_.push_back(split(*form));
    cluster_.resize(usages_.size());
    std::iota(cluster_.begin(), cluster_.end(), 0U);
  }

  std::vector<std::uint32_t> run() {
    merge();
    for (std::uint32_t i = 0; i < cluster_.size(); ++i) cluster_[i] = root(i);
    return std::move(cluster_);
  }

 private:
  const language::Lexicon::Entry& entry(std::uint32_t word) const { return vocabulary_.entry(word); }

  NameParts split(const NameUsage& form) const {
    NameParts parts;
    std::vector<std::uint32_t> names;
    std::string saint;
    for (const std::uint32_t word : form.words) {
      if (names.empty() && form.words.size() > 1 && titles_.saint.contains(entry(word).lower)) {
        saint = entry(word).lower;
      } else if (names.empty() && (entry(word).classes & language::kTitle) != 0 && form.words.size() > 1) {
        if (language::gender_of(entry(word).classes) != language::Gender::unknown)
          parts.gender = language::gender_of(entry(word).classes);
        parts.title = entry(word).lower;
      } else {
        names.push_back(word);
      }
    }
    if (names.size() >= 2) {
      parts.first = entry(names.front()).lower;
      parts.last = entry(names.back()).lower;
    } else if (names.size() == 1) {
      const bool given = (entry(names[0]).classes & language::kGivenName) != 0;
      const bool surname_title = titles_.surname.contains(parts.title);
      const bool first_title = titles_.given_name.contains(parts.title);
      if (!parts.title.empty() && (surname_title || (!given && !first_title))) {
        parts.last = entry(names[0]).lower;
      } else if (!parts.title.empty()) {
        parts.first = entry(names[0]).lower;
      }
    }
    if (!saint.empty() && !names.empty()) {  // "St. John" is a name of its own
      if (parts.first.empty()) parts.first = std::exchange(parts.last, {});
      if (parts.first.empty()) parts.first = entry(names[0]).lower;
      parts.first.insert(0, 1, ' ').insert(0, saint);
    }
    // "Mrs. John Dashwood" has her husband's name.
    const bool husband = is_wife(parts) && names.size() >= 2 &&
                         language::gender_of(entry(names.front()).classes) == language::Gender::male;
    if (husband) parts.first = parts.title + ' ' + parts.first;
    if (parts.gender == language::Gender::unknown && !parts.first.empty()) {
      parts.gender =
          language::gender_of(vocabulary_.language().word_classes(parts.first) & (language::kMale | language::kFemale));
      if ((vocabulary_.language().word_classes(parts.first) & language::kGivenName) == 0)
        parts.gender = language::Gender::unknown;
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
    for (std::uint32_t i = 0; i < usages_.size(); ++i) {
      if (root(i) == root(self) || !fits(i)) continue;
      if (std::find(found.begin(), found.end(), root(i)) == found.end()) found.push_back(root(i));
    }
    return found;
  }

  void join(std::uint32_t a, std::uint32_t b) { cluster_[root(a)] = root(b); }

  /// Whether members of both clusters answer each other: then they are two people. Of one whom the narration calls by
  /// turns Racksole and Theodore Racksole, now and then two speeches stand side by side.
  bool apart(std::uint32_t a, std::uint32_t b) {
    constexpr std::uint32_t kTwice = 2;  // once may be a slip of reading
    constexpr std::size_t kShare = 6;    // one in so many speeches of the one who has fewer
    std::uint32_t count = 0;
    std::size_t speeches_of_a = 0;
    std::size_t speeches_of_b = 0;
    for (std::uint32_t i = 0; i < usages_.size(); ++i) {
      if (root(i) == root(b)) speeches_of_b += usages_[i]->said_in.size();
      if (root(i) != root(a) || usages_[i]->said_in.empty()) continue;
      speeches_of_a += usages_[i]->said_in.size();
      for (std::uint32_t j = 0; j < usages_.size(); ++j) {
        if (root(j) == root(b)) count += answers(*usages_[i], *usages_[j]);
      }
    }
    return count >= kTwice && count * kShare >= std::min(speeches_of_a, speeches_of_b);
  }

  /// "old Mr. Emerson" and "young Mr. Emerson": the title with the surname is the father's.
  static bool is_elder(const NameUsage& form) {
    constexpr std::uint32_t kOften = 3;
    return form.old >= kOften || (form.old > 0 && form.young > 0);
  }

  language::Gender pronoun_gender(std::uint32_t i) const { return gender_by(usages_[i]->he, usages_[i]->she); }

  /// What the pronouns say of all forms of a cluster.
  language::Gender told_gender(std::uint32_t cluster) {
    double he = 0;
    double she = 0;
    for (std::uint32_t i = 0; i < usages_.size(); ++i) {
      if (root(i) != cluster) continue;
      he += usages_[i]->he;
      she += usages_[i]->she;
    }
    return gender_by(he, she);
  }

  static language::Gender gender_by(double he, double she) {
    if (he >= 2 * she + 1.5) return language::Gender::male;
    if (she >= 2 * he + 1.5) return language::Gender::female;
    return language::Gender::unknown;
  }

  static bool clash(language::Gender a, language::Gender b) {
    return a != language::Gender::unknown && b != language::Gender::unknown && a != b;
  }
  bool clash(std::uint32_t i, std::uint32_t j) const { return clash(parts_[i].gender, parts_[j].gender); }

  bool same_first_name(const std::string& a, const std::string& b) const {
    if (a == b) return true;
    const std::string_view full_a = vocabulary_.language().full_given_name(a);
    const std::string_view full_b = vocabulary_.language().full_given_name(b);
    return (!full_a.empty() && (full_a == b || full_a == full_b)) || (!full_b.empty() && full_b == a);
  }

  bool is_wife(const NameParts& parts) const { return titles_.wife.contains(parts.title); }

  /// Whether a short name is not that of a cluster usually called Sir or Lady. Friends may call Lord Henry Harry; where
  /// the narration says Tom, it does not mean Sir Thomas.
  bool is_below(std::uint32_t i, std::uint32_t lord) {
    return is_lordly(lord) && usages_[i]->narrated * 4 > usages_[i]->count;
  }

  bool is_lordly(std::uint32_t i) {
    std::uint32_t lordly = 0;
    std::uint32_t others = 0;
    for (std::uint32_t j = 0; j < usages_.size(); ++j) {
      if (root(j) != root(i)) continue;
      (titles_.noble.contains(parts_[j].title) ? lordly : others) += usages_[j]->count;
    }
    return lordly > others;
  }

  /// Whether a cluster has a form with one of the titles of unmarried women.
  bool is_miss(std::uint32_t cluster) {
    for (std::uint32_t i = 0; i < usages_.size(); ++i) {
      if (root(i) == cluster && titles_.maiden.contains(parts_[i].title)) return true;
    }
    return false;
  }

  /// Whether a wife's title is that of the one who has the surname, not of her mother or daughter: narration has one
  /// usual name for each of its people, and others who call her by the other; and no paragraph tells of both.
  bool is_one_woman(std::uint32_t wife, std::uint32_t cluster) {
    constexpr std::uint32_t kIntroduced = 1;  // narration may give the full name once
    constexpr std::uint32_t kOften = 3;       // speeches near each other: two people would answer now and then
    std::uint32_t told = 0;
    std::uint32_t near = 0;
    std::uint32_t answered = 0;
    bool told_together = false;
    for (std::uint32_t j = 0; j < usages_.size(); ++j) {
      if (root(j) != root(cluster)) continue;
      if (is_wife(parts_[j]) && !parts_[j].first.empty() && !parts_[j].first.starts_with(parts_[j].title))
        return true;  // "Mrs. Emma McChesney"
      told += usages_[j]->narrated;
      near += count_near(usages_[wife]->said_in, usages_[j]->said_in);
      answered += answers(*usages_[wife], *usages_[j]);
      told_together = told_together || meet(usages_[wife]->told_in, usages_[j]->told_in);
    }
    if (near >= kOften && answered == 0) return true;
    if (told_together) return false;
    const std::uint32_t titled = usages_[wife]->narrated;
    return std::min(told, titled) <= kIntroduced || std::min(told, titled) * 8 <= std::max(told, titled);
  }

  /// How many of some paragraphs have one of the others within a few paragraphs.
  static std::uint32_t count_near(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    constexpr std::uint32_t kNear = 6;
    return static_cast<std::uint32_t>(std::count_if(a.begin(), a.end(), [&](std::uint32_t paragraph) {
      const auto next = std::lower_bound(b.begin(), b.end(), paragraph - std::min(paragraph, kNear));
      return next != b.end() && *next <= paragraph + kNear;
    }));
  }

  static bool meet(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    return std::any_of(a.begin(), a.end(),
                       [&](std::uint32_t paragraph) { return std::binary_search(b.begin(), b.end(), paragraph); });
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
               (parts_[j].title.empty() || parts_[j].title == own.title || own.gender == language::Gender::unknown);
      });
      std::erase_if(fitting, [&](std::uint32_t cluster) { return clash(own.gender, told_gender(cluster)); });
      if (is_wife(own) &&
          (fitting.size() > 1 || (fitting.size() == 1 && (is_miss(fitting[0]) || !is_one_woman(i, fitting[0])))))
        return;
      // Where "Mr. John Knightley" is the usual name of one, "Mr. Knightley" is another, unless it only calls him.
      constexpr std::uint32_t kUsual = 8;
      const bool narrated = usages_[i]->narrated >= kUsual;
      std::erase_if(fitting, [&](std::uint32_t cluster) {
        for (std::uint32_t j = 0; j < usages_.size(); ++j) {
          if (narrated && root(j) == cluster && parts_[j].title == own.title && !parts_[j].first.empty() &&
              usages_[j]->count >= kUsual)
            return true;
        }
        return false;
      });
    }
    if (own.first.empty() && is_elder(*usages_[i])) return;
    if (fitting.size() == 1 && !apart(i, fitting[0])) join(i, fitting[0]);
  }

  void merge() {
    // Full names: "Mr. John Cavendish" is "John Cavendish", "Jim Vane" is "James Vane".
    for (std::uint32_t i = 0; i < usages_.size(); ++i) {
      if (parts_[i].first.empty() || parts_[i].last.empty()) continue;
      for (std::uint32_t j = 0; j < i; ++j) {
        if (parts_[j].last == parts_[i].last && same_first_name(parts_[j].first, parts_[i].first) && !clash(i, j) &&
            (parts_[j].first == parts_[i].first || (!is_lordly(i) && !is_lordly(j)))) {
          join(i, j);
          break;
        }
      }
    }
    // A first name that one full name begins with, or one far more often than others.
    for (std::uint32_t i = 0; i < usages_.size(); ++i) {
      if (usages_[i]->words.size() != 1) continue;
      const std::string& word = entry(usages_[i]->words[0]).lower;
      const std::vector<std::uint32_t> fitting =
          clusters_where(i, [&](std::uint32_t j) { return parts_[j].first == word && !parts_[j].last.empty(); });
      if (fitting.empty()) continue;
      constexpr std::uint32_t kFarMore = 3;
      std::uint32_t others = 0;
      for (std::size_t k = 1; k < fitting.size(); ++k) others += usages_[fitting[k]]->count;
      if (usages_[fitting[0]]->count >= kFarMore * others && !apart(i, fitting[0])) join(i, fitting[0]);
    }
    // "Mr. Lawrence" has a surname, unless Lawrence is only known as a first name.
    for (NameParts& own : parts_) {
      const auto is_first = [&](const NameParts& other) {
        return other.first == own.last && (!other.last.empty() || titles_.given_name.contains(other.title));
      };
      const auto is_last = [&](const NameParts& other) { return !other.first.empty() && other.last == own.last; };
      if (!titles_.bare_surname.contains(own.title) || !own.first.empty()) continue;
      if (std::any_of(parts_.begin(), parts_.end(), is_last) || !std::any_of(parts_.begin(), parts_.end(), is_first))
        continue;
      std::swap(own.first, own.last);
    }
    // Titles with a first name ("Miss Lucy", "Sir Walter"), then with a surname: Miss before Mrs., for where both exist
    // the full name is the daughter's.
    for (const bool surnames : {false, true}) {
      for (const bool wives : {false, true}) {
        for (std::uint32_t i = 0; i < usages_.size(); ++i) {
          const NameParts& own = parts_[i];
          if (own.title.empty() || own.first.empty() != surnames || own.last.empty() == surnames ||
              is_wife(own) != wives)
            continue;
          join_title(i);
        }
      }
    }
    // "Dr. Aziz" and "Mr. Aziz", "Inspector Ratcliffe" and "Mr. Ratcliffe", where the surname has no one else.
    for (std::uint32_t i = 0; i < usages_.size(); ++i) {
      const NameParts& own = parts_[i];
      if (own.title.empty() || !own.first.empty() || own.gender != language::Gender::unknown) continue;
      const std::vector<std::uint32_t> fitting = clusters_where(i, [&](std::uint32_t j) {
        return parts_[j].last == own.last && parts_[j].gender != language::Gender::female && !parts_[j].last.empty();
      });
      if (fitting.size() == 1) join(i, fitting[0]);
    }
    // "the Colonel" is the only colonel.
    for (std::uint32_t i = 0; i < usages_.size(); ++i) {
      if (usages_[i]->words.size() != 1 || (entry(usages_[i]->words[0]).classes & language::kTitle) == 0) continue;
      const std::vector<std::uint32_t> fitting =
          clusters_where(i, [&](std::uint32_t j) { return parts_[j].title == entry(usages_[i]->words[0]).lower; });
      if (fitting.size() == 1) join(i, fitting[0]);
    }
    // Single words: a first name, else a surname.
    for (std::uint32_t i = 0; i < usages_.size(); ++i) {
      if (usages_[i]->words.size() != 1 || root(i) != i) continue;
      const std::string& word = entry(usages_[i]->words[0]).lower;
      const language::Gender listed = (entry(usages_[i]->words[0]).classes & language::kGivenName) != 0
                                          ? language::gender_of(entry(usages_[i]->words[0]).classes)
                                          : pronoun_gender(i);
      std::vector<std::uint32_t> fitting = clusters_where(i, [&](std::uint32_t j) { return parts_[j].first == word; });
      if (fitting.empty()) {
        const std::string_view full = vocabulary_.language().full_given_name(word);
        if (!full.empty()) {
          fitting = clusters_where(i, [&](std::uint32_t j) { return parts_[j].first == full && !is_below(i, j); });
        }
      }
      if (fitting.empty()) {
        const language::Gender seen = pronoun_gender(i) != language::Gender::unknown ? pronoun_gender(i) : listed;
        const auto same_surname = [&](std::uint32_t j) {
          return parts_[j].last == word && !clash(seen, parts_[j].gender);
        };
        fitting = clusters_where(i, same_surname);
        if (fitting.size() > 1) {
          // A bare surname is a man's, as a rule.
          const std::vector<std::uint32_t> men = clusters_where(
              i, [&](std::uint32_t j) { return same_surname(j) && parts_[j].gender == language::Gender::male; });
          if (!men.empty()) fitting = men;
        }
      }
      std::erase_if(fitting, [&](std::uint32_t cluster) { return apart(i, cluster); });
      if (!fitting.empty()) {
        const auto most = std::max_element(fitting.begin(), fitting.end(), [&](std::uint32_t a, std::uint32_t b) {
          return usages_[a]->count < usages_[b]->count;
        });
        join(i, *most);
      }
    }
    // Short names that stand alone: Lizzy is Elizabeth, and Danny is Dan.
    for (std::uint32_t i = 0; i < usages_.size(); ++i) {
      if (usages_[i]->words.size() != 1) continue;
      const std::string_view full = vocabulary_.language().full_given_name(entry(usages_[i]->words[0]).lower);
      if (full.empty()) continue;
      for (std::uint32_t j = 0; j < usages_.size(); ++j) {
        if (usages_[j]->words.size() != 1) continue;
        const std::string& other = entry(usages_[j]->words[0]).lower;
        const bool shorter = entry(usages_[i]->words[0]).lower.starts_with(other) &&
                             vocabulary_.language().full_given_name(other) == full;
        if ((other == full || shorter) && root(i) != root(j) && root(i) == i && !is_below(i, j) && !apart(i, j)) {
          join(i, j);
          break;
        }
      }
    }
  }

  const language::Lexicon& vocabulary_;
  TitleUses titles_;
  const std::vector<const NameUsage*>& usages_;
  std::vector<NameParts> parts_;
  std::vector<std::uint32_t> cluster_;
};

}  // namespace

std::vector<std::uint32_t> cluster_names(const language::Lexicon& vocabulary,
                                         const std::vector<const NameUsage*>& usages) {
  return NameClusterer(vocabulary, usages).run();
}

}  // namespace sotto::attribution
