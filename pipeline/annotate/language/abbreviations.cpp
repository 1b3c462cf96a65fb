#include "annotate/language/abbreviations.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "shared/text.h"

namespace sotto::language {

namespace {

Abbreviation::Needs needs(std::string_view name) {
  if (name == "nothing") return Abbreviation::Needs::nothing;
  if (name == "stop") return Abbreviation::Needs::stop;
  if (name == "number") return Abbreviation::Needs::number;
  if (name == "year") return Abbreviation::Needs::year;
  if (name == "names") return Abbreviation::Needs::names;
  throw std::invalid_argument("an abbreviation cannot need '" + std::string(name) + "'");
}

}  // namespace

Abbreviations::Abbreviations(const Table& table) {
  for (const Table::Row& row : table) {
    all_.emplace(row[0], Abbreviation{row[0], row[1], needs(row[2]), among(split_words(row[3]), "end-sentence")});
  }
}

const Abbreviation* Abbreviations::find(std::string_view word) const {
  constexpr std::size_t kLongest = 12;  // with the full stops of "e.g."
  if (word.size() > kLongest) return nullptr;
  std::string key = lower_case(word);
  key.erase(std::remove(key.begin(), key.end(), '.'), key.end());
  const auto found = all_.find(key);
  return found == all_.end() ? nullptr : &found->second;
}

}  // namespace sotto::language
