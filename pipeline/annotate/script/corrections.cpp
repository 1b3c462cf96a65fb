#include "annotate/script/corrections.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "annotate/script/located_lines.h"
#include "shared/text.h"

// A correction owns a range of the manuscript's words. Where such a range ends close to where a fresh line does, with
// only words between that no other stored line has, it is taken to end there: so a corrected speech stays a whole
// speech when its first or last words were rewritten. Otherwise the fresh line is cut, for then a person had split it.

namespace sotto::script {

namespace {

/// A fresh line and the manuscript's words in it.
struct FreshLine {
  std::size_t chapter = 0;
  std::size_t line = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A correction with the range of words that it gets.
struct Claim {
  std::size_t correction = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

std::vector<FreshLine> lines_with_words(const Script& script, const std::vector<Span>& words) {
  std::vector<FreshLine> lines;
  std::uint32_t word = 0;
  for (std::size_t c = 0; c < script.chapters.size(); ++c) {
    for (std::size_t l = 0; l < script.chapters[c].lines.size(); ++l) {
      const Span span = script.chapters[c].lines[l].span;
      while (word < words.size() && words[word].begin < span.begin) ++word;
      FreshLine line{c, l, word, word};
      while (line.end < words.size() && words[line.end].begin < span.end) ++line.end;
      word = line.end;
      lines.push_back(line);
    }
  }
  return lines;
}

std::uint32_t distance(std::uint32_t a, std::uint32_t b) { return a < b ? b - a : a - b; }

/// Of the boundaries of fresh lines within `low`..`high`, the one nearest to `expected`, or `expected` itself.
template <typename Boundaries>
std::uint32_t nearest_boundary(const Boundaries& boundaries, std::uint32_t low, std::uint32_t high,
                               std::uint32_t expected) {
  auto candidate = std::lower_bound(boundaries.begin(), boundaries.end(), low);
  std::uint32_t best = expected;
  bool found = false;
  for (; candidate != boundaries.end() && *candidate <= high; ++candidate) {
    if (!found || distance(*candidate, expected) < distance(best, expected)) best = *candidate;
    found = true;
  }
  return best;
}

/// Ranges of words for the placed corrections: in order, without overlap, within one chapter.
std::vector<Claim> claim_words(const std::vector<PlacedCorrection>& placed, const std::vector<FreshLine>& lines) {
  std::vector<std::uint32_t> begins;
  std::vector<std::uint32_t> ends;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> chapters;  // words of each chapter
  auto chapter = static_cast<std::size_t>(-1);
  for (const FreshLine& line : lines) {
    if (line.begin == line.end) continue;
    begins.push_back(line.begin);
    ends.push_back(line.end);
    if (line.chapter != chapter) chapters.emplace_back(line.begin, line.end);
    chapters.back().second = line.end;
    chapter = line.chapter;
  }
  std::vector<Claim> claims;
  for (const PlacedCorrection& p : placed) {
    const auto home = std::partition_point(chapters.begin(), chapters.end(),
                                           [&](const auto& range) { return range.second <= p.first; });
    if (home == chapters.end() || p.first < home->first) continue;
    const std::uint32_t taken = claims.empty() ? 0 : claims.back().end;
    const std::uint32_t low = std::max({p.low, home->first, taken});
    const std::uint32_t high = std::min(p.high, home->second);
    const std::uint32_t first = std::max(p.first, low);
    const std::uint32_t last = std::min(p.last + 1, high);
    if (first >= last) continue;
    const std::uint32_t begin = nearest_boundary(begins, low, first, first - std::min(p.before, first - low));
    const std::uint32_t end = nearest_boundary(ends, last, high, std::min(last + p.after, high));
    claims.push_back({p.correction, begin, end});
  }
  return claims;
}

constexpr std::u32string_view kOpening = U"“„‘‚«»‹›([{";
constexpr std::u32string_view kClosing = U"”’»›«‹)]}";

/// Between two words, where the left piece ends and the right one begins: at the last white space, or else before an
/// opening mark, or else right before the second word.
Span cut_between(std::string_view text, Span left, Span right) {
  Span space{right.begin, right.begin};
  std::size_t opening = right.begin;
  for (std::size_t i = left.end; i < right.begin;) {
    const CodePoint c = code_point_at(text, i);
    if (is_space(c.value)) {
      if (space.end != i) space.begin = i;
      space.end = c.next;
    } else if (opening == right.begin && i > left.end && kOpening.find(c.value) != std::u32string_view::npos) {
      opening = i;
    }
    i = c.next;
  }
  if (space.begin < right.begin) return space;
  return {opening, opening};
}

/// The words of a piece of a line: without the quotation marks at its ends.
std::string say_of_piece(std::string_view text, Span span) {
  std::string say = fold_space(span.of(text));
  std::string_view rest = say;
  const auto is_in = [](std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; };
  if (rest.empty()) return say;
  const CodePoint first = code_point_at(rest, 0);
  if (first.value == U'"' || is_in(U"“„«»‹›", first.value) || (first.value == U'‘' && rest.size() > first.next)) {
    rest.remove_prefix(first.next);
  }
  if (rest.empty()) return say;
  const CodePoint last = code_point_before(rest, rest.size());
  const bool apostrophe = last.value == U'’' && first.value != U'‘';
  if (last.value == U'"' || (is_in(kClosing, last.value) && !is_in(U")]}", last.value) && !apostrophe)) {
    rest = rest.substr(0, last.next);
  }
  return std::string(trim_space(rest));
}

/// Goes through the fresh lines and the claims together and writes the lines that result.
class CorrectionMerger {
 public:
  CorrectionMerger(std::string_view text, const std::vector<Span>& words, const Script& fresh,
                   const std::vector<Correction>& corrections, const std::vector<Claim>& claims)
      : text_(text), words_(words), fresh_(fresh), corrections_(corrections), claims_(claims) {}

