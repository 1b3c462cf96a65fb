// What a person decided survives whatever happens: a book with corrections, comments, silenced chapters and foreign
// files is annotated again and again while the story changes, the program is killed or its disk fails, and scripts are
// saved by hand before, between and during the runs. After each round the decisions are exactly those that were made.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "annotate/script/script_yaml.h"
#include "end_to_end/faults.h"
#include "shared/text.h"
#include "shared/yaml_splice.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using script::Line;

/// A paragraph: a speech with a tag. Its mark is a word that no other has.
struct Paragraph {
  std::string mark;
  std::string speaker;
  std::string words;
};

struct StoryChapter {
  std::string mark;  ///< of its first sentence
  std::string title;
  std::vector<Paragraph> paragraphs;
};

constexpr const char* kPeople[] = {"Anna", "Peter", "Clara", "Martin"};
constexpr const char* kDeliveries[] = {"", "soft", "shout", "cold"};

/// The mark in a line's words: "mark17".
std::string mark_in(const std::string& say) {
  for (const std::string& word : words_of(say)) {
    if (word.starts_with("mark")) return word;
  }
  return {};
}

/// The author and the person who corrects, in one.
class Book {
 public:
  explicit Book(unsigned seed) : random_(seed) {
    folder_.write("book/book.yaml",
                  "cast:\n  Anna: {gender: f}\n  Peter: {gender: m}\n  Clara: {gender: f}\n  Martin: {gender: m}\n");
    for (int i = 0; i < 4; ++i) chapters_.push_back(new_chapter());
    write_story();
  }

  std::size_t below(std::size_t count) { return random_() % count; }
  const TempFolder& folder() const { return folder_; }

  Outcome annotate(const Fault& fault = {}, const std::function<void(pid_t)>& while_running = {}) {
    return sotto_with(folder_, fault, {"annotate", "book", "-q"}, nullptr, while_running);
  }

  void edit_story() {
    switch (below(6)) {
      case 0:
        chapters_.insert(chapters_.begin() + static_cast<std::ptrdiff_t>(below(chapters_.size() + 1)), new_chapter());
        break;
      case 1:
        chapters_[below(chapters_.size())].title = "Part " + std::to_string(next_++);
        break;
      case 2: {
        // Small changes of a speech's words; its line stays the same line.
        std::vector<Paragraph>& paragraphs = chapters_[below(chapters_.size())].paragraphs;
        if (!paragraphs.empty()) paragraphs[below(paragraphs.size())].words += " and now" + std::to_string(next_++);
        break;
      }
      case 3: {
        std::vector<Paragraph>& paragraphs = chapters_[below(chapters_.size())].paragraphs;
        paragraphs.insert(paragraphs.begin() + static_cast<std::ptrdiff_t>(below(paragraphs.size() + 1)),
                          new_paragraph());
        break;
      }
      case 4: {
        // Its corrections lose their place.
        std::vector<Paragraph>& paragraphs = chapters_[below(chapters_.size())].paragraphs;
        if (paragraphs.size() > 3)
          paragraphs.erase(paragraphs.begin() + static_cast<std::ptrdiff_t>(below(paragraphs.size())));
        break;
      }
      default:
        if (chapters_.size() > 3) {
          const std::size_t gone = below(chapters_.size());
          silenced_.erase(chapters_[gone].mark);
          chapters_.erase(chapters_.begin() + static_cast<std::ptrdiff_t>(gone));
        }
    }
    write_story();
  }

