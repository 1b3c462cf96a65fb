#include "annotate/script/stored_text.h"

#include <string>
#include <string_view>
#include <utility>

namespace sotto::script {

namespace {

using Comments = YamlSplices::Comments;

/// In the order of the lines that the reader finds there.
std::vector<LineItems> line_items(const YamlValue* sequence) {
  std::vector<LineItems> lines;
  if (sequence == nullptr) return lines;
  LineItems next;
  for (std::size_t i = 0; i < sequence->items.size(); ++i) {
    const YamlValue& item = sequence->items[i];
    if (item.find("break") != nullptr) {
      next.scene_break = i;
    } else if (item.find("ambience") != nullptr) {
      next.ambience = i;
    } else {
      next.line = i;
      lines.push_back(std::exchange(next, {}));
    }
  }
  return lines;
}

bool same(const std::optional<document::AmbienceChange>& a, const std::optional<document::AmbienceChange>& b) {
  if (!a || !b) return !a && !b;
  return document::write_change(*a) == document::write_change(*b) && a->guess == b->guess;
}

template <typename Boxed>
std::optional<document::AmbienceChange> change_of(const Boxed& change) {
  return change ? std::optional(*change) : std::nullopt;
}

/// Makes a key's value a text, and takes away one that is empty.
void set_key(YamlSplices& splices, const YamlValue& mapping, std::string_view key, const std::string& text,
             std::string_view after) {
  if (const YamlValue* value = mapping.find(key)) {
    if (text.empty()) {
      splices.remove_key(mapping, key, Comments::stay);
    } else {
      splices.set(*value, text);
    }
  } else if (!text.empty()) {
    splices.add_key(mapping, key, splices.scalar_for(mapping, text), after);
  }
}

}  // namespace

StoredText read_stored_text(const StoredChapter& stored) {
  Diagnostics none;
  StoredText source;
  if (auto whole = parse_script_chapter(stored.path, stored.text, none)) source.chapter = std::move(whole->chapter);
  source.splices = YamlSplices::parse(stored.path.string(), stored.text, none);
  if (source.splices) {
    source.lines = line_items(source.splices->root().find("lines"));
    source.unplaced = line_items(source.splices->root().find("unplaced"));
    const bool as_read =
        source.lines.size() == source.chapter.lines.size() && source.unplaced.size() == source.chapter.unplaced.size();
    if (!as_read) source.splices.reset();
  }
  return source;
}

void splice_line(YamlSplices& splices, const YamlValue& item, const Line& before, const Line& now) {
  if (before.who != now.who) set_key(splices, item, "who", now.who, {});
  if (before.say != now.say) set_key(splices, item, "say", now.say, "who");
  // Both may be added behind `say`: the first told stands first.
  if (before.how != now.how) set_key(splices, item, "how", now.how, "say");
  if (before.aloud != now.aloud) {
    if (item.find("aloud") != nullptr) {
      splices.set_yaml(*item.find("aloud"), now.aloud ? "true" : "false");
    } else {
      splices.add_key(item, "aloud", "false", item.find("how") != nullptr ? "how" : "say");
    }
  }
  const std::string guessed = before.guess ? write_guess(*before.guess) : "";
  const std::string guess = now.guess ? write_guess(*now.guess) : "";
  if (guessed != guess) set_key(splices, item, "guess", guess, item.find("how") != nullptr ? "how" : "say");
}

void splice_above(YamlSplices& splices, const YamlValue& sequence, const LineItems& items, const Line& before,
                  const Line& now) {
  const std::string indent(splices.item_indent(sequence), ' ');
  const bool breaks = now.before == Boundary::scene;
  if (items.scene_break && !breaks) splices.remove_item(sequence, *items.scene_break, Comments::stay);
  if (!items.scene_break && breaks) {
    splices.insert_items(sequence, items.first(), indent + "- break: scene\n");
  }
  const auto change = change_of(now.ambience);
  if (same(change_of(before.ambience), change)) return;
  if (!change) return splices.remove_item(sequence, *items.ambience, Comments::stay);
  if (items.ambience) {
    const YamlValue& item = sequence.items[*items.ambience];
    if (document::write_change(*before.ambience) != document::write_change(*change)) {
      splices.set_yaml(*item.find("ambience"), document::write_change(*change));
    }
    if (before.ambience->guess != change->guess) set_key(splices, item, "guess", change->guess, "ambience");
    return;
  }
  std::string text = indent + "- ambience: " + document::write_change(*change) + "\n";
  if (!change->guess.empty()) text += indent + "  guess: " + yaml_scalar(change->guess) + "\n";
  splices.insert_items(sequence, items.line, text);
}

}  // namespace sotto::script
