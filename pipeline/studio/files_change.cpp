#include "studio/files_change.h"

#include <map>

#include "shared/edited_file.h"
#include "shared/files.h"
#include "shared/folder_changes.h"

namespace sotto::studio {

namespace fs = std::filesystem;

namespace {

std::optional<std::string> some(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

}  // namespace

bool write_texts(const std::vector<NewText>& texts) {
  std::map<fs::path, std::vector<FileChange>> folders;
  for (const NewText& text : texts) {
    const std::optional<std::string> after = some(text.after);
    if (text.before == after) continue;
    folders[text.path.parent_path()].push_back({text.path.filename().string(), text.before, after});
  }
  std::vector<fs::path> done;
  for (auto& [folder, changes] : folders) {
    make_folder(folder);
    // One file alone is changed whole or not at all without a journal.
    const bool alone = changes.size() == 1 && changes.front().after;
    if (alone ? replace_edited_file(folder / changes.front().name, changes.front().before, *changes.front().after)
              : change_files(folder, changes)) {
      done.push_back(folder);
      continue;
    }
    for (const fs::path& other : done) {
      for (FileChange& change : folders[other]) std::swap(change.before, change.after);
      change_files(other, folders[other]);
    }
    return false;
  }
  return true;
}

std::vector<FilePatch> patches_of(const std::vector<NewText>& texts) {
  std::vector<FilePatch> patches;
  for (const NewText& text : texts) {
    TextPatch patch = make_patch(text.before.value_or(""), text.after);
    if (!patch.empty()) patches.push_back({text.path.string(), std::move(patch)});
  }
  return patches;
}

std::optional<std::vector<NewText>> patched_texts(const Change& change, bool back) {
  std::vector<NewText> texts;
  for (const FilePatch& file : change.files) {
    std::optional<std::string> before = read_edited_file(file.file);
    auto after = apply_patch(before.value_or(""), back ? inverse(file.patch) : file.patch);
    if (!after) return std::nullopt;
    texts.push_back({file.file, std::move(before), std::move(*after)});
  }
  return texts;
}

}  // namespace sotto::studio
