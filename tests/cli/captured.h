#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace sotto::cli {

struct Captured {
  int status = -1;
  std::string out;
  std::string err;
};

/// What a command returns and prints.
inline Captured captured(const std::function<int()>& command) {
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  Captured captured;
  captured.status = command();
  captured.out = ::testing::internal::GetCapturedStdout();
  captured.err = ::testing::internal::GetCapturedStderr();
  return captured;
}

}  // namespace sotto::cli
