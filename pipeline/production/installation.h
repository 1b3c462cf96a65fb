#pragma once

/// Where this program finds its own voices and profiles, and the user's.

#include <filesystem>

namespace sotto::production {

/// Sotto's own folder: `share/sotto` beside the `bin` folder that the program lies in, where it is installed; else the
/// folder that it was built from.
std::filesystem::path home_folder();

/// `home_folder` of a program that lies at `program`.
std::filesystem::path home_folder(const std::filesystem::path& program);

/// How a person calls this program: "sotto" where it is installed, else "./run".
const char* command_name();

/// The user's settings: `$XDG_CONFIG_HOME/sotto`, else `~/.config/sotto`; empty where neither is known. (XDG Base
/// Directory Specification: a relative path in the variable does not count.)
std::filesystem::path user_folder();

}  // namespace sotto::production
