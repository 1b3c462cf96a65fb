#pragma once

/// Novels whose speakers are known, in the layouts of two corpora. The Project Dialogism Novel Corpus has a folder for
/// each with `novel_text.txt`, `quotation_info.csv` and `character_info.csv`. LitBank has `original/NAME.txt` and
/// `quotations/tsv/NAME_brat.ann`, which knows the speakers of the first 2,000 words.

#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "annotate/document/book.h"
#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"

namespace sotto::training {

using namespace document;

enum class QuotationType { explicit_, anaphoric, implicit, unlabelled };

/// One run of quoted text and its speaker (an index into Novel::characters; -1: not in the list).
struct KnownQuotation {
  Span span;  ///< without white space and quotation marks at its ends
  int speaker = -1;
  QuotationType type = QuotationType::unlabelled;
};

struct KnownCharacter {
  std::string name;
  std::vector<std::string> aliases;
  language::Gender gender = language::Gender::unknown;
};

struct Novel {
  std::string name;
  std::string author;
  Manuscript manuscript;
  std::vector<Chapter> chapters;
  std::vector<KnownCharacter> characters;
  std::vector<KnownQuotation> quotations;
  bool opening = false;  ///< only its first quotations are known, and of its characters no names

  /// The list as a book.yaml would give it; marks of narrators are left out.
  std::vector<Character> given_cast() const;
  /// The character whom a name means, or -1; `loose` also takes a part of a name that only one character owns.
  int character_named(const std::string& name, bool loose) const;

  std::unordered_map<std::string, int> strict_names;
  std::unordered_map<std::string, int> loose_names;
};

/// White space, quotation marks and underscores off both ends.
Span trimmed(std::string_view text, Span span);

/// Reads a novel's folder; throws std::runtime_error when a file is missing or malformed.
Novel read_novel(const std::filesystem::path& folder);

/// Reads all works of LitBank's folder, by name.
std::vector<Novel> read_openings(const std::filesystem::path& folder);

}  // namespace sotto::training
