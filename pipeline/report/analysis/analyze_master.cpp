// A master is the speech, known to the sample from the takes, and something else. Each take is looked for where the
// timeline has it: if the master is not like it there, in the surroundings, and the rest of the chapter is looked for
// from the place where it was found. Then the speech is taken out of the master, with the gain that fits best in every
// 10 ms (a limiter has moved it), and the residual is the bed and whatever should not be there.

#include "report/analysis/analyze_master.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <utility>

#include "mix/resampler.h"
#include "mix/voice_chain.h"
#include "report/analysis/bed_analysis.h"
#include "report/analysis/channel_correlation.h"
#include "report/analysis/channel_matching.h"
#include "report/analysis/decimator.h"
#include "report/analysis/master_levels.h"
#include "report/analysis/master_reader.h"
#include "report/analysis/peak_track.h"
#include "report/analysis/speech_level.h"
#include "report/analysis/take_gains.h"
#include "report/analysis/take_search.h"
#include "shared/audio.h"
#include "shared/fourier.h"

namespace sotto::analysis {

namespace {

/// Of a take on its way to kIntelligibilityRate.
constexpr Hertz kSlowTakeRate{22050};

double peak_of(const Sound& sound) {
  float peak = 0;
  for (const auto& channel : sound.channels) {
    for (const float x : channel) peak = std::max(peak, std::fabs(x));
  }
  return static_cast<double>(peak);
}

class MasterAnalyzer {
 public:
  MasterAnalyzer(const std::filesystem::path& path, const mix::Timeline& timeline, AudioSource& mix,
                 const synthesis::TakeStore& store, const AnalysisSettings& settings, ChapterAnalysis& analysis)
      : timeline_(timeline),
        mix_(mix),
        store_(store),
        analysis_(analysis),
        master_(path, analysis.dc),
        bed_(settings, timeline),
        faint_(settings.faint),
        channels_(settings.form.channels == 2) {
    analysis.cues.resize(timeline.cues.size());
  }

  void run(Progress& progress, const StopFlag& stop) {
    for (std::size_t i = 0; i < timeline_.cues.size(); ++i) {
      stop.check();
      analyze_cue(i);
      const auto second = static_cast<std::int64_t>(seconds(position_, kMasterRate).value);
      progress.advance(second - reported_);
      reported_ = second;
    }
    analyze_pause(timeline_.length, trusted_);
    resolve_repeats();
    bed_.finish(timeline_, analysis_);
    analysis_.speech_peaks = speech_peaks_.track();
    analysis_.bed_peaks = bed_peaks_.track();
    analysis_.phase = correlation_.value();
  }

 private:
  /// With its channels put right, as far as is known.
  Sound read_master(std::int64_t first, std::int64_t count) {
    Sound sound = master_.read(first, count);
    put_right(sound, channels_.now());
    return sound;
  }

  void analyze_pause(std::int64_t end, bool known) {
    const std::int64_t count = end - position_;
    if (count <= 0) return;
    const Mixed mixed = read_mix(mix_, count, buffer_);
    const Sound residual = read_master(position_ + shifts_.now, count);
    add_bed(residual, mixed.voice, mixed.bed,
            {known ? BedStretch::Kind::pause : BedStretch::Kind::unknown, position_, shifts_.now});
    position_ = end;
  }

  void add_bed(const Sound& residual, const Sound& voice, const Sound& planned, const BedStretch& stretch) {
    const auto part = [](const Sound& sound, std::size_t from, std::size_t count) {
      return BedSound{std::span(sound.channels[0]).subspan(from, count),
                      std::span(sound.channels[1]).subspan(from, count)};
    };
    std::vector<float> speech;
    for (std::size_t from = 0; from < voice.frames(); from += kPiece) {
      const std::size_t count = std::min(kPiece, voice.frames() - from);
      speech.resize(count);
      for (std::size_t i = 0; i < count; ++i) {
        speech[i] = voice.channels[0][from + i] + voice.channels[1][from + i];
      }
      bed_.add({stretch.kind, stretch.begin + static_cast<std::int64_t>(from), stretch.shift},
               part(residual, from, count), part(planned, from, count), speech);
    }
    speech_peaks_.add(voice, stretch.begin + stretch.shift);
    bed_peaks_.add(residual, stretch.begin + stretch.shift);
  }

