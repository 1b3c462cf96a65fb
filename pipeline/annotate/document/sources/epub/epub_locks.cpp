#include "annotate/document/sources/epub/epub_locks.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "annotate/document/sources/markup/archived_xml.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

constexpr std::array<std::string_view, 2> kOfFonts = {"http://www.idpf.org/2008/embedding",
                                                      "http://ns.adobe.com/pdf/enc#RC"};

/// Whether META-INF/encryption.xml names a file that is encrypted otherwise than fonts are obfuscated.
bool encrypts_text(const Archive& archive, const std::string& name, Diagnostics& diagnostics) {
  std::optional<XmlFile> file = read_xml_file(archive, name, false, diagnostics);
  if (!file) return true;
  const auto& nodes = file->tree.nodes;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].name != "EncryptedData") continue;
    const std::size_t method = file->tree.find("EncryptionMethod", i, nodes[i].end);
    const bool known = method != nodes[i].end;
    if (!known || !among(kOfFonts, file->attribute(method, "Algorithm"))) return true;
  }
  return false;
}

}  // namespace

bool tell_if_locked(const Archive& archive, Diagnostics& diagnostics) {
  const char* const hint = "Sotto cannot open it, nor help with that: get an edition without DRM";
  for (const char* const license : {"META-INF/rights.xml", "META-INF/license.lcpl", "META-INF/sinf.xml"}) {
    if (!archive.contains(license)) continue;
    diagnostics.error(archive.path(), "is locked: it is sold with digital rights management (DRM)", hint);
    return true;
  }
  const std::optional<std::string> encryption = archive.find("META-INF/encryption.xml");
  if (!encryption || !encrypts_text(archive, *encryption, diagnostics)) return false;
  diagnostics.error(archive.path(), "is locked: its text is encrypted (DRM)", hint);
  return true;
}

}  // namespace sotto::document
