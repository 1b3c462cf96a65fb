#include "cli/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string_view>
#include <thread>

#include "cli/annotate_command.h"
#include "cli/audition_command.h"
#include "cli/cast_command.h"
#include "cli/check_command.h"
#include "cli/clean_command.h"
#include "cli/completion.h"
#include "cli/doctor_command.h"
#include "cli/manual_page.h"
#include "cli/produce_command.h"
#include "cli/session.h"
#include "cli/studio_command.h"
#include "cli/version.h"
#include "cli/voices_command.h"
#include "cli/watch_command.h"
#include "production/installation.h"
#include "shared/console.h"
#include "shared/open_files.h"
#include "shared/text.h"

namespace sotto::cli {

namespace {

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
  return fmt::format("'{}' is no size; write it as 500MB or 2GB", printable(written));
}

/// What the words of the command line set.
struct Words {
  bool quiet = false;
  bool verbose = false;
  std::string format = "yaml";
  std::string shell;
  VoicesOptions voices;
  CastOptions cast;
  std::string cast_format = "table";
  ProduceCommandOptions produce;
  AnnotateOptions annotate;
  AuditionOptions audition;
  CheckOptions check;
  WatchOptions watch;
  StudioOptions studio;
  CleanOptions clean;
};

/// A folder's name, which may not be empty.
CLI::Validator a_folder() {
  return {[](std::string& folder) { return folder.empty() ? std::string("name a folder") : std::string(); }, "FOLDER"};
}

void declare_shared_options(CLI::App& app, Words& words, production::Workspace& place) {
  app.set_version_flag("--version", [&place] { return version_text(place.engines); });
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("-o,--out", place.out, "where everything made goes")->capture_default_str()->check(a_folder());
  app.add_option("--cache", place.cache, "where takes are kept (default: .cache in the out folder)")->check(a_folder());
  app.add_option("--scripts", place.scripts, "where reading scripts are")->capture_default_str()->check(a_folder());
  app.add_option("--voices", place.ensemble, "who speaks: a folder of voices/ with voices of its own")
      ->capture_default_str();
  app.add_option("-j,--jobs", place.jobs, "how many workers")->check(CLI::Range(1, 256));
  app.add_flag("-q,--quiet", words.quiet, "errors only");
  app.add_flag("-v,--verbose", words.verbose, "more detail");
}

void declare_commands(CLI::App& app, Words& words, production::Workspace& place) {
  auto* produce = app.add_subcommand("produce", "make every chapter: annotate, perform, mix, master, check");
  produce->add_option("BOOK", words.produce.books, "books of story/, or paths of stories (default: all of story/)");
  produce->add_flag("--explain", words.produce.explain, "say why each thing is made");
  produce->add_flag("-n,--dry-run", words.produce.dry_run, "list what would be made, and why, and make nothing");
  produce->add_flag("--verify", words.produce.verify, "read all of the cache and the masters, to find what is damaged");

  auto* annotate = app.add_subcommand("annotate", "write or update a book's reading script");
  annotate->add_option("BOOK", words.annotate.book, "a book of story/, or the path of a story")->required();
  annotate->add_option("--format", words.format, "json prints spans instead of writing scripts")
      ->check(CLI::IsMember({"yaml", "json"}));
  annotate->add_flag("--spoken", words.annotate.spoken, "print every line as it will be said, and write nothing")
      ->excludes("--format");
  annotate->add_option("--cast", words.annotate.cast, "a YAML list of {name, aliases, gender} that binds");
  annotate->add_option("--review", words.annotate.review, "how many unsure lines to list")
      ->capture_default_str()
      ->check(CLI::Range(0, kMany));

  auto* cast = app.add_subcommand("cast", "who speaks in a book, and what is known of them");
  cast->add_option("BOOK", words.cast.book, "a book of story/, or the path of a story")->required();
  cast->add_option("--format", words.cast_format, "json for programs")->check(CLI::IsMember({"table", "json"}));
  cast->add_flag("--write", words.cast.write, "add those whom the book's settings do not have, to be edited there");

  auto* audition = app.add_subcommand("audition", "one line in one voice, to tune a profile");
  audition->add_option("VOICE", words.audition.voice, "a profile of voices/, or all of them")->required();
  audition->add_option("TEXT", words.audition.text, "what it says");
  audition->add_option("--how", words.audition.how, "a delivery: whisper, soft, shout ...; all: each in turn");
  audition->add_flag("--rain", words.audition.rain, "over the rain, as in a book");
  audition->add_option("-f,--file", words.audition.file, "the sound file: .wav, .flac or .mp3");

  auto* voices = app.add_subcommand("voices", "list, validate and explain the voice profiles");
  voices->add_option("VOICE", words.voices.names, "explain these fully");
  for (auto& [command, book] : {std::pair{audition, &words.audition.book}, std::pair{voices, &words.voices.book}}) {
    command->add_option("--book", *book, "a book, for the voices of its own");
  }

  auto* check = app.add_subcommand("check", "listen to the masters in the out folder, and report what falls short");
  check->add_option("BOOK", words.check.books, "which books (default: all of story/)");
  check->add_option("--limits", words.check.limits, "a YAML file of limits (default: limits.yaml beside the book)");
  check->add_option("--blessed", place.blessed, "where blessed productions are kept")->capture_default_str();
  check->add_flag("--bless", words.check.bless, "what is measured now is what later checks compare with");

  auto* watch = app.add_subcommand("watch", "make a book, and again what each save changes, until Ctrl-C");
  watch->add_option("BOOK", words.watch.book, "a book of story/, or the path of a story")->required();
  watch->add_flag("--play", words.watch.play, "play what has changed");

  auto* studio = app.add_subcommand("studio", "hear a book, correct it and cast it in the browser, until Ctrl-C");
  studio->add_option("BOOK", words.studio.book, "a book of story/, or the path of a story (default: the only one)");
  studio->add_option("--port", words.studio.port, "the port on 127.0.0.1 (default: one that is free)")
      ->check(CLI::Range(0, 65535));
  studio->add_flag("--no-open", words.studio.no_open, "only print the address");

  for (CLI::App* command : {produce, check, watch}) {
    command->add_option("--profile", place.delivery.profile, "how it is delivered, in place of the book's `profile:`");
    command->add_option("--format", place.delivery.formats, "what is made, in place of the book's `formats:`: m4b,epub")
        ->delimiter(',');
    command->add_flag("--dry", place.delivery.dry, "without ambience, whatever the book says");
  }
  for (auto& [command, chapter] :
       {std::pair{produce, &words.produce.chapter}, std::pair{watch, &words.watch.chapter}}) {
    command->add_option("--chapter", *chapter, "makes this chapter alone: the number that its file has")
        ->check(CLI::Range(0, kMany));
  }
  for (CLI::App* command : {produce, watch}) {
    command->add_option("--library", place.delivery.library, "puts the M4B into a folder of audiobookshelf, too")
        ->check(a_folder());
    command->add_option("--overlay", place.delivery.overlay, "what a read-along lights up")
        ->check(CLI::IsMember({"sentences", "words"}));
    command->add_flag("--stems", place.delivery.stems, "voices and ambience apart, too, beside each chapter");
  }

  auto* clean = app.add_subcommand("clean", "trim the cache; what books use is never touched");
  clean->add_option("--older-than", words.clean.older_than_days, "days since which nobody made it")
      ->capture_default_str()
      ->check(CLI::Range(0, kMany));
  clean->add_option("--max-size", words.clean.max_bytes, "how large the cache may be: 500MB, 2GB")
      ->transform(CLI::Validator(size_in_bytes, "SIZE"));
  clean->add_flag("-n,--dry-run", words.clean.dry_run, "only say what would be removed");

  app.add_subcommand("doctor", "what this machine has and lacks");
  auto* completion = app.add_subcommand("completion", "print what a shell needs to complete Sotto's command lines");
  completion->add_option("SHELL", words.shell, "which shell")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  app.add_subcommand("manual", "print the manual page (roff)");
}

OptionReference reference_of(const CLI::Option& option) {
  OptionReference reference;
  reference.positional = option.get_positional();
  if (reference.positional) {
    reference.names = {option.get_name(true)};
  } else {
    for (const std::string& name : option.get_snames()) reference.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) reference.names.push_back("--" + name);
  }
  // CLI11 gives a check's words behind the type's: "TEXT:{yaml,json}".
  const std::string type = option.get_type_size() == 0 ? std::string() : option.get_type_name();
  reference.value = type.substr(0, type.find(':'));
  if (const auto open = type.find(":{"); open != std::string::npos && type.ends_with('}')) {
    std::istringstream choices(type.substr(open + 2, type.size() - open - 3));
    for (std::string choice; std::getline(choices, choice, ',');) reference.choices.push_back(choice);
  }
  reference.what = option.get_description();
  reference.default_value = option.get_default_str();
  reference.required = option.get_required();
  reference.several = option.get_items_expected_max() > 1;
  return reference;
}

