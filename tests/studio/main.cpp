// The tests are also the workers that they start.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "synthesis/engine_worker.h"

int main(int argc, char** argv) {
  if (const auto status = sotto::synthesis::engine_worker_main(argc, argv)) return *status;
  ::testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
