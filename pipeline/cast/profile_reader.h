#pragma once

/// The keys of one voice profile.

#include "cast/voice.h"
#include "shared/strict_yaml.h"

namespace sotto::cast {

/// What a profile's file says about the file itself rather than the voice.
struct ProfileHeader {
  std::string base;         ///< empty: none
  YamlLocation base_place;  ///< of the name after `base:`
  bool abstract = false;
};

/// Only `base:` and `abstract:`, to know the order in which profiles are read. Complains about these two alone.
ProfileHeader read_profile_header(const YamlFile& file);

/// Lays what the file says over `profile`, which holds what its base says (or nothing but defaults): values replace
/// values, deliveries and pronunciations join those that are there, key by key. A file that names another engine than
/// its base begins with that engine's standard settings; of the base's deliveries it keeps what is the mixer's and the
/// factors on settings that both engines have, and of the pronunciations, which are the other engine's, none. Complains
/// about everything but `base:` and `abstract:`. `engines` are those that it may name, at least one.
void read_profile(const YamlFile& file, const EngineSchemas& engines, VoiceProfile& profile);

}  // namespace sotto::cast
