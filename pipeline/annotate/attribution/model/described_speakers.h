#pragma once

/// Tags that describe their speaker instead of naming one: "said the old lady".

#include <cstdint>

#include "annotate/attribution/model/feature_context.h"

namespace sotto::attribution {

/// Whether a tag's description must be of somebody known: "the old lady", where no old lady was introduced, but the
/// scene mentions women.
bool is_familiar(const FeatureContext& context, std::uint32_t speech);

/// Whether a tag describes somebody old ("the old lady") and a person is old by the text, or has a title that suits:
/// Mrs. Dane, not Ann.
bool is_elder(const FeatureContext& context, std::uint32_t speech, EntityIndex entity);

}  // namespace sotto::attribution
