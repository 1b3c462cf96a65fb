#include "production/installation.h"

#include <cstdlib>
#include <system_error>

namespace sotto::production {

namespace fs = std::filesystem;

fs::path home_folder(const fs::path& program) {
  const fs::path installed = program.parent_path().parent_path() / "share" / "sotto";
  std::error_code none;
  return fs::is_directory(installed / "voices", none) ? installed : fs::path(SOTTO_HOME);
}

fs::path home_folder() {
  std::error_code none;
  return home_folder(fs::read_symlink("/proc/self/exe", none));
}

const char* command_name() { return home_folder() == fs::path(SOTTO_HOME) ? "./run" : "sotto"; }

fs::path user_folder() {
  // Read before there are threads.
  const char* config = std::getenv("XDG_CONFIG_HOME");  // NOLINT(concurrency-mt-unsafe)
  if (config != nullptr && *config == '/') return fs::path(config) / "sotto";
  const char* home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe)
  return home != nullptr && *home == '/' ? fs::path(home) / ".config" / "sotto" : fs::path();
}

}  // namespace sotto::production
