#include "publish/encoding/mpeg4.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <map>
#include <span>
#include <utility>

#include "shared/files.h"

namespace sotto::encoding {

namespace {

/// Packets that lie together: about 24 seconds.
constexpr std::int64_t kChunk = 1024;
constexpr std::int64_t kMost32 = std::numeric_limits<std::uint32_t>::max();
/// What Nero's list counts in one byte. A player that prefers it would not see the others.
constexpr std::size_t kMostInNerosList = 255;

constexpr int kSoundTrack = 1;
constexpr int kTextTrack = 2;

/// Puts boxes together: a size, four letters, and what is in it, other boxes or numbers, most significant byte first.
class Boxes {
 public:
  Boxes& begin(const char* type) {
    open_.push_back({bytes_.size(), 0});
    u32(0);
    return text(type);
  }
  /// One that says its version and flags.
  Boxes& begin(const char* type, int version, std::int64_t flags = 0) {
    return begin(type).u32((std::int64_t{version} << 24) | flags);
  }
  Boxes& end() {
    const Open box = open_.back();
    open_.pop_back();
    const std::string size = number(static_cast<std::int64_t>(bytes_.size() - box.place) + box.outside, 4);
    bytes_.replace(box.place, size.size(), size);
    return *this;
  }
  /// So many bytes are put in here when the file is written.
  Boxes& leave_out(std::int64_t size) {
    left_out_ = bytes_.size();
    for (Open& box : open_) box.outside += size;
    return *this;
  }
  Boxes& u8(std::int64_t value) { return text(number(value, 1)); }
  Boxes& u16(std::int64_t value) { return text(number(value, 2)); }
  Boxes& u32(std::int64_t value) { return text(number(value, 4)); }
  Boxes& u64(std::int64_t value) { return text(number(value, 8)); }
  /// In 32 bits, or in 64.
  Boxes& time(std::int64_t value, int version) { return version == 0 ? u32(value) : u64(value); }
  Boxes& zeros(std::size_t count) { return text(std::string(count, '\0')); }
  Boxes& text(std::string_view text) {
    bytes_ += text;
    return *this;
  }

  const std::string& bytes() const { return bytes_; }
  std::size_t left_out() const { return left_out_; }

 private:
  struct Open {
    std::size_t place = 0;
    std::int64_t outside = 0;  ///< bytes in it that are put in later
  };

  static std::string number(std::int64_t value, int bytes) {
    std::string text;
    for (int i = bytes - 1; i >= 0; --i)
      text += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xFFU);
    return text;
  }

  std::string bytes_;
  std::vector<Open> open_;
  std::size_t left_out_ = 0;
};

/// A title's length is one byte in Nero's list. Not cut inside a character.
std::string cut_title(std::string title) {
  constexpr std::size_t kLongest = 255;
  constexpr unsigned kContinues = 0x80;
  constexpr unsigned kFirstTwoBits = 0xC0;
  if (title.size() <= kLongest) return title;
  std::size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(title[end]) & kFirstTwoBits) == kContinues) --end;
  title.resize(end);
  return title;
}

/// A title as the text track has it: its length, its words, and that they are UTF-8.
std::string chapter_sample(const std::string& title) {
  Boxes sample;
  sample.u16(static_cast<std::int64_t>(title.size())).text(title);
  sample.begin("encd").u32(0x100).end();
  return sample.bytes();
}

/// What iTunes calls libavformat's tags.
const char* tag_box(const std::string& name) {
  static const std::map<std::string, const char*> kBoxes = {{"title", "\xA9nam"},
                                                            {"artist",
                                                             "\xA9"
                                                             "ART"},
                                                            {"album_artist", "aART"},
                                                            {"composer", "\xA9wrt"},
                                                            {"album",
                                                             "\xA9"
                                                             "alb"},
                                                            {"date",
                                                             "\xA9"
                                                             "day"},
                                                            {"comment",
                                                             "\xA9"
                                                             "cmt"},
                                                            {"genre", "\xA9gen"},
                                                            {"description", "desc"},
                                                            {"synopsis", "ldes"},
                                                            {"show", "tvsh"},
                                                            {"episode_id", "tven"},
                                                            {"media_type", "stik"},
                                                            {"gapless_playback", "pgap"},
                                                            {"track", "trkn"}};
  const auto found = kBoxes.find(name);
  return found == kBoxes.end() ? nullptr : found->second;
}

