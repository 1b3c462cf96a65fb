// Any bytes as a script file: refused with a diagnostic, or what is read is written and reads back as the same.

#include "annotate/script/script_yaml.h"
#include "fuzz.h"

using namespace sotto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Folder folder;
  Diagnostics diagnostics;
  const auto first = script::read_script_chapter(folder.write("01-x.yaml", fuzz::view(data, size)), diagnostics);
  fuzz::require(!fuzz::steers_terminal(render(diagnostics)), "diagnostics do not steer the terminal");
  if (!first) {
    fuzz::require(diagnostics.has_errors(), "a refusal has its reason");
    return 0;
  }
  // What was never a chapter's (no number) is not written either.
  if (first->chapter.number == 0) return 0;
  const std::string written = script::write_script_chapter(first->chapter);
  Diagnostics none;
  const auto second = script::read_script_chapter(folder.write("02-x.yaml", written), none);
  fuzz::require(second.has_value(), "what was written can be read");
  fuzz::require(script::write_script_chapter(second->chapter) == written, "what was read back is the same");
  fuzz::require(second->chapter.lines.size() == first->chapter.lines.size(), "no line is lost");
  return 0;
}
