// Each chapter's lines are aligned with those of the stored file that it continues: first equal words, then, between
// those, lines that are alike. A line that stays is changed field by field; one that is new takes the place, and where
// a stored line of the same words was removed elsewhere with comments, that one's text. In the end the comments are
// counted: what is missing, because the file that held it is gone, is added below the chapter where most of that file
// went.

#include "annotate/script/script_splices.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "annotate/script/line_alignment.h"
#include "annotate/script/stored_text.h"
#include "annotate/script/word_alignment.h"
#include "shared/text.h"
#include "shared/yaml_splice.h"

namespace sotto::script {

namespace {

using Comments = YamlSplices::Comments;

constexpr std::uint32_t kNone = kNoWord;

/// Lines that were removed from a file, with comments of a person's that go where the line went.
class RemovedLines {
 public:
  struct Place {
    std::size_t source = 0;
    bool unplaced = false;
    std::size_t line = 0;
    bool operator<(const Place& other) const {
      return std::tie(source, unplaced, line) < std::tie(other.source, other.unplaced, other.line);
    }
  };

  void add(std::string_view say, Place place) { waiting_.emplace(say, place); }
  std::optional<Place> take(std::string_view say) {
    const auto found = waiting_.find(say);
    if (found == waiting_.end()) return std::nullopt;
    const Place place = found->second;
    waiting_.erase(found);
    taken_.insert(place);
    return place;
  }
  bool is_taken(Place place) const { return taken_.contains(place); }

 private:
  std::multimap<std::string, Place, std::less<>> waiting_;
  std::set<Place> taken_;
};

class ScriptSplicer {
 public:
  ScriptSplicer(const std::vector<ScriptChapter>& chapters, const std::vector<StoredChapter>& stored,
                const ChapterMatches& matches)
      : chapters_(chapters), stored_(stored), matches_(matches) {
    for (const StoredChapter& one : stored) sources_.push_back(read_stored_text(one));
  }

  std::vector<std::string> texts() {
    was_.resize(chapters_.size());
    was_unplaced_.resize(chapters_.size());
    std::vector<bool> continued(sources_.size(), false);
    for (std::size_t c = 0; c < chapters_.size(); ++c) {
      const StoredText* source = source_of(c);
      if (source == nullptr) continue;
      continued[*matches_.continues[c]] = true;
      was_[c] = align_lines(source->chapter.lines, chapters_[c].lines);
      was_unplaced_[c] = align_lines(source->chapter.unplaced, chapters_[c].unplaced);
      find_removed(*matches_.continues[c], was_[c], was_unplaced_[c]);
    }
    for (std::size_t s = 0; s < sources_.size(); ++s) {
      if (!continued[s] && sources_[s].splices) find_removed(s, {}, {});
    }
    // First all that is inserted, so that what is removed knows which comments went away.
    std::vector<std::vector<std::string>> inserted;
    for (std::size_t c = 0; c < chapters_.size(); ++c) {
      inserted.push_back(inserted_lines(c, chapters_[c].lines, was_[c], "lines"));
      inserted.push_back(inserted_lines(c, chapters_[c].unplaced, was_unplaced_[c], "unplaced"));
    }
    std::vector<std::string> texts;
    for (std::size_t c = 0; c < chapters_.size(); ++c) {
      texts.push_back(spliced(c, inserted[2 * c], inserted[2 * c + 1]));
    }
    add_missing_comments(texts);
    return texts;
  }

 private:
  const StoredText* source_of(std::size_t chapter) const {
    if (!matches_.continues[chapter]) return nullptr;
    const StoredText& source = sources_[*matches_.continues[chapter]];
    return source.splices ? &source : nullptr;
  }

