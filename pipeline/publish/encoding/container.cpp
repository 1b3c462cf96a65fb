#include "publish/encoding/container.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>

extern "C" {
#include <libavcodec/packet.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/dict.h>
#include <libavutil/intreadwrite.h>
#include <libavutil/log.h>
#include <libavutil/mem.h>
}

#include "shared/failure.h"
#include "shared/files.h"
#include "shared/late_library.h"

namespace sotto::encoding {

namespace {

/// What is used of libavformat, and of libavutil with it.
struct ContainerLibrary {
  LateLibrary library{"libavformat.so." AV_STRINGIFY(LIBAVFORMAT_VERSION_MAJOR)};
  SOTTO_LATE(library, av_calloc);
  SOTTO_LATE(library, av_channel_layout_default);
  SOTTO_LATE(library, av_dict_set);
  SOTTO_LATE(library, av_log_set_level);
  SOTTO_LATE(library, av_mallocz);
  SOTTO_LATE(library, av_new_packet);
  SOTTO_LATE(library, av_packet_alloc);
  SOTTO_LATE(library, av_packet_free);
  SOTTO_LATE(library, av_packet_new_side_data);
  SOTTO_LATE(library, av_packet_rescale_ts);
  SOTTO_LATE(library, av_packet_unref);
  SOTTO_LATE(library, av_strerror);
  SOTTO_LATE(library, av_write_frame);
  SOTTO_LATE(library, av_write_trailer);
  SOTTO_LATE(library, avformat_alloc_output_context2);
  SOTTO_LATE(library, avformat_free_context);
  SOTTO_LATE(library, avformat_new_stream);
  SOTTO_LATE(library, avformat_write_header);
  SOTTO_LATE(library, avio_closep);
  SOTTO_LATE(library, avio_open);

  /// Failures are known by what functions return; the library prints nothing.
  ContainerLibrary() { av_log_set_level(AV_LOG_QUIET); }
};

const ContainerLibrary& libavformat() {
  static const ContainerLibrary library;
  return library;
}

namespace fs = std::filesystem;

struct ReleaseFormat {
  void operator()(AVFormatContext* context) const {
    if (context->pb != nullptr) libavformat().avio_closep(&context->pb);
    libavformat().avformat_free_context(context);
  }
};
struct ReleaseContainerPacket {
  void operator()(AVPacket* packet) const { libavformat().av_packet_free(&packet); }
};

const char* muxer_of(FileKind kind) { return kind == FileKind::mp3 ? "mp3" : "opus"; }

AVCodecID id_of_stream(Codec codec) { return codec == Codec::mp3 ? AV_CODEC_ID_MP3 : AV_CODEC_ID_OPUS; }

}  // namespace

struct ContainerWriter::State {
  fs::path path;
  std::unique_ptr<AVFormatContext, ReleaseFormat> context;
  std::unique_ptr<AVPacket, ReleaseContainerPacket> packet;
  AVRational time{1, 1};  ///< of the encoder's samples
  int delay = 0;
  int frame = 0;
  std::int64_t position = 0;

  void check(int result) const {
    if (result >= 0) return;
    if (AVUNERROR(result) > 0 && AVUNERROR(result) < 4096) fail_with("write", path, AVUNERROR(result));
    std::array<char, AV_ERROR_MAX_STRING_SIZE> reason{};
    libavformat().av_strerror(result, reason.data(), reason.size());
    throw MachineFailure(fmt::format("cannot write {}: {}", path.string(), reason.data()));
  }

  void add_stream(const StreamForm& form, const std::string& language) {
    AVStream* const stream = libavformat().avformat_new_stream(context.get(), nullptr);
    if (stream == nullptr) throw MachineFailure("cannot write a sound file: no memory");
    AVCodecParameters& what = *stream->codecpar;
    what.codec_type = AVMEDIA_TYPE_AUDIO;
    what.codec_id = id_of_stream(form.settings.codec);
    what.sample_rate = static_cast<int>(form.settings.rate.value);
    what.bit_rate = std::int64_t{1000} * form.settings.bit_rate;
    what.frame_size = form.frame;
    what.initial_padding = form.delay;
    libavformat().av_channel_layout_default(&what.ch_layout, form.settings.channels);
    what.extradata =
        static_cast<std::uint8_t*>(libavformat().av_mallocz(form.setup.size() + AV_INPUT_BUFFER_PADDING_SIZE));
    if (what.extradata == nullptr) throw MachineFailure("cannot write a sound file: no memory");
    std::memcpy(what.extradata, form.setup.data(), form.setup.size());
    what.extradata_size = static_cast<int>(form.setup.size());
    stream->time_base = time;
    if (!language.empty()) libavformat().av_dict_set(&stream->metadata, "language", language.c_str(), 0);
  }

