#pragma once

/// Everything that the program knows of one language.

#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/language/abbreviations.h"
#include "annotate/language/embedded.h"
#include "annotate/language/morphology.h"
#include "annotate/language/word_classes.h"
#include "annotate/language/word_lists.h"

namespace sotto::language {

/// Any thread may use it. It is neither copied nor moved: its parts refer to each other, and others to it.
class Language {
 public:
  using MakeMorphology = std::unique_ptr<const Morphology> (*)(const WordLists& lists);

  /// `tag`: of BCP 47, without region ("en"). `files`: word lists (*.txt) and learned models (*.model), whose bytes
  /// must outlive this. Throws std::invalid_argument where a word list is not in their format.
  Language(std::string_view tag, std::string_view name, std::vector<EmbeddedFile> files,
           MakeMorphology make_morphology);
  /// One of which less is known than of `other`, which must outlive this: what its own files lack is in `common`, or
  /// empty, and given names and learned models are those of `other`.
  Language(std::string_view tag, std::string_view name, std::vector<EmbeddedFile> files,
           const std::vector<EmbeddedFile>& common, const Language& other, MakeMorphology make_morphology);
  Language(const Language&) = delete;
  Language& operator=(const Language&) = delete;

  std::string_view tag() const { return tag_; }
  std::string_view name() const { return name_; }

  /// Whether numbers, signs and abbreviations are written out as words. If not, they are left to the speech engine.
  bool writes_out() const { return lists_.table("number-spelling").size() > 0; }

  /// A list or table by its name, which must be one of the data files' (a test compares them with the sources). The
  /// reference holds as long as the language.
  const WordList& words(std::string_view list) const { return lists_.words(list); }
  const Table& table(std::string_view name) const { return lists_.table(name); }
  /// The words of a table with a column "classes" that have one of these classes.
  const WordList& words(std::string_view table, std::string_view word_class) const {
    return lists_.words(table, word_class);
  }
  const WordLists& lists() const { return lists_; }
  const std::vector<EmbeddedFile>& files() const { return files_; }

  /// The phrase that a table has for something in its second column, with each "{}" replaced by the next of `words`.
  template <typename... Words>
  std::string phrase(std::string_view table, std::string_view of, const Words&... words) const {
    return fmt::vformat((*lists_.table(table).find(of))[1], fmt::make_format_args(words...));
  }

  const Morphology& morphology() const { return *morphology_; }

  /// The classes (word_classes.h) of a lower-case word, apostrophes straight, by the lists and by its form; 0 for one
  /// of which neither tells anything.
  std::uint32_t word_classes(std::string_view lower) const;

  /// The entry for a word as written ("Mr.", "MR", "e.g."), full stops ignored; null when it is none. Looks only at the
  /// spelling: whether its `needs` are met is for the reader in context.
  const Abbreviation* find_abbreviation(std::string_view word) const { return abbreviations_.find(word); }

  /// The full given name for a short one ("lizzy" -> "elizabeth"), or empty.
  std::string_view full_given_name(std::string_view lower) const;

  /// A learned model by the name of its file ("speaker_ranker.model"). Throws MachineFailure where there is none.
  const EmbeddedFile& model(std::string_view file) const;

 private:
  Language(std::string_view tag, std::string_view name, std::vector<EmbeddedFile> files, WordLists lists,
           MakeMorphology make_morphology);

  std::string tag_;
  std::string name_;
  std::vector<EmbeddedFile> files_;
  WordLists lists_;
  std::unique_ptr<const Morphology> morphology_;
  ListedClasses listed_classes_;
  Abbreviations abbreviations_;
  const Table& short_names_;
};

}  // namespace sotto::language
