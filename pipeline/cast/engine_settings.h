#pragma once

/// The settings of speech engines, as values. An engine describes its settings in a schema; by that alone profiles are
/// read, deliveries change the settings, and takes are named. What the values mean only the engine knows.

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/fields.h"

namespace sotto::cast {

/// A whole number, a number, or text.
using SettingValue = std::variant<int, double, std::string>;

struct EngineSetting {
  std::string key;
  SettingValue value;
  bool operator==(const EngineSetting&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("key", &EngineSetting::key), field("value", &EngineSetting::value));
  }
};

/// Settings of one engine, in the order of its schema: of a voice all of them, of a delivery those that it may change.
struct EngineSettings {
  std::string engine;  ///< its id
  std::vector<EngineSetting> all;
  bool operator==(const EngineSettings&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("engine", &EngineSettings::engine), field("all", &EngineSettings::all));
  }

  /// Null when there is none with this key.
  const SettingValue* find(std::string_view key) const;

  /// These throw std::out_of_range when there is no setting with this key, and std::bad_variant_access when it has
  /// another type: the schema has both.
  int whole(std::string_view key) const;
  double number(std::string_view key) const;
  const std::string& text(std::string_view key) const;
  void set(std::string_view key, SettingValue value);
};

/// What is wrong with a value, for whoever wrote it.
struct SettingMistake {
  std::string message;
  std::string hint;
};

/// One setting of an engine: its key under `engine:` in a profile, and what it may be.
struct SettingSpec {
  /// How a delivery changes the setting, with a value under the same key.
  enum class Change {
    none,     ///< not at all: the key is unknown there
    times,    ///< a factor, 1 changes nothing
    plus,     ///< steps added, 0 changes nothing; of the setting's own type
    instead,  ///< other text, empty text changes nothing
  };

  std::string_view key;
  SettingValue standard;       ///< where no profile sets it; has the setting's type
  double least = 0;            ///< of a number
  double most = 0;             ///< of a number
  std::string_view unit = {};  ///< of a number, for messages: "words a minute"
  Change change = Change::none;
  double change_least = 0;
  double change_most = 0;
  std::string_view change_unit = {};
  /// What is wrong with a text; null: any text is right.
  std::optional<SettingMistake> (*mistake)(const std::string& text) = nullptr;
};

/// How the settings of one engine are written, read and changed.
struct EngineSchema {
  std::string_view id;    ///< in profiles: `engine: {id: ...}`
  std::string_view name;  ///< for people
  std::vector<SettingSpec> settings;
  /// A voice with these settings in a few characters, for lists.
  std::string (*summary)(const EngineSettings& settings) = nullptr;
  /// What is wrong with how a word is written in the engine's phonemes; null: the engine takes no phonemes.
  std::optional<SettingMistake> (*phoneme_mistake)(const std::string& word, const std::string& phonemes) = nullptr;

  const SettingSpec* find(std::string_view key) const;
  /// What a voice has whose profile says nothing.
  EngineSettings standard_settings() const;
  /// What a delivery has whose profile says nothing: changes that change nothing.
  EngineSettings neutral_change() const;
};

/// The engines that profiles may name. The first is that of a profile which names none.
using EngineSchemas = std::vector<const EngineSchema*>;

/// The settings of a voice with a delivery's changes. What a change leads out of a setting's range stays at its end.
/// Changes of another engine's settings have no effect.
EngineSettings changed(const EngineSchema& schema, EngineSettings settings, const EngineSettings& change);

}  // namespace sotto::cast
