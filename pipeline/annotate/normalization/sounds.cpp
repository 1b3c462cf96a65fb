#include "annotate/normalization/sounds.h"

#include <algorithm>
#include <vector>

#include "annotate/document/headings.h"
#include "shared/text.h"

namespace sotto::normalization {

namespace {

/// A letter, and how often it stands in a row.
struct Run {
  char letter = 0;
  std::size_t length = 0;
};

constexpr std::size_t kDrawnOut = 3;

std::vector<Run> runs_of(std::string_view lower) {
  std::vector<Run> runs;
  for (const char c : lower) {
    if (runs.empty() || runs.back().letter != c) runs.push_back({c, 0});
    ++runs.back().length;
  }
  return runs;
}

/// The word with each run that is drawn out as long as `length` tells.
template <typename Length>
std::string shortened(const std::vector<Run>& runs, const Length& length) {
  std::string word;
  std::size_t drawn_out = 0;
  for (const Run& run : runs) {
    word.append(run.length < kDrawnOut ? run.length : length(drawn_out, run.letter), run.letter);
    if (run.length >= kDrawnOut) ++drawn_out;
  }
  return word;
}

/// "nooo" for "no-o-o", "weeell" for "we-e-ell": hyphens inside of one sound that is drawn out, at least two of them.
/// Anything else stays: "co-op", and "I-I-I", which is stuttered.
std::string without_drawn_hyphens(const std::string& lower) {
  constexpr std::size_t kFewest = 2;
  std::size_t hyphens = 0;
  std::string joined;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    if (lower[i] != '-') {
      joined += lower[i];
      continue;
    }
    if (i < 2 || i + 1 == lower.size() || lower[i - 1] != lower[i + 1]) return lower;
    ++hyphens;
  }
  return hyphens < kFewest ? lower : joined;
}

/// "no" for "nooooo", "good" for "goooood".
std::string without_drawl(const language::Language& language, const std::vector<Run>& runs) {
  const auto count = static_cast<std::size_t>(
      std::count_if(runs.begin(), runs.end(), [](const Run& run) { return run.length >= kDrawnOut; }));
  constexpr std::size_t kMost = 4;  // runs of which every choice is tried
  const language::WordList& known = language.words("drawn-out-words");
  for (std::size_t doubled = 0; count <= kMost && doubled < (std::size_t{1} << count); ++doubled) {
    std::string word =
        shortened(runs, [&](std::size_t run, char /*letter*/) { return (doubled >> run & 1U) != 0 ? 2U : 1U; });
    if (known.contains(word)) return word;
  }
  // As English doubles them.
  return shortened(runs, [](std::size_t /*run*/, char letter) { return letter == 'e' || letter == 'o' ? 2U : 1U; });
}

/// "ha ha ha" for "hahaha"; empty for anything else.
std::string laughter(const language::Language& language, std::string_view lower) {
  for (const std::string_view laugh : language.words("laughs")) {
    if (lower.size() < 2 * laugh.size() || lower.size() % laugh.size() != 0) continue;
    std::string said;
    std::size_t at = 0;
    for (; at < lower.size() && lower.substr(at).starts_with(laugh); at += laugh.size()) {
      if (at > 0) said += ' ';
      said += laugh;
    }
    if (at == lower.size()) return said;
  }
  return {};
}

std::string with_case_of(std::string_view word, std::string said, bool capitals) {
  if (!capitals && word.front() >= 'A' && word.front() <= 'Z' && said.front() >= 'a' && said.front() <= 'z')
    said.front() = static_cast<char>(said.front() - 'a' + 'A');
  return said;
}

}  // namespace

Sound sound_of(const language::Language& language, std::string_view word) {
  constexpr std::size_t kLongest = 60;  // characters
  if (word.size() < 2 || word.size() > kLongest) return {};
  const std::string lower = without_drawn_hyphens(lower_case(word));
  if (lower.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") != std::string::npos) return {};
  const std::vector<Run> runs = runs_of(lower);
  const bool drawn_out = std::any_of(runs.begin(), runs.end(), [](const Run& run) { return run.length >= kDrawnOut; });
  const bool capitals = document::is_all_capitals(word);
  // "SS", "MM", "AAA" and "III" are initials and numerals.
  if (capitals && !drawn_out && !language.words("vowelless").contains(lower)) return {};
  if (capitals && runs.size() == 1 && lower.size() == kDrawnOut) return {};
  if (lower.find_first_not_of("ivx") == std::string::npos) return {};
  const std::string key = shortened(runs, [](std::size_t /*run*/, char /*letter*/) { return 2U; });
  if (const language::Table::Row* const sound = language.table("sounds").find(key))
    return {with_case_of(word, std::string((*sound)[1]), capitals), (*sound)[2]};
  if (std::string laughs = laughter(language, lower); !laughs.empty())
    return {with_case_of(word, std::move(laughs), capitals), {}};
  const language::WordList& vowels = language.words("vowels");
  const bool has_vowel = std::any_of(lower.begin(), lower.end(), [&](const char& c) {
    return vowels.contains({&c, 1});
  });
  if (!drawn_out || !has_vowel) return {};
  return {with_case_of(word, without_drawl(language, runs), capitals), {}};
}

}  // namespace sotto::normalization
