#include "report/checks/check_context.h"

namespace sotto::checks {

bool has_bed(const ListeningContext& context) { return !context.made.book.ambience.silent(); }

}  // namespace sotto::checks