void add_tag(Boxes& boxes, const std::string& name, const std::string& value) {
  // What a value is, by iTunes' numbers.
  constexpr int kBytes = 0;
  constexpr int kText = 1;
  constexpr int kNumber = 21;
  if (value.empty()) return;
  const char* const box = tag_box(name);
  if (box == nullptr) {
    boxes.begin("----").begin("mean", 0).text("com.apple.iTunes").end().begin("name", 0).text(name).end();
    boxes.begin("data").u32(kText).u32(0).text(value).end().end();
    return;
  }
  boxes.begin(box).begin("data");
  if (name == "track") {
    boxes.u32(kBytes).u32(0).u32(std::stoll(value)).u32(0);
  } else if (name == "media_type" || name == "gapless_playback") {
    boxes.u32(kNumber).u32(0).u8(std::stoll(value));
  } else {
    boxes.u32(kText).u32(0).text(value);
  }
  boxes.end().end();
}

void add_cover(Boxes& boxes, const Picture& picture) {
  constexpr int kJpeg = 13;
  constexpr int kPng = 14;
  boxes.begin("covr").begin("data").u32(picture.media_type == "image/png" ? kPng : kJpeg).u32(0);
  boxes.text(picture.bytes).end().end();
}

/// Three letters of a language in 15 bits (ISO 639-2).
std::int64_t packed_language(const std::string& language) {
  std::int64_t packed = 0;
  for (const char letter : language.size() == 3 ? language : "und") packed = packed << 5 | (letter - 0x60);
  return packed;
}

void add_matrix(Boxes& boxes) {
  for (const std::int64_t value : {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000}) boxes.u32(value);
}

/// All of a file's head. Times are in samples.
class HeadWriter {
 public:
  HeadWriter(const FileDescription& what, std::int64_t last_length, const std::vector<std::int64_t>& chunks,
             std::int64_t text_begin, bool wide)
      : what_(what), form_(what.form), chunks_(chunks), text_begin_(text_begin), wide_(wide) {
    decoded_ = (what.packets - 1) * form_.frame + last_length;
    played_ = decoded_ - form_.delay;
  }

  Boxes write() {
    const char* const brand = what_.kind == FileKind::m4b ? "M4B " : "M4A ";
    boxes_.begin("ftyp").text(brand).u32(0x200).text(brand).text("isomiso2").end();
    boxes_.begin("moov");
    const int version = version_of(played_);
    boxes_.begin("mvhd", version).time(0, version).time(0, version).u32(rate()).time(played_, version);
    boxes_.u32(0x10000).u16(0x100).zeros(10);
    add_matrix(boxes_);
    boxes_.zeros(24).u32(what_.chapters.empty() ? kTextTrack : kTextTrack + 1).end();
    add_sound();
    if (!what_.chapters.empty()) add_text();
    add_tags();
    boxes_.end();
    return std::move(boxes_);
  }

 private:
  std::int64_t rate() const { return static_cast<std::int64_t>(form_.settings.rate.value); }
  static int version_of(std::int64_t time) { return time > kMost32 ? 1 : 0; }

  void begin_track(int id, std::int64_t flags, bool sound, std::int64_t media_begin) {
    const int version = version_of(played_);
    boxes_.begin("trak");
    boxes_.begin("tkhd", version, flags).time(0, version).time(0, version).u32(id).u32(0).time(played_, version);
    boxes_.zeros(10).u16(sound ? 1 : 0).u16(sound ? 0x100 : 0).u16(0);
    add_matrix(boxes_);
    boxes_.u32(0).u32(0).end();
    boxes_.begin("edts").begin("elst", version).u32(1).time(played_, version).time(media_begin, version);
    boxes_.u16(1).u16(0).end().end();
  }

  void begin_media(std::int64_t rate, std::int64_t duration, std::int64_t language, const char* kind,
                   std::string_view name) {
    const int version = version_of(duration);
    boxes_.begin("mdia").begin("mdhd", version).time(0, version).time(0, version).u32(rate).time(duration, version);
    boxes_.u16(language).u16(0).end();
    boxes_.begin("hdlr", 0).u32(0).text(kind).zeros(12).text(name).u8(0).end();
    boxes_.begin("minf");
  }

  void add_data_reference() { boxes_.begin("dinf").begin("dref", 0).u32(1).begin("url ", 0, 1).end().end().end(); }

