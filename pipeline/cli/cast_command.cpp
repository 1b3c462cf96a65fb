#include "cli/cast_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "annotate/document/cast_entries.h"
#include "cast/casting.h"
#include "cast/voice_folder.h"
#include "production/annotate_book.h"
#include "shared/console.h"
#include "shared/edited_file.h"
#include "shared/folder_lock.h"
#include "shared/text.h"

namespace sotto::cli {

namespace {

/// Somebody who speaks, for a person to look at.
struct Member {
  document::Character character;
  std::size_t lines = 0;
  std::string first_words;  ///< of their first line
  std::string voice;
  std::string voice_why;
};

/// At most so many characters, the last three of them dots where something is left out.
std::string cut_to(std::string_view text, std::size_t most) {
  constexpr std::size_t kDots = 3;
  std::size_t end = 0;
  std::size_t shorter = 0;
  for (std::size_t count = 0; end < text.size(); ++count) {
    if (count + kDots == most) shorter = end;
    if (count == most) return std::string(text.substr(0, shorter)) + "...";
    end = code_point_at(text, end).next;
  }
  return std::string(text);
}

std::size_t width_of(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at = code_point_at(text, at).next) ++count;
  return count;
}

/// The narrator, then those with most lines first; also those whom the settings name, and who say nothing.
std::vector<Member> members_of(const script::Script& script, const cast::Cast& voices) {
  std::map<std::string, Member> by_id;
  for (const script::ScriptChapter& chapter : script.chapters) {
    for (const script::Line& line : chapter.lines) {
      Member& member = by_id[line.who];
      if (++member.lines == 1) member.first_words = line.say;
    }
  }
  by_id[document::kNarrator];
  for (const document::Character& character : script.cast) {
    if (character.given) by_id[character.id];
  }
  std::vector<Member> members;
  for (auto& [id, member] : by_id) {
    if (const document::Character* character = script.character(id)) {
      member.character = *character;
    } else {
      member.character.id = member.character.name = id;
    }
    if (const auto voice = voices.voices.find(id); voice != voices.voices.end()) {
      member.voice = voice->second.name;
      member.voice_why = voices.reasons.at(id);
    }
    members.push_back(std::move(member));
  }
  std::stable_sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
    const auto rank = [](const Member& member) {
      return std::pair(member.character.id != document::kNarrator, ~member.lines);
    };
    return rank(a) < rank(b);
  });
  return members;
}

std::string why(const document::Character& character) {
  std::string text = character.gender_why;
  if (!character.age_why.empty() && character.age_why != text) text += (text.empty() ? "" : "; ") + character.age_why;
  if (text.empty() && character.given) text = "the settings";
  return text;
}

void print_table(const std::vector<Member>& members) {
  constexpr std::size_t kUsualWidth = 120;  // columns, where no terminal has its own
  constexpr std::size_t kLongestName = 28;
  constexpr std::size_t kLongestWhy = 26;
  std::vector<std::vector<std::string>> rows = {{"who", "lines", "", "age", "voice", "why", "first words"}};
  for (const Member& member : members) {
    const document::Character& character = member.character;
    rows.push_back({cut_to(printable(character.name), kLongestName), std::to_string(member.lines),
                    std::string(letter_of(character.gender)), character.age, member.voice,
                    cut_to(printable(why(character)), kLongestWhy), printable(member.first_words)});
  }
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  std::size_t taken = 0;
  for (std::size_t i = 0; i + 1 < widths.size(); ++i) taken += widths[i] + 2;
  constexpr std::size_t kShortest = 20;
  const std::size_t all = terminal_columns(STDOUT_FILENO, kUsualWidth);
  const std::size_t left = std::max(kShortest, all > taken ? all - taken : 0);
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i + 1 < row.size(); ++i) {
      const std::string space(widths[i] - width_of(row[i]), ' ');
      line += i == 1 ? space + row[i] + "  " : row[i] + space + "  ";
    }
    line += cut_to(row.back(), left);
    print_result("{}\n", std::string(line.substr(0, line.find_last_not_of(' ') + 1)));
  }
}

