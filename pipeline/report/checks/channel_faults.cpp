#include "report/checks/channel_faults.h"

#include <algorithm>
#include <map>

namespace sotto::checks {

bool add_channel_faults(const std::vector<AnalyzedChapter>& chapters, contents::CheckReport& check,
                        const ChannelFault& fault_of) {
  bool any = false;
  for (const AnalyzedChapter& chapter : chapters) {
    std::map<std::size_t, std::string> lines;
    std::map<std::string, std::size_t> takes;
    std::size_t found = 0;
    for (std::size_t c = 0; c < chapter.measured.cues.size(); ++c) {
      if (!chapter.measured.cues[c].found) continue;
      ++found;
      const std::string fault = fault_of(chapter.measured.cues[c].channels);
      if (fault.empty()) continue;
      ++takes[fault];
      lines.try_emplace(chapter.timeline.cues[c].line, fault);
    }
    const auto most =
        std::max_element(takes.begin(), takes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == takes.end()) continue;
    any = true;
    if (2 * most->second > found) {
      check.findings.push_back(fail(finding_in(chapter.report, most->first)));
      continue;
    }
    for (const auto& [line, fault] : lines) {
      check.findings.push_back(fail(finding_at_line_or_title(chapter.report, line, fault)));
    }
  }
  return any;
}

}  // namespace sotto::checks
