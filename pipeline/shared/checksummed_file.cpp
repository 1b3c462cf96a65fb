#include "shared/checksummed_file.h"

#include <fmt/format.h>

#include "shared/files.h"
#include "shared/hash.h"

namespace sotto {

namespace {

std::string seal_of(std::string_view text) { return fmt::format("checksum {:016x}\n", checksum(text)); }

}  // namespace

ChecksummedText read_checksummed(const std::filesystem::path& path) {
  ChecksummedText found;
  const auto bytes = try_read_file(path);
  std::error_code none;
  found.present = bytes.has_value() || std::filesystem::exists(path, none);
  const std::size_t length = seal_of({}).size();
  if (!bytes || bytes->size() < length) return found;
  const std::string_view text = std::string_view(*bytes).substr(0, bytes->size() - length);
  if (bytes->substr(text.size()) == seal_of(text)) found.text = std::string(text);
  return found;
}

void write_checksummed(const std::filesystem::path& path, std::string_view text) {
  write_file(path, std::string(text) + seal_of(text), Durability::proved);
}

}  // namespace sotto
