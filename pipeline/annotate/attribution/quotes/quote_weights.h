#pragma once

/// What each feature of a quotation weighs when it is decided whether the quotation is speech, and the model file of
/// it: a line for each feature, the weight and the feature's name, in the order of the program's own.

#include <string>
#include <string_view>

#include "annotate/attribution/quotes/quote_features.h"
#include "annotate/language/language.h"

namespace sotto::attribution {

/// Reads a model file. Throws MachineFailure where it is none, or was learned with other features than the program's.
/// `name`: of the file, for messages.
QuoteFeatures parse_quote_weights(std::string_view name, std::string_view text);

/// The file that reads back as the same weights, bit by bit.
std::string print_quote_weights(const QuoteFeatures& weights);

/// The language's weights, which train_speech wrote. They are read when they are first asked for.
const QuoteFeatures& learned_quote_weights(const language::Language& language);

}  // namespace sotto::attribution
