#include "annotate/language/lexicon.h"

namespace sotto::language {

std::uint32_t Lexicon::intern(std::string_view lower) {
  const auto found = numbers_.find(lower);
  if (found != numbers_.end()) return found->second;
  const auto number = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({std::string(lower), language_->word_classes(lower), 0, 0});
  numbers_.emplace(std::string(lower), number);
  return number;
}

std::uint32_t Lexicon::find(std::string_view lower) const {
  const auto found = numbers_.find(lower);
  return found == numbers_.end() ? kNone : found->second;
}

std::uint32_t Lexicon::add_name(std::uint32_t word) {
  const auto [place, is_new] = names_.emplace(word, static_cast<std::uint32_t>(entries_.size()));
  if (is_new) {
    const Entry& other = entries_[word];
    const std::uint32_t classes = kGivenName | (other.classes & (kMale | kFemale));
    entries_.push_back({other.lower, classes, 0, 0});
  }
  return place->second;
}

std::uint32_t Lexicon::name_of(std::uint32_t word) const {
  const auto found = names_.find(word);
  return found == names_.end() ? word : found->second;
}

}  // namespace sotto::language
