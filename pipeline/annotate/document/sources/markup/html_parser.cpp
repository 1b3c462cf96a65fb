#include "annotate/document/sources/markup/html_parser.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

#include "shared/text.h"

// Gumbo takes time that grows with the depth of the elements, and frees its tree by recursion. So deep texts are
// refused before it sees them, and its memory is freed all at once.
//
// "<a id='p4'/>" is an empty element to XML, but to HTML the beginning of one, which would hold the rest of the page.
// So in a text that is meant as XML such tags are written as two before Gumbo reads them, and places are mapped back.

namespace sotto::document {

namespace {

/// Elements that never have an end tag.
constexpr std::array<std::string_view, 18> kVoid = {"area",  "base",   "br",    "col",    "command", "embed",
                                                    "hr",    "img",    "input", "keygen", "link",    "meta",
                                                    "param", "source", "track", "wbr",    "frame",   "basefont"};
/// Elements that end where the next one begins.
constexpr std::array<std::string_view, 21> kEndedByNext = {
    "p", "li",       "dt", "dd", "tr",  "td", "th",       "thead", "tbody", "tfoot", "option",
    "a", "optgroup", "rb", "rt", "rtc", "rp", "colgroup", "body",  "html",  "head"};

/// All that is allocated, freed together.
class Arena {
 public:
  ~Arena() {
    for (void* block : blocks_) std::free(block);
  }
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  static void* allocate(void* arena, std::size_t size) {
    auto& self = *static_cast<Arena*>(arena);
    size = (size + kAlignment - 1) / kAlignment * kAlignment;
    if (size > kBlock / 4) return self.add_block(size);
    if (size > self.left_) {
      self.next_ = static_cast<char*>(self.add_block(kBlock));
      self.left_ = kBlock;
    }
    void* found = self.next_;
    self.next_ += size;
    self.left_ -= size;
    return found;
  }
  static void release(void* /*arena*/, void* /*memory*/) {}

 private:
  static constexpr std::size_t kAlignment = alignof(std::max_align_t);
  static constexpr std::size_t kBlock = 65536;

  void* add_block(std::size_t size) {
    void* block = std::malloc(size);
    if (block == nullptr) throw std::bad_alloc();
    blocks_.push_back(block);
    return block;
  }

  std::vector<void*> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

enum class Walk { goes_on, ends };

struct Tag {
  std::string name;  ///< in lower case
  bool closes = false;
  bool empty = false;   ///< "<a/>"
  std::size_t end = 0;  ///< behind its ">"
};

bool begins_tag(std::string_view text, std::size_t at) {
  const char next = at + 1 < text.size() ? text[at + 1] : ' ';
  return (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/' || next == '!' || next == '?';
}

/// The tag that begins at `at` with "<"; without a name for a comment or what else is none.
Tag tag_at(std::string_view text, std::size_t at) {
  Tag tag;
  if (text.substr(at, 4) == "<!--") {
    const std::size_t end = text.find("-->", at + 4);
    tag.end = end == kNotFound ? text.size() : end + 3;
    return tag;
  }
  tag.closes = text.substr(at + 1, 1) == "/";
  const std::size_t name = at + (tag.closes ? 2 : 1);
  const std::size_t name_end = std::min(text.find_first_of(" \t\r\n\f/>", name), text.size());
  tag.name = lower_case(text.substr(name, std::min<std::size_t>(name_end - name, 32)));
  char quote = 0;
  std::size_t end = name_end;
  for (; end < text.size(); ++end) {
    const char c = text[end];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      break;
    }
  }
  tag.empty = end > name_end && end < text.size() && text[end - 1] == '/';
  tag.end = std::min(end + 1, text.size());
  return tag;
}

/// Calls `visit` with each tag of a text, from its beginning to its end, until it says that it has seen enough.
template <typename Visit>
void each_tag(std::string_view text, const Visit& visit) {
  for (std::size_t at = text.find('<'); at != kNotFound; at = text.find('<', at)) {
    if (!begins_tag(text, at)) {
      ++at;
      continue;
    }
    const Tag tag = tag_at(text, at);
    at = tag.end;
    if (visit(tag) == Walk::ends) return;
  }
}

/// Whether elements are nested deeper than browsers take; those that need no end tag are not counted.
bool is_too_deep(std::string_view text) {
  constexpr int kDeepest = 512;
  int depth = 0;
  each_tag(text, [&](const Tag& tag) {
    if (tag.name.empty() || tag.empty || tag.name[0] == '!' || tag.name[0] == '?' || among(kVoid, tag.name) ||
        among(kEndedByNext, tag.name)) {
      return Walk::goes_on;
    }
    depth = std::max(0, depth + (tag.closes ? -1 : 1));
    return depth > kDeepest ? Walk::ends : Walk::goes_on;
  });
  return depth > kDeepest;
}

/// A text with end tags put behind its empty ones, and the way back to it.
struct Expanded {
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> joints;  ///< from here in `text` on, the original goes on from there

