#include "annotate/attribution/entities/cast_discovery.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>

#include "annotate/attribution/entities/entities.h"
#include "annotate/attribution/entities/name_clustering.h"
#include "annotate/attribution/entities/name_usage.h"
#include "shared/text.h"

// A name is recognised by its use. Every run of capitalised words is counted under its form ("Mr. Darcy", "Elizabeth
// Bennet", "the Mouse") together with what it does: it says something, it acts, it is called out between commas, it
// owns, it stands after "in" or "at" as places do. Forms that behave like people are clustered (name_clustering.h).
// Gender is the title's, else what pronouns following the name say, else the given name's.

namespace sotto::attribution {

namespace {

class Discovery {
 public:
  Discovery(document::Tokens& tokens, const std::vector<document::Character>& given)
      : tokens_(tokens), given_(given), forms_(collect_name_usage(tokens)) {
    settle_names(tokens.vocabulary);
  }

  DiscoveredCast run() {
    choose();
    clusters_ = cluster_names(tokens_.vocabulary, chosen_);
    return characters();
  }

 private:
  const language::Lexicon::Entry& entry(std::uint32_t word) const { return tokens_.vocabulary.entry(word); }

  /// Notes whose the names of given characters are. Names that the text does not have are forms, too: they link others
  /// ("Meg Giry": Meg and Miss Giry).
  void settle_names(language::Lexicon& vocabulary) {
    std::set<std::vector<std::uint32_t>> written;
    for (const NameUsage& form : forms_) written.insert(form.words);
    for (std::size_t i = 0; i < given_.size(); ++i) {
      std::vector<std::string> names = {given_[i].name};
      names.insert(names.end(), given_[i].aliases.begin(), given_[i].aliases.end());
      for (const std::string& name : names) {
        bool article = false;
        std::vector<std::uint32_t> words = name_words(vocabulary, name, &article);
        if (words.empty() || !owner_of_name_.emplace(words, i).second) continue;
        if (written.contains(words) || is_description(vocabulary, name, words, article)) continue;
        NameUsage& form = absent_.emplace_back();
        form.words = std::move(words);
        form.first_seen = tokens_.all.size();
      }
    }
  }

  /// Whose name a form is; nothing for one of nobody given.
  std::optional<std::size_t> owner(const NameUsage& form) const {
    const auto found = owner_of_name_.find(form.words);
    return found == owner_of_name_.end() ? std::nullopt : std::optional(found->second);
  }

  bool person_like(const NameUsage& form) const {
    if (owner(form)) return true;
    const std::uint32_t first = entry(form.words.front()).classes;
    const bool titled = (first & language::kTitle) != 0 && form.words.size() > 1;
    if (titled) return true;
    const bool given_name = (first & language::kGivenName) != 0;
    const bool common = form.with_the * 2 >= form.count;
    constexpr std::size_t kLong = 20000;  // tokens: in a long text one speech is not enough to be somebody
    if (form.role && form.speaks < 2 && tokens_.all.size() > kLong) return false;
    if (common) return form.speaks >= 1 && form.placed * 2 < form.count;
    if (form.words.size() == 1 && (first & (language::kTitle | language::kPersonNoun)) != 0) return false;
    if (form.speaks >= 1 && form.placed * 2 <= form.count) return true;
    // "Islands may differ.", "Pull!" What has a capital only where a sentence begins may be any word; a long text has
    // more of it.
    const bool any_word = tokens_.all.size() < kLong && form.words.size() == 1 &&
                          (!given_name || (first & language::kPastVerb) != 0) &&
                          entry(form.words[0]).capital_count == 0;
    if (any_word && form.narrated == 0) return false;
    // "Gosh!", "Awfully": only ever the first word of what somebody says.
    if (form.words.size() == 1 && form.narrated == 0 && entry(form.words[0]).capital_count == 0 && !given_name)
      return false;
    if (form.called >= 2 || (form.introduced > 0 && (given_name || form.words.size() > 1))) return true;
    if (given_name && !any_word && (form.count >= 2 || form.acts > 0 || form.called > 0)) return true;
    // The longer the text, the more often a person acts in it.
    const auto enough =
        static_cast<std::uint32_t>(std::clamp<std::size_t>(tokens_.all.size() / 10000, any_word ? 2 : 1, 3));
    return form.acts >= enough && form.placed * 4 < form.count;
  }

