#include "cli/session.h"
#include "shared/console.h"

#include <fmt/format.h>
#include <sys/ioctl.h>

namespace sotto::cli {

bool show(const Diagnostics& diagnostics, Verbosity verbosity) {
  Brevity brevity;
  if (verbosity == Verbosity::quiet) brevity.least = Severity::error;
  if (verbosity == Verbosity::verbose) {
    brevity.remarks = brevity.errors = Diagnostics::kMostOfAKind;
  } else {
    brevity.rest = "-v shows all";
  }
  print_message("{}", render(diagnostics, brevity));
  return diagnostics.has_errors();
}

std::size_t terminal_columns(int descriptor, std::size_t otherwise) {
  winsize size{};
  return ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : otherwise;
}

}  // namespace sotto::cli
