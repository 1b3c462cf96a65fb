#pragma once

#include <filesystem>
#include <optional>

namespace sotto::publish {

/// The bit rate, in kbit/s, that every frame of an MP3 file of 44.1 kHz names in its header; 0 when they differ, and
/// nothing when the file is no such MP3.
std::optional<int> constant_bit_rate(const std::filesystem::path& path);

}  // namespace sotto::publish
