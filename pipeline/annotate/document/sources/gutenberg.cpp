#include "annotate/document/sources/gutenberg.h"

#include <string>
#include <utility>

#include "shared/text.h"

namespace sotto::document {

namespace {

std::string header_field(std::string_view header, std::string_view field) {
  const std::size_t at = header.find("\n" + std::string(field) + ": ");
  if (at == std::string_view::npos) return {};
  const std::string_view rest = header.substr(at + field.size() + 3);
  return fold_space(rest.substr(0, rest.find_first_of("\r\n")));
}

}  // namespace

std::optional<Block::Kind> gutenberg_mark(std::string_view line) {
  const std::string words = lower_case(line.substr(0, 32));
  if (words.starts_with("end of the project gutenberg") || words.starts_with("end of project gutenberg")) {
    return Block::Kind::gutenberg_end;
  }
  if (!line.starts_with("***")) return std::nullopt;
  const std::string_view rest = trim_space(line.substr(3));
  if (rest.find("GUTENBERG") == std::string_view::npos) return std::nullopt;
  if (rest.starts_with("START OF ")) return Block::Kind::gutenberg_start;
  if (rest.starts_with("END OF ")) return Block::Kind::gutenberg_end;
  return std::nullopt;
}

SourceMetadata gutenberg_metadata(std::string_view text) {
  constexpr std::size_t kHeaderBytes = 3000;
  const std::string_view header = text.substr(0, kHeaderBytes);
  if (header.find("Project Gutenberg") == std::string_view::npos) return {};
  SourceMetadata metadata;
  metadata.title = header_field(header, "Title");
  if (std::string author = header_field(header, "Author"); !author.empty()) metadata.authors = {std::move(author)};
  metadata.language = header_field(header, "Language");
  return metadata;
}

}  // namespace sotto::document
