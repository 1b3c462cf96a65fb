// The file: a mark; for each packet its length and its bytes; then what it all is, as JSON, and the length of that.
// Numbers are 32 bits, little-endian.

#include "publish/encoding/packets.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <nlohmann/json.hpp>

#include "shared/fields_json.h"

namespace sotto::encoding {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMark = "sotto packets 1\n";
constexpr std::size_t kNumber = 4;
/// No codec here makes larger ones; a damaged length must not ask for gigabytes.
constexpr std::uint32_t kLargest = 1U << 20U;

std::string number_bytes(std::size_t value) {
  std::string bytes;
  for (std::size_t i = 0; i < kNumber; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFFU);
  return bytes;
}

std::uint32_t read_number(std::istream& file) {
  std::array<char, kNumber> bytes{};
  file.read(bytes.data(), bytes.size());
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < kNumber; ++i) value |= std::uint32_t{static_cast<unsigned char>(bytes.at(i))} << (8 * i);
  return value;
}

/// The codec's own description is no text, which JSON wants.
std::string as_hex(std::string_view bytes) {
  std::string hex;
  for (const char byte : bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return hex;
}

std::string from_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  }
  return bytes;
}

}  // namespace

DamagedPackets::DamagedPackets(const fs::path& path)
    : MachineFailure(fmt::format("{} is damaged; remove it and produce again", path.string())) {}

PacketWriter::PacketWriter(const fs::path& path)
    : path_(path), pending_(path), file_(pending_.path(), std::ios::binary) {
  file_.write(kMark.data(), static_cast<std::streamsize>(kMark.size()));
}

void PacketWriter::write(std::string_view packet) {
  const std::string length = number_bytes(packet.size());
  errno = 0;
  file_.write(length.data(), static_cast<std::streamsize>(length.size()));
  file_.write(packet.data(), static_cast<std::streamsize>(packet.size()));
  if (!file_) fail_with("write", path_, errno);
  hash_.add(packet);
  ++packets_;
  bytes_ += static_cast<std::int64_t>(packet.size());
}

EncodedSound PacketWriter::finish(EncodedSound sound) {
  sound.packets = packets_;
  sound.bytes = bytes_;
  sound.hash = hash_.hex();
  EncodedSound written = sound;
  written.form.setup = as_hex(sound.form.setup);
  const std::string text = write_json(written).dump();
  const std::string end = text + number_bytes(text.size());
  errno = 0;
  file_.write(end.data(), static_cast<std::streamsize>(end.size()));
  file_.close();
  if (!file_) fail_with("write", path_, errno);
  pending_.rename();
  return sound;
}

std::optional<EncodedSound> read_encoded_sound(const fs::path& path) {
  std::error_code none;
  const auto size = static_cast<std::int64_t>(fs::file_size(path, none));
  std::ifstream file(path, std::ios::binary);
  if (none || !file || size < static_cast<std::int64_t>(kMark.size() + kNumber)) return std::nullopt;
  file.seekg(size - static_cast<std::int64_t>(kNumber));
  const std::int64_t length = read_number(file);
  if (length > std::int64_t{kLargest} || length + static_cast<std::int64_t>(kMark.size() + kNumber) > size) {
    return std::nullopt;
  }
  std::string text(static_cast<std::size_t>(length), '\0');
  file.seekg(size - static_cast<std::int64_t>(kNumber) - length);
  file.read(text.data(), length);
  if (!file) return std::nullopt;
  EncodedSound sound;
  try {
    read_json(nlohmann::ordered_json::parse(text), sound);
    sound.form.setup = from_hex(sound.form.setup);
  } catch (const std::exception&) {
    return std::nullopt;
  }
  const std::int64_t whole = static_cast<std::int64_t>(kMark.size() + kNumber) + length + sound.bytes +
                             static_cast<std::int64_t>(kNumber) * sound.packets;
  if (whole != size) return std::nullopt;
  return sound;
}

PacketReader::PacketReader(const fs::path& path) : path_(path), file_(path, std::ios::binary) {
  auto sound = read_encoded_sound(path);
  std::string mark(kMark.size(), '\0');
  file_.read(mark.data(), static_cast<std::streamsize>(mark.size()));
  if (!sound || mark != kMark) throw DamagedPackets(path);
  sound_ = std::move(*sound);
}

std::optional<std::string_view> PacketReader::next() {
  if (read_ == sound_.packets) {
    if (hash_.hex() != sound_.hash) throw DamagedPackets(path_);
    return std::nullopt;
  }
  const std::uint32_t length = read_number(file_);
  if (!file_ || length > kLargest) throw DamagedPackets(path_);
  packet_.resize(length);
  file_.read(packet_.data(), length);
  if (!file_) throw DamagedPackets(path_);
  hash_.add(std::string_view(packet_));
  ++read_;
  return packet_;
}

bool is_intact(const fs::path& path) {
  try {
    PacketReader reader(path);
    while (reader.next()) {
    }
    return true;
  } catch (const DamagedPackets&) {
    return false;
  }
}

}  // namespace sotto::encoding
