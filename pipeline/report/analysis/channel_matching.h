#pragma once

/// How the channels of a master stand to those of its mix: on their sides, and in their polarity.

#include <array>
#include <cstddef>
#include <vector>

namespace sotto::analysis {

/// Two channels side by side.
struct Sound {
  std::array<std::vector<float>, 2> channels;

  explicit Sound(std::size_t frames = 0) { resize(frames); }
  std::size_t frames() const { return channels[0].size(); }
  void resize(std::size_t frames) {
    for (auto& channel : channels) channel.assign(frames, 0.0F);
  }
  std::vector<float> mono() const {
    std::vector<float> sum(frames());
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] = (channels[0][i] + channels[1][i]) / 2;
    return sum;
  }
};

double product(const std::vector<float>& a, const std::vector<float>& b, std::size_t from, std::size_t to);

/// A take is found where its correlation with the master is at least this.
inline constexpr double kLike = 0.5;

struct Channels {
  bool swapped = false;               ///< left and right
  std::array<bool, 2> inverted = {};  ///< the polarity of what should be left, and right
  std::array<bool, 2> missing = {};   ///< nothing is in the left channel of the file, or the right
  bool folded = false;                ///< both channels are the same, and should not be
  bool operator==(const Channels&) const = default;
};

/// Puts a master's sound as the mix has it.
void put_right(Sound& sound, const Channels& channels);

/// Finds the state of the channels from the takes of one chapter, one after the other.
class ChannelMatcher {
 public:
  /// `stereo`: the file has two channels, else one is heard twice.
  explicit ChannelMatcher(bool stereo = true) : stereo_(stereo) {}

  /// `voice` should be in `master`. Polarity shows in each take; sides show only in takes that are not in the middle,
  /// so that those before count, too. Returns the state before where the take is not found.
  Channels hear(const Sound& master, const Sound& voice);
  /// As they were last.
  const Channels& now() const { return now_; }

 private:
  bool stereo_;
  Channels now_;
  double across_ = 0;  ///< by how much more the takes are like the other channels than like their own
  double apart_ = 0;   ///< by how much that would be if the channels were swapped
};

}  // namespace sotto::analysis
