#include "support/archives.h"

#include <array>
#include <cstdint>

namespace sotto::testing {

namespace {

std::uint32_t crc32(const std::string& bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

std::string number(std::uint64_t value, std::size_t bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 0xFFU);
  return text;
}

/// One file as it stands in an archive.
struct Stored {
  std::string name;
  std::string data;
  std::uint32_t crc = 0;
  std::size_t size = 0;
  bool deflated = false;
};

std::string archive(const std::vector<Stored>& files) {
  std::string bytes;
  std::string directory;
  for (const Stored& file : files) {
    const std::string common = number(20, 2) + number(0, 2) + number(file.deflated ? 8 : 0, 2) + number(0, 2) +
                               number(0x21, 2) + number(file.crc, 4) + number(file.data.size(), 4) +
                               number(file.size, 4) + number(file.name.size(), 2) + number(0, 2);
    directory += "PK\x01\x02" + number(20, 2) + common + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4) +
                 number(bytes.size(), 4) + file.name;
    bytes += "PK\x03\x04" + common + file.name + file.data;
  }
  const std::size_t begin = bytes.size();
  return bytes + directory + "PK\x05\x06" + number(0, 4) + number(files.size(), 2) + number(files.size(), 2) +
         number(directory.size(), 4) + number(begin, 4) + number(0, 2);
}

std::vector<Stored> stored(const Files& files) {
  std::vector<Stored> all;
  for (const auto& [name, bytes] : files) all.push_back({name, bytes, crc32(bytes), bytes.size(), false});
  return all;
}

/// `count` bytes of zero by DEFLATE's fixed codes: one, then runs of 258 that repeat the byte before.
std::string deflated_zeros(std::size_t count) {
  std::string bytes;
  std::uint32_t bits = 0;
  int held = 0;
  const auto put = [&](std::uint32_t value, int length) {
    for (int i = 0; i < length; ++i) {
      bits |= (value >> i & 1U) << held;
      if (++held == 8) {
        bytes += static_cast<char>(bits);
        bits = 0;
        held = 0;
      }
    }
  };
  put(0b011, 3);       // the last block, fixed codes
  put(0b00001100, 8);  // the byte 0 (its code 00110000, most significant bit first)
  for (std::size_t i = 1; i + 258 <= count; i += 258) {
    put(0b10100011, 8);  // length 258 (code 11000101)
    put(0, 5);           // distance 1
  }
  put(0, 7);  // the end
  if (held > 0) bytes += static_cast<char>(bits);
  return bytes;
}

}  // namespace

std::string zipped(const Files& files) { return archive(stored(files)); }

std::string zipped_bomb(const Files& files, const std::string& name, std::size_t count) {
  std::vector<Stored> all = stored(files);
  all.push_back({name, deflated_zeros(count), 0, count, true});
  return archive(all);
}

std::string page(const std::string& body, const std::string& head) {
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" "
         "xmlns:epub=\"http://www.idpf.org/2007/ops\" "
         "xmlns:ssml=\"http://www.w3.org/2001/10/synthesis\">\n<head><title>"
         "not read</title>" +
         head + "</head>\n<body>" + body + "</body>\n</html>\n";
}

Files SmallEpub::files() const {
  std::string items = manifest;
  std::string spine;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const std::string id = "page" + std::to_string(i);
    items += "<item id=\"" + id + "\" href=\"" + pages[i].first + "\" media-type=\"application/xhtml+xml\"/>\n";
    spine += "<itemref idref=\"" + id + "\"/>\n";
  }
  if (!navigation.empty()) {
    items += "<item id=\"nav\" href=\"nav.xhtml\" properties=\"nav\" media-type=\"application/xhtml+xml\"/>\n";
  }
  if (!ncx.empty()) items += "<item id=\"ncx\" href=\"toc.ncx\" media-type=\"application/x-dtbncx+xml\"/>\n";
  Files all = {{"mimetype", "application/epub+zip"},
               {"META-INF/container.xml",
                "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\" "
                "media-type=\"application/oebps-package+xml\"/></rootfiles></container>"},
               {"OEBPS/book.opf",
                "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\"><metadata "
                "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">" +
                    metadata + "</metadata>\n<manifest>" + items + "</manifest>\n<spine toc=\"ncx\">" + spine +
                    "</spine>" + guide + "</package>"}};
  for (const auto& [name, bytes] : pages) all.emplace_back("OEBPS/" + name, bytes);
  if (!navigation.empty()) {
    all.emplace_back("OEBPS/nav.xhtml",
                     page("<nav epub:type=\"toc\"><h2>Contents</h2><ol>" + navigation + "</ol></nav>"));
  }
  if (!ncx.empty()) {
    all.emplace_back("OEBPS/toc.ncx",
                     "<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\"><navMap>" + ncx + "</navMap></ncx>");
  }
  all.insert(all.end(), others.begin(), others.end());
  return all;
}

}  // namespace sotto::testing