  void add_sound() {
    begin_track(kSoundTrack, 3, true, form_.delay);
    if (!what_.chapters.empty()) boxes_.begin("tref").begin("chap").u32(kTextTrack).end().end();
    begin_media(rate(), decoded_, packed_language(what_.language), "soun", "SoundHandler");
    boxes_.begin("smhd", 0).u32(0).end();
    add_data_reference();
    boxes_.begin("stbl");
    add_sound_form();
    const std::int64_t count = what_.packets;
    boxes_.begin("stts", 0)
        .u32(2)
        .u32(count - 1)
        .u32(form_.frame)
        .u32(1)
        .u32(decoded_ - (count - 1) * form_.frame)
        .end();
    const std::int64_t rest = count % kChunk;
    const bool two = count > kChunk && rest != 0;
    boxes_.begin("stsc", 0).u32(two ? 2 : 1).u32(1).u32(std::min(count, kChunk)).u32(1);
    if (two) boxes_.u32(count / kChunk + 1).u32(rest).u32(1);
    boxes_.end();
    boxes_.begin("stsz", 0).u32(0).u32(count).leave_out(4 * count).end();
    add_offsets(chunks_);
    // A decoder must have had the packet before the one where it begins.
    boxes_.begin("sgpd", 1).text("roll").u32(2).u32(1).u16(0xFFFF).end();
    boxes_.begin("sbgp", 0).text("roll").u32(1).u32(count).u32(1).end();
    boxes_.end().end().end().end();
  }

  void add_sound_form() {
    const auto setup = static_cast<std::int64_t>(form_.setup.size());
    const std::int64_t bit_rate = std::int64_t{1000} * form_.settings.bit_rate;
    const auto descriptor = [&](int tag, std::int64_t size) -> Boxes& {
      return boxes_.u8(tag).text("\x80\x80\x80").u8(size);
    };
    boxes_.begin("stsd", 0).u32(1).begin("mp4a").zeros(6).u16(1).zeros(8).u16(2).u16(16).u32(0).u32(rate() << 16);
    boxes_.begin("esds", 0);
    constexpr std::int64_t kHead = 5;  // of a descriptor
    descriptor(3, 3 + kHead + 13 + kHead + setup + kHead + 1).u16(kSoundTrack).u8(0);
    // MPEG-4 audio; an audio stream.
    descriptor(4, 13 + kHead + setup).u8(0x40).u8(0x15).zeros(3).u32(bit_rate).u32(bit_rate);
    descriptor(5, setup).text(form_.setup);
    descriptor(6, 1).u8(2);
    boxes_.end().end().end();
  }

  void add_offsets(const std::vector<std::int64_t>& offsets) {
    boxes_.begin(wide_ ? "co64" : "stco", 0).u32(static_cast<std::int64_t>(offsets.size()));
    for (const std::int64_t offset : offsets) boxes_.time(offset, wide_ ? 1 : 0);
    boxes_.end();
  }

  void add_text() {
    begin_track(kTextTrack, 2, false, 0);
    const auto is_long = [](const ChapterMark& mark) { return mark.end - mark.begin > kMost32; };
    // A chapter's length has 32 bits.
    const std::int64_t text_rate = std::any_of(what_.chapters.begin(), what_.chapters.end(), is_long) ? 1000 : rate();
    const auto in_text = [&](std::int64_t time) {
      return time / rate() * text_rate + time % rate() * text_rate / rate();
    };
    begin_media(text_rate, in_text(played_), 0, "text", "SubtitleHandler");
    boxes_.begin("gmhd").begin("gmin", 0).u16(0x40).u16(0x8000).u16(0x8000).u16(0x8000).u16(0).u16(0).end();
    boxes_.begin("text");
    add_matrix(boxes_);
    boxes_.end().end();
    add_data_reference();
    boxes_.begin("stbl");
    boxes_.begin("stsd", 0).u32(1).begin("text").zeros(6).u16(1).u32(1).zeros(18).u16(1).zeros(6);
    boxes_.begin("ftab").u16(1).u16(1).u8(0).end().end().end();
    const auto count = static_cast<std::int64_t>(what_.chapters.size());
    boxes_.begin("stts", 0).u32(count);
    for (const ChapterMark& mark : what_.chapters) {
      boxes_.u32(1).u32(in_text(std::min(mark.end, played_)) - in_text(mark.begin));
    }
    boxes_.end();
    boxes_.begin("stsc", 0).u32(1).u32(1).u32(count).u32(1).end();
    boxes_.begin("stsz", 0).u32(0).u32(count);
    for (const ChapterMark& mark : what_.chapters) {
      boxes_.u32(static_cast<std::int64_t>(chapter_sample(mark.title).size()));
    }
    boxes_.end();
    add_offsets({text_begin_});
    boxes_.end().end().end().end();
  }

