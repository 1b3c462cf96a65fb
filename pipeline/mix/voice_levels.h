#pragma once

/// The loudness of each voice, so that every voice can be brought to the same level.
///
/// A level belongs to a voice in a delivery, not to a line: a line said louder than its neighbours stays louder, and a
/// changed line does not change the gain of others. It is best measured once on a fixed text (`calibration_text`): then
/// it is the same in every chapter.

#include <map>
#include <string>
#include <utility>

#include "annotate/document/manuscript.h"
#include "annotate/script/script.h"
#include "cast/casting.h"
#include "mix/timeline.h"
#include "shared/progress.h"
#include "shared/units.h"
#include "synthesis/take_store.h"

namespace sotto::mix {

/// Who and how -> integrated loudness (ITU-R BS.1770-4) of the voice after its tone chain, at unity gain.
using VoiceLevels = std::map<std::pair<std::string, std::string>, Lufs>;

/// Measures each speaker and delivery of the timeline on its first takes, up to a minute of them; pauses do not count.
/// Levels in `known` are copied, not measured; voices without sound are left out. Throws MachineFailure when a take is
/// missing or damaged, Interrupted.
VoiceLevels measure_levels(const Timeline& timeline, const cast::Cast& cast, const synthesis::TakeStore& store,
                           const VoiceLevels& known = {}, const StopFlag& stop = {});

/// A text on which every voice has its average loudness, to be synthesized by each speaker in each delivery of a
/// script, in the language of its book; place its takes with `plan_timeline` and measure them with `measure_levels`.
struct CalibrationText {
  document::Manuscript manuscript;
  script::Script script;  ///< one chapter
};
CalibrationText calibration_text(const language::Language& language, const script::Script& script);

}  // namespace sotto::mix
