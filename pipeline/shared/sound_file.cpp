// libsndfile writes through functions of ours, so that an error of the system keeps its reason ("No space left on
// device") and none is lost between a library's buffer and its `close`.

#include "shared/sound_file.h"

#include <fmt/format.h>
#include <sndfile.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cstddef>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "shared/failure.h"
#include "shared/files.h"
#include "shared/streamed_file.h"
#include "shared/text.h"

namespace sotto {

namespace {

StreamedFile& file_of(void* user) { return *static_cast<StreamedFile*>(user); }

sf_count_t file_length(void* user) { return file_of(user).length(); }

sf_count_t seek_file(sf_count_t offset, int whence, void* user) {
  StreamedFile& file = file_of(user);
  if (whence == SEEK_CUR) offset += file.place();
  if (whence == SEEK_END) offset += file.length();
  file.seek(offset);
  return offset;
}

sf_count_t tell_file(void* user) { return file_of(user).place(); }

/// libsndfile asks for one, and does not use it: nothing is read from what is being written.
sf_count_t read_from_file(void* /*bytes*/, sf_count_t /*count*/, void* /*user*/) { return 0; }

sf_count_t write_to_file(const void* bytes, sf_count_t count, void* user) {
  StreamedFile& file = file_of(user);
  file.write({static_cast<const std::byte*>(bytes), static_cast<std::size_t>(count)});
  return file.error() == 0 ? count : 0;
}

struct Releaser {
  void operator()(SNDFILE* sound) const { sf_close(sound); }
};

void set_tag(SNDFILE* sound, int kind, const std::string& text) {
  if (!text.empty()) sf_set_string(sound, kind, text.c_str());
}

int library_format(Container container) {
  switch (container) {
    case Container::flac:
      return static_cast<int>(SF_FORMAT_FLAC) | static_cast<int>(SF_FORMAT_PCM_16);
    case Container::mp3:
      return static_cast<int>(SF_FORMAT_MPEG) | static_cast<int>(SF_FORMAT_MPEG_LAYER_III);
    case Container::float_wav:
      return static_cast<int>(SF_FORMAT_RF64) | static_cast<int>(SF_FORMAT_FLOAT);
    case Container::wav:
      break;
  }
  return static_cast<int>(SF_FORMAT_RF64) | static_cast<int>(SF_FORMAT_PCM_16);
}

std::string container_of(int format) {
  switch (format & static_cast<int>(SF_FORMAT_TYPEMASK)) {
    case SF_FORMAT_WAV:
    case SF_FORMAT_WAVEX:
    case SF_FORMAT_RF64:
      return "WAV";
    case SF_FORMAT_FLAC:
      return "FLAC";
    case SF_FORMAT_MPEG:
      return "MP3";
    default:
      break;
  }
  SF_FORMAT_INFO info{};
  info.format = format & static_cast<int>(SF_FORMAT_TYPEMASK);
  return sf_command(nullptr, SFC_GET_FORMAT_INFO, &info, sizeof info) == 0 ? info.name : "unknown";
}

std::string samples_of(int format) {
  switch (format & static_cast<int>(SF_FORMAT_SUBMASK)) {
    case SF_FORMAT_PCM_S8:
    case SF_FORMAT_PCM_U8:
      return "8 bit";
    case SF_FORMAT_PCM_16:
      return "16 bit";
    case SF_FORMAT_PCM_24:
      return "24 bit";
    case SF_FORMAT_PCM_32:
      return "32 bit";
    case SF_FORMAT_FLOAT:
      return "32 bit float";
    case SF_FORMAT_DOUBLE:
      return "64 bit float";
    case SF_FORMAT_MPEG_LAYER_III:
      return "";
    default:
      return "compressed";
  }
}

/// libsndfile takes a compression from 0 to 1 and spreads it over the rates of MPEG-1 (320 down to 32 kbit/s), or of
/// MPEG-2, which has the sampling rates under 32 kHz (160 down to 8).
bool set_bit_rate(SNDFILE* sound, const SoundFormat& format) {
  constexpr double kMpeg1Rate = 32000;
  const double most = format.rate.value < kMpeg1Rate ? 160 : 320;
  const double least = format.rate.value < kMpeg1Rate ? 8 : 32;
  int mode = SF_BITRATE_MODE_CONSTANT;
  double compression = (most - format.bit_rate) / (most - least);
  sf_command(sound, SFC_SET_BITRATE_MODE, &mode, sizeof mode);
  return sf_command(sound, SFC_SET_COMPRESSION_LEVEL, &compression, sizeof compression) == SF_TRUE;
}

/// LAME's presets turn what they encode down, the more the fewer bits there are (presets.c of LAME 3.100). What is
/// written is to be what is read, so it is turned up before.
float turned_down(int kilobits) {
  if (kilobits >= 256) return 1.0F;
  if (kilobits >= 224) return 0.98F;
  return kilobits >= 192 ? 0.97F : 0.95F;
}

}  // namespace

std::string in_words(const SoundForm& form) {
  return fmt::format("{}{}{}, {:g} kHz, {}", form.container, form.samples.empty() ? "" : ", ", form.samples,
                     form.rate.value / 1000, counted(static_cast<std::size_t>(form.channels), "channel"));
}

struct SoundWriter::State {
  explicit State(std::filesystem::path written) : path(std::move(written)), file(path) {}

