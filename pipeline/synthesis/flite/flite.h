#pragma once

/// The flite engine: small statistical voices of American English.

#include <memory>

#include "synthesis/engine/engine.h"

namespace sotto::flite {

std::shared_ptr<const engine::Engine> make_engine();

}  // namespace sotto::flite
