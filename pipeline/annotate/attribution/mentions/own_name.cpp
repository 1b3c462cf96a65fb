#include "annotate/attribution/mentions/own_name.h"

#include <algorithm>
#include <vector>

namespace sotto::attribution {

bool gives_own_name(const document::Tokens& tokens, std::uint32_t begin, std::uint32_t name, std::string_view where) {
  for (const language::Table::Row& row : tokens.language().table("self-introductions")) {
    const std::vector<std::string_view> places = language::split_words(row[1]);
    if (std::find(places.begin(), places.end(), where) == places.end()) continue;
    const std::vector<std::string_view> words = language::split_words(row[0]);
    const auto count = static_cast<std::uint32_t>(words.size());
    if (name < begin + count) continue;
    bool same = true;
    for (std::uint32_t i = 0; i < count; ++i) same = same && tokens.lower(name - count + i) == words[i];
    if (same) return true;
  }
  return false;
}

}  // namespace sotto::attribution
