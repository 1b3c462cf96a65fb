#include "shared/yaml_mistakes.h"

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <array>

namespace sotto {

namespace {

namespace said_of = YAML::ErrorMsg;

struct Known {
  const char* said;  ///< how the message begins
  const char* message;
  const char* hint;
  bool unclosed = false;
};

constexpr const char* kQuoteIt = "put the value in quotation marks";
constexpr const char* kBackslash = "write \\\\ for a backslash, or put the value in single quotation marks";
constexpr const char* kKeys = "a mapping has `key: value` on each line, all as far in as the first";
constexpr const char* kItems = "a list has `- item` on each line, all as far in as the first";

const std::array kKnown = {
    Known{said_of::END_OF_SEQ_FLOW, "the list that opens here is never closed", "close it with ]", true},
    Known{said_of::END_OF_MAP_FLOW, "the mapping that opens here is never closed", "close it with }", true},
    Known{said_of::FLOW_END, "this closes a bracket that was never opened",
          "take it away, or put the value in quotation marks"},
    Known{said_of::MAP_VALUE, "a ':' cannot stand here",
          "text with a colon goes into quotation marks; a mapping has `key: value` on each line, all as far in as the "
          "first"},
    Known{said_of::MAP_KEY, "a key cannot stand here", kKeys},
    Known{said_of::BLOCK_ENTRY, "a '-' cannot begin an item here", kItems},
    Known{said_of::END_OF_MAP, "this line does not go on with the mapping above", kKeys},
    Known{said_of::END_OF_SEQ, "this line does not go on with the list above", kItems},
    Known{said_of::EOF_IN_SCALAR, "a quotation mark is never closed", "close it, or take it away"},
    Known{said_of::DOC_IN_SCALAR, "a quotation mark is not closed before this line", "close it, or take it away"},
    Known{said_of::UNKNOWN_TOKEN, "a value cannot begin with this character", kQuoteIt},
    Known{said_of::CHAR_IN_SCALAR, "this character cannot stand here", kQuoteIt},
    Known{said_of::INVALID_ESCAPE, "what follows the backslash is not known", kBackslash},
    Known{said_of::INVALID_HEX, "what follows the backslash is no number", kBackslash},
    Known{said_of::INVALID_UNICODE, "what follows the backslash is no character", kBackslash},
    Known{said_of::TAB_IN_INDENTATION, "a tab cannot indent YAML", "use spaces"},
    Known{said_of::CHAR_IN_BLOCK, "after | or > the text begins on the next line", kQuoteIt},
    Known{said_of::ZERO_INDENT_IN_BLOCK, "after | or > the text begins on the next line", kQuoteIt},
    Known{said_of::ALIAS_NOT_FOUND, "a value cannot begin with *", kQuoteIt},
    Known{said_of::CHAR_IN_ALIAS, "a value cannot begin with *", kQuoteIt},
    Known{said_of::UNKNOWN_ANCHOR, "a value cannot begin with *", kQuoteIt},
    Known{said_of::ALIAS_CONTENT, "a value cannot begin with *", kQuoteIt},
    Known{said_of::ANCHOR_NOT_FOUND, "a value cannot begin with &", kQuoteIt},
    Known{said_of::CHAR_IN_ANCHOR, "a value cannot begin with &", kQuoteIt},
    Known{said_of::MULTIPLE_ANCHORS, "a value cannot begin with &", kQuoteIt},
    Known{said_of::CHAR_IN_TAG_HANDLE, "a value cannot begin with !", kQuoteIt},
    Known{said_of::TAG_WITH_NO_SUFFIX, "a value cannot begin with !", kQuoteIt},
    Known{said_of::END_OF_VERBATIM_TAG, "a value cannot begin with !", kQuoteIt},
    Known{said_of::MULTIPLE_TAGS, "a value cannot begin with !", kQuoteIt},
};

}  // namespace

YamlMistake yaml_mistake(std::string_view said) {
  const auto* found =
      std::find_if(kKnown.begin(), kKnown.end(), [&](const Known& known) { return said.starts_with(known.said); });
  if (found != kKnown.end()) return {found->message, found->hint, found->unclosed};
  return {fmt::format("this is no YAML ({})", said),
          "look at brackets, quotation marks and how far lines are indented"};
}

}  // namespace sotto
