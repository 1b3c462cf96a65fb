// A span must be balanced: what is in it holds both tags of an element or neither. Where a passage begins in one
// element and ends in another ("<p><i>Stop!</i> she said."), its begin is moved up, before the first tag of the element
// round it, as long as nothing of the passage before stands between; its end likewise. The first element that both
// arrive at is where the span is put, if nothing in it is of a kind that no span may hold.

#include "publish/read_along/inserted_spans.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "annotate/document/sources/markup/markup.h"
#include "publish/read_along/markup_tokens.h"
#include "shared/text.h"

namespace sotto::read_along {

namespace {

using Kind = MarkupToken::Kind;

/// Elements that a span may hold, and that may be in one ("phrasing content").
constexpr std::array<std::string_view, 60> kPhrasing = {
    "a",    "abbr", "acronym", "audio", "b",      "bdi",    "bdo",   "big",     "br",       "button", "cite",   "code",
    "data", "del",  "dfn",     "em",    "font",   "i",      "image", "img",     "input",    "ins",    "kbd",    "label",
    "map",  "mark", "math",    "meter", "object", "output", "param", "picture", "progress", "q",      "rb",     "rp",
    "rt",   "rtc",  "ruby",    "s",     "samp",   "script", "small", "source",  "span",     "strike", "strong", "sub",
    "sup",  "svg",  "switch",  "time",  "track",  "tt",     "u",     "var",     "video",    "wbr",    "area",   "case"};
/// Of these, those that stand in a `ruby` alone.
constexpr std::array<std::string_view, 4> kOfRuby = {"rb", "rp", "rt", "rtc"};
/// Elements whose own characters no span may be put round.
constexpr std::array<std::string_view, 24> kWithoutSpans = {
    "ul",       "ol",       "menu",     "dl",   "table", "thead",  "tbody",    "tfoot",
    "tr",       "colgroup", "html",     "head", "title", "style",  "script",   "select",
    "optgroup", "option",   "textarea", "svg",  "math",  "hgroup", "datalist", "rtc"};

class SpanInserter {
 public:
  SpanInserter(std::string_view page, const std::vector<PagePassage>& passages)
      : page_(page), passages_(passages), tokens_(markup_tokens(page)) {
    while (page.find(prefix_) != std::string_view::npos) prefix_ += 'x';
  }

  SpannedPage insert() {
    for (std::size_t i = 0; i < passages_.size(); ++i) {
      const PagePassage& passage = passages_[i];
      if (passage.place.empty() || passage.place.begin < done_ || passage.place.end > page_.size()) continue;
      const std::size_t next = i + 1 < passages_.size() && passages_[i + 1].place.begin >= passage.place.end
                                   ? passages_[i + 1].place.begin
                                   : page_.size();
      if (const auto whole = span_of(passage.place, next)) {
        put(*whole, i, passage.begin);
      } else {
        put_runs(i);
      }
    }
    return std::move(made_);
  }

 private:
  /// A place between two tokens, or in a text, by the element that it is in.
  struct Edge {
    std::size_t at = 0;
    std::size_t parent = kNoToken;
  };

  const MarkupToken& token(std::size_t i) const { return tokens_[i]; }

  bool is_phrasing(const MarkupToken& tag) const { return among(kPhrasing, tag.local_name()); }

  bool takes_spans(std::size_t parent) const {
    return parent != kNoToken && !among(kWithoutSpans, token(parent).local_name());
  }

  /// Whether a span may hold what stands between two places.
  bool is_all_phrasing(std::size_t begin, std::size_t end, bool in_ruby) const {
    for (std::size_t i = token_at(tokens_, begin); i < tokens_.size() && token(i).place.begin < end; ++i) {
      const MarkupToken& tag = token(i);
      if (tag.place.begin < begin || tag.name.empty()) continue;
      if (tag.local_name() == "svg" || tag.local_name() == "math") {
        if (tag.partner != kNoToken) i = tag.partner;
        continue;
      }
      if (!is_phrasing(tag)) return false;
      if (in_ruby && among(kOfRuby, tag.local_name())) return false;
    }
    return true;
  }

  /// The place itself and those that it can be moved up to: before the first tags, or behind the second ones, of the
  /// elements round it.
  std::vector<Edge> edges(Edge edge, bool begins, std::size_t limit) const {
    std::vector<Edge> all = {edge};
    while (edge.parent != kNoToken) {
      const MarkupToken& element = token(edge.parent);
      if (element.partner == kNoToken || !is_phrasing(element)) break;
      const std::size_t to = begins ? element.place.begin : token(element.partner).place.end;
      if (begins ? to < limit : to > limit) break;
      edge = {to, element.parent};
      all.push_back(edge);
    }
    return all;
  }

  /// Where a passage begins, or ends.
  std::optional<Edge> edge_of(std::size_t offset, bool begins) const {
    const MarkupToken& held = token(token_at(tokens_, begins ? offset : offset - 1));
    if (held.kind == Kind::text) return Edge{offset, held.parent};
    // Characters that a span cannot be put between: all of them.
    if (held.kind == Kind::cdata || held.kind == Kind::empty) {
      return Edge{begins ? held.place.begin : held.place.end, held.parent};
    }
    return std::nullopt;
  }

