#pragma once

/// The gender of a character or of a voice.

namespace sotto {

enum class Gender { unknown, female, male };

}  // namespace sotto
