// Any bytes as YAML, changed at random places: the wanted tree, no comment lost, and undone the same bytes.

#include "fuzz.h"
#include "support/yaml_texts.h"

using namespace sotto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // The first bytes choose the changes; with an odd first byte, the others a text of ours, too.
  constexpr std::size_t kChoices = 24;
  if (size < kChoices) return 0;
  std::string_view choices = fuzz::view(data, kChoices);
  std::string text(fuzz::view(data + kChoices, size - kChoices));
  std::size_t next = 0;
  const auto pick_from = [&next](std::string_view from, std::size_t count) {
    return from.empty() ? 0 : (static_cast<unsigned char>(from[next++ % from.size()]) + next / from.size()) % count;
  };
  if (choices[0] % 2 == 1) {
    const std::string source = std::exchange(text, {});
    text = testing::YamlTexts([&](std::size_t count) { return pick_from(source, count); }).make();
    next = 0;
  } else if (text.find('|') != std::string::npos || text.find('>') != std::string::npos) {
    // Where a block scalar stands beside comments that are indented more than it, removing what stands between makes
    // them one: whoever changes such a text reads it again.
    return 0;
  }
  std::size_t edits = 0;
  const auto problem = testing::edit_and_undo(
      text, [&](std::size_t count) { return pick_from(choices.substr(1), count); }, edits);
  fuzz::require(!problem, problem.value_or("").c_str());
  return 0;
}
