#include "publish/formats.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "shared/text.h"

namespace sotto::publish {

namespace {

constexpr std::array<std::pair<std::string_view, Format>, 12> kNames{{{"wav", Format::wav},
                                                                      {"flac", Format::flac},
                                                                      {"mp3", Format::mp3},
                                                                      {"opus", Format::opus},
                                                                      {"m4b", Format::m4b},
                                                                      {"epub", Format::epub},
                                                                      {"lpf", Format::lpf},
                                                                      {"mp3-book", Format::mp3_book},
                                                                      {"opus-book", Format::opus_book},
                                                                      {"flac-book", Format::flac_book},
                                                                      {"srt", Format::srt},
                                                                      {"lrc", Format::lrc}}};

}  // namespace

std::string_view name_of(Format format) { return kNames.at(static_cast<std::size_t>(format)).first; }

std::optional<Format> format_of(std::string_view name) {
  const auto* const found = std::find_if(kNames.begin(), kNames.end(), [&](const auto& n) { return n.first == name; });
  if (found == kNames.end()) return std::nullopt;
  return found->second;
}

std::vector<Format> read_formats(const std::vector<std::string>& names, const Origin& asked_at,
                                 Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const auto& [name, format] : kNames) known.emplace_back(name);
  std::set<Format> formats;
  for (const std::string& name : names) {
    if (const auto format = format_of(lower_case(name))) {
      formats.insert(*format);
    } else {
      diagnostics.error_at(asked_at, fmt::format("there is no format '{}'", printable(name)), suggest(name, known));
    }
  }
  return {formats.begin(), formats.end()};
}

bool is_master(Format format, Container masters) {
  return (format == Format::wav && masters == Container::wav) ||
         (format == Format::flac && masters == Container::flac) || (format == Format::mp3 && masters == Container::mp3);
}

}  // namespace sotto::publish