  /// "Miss Bertrams", "the Emersons": several of a name that one of them bears.
  bool is_plural(const NameUsage& form) const {
    const language::Lexicon::Entry& last = entry(form.words.back());
    if (last.lower.size() < 4) return false;
    using Ending = language::Morphology::Ending;
    const language::Morphology& morphology = tokens_.language().morphology();
    if (form.words.size() == 1 && morphology.has_ending(last.lower, Ending::men)) return true;  // "Englishmen"
    const std::vector<std::string_view> singulars = morphology.singulars(last.lower);
    if (singulars.empty()) return false;
    const bool titled = (entry(form.words.front()).classes & language::kTitle) != 0 && form.words.size() > 1;
    if (form.words.size() == 1 && (tokens_.language().word_classes(singulars.front()) & language::kNoName) != 0)
      return true;  // "Indians"
    if (!titled && form.with_the * 2 < form.count) return false;
    return std::any_of(singulars.begin(), singulars.end(),
                       [&](std::string_view one) { return surnames_.contains(one); });
  }

  /// "Adela Quested", once, where there are Adela and Miss Quested, or Adela and Quested: it joins them.
  bool is_link(const NameUsage& form) const {
    if (form.words.size() != 2 || !first_names_.contains(entry(form.words[0]).lower)) return false;
    const std::string& last = entry(form.words[1]).lower;
    return surnames_.contains(last) ||
           (first_names_.contains(last) && (entry(form.words[1]).classes & language::kGivenName) == 0);
  }

  /// Whether a role ("the painter") may be somebody who has a name: who speaks where it speaks, but never answers it.
  bool may_be_named(const NameUsage& role, const NearbySpeakers& named) const {
    constexpr std::size_t kTelling = 3;  // speeches: fewer prove nothing
    if (role.said_in.size() < kTelling) return false;
    const auto near = named.of(role);
    return std::any_of(near.begin(), near.end(), [&](const auto& one) {
      return std::size_t{3} * one.second >= role.said_in.size() && answers(role, *one.first) == 0;
    });
  }

  void choose() {
    for (const NameUsage& form : forms_) {
      if (!person_like(form)) continue;
      const bool titled = (entry(form.words.front()).classes & language::kTitle) != 0 && form.words.size() > 1;
      if (titled || form.words.size() > 1) surnames_.insert(entry(form.words.back()).lower);
      if (form.words.size() == 1 && form.with_the * 2 < form.count) first_names_.insert(entry(form.words[0]).lower);
    }
    std::vector<const NameUsage*> named;
    for (const NameUsage& form : forms_) {
      if (!form.role && person_like(form)) named.push_back(&form);
    }
    const NearbySpeakers speakers(named);
    for (const NameUsage& form : forms_) {
      if (form.role && !owner(form) && may_be_named(form, speakers)) continue;
      if ((person_like(form) || is_link(form)) && (owner(form) || !is_plural(form))) chosen_.push_back(&form);
    }
    // The longest and most frequent forms first: the others join them.
    std::sort(chosen_.begin(), chosen_.end(), [](const NameUsage* a, const NameUsage* b) {
      if (a->count != b->count) return a->count > b->count;
      return a->first_seen < b->first_seen;
    });
    constexpr std::size_t kMostForms = 1200;  // of names in one book; merging compares them pairwise
    if (chosen_.size() > kMostForms) chosen_.resize(kMostForms);
    for (const NameUsage& form : absent_) chosen_.push_back(&form);
  }

  std::string written(const NameUsage& form) const {
    std::string name;
    for (std::size_t i = 0; i < form.words.size(); ++i) {
      if (!name.empty()) name += ' ';
      name += written(form, i);
      if ((entry(form.words[i]).classes & language::kAbbreviation) != 0 && form.words.size() > 1) name += '.';
    }
    return name;
  }

