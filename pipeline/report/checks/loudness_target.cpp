#include "report/checks/loudness_target.h"

#include <cmath>

namespace sotto::checks {

bool has_target_loudness(const contents::ChapterReport& chapter, const publish::DeliveryProfile& profile) {
  return std::fabs(publish::missing_level(profile, chapter.measure).value) <= profile.tolerance.value;
}

}  // namespace sotto::checks
