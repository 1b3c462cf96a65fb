#pragma once

/// What the studio writes into a book's settings (`book.yaml`), at the place: from the text to what it is to be.

#include <optional>
#include <string>
#include <vector>

#include "annotate/document/book.h"

namespace sotto::studio {

/// What is to be said of somebody. What is absent stays as it is; an empty value takes the key away.
struct PersonEdit {
  std::optional<std::string> name = {};
  std::optional<std::string> gender = {};  ///< "f" or "m"
  std::optional<std::string> age = {};     ///< "child", "young", "adult", "old"
  std::optional<std::string> voice = {};
};

/// These return nothing for a text that cannot be changed at the place, and the reason in `why`.

/// `person` as the book has them now; they need not be in the settings yet.
std::optional<std::string> edit_person(const std::string& text, const document::Character& person,
                                       const PersonEdit& edit, std::string& why);

std::optional<std::string> add_person(const std::string& text, const document::Character& person, std::string& why);

/// Names of one person, the first of them their name from here on.
std::optional<std::string> merge_names(const std::string& text, const std::vector<std::string>& names,
                                       std::string& why);

/// Takes a name out of the list in `merge:` that has it.
std::optional<std::string> part_name(const std::string& text, const std::string& name, std::string& why);

/// How a word is said in this book; no phonemes: as it is written.
std::optional<std::string> pronounce(const std::string& text, const std::string& word, const std::string& phonemes,
                                     std::string& why);

}  // namespace sotto::studio
