#include "publish/read_along/markup_tokens.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "annotate/document/sources/markup/markup.h"

namespace sotto::read_along {

namespace {

using Kind = MarkupToken::Kind;

constexpr std::string_view kSpace = " \t\r\n\f";

/// Behind the next `mark`, or the end.
std::size_t behind(std::string_view content, std::size_t from, std::string_view mark) {
  const std::size_t found = content.find(mark, from);
  return found == std::string_view::npos ? content.size() : found + mark.size();
}

/// Behind a tag's ">", which may stand in its attributes' values, too.
std::size_t tag_end(std::string_view content, std::size_t at) {
  for (char quote = '\0'; at < content.size(); ++at) {
    const char c = content[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return content.size();
}

/// Behind "<!DOCTYPE html [ ... ]>".
std::size_t declaration_end(std::string_view content, std::size_t at) {
  const std::size_t end = std::min(content.find_first_of("[>", at), content.size());
  return end < content.size() && content[end] == '[' ? behind(content, behind(content, end, "]"), ">")
                                                     : std::min(end + 1, content.size());
}

bool begins_name(std::string_view content, std::size_t at) {
  if (at >= content.size()) return false;
  const auto c = static_cast<unsigned char>(content[at]);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || c >= 0x80;
}

/// The token that begins with a "<"; a text where that begins nothing.
MarkupToken token_of_mark(std::string_view content, std::size_t at) {
  const std::string_view rest = content.substr(at);
  if (rest.starts_with("<!--")) return {Kind::other, {at, behind(content, at + 4, "-->")}};
  if (rest.starts_with("<![CDATA[")) return {Kind::cdata, {at, behind(content, at, "]]>")}};
  if (rest.starts_with("<?")) return {Kind::other, {at, behind(content, at, "?>")}};
  if (rest.starts_with("<!")) return {Kind::other, {at, declaration_end(content, at)}};
  const bool closes = rest.starts_with("</");
  const std::size_t name = at + (closes ? 2 : 1);
  if (!begins_name(content, name)) return {Kind::text, {at, at + 1}};
  const std::size_t end = tag_end(content, name);
  const std::size_t name_end = std::min(content.find_first_of(" \t\r\n\f/>", name), end);
  const bool empty = !closes && end > name + 1 && content[end - 2] == '/';
  return {closes ? Kind::close : empty ? Kind::empty : Kind::open, {at, end}, content.substr(name, name_end - name)};
}

/// Entities and prefixes of a page.
class Declarations {
 public:
  explicit Declarations(std::string_view content) : content_(content) {}

  /// All entities of a text.
  bool has_entities(std::string_view text) {
    for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
      const auto entity = document::entity_at(text, at);
      if (!entity) return false;
      if (entity->front() != '#' && !has(fmt::format("<!ENTITY {} ", *entity), *entity)) return false;
    }
    return true;
  }
  bool has_prefix(std::string_view name) {
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos) return true;
    const std::string_view prefix = name.substr(0, colon);
    return prefix == "xml" || prefix == "xmlns" || has(fmt::format("xmlns:{}=", prefix), prefix);
  }

 private:
  bool has(const std::string& declaration, std::string_view name) {
    constexpr std::array<std::string_view, 5> kOfXml = {"amp", "lt", "gt", "quot", "apos"};
    if (std::find(kOfXml.begin(), kOfXml.end(), name) != kOfXml.end()) return true;
    const auto [known, added] = known_.try_emplace(declaration);
    if (added) known->second = content_.find(declaration) != std::string_view::npos;
    return known->second;
  }

  std::string_view content_;
  std::map<std::string, bool> known_;
};

}  // namespace

bool is_declared(std::string_view content, const std::vector<MarkupToken>& tokens) {
  Declarations declarations(content);
  for (const MarkupToken& token : tokens) {
    if (token.kind == Kind::text && !declarations.has_entities(token.place.of(content))) return false;
    if (!token.begins_element()) continue;
    if (!declarations.has_prefix(token.name)) return false;
    std::set<std::string_view> names;
    for (const TagAttribute& attribute : attributes_of(content, token)) {
      const bool first = names.insert(attribute.name).second;
      if (!first || !declarations.has_prefix(attribute.name) || !declarations.has_entities(attribute.value))
        return false;
    }
  }
  return true;
}

std::string_view MarkupToken::local_name() const { return name.substr(prefix().size()); }

std::string_view MarkupToken::prefix() const {
  const std::size_t colon = name.rfind(':');
  return name.substr(0, colon == std::string_view::npos ? 0 : colon + 1);
}

std::vector<MarkupToken> markup_tokens(std::string_view content) {
  std::vector<MarkupToken> tokens;
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < content.size();) {
    MarkupToken token{Kind::text, {at, std::min(content.find('<', at), content.size())}};
    if (token.place.empty()) token = token_of_mark(content, at);
    at = token.place.end;
    if (token.kind == Kind::text && !tokens.empty() && tokens.back().kind == Kind::text) {
      tokens.back().place.end = at;
      continue;
    }
    if (token.kind == Kind::close && !open.empty() && tokens[open.back()].name == token.name) {
      token.partner = open.back();
      tokens[open.back()].partner = tokens.size();
      open.pop_back();
    }
    token.parent = open.empty() ? kNoToken : open.back();
    if (token.kind == Kind::open) open.push_back(tokens.size());
    tokens.push_back(token);
  }
  return tokens;
}

std::size_t token_at(const std::vector<MarkupToken>& tokens, std::size_t offset) {
  const auto after = std::upper_bound(tokens.begin(), tokens.end(), offset,
                                      [](std::size_t o, const MarkupToken& token) { return o < token.place.begin; });
  return after == tokens.begin() ? 0 : static_cast<std::size_t>(after - tokens.begin()) - 1;
}

std::vector<TagAttribute> attributes_of(std::string_view content, const MarkupToken& tag) {
  std::vector<TagAttribute> attributes;
  const std::size_t end = tag.place.end;
  std::size_t at = static_cast<std::size_t>(tag.name.data() - content.data()) + tag.name.size();
  while (at < end) {
    const std::size_t begin = at;
    at = std::min(content.find_first_not_of(kSpace, at), end);
    if (at == end || content[at] == '>' || content[at] == '/') break;
    const std::size_t name_end = std::min(content.find_first_of(" \t\r\n\f=/>", at), end);
    TagAttribute attribute{{begin, name_end}, content.substr(at, name_end - at), {}};
    at = std::min(content.find_first_not_of(kSpace, name_end), end);
    if (at < end && content[at] == '=') {
      at = std::min(content.find_first_not_of(kSpace, at + 1), end);
      const bool quoted = at < end && (content[at] == '"' || content[at] == '\'');
      const std::size_t value_end =
          std::min(quoted ? content.find(content[at], at + 1) : content.find_first_of(" \t\r\n\f>", at), end);
      attribute.value = content.substr(at + (quoted ? 1 : 0), value_end - at - (quoted ? 1 : 0));
      at = std::min(value_end + (quoted ? 1 : 0), end);
    } else {
      at = name_end;
    }
    attribute.place.end = at;
    attributes.push_back(attribute);
  }
  return attributes;
}

std::string attribute_of(std::string_view content, const MarkupToken& tag, std::string_view name) {
  for (const TagAttribute& attribute : attributes_of(content, tag)) {
    if (attribute.name == name) return document::Entities().resolved(attribute.value);
  }
  return {};
}

}  // namespace sotto::read_along
