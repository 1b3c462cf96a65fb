#include "studio/script_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "annotate/script/script_folder.h"
#include "annotate/script/script_splices.h"
#include "annotate/script/stored_text.h"
#include "shared/thread_pool.h"

namespace sotto::studio {

namespace {

constexpr int kMostTries = 100;  ///< while somebody saves all the time

/// Two who try at the same pace would be in each other's way again.
void give_way(int tries) { std::this_thread::sleep_for(std::chrono::milliseconds(1 + 7 * tries % 11)); }

/// The new text where lines have other values and are the same lines; nothing where they are not, or the text cannot
/// be changed so.
std::optional<std::string> with_other_values(const script::StoredChapter& stored,
                                             const script::ScriptChapter& chapter) {
  const auto& before = stored.chapter.lines;
  const auto same_line = [](const script::Line& a, const script::Line& b) { return a.say == b.say; };
  if (!std::equal(before.begin(), before.end(), chapter.lines.begin(), chapter.lines.end(), same_line)) {
    return std::nullopt;
  }
  Diagnostics none;
  auto splices = YamlSplices::parse(stored.path.string(), stored.text, none);
  const YamlValue* lines = splices ? splices->root().find("lines") : nullptr;
  if (lines == nullptr) return std::nullopt;
  script::LineItems items;
  std::size_t line = 0;
  for (std::size_t i = 0; i < lines->items.size(); ++i) {
    const YamlValue& item = lines->items[i];
    if (item.find("break") != nullptr) {
      items.scene_break = i;
    } else if (item.find("ambience") != nullptr) {
      items.ambience = i;
    } else if (line < before.size()) {
      items.line = i;
      const std::size_t which = line++;
      if (before[which] != chapter.lines[which]) {
        script::splice_line(*splices, item, before[which], chapter.lines[which]);
        script::splice_above(*splices, *lines, items, before[which], chapter.lines[which]);
      }
      items = {};
    }
  }
  if (line != before.size()) return std::nullopt;
  return splices->text();
}

/// The new text of a chapter's file.
std::string spliced(const script::StoredChapter& stored, const script::ScriptChapter& chapter) {
  // Nearly all edits; of a long chapter in a fraction of the time.
  if (auto text = with_other_values(stored, chapter)) return std::move(*text);
  return script::splice_script({chapter}, {stored}, {{0}, {0}, {0}}).front();
}

}  // namespace

ScriptDesk::ScriptDesk(std::filesystem::path scripts, std::filesystem::path journal)
    : scripts_(std::move(scripts)), history_(std::move(journal)) {
  reload();
}

std::vector<ChapterPtr> ScriptDesk::chapters() const {
  const std::scoped_lock lock(mutex_);
  return chapters_;
}

ChapterPtr ScriptDesk::chapter(int number) const {
  const std::scoped_lock lock(mutex_);
  const auto found = std::find_if(chapters_.begin(), chapters_.end(),
                                  [&](const ChapterPtr& one) { return one->chapter.number == number; });
  return found == chapters_.end() ? nullptr : *found;
}

std::vector<std::string> ScriptDesk::unreadable() const {
  const std::scoped_lock lock(mutex_);
  return unreadable_;
}

std::string ScriptDesk::to_undo() const {
  const std::scoped_lock lock(mutex_);
  return history_.to_undo() != nullptr ? history_.to_undo()->what : std::string();
}

std::string ScriptDesk::to_redo() const {
  const std::scoped_lock lock(mutex_);
  return history_.to_redo() != nullptr ? history_.to_redo()->what : std::string();
}

Outcome ScriptDesk::reload() {
  const std::scoped_lock lock(mutex_);
  return reload_locked();
}

Outcome ScriptDesk::reload_locked() {
  Outcome outcome;
  Diagnostics diagnostics;
  std::vector<ChapterPtr> now;
  for (script::StoredChapter& stored : script::read_script_folder(scripts_, diagnostics)) {
    if (stored.superseded) continue;
    const auto known = std::find_if(chapters_.begin(), chapters_.end(), [&](const ChapterPtr& one) {
      return one->path == stored.path && one->text == stored.text;
    });
    if (known != chapters_.end()) {
      now.push_back(*known);
    } else {
      outcome.chapters.insert(stored.chapter.number);
      now.push_back(std::make_shared<const script::StoredChapter>(std::move(stored)));
    }
  }
  unreadable_.clear();
  for (const Diagnostic& one : diagnostics.all()) {
    if (one.severity == Severity::error)
      unreadable_.push_back(fmt::format("{}:{}: {}", one.file, one.line, one.message));
  }
  for (const ChapterPtr& old : chapters_) {
    const bool there = std::any_of(now.begin(), now.end(), [&](const ChapterPtr& one) {
      return one->path == old->path || one->chapter.number == old->chapter.number;
    });
    if (there) continue;
    if (std::error_code none; std::filesystem::exists(old->path, none)) {
      // Half of a save, or a mistake: until it is whole, the chapter is shown as it was.
      if (unreadable_.empty()) unreadable_.push_back(old->path.string() + " is no script at the moment");
      now.push_back(old);
    } else {
      outcome.chapters.insert(old->chapter.number);
    }
  }
  std::stable_sort(now.begin(), now.end(),
                   [](const ChapterPtr& a, const ChapterPtr& b) { return a->chapter.number < b->chapter.number; });
  chapters_ = std::move(now);
  outcome.changed = !outcome.chapters.empty();
  return outcome;
}

Outcome ScriptDesk::edit(const std::string& what, const std::set<int>& numbers, const ChapterEdit& edit) {
  const std::scoped_lock lock(mutex_);
  for (int i = 0; i < kMostTries; ++i) {
    std::vector<NewText> texts;
    std::vector<std::pair<std::size_t, script::ScriptChapter>> edited;
    for (std::size_t c = 0; c < chapters_.size(); ++c) {
      if (!numbers.contains(chapters_[c]->chapter.number)) continue;
      script::ScriptChapter chapter = chapters_[c]->chapter;
      if (edit(chapter)) edited.emplace_back(c, std::move(chapter));
    }
    texts.resize(edited.size());
    const auto splice = [&](std::size_t e) {
      const script::StoredChapter& stored = *chapters_[edited[e].first];
      texts[e] = {stored.path, stored.text, spliced(stored, edited[e].second)};
    };
    if (edited.size() == 1) {
      splice(0);
    } else {
      ThreadPool crew(static_cast<int>(std::max(1U, std::thread::hardware_concurrency())), "splice");
      for (std::size_t e = 0; e < edited.size(); ++e) crew.submit([&, e] { splice(e); });
      crew.finish();
    }
    Outcome outcome;
    if (texts.empty()) return outcome;
    if (!write_texts(texts)) {
      reload_locked();
      if (!unreadable_.empty()) return {false, {}, unreadable_.front()};
      give_way(i);
      continue;
    }
    history_.add({what, patches_of(texts)});
    for (std::size_t e = 0; e < edited.size(); ++e) {
      auto& [c, chapter] = edited[e];
      script::StoredChapter now;
      now.path = chapters_[c]->path;
      now.text = std::move(texts[e].after);
      now.chapter = std::move(chapter);
      outcome.chapters.insert(now.chapter.number);
      chapters_[c] = std::make_shared<const script::StoredChapter>(std::move(now));
    }
    outcome.changed = true;
    return outcome;
  }
  return {false, {}, "the scripts are being saved all the time; try again later"};
}

void ScriptDesk::remember(Change change) {
  const std::scoped_lock lock(mutex_);
  if (!change.files.empty()) history_.add(std::move(change));
  reload_locked();
}

Outcome ScriptDesk::undo() { return step(true); }

Outcome ScriptDesk::redo() { return step(false); }

Outcome ScriptDesk::step(bool back) {
  const std::scoped_lock lock(mutex_);
  const Change* change = back ? history_.to_undo() : history_.to_redo();
  if (change == nullptr) return {false, {}, back ? "there is nothing to take back" : "there is nothing to make again"};
  for (int i = 0; i < kMostTries; ++i) {
    const auto texts = patched_texts(*change, back);
    if (!texts) {
      return {false,
              {},
              fmt::format("'{}' cannot be {}: somebody has changed these lines since", change->what,
                          back ? "taken back" : "made again")};
    }
    if (!write_texts(*texts)) {
      give_way(i);
      continue;
    }
    back ? history_.undone() : history_.redone();
    return reload_locked();
  }
  return {false, {}, "the files are being saved all the time; try again later"};
}

}  // namespace sotto::studio
