#pragma once

/// Which edition of a book was made last: what `check` listens to where nothing else is asked for.

#include <filesystem>
#include <optional>

#include "production/workspace.h"

namespace sotto::production {

/// Notes it in the book's records. Throws MachineFailure.
void record_delivery(const std::filesystem::path& book_records, const DeliveryOverride& delivery);

/// Its profile, formats and whether it is dry; nothing where that is not known.
std::optional<DeliveryOverride> last_delivery(const std::filesystem::path& book_records);

}  // namespace sotto::production
