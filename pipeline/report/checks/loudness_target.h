#pragma once

/// Whether a chapter is as loud as its delivery profile asks.

#include "publish/delivery_profile.h"
#include "report/contents/report.h"

namespace sotto::checks {

/// Whether the chapter has the profile's loudness, or comes as near to it as the range of its RMS level lets it: one of
/// a few sentences is pauses for the most part.
bool has_target_loudness(const contents::ChapterReport& chapter, const publish::DeliveryProfile& profile);

}  // namespace sotto::checks
