#include "annotate/normalization/homographs.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <unordered_map>

#include "annotate/language/number_words.h"
#include "annotate/language/per_language.h"
#include "annotate/normalization/word_kinds.h"
#include "shared/text.h"

namespace sotto::normalization {

namespace {

using Words = std::vector<std::string_view>;

/// The alternatives of "he/she/it".
Words alternatives(std::string_view cell) {
  Words words;
  for (std::size_t begin = 0; begin <= cell.size();) {
    const std::size_t end = std::min(cell.find('/', begin), cell.size());
    words.push_back(cell.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

struct Phrase {
  std::vector<Words> before;  ///< nearest last
  std::vector<Words> after;
  std::string_view sense;
};

struct Sense {
  WordSense told;
  std::vector<WordKind> kinds;
  bool capital = false;
};

struct Entry {
  std::vector<Sense> senses;
  std::vector<Phrase> phrases;
  std::vector<std::pair<std::string_view, Words>> company;  ///< a sense, and what tells it
};

bool is_number(const language::Language& language, std::string_view item) {
  constexpr std::string_view kFigures = "0";
  return item == kFigures || language.table("number-words").find(item.substr(0, item.find('-'))) != nullptr;
}

class Homographs {
 public:
  explicit Homographs(const language::Language& language) : language_(language) {
    for (const language::Table::Row& row : language.table("homographs")) {
      Sense sense{{row[1], row[3]}, {}, false};
      for (const std::string_view kind : language::split_words(row[2])) {
        if (kind == kCapital) {
          sense.capital = true;
        } else if (const std::optional<WordKind> known = word_kind(kind)) {
          sense.kinds.push_back(*known);
        } else {
          throw std::invalid_argument("homographs: a word cannot be '" + std::string(kind) + "'");
        }
      }
      entries_[row[0]].senses.push_back(std::move(sense));
    }
    for (const language::Table::Row& row : language.table("homograph-phrases")) add_phrase(row);
    for (const language::Table::Row& row : language.table("homograph-company"))
      entries_.at(row[0]).company.emplace_back(row[1], language::split_words(row[2]));
  }

  const Entry* find(std::string_view lower) const {
    const auto found = entries_.find(lower);
    return found == entries_.end() ? nullptr : &found->second;
  }

  WordSense sense(const Entry& entry, const KindContext& context, std::size_t item) const {
    if (const Sense* capital = by_capital(entry, context, item)) return capital->told;
    for (const Phrase& phrase : entry.phrases) {
      if (stands(phrase, context, item)) return told(entry, phrase.sense);
    }
    for (const auto& [sense, company] : entry.company) {
      const bool there = std::any_of(context.items().begin(), context.items().end(),
                                     [&words = company](const std::string& other) { return among(words, other); });
      if (there) return told(entry, sense);
    }
    return by_kind(entry, context, item);
  }

 private:
  static constexpr std::string_view kCapital = "capital";

  void add_phrase(const language::Table::Row& row) {
    Phrase phrase{{}, {}, row[1]};
    Words words;
    for (std::string_view cell : language::split_words(row[0])) {
      if (cell.starts_with('*')) {
        words = alternatives(cell.substr(1));
      } else {
        (words.empty() ? phrase.before : phrase.after).push_back(alternatives(cell));
      }
    }
    for (const std::string_view word : words) entries_.at(word).phrases.push_back(phrase);
  }

  static WordSense told(const Entry& entry, std::string_view name) {
    for (const Sense& sense : entry.senses) {
      if (sense.told.sense == name) return sense.told;
    }
    throw std::invalid_argument("homographs: there is no sense '" + std::string(name) + "'");
  }

  /// Inside a sentence a capital, or none, tells those apart that differ by it.
  static const Sense* by_capital(const Entry& entry, const KindContext& context, std::size_t item) {
    const auto has_capital = [](const Sense& sense) { return sense.capital; };
    if (item == 0 || std::none_of(entry.senses.begin(), entry.senses.end(), has_capital)) return nullptr;
    const auto found = std::find_if(entry.senses.begin(), entry.senses.end(),
                                    [&](const Sense& sense) { return sense.capital == context.capital(item); });
    return found == entry.senses.end() ? nullptr : &*found;
  }

  bool is(const Words& words, const KindContext& context, std::ptrdiff_t item) const {
    if (item < 0) return among(words, "^");
    const auto at = static_cast<std::size_t>(item);
    if (at >= context.items().size()) return among(words, "$");
    const std::string& word = context.items()[at];
    return among(words, word) || (among(words, "#") && is_number(language_, word)) ||
           (among(words, "~A") && context.capital(at));
  }

  bool stands(const Phrase& phrase, const KindContext& context, std::size_t item) const {
    auto at = static_cast<std::ptrdiff_t>(item);
    for (auto words = phrase.before.rbegin(); words != phrase.before.rend(); ++words) {
      if (!is(*words, context, --at)) return false;
    }
    at = static_cast<std::ptrdiff_t>(item);
    return std::all_of(phrase.after.begin(), phrase.after.end(),
                       [&](const Words& words) { return is(words, context, ++at); });
  }

  WordSense by_kind(const Entry& entry, const KindContext& context, std::size_t item) const {
    const KindModel& model = KindModel::of(language_);
    const KindScores scores = model.scores(context, item);
    const KindScores prior = model.prior(context.items()[item]);
    const float most = *std::max_element(scores.begin(), scores.end());
    const Sense* best = &entry.senses.front();
    float likeliest = -1;
    for (const Sense& sense : entry.senses) {
      float likely = 0;
      for (const WordKind kind : sense.kinds) {
        const auto at = static_cast<std::size_t>(kind);
        likely += prior[at] * std::exp(scores[at] - most);
      }
      if (likely <= likeliest) continue;
      likeliest = likely;
      best = &sense;
    }
    return best->told;
  }

  const language::Language& language_;
  std::unordered_map<std::string_view, Entry> entries_;
};

const Homographs& homographs_of(const language::Language& language) {
  static language::PerLanguage<Homographs> homographs;
  return homographs.of(language, [](const language::Language& one) { return Homographs(one); });
}

}  // namespace

std::vector<std::optional<WordSense>> word_senses(const language::Language& language,
                                                  const std::vector<WrittenToken>& pieces) {
  std::vector<std::optional<WordSense>> senses(pieces.size());
  const Homographs& homographs = homographs_of(language);
  std::optional<KindContext> context;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].kind != WrittenToken::Kind::word) continue;
    const Entry* entry = homographs.find(lower_case(pieces[i].text));
    if (entry == nullptr) continue;
    if (!context) context.emplace(language, pieces);
    senses[i] = homographs.sense(*entry, *context, *context->item_of(i));
  }
  return senses;
}

std::vector<std::vector<std::string_view>> sense_kinds(const language::Language& language, std::string_view word) {
  std::vector<std::vector<std::string_view>> kinds;
  for (const language::Table::Row& row : language.table("homographs")) {
    if (row[0] == word) kinds.push_back(language::split_words(row[2]));
  }
  return kinds;
}

}  // namespace sotto::normalization
