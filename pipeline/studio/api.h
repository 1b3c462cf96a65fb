#pragma once

/// What the pages ask of the studio, as JSON.

#include "studio/http_server.h"
#include "studio/studio.h"

namespace sotto::studio {

/// The answer to a request that the guard has let pass.
Answer answer(Studio& studio, const Request& request);

}  // namespace sotto::studio
