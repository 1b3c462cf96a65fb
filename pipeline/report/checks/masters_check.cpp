#include <fmt/format.h>

#include "report/checks/check.h"
#include "report/checks/findings.h"
#include "shared/text.h"

namespace sotto::checks {

namespace {

void judge_masters(const ListeningContext& context, contents::CheckReport& check) {
  check.limit = "all of them";
  check.hint = fmt::format("Make it again: {}", context.made.command);
  for (const contents::ChapterReport& chapter : context.report.chapters) {
    // What kind of file it is belongs to another check.
    if (chapter.unheard.empty() || (chapter.form && *chapter.form != publish::form_of(context.made.profile))) continue;
    check.findings.push_back(fail(finding_in(chapter, chapter.unheard)));
  }
  check.number = static_cast<double>(check.findings.size());
  finish(check, fmt::format("{}, {} to be made again", counted(context.report.chapters.size(), "master"),
                            check.findings.size()));
}

}  // namespace

Check masters_check() {
  return {.id = "masters",
          .group = "complete",
          .name = "Every master is whole and up to date",
          .meaning =
              "Each chapter's file can be read to its end, holds that chapter, and was made of the script, the "
              "voices, the ambience and the profile as they are now. One that is not so cannot be listened to: "
              "nothing else is said of it.",
          .run = ListeningCheck{.judge = judge_masters, .without_masters = true}};
}

}  // namespace sotto::checks
