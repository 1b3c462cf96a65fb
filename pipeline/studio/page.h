#pragma once

/// The page itself: files of web/ that are part of the program.

#include <string_view>

#include "studio/http_server.h"

namespace sotto::studio {

/// The page's files by the paths under which it asks for them; 404 for any other.
Answer page_file(std::string_view path);

}  // namespace sotto::studio
