#include "annotate/language/abbreviations.h"

#include <algorithm>
#include <array>
#include <string>

#include "shared/text.h"

namespace sotto::language {

namespace {

using Needs = Abbreviation::Needs;

/// In alphabetical order, for the search.
constexpr std::array kAbbreviations{
    Abbreviation{"adm", "Admiral", Needs::stop, false},
    Abbreviation{"approx", "approximately", Needs::stop, false},
    Abbreviation{"apr", "April", Needs::stop, false},
    Abbreviation{"aug", "August", Needs::stop, false},
    Abbreviation{"ave", "Avenue", Needs::stop, true},
    Abbreviation{"blvd", "Boulevard", Needs::stop, true},
    Abbreviation{"bros", "Brothers", Needs::stop, true},
    Abbreviation{"ca", "circa", Needs::number, false},
    Abbreviation{"capt", "Captain", Needs::stop, false},
    Abbreviation{"cf", "compare", Needs::stop, false},
    Abbreviation{"chap", "chapter", Needs::number, false},
    Abbreviation{"co", "Company", Needs::stop, true},
    Abbreviation{"col", "Colonel", Needs::stop, false},
    Abbreviation{"cpl", "Corporal", Needs::stop, false},
    Abbreviation{"dec", "December", Needs::stop, false},
    Abbreviation{"dept", "Department", Needs::stop, false},
    Abbreviation{"dr", "Doctor", Needs::nothing, false},
    Abbreviation{"eg", "for example", Needs::stop, false},
    Abbreviation{"esq", "Esquire", Needs::stop, true},
    Abbreviation{"etc", "et cetera", Needs::nothing, true},
    Abbreviation{"feb", "February", Needs::stop, false},
    Abbreviation{"fig", "figure", Needs::number, false},
    Abbreviation{"ft", "feet", Needs::number, false},
    Abbreviation{"gen", "General", Needs::stop, false},
    Abbreviation{"gov", "Governor", Needs::stop, false},
    Abbreviation{"hon", "Honourable", Needs::stop, false},
    Abbreviation{"ie", "that is", Needs::stop, false},
    Abbreviation{"inc", "Incorporated", Needs::stop, true},
    Abbreviation{"jan", "January", Needs::number, false},
    Abbreviation{"jr", "Junior", Needs::nothing, true},
    Abbreviation{"jul", "July", Needs::stop, false},
    Abbreviation{"jun", "June", Needs::number, false},
    Abbreviation{"lieut", "Lieutenant", Needs::stop, false},
    Abbreviation{"ll", "lines", Needs::number, false},
    Abbreviation{"lt", "Lieutenant", Needs::stop, false},
    Abbreviation{"ltd", "Limited", Needs::nothing, true},
    Abbreviation{"maj", "Major", Needs::stop, false},
    Abbreviation{"messrs", "Messers", Needs::nothing, false},
    Abbreviation{"mgr", "Monsignor", Needs::stop, false},
    Abbreviation{"mlle", "Mademoiselle", Needs::nothing, false},
    Abbreviation{"mlles", "Mesdemoiselles", Needs::nothing, false},
    Abbreviation{"mm", "Messieurs", Needs::stop, false},
    Abbreviation{"mme", "Madame", Needs::nothing, false},
    Abbreviation{"mmes", "Mesdames", Needs::nothing, false},
    Abbreviation{"mr", "Mister", Needs::nothing, false},
    Abbreviation{"mrs", "Missis", Needs::nothing, false},
    Abbreviation{"ms", "Miz", Needs::stop, false},
    Abbreviation{"mt", "Mount", Needs::stop, false},
    Abbreviation{"no", "number", Needs::number, false},
    Abbreviation{"nos", "numbers", Needs::number, false},
    Abbreviation{"nov", "November", Needs::stop, false},
    Abbreviation{"oct", "October", Needs::stop, false},
    Abbreviation{"op", "opus", Needs::number, false},
    Abbreviation{"p", "page", Needs::number, false},
    Abbreviation{"pp", "pages", Needs::number, false},
    Abbreviation{"prof", "Professor", Needs::stop, false},
    Abbreviation{"rd", "Road", Needs::stop, true},
    Abbreviation{"rev", "Reverend", Needs::stop, false},
    Abbreviation{"revd", "Reverend", Needs::nothing, false},
    Abbreviation{"sen", "Senator", Needs::stop, false},
    Abbreviation{"sept", "September", Needs::stop, false},
    Abbreviation{"sgt", "Sergeant", Needs::nothing, false},
    Abbreviation{"sr", "Senior", Needs::stop, true},
    Abbreviation{"st", "Saint", Needs::nothing, false},
    Abbreviation{"ste", "Sainte", Needs::stop, false},
    Abbreviation{"viz", "namely", Needs::nothing, false},
    Abbreviation{"vol", "volume", Needs::number, false},
    Abbreviation{"vs", "versus", Needs::nothing, false},
};

bool before(const Abbreviation& entry, std::string_view word) { return entry.written < word; }

}  // namespace

const Abbreviation* find_abbreviation(std::string_view word) {
  constexpr std::size_t kLongest = 12;  // with the full stops of "e.g."
  if (word.size() > kLongest) return nullptr;
  std::string key = lower_case(word);
  key.erase(std::remove(key.begin(), key.end(), '.'), key.end());
  const auto* const found = std::lower_bound(kAbbreviations.begin(), kAbbreviations.end(), key, before);
  return found != kAbbreviations.end() && found->written == key ? found : nullptr;
}

}  // namespace sotto::language