  /// One word of a name as the text has it; what is only ever shouted ("MEG!") gets small letters.
  std::string written(const NameUsage& form, std::size_t i) const {
    const auto token = form.written_at + static_cast<std::uint32_t>(i);
    const std::string_view word = tokens_.written(token);
    std::size_t capitals = 0;
    std::size_t letters = 0;
    std::string name;
    std::string small;
    for (std::size_t at = 0; at < word.size();) {
      const CodePoint c = code_point_at(word, at);
      if (is_letter(c.value)) ++letters;
      if (is_upper(c.value)) ++capitals;
      append_utf8(name, c.value == U'’' ? U'\'' : c.value);
      small += at == 0 ? name : lower_case(word.substr(at, c.next - at));
      at = c.next;
    }
    return letters > 1 && capitals == letters && !tokens_.is_numeral(token) ? small : name;
  }

  /// The forms of each person who is found, most frequent first; those of given people go to `settled`: their own
  /// names, and what clusters with these.
  std::vector<std::vector<std::uint32_t>> people(std::vector<std::vector<std::uint32_t>>& settled) const {
    std::map<std::uint32_t, std::vector<std::uint32_t>> members;
    std::map<std::uint32_t, std::size_t> owner_of_cluster;  // of its most frequent form that is somebody's
    for (std::uint32_t i = 0; i < chosen_.size(); ++i) {
      if (const auto whose = owner(*chosen_[i])) owner_of_cluster.emplace(clusters_[i], *whose);
    }
    for (std::uint32_t i = 0; i < chosen_.size(); ++i) {
      const auto cluster = owner_of_cluster.find(clusters_[i]);
      if (const auto whose = owner(*chosen_[i])) {
        settled[*whose].push_back(i);
      } else if (cluster != owner_of_cluster.end()) {
        settled[cluster->second].push_back(i);
      } else {
        members[clusters_[i]].push_back(i);
      }
    }
    std::vector<std::vector<std::uint32_t>> lists;
    for (auto& [_, list] : members) lists.push_back(std::move(list));
    return lists;
  }

  /// Adds what the text tells of a given character, and the author does not.
  void complete(document::Character& character, std::vector<std::uint32_t> list) {
    std::erase_if(list, [&](std::uint32_t i) { return chosen_[i]->count == 0; });
    if (list.empty()) return;
    document::Character seen;
    describe(seen, list);
    if (character.gender == language::Gender::unknown) {
      character.gender = seen.gender;
      character.gender_why = seen.gender_why;
    }
    for (const std::uint32_t i : list) {
      if (!owner(*chosen_[i])) character.aliases.push_back(written(*chosen_[i]));
    }
  }

  DiscoveredCast characters() {
    struct Found {
      document::Character character;
      std::uint32_t count = 0;
    };
    std::vector<Found> found;
    std::vector<std::vector<std::uint32_t>> settled(given_.size());
    for (const std::vector<std::uint32_t>& list : people(settled)) {
      Found one;
      std::uint32_t speaks = 0;
      std::uint32_t called = 0;
      std::uint32_t acts = 0;
      for (const std::uint32_t i : list) {
        one.count += chosen_[i]->count;
        speaks += chosen_[i]->speaks + chosen_[i]->introduced;
        called += chosen_[i]->called;
        acts += chosen_[i]->acts;
      }
      if (speaks == 0 && called == 0 && acts == 0 && one.count < 2) continue;
      describe(one.character, list);
      found.push_back(std::move(one));
    }
    std::set<std::string> ids = {document::kNarrator};
    DiscoveredCast discovered;
    for (std::size_t i = 0; i < given_.size(); ++i) {
      ids.insert(given_[i].id);
      if (settled[i].empty()) {  // all of their names only describe
        discovered.described.push_back(given_[i]);
        continue;
      }
      Found one{given_[i], 0};
      for (const std::uint32_t form : settled[i]) one.count += chosen_[form]->count;
      complete(one.character, settled[i]);
      found.push_back(std::move(one));
    }
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.count > b.count; });
    for (Found& one : found) {
      if (!one.character.given && !ids.insert(one.character.id).second) continue;
      discovered.cast.push_back(std::move(one.character));
    }
    return discovered;
  }

