#include "cli/annotate_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "annotate/annotate.h"
#include "annotate/document/book_yaml.h"
#include "annotate/document/chapters.h"
#include "annotate/document/parentheticals.h"
#include "cli/unsure_lines.h"
#include "production/annotate_book.h"
#include "production/output_lock.h"
#include "report/checks/limits.h"
#include "shared/console.h"
#include "shared/sha256.h"
#include "shared/text.h"

namespace sotto::cli {

namespace {

const char* letter(language::Gender gender) {
  return gender == language::Gender::female ? "f" : gender == language::Gender::male ? "m" : nullptr;
}

/// The name as the author or the annotator has it, or null for nobody known.
nlohmann::json speaker_json(const script::Script& script, const script::Line& line) {
  if (line.who.empty() || (line.who == document::kNarrator && line.guess && line.guess->rule == "unknown"))
    return nullptr;
  const document::Character* character = script.character(line.who);
  return character != nullptr ? character->name : line.who;
}

/// One span for each run of words that are somebody's own, offsets in code points: speech, without the quotations in
/// it, and quoted words that are thought, mouthed or written, which the narrator reads.
nlohmann::ordered_json spans_json(const document::Manuscript& manuscript, const script::Script& script) {
  struct Found {
    Span span;
    nlohmann::json speaker;
    double confidence;
    std::string rule;
  };
  std::vector<Found> found;
  std::size_t next = 0;
  for (const script::ScriptChapter& chapter : script.chapters) {
    for (const script::Line& line : chapter.lines) {
      if (!line.guess) continue;
      for (const Span own : document::without_spans(manuscript.text, line.span, script.nested, next)) {
        found.push_back({own, speaker_json(script, line), line.guess->confidence, line.guess->rule});
      }
    }
  }
  for (const script::NarratedQuote& words : script.narrated) {
    if (words.kind != document::QuoteKind::thought) continue;
    const document::Character* character = script.character(words.who);
    found.push_back({words.span, character != nullptr ? character->name : words.who, words.confidence, "unspoken"});
  }
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.span.begin < b.span.begin; });
  nlohmann::ordered_json spans = nlohmann::ordered_json::array();
  CodePointOffsets offsets(manuscript.text);
  for (const Found& one : found) {
    const std::size_t start = offsets.at(one.span.begin);
    spans.push_back({{"start", start},
                     {"end", offsets.at(one.span.end)},
                     {"speaker", one.speaker},
                     {"confidence", std::round(one.confidence * 1000) / 1000},
                     {"rule", one.rule}});
  }
  return spans;
}

/// What stands in quotation marks and is no speech, and why.
nlohmann::ordered_json quoted_json(const document::Manuscript& manuscript, const script::Script& script) {
  nlohmann::ordered_json quoted = nlohmann::ordered_json::array();
  CodePointOffsets offsets(manuscript.text);
  for (const script::NarratedQuote& words : script.narrated) {
    if (words.kind == document::QuoteKind::thought) continue;
    const std::size_t start = offsets.at(words.span.begin);
    quoted.push_back({{"start", start}, {"end", offsets.at(words.span.end)}, {"why", words.why}});
  }
  return quoted;
}

