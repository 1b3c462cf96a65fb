#pragma once

/// What `produce` would make of a book, and why. Nothing is made, nothing is written.

#include <optional>
#include <string>
#include <vector>

#include "annotate/document/book.h"
#include "production/workspace.h"
#include "shared/diagnostics.h"

namespace sotto::production {

/// One line per artefact: why it would be made; empty: everything stands. Nothing is returned when the input is wrong.
/// `verify`: reads the cache and the masters, whatever the times of their files say. `chapter`: of the only one that
/// would be made, its number. Throws MachineFailure.
std::optional<std::vector<std::string>> preview(const document::Book& book, const Workspace& workspace, bool verify,
                                                std::optional<int> chapter, Diagnostics& diagnostics);

}  // namespace sotto::production
