#pragma once

#include <filesystem>

namespace sotto::testing {

/// The folder of the repository. Functions, and no macros of every test: what is compiled does not depend on where the
/// repository lies, so that ccache knows it also in another clone.
std::filesystem::path source_folder();

/// tests/data/ of the repository.
std::filesystem::path test_data();

}  // namespace sotto::testing