  void find_removed(std::size_t s, const std::vector<std::uint32_t>& was,
                    const std::vector<std::uint32_t>& was_unplaced) {
    const StoredText& source = sources_[s];
    const auto look = [&](bool unplaced, const std::vector<LineItems>& items, const std::vector<Line>& lines,
                          const std::vector<std::uint32_t>& stay) {
      const YamlValue* sequence = source.splices->root().find(unplaced ? "unplaced" : "lines");
      const std::set<std::uint32_t> staying(stay.begin(), stay.end());
      for (std::size_t i = 0; i < items.size(); ++i) {
        if (staying.contains(static_cast<std::uint32_t>(i))) continue;
        if (source.splices->comments_of_item(*sequence, items[i].line).empty()) continue;
        removed_.add(lines[i].say, {s, unplaced, i});
      }
    };
    look(false, source.lines, source.chapter.lines, was);
    look(true, source.unplaced, source.chapter.unplaced, was_unplaced);
  }

  /// The items of the lines that are new in a chapter, each whole; empty for those that are not new.
  std::vector<std::string> inserted_lines(std::size_t c, const std::vector<Line>& lines,
                                          const std::vector<std::uint32_t>& was, std::string_view key) {
    std::vector<std::string> texts(lines.size());
    constexpr std::size_t kOurIndent = 2;
    std::size_t indent = kOurIndent;
    if (const StoredText* source = source_of(c)) {
      if (const YamlValue* sequence = source->splices->root().find(key))
        indent = source->splices->item_indent(*sequence);
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i < was.size() && was[i] != kNone) continue;
      Line above = lines[i];
      std::string text = write_line(above);
      if (const auto place = removed_.take(lines[i].say)) {
        // What stands above the line itself is written, and the line is the one that was there.
        above.who = above.say = above.how = "";
        above.guess.reset();
        const std::string empty = write_line(above);
        text = empty.substr(0, empty.rfind("  - who")) + moved(*place, lines[i], kOurIndent);
      }
      texts[i] = reindented(text, kOurIndent, indent);
    }
    return texts;
  }

  /// A line's item in another file, with its comments, as the line is now.
  std::string moved(RemovedLines::Place place, const Line& now, std::size_t indent) const {
    const StoredText& source = sources_[place.source];
    const YamlValue& sequence = *source.splices->root().find(place.unplaced ? "unplaced" : "lines");
    const LineItems& items = (place.unplaced ? source.unplaced : source.lines)[place.line];
    const Line& before = (place.unplaced ? source.chapter.unplaced : source.chapter.lines)[place.line];
    Diagnostics none;
    const std::string text(source.splices->item_text(sequence, items.line));
    auto item = YamlSplices::parse("", text, none);
    if (!item || item->root().items.size() != 1) {
      std::string lines;
      for (const std::string& comment : source.splices->comments_of_item(sequence, items.line)) {
        lines += std::string(indent, ' ') + comment + "\n";
      }
      return lines + write_line(plain(now));
    }
    splice_line(*item, item->root().items[0], before, now);
    std::string result = with_line_ends(item->text(), "\n");
    if (!result.ends_with('\n')) result += '\n';
    return reindented(result, source.splices->item_indent(sequence), indent);
  }

  static Line plain(Line line) {
    line.before = Boundary::none;
    line.ambience.reset();
    return line;
  }

  std::string spliced(std::size_t c, const std::vector<std::string>& new_lines,
                      const std::vector<std::string>& new_unplaced) {
    const ScriptChapter& now = chapters_[c];
    const std::string written = write_script_chapter(now);
    if (!matches_.continues[c]) return with_inserted(now, new_lines, new_unplaced);
    const std::size_t s = *matches_.continues[c];
    const StoredText& source = sources_[s];
    if (write_script_chapter(source.chapter) == written) return stored_[s].text;
    if (!source.splices) return written;
    YamlSplices splices = *source.splices;
    const ScriptChapter& before = source.chapter;
    const YamlValue& root = splices.root();
    if (before.number != now.number) set_plain(splices, "chapter", std::to_string(now.number), {});
    if (const YamlValue* title = root.find("title"); title == nullptr) {
      splices.add_key(root, "title", yaml_scalar(now.title), "chapter");
    } else if (before.title != now.title) {
      splices.set(*title, now.title);
    }
    if (before.heading_text != now.heading_text) {
      if (now.heading_text.empty()) {
        splices.remove_key(root, "heading", Comments::stay);
      } else {
        set_plain(splices, "heading", yaml_scalar(now.heading_text), "title");
      }
    }
    if (before.aloud != now.aloud) {
      if (now.aloud) {
        splices.remove_key(root, "aloud", Comments::stay);
      } else {
        set_plain(splices, "aloud", "false", "title");
      }
    }
    splice_lines(splices, {s, false}, "lines", now.lines, was_[c], new_lines);
    splice_lines(splices, {s, true}, "unplaced", now.unplaced, was_unplaced_[c], new_unplaced);
    std::string text = splices.text();
    Diagnostics none;
    const auto again = parse_script_chapter(stored_[s].path, text, none);
    // A text in a form that this does not understand: its lines are right, and its comments are added below.
    if (!again || write_script_chapter(again->chapter) != written) return written;
    return text;
  }

