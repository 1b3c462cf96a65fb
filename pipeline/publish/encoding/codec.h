#pragma once

/// Encoders and decoders for sound (AAC, MP3, Opus), frame by frame, with libavcodec.

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/fields.h"
#include "shared/units.h"

namespace sotto::encoding {

enum class Codec { aac, mp3, opus };

/// "AAC", "MP3", "Opus".
std::string name_of(Codec codec);

struct CodecSettings {
  Codec codec = Codec::aac;
  int channels = 2;
  Hertz rate{44100};
  int bit_rate = 96;  ///< kbit/s: the mean of AAC and Opus, every frame's of MP3
  bool operator==(const CodecSettings&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("codec", &CodecSettings::codec), field("channels", &CodecSettings::channels),
                      field("rate", &CodecSettings::rate), field("bit_rate", &CodecSettings::bit_rate));
  }
};

/// What a stream of packets is, for whoever decodes it.
struct StreamForm {
  CodecSettings settings;
  int frame = 0;      ///< samples of a channel in each packet
  int delay = 0;      ///< samples that a decoder gives out before the first of the sound
  std::string setup;  ///< the codec's own description of the stream (AudioSpecificConfig, OpusHead); may be empty
  bool operator==(const StreamForm&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("settings", &StreamForm::settings), field("frame", &StreamForm::frame),
                      field("delay", &StreamForm::delay), field("setup", &StreamForm::setup));
  }
};

/// Receives one packet's bytes.
using PacketSink = std::function<void(std::string_view)>;

/// Encodes to the same bytes for the same samples, on every run and machine of one version of the library.
class Encoder {
 public:
  /// Throws MachineFailure, like everything here: the library lacks the codec.
  explicit Encoder(const CodecSettings& settings);
  ~Encoder();
  Encoder(Encoder&&) noexcept;
  Encoder& operator=(Encoder&&) noexcept;

  const StreamForm& form() const;
  /// One frame, interleaved: `form().frame` samples of each channel.
  void encode(std::span<const float> samples, const PacketSink& sink);
  /// Ends the sound: gives the packets that the encoder still holds.
  void finish(const PacketSink& sink);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class Decoder {
 public:
  /// Throws MachineFailure, like everything here.
  explicit Decoder(const StreamForm& form);
  ~Decoder();
  Decoder(Decoder&&) noexcept;
  Decoder& operator=(Decoder&&) noexcept;

  /// Appends the samples that a packet decodes to, interleaved, those of the encoder's delay included.
  void decode(std::string_view packet, std::vector<float>& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The version of libavcodec and of its codecs: another version may make other bytes.
std::string library_version();

}  // namespace sotto::encoding
