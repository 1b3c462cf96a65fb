#include "annotate/document/title_page.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/headings.h"
#include "annotate/document/manuscript.h"
#include "annotate/document/text_blocks.h"
#include "shared/files.h"
#include "shared/strict_yaml.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

namespace fs = std::filesystem;

/// A text of Project Gutenberg names itself in its header: "Title: Emma".
std::string header_field(std::string_view text, std::string_view field) {
  constexpr std::size_t kHeaderBytes = 3000;
  const std::string_view header = text.substr(0, kHeaderBytes);
  if (header.find("Project Gutenberg") == std::string_view::npos) return {};
  const std::size_t at = header.find("\n" + std::string(field) + ": ");
  if (at == std::string_view::npos) return {};
  const std::string_view rest = header.substr(at + field.size() + 3);
  return fold_space(rest.substr(0, rest.find_first_of("\r\n")));
}

/// A Markdown file may begin with "---", YAML, "---". Whether it does; what is wrong in it is not ours to tell.
bool read_yaml_header(const fs::path& path, std::string_view bytes, Book& book) {
  if (!is_markdown(path.string()) || !bytes.starts_with("---\n")) return false;
  const std::size_t end = bytes.find("\n---", 3);
  if (end == std::string_view::npos) return false;
  Diagnostics ignored;
  const auto header = YamlFile::parse(path.string(), std::string(bytes.substr(4, end - 3)), ignored);
  if (!header) return false;
  const auto read = [&](std::string_view key, std::string& target) {
    const YamlValue* value = header->root().find(key);
    if (value == nullptr || value->kind != YamlValue::Kind::scalar || value->scalar.empty()) return false;
    target = fold_space(value->scalar);
    return true;
  };
  read("author", book.author);
  return read("title", book.title);
}

/// Title and author as the manuscript's own first lines give them.
void read_title_page(const Manuscript& manuscript, Book& book) {
  const std::string_view text = manuscript.text;
  const std::string title = header_field(text, "Title");
  const std::string author = header_field(text, "Author");
  if (!title.empty()) book.title = title;
  if (!author.empty()) book.author = author;
  if (!title.empty()) return;

  const SourceFile& file = manuscript.files.front();
  const std::vector<TextBlock> blocks = find_blocks(text, file.span, file.markdown);
  if (blocks.empty()) return;
  const TextBlock& first = blocks.front();
  const std::string line = bare_title(first.lines.front().of(text));
  const bool marked = first.kind == TextBlock::Kind::marked_heading;
  const bool alone = first.kind == TextBlock::Kind::text && first.lines.size() <= 2 && blocks.size() > 1;
  if (!marked && !(alone && looks_like_title(line))) return;
  if (parse_heading(line)) return;
  const auto same_level = [&](const TextBlock& b) { return b.kind == first.kind && b.level == first.level; };
  // Two headings of the first one's level: they are chapters.
  if (marked && std::count_if(blocks.begin(), blocks.end(), same_level) > 1) return;
  book.title = title_case(line);
  const Span below = first.lines.size() > 1 ? first.lines[1] : blocks.size() > 1 ? blocks[1].lines.front() : Span{};
  const std::string author_line = bare_title(below.of(text));
  if (const auto name = author_in(author_line)) book.author = title_case(*name);
}

}  // namespace

void read_title_page(const fs::path& path, Book& book) {
  const std::optional<std::string> bytes = try_read_file(path);
  if (!bytes || read_yaml_header(path, *bytes, book)) return;
  Diagnostics ignored;
  if (const std::optional<Manuscript> manuscript = decode_manuscript(path.string(), *bytes, ignored)) {
    read_title_page(*manuscript, book);
  }
}

}  // namespace sotto::document