  static void set_plain(YamlSplices& splices, std::string_view key, const std::string& yaml, std::string_view after) {
    if (const YamlValue* value = splices.root().find(key)) {
      splices.set_yaml(*value, yaml);
    } else {
      splices.add_key(splices.root(), key, yaml, after);
    }
  }

  struct Sequence {
    std::size_t source = 0;
    bool unplaced = false;
  };

  void splice_lines(YamlSplices& splices, Sequence which, std::string_view key, const std::vector<Line>& now,
                    const std::vector<std::uint32_t>& was, const std::vector<std::string>& inserted) const {
    const StoredText& source = sources_[which.source];
    const std::vector<LineItems>& items = which.unplaced ? source.unplaced : source.lines;
    const std::vector<Line>& before = which.unplaced ? source.chapter.unplaced : source.chapter.lines;
    const YamlValue& root = splices.root();
    const YamlValue* sequence = root.find(key);
    if (now.empty() && which.unplaced && sequence != nullptr) return remove_unplaced(splices, which, *sequence);
    if (sequence == nullptr) {
      std::string block;
      for (const std::string& text : inserted) block += text;
      if (!now.empty()) splices.add_block(root, which.unplaced ? kUnplacedComment : std::string_view(), key, block);
      return;
    }
    // Before which item what is inserted stands: the next line that stays, or one that goes and stood there.
    std::string waiting;
    std::size_t next = 0;  // of the lines before: those below have been dealt with
    const auto remove = [&](std::size_t line) {
      const bool taken = removed_.is_taken({which.source, which.unplaced, line});
      if (items[line].scene_break) splices.remove_item(*sequence, *items[line].scene_break, Comments::stay);
      if (items[line].ambience) splices.remove_item(*sequence, *items[line].ambience, Comments::stay);
      splices.remove_item(*sequence, items[line].line, taken ? Comments::go : Comments::stay);
    };
    for (std::size_t n = 0; n < now.size(); ++n) {
      if (n >= was.size() || was[n] == kNone) {
        waiting += inserted[n];
        continue;
      }
      const std::size_t line = was[n];
      while (next < line) remove(next++);
      if (!waiting.empty()) splices.insert_items(*sequence, items[line].first(), std::exchange(waiting, {}));
      splice_above(splices, *sequence, items[line], before[line], now[n]);
      splice_line(splices, sequence->items[items[line].line], before[line], now[n]);
      next = line + 1;
    }
    while (next < items.size()) remove(next++);
    if (!waiting.empty()) splices.insert_items(*sequence, sequence->items.size(), waiting);
  }

  void remove_unplaced(YamlSplices& splices, Sequence which, const YamlValue& sequence) const {
    std::multiset<std::string> gone = {std::string(kUnplacedComment)};
    for (std::size_t i = 0; i < sources_[which.source].unplaced.size(); ++i) {
      if (!removed_.is_taken({which.source, true, i})) continue;
      for (std::string& comment : splices.comments_of_item(sequence, sources_[which.source].unplaced[i].line)) {
        gone.insert(std::move(comment));
      }
    }
    std::vector<std::string> left;
    for (std::string& comment : splices.comments_of_key(splices.root(), "unplaced")) {
      if (const auto found = gone.find(comment); found != gone.end()) {
        gone.erase(found);
      } else {
        left.push_back(std::move(comment));
      }
    }
    splices.replace_key_by_comments(splices.root(), "unplaced", left);
  }