  Script weave(const std::vector<FreshLine>& lines) {
    Script result = fresh_;
    result.doubts.clear();
    for (ScriptChapter& chapter : result.chapters) chapter.lines.clear();
    for (const FreshLine& line : lines) add(line, result);
    for (ScriptChapter& chapter : result.chapters) {
      // A correction's own words may lie in pieces of several lines: they are one line.
      for (Line& line : chapter.lines) line.say = fold_space(line.say);
    }
    return result;
  }

 private:
  void add(const FreshLine& at, Script& result) {
    const Line& line = fresh_.chapters[at.chapter].lines[at.line];
    std::vector<Line>& lines = result.chapters[at.chapter].lines;
    skip_claims(at.begin);
    if (at.begin == at.end) {
      const bool within = next_ < claims_.size() && claims_[next_].begin < at.begin && at.begin < claims_[next_].end;
      if (within) {
        extend(lines.back(), line.span, line.say);
      } else {
        append_fresh(at, line, result);
      }
      return;
    }
    for (std::uint32_t word = at.begin; word < at.end;) {
      skip_claims(word);
      const bool claimed = next_ < claims_.size() && claims_[next_].begin <= word;
      const std::uint32_t limit = next_ == claims_.size() ? at.end
                                  : claimed               ? claims_[next_].end
                                                          : claims_[next_].begin;
      const std::uint32_t end = std::min(at.end, limit);
      Line piece = cut(line, at, word, end);
      if (!claimed) {
        append_fresh(at, std::move(piece), result);
      } else if (claims_[next_].begin == word) {
        const Line& corrected = corrections_[claims_[next_].correction].line;
        piece.aloud = corrected.aloud;
        if (corrected.reassigned()) {
          piece.who = corrected.who;
          piece.how = corrected.how;
          piece.guess = corrected.guess;
        }
        lines.push_back(std::move(piece));
      } else {
        extend(lines.back(), piece.span, piece.say);
      }
      word = end;
    }
  }

  void skip_claims(std::uint32_t word) {
    while (next_ < claims_.size() && claims_[next_].end <= word) ++next_;
  }

  static void extend(Line& line, Span span, const std::string& say) {
    line.span.end = span.end;
    line.say += ' ' + say;
  }

