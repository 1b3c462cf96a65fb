#pragma once

/// The learned model of who says a speech, and its file.
///
/// The file lists the features that each forest was learned with, in the order of the program's own, and then the
/// trees:
///
///     forest speakers
///     feature tag after names
///     ...
///     tree
///      salience share < 0.127847
///       -0.0527773
///       0.0491845
///
/// An inner node is a feature and a threshold; below it, one space further in, stand the tree for smaller values and
/// the one for the others. A leaf is a number.

#include <string>
#include <string_view>

#include "annotate/attribution/model/gradient_forest.h"
#include "annotate/language/language.h"

namespace sotto::attribution {

/// What speakers are scored with.
struct Ranker {
  Forest speakers;  ///< of SpeakerFeatures: how well a candidate fits a speech
  Forest links;     ///< of LinkFeatures: how one speaker follows another
};

/// Reads a model file. Throws MachineFailure where it is none, or was learned with other features than the program's.
/// `name`: of the file, for messages.
Ranker parse_ranker(std::string_view name, std::string_view text);

/// The file that reads back as the same model, bit by bit.
std::string print_ranker(const Ranker& ranker);

/// The language's model, which train_ranker wrote. It is read when it is first asked for.
const Ranker& learned_ranker(const language::Language& language);

}  // namespace sotto::attribution
