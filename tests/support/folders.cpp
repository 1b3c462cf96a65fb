#include "support/folders.h"

namespace sotto::testing {

std::filesystem::path source_folder() { return SOTTO_SOURCE_DIR; }

std::filesystem::path test_data() { return source_folder() / "tests" / "data"; }

}  // namespace sotto::testing
