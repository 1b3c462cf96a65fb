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
/// values, deliveries and pronunciations join those that are there, key by key. Complains about everything but `base:`
/// and `abstract:`.
void read_profile(const YamlFile& file, VoiceProfile& profile);

}  // namespace sotto::cast
