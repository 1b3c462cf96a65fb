#pragma once

/// The report's page, within the studio: the page that `check` wrote, with its sound.

#include <filesystem>
#include <string_view>

#include "studio/http_server.h"

namespace sotto::studio {

/// The answer for "/listen/" and what the page asks for below it; `folder` is the report's, or empty where there is
/// none. Of the paths only names that the folder has are found.
Answer listen_page(const std::filesystem::path& folder, std::string_view path);

/// What a page with these inline scripts may load: its own server's files, and exactly these scripts.
std::string policy_for(std::string_view html);

}  // namespace sotto::studio
