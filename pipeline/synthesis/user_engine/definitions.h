#pragma once

/// `engines.yaml` in the user's folder of settings: which programs and servers may speak. Books and voices can only
/// name one of them, so that what was downloaded runs no program and asks no address.

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/diagnostics.h"
#include "shared/fields.h"

namespace sotto::user_engine {

/// How an engine is talked to.
inline constexpr std::string_view kSotto = "sotto";           ///< JSON lines, with the times of words
inline constexpr std::string_view kPiperJson = "piper-json";  ///< Piper's --json-input
inline constexpr std::string_view kPiperDir = "piper-dir";    ///< Piper's --output-dir, told on standard error
inline constexpr std::string_view kWav = "wav";               ///< a process a sentence
inline constexpr std::string_view kOpenAi = "openai";         ///< POST /v1/audio/speech
inline constexpr std::string_view kWyoming = "wyoming";       ///< over TCP, or with a program

/// A member of an object that is sent along: its value is JSON.
struct ExtraMember {
  std::string key;
  std::string value;
  bool operator==(const ExtraMember&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("key", &ExtraMember::key), field("value", &ExtraMember::value));
  }
};

struct Definition {
  std::string protocol;
  std::vector<std::string>
      run;            ///< the program and its arguments, with {voice} and the like in them; "./" was beside the file
  std::string url;    ///< of a server, without a path; of Wyoming tcp://HOST:PORT
  std::string model;  ///< of a server
  std::string key;    ///< the name of the environment variable that holds the server's key; empty: none
  bool captioned = false;          ///< the server tells the times of words (Kokoro-FastAPI)
  std::vector<ExtraMember> extra;  ///< sent along with each request
  std::string revision;            ///< a change of it has everything spoken anew
  bool operator==(const Definition&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("protocol", &Definition::protocol), field("run", &Definition::run),
                      field("url", &Definition::url), field("model", &Definition::model),
                      unhashed("key", &Definition::key), field("captioned", &Definition::captioned),
                      field("extra", &Definition::extra), field("revision", &Definition::revision));
  }
};

/// By name.
using Definitions = std::map<std::string, Definition>;

/// What a file defines; mistakes go to `diagnostics`, and what has one is left out. No file defines nothing.
Definitions read_definitions(const std::filesystem::path& file, Diagnostics& diagnostics);

}  // namespace sotto::user_engine
