#pragma once

/// C libraries that are loaded when something of them is first needed. Linked as others are, libavcodec and what it
/// needs (134 libraries) cost each start of the program 40 ms and 15 MB, and every worker process as much, also of a
/// production that encodes nothing.

#include <string>

namespace sotto {

class LateLibrary {
 public:
  /// By its soname: "libavcodec.so.59". It stays loaded. Throws MachineFailure when it is not there.
  explicit LateLibrary(const std::string& soname);

  /// The address of a function of it, or of a library that it needs. Throws MachineFailure when there is none.
  void* find(const char* name) const;

 private:
  std::string soname_;
  void* handle_;
};

}  // namespace sotto

/// A member that is a function of `library`, a LateLibrary, under its own name. A name that is a macro (ICU's have its
/// version behind them) is the one that the macro stands for.
// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): names the function once
#define SOTTO_LATE(library, function) SOTTO_LATE_AS_WRITTEN(library, function)
// NOLINTNEXTLINE(cppcoreguidelines-macro-usage)
#define SOTTO_LATE_AS_WRITTEN(library, function) \
  decltype(&::function) function = reinterpret_cast<decltype(&::function)>((library).find(#function))
