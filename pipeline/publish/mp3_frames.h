#pragma once

#include <filesystem>
#include <optional>

namespace sotto::publish {

/// The bit rate, in kbit/s, in the header of every frame of an MP3 file of 44.1 kHz; 0 when they differ, nothing when
/// the file is not such an MP3.
std::optional<int> constant_bit_rate(const std::filesystem::path& path);

}  // namespace sotto::publish
