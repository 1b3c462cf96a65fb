#include "report/checks/check_context.h"

namespace sotto::checks {

bool has_bed(const ListeningContext& context) { return context.made.book.ambience.bed != "none"; }

}  // namespace sotto::checks
