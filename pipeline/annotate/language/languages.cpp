#include "annotate/language/languages.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "annotate/language/embedded.h"
#include "annotate/language/en/english_morphology.h"
#include "annotate/language/plain_morphology.h"
#include "shared/text.h"

namespace sotto::language {

namespace {

constexpr std::string_view kEnglish = "en";
constexpr std::string_view kUndetermined = "und";  ///< the tag of BCP 47 for no language in particular

std::vector<EmbeddedFile> files_of(std::string_view tag) {
  std::vector<EmbeddedFile> files;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.name.substr(0, file.name.find('/')) == tag) files.push_back(file);
  }
  return files;
}

const Language& english() {
  static const Language language(kEnglish, "English", files_of(kEnglish), english_morphology);
  return language;
}

/// "fr" of "fr-CA" in small letters, where it is a language of ISO 639-1; else empty.
std::string primary_tag(std::string_view tag) {
  std::string primary = lower_case(tag.substr(0, tag.find_first_of("-_")));
  constexpr std::size_t kLetters = 2;
  if (primary.size() != kLetters || language_name(primary) == primary) return {};
  return primary;
}

}  // namespace

std::vector<std::string_view> language_tags() {
  std::vector<std::string_view> tags;
  for (const EmbeddedFile& file : embedded_files()) {
    const std::string_view tag = file.name.substr(0, file.name.find('/'));
    if (tag != kUndetermined && (tags.empty() || tags.back() != tag)) tags.push_back(tag);
  }
  return tags;
}

const Language* find_language(std::string_view tag) {
  const std::string primary = primary_tag(tag);
  if (primary.empty()) return nullptr;
  if (primary == kEnglish) return &english();
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<const Language>> others;
  const std::lock_guard lock(mutex);
  std::unique_ptr<const Language>& found = others[primary];
  if (found == nullptr) {
    found = std::make_unique<const Language>(primary, language_name(primary), files_of(primary),
                                             files_of(kUndetermined), english(), plain_morphology);
  }
  return found.get();
}

std::string find_tag(std::string_view language) {
  const std::string_view first = trim_space(language.substr(0, language.find_first_of(",;")));
  if (!primary_tag(first).empty()) return std::string(first);
  const std::string lower = lower_case(first);
  for (const char* const* code = icu::Locale::getISOLanguages(); *code != nullptr; ++code) {
    if (!primary_tag(*code).empty() && lower_case(language_name(*code)) == lower) return *code;
  }
  return {};
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

std::string_view default_language_tag() { return "en-gb"; }

const Language& default_language() {
  static const Language& language = *find_language(default_language_tag());
  return language;
}

}  // namespace sotto::language
