#pragma once

/// The settings of a voice of flite.

#include <array>
#include <string_view>

#include "cast/engine_settings.h"

namespace sotto::flite {

/// The settings under `engine:` of a profile whose engine is flite.
const cast::EngineSchema& schema();

/// One of the speakers that Debian's library comes with.
struct Speaker {
  std::string_view name;
  std::string_view library;       ///< soname
  std::string_view registration;  ///< the function of it that makes the voice
  double words_a_minute = 0;      ///< at duration_stretch 1, over four sentences with their pauses
  double pitch = 0;               ///< Hz, its own mean fundamental
  double spread = 0;              ///< Hz, the fundamental's own standard deviation
  bool recorded = false;          ///< joined from recorded diphones; else a statistical model (clustergen)
  bool pitched = true;            ///< its fundamental can be changed
};

inline constexpr std::array<Speaker, 4> kSpeakers = {{
    {"kal16", "libflite_cmu_us_kal16.so.1", "register_cmu_us_kal16", 223, 95, 11, true, true},
    {"slt", "libflite_cmu_us_slt.so.1", "register_cmu_us_slt", 209, 172, 27, false, true},
    {"rms", "libflite_cmu_us_rms.so.1", "register_cmu_us_rms", 181, 98, 24, false, false},
    {"awb", "libflite_cmu_us_awb.so.1", "register_cmu_us_awb", 199, 132, 25, false, true},
}};

/// The `manner` of a voice that is breath alone.
inline constexpr std::string_view kWhispered = "whispered";

/// Null when there is none of that name.
const Speaker* speaker_named(std::string_view name);

}  // namespace sotto::flite
