#include "annotate/document/sources/epub/epub_locks.h"

#include <gtest/gtest.h>

#include "support/archives.h"

namespace sotto::document {
namespace {

bool locked(const std::string& name, const std::string& content) {
  const std::string bytes = sotto::testing::zipped({{name, content}});
  Diagnostics diagnostics;
  const auto archive = Archive::open("a.epub", bytes, diagnostics);
  const bool told = tell_if_locked(*archive, diagnostics);
  EXPECT_EQ(told, diagnostics.has_errors());
  return told;
}

TEST(EpubLocks, EncryptedTextIsALockAndObfuscatedFontsAreNone) {
  const auto data = [](const std::string& algorithm) {
    return "<enc:EncryptedData><enc:EncryptionMethod Algorithm='" + algorithm + "'/></enc:EncryptedData>";
  };
  const std::string fonts = data("http://www.idpf.org/2008/embedding") + data("http://ns.adobe.com/pdf/enc#RC");
  EXPECT_FALSE(locked("META-INF/encryption.xml", "<e>" + fonts + "</e>"));
  EXPECT_TRUE(
      locked("META-INF/encryption.xml", "<e>" + fonts + data("http://www.w3.org/2001/04/xmlenc#aes128-cbc") + "</e>"));
  EXPECT_TRUE(locked("META-INF/encryption.xml", "no XML <"));
  EXPECT_TRUE(locked("META-INF/rights.xml", ""));
  EXPECT_FALSE(locked("OEBPS/rights.xml", ""));
}

}  // namespace
}  // namespace sotto::document
