#include "production/last_delivery.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "shared/checksummed_file.h"
#include "shared/files.h"

namespace sotto::production {

namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

constexpr const char* kName = "delivery";

}  // namespace

void record_delivery(const fs::path& book_records, const DeliveryOverride& delivery) {
  const ordered_json json = {{"profile", delivery.profile}, {"formats", delivery.formats}, {"dry", delivery.dry}};
  const std::string text = json.dump() + "\n";
  if (read_checksummed(book_records / kName).text == text) return;
  make_folder(book_records);
  write_checksummed(book_records / kName, text);
}

std::optional<DeliveryOverride> last_delivery(const fs::path& book_records) {
  const ChecksummedText sealed = read_checksummed(book_records / kName);
  if (!sealed.text) return std::nullopt;
  try {
    const ordered_json json = ordered_json::parse(*sealed.text);
    DeliveryOverride delivery;
    delivery.profile = json.at("profile");
    delivery.formats = json.at("formats").get<std::vector<std::string>>();
    delivery.dry = json.at("dry");
    return delivery;
  } catch (const ordered_json::exception&) {
    return std::nullopt;
  }
}

}  // namespace sotto::production
