#include "support/temp_folder.h"

#include <cstdlib>
#include <stdexcept>
#include <system_error>

#include "shared/files.h"

namespace sotto::testing {

TempFolder::TempFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "sotto-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
  path_ = name;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path TempFolder::write(std::string_view name, std::string_view bytes) const {
  std::filesystem::path path = path_ / name;
  make_folder(path.parent_path());
  write_file(path, bytes);
  return path;
}

}  // namespace sotto::testing
