#include "shared/late_library.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include "shared/failure.h"

namespace sotto {

LateLibrary::LateLibrary(const std::string& soname)
    : soname_(soname), handle_(::dlopen(soname.c_str(), RTLD_NOW | RTLD_LOCAL)) {
  if (handle_ == nullptr) throw MachineFailure(fmt::format("the library {} is not installed here", soname_));
}

void* LateLibrary::find(const char* name) const {
  void* const address = ::dlsym(handle_, name);
  if (address == nullptr) throw MachineFailure(fmt::format("the library {} has no {}", soname_, name));
  return address;
}

}  // namespace sotto