void print_json(const std::vector<Member>& members) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const Member& member : members) {
    const document::Character& character = member.character;
    const auto or_null = [](std::string_view text) { return text.empty() ? nlohmann::json() : nlohmann::json(text); };
    all.push_back({{"id", character.id},
                   {"name", character.name},
                   {"aliases", character.aliases},
                   {"lines", member.lines},
                   {"gender", or_null(letter_of(character.gender))},
                   {"gender_why", or_null(character.gender_why)},
                   {"age", or_null(character.age)},
                   {"age_why", or_null(character.age_why)},
                   {"voice", or_null(member.voice)},
                   {"voice_why", or_null(member.voice_why)},
                   {"settled", character.given},
                   {"first_words", member.first_words}});
  }
  write_result(all.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

/// Entries for those who speak, and whom the settings do not have.
std::vector<document::CastEntry> new_entries(const std::vector<Member>& members) {
  constexpr std::size_t kLongestWords = 40;
  std::vector<document::CastEntry> entries;
  for (const Member& member : members) {
    if (member.character.given || member.character.id == document::kNarrator) continue;
    entries.push_back({member.character, fmt::format("{}: {}", counted(member.lines, "line"),
                                                     cut_to(member.first_words, kLongestWords))});
  }
  return entries;
}

/// Whether the settings have the entries now; else why not is told.
bool write_entries(const document::Book& book, const std::vector<document::CastEntry>& entries,
                   Diagnostics& diagnostics) {
  std::optional<std::string> text;
  const auto add = [&](const std::string& before) {
    Diagnostics own;
    text = document::add_cast_entries(book.settings.string(), before, entries, own);
    if (!text) diagnostics.append(own);
    return text;
  };
  std::error_code none;
  const bool written = std::filesystem::exists(book.settings, none)
                           ? edit_file(book.settings, add)
                           : replace_edited_file(book.settings, std::nullopt, *add({}));
  if (!written && !diagnostics.has_errors()) {
    std::string lines;
    for (const document::CastEntry& entry : entries) lines += "\n  " + document::write_cast_entry(entry.character);
    diagnostics.error(book.settings.string(), "this is written in a way that entries cannot be added to",
                      "add them yourself, under `cast:`" + lines);
  }
  return written;
}

}  // namespace

int cast_command(const CastOptions& options, const Session& session) {
  Diagnostics diagnostics;
  const production::Workspace& place = session.workspace;
  const std::vector<document::Book> books = production::find_books({options.book}, place, diagnostics);
  if (books.empty()) {
    show(diagnostics, session.verbosity);
    return kInputWrong;
  }
  const document::Book& book = books.front();
  // What is found now must still be so when it is written.
  std::optional<FolderLock> alone;
  if (options.write) alone.emplace(place.folder_of(book));
  const auto annotated = production::annotate_book(book, place.scripts_of(book), diagnostics);
  const auto folders = place.voice_folders(&book);
  const auto voices = cast::read_voices(folders, place.engines.schemas(), diagnostics);
  if (!annotated || diagnostics.has_errors()) {
    show(diagnostics, session.verbosity);
    return kInputWrong;
  }
  const cast::Cast cast = cast::cast_voices(annotated->script, book, voices, diagnostics);
  const std::vector<Member> members = members_of(annotated->script, cast);
  if (options.json) {
    print_json(members);
  } else if (session.verbosity != Verbosity::quiet || !options.write) {
    print_table(members);
  }
  if (options.write) {
    const std::vector<document::CastEntry> entries = new_entries(members);
    if (!entries.empty() && write_entries(book, entries, diagnostics) && session.verbosity != Verbosity::quiet) {
      print_message("{} {} added to the `cast:` of {}\n", entries.size(), entries.size() == 1 ? "entry" : "entries",
                    book.settings.string());
    } else if (entries.empty() && session.verbosity != Verbosity::quiet) {
      print_message("{} has all who speak\n", book.settings.string());
    }
  }
  return show(diagnostics, session.verbosity) ? kInputWrong : kDone;
}

}  // namespace sotto::cli