  std::optional<Span> span_of(Span place, std::size_t next) const {
    const std::optional<Edge> begin = edge_of(place.begin, true);
    const std::optional<Edge> end = edge_of(place.end, false);
    if (!begin || !end || begin->at < done_ || end->at > next) return std::nullopt;
    const std::vector<Edge> ends = edges(*end, false, next);
    for (const Edge& from : edges(*begin, true, done_)) {
      const auto to = std::find_if(ends.begin(), ends.end(), [&](const Edge& e) { return e.parent == from.parent; });
      if (to == ends.end()) continue;
      if (!takes_spans(from.parent)) return std::nullopt;
      const bool in_ruby = token(from.parent).local_name() == "ruby";
      if (!is_all_phrasing(from.at, to->at, true) && in_ruby) continue;
      if (!is_balanced_ruby(from.at, to->at)) continue;
      if (!is_all_phrasing(from.at, to->at, false)) return std::nullopt;
      return Span{from.at, to->at};
    }
    return std::nullopt;
  }

  /// Whether each part of a ruby between two places is there with its `ruby`.
  bool is_balanced_ruby(std::size_t begin, std::size_t end) const {
    for (std::size_t i = token_at(tokens_, begin); i < tokens_.size() && token(i).place.begin < end; ++i) {
      if (token(i).place.begin < begin || !among(kOfRuby, token(i).local_name())) continue;
      std::size_t parent = token(i).parent;
      while (parent != kNoToken && token(parent).local_name() != "ruby") parent = token(parent).parent;
      if (parent == kNoToken || token(parent).place.begin < begin) return false;
    }
    return true;
  }

  /// Characters without a tag between them.
  struct Run {
    Span place;
    std::size_t last = 0;  ///< its last token
    std::optional<std::int64_t> heard;
  };

  /// A span round each run of a passage's characters between two tags that a word of it begins in.
  void put_runs(std::size_t passage) {
    const Span place = passages_[passage].place;
    const std::vector<HeardWord>& words = passages_[passage].words;
    std::vector<Run> runs;
    const std::size_t first = token_at(tokens_, place.begin);
    for (std::size_t i = first; i < tokens_.size() && token(i).place.begin < place.end; ++i) {
      const MarkupToken& held = token(i);
      if (!held.is_characters() || !takes_spans(held.parent)) continue;
      Span text = held.place;
      if (held.kind == Kind::text) {
        text = {std::max(text.begin, place.begin), std::min(text.end, place.end)};
        const std::string_view shown = trim_space(text.of(page_));
        if (shown.empty()) continue;
        text.begin = static_cast<std::size_t>(shown.data() - page_.data());
        text.end = text.begin + shown.size();
      }
      if (text.begin < done_) continue;
      // Comments between two texts are part of a run.
      const bool goes_on = !runs.empty() && !has_tag(runs.back().last, i);
      if (goes_on) {
        runs.back().place.end = text.end;
        runs.back().last = i;
      } else {
        runs.push_back({text, i, {}});
      }
    }
    for (Run& run : runs) {
      const auto word =
          std::find_if(words.begin(), words.end(), [&](const HeardWord& w) { return w.place >= run.place.begin; });
      if (word != words.end() && word->place < run.place.end) run.heard = word->begin;
    }
    const bool none_heard = std::none_of(runs.begin(), runs.end(), [](const Run& run) { return run.heard; });
    if (none_heard && !runs.empty()) runs.front().heard = passages_[passage].begin;
    bool begun = false;
    for (const Run& run : runs) {
      if (!run.heard) continue;
      put(run.place, passage, begun ? *run.heard : passages_[passage].begin);
      begun = true;
    }
  }

  bool has_tag(std::size_t after, std::size_t before) const {
    for (std::size_t i = after + 1; i < before; ++i) {
      if (!token(i).name.empty()) return true;
    }
    return false;
  }

  void put(Span place, std::size_t passage, std::int64_t begin) {
    const std::size_t parent = token(token_at(tokens_, place.begin)).parent;
    const std::string prefix(parent == kNoToken ? "" : token(parent).prefix());
    const std::string id = fmt::format("{}{}", prefix_, made_.spans.size() + 1);
    made_.edits.push_back(
        {place.begin, 0, fmt::format("<{}span id=\"{}\" class=\"{}\">", prefix, id, passages_[passage].class_name)});
    made_.edits.push_back({place.end, 0, fmt::format("</{}span>", prefix)});
    made_.spans.push_back({id, passage, begin});
    done_ = place.end;
  }

  std::string_view page_;
  const std::vector<PagePassage>& passages_;
  std::vector<MarkupToken> tokens_;
  std::string prefix_ = "read-aloud-";
  std::size_t done_ = 0;  ///< the end of the last span
  SpannedPage made_;
};

}  // namespace

SpannedPage insert_spans(std::string_view page, const std::vector<PagePassage>& passages) {
  return SpanInserter(page, passages).insert();
}

std::size_t character_end(std::string_view page, std::size_t at) {
  if (at >= page.size()) return page.size();
  if (const auto entity = document::entity_at(page, at)) return at + entity->size() + 2;
  return code_point_at(page, at).next;
}

}  // namespace sotto::read_along