  /// Saves one decision in a script by hand, by renaming, as editors do; not over what it has not read.
  void edit_script() {
    const std::vector<fs::path> files = script_files();
    if (files.empty()) return;
    const fs::path file = files[below(files.size())];
    const std::optional<std::string> text = try_read_file(file);
    if (!text) return;
    Diagnostics diagnostics;
    auto splices = YamlSplices::parse(file.string(), *text, diagnostics);
    const auto stored = script::parse_script_chapter(file, *text, diagnostics);
    if (!splices || !stored || stored->chapter.lines.empty()) return;
    const YamlValue& lines = *splices->root().find("lines");
    // A change of the decisions, made when the save has come through.
    std::function<void()> decide;
    switch (below(4)) {
      case 0: {
        const std::string note = "# note " + std::to_string(next_++) + ".";
        const std::size_t item = below(lines.items.size());
        splices->insert_items(lines, item, std::string(splices->item_indent(lines), ' ') + note + "\n");
        decide = [=, this] { comments_.insert(note); };
        break;
      }
      case 1: {
        const std::string mark = chapter_mark(stored->chapter);
        if (mark.empty()) return;
        if (stored->chapter.aloud) {
          splices->add_key(splices->root(), "aloud", "false", "title");
          decide = [=, this] { silenced_.insert(mark); };
        } else {
          splices->remove_key(splices->root(), "aloud", YamlSplices::Comments::stay);
          decide = [=, this] { silenced_.erase(mark); };
        }
        break;
      }
      default: {
        const std::size_t n = below(stored->chapter.lines.size());
        const Line& line = stored->chapter.lines[n];
        const std::string mark = mark_in(line.say);
        if (mark.empty() || !line.guess) return;
        // One that lies under `unplaced:` is not made again while it lies there.
        if (corrections_.contains(mark) && !line.corrected()) return;
        std::string who = lower_case(kPeople[below(4)]);
        const std::string how = kDeliveries[below(4)];
        const YamlValue& item = *item_of(lines, n);
        if (who != line.who) splices->set(*item.find("who"), who);
        if (const YamlValue* old = item.find("how")) {
          if (how.empty()) {
            splices->remove_key(item, "how", YamlSplices::Comments::stay);
          } else {
            splices->set(*old, how);
          }
        } else if (!how.empty()) {
          splices->add_key(item, "how", how, "say");
        }
        const bool corrects = who != line.guess->who || how != line.guess->how;
        decide = [=, this] {
          corrections_.erase(mark);
          if (corrects) corrections_[mark] = {who, how};
        };
      }
    }
    const fs::path beside = folder_ / ".editor.tmp";
    write_file(beside, splices->text(), Durability::proved);
    if (try_read_file(file) != text) return;
    if (::renameat2(AT_FDCWD, beside.c_str(), AT_FDCWD, file.c_str(), RENAME_EXCHANGE) != 0) return;
    if (try_read_file(beside) != text) {
      ::renameat2(AT_FDCWD, beside.c_str(), AT_FDCWD, file.c_str(), RENAME_EXCHANGE);
      return;
    }
    fs::remove(beside);
    decide();
  }

  void add_foreign_file() {
    const std::vector<std::string> names = {
        "notes.yaml",      "00-empty.yaml", "01-todo.yaml", "my notes.txt", "01-part (conflicted copy).yaml",
        "02-part.bak.yaml"};
    const std::string name = names[below(names.size())];
    std::string text = name == "00-empty.yaml" ? "" : "who: nobody\nlines: " + std::to_string(next_++) + "\n";
    // A copy of a script as it was: its corrections are old.
    const std::vector<fs::path> files = script_files();
    if (name.find("part") != std::string::npos && !files.empty()) text = read_file(files[below(files.size())]);
    folder_.write("scripts/book/" + name, text);
    foreign_[name] = text;
  }

  /// What is not as the person made it.
  std::vector<std::string> problems() {
    std::vector<std::string> found;
    std::map<std::string, std::vector<std::string>> corrections;
    std::multiset<std::string> comments;
    std::set<std::string> silenced;
    std::set<std::string> marks;
    for (const fs::path& file : script_files()) {
      Diagnostics diagnostics;
      const std::string text = read_file(file);
      const auto stored = script::parse_script_chapter(file, text, diagnostics);
      const auto splices = YamlSplices::parse(file.string(), text, diagnostics);
      if (!stored || !splices) {
        found.push_back("no script: " + render(diagnostics));
        continue;
      }
      for (const auto* lines : {&stored->chapter.lines, &stored->chapter.unplaced}) {
        for (const Line& line : *lines) {
          if (!line.corrected()) continue;
          corrections[mark_in(line.say)].push_back(line.who + " " + line.how);
        }
      }
      for (const std::string& comment : splices->comments()) {
        if (comment.starts_with("# note")) comments.insert(comment);
      }
      if (!stored->chapter.aloud) silenced.insert(chapter_mark(stored->chapter));
    }
    for (const auto& [mark, all] : corrections) {
      const auto wanted = corrections_.find(mark);
      if (wanted == corrections_.end()) {
        found.push_back("nobody corrected " + mark + ": " + all[0]);
      } else if (all.size() != 1 || all[0] != wanted->second.first + " " + wanted->second.second) {
        found.push_back(mark + " is " + all[0] + ", " + std::to_string(all.size()) + " times");
      }
    }
    for (const auto& [mark, wanted] : corrections_) {
      if (!corrections.contains(mark)) found.push_back("lost: " + mark + " " + wanted.first + " " + wanted.second);
    }
    for (const std::string& comment : comments) {
      if (!comments_.contains(comment) || comments.count(comment) > 1) found.push_back("again: " + comment);
    }
    for (const std::string& comment : comments_) {
      if (!comments.contains(comment)) found.push_back("lost: " + comment);
    }
    for (const StoryChapter& chapter : chapters_) {
      if (silenced.contains(chapter.mark) != silenced_.contains(chapter.mark)) {
        found.push_back("aloud or not: the chapter of " + chapter.mark);
      }
    }
    for (const auto& [name, text] : foreign_) {
      if (try_read_file(folder_ / ("scripts/book/" + name)) != text) found.push_back("foreign: " + name);
    }
    for (const auto& entry : fs::directory_iterator(folder_ / "scripts/book")) {
      if (entry.path().filename().string().starts_with('.')) found.push_back("left over: " + entry.path().string());
    }
    return found;
  }

