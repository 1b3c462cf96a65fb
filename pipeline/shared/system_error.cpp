#include "shared/system_error.h"

#include <cerrno>
#include <system_error>

namespace sotto {

namespace {

/// With its semicolon; empty where there is nothing to advise.
std::string advice(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "; free some space, then run it again: what is done is kept";
    case EFBIG:
      return "; no file may be that large here: raise the limit (ulimit -f unlimited), or choose another file system";
    case EACCES:
    case EPERM:
      return "; check its owner and permissions";
    case EROFS:
      return "; choose a folder that can be written to: --out, --scripts or --cache";
    case EIO:
      return "; the disk or its connection fails: look at the system's log, or choose another one: --out, --scripts or "
             "--cache";
    case EMFILE:
      return "; raise the limit on open files (ulimit -n 4096), or use fewer workers: --jobs";
    case ENFILE:
      return "; close other programs, or use fewer workers: --jobs";
    case ENOMEM:
      return "; raise the limit on memory (ulimit -v unlimited), close other programs, or use fewer workers: --jobs";
    case EAGAIN:
      return "; raise the limit on processes (ulimit -u), close other programs, or use fewer workers: --jobs";
    case ELOOP:
      return "; a link there leads back to itself: remove it, or choose another folder";
    case EISDIR:
      return "; a folder stands where a file should: move it away";
    case ENOTDIR:
    case EEXIST:
      return "; something else stands where a folder should: move it away";
    case ENAMETOOLONG:
      return "; choose a folder with a shorter path: --out, --scripts or --cache";
    default:
      return {};
  }
}

}  // namespace

std::string system_reason(int error) { return std::generic_category().message(error) + advice(error); }

}  // namespace sotto
