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

/// The picture with the type and size that its head gives; nothing for what is neither PNG nor JPEG.
std::optional<Picture> picture_of(std::string bytes);

}  // namespace sotto::encoding
