#pragma once

/// A chapter as a text that is highlighted as it is read aloud: paragraphs of sentences as they stand in the
/// manuscript, and when each of them is heard.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/script/script.h"
#include "mix/timeline.h"
#include "publish/captions.h"

namespace sotto::read_along {

/// Words as they are shown, which are highlighted at one time.
struct ReadText {
  struct Word {
    std::string text;
    bool emphasised = false;
    bool operator==(const Word&) const = default;
  };
  std::vector<Word> words;
  std::string id;  ///< of its clip; empty: it is never highlighted by itself
  bool operator==(const ReadText&) const = default;
};

/// A sentence, or what of it stands in one line of the script.
struct ReadSentence {
  std::string who;             ///< the speaker's id
  std::string id;              ///< of its clip; empty: its parts have their own, or it is not heard
  std::vector<ReadText> text;  ///< one part, or one for each word that is heard
  bool space_before = true;    ///< between it and the sentence before it
  bool operator==(const ReadSentence&) const = default;
};

struct ReadParagraph {
  bool scene_before = false;
  std::vector<ReadSentence> sentences;
  bool operator==(const ReadParagraph&) const = default;
};

/// When something is heard; milliseconds from the chapter's first sample. Clips follow each other without gaps, from 0
/// to the chapter's end: some reading systems jump where there is a gap.
struct ReadClip {
  std::string id;
  std::int64_t begin = 0;
  std::int64_t end = 0;
  bool operator==(const ReadClip&) const = default;
};

struct ReadAlongChapter {
  int number = 0;
  std::string title;
  std::string heading;  ///< as it is read aloud; empty: the title
  std::vector<ReadParagraph> paragraphs;
  std::vector<ReadClip> clips;  ///< the first is the title's, "title", where it is announced
  bool operator==(const ReadAlongChapter&) const = default;
};

/// Whole milliseconds of a frame at kMasterRate.
std::int64_t milliseconds(std::int64_t frame);

/// Has each clip last until the next one begins, from 0 to `end`, in milliseconds.
void close_clips(std::vector<ReadClip>& clips, std::int64_t end);

enum class Overlay { sentences, words };

/// The text that is read aloud: the chapter's spans are offsets into it.
struct ChapterSource {
  std::string_view text;
  std::span<const Span> emphasis;  ///< that has no marks in the text, in order
  bool markup = false;             ///< `[[phonemes]]` in it are not shown
};

ReadAlongChapter read_along_chapter(const mix::Timeline& timeline, const synthesis::SynthesizedChapter& performed,
                                    const script::ScriptChapter& chapter, const ChapterSource& source, Overlay overlay);

}  // namespace sotto::read_along
