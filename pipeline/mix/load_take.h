#pragma once

#include <fmt/format.h>

#include "synthesis/take_store.h"

namespace sotto::mix {

/// A take that was performed and so must be there. Throws DamagedTake when it is missing or damaged.
inline synthesis::Take load_take(const synthesis::TakeStore& store, const synthesis::TakeId& id) {
  if (auto take = store.load(id)) return std::move(*take);
  throw synthesis::DamagedTake(
      fmt::format("the take {} is missing or damaged; run it again and it is made anew", store.path(id).string()));
}

}  // namespace sotto::mix