  void add_cover(const Picture& picture) const {
    AVStream* const stream = libavformat().avformat_new_stream(context.get(), nullptr);
    if (stream == nullptr) throw MachineFailure("cannot write a sound file: no memory");
    stream->codecpar->codec_type = AVMEDIA_TYPE_VIDEO;
    stream->codecpar->codec_id = picture.media_type == "image/png" ? AV_CODEC_ID_PNG : AV_CODEC_ID_MJPEG;
    stream->codecpar->width = picture.width;
    stream->codecpar->height = picture.height;
    stream->disposition = AV_DISPOSITION_ATTACHED_PIC;
    stream->time_base = time;
  }

  void write_cover(const Picture& picture) const {
    fill(picture.bytes);
    packet->stream_index = 1;
    packet->pts = packet->dts = 0;
    packet->flags |= AV_PKT_FLAG_KEY;
    check(libavformat().av_write_frame(context.get(), packet.get()));
    libavformat().av_packet_unref(packet.get());
  }

  void fill(std::string_view bytes) const {
    check(libavformat().av_new_packet(packet.get(), static_cast<int>(bytes.size())));
    std::memcpy(packet->data, bytes.data(), bytes.size());
  }

  void add_chapters(const std::vector<ChapterMark>& marks) const {
    if (marks.empty()) return;
    context->chapters = static_cast<AVChapter**>(libavformat().av_calloc(marks.size(), sizeof(AVChapter*)));
    if (context->chapters == nullptr) throw MachineFailure("cannot write a sound file: no memory");
    for (std::size_t i = 0; i < marks.size(); ++i) {
      auto* const chapter = static_cast<AVChapter*>(libavformat().av_mallocz(sizeof(AVChapter)));
      if (chapter == nullptr) throw MachineFailure("cannot write a sound file: no memory");
      context->chapters[i] = chapter;
      context->nb_chapters = static_cast<unsigned>(i + 1);
      chapter->id = static_cast<std::int64_t>(i + 1);
      chapter->time_base = time;
      chapter->start = marks[i].begin;
      chapter->end = marks[i].end;
      libavformat().av_dict_set(&chapter->metadata, "title", marks[i].title.c_str(), 0);
    }
  }
};

ContainerWriter::ContainerWriter(const fs::path& path, const FileDescription& description)
    : state_(std::make_unique<State>()) {
  State& state = *state_;
  state.path = path;
  const StreamForm& form = description.form;
  const auto rate = static_cast<int>(form.settings.rate.value);
  state.time = {1, rate};
  state.delay = form.delay;
  state.frame = form.frame;
  const std::string url = "file:" + path.string();
  AVFormatContext* made = nullptr;
  const int result =
      libavformat().avformat_alloc_output_context2(&made, nullptr, muxer_of(description.kind), url.c_str());
  state.context.reset(made);
  state.check(result);
  state.packet.reset(libavformat().av_packet_alloc());
  if (!state.packet) throw MachineFailure("cannot write a sound file: no memory");
  AVFormatContext& context = *state.context;
  context.flags |= AVFMT_FLAG_BITEXACT;
  for (const auto& [name, value] : description.tags) {
    if (!value.empty()) libavformat().av_dict_set(&context.metadata, name.c_str(), value.c_str(), 0);
  }
  state.add_stream(form, description.language);
  // Ogg has its pictures among its comments.
  const bool cover = description.cover && description.kind != FileKind::ogg;
  if (cover) state.add_cover(*description.cover);
  state.add_chapters(description.chapters);
  state.check(libavformat().avio_open(&context.pb, url.c_str(), AVIO_FLAG_WRITE));
  state.check(libavformat().avformat_write_header(&context, nullptr));
  if (cover) state.write_cover(*description.cover);
}

ContainerWriter::~ContainerWriter() = default;

void ContainerWriter::write(std::string_view bytes, std::int64_t length) {
  State& state = *state_;
  state.fill(bytes);
  AVPacket& packet = *state.packet;
  packet.stream_index = 0;
  packet.pts = packet.dts = state.position - state.delay;
  packet.duration = length;
  packet.flags |= AV_PKT_FLAG_KEY;
  if (length < state.frame) {
    // For containers that count samples, not durations.
    if (std::uint8_t* const skip = libavformat().av_packet_new_side_data(&packet, AV_PKT_DATA_SKIP_SAMPLES, 10)) {
      std::memset(skip, 0, 10);
      AV_WL32(skip + 4, static_cast<std::uint32_t>(state.frame - length));
    }
  }
  state.position += state.frame;
  libavformat().av_packet_rescale_ts(&packet, state.time, state.context->streams[0]->time_base);
  const int result = libavformat().av_write_frame(state.context.get(), &packet);
  libavformat().av_packet_unref(&packet);
  state.check(result);
}

void ContainerWriter::finish() {
  State& state = *state_;
  state.check(libavformat().av_write_trailer(state.context.get()));
  state.check(libavformat().avio_closep(&state.context->pb));
}

}  // namespace sotto::encoding
