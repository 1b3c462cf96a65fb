// Casting goes from the certain to the free. First the voices that are not for us to choose: those the book names, the
// narrator's (but for one who is known to be of the other sex), and those of characters who are called as a profile is.
// Then everyone else, those with most lines first, each taking the voice with the least objection against it.
// Objections are compared one after the other, the gravest first:
//
//   the narrator's voice          the narrator is heard in every scene
//   a wrong gender, or a child's voice for a grown-up
//   the voice of someone who speaks in the same scenes, by the lines they say side by side
//   another age, or a gender that only one of speaker and voice has
//   for an unknown gender: the gender that more speakers have already, so that neither crowds the other out
//   a voice that others have already, by their lines
//   the profile's name, so that the outcome never depends on chance
//
// Lines are compared by their order of magnitude, and speakers of the same one go by name: so a line that is corrected
// by hand rarely moves the voice of anybody else.

#include "cast/casting.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "cast/speakers.h"
#include "shared/files.h"
#include "shared/strict_yaml.h"
#include "shared/text.h"

namespace sotto::cast {
namespace {

/// A remark on a character's voice, at its place in the book's settings when that can be found.
void complain_about_voice(const document::Book& book, const Speaker& speaker, const std::string& hint,
                          Diagnostics& diagnostics) {
  const std::string message = fmt::format("there is no voice '{}' for {}", speaker.wanted_voice, speaker.name);
  const std::filesystem::path& path = book.settings;
  if (const std::optional<std::string> text = try_read_file(path)) {
    Diagnostics found;
    const std::optional<YamlFile> file = YamlFile::parse(path.string(), *text, found);
    const YamlValue* cast = file ? file->root().find("cast") : nullptr;
    if (cast != nullptr) {
      for (const YamlValue::Entry& entry : cast->entries) {
        const YamlValue* voice = entry.value.find("voice");
        if (slug(entry.key) != speaker.id || voice == nullptr) continue;
        file->error(voice->place, message, hint);
        diagnostics.add(found.all().back());
        return;
      }
    }
    diagnostics.error(path.string(), message, hint);
    return;
  }
  diagnostics.error(book.name, message, hint);
}

/// Of a number of lines: 1, 2-3, 4-7, 8-15, ...
int magnitude(std::size_t lines) { return static_cast<int>(std::bit_width(lines)); }

bool contradicts(language::Gender a, language::Gender b) {
  return a != language::Gender::unknown && b != language::Gender::unknown && a != b;
}

/// How badly a voice would mislead about who speaks: 0 not at all.
int misfit(const Speaker& speaker, const VoiceProfile& voice) {
  const bool child = (voice.age == "child") != (speaker.age == "child");
  return (contradicts(speaker.gender, voice.gender) ? 2 : 0) + (child ? 1 : 0);
}

/// How far a voice is from what one would expect: steps of age, and two for a gender known on one side only. Someone
/// whose age nobody mentions is neither child nor old.
std::ptrdiff_t unlikeness(const Speaker& speaker, const VoiceProfile& voice) {
  const auto rank = [](std::string_view age) { return std::find(kAges.begin(), kAges.end(), age) - kAges.begin(); };
  const std::string_view unmentioned = voice.age == "young" ? "young" : "adult";
  const std::ptrdiff_t age = rank(speaker.age.empty() ? unmentioned : speaker.age) - rank(voice.age);
  const bool half_known = (speaker.gender == language::Gender::unknown) != (voice.gender == language::Gender::unknown);
  return std::abs(age) + (half_known ? 2 : 0);
}

/// What speaks against a voice for a speaker, the gravest first.
struct Objection {
  bool is_narrators = false;
  int misfit = 0;
  std::size_t lines_together = 0;
  std::ptrdiff_t unlikeness = 0;
  std::size_t crowd = 0;
  std::size_t lines_taken = 0;

  bool operator<(const Objection& other) const { return ranked() < other.ranked(); }

 private:
  std::tuple<bool, int, int, std::ptrdiff_t, std::size_t, int> ranked() const {
    return {is_narrators, misfit, magnitude(lines_together), unlikeness, crowd, magnitude(lines_taken)};
  }
};

class Casting {
 public:
  Casting(const std::map<std::string, VoiceProfile>& voices, Cast& cast) : voices_(voices), cast_(cast) {}

  bool knows(const std::string& voice) const { return voices_.contains(voice); }

  bool is_narrators(const std::string& voice) const { return voice == narrators_; }

