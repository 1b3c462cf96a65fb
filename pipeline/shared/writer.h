#pragma once

/// Who writes: tells apart the processes of all machines and containers that share a folder.

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

namespace sotto {

/// Where numbers of processes have their meaning: eight hexadecimal digits of the machine and its container (host name,
/// machine id, process namespace). Two machines that share a folder have different ones.
const std::string& machine_name();

/// The name of this process among all that may share a folder: "0a1b2c3d-4e5f6071-4711", of machine, start of the
/// machine, and number.
std::string writer_name();

/// Like writer_name(), and another one at every call, also of a process that got the number of one that was killed:
/// "0a1b2c3d-4e5f6071-4711-3f".
std::string unique_name();

/// What is known of the process in a name of these.
enum class Writer {
  nobody,     ///< it is no such name
  running,    ///< a process of this machine
  ended,      ///< a process of this machine that no longer runs
  elsewhere,  ///< a process of another machine, of which nothing is known
};
Writer writer_of(std::string_view name);

/// Whether nothing was written to a file or folder for longer than `longest`: how one of `Writer::elsewhere` is known
/// to be left over. False when it cannot be looked at.
bool is_abandoned(const std::filesystem::path& path, std::chrono::seconds longest);

}  // namespace sotto