  Line cut(const Line& line, const FreshLine& at, std::uint32_t begin, std::uint32_t end) const {
    Line piece = line;
    if (begin == at.begin && end == at.end) return piece;
    if (begin > at.begin) {
      piece.span.begin = cut_between(text_, words_[begin - 1], words_[begin]).end;
      piece.before = Boundary::none;
    }
    if (end < at.end) piece.span.end = cut_between(text_, words_[end - 1], words_[end]).begin;
    piece.say = say_of_piece(text_, piece.span);
    return piece;
  }

  void append_fresh(const FreshLine& at, Line line, Script& result) {
    while (doubt_ < fresh_.doubts.size() &&
           std::pair(fresh_.doubts[doubt_].chapter, fresh_.doubts[doubt_].line) < std::pair(at.chapter, at.line)) {
      ++doubt_;
    }
    std::vector<Line>& lines = result.chapters[at.chapter].lines;
    if (doubt_ < fresh_.doubts.size() && fresh_.doubts[doubt_].chapter == at.chapter &&
        fresh_.doubts[doubt_].line == at.line) {
      Doubt doubt = fresh_.doubts[doubt_];
      doubt.line = lines.size();
      result.doubts.push_back(std::move(doubt));
    }
    lines.push_back(std::move(line));
  }

  std::string_view text_;
  const std::vector<Span>& words_;
  const Script& fresh_;
  const std::vector<Correction>& corrections_;
  const std::vector<Claim>& claims_;
  std::size_t next_ = 0;   ///< the first claim that has not ended
  std::size_t doubt_ = 0;  ///< the first doubt that is not of an earlier line
};

/// A remark at a line of a stored script, with the line's text.
Diagnostic remark(Severity severity, const Correction& correction, std::string message, std::string hint) {
  return {severity,           correction.path.string(), correction.place, 0,
          std::move(message), correction.written,       std::move(hint)};
}

/// The lines of a stored script's file.
std::vector<std::string_view> lines_of_file(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    lines.push_back(text.substr(0, text.find_first_of("\r\n")));
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  }
  return lines;
}

/// Ids by what people call a cast. What several claim is the first's, and names go before aliases.
class SpeakerIds {
 public:
  explicit SpeakerIds(const std::vector<document::Character>& cast) {
    for (const document::Character& character : cast) add(character);
    for (const document::Character& character : cast) {
      for (const std::string& alias : character.aliases) by_name_.emplace(slug(alias), character.id);
    }
    by_name_.emplace(document::kNarrator, document::kNarrator);
  }

  void add(const document::Character& character) {
    by_name_.emplace(character.id, character.id);
    by_name_.emplace(slug(character.name), character.id);
  }

  std::string id_of(std::string_view who) const {
    const auto found = by_name_.find(slug(who));
    return found == by_name_.end() ? std::string() : found->second;
  }