CommandReference reference_of(const CLI::App& app) {
  CommandReference reference{app.get_name(), app.get_description(), {}, {}};
  for (const CLI::Option* option : app.get_options()) reference.options.push_back(reference_of(*option));
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    reference.commands.push_back(reference_of(*command));
  }
  return reference;
}

constexpr const char* kWhat = "turns a book into a finished, multi-voice audiobook";

}  // namespace

CommandReference command_reference() {
  Words words;
  production::Workspace place;
  CLI::App app(kWhat, "sotto");
  declare_shared_options(app, words, place);
  declare_commands(app, words, place);
  return reference_of(app);
}

int run_command_line(int argc, char** argv, const StopFlag& stop) {
  Session session{{}, Verbosity::normal, stop};
  production::Workspace& place = session.workspace;
  place.home = production::home_folder();
  place.user = production::user_folder();
  place.engines = synthesis::builtin_engines(place.user);
  place.jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  Words words;
  CLI::App app(kWhat, "sotto");
  declare_shared_options(app, words, place);
  declare_commands(app, words, place);

  std::vector<std::string> commands;
  for (const CLI::App* command : app.get_subcommands({})) commands.push_back(command->get_name());
  if (argc > 1 && argv[1][0] != '-' && std::find(commands.begin(), commands.end(), argv[1]) == commands.end()) {
    print_message("sotto: there is no command '{}'; {}\n", argv[1], suggest(argv[1], commands));
    return kUsage;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::ostringstream result;
    std::ostringstream message;
    const int status = app.exit(error, result, message);
    write_result(result.str());
    write_message(message.str());
    return status == 0 ? kDone : kUsage;
  }
  if (const auto ensembles = place.ensembles(); !among(ensembles, place.ensemble)) {
    print_message("sotto: there are no voices '{}'; {}\n", printable(place.ensemble),
                  suggest(place.ensemble, ensembles));
    return kUsage;
  }
  session.verbosity = words.quiet ? Verbosity::quiet : words.verbose ? Verbosity::verbose : Verbosity::normal;
  words.annotate.json = words.format == "json";
  words.cast.json = words.cast_format == "json";
  // For the program itself, and for the files of a chapter that each worker makes.
  need_open_files(32 + 8 * static_cast<std::size_t>(place.jobs));

  const std::string command = app.get_subcommands().front()->get_name();
  if (command == "produce") return produce_command(words.produce, session);
  if (command == "annotate") return annotate_command(words.annotate, session);
  if (command == "cast") return cast_command(words.cast, session);
  if (command == "audition") return audition_command(words.audition, session);
  if (command == "voices") return voices_command(words.voices, session);
  if (command == "check") return check_command(words.check, session);
  if (command == "watch") return watch_command(words.watch, session);
  if (command == "studio") return studio_command(words.studio, session);
  if (command == "clean") return clean_command(words.clean, session);
  if (command == "completion") {
    write_result(completion(command_reference(), words.shell));
    return kDone;
  }
  if (command == "manual") {
    write_result(manual_page(command_reference(), SOTTO_VERSION));
    return kDone;
  }
  return doctor_command(session);
}

}  // namespace sotto::cli
