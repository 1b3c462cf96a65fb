#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace sotto::testing {

/// Whether `actual` is what `tests/golden/<name>` holds. A missing golden fails; UPDATE_GOLDEN=1 in the environment
/// writes it instead.
::testing::AssertionResult matches_golden(std::string_view name, const std::string& actual);

}  // namespace sotto::testing
