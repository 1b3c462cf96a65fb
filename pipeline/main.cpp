// The command line, and nothing else: words become options, exceptions become messages and exit statuses.

#include <fmt/format.h>

#include <malloc.h>
#include <sys/time.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <exception>
#include <filesystem>
#include <new>
#include <sstream>
#include <string_view>
#include <system_error>
#include <thread>

#include "cli/annotate_command.h"
#include "cli/audition_command.h"
#include "cli/check_command.h"
#include "cli/clean_command.h"
#include "cli/doctor_command.h"
#include "cli/produce_command.h"
#include "cli/session.h"
#include "cli/voices_command.h"
#include "cli/watch_command.h"
#include "shared/console.h"
#include "shared/failure.h"
#include "shared/open_files.h"
#include "shared/system_error.h"
#include "shared/text.h"
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

/// More days, or more lines, than anybody asks for.
constexpr int kMany = 100'000;

/// Turns "500MB" or "2 GB" into a number of bytes; returns what is wrong.
std::string size_in_bytes(std::string& text) {
  const std::string written = text;
  try {
    // What has a sign would be taken for a huge number.
    if (!text.empty() && text.front() >= '0' && text.front() <= '9' && CLI::AsSizeValue(true)(text).empty()) return {};
  } catch (const CLI::Error&) {  // too large
  }
  return fmt::format("'{}' is no size; write it as 500MB or 2GB", sotto::printable(written));
}

