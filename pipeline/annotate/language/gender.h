#pragma once

/// The gender of a character or of a voice.

namespace sotto::language {

enum class Gender { unknown, female, male };

}  // namespace sotto::language