  void analyze_cue(std::size_t index) {
    const mix::Cue& cue = timeline_.cues[index];
    CueAnalysis& result = analysis_.cues[index];
    const std::int64_t next = index + 1 < timeline_.cues.size() ? timeline_.cues[index + 1].begin : timeline_.length;
    const std::int64_t end = std::min(cue.end + static_cast<std::int64_t>(mix::VoiceChain::kTail), next);

    // The pause before it is heard once it is known where the take is.
    const std::int64_t pause = cue.begin - position_;
    const Mixed paused = read_mix(mix_, pause, buffer_);
    Mixed mixed = read_mix(mix_, end - cue.begin, buffer_);
    Sound& voice = mixed.voice;
    Sound master;
    std::int64_t shift = shifts_.now;
    const auto look_at = [&](std::int64_t later) {
      shift = later;
      master = master_.read(cue.begin + shift, end - cue.begin);
      result.channels = channels_.hear(master, voice);
      put_right(master, result.channels);
      result.found = likeness(master, voice) >= kLike;
    };
    look_at(shifts_.now);
    if (!result.found && shifts_.before != shifts_.now) look_at(shifts_.before);
    if (!result.found) {
      const auto read = [&](std::int64_t first, std::int64_t count) { return read_master(first, count); };
      if (const auto elsewhere = find_take(read, cue.begin, shifts_, voice)) look_at(*elsewhere);
    }
    const bool in_step = result.found && shift == shifts_.now && trusted_;
    if (pause > 0) {
      const Sound residual = read_master(position_ + shifts_.now, pause);
      add_bed(residual, paused.voice, paused.bed,
              {in_step ? BedStretch::Kind::pause : BedStretch::Kind::unknown, position_, shifts_.now});
    }
    // What was put in between is nobody's, and is shown as the bed.
    const std::int64_t more = std::clamp<std::int64_t>(shift - shifts_.now, 0, frames(kSearch, kMasterRate));
    if (result.found && more > 0) {
      bed_peaks_.add(read_master(cue.begin + shifts_.now, more), cue.begin + shifts_.now);
      // One that is torn may have its other part there.
      if (index > 0 && analysis_.cues[index - 1].missing.value <= 0) {
        const Sound between = read_master(position_ + shifts_.now, std::max<std::int64_t>(pause, 0) + more);
        analysis_.cues[index - 1].again = analysis_.cues[index - 1].found && last_is_in(between);
      }
    }
    last_ = Decimator(kSearchFactor).whole(voice.mono());
    if (result.found && shift != shifts_.now) shifts_.before = std::exchange(shifts_.now, shift);
    trusted_ = result.found;
    result.shift = shifts_.now;
    position_ = end;

    const synthesis::Take take = store_.load_or_throw(cue.take);
    result.edges = clip_edges(take.samples, take.rate);
    result.voice = voice_features(take.samples, take.rate);
    if (!result.found) {
      add_bed(master, Sound(master.frames()), mixed.bed, {BedStretch::Kind::unknown, cue.begin, shifts_.now});
      return;
    }
    correlation_.add(master);
    measure_intelligibility(take, cue, master, result);
    const TakeGains gains = measure_gains(master, voice);
    result.gain = usual_gain(gains);
    result.peak = peak_of(voice);
    const MissingSpeech missing = find_missing(gains, result.gain);
    result.missing = missing.length;
    result.missing_at = seconds(cue.begin + shifts_.now, kMasterRate) + missing.from;
    take_out(master, voice, gains);
    result.level = speech_level(voice, static_cast<std::size_t>(cue.end - cue.begin));
    add_bed(master, voice, mixed.bed, {BedStretch::Kind::speech, cue.begin, shifts_.now});
  }

