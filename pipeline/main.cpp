// The program: signals become a flag, exceptions become messages and exit statuses.

#include <malloc.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <exception>
#include <filesystem>
#include <new>
#include <string_view>
#include <system_error>

#include "cli/command_line.h"
#include "cli/session.h"
#include "shared/console.h"
#include "shared/failure.h"
#include "shared/system_error.h"
#include "synthesis/engine_worker.h"

namespace {

/// From so many bytes on a block of memory is the system's, and goes back to it when it is freed.
constexpr int kLargeBlock = 256 * 1024;

// A signal handler reaches nothing else.
sotto::StopFlag stop;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

/// Whatever is not over so soon after it was asked to stop is not waited for.
constexpr itimerval kGrace{{0, 0}, {0, 800'000}};

/// What makes a book looks at `stop` and tidies up. What does not (a text that is annotated, a file that is read) is
/// simply ended, before a second is over or where Ctrl-C comes again: files appear whole or not at all, the workers end
/// with us, and what is left over is swept by the next run.
void handle_stop(int signal) {
  if (signal == SIGALRM || (signal == SIGINT && stop.is_set())) {
    constexpr std::string_view kSaid = "\nstopped at once; what is done is kept\n";
    const auto ignored = ::write(STDERR_FILENO, kSaid.data(), kSaid.size());
    static_cast<void>(ignored);
    ::_exit(sotto::cli::kInterrupted);
  }
  stop.set();
  ::setitimer(ITIMER_REAL, &kGrace, nullptr);
}

}  // namespace

int main(int argc, char** argv) {
  sotto::open_standard_streams();
  if (const auto status = sotto::synthesis::engine_worker_main(argc, argv)) return *status;
  // Blocks of sound come and go between what is kept of a book. Within the heap they would leave holes: a fifth more
  // memory.
  ::mallopt(M_MMAP_THRESHOLD, kLargeBlock);
  std::signal(SIGINT, handle_stop);
  std::signal(SIGTERM, handle_stop);
  std::signal(SIGALRM, handle_stop);
  // Told as errors of the writing instead.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    const int status = sotto::cli::run_command_line(argc, argv, stop);
    sotto::finish_results();
    return status;
  } catch (const sotto::Interrupted&) {
    sotto::print_message("\nstopped; what is done is kept, and the next run goes on from there\n");
    return sotto::cli::kInterrupted;
  } catch (const std::bad_alloc&) {
    sotto::print_message("sotto: {}\n", sotto::system_reason(ENOMEM));
    return sotto::cli::kMachineFailed;
  } catch (const std::filesystem::filesystem_error& failure) {
    sotto::print_message("sotto: cannot use {}: {}\n", failure.path1().string(),
                         sotto::system_reason(failure.code().value()));
    return sotto::cli::kMachineFailed;
  } catch (const std::system_error& failure) {
    // A thread that cannot be started, mostly.
    sotto::print_message("sotto: {}\n", sotto::system_reason(failure.code().value()));
    return sotto::cli::kMachineFailed;
  } catch (const std::exception& failure) {
    sotto::print_message("sotto: {}\n", failure.what());
    return sotto::cli::kMachineFailed;
  }
}
