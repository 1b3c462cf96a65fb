#pragma once

#include <gtest/gtest.h>

#include "production/read_plan.h"
#include "support/small_book.h"

namespace sotto::production {

/// The plan of a book as it is now; a test that goes on without one fails.
inline ProductionPlan planned(const document::Book& book, const Workspace& workspace) {
  Diagnostics diagnostics;
  auto plan = read_plan(read_settings(book, workspace, diagnostics), workspace, diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics);
  return std::move(plan.value());
}

inline ProductionPlan planned(const testing::SmallBook& book) {
  Diagnostics diagnostics;
  return planned(book.open(diagnostics), book.workspace);
}

}  // namespace sotto::production