 private:
  std::unordered_map<std::string, std::string> by_name_;
};

std::string shortened(const std::string& say) {
  constexpr std::size_t kLongest = 50;
  std::size_t end = 0;
  std::size_t count = 0;
  while (end < say.size() && count++ < kLongest) end = code_point_at(say, end).next;
  return end < say.size() ? say.substr(0, end) + "..." : say;
}

std::vector<std::string> names_of(const std::vector<document::Character>& cast) {
  std::vector<std::string> names;
  names.reserve(cast.size());
  for (const document::Character& character : cast) names.push_back(character.id);
  return names;
}

}  // namespace

Corrections::Corrections(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
                         const std::vector<StoredChapter>& stored)
    : manuscript_(manuscript), stored_(stored) {
  // What is kept there for its ambience is no correction of a speaker.
  const auto is_correction = [](const Line& line) { return !line.ambience; };
  const auto corrected = [](const Line& line) { return line.corrected(); };
  LocatedLines located = locate_lines(manuscript, chapters, stored, corrected, is_correction);
  words_ = std::move(located.words);
  std::size_t read = stored.size();  // the chapter whose file's lines are in `written`
  std::vector<std::string_view> written;
  for (std::size_t i = 0; i < located.lines.size(); ++i) {
    const LocatedLine& line = located.lines[i];
    if (line.stored != read) written = lines_of_file(stored[read = line.stored].text);
    const bool known = line.place >= 1 && line.place <= written.size();
    all_.push_back({*line.line, line.stored, stored[line.stored].path, line.place,
                    known ? std::string(written[line.place - 1]) : std::string()});
    if (line.location) placed_.push_back({*line.location, i});
  }
  std::stable_sort(placed_.begin(), placed_.end(),
                   [](const PlacedCorrection& a, const PlacedCorrection& b) { return a.first < b.first; });
}

std::vector<SpeakerAnchor> Corrections::anchors(const std::vector<document::Character>& given) const {
  std::vector<SpeakerAnchor> anchors;
  anchors.reserve(placed_.size());
  const SpeakerIds ids(given);
  for (const PlacedCorrection& p : placed_) {
    if (!all_[p.correction].line.reassigned()) continue;
    const std::string& who = all_[p.correction].line.who;
    const std::string id = ids.id_of(who);
    anchors.push_back({{words_[p.first].begin, words_[p.last].end}, id.empty() ? who : id});
  }
  return anchors;
}

void Corrections::resolve_speakers(std::vector<Correction>& corrections, const std::vector<bool>& placed,
                                   Script& script, Diagnostics& diagnostics) const {
  std::unordered_set<std::string_view> guessed;
  for (const StoredChapter& one : stored_) {
    for (const Line& line : one.chapter.lines) {
      if (line.guess) guessed.insert(line.guess->who);
    }
  }
  SpeakerIds ids(script.cast);
  std::vector<std::string> names = names_of(script.cast);
  // So many unknown names are compared with all of the cast's: more are hardly typing mistakes.
  constexpr std::size_t kMostCompared = 100;
  std::unordered_map<std::string, bool> mistyped;
  const auto is_mistyped = [&](const std::string& who) {
    const auto known = mistyped.find(who);
    if (known != mistyped.end()) return known->second;
    return mistyped.size() < kMostCompared && (mistyped[who] = !nearest(who, names).empty());
  };
  for (std::size_t i = 0; i < corrections.size(); ++i) {
    std::string& who = corrections[i].line.who;
    if (!corrections[i].line.reassigned()) continue;
    const std::string id = ids.id_of(who);
    if (!id.empty()) {
      who = id;
      continue;
    }
    if (!placed[i]) continue;  // that it has lost its place is reported elsewhere
    const std::string message = fmt::format("nobody in the cast is '{}'", who);
    if (!guessed.contains(who) && is_mistyped(who)) {
      diagnostics.add(remark(Severity::error, corrections[i], message, suggest(who, names)));
    } else {
      diagnostics.add(remark(Severity::warning, corrections[i], message + "; the line is theirs as you wrote it",
                             "to say more of them, name them in the book's `cast:`"));
      document::Character character;
      character.id = character.name = who;
      ids.add(character);
      names.push_back(who);
      script.cast.push_back(std::move(character));
    }
  }
}

Script Corrections::apply(Script fresh, const ChapterMatches& matches, Diagnostics& diagnostics) const {
  if (all_.empty()) return fresh;
  std::vector<Correction> resolved = all_;
  const std::vector<FreshLine> lines = lines_with_words(fresh, words_);
  const std::vector<Claim> claims = claim_words(placed_, lines);
  std::vector<bool> found(resolved.size(), false);
  for (const Claim& claim : claims) found[claim.correction] = true;
  resolve_speakers(resolved, found, fresh, diagnostics);
  Script script = CorrectionMerger(manuscript_.text, words_, fresh, resolved, claims).weave(lines);

  for (std::size_t i = 0; i < resolved.size(); ++i) {
    if (found[i] || script.chapters.empty()) continue;
    ScriptChapter& chapter = script.chapters[matches.home[resolved[i].stored]];
    Line line = resolved[i].line;
    line.before = Boundary::none;
    line.ambience.reset();
    diagnostics.add(remark(
        Severity::warning, resolved[i],
        fmt::format("this correction has lost its place in the manuscript: {}: {}", line.who, shortened(line.say)),
        fmt::format("it is kept under 'unplaced:' in {}; correct the line that took its place, then "
                    "delete it there",
                    script_file_name(chapter))));
    chapter.unplaced.push_back(std::move(line));
  }
  return script;
}

}  // namespace sotto::script
