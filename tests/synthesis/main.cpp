// The tests are also the workers that they start: with the program's engines, with an engine that fails on demand, and
// with a second engine beside the program's.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "synthesis/engine_worker.h"
#include "synthesis/failing_engine.h"
#include "synthesis/tone_engine.h"

int main(int argc, char** argv) {
  if (const auto status = sotto::synthesis::engine_worker_main(argc, argv)) return *status;
  if (const auto status = sotto::synthesis::failing_worker_main(argc, argv)) return *status;
  if (const auto status = sotto::synthesis::tone_worker_main(argc, argv)) return *status;
  ::testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
