#pragma once

/// One production: which files, and what the author says about them in `book.yaml`. All of it is optional.

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "annotate/document/ambience.h"
#include "annotate/document/book_details.h"
#include "annotate/document/sources/reading_options.h"
#include "annotate/document/sources/source.h"
#include "annotate/language/gender.h"
#include "annotate/language/languages.h"
#include "shared/diagnostics.h"
#include "shared/fields.h"
#include "shared/pronunciation.h"
#include "shared/units.h"

namespace sotto::document {

/// A member of the cast as the author gives it, or as the annotator found it.
struct Character {
  std::string id;    ///< slug of the name: what `who:` says in a script
  std::string name;  ///< "Meg"
  std::vector<std::string> aliases;
  language::Gender gender = language::Gender::unknown;
  std::string voice;          ///< a profile's name; empty: casting chooses
  std::string gender_why;     ///< evidence for a discovered gender ("Mrs.", "she x 12"); empty where given
  bool given = false;         ///< from book.yaml or --cast
  std::string age = {};       ///< "child", "young", "adult", "old", as the author or the text says; empty: neither does
  Origin written_at = {};     ///< where the author names them
  std::string age_why = {};   ///< evidence for an age that the text tells ("a boy of twelve"); empty where given
  bool age_in_years = false;  ///< the text tells it in years, and not by a noun
  bool operator==(const Character&) const = default;
};

/// The speaker of everything that is no speech.
inline constexpr const char* kNarrator = "narrator";

/// Who says the lines of those whom the author's cast leaves out.
enum class Others {
  found,     ///< they do: they are found in the text
  narrator,  ///< they are found, and the narrator reads their lines
  nobody,    ///< nobody else speaks: every speech is of somebody in the cast
};

/// A name that the author says is another's, too.
struct MergedName {
  std::string name;
  Origin at;
  bool operator==(const MergedName&) const = default;
};

/// Who speaks, as the author says it. It need not be everybody.
struct GivenCast {
  std::vector<Character> people = {};  ///< may name the narrator
  Others others = Others::found;
  std::vector<MergedName> merged = {};  ///< they are aliases of `people`

  /// Whether somebody besides the narrator is named, and nobody else is looked for.
  bool closed() const;
};

/// The pauses of a chapter; the mixer places all of them, and takes have none at their ends.
struct Pauses {
  Seconds sentence{0.35};       ///< between two sentences of one line
  Seconds same_speaker{0.25};   ///< before the same speaker's next line
  Seconds change_speaker{0.5};  ///< before another speaker's line
  Seconds paragraph{0.8};    ///< before a new paragraph of narration, or between speech and narration over a paragraph
  Seconds scene{2.25};       ///< at a scene break
  Seconds after_title{2.5};  ///< after the announced title
  Seconds head{0.75};        ///< before the first sound
  Seconds tail{3.5};         ///< after the last
  double vary = 0;  ///< how far single pauses between lines and sentences depart from these, 0 (not at all) .. 1
  bool operator==(const Pauses&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("sentence", &Pauses::sentence), field("same_speaker", &Pauses::same_speaker),
                      field("change_speaker", &Pauses::change_speaker), field("paragraph", &Pauses::paragraph),
                      field("scene", &Pauses::scene), field("after_title", &Pauses::after_title),
                      field("head", &Pauses::head), field("tail", &Pauses::tail), field("vary", &Pauses::vary));
  }
};

struct AmbienceSettings {
  bool outside = false;      ///< sound files may lie outside the book's folder
  Decibels level{-22};       ///< the bed's loudness relative to the speech, in LU
  Decibels duck{5};          ///< how far it goes down while someone speaks
  int seed = 1;              ///< of the random numbers: another seed gives other rain
  AmbienceScene scene = {};  ///< what a chapter begins with; with no bed, nothing lies under any of the book
  bool continuous = false;   ///< goes on from chapter to chapter, without a fade and in the scene that was
  bool operator==(const AmbienceSettings&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("outside", &AmbienceSettings::outside), field("level", &AmbienceSettings::level),
                      field("duck", &AmbienceSettings::duck), field("seed", &AmbienceSettings::seed),
                      field("scene", &AmbienceSettings::scene), field("continuous", &AmbienceSettings::continuous));
  }

  bool silent() const { return scene.bed.is_none(); }
};

/// What the book says of itself before and after its chapters.
struct Credits {
  bool wanted = false;
  std::string read_by;  ///< whom they name as the reader; empty: Sotto's voices
  bool operator==(const Credits&) const = default;
};

struct Book {
  std::string name;  ///< slug of the folder or file: names scripts/<name>/ and out/<name>/
  std::string title;
  std::string author;
  std::string language{language::default_language_tag()};  ///< of its text: a tag of BCP 47
  SourceMetadata metadata;                                 ///< what the source says of itself, for publishing
  bool read_notes = false;                                 ///< footnotes and endnotes are read, too
  bool read_directions = true;                             ///< so are the stage directions of a play
  BookDetails details;
  std::filesystem::path path;                           ///< the folder or file, as it was named
  std::filesystem::path folder;                         ///< where voices and delivery profiles of its own may be
  std::filesystem::path settings;                       ///< book.yaml, or story.yaml beside story.txt; it may not exist
  std::vector<std::filesystem::path> files;             ///< manuscripts in reading order
  std::vector<Character> cast;                          ///< may name the narrator, to give it a voice
  std::vector<MergedName> merged;                       ///< the names in `merge:`; they are aliases in the cast
  Others others = Others::found;                        ///< who says what the cast leaves out
  std::map<std::string, Pronunciation> pronunciations;  ///< by word
  AmbienceSettings ambience;
  Pauses pauses;
  Credits credits;
  bool one_voice = false;  ///< the narrator's voice reads all of it
  bool stems = false;      ///< beside each master, its voices and its ambience apart
  std::string profile = "audiobook";
  Origin profile_at;                 ///< where `profile` is written
  std::vector<std::string> formats;  ///< what it is delivered as; empty: as the profile says
  Origin formats_at;                 ///< where `formats` is written
  bool overlay_words = false;        ///< a read-along highlights words, not sentences
  bool markup = false;  ///< `word[[phonemes]]` in a manuscript says how the word sounds; else it is text like any other

  GivenCast given() const { return {cast, others, merged}; }
};

/// The language that a book's settings choose; the default one where there are no word lists for it, which is an error
/// in the settings.
const language::Language& language_of(const Book& book);

/// How its manuscripts are read.
ReadingOptions reading_options(const Book& book);

/// A folder with manuscripts (natural order of names, or that of their headings; README.* left out) and perhaps
/// book.yaml, or one manuscript (a file, or the folder of an unpacked EPUB), with its settings beside it: novel.yaml is
/// novel.epub's. Title, author and language are the settings', else the manuscript's own. A manuscript in a language
/// that Sotto does not read is a warning, unless the settings have a language. A settings file that looks like the
/// book's, but is not read, is reported. Nothing is returned when there was an error.
std::optional<Book> open_book(const std::filesystem::path& path, Diagnostics& diagnostics);

}  // namespace sotto::document
