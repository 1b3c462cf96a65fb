#pragma once

/// The tags of a book for players and libraries.

#include <optional>
#include <string>

#include "production/plan.h"
#include "publish/encoding/join.h"
#include "publish/encoding/picture.h"
#include "shared/diagnostics.h"

namespace sotto::production {

/// The narrators are the voices that are heard, the narrator's first, by their profiles' names: "Narrator, Old Woman".
encoding::BookTags book_tags(const ProductionPlan& plan);

/// The book's own cover; a file that is none is a warning.
std::optional<encoding::Picture> given_cover(const document::Book& book, Diagnostics& diagnostics);

}  // namespace sotto::production