  /// A file that is new, with lines from others in it.
  static std::string with_inserted(const ScriptChapter& chapter, const std::vector<std::string>& lines,
                                   const std::vector<std::string>& unplaced) {
    ScriptChapter head = chapter;
    head.lines.clear();
    head.unplaced.clear();
    std::string text = write_script_chapter(head);
    if (!lines.empty()) text = text.substr(0, text.rfind(" []")) + "\n";
    for (const std::string& line : lines) text += line;
    if (!unplaced.empty()) text += std::string(kUnplacedComment) + "\nunplaced:\n";
    for (const std::string& line : unplaced) text += line;
    return text;
  }

  static std::vector<std::string> comments_in(const std::string& text) {
    Diagnostics none;
    const auto splices = YamlSplices::parse("", text, none);
    std::vector<std::string> comments = splices ? splices->comments() : comment_lines(text);
    std::erase(comments, kUnplacedComment);
    return comments;
  }

  /// Of a text that the splices do not understand: what can only be a comment.
  static std::vector<std::string> comment_lines(std::string_view text) {
    std::vector<std::string> comments;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
      const std::string_view line = trim_space(text.substr(0, end));
      if (line.starts_with('#')) comments.emplace_back(line);
      text.remove_prefix(end);
    }
    return comments;
  }

  void add_missing_comments(std::vector<std::string>& texts) const {
    if (texts.empty()) return;
    if (std::none_of(stored_.begin(), stored_.end(),
                     [](const StoredChapter& one) { return one.text.find('#') != std::string::npos; })) {
      return;
    }
    std::multiset<std::string> there;
    for (const std::string& text : texts) {
      for (std::string& comment : comments_in(text)) there.insert(std::move(comment));
    }
    std::set<std::string> known(there.begin(), there.end());
    const auto add = [&](std::size_t s, const std::string& comment) {
      std::string& text = texts[matches_.home[s]];
      const std::string_view end = text.find("\r\n") != std::string::npos ? "\r\n" : "\n";
      if (!text.ends_with('\n')) text += end;
      text.append(comment).append(end);
      known.insert(comment);
    };
    for (std::size_t s = 0; s < stored_.size(); ++s) {
      if (stored_[s].copy) continue;
      for (const std::string& comment : comments_in(stored_[s].text)) {
        if (const auto found = there.find(comment); found != there.end()) {
          there.erase(found);
        } else {
          add(s, comment);
        }
      }
    }
    // What stands in a copy, too, is one comment.
    for (std::size_t s = 0; s < stored_.size(); ++s) {
      if (!stored_[s].copy) continue;
      for (const std::string& comment : comments_in(stored_[s].text)) {
        if (!known.contains(comment)) add(s, comment);
      }
    }
  }

  const std::vector<ScriptChapter>& chapters_;
  const std::vector<StoredChapter>& stored_;
  const ChapterMatches& matches_;
  std::vector<StoredText> sources_;
  std::vector<std::vector<std::uint32_t>> was_;
  std::vector<std::vector<std::uint32_t>> was_unplaced_;
  RemovedLines removed_;
};

/// The stored texts, where each is one chapter's and says what that one says: nearly always.
std::optional<std::vector<std::string>> unchanged(const std::vector<ScriptChapter>& chapters,
                                                  const std::vector<StoredChapter>& stored,
                                                  const ChapterMatches& matches) {
  if (chapters.size() != stored.size()) return std::nullopt;
  std::vector<std::string> texts;
  for (std::size_t c = 0; c < chapters.size(); ++c) {
    if (!matches.continues[c]) return std::nullopt;
    const StoredChapter& one = stored[*matches.continues[c]];
    if (one.copy || write_script_chapter(one.chapter) != write_script_chapter(chapters[c])) return std::nullopt;
    texts.push_back(one.text);
  }
  return texts;
}

}  // namespace

std::vector<std::string> splice_script(const std::vector<ScriptChapter>& chapters,
                                       const std::vector<StoredChapter>& stored, const ChapterMatches& matches) {
  if (auto texts = unchanged(chapters, stored, matches)) return std::move(*texts);
  return ScriptSplicer(chapters, stored, matches).texts();
}

}  // namespace sotto::script
