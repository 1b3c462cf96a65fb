// PNG: the eight bytes that every one begins with, then the chunk IHDR with width and height (RFC 2083). JPEG: segments
// of a marker and a length each; that of the frame (SOF0 to SOF15, but for DHT, JPG and DAC) has height and width
// (ITU-T T.81, B.2.2).

#include "publish/encoding/picture.h"

#include <cstdint>
#include <tuple>
#include <utility>

namespace sotto::encoding {

namespace {

int number(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return static_cast<int>(value);
}

bool is_frame(int marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

std::optional<std::pair<int, int>> jpeg_size(std::string_view bytes) {
  constexpr std::size_t kFrameHead = 9;
  for (std::size_t at = 2; at + kFrameHead <= bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) != 0xFF) return std::nullopt;
    const int marker = number(bytes, at + 1, 1);
    if (marker == 0xFF) {  // a fill byte
      ++at;
      continue;
    }
    if (is_frame(marker)) return std::pair(number(bytes, at + 7, 2), number(bytes, at + 5, 2));
    at += 2 + static_cast<std::size_t>(number(bytes, at + 2, 2));
  }
  return std::nullopt;
}

}  // namespace

std::optional<Picture> picture_of(std::string bytes) {
  constexpr std::string_view kPng("\x89PNG\r\n\x1a\n", 8);
  constexpr std::string_view kJpeg("\xFF\xD8\xFF", 3);
  constexpr std::size_t kPngHead = 24;
  Picture picture;
  if (bytes.starts_with(kPng) && bytes.size() >= kPngHead) {
    picture.media_type = "image/png";
    picture.width = number(bytes, 16, 4);
    picture.height = number(bytes, 20, 4);
  } else if (bytes.starts_with(kJpeg)) {
    const auto size = jpeg_size(bytes);
    if (!size) return std::nullopt;
    picture.media_type = "image/jpeg";
    std::tie(picture.width, picture.height) = *size;
  } else {
    return std::nullopt;
  }
  if (picture.width <= 0 || picture.height <= 0) return std::nullopt;
  picture.bytes = std::move(bytes);
  return picture;
}

}  // namespace sotto::encoding