  std::filesystem::path path;
  StreamedFile file;
  std::unique_ptr<SNDFILE, Releaser> sound;  ///< after `file`: closing it still writes
  std::size_t channels = 2;
  float gain = 1;
  std::vector<float> turned_up;

  void write(std::span<const float> samples) {
    assert(samples.size() % channels == 0);
    const auto count = static_cast<sf_count_t>(samples.size() / channels);
    check(sf_writef_float(sound.get(), samples.data(), count) == count);
  }

  /// Throws when the system or the library met an error.
  void check(bool good) {
    if (file.error() != 0) fail_with("write", path, file.error());
    if (!good) throw MachineFailure(fmt::format("cannot write {}: {}", path.string(), sf_strerror(sound.get())));
  }
};

SoundWriter::SoundWriter(const std::filesystem::path& path, const SoundFormat& format, const AudioTags& tags)
    : state_(std::make_unique<State>(path)) {
  state_->check(true);
  state_->channels = static_cast<std::size_t>(format.channels);
  SF_VIRTUAL_IO access{file_length, seek_file, read_from_file, write_to_file, tell_file};
  SF_INFO info{};
  info.channels = format.channels;
  info.samplerate = static_cast<int>(format.rate.value);
  info.format = library_format(format.container);
  state_->sound.reset(sf_open_virtual(&access, SFM_WRITE, &info, &state_->file));
  state_->check(state_->sound != nullptr);
  SNDFILE* sound = state_->sound.get();
  if (format.container == Container::wav || format.container == Container::float_wav)
    sf_command(sound, SFC_RF64_AUTO_DOWNGRADE, nullptr, SF_TRUE);
  if (format.container == Container::mp3) {
    state_->check(set_bit_rate(sound, format));
    state_->gain = 1 / turned_down(format.bit_rate);
  }
  set_tag(sound, SF_STR_TITLE, tags.title);
  set_tag(sound, SF_STR_ALBUM, tags.album);
  set_tag(sound, SF_STR_ARTIST, tags.artist);
  set_tag(sound, SF_STR_COMMENT, tags.comment);
  if (tags.track > 0) set_tag(sound, SF_STR_TRACKNUMBER, std::to_string(tags.track));
}

SoundWriter::~SoundWriter() = default;
SoundWriter::SoundWriter(SoundWriter&&) noexcept = default;
SoundWriter& SoundWriter::operator=(SoundWriter&&) noexcept = default;

void SoundWriter::write(std::span<const std::int16_t> samples) {
  if (state_->gain == 1) {
    assert(samples.size() % state_->channels == 0);
    const auto count = static_cast<sf_count_t>(samples.size() / state_->channels);
    state_->check(sf_writef_short(state_->sound.get(), samples.data(), count) == count);
    return;
  }
  state_->turned_up.resize(samples.size());
  std::transform(samples.begin(), samples.end(), state_->turned_up.begin(),
                 [&](std::int16_t word) { return static_cast<float>(word) * (state_->gain / 32768); });
  state_->write(state_->turned_up);
}

void SoundWriter::write(std::span<const float> samples) {
  if (state_->gain == 1) return state_->write(samples);
  state_->turned_up.resize(samples.size());
  std::transform(samples.begin(), samples.end(), state_->turned_up.begin(),
                 [&](float sample) { return sample * state_->gain; });
  state_->write(state_->turned_up);
}

std::string SoundWriter::finish() {
  const int error = sf_close(state_->sound.release());
  state_->file.close();
  state_->check(error == 0);
  const auto hash = state_->file.hash();
  return hash ? *hash : hash_file(state_->path);
}

struct SoundReader::State {
  std::filesystem::path path;
  SF_INFO info{};
  std::unique_ptr<SNDFILE, Releaser> sound;
};

SoundReader::SoundReader(const std::filesystem::path& path) : state_(std::make_unique<State>()) {
  state_->path = path;
  errno = 0;
  state_->sound.reset(sf_open(path.c_str(), SFM_READ, &state_->info));
  if (state_->sound) return;
  if (errno == EMFILE || errno == ENFILE) fail_with("read", path, errno);
  throw MachineFailure(fmt::format("cannot read {}: {}", path.string(), sf_strerror(nullptr)));
}

SoundReader::~SoundReader() = default;
SoundReader::SoundReader(SoundReader&&) noexcept = default;
SoundReader& SoundReader::operator=(SoundReader&&) noexcept = default;

int SoundReader::channels() const { return state_->info.channels; }
Hertz SoundReader::rate() const { return {static_cast<double>(state_->info.samplerate)}; }

SoundForm SoundReader::form() const {
  return {container_of(state_->info.format), samples_of(state_->info.format), channels(), rate()};
}

// The head of a WAV: "RIFF", and how many bytes follow; of one over 4 GB "RF64", no size, and eight bytes further the
// size in 64 bits (EBU Tech 3306). The numbers are little-endian.
bool SoundReader::cut_short() const {
  std::array<unsigned char, 28> head{};
  std::ifstream file(state_->path, std::ios::binary);
  file.read(reinterpret_cast<char*>(head.data()), head.size());
  const std::string_view name(reinterpret_cast<const char*>(head.data()), 4);
  const auto number = [&](std::size_t at, std::size_t bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes; i-- > 0;) value = value << 8U | head[at + i];
    return value;
  };
  if (name != "RIFF" && name != "RF64") return false;
  const std::uint64_t promised = 8 + (name == "RF64" ? number(20, 8) : number(4, 4));
  std::error_code none;
  return std::filesystem::file_size(state_->path, none) < promised;
}

std::int64_t SoundReader::frames() const { return state_->info.frames; }

void SoundReader::seek(std::int64_t frame) {
  if (sf_seek(state_->sound.get(), frame, SEEK_SET) == frame) return;
  throw MachineFailure(fmt::format("cannot read {}: {}", state_->path.string(), sf_strerror(state_->sound.get())));
}

std::size_t SoundReader::read(std::span<float> out) {
  const auto frames = static_cast<sf_count_t>(out.size()) / state_->info.channels;
  const sf_count_t got = sf_readf_float(state_->sound.get(), out.data(), frames);
  if (sf_error(state_->sound.get()) != SF_ERR_NO_ERROR) {
    throw MachineFailure(fmt::format("cannot read {}: {}", state_->path.string(), sf_strerror(state_->sound.get())));
  }
  return static_cast<std::size_t>(got);
}

}  // namespace sotto
