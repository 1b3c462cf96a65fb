#pragma once

/// Pictures for covers, as they are.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace sotto::encoding {

struct Picture {
  std::string bytes;
  std::string media_type;  ///< "image/png", "image/jpeg"
  int width = 0;
  int height = 0;
  bool operator==(const Picture&) const = default;
};

/// What the head of a PNG or a JPEG says; nothing where it is neither.
std::optional<Picture> picture_of(std::string bytes);

}  // namespace sotto::encoding