  void add_tags() {
    boxes_.begin("udta").begin("meta", 0);
    boxes_.begin("hdlr", 0).u32(0).text("mdirappl").zeros(9).end();
    boxes_.begin("ilst");
    for (const auto& [name, value] : what_.tags) add_tag(boxes_, name, value);
    if (what_.cover) add_cover(boxes_, *what_.cover);
    boxes_.end().end();
    if (!what_.chapters.empty() && what_.chapters.size() <= kMostInNerosList) {
      boxes_.begin("chpl", 1).u32(0).u8(static_cast<std::int64_t>(what_.chapters.size()));
      for (const ChapterMark& mark : what_.chapters) {
        // In units of 100 ns.
        boxes_.u64(mark.begin / rate() * 10'000'000 + mark.begin % rate() * 10'000'000 / rate());
        boxes_.u8(static_cast<std::int64_t>(mark.title.size())).text(mark.title);
      }
      boxes_.end();
    }
    boxes_.end();
  }

  const FileDescription& what_;
  const StreamForm& form_;
  const std::vector<std::int64_t>& chunks_;
  std::int64_t text_begin_;
  bool wide_;
  std::int64_t decoded_ = 0;  ///< samples of all packets
  std::int64_t played_ = 0;   ///< of them, those after the encoder's delay
  Boxes boxes_;
};

std::string text_samples(const FileDescription& what) {
  std::string samples;
  for (const ChapterMark& mark : what.chapters) samples += chapter_sample(mark.title);
  return samples;
}

/// Before the sound: room for a size in 64 bits.
constexpr std::int64_t kSoundHead = 16;

}  // namespace

Mpeg4Writer::Mpeg4Writer(const std::filesystem::path& path, FileDescription description)
    : path_(path), what_(std::move(description)), file_(path) {
  assert(what_.packets > 1);
  for (ChapterMark& mark : what_.chapters) mark.title = cut_title(std::move(mark.title));
  // As wide for a size that is not known yet, and rather too early: head, cover and texts count, too.
  constexpr std::int64_t kOthers = std::int64_t{256} << 20;
  wide_ = what_.bytes + 4 * what_.packets + kOthers > kMost32;
  chunks_.resize(static_cast<std::size_t>((what_.packets + kChunk - 1) / kChunk));
  const Boxes head = HeadWriter(what_, what_.form.frame, chunks_, 0, wide_).write();
  head_size_ = static_cast<std::int64_t>(head.bytes().size()) + 4 * what_.packets;
  chunks_.clear();
  sizes_.reserve(static_cast<std::size_t>(what_.packets));
  file_.seek(place_ = sound_begin());
  put(text_samples(what_));
}

std::int64_t Mpeg4Writer::sound_begin() const { return head_size_ + kSoundHead; }

void Mpeg4Writer::write(std::string_view packet, std::int64_t length) {
  if (static_cast<std::int64_t>(sizes_.size()) % kChunk == 0) chunks_.push_back(place_);
  sizes_.push_back(static_cast<std::uint32_t>(packet.size()));
  last_length_ = length;
  put(packet);
}

void Mpeg4Writer::finish() {
  assert(static_cast<std::int64_t>(sizes_.size()) == what_.packets);
  const std::int64_t size = place_ - sound_begin();
  const Boxes head = HeadWriter(what_, last_length_, chunks_, sound_begin(), wide_).write();
  flush();
  file_.seek(place_ = 0);
  put(std::string_view(head.bytes()).substr(0, head.left_out()));
  for (const std::uint32_t one : sizes_) put(Boxes().u32(one).bytes());
  put(std::string_view(head.bytes()).substr(head.left_out()));
  Boxes sound;
  if (wide_) {
    sound.u32(1).text("mdat").u64(size + kSoundHead);
  } else {
    sound.begin("free").end().u32(size + 8).text("mdat");
  }
  put(sound.bytes());
  assert(place_ == sound_begin());
  flush();
  file_.close();
  if (file_.error() != 0) fail_with("write", path_, file_.error());
}

void Mpeg4Writer::put(std::string_view bytes) {
  constexpr std::size_t kBlock = 65536;
  block_ += bytes;
  place_ += static_cast<std::int64_t>(bytes.size());
  if (block_.size() >= kBlock) flush();
}

void Mpeg4Writer::flush() {
  file_.write(std::as_bytes(std::span<const char>(block_)));
  block_.clear();
  if (file_.error() != 0) fail_with("write", path_, file_.error());
}

}  // namespace sotto::encoding
