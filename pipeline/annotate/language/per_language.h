#pragma once

/// What is made once for each language, when it is first asked for.

#include <map>
#include <mutex>
#include <utility>

#include "annotate/language/language.h"

namespace sotto::language {

/// Any thread may ask. Languages must outlive it.
template <typename Value>
class PerLanguage {
 public:
  /// The language's value, which `make` makes of it. The reference holds as long as this.
  template <typename Make>
  const Value& of(const Language& language, const Make& make) {
    const std::lock_guard lock(mutex_);
    const auto known = values_.find(&language);
    return known != values_.end() ? known->second : values_.emplace(&language, make(language)).first->second;
  }

 private:
  std::mutex mutex_;
  std::map<const Language*, Value> values_;
};

}  // namespace sotto::language