int print_json(const document::Book& book, const Session& session) {
  Diagnostics diagnostics;
  const auto manuscript = document::read_manuscript(book.files, document::language_of(book), diagnostics);
  if (show(diagnostics, session.verbosity) || !manuscript) return kInputWrong;
  const script::Script script =
      annotate::annotate(*manuscript, document::find_chapters(*manuscript, book.title), book.cast, {}, diagnostics);
  show(diagnostics, session.verbosity);
  nlohmann::ordered_json cast = nlohmann::ordered_json::array();
  for (const document::Character& c : script.cast) {
    if (c.id == document::kNarrator) continue;
    cast.push_back({{"name", c.name}, {"aliases", c.aliases}});
    cast.back()["gender"] = letter(c.gender) != nullptr ? nlohmann::json(letter(c.gender)) : nlohmann::json(nullptr);
  }
  const bool as_written = manuscript->files.size() == 1 && !manuscript->files.front().content_sha256.empty();
  const nlohmann::ordered_json all = {
      {"text_sha256", as_written ? manuscript->files.front().content_sha256 : sha256(manuscript->text)},
      {"spans", spans_json(*manuscript, script)},
      {"quoted", quoted_json(*manuscript, script)},
      {"cast", cast}};
  write_result(all.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  return kDone;
}

/// Lines that are less sure than `confidence` are to be reviewed; the first `review` of them are listed.
void print_summary(const production::AnnotatedBook& annotated, double confidence, int review) {
  const script::Script& script = annotated.script;
  std::map<std::string, std::size_t> lines;
  std::size_t speeches = 0;
  std::size_t sure = 0;
  std::size_t corrected = 0;
  for (const script::ScriptChapter& chapter : script.chapters) {
    for (const script::Line& line : chapter.lines) {
      ++lines[line.who];
      if (line.corrected()) ++corrected;
      if (!line.guess) continue;
      ++speeches;
      if (line.corrected() || line.guess->confidence >= confidence) ++sure;
    }
  }
  print_message("{}, {} of speech, {} of them sure, {} corrected by hand\n", counted(script.chapters.size(), "chapter"),
                counted(speeches, "line"), sure, corrected);
  std::vector<const document::Character*> cast;
  for (const document::Character& character : script.cast) {
    if (lines.contains(character.id)) cast.push_back(&character);
  }
  std::stable_sort(cast.begin(), cast.end(), [&](const auto* a, const auto* b) { return lines[a->id] > lines[b->id]; });
  for (const document::Character* character : cast) {
    const char* gender = letter(character->gender);
    print_message("  {:<28} {:>11}  {}{}\n", printable(character->name), counted(lines[character->id], "line"),
                  gender != nullptr ? gender : "-",
                  character->gender_why.empty() ? "" : "  (" + printable(character->gender_why) + ")");
  }
  const std::vector<UnsureLine> unsure = unsure_lines(script, annotated.manuscript, confidence);
  if (!unsure.empty() && review > 0) print_message("to review, the least sure first:\n");
  for (std::size_t i = 0; i < unsure.size() && i < static_cast<std::size_t>(review); ++i) {
    const UnsureLine& line = unsure[i];
    print_message("  {}: {} {:.2f}{}\n    {}\n", printable(line.place), line.who, line.confidence,
                  line.second.empty() ? "" : fmt::format(", or {} {:.2f}", line.second, line.second_confidence),
                  printable(line.say));
  }
  if (unsure.size() > static_cast<std::size_t>(review)) {
    print_message("  and {} more (--review {})\n", unsure.size() - static_cast<std::size_t>(review), unsure.size());
  }
}

}  // namespace

int annotate_command(const AnnotateOptions& options, const Session& session) {
  Diagnostics diagnostics;
  std::vector<document::Book> books = production::find_books({options.book}, session.workspace, diagnostics);
  if (!options.cast.empty() && !books.empty()) books.front().cast = document::read_cast_file(options.cast, diagnostics);
  if (show(diagnostics, session.verbosity) || books.empty()) return kInputWrong;
  const document::Book& book = books.front();
  if (options.json) return print_json(book, session);

  const double confidence = checks::limits_for(book.folder, {}, diagnostics).at("attribution.confidence");
  const production::Workspace& place = session.workspace;
  const auto records = place.records_of(book);
  const auto folder = place.folder_of(book);
  const auto scripts = place.scripts_of(book);
  const auto progress = terminal_progress(session.verbosity);
  // A production of the book at the same time would take its script from under us, and we its.
  std::optional<production::OutputLock> alone;
  std::optional<production::AnnotatedBook> annotated;
  if (production::is_output_free(book.path, records, folder, scripts, diagnostics)) {
    alone.emplace(folder, scripts, place.cache_folder(), true, *progress);
    annotated = production::update_scripts(book, scripts, diagnostics);
  }
  if (annotated) production::record_story(records, folder, book.path);
  show(diagnostics, session.verbosity);
  if (!annotated) return kInputWrong;
  if (session.verbosity != Verbosity::quiet) {
    print_summary(*annotated, confidence, options.review);
    print_message("script: {}/ ({} written)\n", scripts.string(), counted(annotated->files_written, "file"));
  }
  return kDone;
}

}  // namespace sotto::cli
