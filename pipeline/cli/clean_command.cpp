#include "cli/clean_command.h"

#include <fmt/format.h>

#include "production/cache_gc.h"
#include "shared/console.h"
#include "shared/text.h"

namespace sotto::cli {

namespace {

std::string amount(std::uint64_t bytes) {
  const auto megabytes = static_cast<double>(bytes) / 1e6;
  return megabytes >= 1000 ? fmt::format("{:.1f} GB", megabytes / 1000) : fmt::format("{:.1f} MB", megabytes);
}

}  // namespace

int clean_command(const CleanOptions& options, const Session& session) {
  production::CleaningLimits limits;
  limits.age = std::chrono::hours(24) * options.older_than_days;
  limits.size = options.max_bytes;
  limits.dry_run = options.dry_run;
  const production::Cleaning cleaning = production::clean_cache(session.workspace.cache_folder(), limits);
  if (session.verbosity != Verbosity::quiet) {
    print_message("{} {}, {}; {} in use by {}, {}; the cache has {} now\n",
                  options.dry_run ? "would remove" : "removed", counted(cleaning.files, "file"), amount(cleaning.bytes),
                  counted(cleaning.used_files, "file"), counted(cleaning.books, "book"), amount(cleaning.used_bytes),
                  amount(cleaning.left_bytes));
    if (limits.size && cleaning.left_bytes > *limits.size) {
      print_message("that is more than {}: all of it is used; remove the folder of a book in {} to free its takes\n",
                    amount(*limits.size), session.workspace.out.string());
    }
  }
  return kDone;
}

}  // namespace sotto::cli
