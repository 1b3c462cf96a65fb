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
#include "report/analysis/channel_matching.h"
#include "report/analysis/decimator.h"
#include "report/analysis/fourier.h"
#include "report/analysis/master_levels.h"
#include "report/analysis/take_gains.h"
#include "shared/sound_file.h"

namespace sotto::analysis {

namespace {

constexpr Seconds kSearch{25};  ///< on either side
constexpr std::size_t kSearchFactor = 8;
/// Of a take on its way to kIntelligibilityRate.
constexpr Hertz kSlowTakeRate{22050};
constexpr double kPeakStep = 0.05;
/// Frames that are converted at a time: a take is held once, not once for each way to look at it.
constexpr std::size_t kPiece = 32768;

/// Reads any stretch of the master, silence beyond its ends; its DC is taken off.
class MasterReader {
 public:
  MasterReader(const std::filesystem::path& path, std::array<double, 2> dc) : file_(path), dc_(dc) {}

  Sound read(std::int64_t first, std::int64_t count) {
    Sound sound(static_cast<std::size_t>(count));
    const std::int64_t from = std::clamp<std::int64_t>(first, 0, file_.frames());
    const std::int64_t to = std::clamp<std::int64_t>(first + count, from, file_.frames());
    if (from == to) return sound;
    if (from != position_) file_.seek(from);
    const auto channels = static_cast<std::size_t>(file_.channels());
    buffer_.resize(kPiece * channels);
    for (position_ = from; position_ < to;) {
      const std::size_t wanted = std::min(kPiece, static_cast<std::size_t>(to - position_));
      const std::size_t got = file_.read(std::span(buffer_).first(wanted * channels));
      if (got == 0) break;
      const auto offset = static_cast<std::size_t>(position_ - first);
      for (std::size_t c = 0; c < 2; ++c) {
        const auto dc = static_cast<float>(dc_[c]);
        const std::size_t source = std::min(c, channels - 1);
        for (std::size_t i = 0; i < got; ++i) sound.channels[c][offset + i] = buffer_[i * channels + source] - dc;
      }
      position_ += static_cast<std::int64_t>(got);
    }
    return sound;
  }

 private:
  SoundReader file_;
  std::array<double, 2> dc_;
  std::int64_t position_ = 0;
  std::vector<float> buffer_;
};

/// A stretch of the chapter as it was mixed.
struct Mixed {
  Sound voice;
  Sound bed;
};

Mixed read_mix(AudioSource& mix, std::int64_t count, std::vector<float>& buffer) {
  const auto frames = static_cast<std::size_t>(std::max<std::int64_t>(count, 0));
  Mixed mixed{Sound(frames), Sound(frames)};
  buffer.resize(4 * kPiece);
  for (std::size_t done = 0; done < frames;) {
    const std::size_t wanted = std::min(kPiece, frames - done);
    const std::size_t got = mix.read(std::span(buffer).first(4 * wanted));
    if (got == 0) break;
    for (std::size_t i = 0; i < got; ++i) {
      for (std::size_t c = 0; c < 2; ++c) {
        const float voice = buffer[4 * i + 2 + c];
        mixed.voice.channels[c][done + i] = voice;
        mixed.bed.channels[c][done + i] = buffer[4 * i + c] - voice;
      }
    }
    done += got;
  }
  return mixed;
}

/// How alike two sounds are, of the better channel: -1..1.
double likeness(const Sound& master, const Sound& voice) {
  double best = 0;
  for (std::size_t c = 0; c < 2; ++c) {
    const auto& m = master.channels[c];
    const auto& v = voice.channels[c];
    const double norm = product(m, m, 0, m.size()) * product(v, v, 0, v.size());
    if (norm > 0) best = std::max(best, product(m, v, 0, m.size()) / std::sqrt(norm));
  }
  return best;
}

double peak_of(const Sound& sound) {
  float peak = 0;
  for (const auto& channel : sound.channels) {
    for (const float x : channel) peak = std::max(peak, std::fabs(x));
  }
  return static_cast<double>(peak);
}

/// The loudness of the first frames of a voice, in steps of 100 ms from its begin, so that it is the same wherever in a
/// chapter it stands. As the standard gates a programme, but on the line: what is 10 LU under its loudest is a pause;
/// from 12 to 8 LU it begins to count, so that no step by itself decides.
std::optional<Lufs> speech_level(const Sound& voice, std::size_t frames) {
  constexpr std::size_t kStep = 4410;
  LoudnessMeter meter(2, kMasterRate);
  std::vector<float> step(2 * kStep);
  for (std::size_t from = 0; from < std::min(frames, voice.frames()); from += kStep) {
    for (std::size_t i = 0; i < kStep; ++i) {
      for (std::size_t c = 0; c < 2; ++c) {
        step[2 * i + c] = from + i < std::min(frames, voice.frames()) ? voice.channels[c][from + i] : 0;
      }
    }
    meter.add(step);
  }
  const std::vector<double> powers = meter.powers(1);
  const double loudest = powers.empty() ? 0 : *std::max_element(powers.begin(), powers.end());
  if (loudest <= 0) return std::nullopt;
  double sum = 0;
  double count = 0;
  for (const double power : powers) {
    const double under = 10 * std::log10(loudest / std::max(power, 1e-20));
    const double counts = std::clamp((12 - under) / 4, 0.0, 1.0);
    sum += counts * power;
    count += counts;
  }
  return loudness_of(sum / count);
}

/// Peaks of a sound in steps of time.
class PeakTrack {
 public:
  /// What sounds from a frame of the master on.
  void add(const Sound& sound, std::int64_t at) {
    constexpr auto kStepFrames = static_cast<std::size_t>(kPeakStep * kMasterRate.value);
    const auto first = static_cast<std::size_t>(std::max<std::int64_t>(at, 0));
    const std::size_t steps = (first + sound.frames()) / kStepFrames;
    if (track_.values.size() < steps) track_.values.resize(steps);
    for (std::size_t i = 0; i < sound.frames(); ++i) {
      const std::size_t step = (first + i) / kStepFrames;
      if (step >= steps) break;
      track_.values[step] =
          std::max({track_.values[step], std::fabs(sound.channels[0][i]), std::fabs(sound.channels[1][i])});
    }
  }
  const Track& track() const { return track_; }

