#pragma once

/// What is wrong with the channels of the takes.

#include <functional>
#include <string>
#include <vector>

#include "report/checks/findings.h"

namespace sotto::checks {

/// Says what is wrong with the channels of one take; empty: nothing.
using ChannelFault = std::function<std::string(const analysis::Channels&)>;

/// Adds findings that fail: where most takes of a chapter have one fault, one for the chapter; otherwise one for each
/// line with a fault. Returns whether there are any.
bool add_channel_faults(const std::vector<AnalyzedChapter>& chapters, contents::CheckReport& check,
                        const ChannelFault& fault_of);

}  // namespace sotto::checks
