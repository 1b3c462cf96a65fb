#include "shared/package_files.h"

#include <sstream>

#include "shared/program_output.h"
#include "shared/text.h"

namespace sotto {

namespace {

/// "one, two:amd64: /the/folder": the packages that a folder belongs to.
std::vector<std::string> packages_of(const std::filesystem::path& folder) {
  const ProgramOutput found = run_program({"dpkg-query", "--search", folder.string()}, "");
  std::vector<std::string> packages;
  if (!found.found || found.status != 0) return packages;
  std::istringstream lines(found.text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t end = line.rfind(": " + folder.string());
    if (end == std::string::npos || end + 2 + folder.string().size() != line.size()) continue;
    std::istringstream names(line.substr(0, end));
    for (std::string name; std::getline(names, name, ',');) packages.emplace_back(trim_space(name));
  }
  return packages;
}

}  // namespace

AlteredFiles altered_package_files(const std::filesystem::path& folder) {
  AlteredFiles altered{packages_of(folder), {}};
  if (altered.packages.empty()) return altered;
  std::vector<std::string> command = {"dpkg", "--verify"};
  command.insert(command.end(), altered.packages.begin(), altered.packages.end());
  // "??5??????   /a/file", "missing     /a/file".
  std::istringstream lines(run_program(command, "").text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t path = line.find('/');
    if (path == std::string::npos || !line.substr(path).starts_with(folder.string() + "/")) continue;
    altered.files.emplace_back(line.substr(path));
  }
  return altered;
}

}  // namespace sotto