  /// The given name, where a person is called by it about as often as by a title: Adela, not Miss Quested.
  const NameUsage& called(const NameUsage& usual, const std::vector<std::uint32_t>& list) const {
    constexpr std::uint32_t kAboutAsOften = 3;
    if (usual.words.size() < 2 || (entry(usual.words.front()).classes & language::kTitle) == 0) return usual;
    for (const std::uint32_t i : list) {
      const NameUsage& form = *chosen_[i];
      const bool given = form.words.size() == 1 && (entry(form.words[0]).classes & language::kGivenName) != 0;
      if (given && form.count * kAboutAsOften >= usual.count && form.words.back() != usual.words.back()) return form;
    }
    return usual;
  }

  void describe(document::Character& character, const std::vector<std::uint32_t>& list) {
    const NameUsage* name = chosen_[list.front()];
    double he = 0;
    double she = 0;
    language::Gender titled = language::Gender::unknown;
    language::Gender given = language::Gender::unknown;
    std::string title;
    std::string given_name;
    for (const std::uint32_t i : list) {
      const NameUsage& form = *chosen_[i];
      he += form.he;
      she += form.she;
      const std::uint32_t first = entry(form.words.front()).classes;
      if (form.words.size() > 1 && (first & language::kTitle) != 0 &&
          language::gender_of(first) != language::Gender::unknown && titled == language::Gender::unknown) {
        titled = language::gender_of(first);
        title = written(form).substr(0, written(form).find(' '));
      }
      for (std::size_t word = 0; word < form.words.size(); ++word) {
        const std::uint32_t classes = entry(form.words[word]).classes;
        if ((classes & language::kGivenName) == 0 || given != language::Gender::unknown) continue;
        given = language::gender_of(classes);
        if (given != language::Gender::unknown) given_name = written(form, word);
      }
      const std::uint32_t last = entry(form.words.back()).classes;
      if ((last & (language::kPersonNoun | language::kKin)) != 0 && titled == language::Gender::unknown &&
          language::gender_of(last) != language::Gender::unknown) {
        titled = language::gender_of(last);
        title = "the word " + entry(form.words.back()).lower;
      }
    }
    // An office ("the Inspector") gives way to a name.
    const auto is_office = [](const NameUsage& form) {
      return form.with_the * 2 >= form.count && form.words.size() == 1;
    };
    for (const std::uint32_t i : list) {
      if (!is_office(*name)) break;
      if (!is_office(*chosen_[i])) name = chosen_[i];
    }
    name = &called(*name, list);
    const bool common = is_office(*name);
    character.name = name->role ? entry(name->words[0]).lower : written(*name);
    if (common) character.name = tokens_.language().phrase("name-phrases", "described", character.name);
    character.id = slug(written(*name));
    if (common) character.id = slug(character.name);
    for (const std::uint32_t i : list) {
      if (chosen_[i] != name) character.aliases.push_back(written(*chosen_[i]));
    }
    const language::Gender voted = he >= 2 * she + 1.5   ? language::Gender::male
                                   : she >= 2 * he + 1.5 ? language::Gender::female
                                                         : language::Gender::unknown;
    const double strongest = std::max(he, she);
    if (titled != language::Gender::unknown) {
      character.gender = titled;
      character.gender_why = title;
    } else if (voted != language::Gender::unknown && (strongest >= 4 || given == language::Gender::unknown)) {
      character.gender = voted;
      character.gender_why = fmt::format("{} x {:.0f}", voted == language::Gender::male ? "he" : "she", strongest);
    } else if (given != language::Gender::unknown) {
      character.gender = given;
      character.gender_why = "the name " + given_name;
    }
  }

  const document::Tokens& tokens_;
  const std::vector<document::Character>& given_;
  std::map<std::vector<std::uint32_t>, std::size_t> owner_of_name_;  ///< index into the given characters
  std::vector<NameUsage> forms_;
  std::deque<NameUsage> absent_;  ///< names of given characters that the text does not have
  std::set<std::string, std::less<>> surnames_;
  std::set<std::string, std::less<>> first_names_;
  std::vector<const NameUsage*> chosen_;
  std::vector<std::uint32_t> clusters_;
};

}  // namespace

DiscoveredCast discover_cast(document::Tokens& tokens, const std::vector<document::Character>& given) {
  return Discovery(tokens, given).run();
}

}  // namespace sotto::attribution