  void measure_intelligibility(const synthesis::Take& take, const mix::Cue& cue, const Sound& master,
                               CueAnalysis& result) {
    // From the first word on: nobody has to understand the breath before it.
    const std::uint32_t first = take.words.empty() ? 0 : take.words.front().begin;
    const std::vector<float> dry = mix::resample(std::span(take.samples).subspan(first), take.rate, kSlowTakeRate);
    std::vector<float> wet = master.mono();
    wet.resize(std::min(wet.size(), static_cast<std::size_t>(cue.end - cue.begin)));
    const auto before = static_cast<std::size_t>(mix::master_frames(first, take.rate));
    wet.erase(wet.begin(), wet.begin() + static_cast<std::ptrdiff_t>(std::min(before, wet.size())));
    result.intelligibility = estoi(slow_take_.whole(dry), slow_master_.whole(wet), faint_);
  }

  /// Whether the take before is in a stretch of the master.
  bool last_is_in(const Sound& sound) const {
    const std::vector<float> like = correlate(Decimator(kSearchFactor).whole(sound.mono()), last_);
    return !like.empty() && static_cast<double>(*std::max_element(like.begin(), like.end())) >= kLike;
  }

  /// The same words may be said twice, but what is heard once is one of them: the other one, whose place is further
  /// away, was not found. It would be where the takes before it are.
  void resolve_repeats() {
    constexpr Seconds kSamePlace{0.02};
    std::map<synthesis::TakeId, std::vector<std::size_t>> alike;
    for (std::size_t c = 0; c < timeline_.cues.size(); ++c) {
      if (analysis_.cues[c].found) alike[timeline_.cues[c].take].push_back(c);
    }
    const auto place = [&](std::size_t c) { return timeline_.cues[c].begin + analysis_.cues[c].shift; };
    for (const auto& [take, cues] : alike) {
      for (std::size_t i = 0; i < cues.size(); ++i) {
        for (std::size_t k = i + 1; k < cues.size(); ++k) {
          if (std::abs(place(cues[i]) - place(cues[k])) > frames(kSamePlace, kMasterRate)) continue;
          const bool first = std::abs(analysis_.cues[cues[i]].shift) > std::abs(analysis_.cues[cues[k]].shift);
          analysis_.cues[cues[first ? i : k]].found = false;
        }
      }
    }
    for (std::size_t c = 0; c < analysis_.cues.size(); ++c) {
      if (!analysis_.cues[c].found) analysis_.cues[c].shift = c > 0 ? analysis_.cues[c - 1].shift : 0;
    }
  }

  const mix::Timeline& timeline_;
  AudioSource& mix_;
  const synthesis::TakeStore& store_;
  ChapterAnalysis& analysis_;
  MasterReader master_;
  BedAnalyzer bed_;
  Decibels faint_;
  ChannelMatcher channels_;
  PeakTrack speech_peaks_;
  PeakTrack bed_peaks_;
  ChannelCorrelation correlation_;
  Decimator slow_take_{441, 200};  ///< to kIntelligibilityRate
  Decimator slow_master_{441, 100};
  std::vector<float> buffer_;
  std::vector<float> last_;    ///< the voice of the take before, at a kSearchFactor-th of the rate
  std::int64_t position_ = 0;  ///< of the timeline, up to where everything is heard
  Shifts shifts_;
  bool trusted_ = true;        ///< the last take was found
  std::int64_t reported_ = 0;  ///< seconds, to the progress
};

}  // namespace

ChapterAnalysis analyze_master(const std::filesystem::path& master, const mix::Timeline& timeline, AudioSource& mix,
                               const synthesis::TakeStore& store, const AnalysisSettings& settings, Progress& progress,
                               const StopFlag& stop) {
  ChapterAnalysis analysis;
  measure_master_levels(master, settings.form, analysis, stop);
  if (!analysis.unheard.empty()) {
    progress.advance(static_cast<std::int64_t>(seconds(timeline.length, kMasterRate).value));
    return analysis;
  }
  MasterAnalyzer(master, timeline, mix, store, settings, analysis).run(progress, stop);
  const auto found = static_cast<std::size_t>(
      std::count_if(analysis.cues.begin(), analysis.cues.end(), [](const CueAnalysis& cue) { return cue.found; }));
  if (2 * found < analysis.cues.size()) {
    analysis.unheard =
        fmt::format("{} of its {} takes are not heard in it: it is of another chapter, or of another script",
                    analysis.cues.size() - found, analysis.cues.size());
  }
  return analysis;
}

}  // namespace sotto::analysis