  std::size_t original(std::size_t at) const {
    const auto after = std::upper_bound(joints.begin(), joints.end(), at,
                                        [](std::size_t offset, const auto& joint) { return offset < joint.first; });
    if (after == joints.begin()) return at;
    return std::prev(after)->second + (at - std::prev(after)->first);
  }
};

Expanded with_end_tags(std::string_view text) {
  Expanded expanded;
  if (text.find("<?xml") == kNotFound && text.find("xmlns") == kNotFound) {
    expanded.text = text;
    return expanded;
  }
  std::size_t from = 0;
  each_tag(text, [&](const Tag& tag) {
    if (!tag.empty || tag.closes || among(kVoid, tag.name) || tag.name.find_first_of("!?") != kNotFound) {
      return Walk::goes_on;
    }
    expanded.text += text.substr(from, tag.end - from);
    expanded.text += "</" + tag.name + ">";
    expanded.joints.emplace_back(expanded.text.size(), tag.end);
    from = tag.end;
    return Walk::goes_on;
  });
  expanded.text += text.substr(from);
  return expanded;
}

/// The characters of a text node: Gumbo's stretch runs on into the tags behind it.
std::string_view text_of(const GumboText& text) {
  const std::string_view all(text.original_text.data, text.original_text.length);
  for (std::size_t at = all.find('<'); at != kNotFound; at = all.find('<', at + 1)) {
    if (begins_tag(all, at)) return all.substr(0, at);
  }
  return all;
}

/// Fills a tree from Gumbo's.
class TreeWriter {
 public:
  TreeWriter(const Expanded& expanded, std::string_view content, MarkupTree& tree)
      : expanded_(expanded), content_(content), tree_(tree) {}

  void write(const GumboNode& root) {
    struct Open {
      const GumboVector* children;
      unsigned int next;
      std::size_t node;
    };
    std::vector<Open> open;
    const auto enter = [&](const GumboNode& node) {
      if (node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE) {
        open.push_back({&node.v.element.children, 0, tree_.nodes.size()});
        add_element(node.v.element);
      } else if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA) {
        add_text(node);
      }
    };
    enter(root);
    while (!open.empty()) {
      Open& last = open.back();
      if (last.next < last.children->length) {
        enter(*static_cast<const GumboNode*>(last.children->data[last.next++]));
      } else {
        tree_.nodes[last.node].end = tree_.nodes.size();
        open.pop_back();
      }
    }
  }

 private:
  std::size_t offset(const char* data) const {
    const char* begin = expanded_.text.data();
    if (data == nullptr || data < begin || data > begin + expanded_.text.size()) return at_;
    return expanded_.original(static_cast<std::size_t>(data - begin));
  }

  std::string_view keep(std::string_view text) { return tree_.strings.emplace_back(text); }

  void add_element(const GumboElement& element) {
    MarkupNode node;
    const std::string_view tag(element.original_tag.data, element.original_tag.length);
    if (element.tag != GUMBO_TAG_UNKNOWN) {
      node.name = gumbo_normalized_tagname(element.tag);
    } else {
      GumboStringPiece name = element.original_tag;
      gumbo_tag_from_original_text(&name);
      const std::string lower = lower_case({name.data, name.length});
      node.name = keep(lower.substr(lower.rfind(':') + 1));
    }
    if (node.name.empty()) node.name = "unknown";
    at_ = offset(tag.data());
    node.place = {at_, at_};
    node.first_attribute = tree_.attributes.size();
    node.attributes = element.attributes.length;
    for (unsigned int i = 0; i < element.attributes.length; ++i) {
      const auto& attribute = *static_cast<const GumboAttribute*>(element.attributes.data[i]);
      std::string_view value(attribute.original_value.data, attribute.original_value.length);
      const bool quoted = value.size() >= 2 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0];
      if (quoted) value = value.substr(1, value.size() - 2);
      tree_.attributes.push_back({keep(attribute.name), keep(value)});
    }
    tree_.nodes.push_back(node);
  }

  void add_text(const GumboNode& node) {
    const std::string_view text = text_of(node.v.text);
    if (text.empty()) return;
    MarkupNode characters;
    const std::size_t begin = offset(text.data());
    characters.place = {begin, std::min(begin + text.size(), content_.size())};
    characters.end = tree_.nodes.size() + 1;
    characters.cdata = node.type == GUMBO_NODE_CDATA;
    at_ = characters.place.end;
    tree_.nodes.push_back(characters);
  }

  const Expanded& expanded_;
  std::string_view content_;
  MarkupTree& tree_;
  std::size_t at_ = 0;  ///< the place of what was added last
};

GumboOutput* parse(Arena& arena, std::string_view text) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = Arena::allocate;
  options.deallocator = Arena::release;
  options.userdata = &arena;
  options.max_errors = 0;
  return gumbo_parse_with_options(&options, text.data(), text.size());
}

}  // namespace

std::optional<MarkupTree> parse_html(std::string_view content) {
  if (is_too_deep(content)) return std::nullopt;
  const Expanded expanded = with_end_tags(content);
  Arena arena;
  MarkupTree tree;
  TreeWriter(expanded, content, tree).write(*parse(arena, expanded.text)->root);
  return tree;
}

std::optional<std::string> html_entity(std::string_view name) {
  const std::string written = "&" + std::string(name) + ";";
  Arena arena;
  const GumboNode* node = parse(arena, written)->root;
  while (node->type == GUMBO_NODE_ELEMENT && node->v.element.children.length > 0) {
    node = static_cast<const GumboNode*>(node->v.element.children.data[node->v.element.children.length - 1]);
  }
  if (node->type != GUMBO_NODE_TEXT && node->type != GUMBO_NODE_WHITESPACE) return std::nullopt;
  const std::string_view text = node->v.text.text;
  // What it does not know stays as it is written, whole or in part ("&notit;" is "¬it;").
  if (text == written || text.ends_with(';')) return std::nullopt;
  return std::string(text);
}

}  // namespace sotto::document
