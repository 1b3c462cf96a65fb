#pragma once

#include <fmt/format.h>

#include "synthesis/take_store.h"

namespace sotto {

/// A take that was performed and so must be there. Throws DamagedTake when it is missing or damaged.
inline Take load_take(const TakeStore& store, const TakeId& id) {
  if (auto take = store.load(id)) return std::move(*take);
  throw DamagedTake(
      fmt::format("the take {} is missing or damaged; run it again and it is made anew", store.path(id).string()));
}

}  // namespace sotto
