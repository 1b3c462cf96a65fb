#pragma once

/// Entries for people in the `cast:` of a book's settings, as a person would write them.

#include <optional>
#include <string>
#include <vector>

#include "annotate/document/book.h"
#include "shared/diagnostics.h"

namespace sotto::document {

struct CastEntry {
  Character character;
  std::string remark;  ///< for a person, one line; becomes a comment
};

/// An entry on one line: `Meg: {aliases: [Meg Giry], gender: f, age: young}`.
std::string write_cast_entry(const Character& character);

/// The text of settings (empty: there are none yet) with these entries behind those of its `cast:`; everything else
/// stays as it was written. Nothing is returned for a text with mistakes (reported), or one that is written in a way
/// that cannot be changed in place (not reported). `name`: of the file, for diagnostics.
std::optional<std::string> add_cast_entries(const std::string& name, const std::string& text,
                                            const std::vector<CastEntry>& entries, Diagnostics& diagnostics);

}  // namespace sotto::document
