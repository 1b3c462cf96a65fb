#include "studio/history.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <nlohmann/json.hpp>
#include <utility>

#include "shared/descriptor.h"
#include "shared/files.h"

namespace sotto::studio {

namespace {

using nlohmann::json;

json json_of(const Change& change) {
  json files = json::array();
  for (const FilePatch& file : change.files) {
    json hunks = json::array();
    for (const PatchHunk& hunk : file.patch) hunks.push_back({hunk.line, hunk.before, hunk.after, hunk.above});
    files.push_back({{"file", file.file}, {"patch", std::move(hunks)}});
  }
  return {{"what", change.what}, {"files", std::move(files)}};
}

Change change_of(const json& told) {
  Change change;
  change.what = told.at("what");
  for (const json& file : told.at("files")) {
    FilePatch& patch = change.files.emplace_back();
    patch.file = file.at("file");
    for (const json& hunk : file.at("patch")) {
      patch.patch.push_back({hunk.at(0), hunk.at(1), hunk.at(2), hunk.at(3)});
    }
  }
  return change;
}

std::string line_of(const json& told) { return told.dump(-1, ' ', false, json::error_handler_t::replace) + "\n"; }

}  // namespace

History::History(std::filesystem::path journal) : journal_(std::move(journal)) {
  const std::string text = try_read_file(journal_).value_or("");
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const json told = json::parse(text.substr(at, end - at), nullptr, false);
    at = end + 1;
    try {
      if (told.is_object()) {
        changes_.resize(made_);
        changes_.push_back(change_of(told));
        ++made_;
      } else if (told == "undo" && made_ > 0) {
        --made_;
      } else if (told == "redo" && made_ < changes_.size()) {
        ++made_;
      }
    } catch (const json::exception&) {
      // Not a change of ours.
    }
  }
  if (changes_.size() <= kMost) return;
  const std::size_t gone = std::min(changes_.size() - kMost, made_);
  changes_.erase(changes_.begin(), changes_.begin() + static_cast<std::ptrdiff_t>(gone));
  made_ -= gone;
  std::string kept;
  for (const Change& change : changes_) kept += line_of(json_of(change));
  for (std::size_t i = made_; i < changes_.size(); ++i) kept += "\"undo\"\n";
  write_file(journal_, kept);
}

const Change* History::to_undo() const { return made_ > 0 ? &changes_[made_ - 1] : nullptr; }

const Change* History::to_redo() const { return made_ < changes_.size() ? &changes_[made_] : nullptr; }

void History::add(Change change) {
  append(line_of(json_of(change)));
  changes_.resize(made_);
  changes_.push_back(std::move(change));
  ++made_;
}

void History::undone() {
  append("\"undo\"\n");
  --made_;
}

void History::redone() {
  append("\"redo\"\n");
  ++made_;
}

void History::append(const std::string& line) const {
  make_folder(journal_.parent_path());
  const Descriptor file(::open(journal_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
  if (!file || ::write(file.get(), line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
    fail_with("write", journal_, errno);
  }
}

}  // namespace sotto::studio