 private:
  Track track_{{kPeakStep}, {}};
};

/// Correlation of the two channels, as far as they were added.
struct Phase {
  std::array<double, 3> sums{};

  void add(const Sound& sound) {
    const auto& l = sound.channels[0];
    const auto& r = sound.channels[1];
    sums[0] += product(l, l, 0, l.size());
    sums[1] += product(r, r, 0, r.size());
    sums[2] += product(l, r, 0, l.size());
  }
  std::optional<double> value() const {
    if (sums[0] <= 0 || sums[1] <= 0) return std::nullopt;
    return sums[2] / std::sqrt(sums[0] * sums[1]);
  }
};

class MasterAnalyzer {
 public:
  MasterAnalyzer(const std::filesystem::path& path, const mix::Timeline& timeline, AudioSource& mix,
                 const synthesis::TakeStore& store, const AnalysisSettings& settings, ChapterAnalysis& heard)
      : timeline_(timeline),
        mix_(mix),
        store_(store),
        heard_(heard),
        master_(path, heard.dc),
        bed_(settings),
        faint_(settings.faint),
        channels_(settings.form.channels == 2) {
    heard.cues.resize(timeline.cues.size());
  }

  void run(Progress& progress, const StopFlag& stop) {
    for (std::size_t i = 0; i < timeline_.cues.size(); ++i) {
      stop.check();
      hear_cue(i);
      const auto second = static_cast<std::int64_t>(seconds(position_, kMasterRate).value);
      progress.advance(second - told_);
      told_ = second;
    }
    hear_pause(timeline_.length, trusted_);
    tell_apart();
    bed_.finish(timeline_, heard_);
    heard_.speech_peaks = speech_peaks_.track();
    heard_.bed_peaks = bed_peaks_.track();
    heard_.phase = phase_.value();
  }

 private:
  /// With its channels put right, as far as is known.
  Sound read_master(std::int64_t first, std::int64_t count) {
    Sound sound = master_.read(first, count);
    put_right(sound, channels_.now());
    return sound;
  }

  void hear_pause(std::int64_t end, bool known) {
    const std::int64_t count = end - position_;
    if (count <= 0) return;
    const Mixed mixed = read_mix(mix_, count, buffer_);
    const Sound residual = read_master(position_ + shift_, count);
    pass_on(residual, mixed.voice, mixed.bed,
            {known ? BedStretch::Kind::pause : BedStretch::Kind::unknown, position_, shift_});
    position_ = end;
  }

