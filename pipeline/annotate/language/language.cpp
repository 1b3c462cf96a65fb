#include "annotate/language/language.h"

#include <fmt/format.h>

#include "shared/failure.h"

namespace sotto::language {

namespace {

WordLists read_lists(const std::vector<EmbeddedFile>& files) {
  WordLists lists;
  for (const EmbeddedFile& file : files) {
    if (file.name.ends_with(".txt")) lists.read(std::string(file.name), file.bytes);
  }
  return lists;
}

/// The lists of a language of which less is known than of `other`.
WordLists completed(const std::vector<EmbeddedFile>& files, const std::vector<EmbeddedFile>& common,
                    const Language& other) {
  WordLists lists = read_lists(files);
  lists.add_missing(read_lists(common));
  for (const std::string_view names : {"given-names-female", "given-names-male"})
    lists.add_words(other.lists(), names);  // people travel
  lists.add_empty(other.lists());
  return lists;
}

std::vector<EmbeddedFile> with_models_of(const Language& other, std::vector<EmbeddedFile> files) {
  for (const EmbeddedFile& file : other.files()) {
    if (file.name.ends_with(".model")) files.push_back(file);
  }
  return files;
}

}  // namespace

Language::Language(std::string_view tag, std::string_view name, std::vector<EmbeddedFile> files,
                   MakeMorphology make_morphology)
    : Language(tag, name, files, read_lists(files), make_morphology) {}

Language::Language(std::string_view tag, std::string_view name, std::vector<EmbeddedFile> files,
                   const std::vector<EmbeddedFile>& common, const Language& other, MakeMorphology make_morphology)
    : Language(tag, name, with_models_of(other, files), completed(files, common, other), make_morphology) {}

Language::Language(std::string_view tag, std::string_view name, std::vector<EmbeddedFile> files, WordLists lists,
                   MakeMorphology make_morphology)
    : tag_(tag),
      name_(name),
      files_(std::move(files)),
      lists_(std::move(lists)),
      morphology_(make_morphology(lists_)),
      listed_classes_(listed_classes(lists_)),
      abbreviations_(lists_.table("abbreviations")),
      short_names_(lists_.table("short-names")) {}

std::uint32_t Language::word_classes(std::string_view lower) const {
  const auto found = listed_classes_.find(lower);
  const std::uint32_t listed = found == listed_classes_.end() ? 0 : found->second;
  return listed | morphology_->classes_by_form(lower, listed);
}

std::string_view Language::full_given_name(std::string_view lower) const {
  const Table::Row* const row = short_names_.find(lower);
  return row == nullptr ? std::string_view() : (*row)[1];
}

const EmbeddedFile& Language::model(std::string_view file) const {
  for (const EmbeddedFile& one : files_) {
    if (one.name.substr(one.name.rfind('/') + 1) == file) return one;
  }
  throw MachineFailure(fmt::format("the program was built without {}/{}", tag_, file));
}

}  // namespace sotto::language