  void give(const Speaker& speaker, const std::string& voice, std::string reason) {
    cast_.voices[speaker.id] = voices_.at(voice);
    cast_.reasons[speaker.id] = std::move(reason);
    if (speaker.id == document::kNarrator) narrators_ = voice;
    holders_[voice].push_back(&speaker);
  }

  void choose(const Speaker& speaker) {
    const std::string* best = nullptr;
    Objection least;
    for (const auto& [name, profile] : voices_) {
      const Objection objection = against(speaker, name, profile);
      if (best != nullptr && !(objection < least)) continue;
      best = &name;
      least = objection;
    }
    give(speaker, *best, reason(speaker, least));
  }

 private:
  Objection against(const Speaker& speaker, const std::string& name, const VoiceProfile& profile) const {
    Objection objection;
    objection.is_narrators = name == narrators_;
    objection.misfit = misfit(speaker, profile);
    objection.unlikeness = unlikeness(speaker, profile);
    for (const auto& [voice, speakers] : holders_) {
      for (const Speaker* other : speakers) {
        if (voice == name) {
          objection.lines_together += lines_together(speaker, *other);
          objection.lines_taken += other->lines;
        }
        if (speaker.gender == language::Gender::unknown && voices_.at(voice).gender == profile.gender)
          ++objection.crowd;
      }
    }
    return objection;
  }

  static std::string reason(const Speaker& speaker, const Objection& objection) {
    std::string why = speaker.gender == language::Gender::female ? "a woman"
                      : speaker.gender == language::Gender::male ? "a man"
                                                                 : "gender unknown";
    if (speaker.age == "child") why += ", a child";
    if (speaker.age == "young" || speaker.age == "old") why += ", " + speaker.age;
    why += fmt::format(", {} line{}", speaker.lines, speaker.lines == 1 ? "" : "s");
    if (objection.is_narrators) {
      why += "; no voice but the narrator's was left";
    } else if (objection.lines_together > 0) {
      why += "; shares the voice with another of the same scene, none was left";
    }
    return why;
  }

  const std::map<std::string, VoiceProfile>& voices_;
  Cast& cast_;
  std::string narrators_;
  std::map<std::string, std::vector<const Speaker*>> holders_;  ///< voice -> who has it
};

}  // namespace

Cast cast_voices(const script::Script& script, const document::Book& book,
                 const std::map<std::string, VoiceProfile>& voices, Diagnostics& diagnostics) {
  Cast cast;
  if (voices.empty()) {
    diagnostics.error(book.name, "there is no voice to read it with", "put voice profiles into voices/");
    return cast;
  }
  std::vector<std::string> names;
  names.reserve(voices.size());
  for (const auto& [name, profile] : voices) names.push_back(name);

  const std::vector<Speaker> speakers = speakers_of(script, book);
  Casting casting(voices, cast);
  std::vector<const Speaker*> free;
  for (const Speaker& speaker : speakers) {
    if (book.one_voice && speaker.id != document::kNarrator) continue;
    if (!speaker.wanted_voice.empty() && !casting.knows(speaker.wanted_voice)) {
      complain_about_voice(book, speaker, suggest(speaker.wanted_voice, names), diagnostics);
    }
    if (casting.knows(speaker.wanted_voice)) {
      casting.give(speaker, speaker.wanted_voice, "named by the book");
    } else if (speaker.id == document::kNarrator && casting.knows(document::kNarrator) &&
               !contradicts(speaker.gender, voices.at(document::kNarrator).gender)) {
      casting.give(speaker, document::kNarrator, "the narrator's own");
    } else if (const auto own = voices.find(speaker.id); own != voices.end() && !casting.is_narrators(speaker.id) &&
                                                         !contradicts(speaker.gender, own->second.gender)) {
      casting.give(speaker, speaker.id, "of the same name");
    } else {
      free.push_back(&speaker);
    }
  }
  // Who speaks most goes first; the narrator, where no profile is meant for it, before everyone.
  std::sort(free.begin(), free.end(), [](const Speaker* a, const Speaker* b) {
    const auto rank = [](const Speaker& s) {
      return std::tuple(s.id != document::kNarrator, -magnitude(s.lines), s.id);
    };
    return rank(*a) < rank(*b);
  });
  for (const Speaker* speaker : free) casting.choose(*speaker);
  if (book.one_voice) {
    const std::string narrators = cast.voice_of(document::kNarrator).name;
    for (const Speaker& speaker : speakers) {
      if (speaker.id != document::kNarrator) casting.give(speaker, narrators, "the book has one voice");
    }
  }

  for (auto& [id, profile] : cast.voices) {
    profile.pronunciations.insert(book.pronunciations.begin(), book.pronunciations.end());
  }
  return cast;
}

}  // namespace sotto::cast
