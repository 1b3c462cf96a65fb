#include "studio/text_patch.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

#include "annotate/script/word_alignment.h"

namespace sotto::studio {

namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

std::string joined(const std::vector<std::string_view>& lines, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) text += lines[i];
  return text;
}

bool stands_at(const std::vector<std::string_view>& lines, std::size_t at, const std::vector<std::string_view>& wanted,
               const std::string& above) {
  if (at + wanted.size() > lines.size()) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (lines[at + i] != wanted[i]) return false;
  }
  // Lines that are there tell their place themselves.
  return !wanted.empty() || (at == 0 ? above.empty() : lines[at - 1] == above);
}

}  // namespace

TextPatch make_patch(std::string_view before, std::string_view after) {
  const std::vector<std::string_view> old_lines = lines_of(before);
  const std::vector<std::string_view> new_lines = lines_of(after);
  std::unordered_map<std::string_view, std::uint32_t> numbers;
  const auto numbered = [&](const std::vector<std::string_view>& lines) {
    std::vector<std::uint32_t> all;
    for (const std::string_view line : lines) {
      all.push_back(numbers.emplace(line, static_cast<std::uint32_t>(numbers.size())).first->second);
    }
    return all;
  };
  const std::vector<std::uint32_t> partners = script::align_words(numbered(old_lines), numbered(new_lines));
  TextPatch patch;
  std::size_t old_at = 0;
  std::size_t new_at = 0;
  const auto close = [&](std::size_t old_end, std::size_t new_end) {
    if (old_at == old_end && new_at == new_end) return;
    patch.push_back({old_at, joined(old_lines, old_at, old_end), joined(new_lines, new_at, new_end),
                     old_at > 0 ? std::string(old_lines[old_at - 1]) : std::string()});
  };
  for (std::size_t i = 0; i < partners.size(); ++i) {
    if (partners[i] == script::kNoWord) continue;
    close(i, partners[i]);
    old_at = i + 1;
    new_at = partners[i] + 1;
  }
  close(old_lines.size(), new_lines.size());
  return patch;
}

TextPatch inverse(const TextPatch& patch) {
  TextPatch back;
  std::ptrdiff_t moved = 0;
  for (const PatchHunk& hunk : patch) {
    back.push_back({static_cast<std::size_t>(static_cast<std::ptrdiff_t>(hunk.line) + moved), hunk.after, hunk.before,
                    hunk.above});
    moved += static_cast<std::ptrdiff_t>(lines_of(hunk.after).size()) -
             static_cast<std::ptrdiff_t>(lines_of(hunk.before).size());
  }
  return back;
}

std::optional<std::string> apply_patch(std::string_view text, const TextPatch& patch) {
  const std::vector<std::string_view> lines = lines_of(text);
  std::string result;
  std::size_t done = 0;      // of `lines`
  std::ptrdiff_t moved = 0;  // by what others have put above
  for (const PatchHunk& hunk : patch) {
    const std::vector<std::string_view> wanted = lines_of(hunk.before);
    const auto guess = static_cast<std::size_t>(
        std::max<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(hunk.line) + moved, static_cast<std::ptrdiff_t>(done)));
    std::optional<std::size_t> place;
    for (std::size_t away = 0; !place && away <= lines.size(); ++away) {
      if (guess + away <= lines.size() && stands_at(lines, guess + away, wanted, hunk.above)) place = guess + away;
      if (!place && away <= guess && guess - away >= done && stands_at(lines, guess - away, wanted, hunk.above)) {
        place = guess - away;
      }
    }
    if (!place) return std::nullopt;
    result += joined(lines, done, *place);
    result += hunk.after;
    done = *place + wanted.size();
    moved = static_cast<std::ptrdiff_t>(*place) - static_cast<std::ptrdiff_t>(hunk.line);
  }
  return result + joined(lines, done, lines.size());
}

}  // namespace sotto::studio
