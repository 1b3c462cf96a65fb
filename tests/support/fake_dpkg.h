#pragma once

/// Programs that answer as Debian's package manager does.

#include <filesystem>
#include <string>

#include "support/temp_folder.h"

namespace sotto::testing {

/// Puts dpkg and dpkg-query into a folder, to be named in PATH: two packages have `data`, and verifying them says
/// `verified`.
inline void write_fake_dpkg(const TempFolder& programs, const std::string& data, const std::string& verified) {
  programs.write("dpkg-query",
                 "#!/bin/sh\n[ \"$2\" = '" + data + "' ] || exit 1\necho \"kettle-data:all, lids: $2\"\n");
  programs.write("dpkg", "#!/bin/sh\n[ \"$*\" = '--verify kettle-data:all lids' ] && printf '%s' '" + verified + "'\n");
  for (const char* name : {"dpkg", "dpkg-query"}) {
    std::filesystem::permissions(programs / name, std::filesystem::perms::owner_all);
  }
}

}  // namespace sotto::testing
