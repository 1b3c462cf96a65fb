// What each stage costs by itself. "s/h" is CPU seconds for an hour of audio; annotating is told in words a second, for
// one, two, four and eight times the same text, so that a stage which grows faster than its text shows.

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "annotate/annotate.h"
#include "annotate/document/chapters.h"
#include "mix/rain.h"
#include "mix/resampler.h"
#include "mix/voice_chain.h"
#include "publish/limiter.h"
#include "publish/measure.h"
#include "shared/audio.h"
#include "shared/loudness.h"
#include "shared/sound_file.h"

namespace {

using namespace sotto;

constexpr std::size_t kTenSeconds = 441000;

/// Noise that swells four times a second, as syllables do.
std::vector<float> noise(std::size_t count, float level) {
  std::vector<float> samples(count);
  std::uint32_t state = 1;
  for (std::size_t i = 0; i < count; ++i) {
    state = state * 1664525U + 1013904223U;
    const float swell = std::fabs(std::sin(static_cast<float>(i) * 0.00057F));
    samples[i] = level * swell * (static_cast<float>(state >> 8U) / 8388608.0F - 1);
  }
  return samples;
}

/// Each iteration was so many seconds of sound.
void tell_cost(benchmark::State& state, double sound) {
  using benchmark::Counter;
  const double hours = static_cast<double>(state.iterations()) * sound / 3600;
  state.counters["s/h"] = Counter(hours, Counter::kIsRate | Counter::kInvert);
}

void half_band(benchmark::State& state) {
  const auto in = noise(kTenSeconds / 2, 0.1F);
  std::vector<float> out(kTenSeconds);
  mix::HalfBand filter;
  for ([[maybe_unused]] auto _ : state) {
    filter.upsample(in, out);
    benchmark::DoNotOptimize(out.data());
  }
  tell_cost(state, 10);
}

void voice_chain(benchmark::State& state) {
  const auto sound = noise(kTenSeconds / 2, 0.1F);
  synthesis::Take take{{22050}, std::vector<std::int16_t>(sound.size()), {}};
  for (std::size_t i = 0; i < sound.size(); ++i) take.samples[i] = static_cast<std::int16_t>(sound[i] * 32767);
  cast::Tone tone;
  tone.bands = {{{300}, {-2}, 1}};
  tone.high_shelf = {{6000}, {-2}};
  tone.de_ess.most = {6};
  tone.compress.ratio = 2;
  tone.room = 0.15;
  mix::VoiceChain chain;
  mix::StereoClip clip;
  for ([[maybe_unused]] auto _ : state) {
    chain.render(tone, mix::Pan(0.2), take, 1, clip);
    benchmark::DoNotOptimize(clip.left.data());
  }
  tell_cost(state, 10);
}

void rain(benchmark::State& state) {
  std::vector<float> left(kTenSeconds);
  std::vector<float> right(kTenSeconds);
  mix::Rain bed(1);
  std::int64_t first = 0;
  for ([[maybe_unused]] auto _ : state) {
    bed.render(first, left, right);
    first += static_cast<std::int64_t>(kTenSeconds);
    benchmark::DoNotOptimize(left.data());
  }
  tell_cost(state, 10);
}

/// The argument is how far the noise's peaks stand over the ceiling, in dB.
void limiter(benchmark::State& state) {
  const auto over = static_cast<double>(state.range(0));
  const auto in = noise(2 * kTenSeconds, 0.8F * static_cast<float>(amplitude({over})));
  std::vector<float> out;
  for ([[maybe_unused]] auto _ : state) {
    publish::Limiter stage(0.8F, kMasterRate);
    out.clear();
    stage.process(in, out);
    stage.finish(out);
    benchmark::DoNotOptimize(out.data());
  }
  tell_cost(state, 10);
}

void loudness(benchmark::State& state) {
  const auto in = noise(2 * kTenSeconds, 0.1F);
  for ([[maybe_unused]] auto _ : state) {
    LoudnessMeter meter(2, kMasterRate);
    meter.add(in);
    benchmark::DoNotOptimize(meter.integrated());
  }
  tell_cost(state, 10);
}

/// Loudness, true peak and levels together: all that is measured of a master.
void master_meter(benchmark::State& state) {
  const auto in = noise(2 * kTenSeconds, 0.1F);
  for ([[maybe_unused]] auto _ : state) {
    publish::MasterMeter meter(2, kMasterRate);
    meter.add(in);
    benchmark::DoNotOptimize(meter.finish());
  }
  tell_cost(state, 10);
}

void write_file(benchmark::State& state, const SoundFormat& format) {
  const auto in = noise(2 * kTenSeconds, 0.1F);
  std::vector<std::int16_t> words(in.size());
  for (std::size_t i = 0; i < in.size(); ++i) words[i] = static_cast<std::int16_t>(in[i] * 32767);
  const auto path = std::filesystem::temp_directory_path() / "sotto-stages-bench";
  for ([[maybe_unused]] auto _ : state) {
    SoundWriter writer(path, format, {});
    if (format.container == Container::mp3) {
      writer.write(std::span(in));
    } else {
      writer.write(std::span<const std::int16_t>(words));
    }
    writer.finish();
  }
  std::filesystem::remove(path);
  tell_cost(state, 10);
}

/// A story of the argument's thousands of words, with a speech in every second paragraph.
void annotate_text(benchmark::State& state) {
  const auto words = static_cast<std::size_t>(1000 * state.range(0));
  std::string text;
  for (std::size_t count = 0; count < words; count += 40) {
    text +=
        "The rain ran down the window of the little room, and nobody in the house had slept for an hour or more.\n\n";
    text += count % 80 == 0 ? "\"You heard it as well as I did,\" said Anna. \"It came from under the floor.\"\n\n"
                            : "\"I heard the wind,\" Peter answered, \"and nothing but the wind, all night long.\"\n\n";
  }
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript("story.txt", text, diagnostics);
  for ([[maybe_unused]] auto _ : state) {
    const auto chapters = document::find_chapters(*manuscript, "Story");
    benchmark::DoNotOptimize(annotate::annotate(*manuscript, chapters, {}, {}, diagnostics));
  }
  state.counters["words/s"] = benchmark::Counter(static_cast<double>(state.iterations()) * static_cast<double>(words),
                                                 benchmark::Counter::kIsRate);
}

BENCHMARK(voice_chain)->Unit(benchmark::kMillisecond);
BENCHMARK(half_band)->Unit(benchmark::kMillisecond);
BENCHMARK(rain)->Unit(benchmark::kMillisecond);
BENCHMARK(limiter)->Arg(-6)->Arg(3)->Unit(benchmark::kMillisecond);
BENCHMARK(loudness)->Unit(benchmark::kMillisecond);
BENCHMARK(master_meter)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_file, wav, SoundFormat{})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_file, flac, SoundFormat{Container::flac})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_file, mp3_stereo, SoundFormat{Container::mp3, 2, {44100}, 192})->Unit(benchmark::kMillisecond);
BENCHMARK(annotate_text)->Arg(5)->Arg(10)->Arg(20)->Arg(40)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
