#include "publish/read_along/text_edits.h"

#include <algorithm>

#include "shared/text.h"

namespace sotto::read_along {

namespace {

using document::DecodedRun;

/// The last run that begins at or before a place; the whole text's where there are none.
template <typename Place>
DecodedRun run_at(const std::vector<DecodedRun>& runs, std::size_t at, Place place) {
  const auto after = std::upper_bound(runs.begin(), runs.end(), at,
                                      [&](std::size_t offset, const DecodedRun& run) { return offset < run.*place; });
  return after == runs.begin() ? DecodedRun{} : *std::prev(after);
}

std::size_t byte_of(const document::DecodedText& text, std::size_t offset) {
  const DecodedRun run = run_at(text.runs, offset, &DecodedRun::text);
  const std::string_view before = std::string_view(text.text).substr(run.text, offset - run.text);
  return run.byte + (run.width == document::kSameBytes ? before.size() : run.width * count_code_points(before));
}

/// ASCII in the encoding of a file, which its first bytes announce.
std::string encoded(const std::string& ascii, std::string_view file) {
  using namespace std::string_view_literals;
  const bool wide = file.starts_with("\xFF\xFE\0\0"sv) || file.starts_with("\0\0\xFE\xFF"sv);
  const bool little = file.starts_with("\xFF\xFE"sv);
  if (!wide && !little && !file.starts_with("\xFE\xFF"sv)) return ascii;
  const std::string zeros(wide ? 3 : 1, '\0');
  std::string bytes;
  for (const char c : ascii) bytes += little ? c + zeros : zeros + c;
  return bytes;
}

}  // namespace

std::string edited(std::string_view bytes, const document::DecodedText& text, const std::vector<TextEdit>& edits) {
  std::string made;
  std::size_t done = 0;
  for (const TextEdit& edit : edits) {
    const std::size_t at = byte_of(text, edit.at);
    made += bytes.substr(done, at - done);
    made += encoded(edit.inserted, bytes);
    done = edit.erased == 0 ? at : byte_of(text, edit.at + edit.erased);
  }
  return made += bytes.substr(done);
}

std::size_t text_offset(const document::DecodedText& text, std::size_t byte) {
  const DecodedRun run = run_at(text.runs, byte, &DecodedRun::byte);
  if (run.width == document::kSameBytes) return run.text + (byte - run.byte);
  std::size_t offset = run.text;
  for (std::size_t left = (byte - run.byte) / run.width; left > 0 && offset < text.text.size(); --left) {
    offset = code_point_at(text.text, offset).next;
  }
  return offset;
}

}  // namespace sotto::read_along