/// How a mistake of the command line is told: the message and the nearest right word come from CLI11.
int run(int argc, char** argv) {
  using sotto::cli::Session;
  Session session{{}, sotto::Verbosity::normal, stop};
  sotto::production::Workspace& place = session.workspace;
  place.home = SOTTO_HOME;
  place.jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));

  CLI::App app("Sotto turns a story into a finished, multi-voice audiobook.", "sotto");
  app.set_version_flag("--version", SOTTO_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  bool quiet = false;
  bool verbose = false;
  const CLI::Validator named(
      [](std::string& folder) { return folder.empty() ? std::string("name a folder") : std::string(); }, "FOLDER");
  app.add_option("-o,--out", place.out, "where everything made goes")->capture_default_str()->check(named);
  app.add_option("--cache", place.cache, "where takes are kept (default: .cache in the out folder)")->check(named);
  app.add_option("--scripts", place.scripts, "where reading scripts are")->capture_default_str()->check(named);
  app.add_option("-j,--jobs", place.jobs, "how many workers")->capture_default_str()->check(CLI::Range(1, 256));
  app.add_flag("-q,--quiet", quiet, "errors only");
  app.add_flag("-v,--verbose", verbose, "more detail");

  sotto::cli::ProduceCommandOptions produce_options;
  auto* produce = app.add_subcommand("produce", "make every chapter: annotate, perform, mix, master, check");
  produce->add_option("BOOK", produce_options.books, "books of story/, or paths of stories (default: all of story/)");
  produce->add_flag("--explain", produce_options.explain, "say why each thing is made");
  produce->add_flag("-n,--dry-run", produce_options.dry_run, "list what would be made, and why, and make nothing");
  produce->add_flag("--verify", produce_options.verify,
                    "read all of the cache and the masters, to find what is damaged");

  sotto::cli::AnnotateOptions annotate_options;
  std::string format = "yaml";
  auto* annotate = app.add_subcommand("annotate", "write or update a book's reading script");
  annotate->add_option("BOOK", annotate_options.book, "a book of story/, or the path of a story")->required();
  annotate->add_option("--format", format, "json prints spans instead of writing scripts")
      ->check(CLI::IsMember({"yaml", "json"}));
  annotate->add_option("--cast", annotate_options.cast, "a YAML list of {name, aliases, gender} that binds");
  annotate->add_option("--review", annotate_options.review, "how many unsure lines to list")
      ->capture_default_str()
      ->check(CLI::Range(0, kMany));

  sotto::cli::AuditionOptions audition_options;
  auto* audition = app.add_subcommand("audition", "one line in one voice, to tune a profile");
  audition->add_option("VOICE", audition_options.voice, "a profile of voices/, or all of them")->required();
  audition->add_option("TEXT", audition_options.text, "what it says");
  audition->add_option("--how", audition_options.how, "a delivery: whisper, soft, shout ...; all: each in turn");
  audition->add_flag("--rain", audition_options.rain, "over the rain, as in a book");
  audition->add_option("-f,--file", audition_options.file, "the sound file: .wav, .flac or .mp3");

  std::vector<std::string> names;
  auto* voices = app.add_subcommand("voices", "list, validate and explain the voice profiles");
  voices->add_option("VOICE", names, "explain these fully");

  std::vector<std::string> books;
  sotto::cli::CheckOptions check_options;
  auto* check = app.add_subcommand("check", "listen to the masters in the out folder, and report what falls short");
  check->add_option("BOOK", check_options.books, "which books (default: all of story/)");
  check->add_option("--limits", check_options.limits, "a YAML file of limits (default: limits.yaml beside the book)");
  check->add_option("--blessed", place.blessed, "where blessed productions are kept")->capture_default_str();
  check->add_flag("--bless", check_options.bless, "what is measured now is what later checks compare with");

  sotto::cli::WatchOptions watch_options;
  auto* watch = app.add_subcommand("watch", "make a book, and again what each save changes, until Ctrl-C");
  watch->add_option("BOOK", watch_options.book, "a book of story/, or the path of a story")->required();
  watch->add_flag("--play", watch_options.play, "play what has changed");

  for (CLI::App* command : {produce, check, watch}) {
    command->add_option("--profile", place.delivery.profile, "how it is delivered, in place of the book's `profile:`");
    command->add_flag("--dry", place.delivery.dry, "without ambience, whatever the book says");
  }
  for (CLI::App* command : {produce, watch}) {
    command->add_flag("--stems", place.delivery.stems, "voices and ambience apart, too, beside each chapter");
  }

  sotto::cli::CleanOptions clean_options;
  auto* clean = app.add_subcommand("clean", "trim the cache; what books use is never touched");
  clean->add_option("--older-than", clean_options.older_than_days, "days since which nobody made it")
      ->capture_default_str()
      ->check(CLI::Range(0, kMany));
  clean->add_option("--max-size", clean_options.max_bytes, "how large the cache may be: 500MB, 2GB")
      ->transform(CLI::Validator(size_in_bytes, "SIZE"));
  clean->add_flag("-n,--dry-run", clean_options.dry_run, "only say what would be removed");

  app.add_subcommand("doctor", "what this machine has and lacks");

  std::vector<std::string> commands;
  for (const CLI::App* command : app.get_subcommands({})) commands.push_back(command->get_name());
  if (argc > 1 && argv[1][0] != '-' && std::find(commands.begin(), commands.end(), argv[1]) == commands.end()) {
    sotto::print_message("sotto: there is no command '{}'; {}\n", argv[1], sotto::suggest(argv[1], commands));
    return sotto::cli::kUsage;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::ostringstream result;
    std::ostringstream message;
    const int status = app.exit(error, result, message);
    sotto::write_result(result.str());
    sotto::write_message(message.str());
    return status == 0 ? sotto::cli::kDone : sotto::cli::kUsage;
  }
  session.verbosity = quiet ? sotto::Verbosity::quiet : verbose ? sotto::Verbosity::verbose : sotto::Verbosity::normal;
  annotate_options.json = format == "json";
  // For the program itself, and for the files of a chapter that each worker makes.
  sotto::need_open_files(32 + 8 * static_cast<std::size_t>(place.jobs));

  if (*produce) return sotto::cli::produce_command(produce_options, session);
  if (*annotate) return sotto::cli::annotate_command(annotate_options, session);
  if (*audition) return sotto::cli::audition_command(audition_options, session);
  if (*voices) return sotto::cli::voices_command(names, session);
  if (*check) return sotto::cli::check_command(check_options, session);
  if (*watch) return sotto::cli::watch_command(watch_options, session);
  if (*clean) return sotto::cli::clean_command(clean_options, session);
  return sotto::cli::doctor_command(session);
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
    const int status = run(argc, argv);
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
