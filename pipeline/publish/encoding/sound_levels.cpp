#include "publish/encoding/sound_levels.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "shared/sound_file.h"

namespace sotto::encoding {

SoundLevels::SoundLevels(std::int64_t length, std::size_t channels)
    : part_(std::max<std::int64_t>(1, (length + kLevels - 1) / kLevels)), channels_(channels) {}

void SoundLevels::add(std::span<const float> samples) {
  for (std::size_t i = 0; i < samples.size(); i += channels_) {
    for (std::size_t c = 0; c < channels_; ++c) power_ += double{samples[i + c]} * double{samples[i + c]};
    if (++in_part_ == part_) end_part();
  }
}

std::vector<int> SoundLevels::finish() {
  if (in_part_ > 0) end_part();
  levels_.resize(static_cast<std::size_t>(kLevels), 0);
  return std::move(levels_);
}

void SoundLevels::end_part() {
  constexpr double kThousandths = 1000;
  const double count = static_cast<double>(in_part_) * static_cast<double>(channels_);
  levels_.push_back(static_cast<int>(std::lround(kThousandths * std::sqrt(power_ / count))));
  power_ = 0;
  in_part_ = 0;
}

std::vector<int> levels_of(const std::filesystem::path& master, const StopFlag& stop) {
  SoundReader reader(master);
  const auto channels = static_cast<std::size_t>(reader.channels());
  SoundLevels levels(reader.frames(), channels);
  constexpr std::size_t kBlock = 8192;
  std::vector<float> block(kBlock * channels);
  for (std::size_t count = kBlock; count == kBlock;) {
    stop.check();
    count = reader.read(block);
    levels.add(std::span(block).first(count * channels));
  }
  return levels.finish();
}

}  // namespace sotto::encoding