  void pass_on(const Sound& residual, const Sound& voice, const Sound& planned, const BedStretch& stretch) {
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

  void hear_cue(std::size_t index) {
    const mix::Cue& cue = timeline_.cues[index];
    CueAnalysis& heard = heard_.cues[index];
    const std::int64_t next = index + 1 < timeline_.cues.size() ? timeline_.cues[index + 1].begin : timeline_.length;
    const std::int64_t end = std::min(cue.end + static_cast<std::int64_t>(mix::VoiceChain::kTail), next);

    // The pause before it is heard once it is known where the take is.
    const std::int64_t pause = cue.begin - position_;
    const Mixed paused = read_mix(mix_, pause, buffer_);
    Mixed mixed = read_mix(mix_, end - cue.begin, buffer_);
    Sound& voice = mixed.voice;
    Sound master;
    std::int64_t shift = shift_;
    const auto listen_at = [&](std::int64_t later) {
      shift = later;
      master = master_.read(cue.begin + shift, end - cue.begin);
      heard.channels = channels_.hear(master, voice);
      put_right(master, heard.channels);
      heard.found = likeness(master, voice) >= kLike;
    };
    listen_at(shift_);
    if (!heard.found && before_ != shift_) listen_at(before_);
    if (!heard.found) {
      if (const auto elsewhere = find(cue, voice)) listen_at(*elsewhere);
    }
    const bool in_step = heard.found && shift == shift_ && trusted_;
    if (pause > 0) {
      const Sound residual = read_master(position_ + shift_, pause);
      pass_on(residual, paused.voice, paused.bed,
              {in_step ? BedStretch::Kind::pause : BedStretch::Kind::unknown, position_, shift_});
    }
    // What was put in between is nobody's, and is shown as the bed.
    const std::int64_t more = std::clamp<std::int64_t>(shift - shift_, 0, frames(kSearch, kMasterRate));
    if (heard.found && more > 0) {
      bed_peaks_.add(read_master(cue.begin + shift_, more), cue.begin + shift_);
      // One that is torn may have its other part there.
      if (index > 0 && heard_.cues[index - 1].missing.value <= 0) {
        const Sound between = read_master(position_ + shift_, std::max<std::int64_t>(pause, 0) + more);
        heard_.cues[index - 1].again = heard_.cues[index - 1].found && last_is_in(between);
      }
    }
    last_ = Decimator(kSearchFactor).whole(voice.mono());
    if (heard.found && shift != shift_) before_ = std::exchange(shift_, shift);
    trusted_ = heard.found;
    heard.shift = shift_;
    position_ = end;

    const synthesis::Take take = store_.load_or_throw(cue.take);
    heard.edges = clip_edges(take.samples, take.rate);
    heard.voice = voice_features(take.samples, take.rate);
    if (!heard.found) {
      pass_on(master, Sound(master.frames()), mixed.bed, {BedStretch::Kind::unknown, cue.begin, shift_});
      return;
    }
    phase_.add(master);
    hear_words(take, cue, master, heard);
    const TakeGains gains = measure_gains(master, voice);
    heard.gain = usual_gain(gains);
    heard.peak = peak_of(voice);
    const MissingSpeech missing = find_missing(gains, heard.gain);
    heard.missing = missing.length;
    heard.missing_at = seconds(cue.begin + shift_, kMasterRate) + missing.from;
    take_out(master, voice, gains);
    heard.level = speech_level(voice, static_cast<std::size_t>(cue.end - cue.begin));
    pass_on(master, voice, mixed.bed, {BedStretch::Kind::speech, cue.begin, shift_});
  }

  void hear_words(const synthesis::Take& take, const mix::Cue& cue, const Sound& master, CueAnalysis& heard) {
    const std::vector<float> dry = mix::resample(take.samples, take.rate, kSlowTakeRate);
    std::vector<float> wet = master.mono();
    wet.resize(std::min(wet.size(), static_cast<std::size_t>(cue.end - cue.begin)));
    heard.intelligibility = estoi(slow_take_.whole(dry), slow_master_.whole(wet), faint_);
  }

  /// Whether the take before is in a stretch of the master.
  bool last_is_in(const Sound& sound) const {
    const std::vector<float> like = correlate(Decimator(kSearchFactor).whole(sound.mono()), last_);
    return !like.empty() && static_cast<double>(*std::max_element(like.begin(), like.end())) >= kLike;
  }

  /// The same words may be said twice, but what is heard once is one of them: the other one, whose place is further
  /// away, was not found. It would be where the takes before it are.
  void tell_apart() {
    constexpr Seconds kSamePlace{0.02};
    std::map<synthesis::TakeId, std::vector<std::size_t>> alike;
    for (std::size_t c = 0; c < timeline_.cues.size(); ++c) {
      if (heard_.cues[c].found) alike[timeline_.cues[c].take].push_back(c);
    }
    const auto place = [&](std::size_t c) { return timeline_.cues[c].begin + heard_.cues[c].shift; };
    for (const auto& [take, cues] : alike) {
      for (std::size_t i = 0; i < cues.size(); ++i) {
        for (std::size_t k = i + 1; k < cues.size(); ++k) {
          if (std::abs(place(cues[i]) - place(cues[k])) > frames(kSamePlace, kMasterRate)) continue;
          const bool first = std::abs(heard_.cues[cues[i]].shift) > std::abs(heard_.cues[cues[k]].shift);
          heard_.cues[cues[first ? i : k]].found = false;
        }
      }
    }
    for (std::size_t c = 0; c < heard_.cues.size(); ++c) {
      if (!heard_.cues[c].found) heard_.cues[c].shift = c > 0 ? heard_.cues[c - 1].shift : 0;
    }
  }

  /// The shift at which the master is most like the take.
  std::optional<std::int64_t> find(const mix::Cue& cue, const Sound& voice) {
    const std::int64_t reach = frames(kSearch, kMasterRate);
    const auto [earlier, later] = std::minmax(shift_, before_);
    const std::int64_t first = std::max<std::int64_t>(cue.begin + earlier - reach, 0);
    const std::int64_t last = cue.begin + later + reach + static_cast<std::int64_t>(voice.frames());
    const Sound around = read_master(first, last - first);
    Decimator slow(kSearchFactor);
    const std::vector<float> like = correlate(slow.whole(around.mono()), slow.whole(voice.mono()));
    if (like.empty()) return std::nullopt;
    // The same words can be said twice: of places that are equally like it, the one nearest to its own, as the takes
    // before it have it; or, where the last one was moved, those before that.
    constexpr float kEqually = 0.9F;
    const float most = *std::max_element(like.begin(), like.end());
    if (static_cast<double>(most) < kLike) return std::nullopt;
    std::int64_t near = 0;
    std::int64_t distance = -1;
    for (std::size_t i = 0; i < like.size(); ++i) {
      if (like[i] < kEqually * most) continue;
      const std::int64_t place = first + static_cast<std::int64_t>(i * kSearchFactor);
      const std::int64_t shift = place - cue.begin;
      const std::int64_t off = std::min(std::abs(shift - shift_), std::abs(shift - before_));
      if (distance >= 0 && off >= distance) continue;
      near = place;
      distance = off;
    }
    // To the sample, around what the search at the lower rate has found.
    const auto slack = static_cast<std::int64_t>(2 * kSearchFactor);
    const Sound close = read_master(near - slack, static_cast<std::int64_t>(voice.frames()) + 2 * slack);
    const std::vector<float> fine = correlate(close.mono(), voice.mono());
    const auto exact = std::max_element(fine.begin(), fine.end());
    return near - slack + (exact - fine.begin()) - cue.begin;
  }

  const mix::Timeline& timeline_;
  AudioSource& mix_;
  const synthesis::TakeStore& store_;
  ChapterAnalysis& heard_;
  MasterReader master_;
  BedAnalyzer bed_;
  Decibels faint_;
  ChannelMatcher channels_;
  PeakTrack speech_peaks_;
  PeakTrack bed_peaks_;
  Phase phase_;
  Decimator slow_take_{441, 200};  ///< to kIntelligibilityRate
  Decimator slow_master_{441, 100};
  std::vector<float> buffer_;
  std::vector<float> last_;    ///< the voice of the take before, at a kSearchFactor-th of the rate
  std::int64_t position_ = 0;  ///< of the timeline, up to where everything is heard
  std::int64_t shift_ = 0;     ///< from the timeline to the master
  std::int64_t before_ = 0;    ///< what it was before it last changed
  bool trusted_ = true;        ///< the last take was found
  std::int64_t told_ = 0;
};

}  // namespace

ChapterAnalysis analyze_master(const std::filesystem::path& master, const mix::Timeline& timeline, AudioSource& mix,
                               const synthesis::TakeStore& store, const AnalysisSettings& settings, Progress& progress,
                               const StopFlag& stop) {
  ChapterAnalysis heard;
  measure_master_levels(master, settings.form, heard, stop);
  if (!heard.unheard.empty()) {
    progress.advance(static_cast<std::int64_t>(seconds(timeline.length, kMasterRate).value));
    return heard;
  }
  MasterAnalyzer(master, timeline, mix, store, settings, heard).run(progress, stop);
  const auto found = static_cast<std::size_t>(
      std::count_if(heard.cues.begin(), heard.cues.end(), [](const CueAnalysis& cue) { return cue.found; }));
  if (2 * found < heard.cues.size()) {
    heard.unheard =
        fmt::format("{} of its {} takes are not heard in it: it is of another chapter, or of another script",
                    heard.cues.size() - found, heard.cues.size());
  }
  return heard;
}

}  // namespace sotto::analysis
