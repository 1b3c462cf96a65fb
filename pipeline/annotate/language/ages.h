#pragma once

/// The ages that voices have, and the years that they stand for.

#include <string>
#include <string_view>

namespace sotto::language {

inline constexpr int kOldestChild = 13;
inline constexpr int kOldestYoung = 25;
inline constexpr int kYoungestOld = 65;

/// "child", "young", "adult" or "old".
inline std::string age_of_years(int years) {
  return years <= kOldestChild ? "child" : years <= kOldestYoung ? "young" : years < kYoungestOld ? "adult" : "old";
}

/// Whether an age is that of a child or of somebody young.
inline bool is_young(std::string_view age) { return age == "child" || age == "young"; }

}  // namespace sotto::language
