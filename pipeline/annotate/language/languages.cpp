#include "annotate/language/languages.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <string>

#include "annotate/language/embedded.h"
#include "annotate/language/en/english_morphology.h"
#include "shared/text.h"

namespace sotto::language {

namespace {

std::vector<EmbeddedFile> files_of(std::string_view tag) {
  std::vector<EmbeddedFile> files;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.name.substr(0, file.name.find('/')) == tag) files.push_back(file);
  }
  return files;
}

const Language& english() {
  static const Language language("en", "English", files_of("en"), english_morphology);
  return language;
}

struct Choice {
  std::string_view tag;
  std::string_view name;
  const Language& (*language)();
};
constexpr std::array kLanguages{Choice{"en", "English", english}};

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

std::string_view default_language_tag() { return "en-gb"; }
bool reads(std::string_view language) {
  const std::string_view first = trim_space(language.substr(0, language.find_first_of(",;")));
  if (find_language(first) != nullptr) return true;
  return std::any_of(kLanguages.begin(), kLanguages.end(),
                     [&](const Choice& choice) { return lower_case(choice.name) == lower_case(first); });
}

std::string language_name(std::string_view tag) {
  const std::string written(tag);
  const std::string primary = written.substr(0, written.find_first_of("-_"));
  if (primary.size() < 2 || primary.size() > 3) return written;
  icu::UnicodeString shown;
  icu::Locale(primary.c_str()).getDisplayLanguage(icu::Locale::getEnglish(), shown);
  std::string name;
  shown.toUTF8String(name);
  return name.empty() || name == primary ? written : name;
}

const Language& default_language() {
  static const Language& language = *find_language(default_language_tag());
  return language;
}

}  // namespace sotto::language
