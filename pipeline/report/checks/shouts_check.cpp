#include <fmt/format.h>

#include <optional>

#include "report/checks/check.h"
#include "report/checks/delivery_findings.h"

namespace sotto::checks {

namespace {

void judge_shouts(const ListeningContext& context, contents::CheckReport& check) {
  const double louder = context.limits.at("deliveries.shout");
  check.limit = fmt::format("at least {:g} dB", louder);
  const auto fault_of = [&](const contents::DeliveryReport& d) -> std::optional<std::string> {
    if (d.level.value >= louder) return std::nullopt;
    return fmt::format("{:+.1f} dB", d.level.value);
  };
  judge_deliveries(context, {"shout", "thunder"}, fault_of, check);
}

}  // namespace

Check shouts_check() {
  return {.id = "shouts",
          .group = "deliveries",
          .name = "A shout is louder",
          .meaning = "The level of shouted lines against the same speaker's plain lines.",
          .hint = "Raise `level` of the profile's `shout`.",
          .limits = {{"deliveries.shout", -20, 20, "dB"}},
          .explained_by =
              {
                  {"channels", Reach::book},     // without one channel, half of the sound is missing
                  {"line-levels", Reach::book},  // a line that is far too loud or soft
              },
          .run = ListeningCheck{.judge = judge_shouts}};
}

}  // namespace sotto::checks
