#include "shared/open_files.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <cerrno>

#include "shared/failure.h"
#include "shared/system_error.h"

namespace sotto {

void need_open_files(std::size_t count) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  if (limit.rlim_cur < limit.rlim_max) {
    const rlimit raised{limit.rlim_max, limit.rlim_max};
    if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  }
  if (limit.rlim_cur >= count) return;
  throw MachineFailure(fmt::format("only {} files may be open at a time, and {} are needed: {}", limit.rlim_cur, count,
                                   system_reason(EMFILE)));
}

}  // namespace sotto
