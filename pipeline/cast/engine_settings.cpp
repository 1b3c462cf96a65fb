#include "cast/engine_settings.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace sotto::cast {

namespace {

template <typename Settings>
auto& at(Settings& settings, std::string_view key) {
  const auto found = std::find_if(settings.all.begin(), settings.all.end(),
                                  [&](const EngineSetting& setting) { return setting.key == key; });
  if (found == settings.all.end()) {
    throw std::out_of_range("the engine '" + settings.engine + "' has no setting '" + std::string(key) + "'");
  }
  return found->value;
}

/// A number of the setting's type, within its range.
SettingValue within_range(const SettingSpec& spec, double number) {
  const double kept = std::clamp(number, spec.least, spec.most);
  if (std::holds_alternative<int>(spec.standard)) return static_cast<int>(std::lround(kept));
  return kept;
}

double as_number(const SettingValue& value) {
  return std::holds_alternative<int>(value) ? std::get<int>(value) : std::get<double>(value);
}

}  // namespace

const SettingValue* EngineSettings::find(std::string_view key) const {
  const auto found = std::find_if(all.begin(), all.end(), [&](const EngineSetting& s) { return s.key == key; });
  return found == all.end() ? nullptr : &found->value;
}

int EngineSettings::whole(std::string_view key) const { return std::get<int>(at(*this, key)); }

double EngineSettings::number(std::string_view key) const { return std::get<double>(at(*this, key)); }

const std::string& EngineSettings::text(std::string_view key) const { return std::get<std::string>(at(*this, key)); }

void EngineSettings::set(std::string_view key, SettingValue value) {
  SettingValue& there = at(*this, key);
  if (there.index() != value.index()) throw std::bad_variant_access();
  there = std::move(value);
}

const SettingSpec* EngineSchema::find(std::string_view key) const {
  const auto found = std::find_if(settings.begin(), settings.end(), [&](const SettingSpec& s) { return s.key == key; });
  return found == settings.end() ? nullptr : &*found;
}

EngineSettings EngineSchema::standard_settings() const {
  EngineSettings standard{std::string(id), {}};
  for (const SettingSpec& spec : settings) standard.all.push_back({std::string(spec.key), spec.standard});
  return standard;
}

EngineSettings EngineSchema::neutral_change() const {
  EngineSettings neutral{std::string(id), {}};
  for (const SettingSpec& spec : settings) {
    const std::string key(spec.key);
    switch (spec.change) {
      case SettingSpec::Change::none:
        break;
      case SettingSpec::Change::times:
        neutral.all.push_back({key, 1.0});
        break;
      case SettingSpec::Change::plus:
        neutral.all.push_back({key, std::holds_alternative<int>(spec.standard) ? SettingValue(0) : SettingValue(0.0)});
        break;
      case SettingSpec::Change::instead:
        neutral.all.push_back({key, std::string()});
        break;
    }
  }
  return neutral;
}

EngineSettings changed(const EngineSchema& schema, EngineSettings settings, const EngineSettings& change) {
  if (change.engine != settings.engine) return settings;
  for (const EngineSetting& one : change.all) {
    const SettingSpec* spec = schema.find(one.key);
    if (spec == nullptr) continue;
    SettingValue& value = at(settings, one.key);
    switch (spec->change) {
      case SettingSpec::Change::none:
        break;
      case SettingSpec::Change::times:
        value = within_range(*spec, as_number(value) * as_number(one.value));
        break;
      case SettingSpec::Change::plus:
        value = within_range(*spec, as_number(value) + as_number(one.value));
        break;
      case SettingSpec::Change::instead:
        if (!std::get<std::string>(one.value).empty()) value = one.value;
        break;
    }
  }
  return settings;
}

}  // namespace sotto::cast
