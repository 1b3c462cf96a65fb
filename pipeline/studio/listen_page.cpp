#include "studio/listen_page.h"

#include <cstdint>
#include <string>
#include <system_error>

#include "shared/files.h"
#include "shared/sha256.h"
#include "studio/json_answer.h"

namespace sotto::studio {

namespace fs = std::filesystem;

namespace {

/// Of bytes given in hexadecimal digits.
std::string base64_of_hex(std::string_view hex) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : hex) {
    bits = bits << 4 | static_cast<std::uint32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
    count += 4;
    if (count < 6) continue;
    count -= 6;
    text += kDigits[bits >> count & 63];
  }
  if (count > 0) text += kDigits[bits << (6 - count) & 63];
  while (text.size() % 4 != 0) text += '=';
  return text;
}

}  // namespace

std::string policy_for(std::string_view html) {
  constexpr std::string_view kBegin = "<script type=\"module\">";
  constexpr std::string_view kEnd = "</script>";
  std::string hashes;
  for (std::size_t at = html.find(kBegin); at != std::string_view::npos; at = html.find(kBegin, at)) {
    at += kBegin.size();
    const std::size_t end = html.find(kEnd, at);
    if (end == std::string_view::npos) break;
    hashes += " 'sha256-" + base64_of_hex(sha256(html.substr(at, end - at))) + "'";
    at = end;
  }
  // The page's rows have places of their own, which are styles.
  return "default-src 'self'; script-src 'self'" + hashes + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:";
}

Answer listen_page(const fs::path& folder, std::string_view path) {
  constexpr std::string_view kBelow = "/listen/";
  if (folder.empty() || !path.starts_with(kBelow)) return refused(404, "nothing is made yet that could be listened to");
  Answer answer;
  path.remove_prefix(kBelow.size());
  if (path.empty()) {
    answer.type = "text/html; charset=utf-8";
    answer.body = read_file(folder / "index.html");
    answer.policy = policy_for(answer.body);
    return answer;
  }
  constexpr std::string_view kSound = "audio/";
  if (path.starts_with(kSound)) {
    path.remove_prefix(kSound.size());
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder / "audio", none)) {
      if (entry.path().filename().string() != path) continue;
      answer.file = entry.path();
      const std::string kind = entry.path().extension().string();
      answer.type = kind == ".mp3" ? "audio/mpeg" : kind == ".wav" ? "audio/wav" : "application/octet-stream";
      return answer;
    }
  }
  return refused(404, "there is nothing here");
}

}  // namespace sotto::studio
