#pragma once

/// One chapter of a production as a value: all that its files are made from, but for the takes and the prepared sound
/// of beds, which are in a store under the names that follow from it. Any process or machine makes the same bytes of
/// it.
///
/// How loud each voice is stands in it (`levels`), measured before on the calibration text. It could be measured again
/// wherever a chapter is made: but that costs eight sentences for each voice in each delivery, whatever the chapter
/// needs of them, and two machines whose mathematics differ in a last bit would level one book's chapters differently.

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/book.h"
#include "annotate/normalization/normalize.h"
#include "annotate/script/script.h"
#include "cast/voice.h"
#include "mix/ambience_bed.h"
#include "mix/voice_levels.h"
#include "publish/captions.h"
#include "publish/delivery_profile.h"
#include "shared/fields.h"
#include "shared/sound_file.h"

namespace sotto::production {

/// Where something begins in a manuscript.
struct TextPosition {
  std::size_t bytes = 0;
  std::size_t code_points = 0;
  bool operator==(const TextPosition&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("bytes", &TextPosition::bytes), field("code_points", &TextPosition::code_points));
  }
};

/// What is read, and by whom.
struct ChapterText {
  std::string text;              ///< the chapter's stretch of the manuscript
  TextPosition begin;            ///< where it begins in the manuscript
  std::vector<Span> emphasis;    ///< that has no marks in the text
  bool markup = false;           ///< `[[phonemes]]` in it are given to the engine
  bool month_first = false;      ///< the book's dates in figures are "7/14/1789"
  std::string language;          ///< the tag of the language that it is in
  script::ScriptChapter script;  ///< spans are offsets into `text`; without guesses and what lost its place
  publish::SpeakerNames names;   ///< of its speakers
  bool operator==(const ChapterText&) const = default;
  /// Throws MachineFailure where this program does not know the language.
  normalization::WrittenText written() const;
  static constexpr auto fields() {
    return std::tuple(field("text", &ChapterText::text), field("begin", &ChapterText::begin),
                      field("emphasis", &ChapterText::emphasis), field("markup", &ChapterText::markup),
                      field("month_first", &ChapterText::month_first), field("language", &ChapterText::language),
                      field("script", &ChapterText::script), field("names", &ChapterText::names));
  }
};

/// Speaker and delivery -> what shapes the takes besides the voice's settings and the text (TakeRequester::identity):
/// where that is another one, they are other takes.
using VoiceIdentities = std::map<std::pair<std::string, std::string>, std::string>;

/// How it sounds.
struct ChapterSound {
  std::map<std::string, cast::VoiceProfile> voices;  ///< of its speakers, and of the narrator
  VoiceIdentities identities;                        ///< of its speakers in their deliveries, and
  mix::VoiceLevels levels;                           ///< how loud these are
  document::Pauses pauses;
  document::AmbienceSettings ambience;
  mix::BedPosition bed;  ///< where its bed lies in the book's ambience
  bool operator==(const ChapterSound&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("voices", &ChapterSound::voices), field("identities", &ChapterSound::identities),
                      field("levels", &ChapterSound::levels), field("pauses", &ChapterSound::pauses),
                      field("ambience", &ChapterSound::ambience), field("bed", &ChapterSound::bed));
  }
};

/// What is delivered.
struct ChapterDelivery {
  publish::DeliveryProfile profile;
  AudioTags tags;
  bool stems = false;           ///< beside the master, its voices and its ambience
  Lufs expected_loudness{-20};  ///< of the mix: the nearer, the rarer it is rendered twice
  bool operator==(const ChapterDelivery&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("profile", &ChapterDelivery::profile), field("tags", &ChapterDelivery::tags),
                      field("stems", &ChapterDelivery::stems),
                      field("expected_loudness", &ChapterDelivery::expected_loudness));
  }
};

/// The file name of a chapter's master: "01-the-mask.wav".
std::string master_name(const script::ScriptChapter& chapter, const publish::DeliveryProfile& profile);

struct ChapterJob {
  std::string sotto;  ///< the version that planned it: another one might make other bytes
  ChapterText text;
  ChapterSound sound;
  ChapterDelivery delivery;
  bool operator==(const ChapterJob&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("sotto", &ChapterJob::sotto), field("text", &ChapterJob::text),
                      field("sound", &ChapterJob::sound), field("delivery", &ChapterJob::delivery));
  }

  const script::ScriptChapter& chapter() const { return text.script; }
  std::string master_name() const { return production::master_name(text.script, delivery.profile); }
  /// Whether the chapter is to be delivered as that, too.
  bool wants(publish::Format format) const;
  /// A bed that goes on through the book is as loud in every chapter.
  bool steady_bed() const { return sound.ambience.continuous && !sound.ambience.silent(); }
  /// The contents of its bed recordings, which the store must have prepared.
  std::set<std::string> bed_contents() const;
};

/// As JSON, one field a line.
std::string write_chapter_job(const ChapterJob& job);
/// Throws MachineFailure when it is no chapter job of this version of Sotto.
ChapterJob read_chapter_job(std::string_view json);

}  // namespace sotto::production
