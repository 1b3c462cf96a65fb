#pragma once

/// `sotto doctor`: what this machine has and lacks.

#include "cli/session.h"

namespace sotto::cli {

/// Returns an exit status.
int doctor_command(const Session& session);

}  // namespace sotto::cli
