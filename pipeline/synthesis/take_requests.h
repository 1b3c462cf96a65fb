#pragma once

/// What the engines are asked for, for one chapter: its sentences, each with the take that says it. Nothing is made
/// here.

#include <filesystem>
#include <string>
#include <vector>

#include "annotate/normalization/normalize.h"
#include "annotate/script/script.h"
#include "synthesis/engines.h"
#include "synthesis/take.h"

namespace sotto::synthesis {

/// Stands for the announced title where a line of a chapter is named by its index.
inline constexpr std::size_t kTitle = static_cast<std::size_t>(-1);

/// A sentence of a chapter and its take.
struct SentenceRequest {
  std::size_t line = 0;  ///< index into the chapter's lines, or kTitle
  normalization::NormalizedSentence sentence;
  TakeRequest take;
};

/// In reading order.
using ChapterRequests = std::vector<SentenceRequest>;

/// The engines of some voices, to ask for takes.
class TakeRequester {
 public:
  /// `voice_folders`: those of the profiles, where engines find files of their own. Throws MachineFailure when an
  /// engine is missing.
  TakeRequester(Engines engines, const Voices& voices, const std::vector<std::filesystem::path>& voice_folders);

  /// The announced title, said by the narrator, and the lines. `text` is what the chapter's spans are offsets into.
  /// `voices` are of those that the requester was made for.
  ChapterRequests request(const normalization::WrittenText& text, const script::ScriptChapter& chapter,
                          const Voices& voices) const;

  /// Everything that shapes the takes of a voice in a delivery besides its settings and the text: the engine's version,
  /// and files that the settings name, by their content.
  std::string identity(const cast::VoiceProfile& profile, const std::string& delivery) const;

  const FrontEnds& front_ends() const { return front_ends_; }

 private:
  Engines engines_;
  FrontEnds front_ends_;
};

}  // namespace sotto::synthesis
