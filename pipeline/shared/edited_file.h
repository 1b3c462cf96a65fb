#pragma once

/// Changing a file that a person may be editing at the same moment, without losing what they save.
///
/// The new text is written beside the file and changes places with it in one step; then what came out is compared with
/// what was read. Where an editor saved in between, that is put back, and the change is made again of what it saved. An
/// editor that writes into the file itself is waited for, as long as it has the file open. (What an editor saves later
/// from an older buffer is the editor's affair: that is then what the person saved.)
///
/// The file keeps its mode, its owner and its extended attributes; a link stays a link, and the file that it leads to
/// is changed. A killed process leaves at worst a file `.NAME.NEW-OLD.PROCESS.new`, whose name tells by the texts'
/// hashes whether it holds a new text, an old one or what a person saved.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace sotto {

/// The text of a file once nobody is writing to it (it is waited for up to two seconds); nothing where there is none.
/// Throws MachineFailure when it cannot be read.
std::optional<std::string> read_edited_file(const std::filesystem::path& path);

/// Puts `after` in the place of `before`, durably. Returns whether it did: false when the file holds another text
/// (or there is none, or there is one where `before` is nothing), and it is then left as it is. Throws MachineFailure.
bool replace_edited_file(const std::filesystem::path& path, const std::optional<std::string>& before,
                         std::string_view after);

/// Changes a file's text; `edit` is called again with what somebody saved meanwhile, and returns nothing to leave it
/// as it is. It must change no file of that folder: other programs are kept out of it meanwhile. Returns whether the
/// file was changed. Throws MachineFailure, also when an editor saves all the time.
bool edit_file(const std::filesystem::path& path,
               const std::function<std::optional<std::string>(const std::string&)>& edit);

/// A new text beside the file that it is for. The steps of `replace_edited_file` one by one, for changes of several
/// files at once.
struct StagedText {
  std::filesystem::path file;    ///< without links
  std::filesystem::path staged;  ///< beside it
  std::string after;             ///< hash of the new text; `kNoText` where the file is to go
  std::string before;            ///< hash of the text that it replaces; `kNoText` where there is no file yet
};
inline constexpr std::string_view kNoText = "none";

/// Writes the new text (none where the file is to go) and syncs it. Throws MachineFailure.
StagedText stage_text(const std::filesystem::path& path, const std::optional<std::string>& before,
                      const std::optional<std::string>& after);

/// By the name of a staged file; nothing for another name.
std::optional<StagedText> staged_text_at(const std::filesystem::path& staged);

/// Whether the process that staged it is gone.
bool is_left_over(const StagedText& text);

/// What stands at `staged`.
enum class Staged {
  nothing,
  unused,   ///< the new text
  old,      ///< the text that it replaced
  another,  ///< what a person saved in its place
};
/// Waits for whoever writes to it.
Staged look_at(const StagedText& text);

/// Whether the file holds the text that is to be replaced.
bool is_as_before(const StagedText& text);

/// Changes places, once: a text that is not `unused` has done so. What came out is then at `staged`. Throws
/// MachineFailure.
void swap_in(const StagedText& text);

/// Puts what came out (`Staged::another`) back in place of ours, which is then at `staged`. An editor may save in
/// between once more: the later save is the one that stays, and nothing is left at `staged`. Throws MachineFailure
/// where that cannot be done; then what was saved stays at `staged`.
void swap_back(const StagedText& text);

/// Keeps other processes that use these functions out of a folder while it lives.
class EditingFolder {
 public:
  explicit EditingFolder(const std::filesystem::path& folder);
  ~EditingFolder();
  EditingFolder(const EditingFolder&) = delete;
  EditingFolder& operator=(const EditingFolder&) = delete;

 private:
  int fd_;
};

}  // namespace sotto