 private:
  Paragraph new_paragraph() {
    // No other speech has these words, so that none could be taken for another.
    const std::string number = std::to_string(next_++);
    return {"mark" + number, kPeople[below(4)], "lantern" + number + " and river" + number + " and coat" + number};
  }

  StoryChapter new_chapter() {
    StoryChapter chapter{"mark" + std::to_string(next_++), "Part " + std::to_string(next_++), {}};
    for (int i = 0; i < 5; ++i) chapter.paragraphs.push_back(new_paragraph());
    return chapter;
  }

  void write_story() {
    std::string text;
    for (const StoryChapter& chapter : chapters_) {
      text += "# " + chapter.title + "\n\nIt was the hour of " + chapter.mark + " in the long house by the water.\n\n";
      for (const Paragraph& p : chapter.paragraphs) {
        text += "\"I remember " + p.mark + " with " + p.words + ",\" said " + p.speaker + ".\n\n";
      }
    }
    folder_.write("book/book.md", text);
  }

  std::vector<fs::path> script_files() const {
    std::vector<fs::path> files;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder_ / "scripts/book", none)) {
      const std::string name = entry.path().filename().string();
      if (!name.starts_with('.') && name.ends_with(".yaml") && !foreign_.contains(name)) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
  }

  static std::string chapter_mark(const script::ScriptChapter& chapter) {
    return chapter.lines.empty() ? "" : mark_in(chapter.lines.front().say);
  }

  /// The item of the line `n`.
  static const YamlValue* item_of(const YamlValue& lines, std::size_t n) {
    for (const YamlValue& item : lines.items) {
      if (item.find("who") == nullptr) continue;
      if (n-- == 0) return &item;
    }
    return nullptr;
  }

  TempFolder folder_;
  std::mt19937 random_;
  int next_ = 1;
  std::vector<StoryChapter> chapters_;
  std::map<std::string, std::pair<std::string, std::string>> corrections_;  ///< by mark: who, how
  std::set<std::string> comments_;
  std::set<std::string> silenced_;
  std::map<std::string, std::string> foreign_;
};

/// Ten books of fifty rounds each, so that they run side by side.
class Decisions : public ::testing::TestWithParam<unsigned> {};

TEST_P(Decisions, SurviveKillsFailingDisksHandSavesAndStoryEdits) {
  if (!faults_can_be_put()) GTEST_SKIP() << "AddressSanitizer suffers no other layer";
  Book book(GetParam());
  ASSERT_EQ(book.annotate().status, 0);
  constexpr int kRounds = 50;
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    std::string happened;
    for (std::size_t i = book.below(3); i > 0; --i) book.edit_script();
    if (book.below(12) == 0) book.add_foreign_file();
    if (book.below(4) != 0) book.edit_story();
    if (book.below(4) == 0) book.edit_story();
    Fault fault;
    if (book.below(4) != 0) {
      static const std::vector<std::string> errors = {"kill", "kill", "28", "5"};  // ENOSPC, EIO
      fault.error = errors[book.below(errors.size())];
      fault.calls = book.below(2) == 0 ? "rename" : "open,write,sync,rename";
      fault.at = 1 + book.below(fault.calls == "rename" ? 10 : 30);
      fault.stays = fault.error != "kill" && book.below(2) == 0;
      happened = fault.error + " at " + fault.calls + " " + std::to_string(fault.at);
    }
    const bool by_hand = book.below(3) == 0;
    const Outcome outcome = book.annotate(fault, [&](pid_t) {
      if (!by_hand) return;
      std::this_thread::sleep_for(std::chrono::microseconds(book.below(60'000)));
      book.edit_script();
    });
    // A book all of whose chapters are silenced is an error; its decisions are kept like others.
    const auto is_well = [](const Outcome& one) {
      return one.status == 0 || (one.status == 1 && one.err.find("no chapter to read aloud") != std::string::npos);
    };
    if (fault.error.empty()) {
      EXPECT_TRUE(is_well(outcome)) << outcome.err;
    }
    // On whatever state that left.
    for (std::size_t i = book.below(3); i > 0; --i) book.edit_script();
    const Outcome after = book.annotate();
    ASSERT_TRUE(is_well(after)) << happened << "\n" << after.err;
    ASSERT_THAT(book.problems(), ::testing::IsEmpty()) << happened << "\n" << outcome.err << after.err;
  }
}

INSTANTIATE_TEST_SUITE_P(OfAPerson, Decisions, ::testing::Range(0U, 10U));

}  // namespace
}  // namespace sotto::end_to_end
