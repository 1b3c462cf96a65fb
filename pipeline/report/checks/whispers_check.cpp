#include <fmt/format.h>

#include <optional>

#include "report/checks/check.h"
#include "report/checks/delivery_findings.h"

namespace sotto::checks {

namespace {

void judge_whispers(const ListeningContext& context, contents::CheckReport& check) {
  const double share = context.limits.at("deliveries.whisper_voiced");
  check.limit = fmt::format("at most {:g} of the plain share", share);
  const auto fault_of = [&](const contents::DeliveryReport& d) -> std::optional<std::string> {
    if (d.voiced <= share * d.plain_voiced) return std::nullopt;
    return fmt::format("{:.0f} % voiced, plain {:.0f} %", d.voiced * 100, d.plain_voiced * 100);
  };
  judge_deliveries(context, {"whisper"}, fault_of, check);
}

}  // namespace

Check whispers_check() {
  return {.id = "whispers",
          .group = "deliveries",
          .name = "Whispers are unvoiced",
          .meaning = "The share of voiced sound in whispered lines against the same speaker's plain lines.",
          .hint = "Give the profile's `whisper` a variant that has breath instead of voice.",
          .limits = {{"deliveries.whisper_voiced", 0, 1, "of the plain share"}},
          .run = ListeningCheck{.judge = judge_whispers}};
}

}  // namespace sotto::checks
