#pragma once

/// The ages that voices have, and the years that they stand for.

#include <string>

namespace sotto::language {

inline constexpr int kOldestChild = 13;
inline constexpr int kOldestYoung = 25;
inline constexpr int kYoungestOld = 65;

/// "child", "young", "adult" or "old".
inline std::string age_of_years(int years) {
  return years <= kOldestChild ? "child" : years <= kOldestYoung ? "young" : years < kYoungestOld ? "adult" : "old";
}

}  // namespace sotto::language
