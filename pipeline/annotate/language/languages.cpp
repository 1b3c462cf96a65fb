#include "annotate/language/languages.h"

#include <algorithm>
#include <array>
#include <string>

#include "annotate/language/embedded.h"
#include "annotate/language/en/english_morphology.h"
#include "shared/text.h"

namespace sotto::language {

namespace {

WordLists read_lists(std::string_view tag) {
  WordLists lists;
  for (const EmbeddedFile& file : embedded_files()) {
    const bool of_language = file.name.substr(0, file.name.find('/')) == tag;
    if (of_language && file.name.ends_with(".txt")) lists.read(std::string(file.name), file.bytes);
  }
  return lists;
}

const Language& english() {
  static const WordLists lists = read_lists("en");
  static const Language language{"en", "English", lists, english_morphology(lists)};
  return language;
}

struct Choice {
  std::string_view tag;
  const Language& (*language)();
};
constexpr std::array kLanguages{Choice{"en", english}};

}  // namespace

std::vector<std::string_view> language_tags() {
  std::vector<std::string_view> tags;
  tags.reserve(kLanguages.size());
  for (const Choice& choice : kLanguages) tags.push_back(choice.tag);
  return tags;
}

const Language* find_language(std::string_view tag) {
  const std::string primary = lower_case(tag.substr(0, tag.find_first_of("-_")));
  for (const Choice& choice : kLanguages) {
    if (choice.tag == primary) return &choice.language();
  }
  return nullptr;
}

const Language& manuscript_language() { return english(); }

const WordList& words(std::string_view name) { return manuscript_language().lists.words(name); }

const Table& table(std::string_view name) { return manuscript_language().lists.table(name); }

const Morphology& morphology() { return *manuscript_language().morphology; }

}  // namespace sotto::language
