#include "annotate/document/sources/front_matter.h"

#include <algorithm>
#include <string>
#include <vector>

#include "annotate/document/sources/line_blocks.h"
#include "shared/strict_yaml.h"
#include "shared/text.h"

namespace sotto::document {

std::optional<Span> find_front_matter(std::string_view text, std::size_t begin) {
  constexpr std::size_t kMostLines = 200;
  if (text.compare(begin, 3, "---") != 0) return std::nullopt;
  const std::size_t gap = std::min(text.find("\n\n\n", begin), text.size());
  const std::vector<Span> lines = lines_of(text, {begin, gap});
  if (trim_space(lines.front().of(text)) != "---") return std::nullopt;
  bool keys = false;
  for (std::size_t i = 1; i < std::min(lines.size(), kMostLines); ++i) {
    const std::string_view line = trim_space(lines[i].of(text));
    if (line == "---" || line == "...") return keys ? std::optional<Span>({begin, lines[i].end}) : std::nullopt;
    if (line.empty() || line.front() == '#' || line.front() == '-') continue;
    const std::size_t colon = line.find(':');
    const bool nested = text[lines[i].begin] == ' ';
    const bool key = colon != std::string_view::npos && line.substr(0, colon).find(' ') == std::string_view::npos;
    if (!nested && !key) return std::nullopt;
    keys = true;
  }
  return std::nullopt;
}

SourceMetadata front_matter_metadata(std::string_view header) {
  const std::vector<Span> lines = lines_of(header, {0, header.size()});
  if (lines.size() < 2) return {};
  // Without the lines that open and close it.
  const std::string_view yaml = header.substr(lines[1].begin, lines.back().begin - lines[1].begin);
  Diagnostics ignored;
  const std::optional<YamlFile> file = YamlFile::parse("", std::string(yaml), ignored);
  if (!file) return {};
  const auto read = [&](std::string_view key) {
    const YamlValue* value = file->root().find(key);
    return value != nullptr && value->kind == YamlValue::Kind::scalar ? fold_space(value->scalar) : std::string();
  };
  SourceMetadata metadata;
  metadata.title = read("title");
  if (std::string author = read("author"); !author.empty()) metadata.authors = {std::move(author)};
  return metadata;
}

}  // namespace sotto::document
