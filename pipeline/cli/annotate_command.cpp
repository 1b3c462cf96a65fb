#include "cli/annotate_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_map>

#include "annotate/annotate.h"
#include "annotate/document/book_yaml.h"
#include "annotate/document/chapters.h"
#include "annotate/document/parentheticals.h"
#include "annotate/normalization/normalize.h"
#include "cli/unsure_lines.h"
#include "production/annotate_book.h"
#include "production/output_lock.h"
#include "report/checks/limits.h"
#include "shared/console.h"
#include "shared/sha256.h"
#include "shared/text.h"

namespace sotto::cli {

namespace {

std::string dump(const nlohmann::ordered_json& value) {
  return value.dump(1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Writes an object of lists value by value: a book has too many quotations to keep all of them as JSON.
class JsonWriter {
 public:
  void begin() { text_ = "{"; }
  void value(std::string_view key, const nlohmann::ordered_json& value) {
    name(key);
    append(dump(value), 1);
  }
  void begin_list(std::string_view key) {
    name(key);
    text_ += '[';
    first_ = true;
  }
  void item(const nlohmann::ordered_json& item) {
    text_ += first_ ? "\n  " : ",\n  ";
    first_ = false;
    append(dump(item), 2);
    constexpr std::size_t kFull = 1 << 16;
    if (text_.size() >= kFull) flush();
  }
  void end_list() {
    text_ += first_ ? "]" : "\n ]";
    first_ = false;
  }
  void end() {
    text_ += "\n}\n";
    flush();
  }

 private:
  void name(std::string_view key) {
    text_ += text_ == "{" ? "\n " : ",\n ";
    text_.append(dump(key)).append(": ");
  }
  void append(const std::string& value, std::size_t depth) {
    for (const char c : value) {
      text_ += c;
      if (c == '\n') text_.append(depth, ' ');
    }
  }
  void flush() {
    write_result(text_);
    text_.clear();
  }

  std::string text_;
  bool first_ = true;
};

/// The names of the cast by id, as the author or the annotator has them.
class Names {
 public:
  explicit Names(const script::Script& script) {
    for (const document::Character& character : script.cast) by_id_.emplace(character.id, &character.name);
  }
  const std::string& of(const std::string& id) const {
    const auto found = by_id_.find(id);
    return found != by_id_.end() ? *found->second : id;
  }
  /// None for nobody known.
  const std::string* speaker(const script::Line& line) const {
    if (line.who.empty() || (line.who == document::kNarrator && line.guess && line.guess->rule == "unknown"))
      return nullptr;
    return &of(line.who);
  }

 private:
  std::unordered_map<std::string_view, const std::string*> by_id_;
};

/// Whether offsets count in the file as it stands: that of a book that is one text file.
bool is_one_text(const document::Manuscript& manuscript) {
  return manuscript.files.size() == 1 && !manuscript.files.front().content_sha256.empty();
}

/// Places in code points, of the file as it stands or of the manuscript.
class SpanOffsets {
 public:
  explicit SpanOffsets(const document::Manuscript& manuscript)
      : manuscript_(manuscript), as_written_(is_one_text(manuscript)), offsets_(manuscript.text) {}
  std::size_t begin(Span span) {
    return as_written_ ? manuscript_.content_offset(span.begin) : offsets_.at(span.begin);
  }
  /// Behind the last character: what was taken out of the text behind it is no part of the span.
  std::size_t end(Span span) {
    if (!as_written_) return offsets_.at(span.end);
    return manuscript_.content_offset(code_point_before(manuscript_.text, span.end).next) + 1;
  }

 private:
  const document::Manuscript& manuscript_;
  bool as_written_;
  CodePointOffsets offsets_;
};

/// One span for each run of words that are somebody's own, offsets in code points: speech, without the quotations in
/// it, and quoted words that are thought, mouthed or written, which the narrator reads.
void write_spans(const document::Manuscript& manuscript, const script::Script& script, JsonWriter& json) {
  struct Found {
    Span span;
    const std::string* speaker;
    double confidence;
    std::string_view rule;
  };
  const Names names(script);
  std::vector<Found> found;
  std::size_t next = 0;
  for (const script::ScriptChapter& chapter : script.chapters) {
    for (const script::Line& line : chapter.lines) {
      if (!line.guess) continue;
      for (const Span own : document::without_spans(manuscript.text, line.span, script.nested, next)) {
        found.push_back({own, names.speaker(line), line.guess->confidence, line.guess->rule});
      }
    }
  }
  for (const script::NarratedQuote& words : script.narrated) {
    if (words.kind != document::QuoteKind::thought) continue;
    found.push_back({words.span, &names.of(words.who), words.confidence, "unspoken"});
  }
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.span.begin < b.span.begin; });
  SpanOffsets offsets(manuscript);
  for (const Found& one : found) {
    const std::size_t start = offsets.begin(one.span);
    json.item({{"start", start},
               {"end", offsets.end(one.span)},
               {"speaker", one.speaker != nullptr ? nlohmann::ordered_json(*one.speaker) : nullptr},
               {"confidence", std::round(one.confidence * 1000) / 1000},
               {"rule", one.rule}});
  }
}

/// What stands in quotation marks and is no speech, and why.
void write_quoted(const document::Manuscript& manuscript, const script::Script& script, JsonWriter& json) {
  SpanOffsets offsets(manuscript);
  for (const script::NarratedQuote& words : script.narrated) {
    if (words.kind == document::QuoteKind::thought) continue;
    const std::size_t start = offsets.begin(words.span);
    json.item({{"start", start}, {"end", offsets.end(words.span)}, {"why", words.why}});
  }
}

/// Sentences as they will be said, parted by " | ".
std::string spoken_line(const std::vector<normalization::NormalizedSentence>& sentences, const document::Book& book) {
  std::string text;
  for (const normalization::NormalizedSentence& sentence : sentences)
    text += (text.empty() ? "" : " | ") + normalization::spoken_text(sentence, book.pronunciations);
  return text;
}

/// Each chapter's heading and its lines with their speakers, as they will be said: with the corrections of its scripts.
int print_spoken(const document::Book& book, const Session& session) {
  Diagnostics diagnostics;
  const auto annotated = production::annotate_book(book, session.workspace.scripts_of(book), diagnostics);
  if (show(diagnostics, session.verbosity) || !annotated) return kInputWrong;
  const document::Manuscript& manuscript = annotated->manuscript;
  const script::Script& script = annotated->script;
  normalization::WrittenText written = normalization::written(manuscript);
  written.month_first = normalization::writes_month_first(manuscript.text);
  for (const script::ScriptChapter& chapter : script.chapters) {
    print_result("# {}\n", printable(spoken_line(chapter.heading.empty()
                                                     ? normalization::normalize_text(written.language, chapter.title)
                                                     : normalization::normalize_heading(written, chapter.heading),
                                                 book)));
    for (const script::Line& line : chapter.lines) {
      const std::string said = spoken_line(normalization::normalize_sentences(written, line.span), book);
      if (!said.empty()) print_result("{}: {}\n", line.who, printable(said));
    }
  }
  return kDone;
}

int print_json(const document::Book& book, const Session& session) {
  Diagnostics diagnostics;
  auto manuscript = document::read_manuscript(book.files, document::reading_options(book), diagnostics);
  if (show(diagnostics, session.verbosity) || !manuscript) return kInputWrong;
  manuscript->directions = book.read_directions;
  const script::Script script =
      annotate::annotate(*manuscript, document::find_chapters(*manuscript, book.title), book.given(), {}, diagnostics);
  show(diagnostics, session.verbosity);
  JsonWriter json;
  json.begin();
  json.value("text_sha256",
             is_one_text(*manuscript) ? manuscript->files.front().content_sha256 : sha256(manuscript->text));
  json.begin_list("spans");
  write_spans(*manuscript, script, json);
  json.end_list();
  json.begin_list("quoted");
  write_quoted(*manuscript, script, json);
  json.end_list();
  json.begin_list("cast");
  for (const document::Character& c : script.cast) {
    if (c.id == document::kNarrator) continue;
    nlohmann::ordered_json character = {{"name", c.name}, {"aliases", c.aliases}};
    const std::string_view gender = letter_of(c.gender);
    character["gender"] = gender.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(gender);
    json.item(character);
  }
  json.end_list();
  json.end();
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
    const std::string_view gender = letter_of(character->gender);
    print_message("  {:<28} {:>11}  {}{}\n", printable(character->name), counted(lines[character->id], "line"),
                  gender.empty() ? "-" : gender,
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
  if (!options.cast.empty() && !books.empty()) {
    books.front().cast = document::read_cast_file(options.cast, diagnostics);
    books.front().others = document::Others::nobody;
  }
  if (show(diagnostics, session.verbosity) || books.empty()) return kInputWrong;
  const document::Book& book = books.front();
  if (options.json) return print_json(book, session);
  if (options.spoken) return print_spoken(book, session);

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
