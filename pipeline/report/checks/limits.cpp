#include "report/checks/limits.h"

#include <fmt/format.h>

#include <stdexcept>
#include <system_error>
#include <utility>

#include "report/checks/check_registry.h"
#include "shared/files.h"

namespace sotto::checks {

namespace {

/// "signal.dropout" as group and key.
std::pair<std::string, std::string> split(const std::string& name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string::npos) throw std::logic_error(fmt::format("the limit '{}' has no group", name));
  return {name.substr(0, dot), name.substr(dot + 1)};
}

}  // namespace

Limits::Limits() : Limits(built_in_checks().limits()) {}

Limits::Limits(const std::vector<LimitSpec>& specs) {
  for (const LimitSpec& spec : specs) {
    if (!limits_.try_emplace(spec.name, Limit{spec}).second) {
      throw std::logic_error(fmt::format("the limit '{}' is declared twice", spec.name));
    }
  }
}

double Limits::at(std::string_view name) const {
  const auto limit = limits_.find(name);
  if (limit == limits_.end()) throw std::logic_error(fmt::format("no check declares the limit '{}'", name));
  return limit->second.value;
}

void Limits::set(std::string_view name, double value) {
  const auto limit = limits_.find(name);
  if (limit == limits_.end()) throw std::logic_error(fmt::format("no check declares the limit '{}'", name));
  limit->second.value = value;
  limit->second.known = true;
}

void Limits::read(const YamlFile& file) {
  static const YamlValue nothing;
  YamlMapping all(file, file.root(), "the limits");
  all.value("checks");
  std::map<std::string, std::vector<std::pair<std::string, Limit*>>> groups;
  for (auto& [name, limit] : limits_) {
    const auto [group, key] = split(name);
    groups[group].emplace_back(key, &limit);
  }
  for (const auto& [group, members] : groups) {
    const YamlValue* value = all.value(group);
    YamlMapping mapping(file, value != nullptr ? *value : nothing, fmt::format("the limits of '{}'", group));
    for (const auto& [key, limit] : members) {
      const LimitSpec& spec = limit->spec;
      if (mapping.number(key, limit->value, spec.least, spec.most, spec.unit)) limit->known = true;
    }
    mapping.finish();
  }
  all.finish();
}

std::vector<std::string> Limits::missing() const {
  std::vector<std::string> names;
  for (const auto& [name, limit] : limits_) {
    if (!limit.known) names.push_back(name);
  }
  return names;
}

void read_limits(const std::filesystem::path& path, Limits& limits, Diagnostics& diagnostics) {
  auto text = try_read_file(path);
  if (!text) {
    diagnostics.error(path.string(), "the limits cannot be read", "check the file's name and its permissions");
    return;
  }
  const auto file = YamlFile::parse(path.string(), std::move(*text), diagnostics);
  if (file) limits.read(*file);
}

Limits limits_for(const std::filesystem::path& book_folder, const std::filesystem::path& chosen,
                  Diagnostics& diagnostics) {
  Limits limits;
  const std::filesystem::path own = book_folder / "limits.yaml";
  std::error_code none;
  if (!chosen.empty()) {
    read_limits(chosen, limits, diagnostics);
  } else if (std::filesystem::exists(own, none)) {
    read_limits(own, limits, diagnostics);
  }
  return limits;
}

}  // namespace sotto::checks
