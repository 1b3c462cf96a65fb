#include "production/read_plan.h"

#include <fmt/format.h>

#include <utility>

#include "synthesis/engines.h"

namespace sotto::production {

void note_missing_stems(const ProductionSettings& settings, Diagnostics& diagnostics) {
  if (!settings.stems || !settings.book.ambience.silent()) return;
  diagnostics.note(
      settings.book.path.string(), "no stems are written: without ambience, the master is the voices",
      settings.profile && settings.profile->dry ? fmt::format("the profile {} is dry", settings.profile->name) : "");
}

std::optional<ProductionPlan> read_plan(ProductionSettings settings, const Workspace& workspace,
                                        Diagnostics& diagnostics) {
  auto annotated = annotate_book(settings.book, workspace.scripts_of(settings.book), diagnostics);
  if (!annotated || !settings.profile) return std::nullopt;
  return plan(read_inputs(std::move(settings), std::move(*annotated), diagnostics), diagnostics);
}

contents::MadeProduction made_production(ProductionPlan plan) {
  contents::MadeProduction made;
  made.engine_version = synthesis::engine_versions(plan.engines, plan.cast.voices);
  made.book = std::move(plan.book);
  made.manuscript = std::move(plan.manuscript);
  made.script = std::move(plan.script);
  made.cast = std::move(plan.cast);
  made.profile = std::move(plan.profile);
  made.sotto_version = SOTTO_VERSION;
  return made;
}

}  // namespace sotto::production
