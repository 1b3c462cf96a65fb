#pragma once

/// What is known of the book that is open, besides its scripts: who there is, their voices, what its text says.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "annotate/document/manuscript.h"
#include "annotate/script/script.h"
#include "cast/casting.h"
#include "production/plan.h"
#include "production/workspace.h"
#include "studio/script_desk.h"

namespace sotto::studio {

/// A chapter of the manuscript, for the source beside the script.
struct SourceChapter {
  std::string title;
  Span heading;
  std::vector<Span> lines;
};

/// A reading of the book's files. It does not change: when they do, the book is read again.
struct BookReading {
  production::ProductionSettings settings;
  document::Manuscript manuscript;
  std::vector<document::Character> people;
  /// Chapter title, what a line says, and how many before it in the chapter say the same -> who else may say it.
  std::map<std::tuple<std::string, std::string, std::size_t>, std::string> seconds;
  std::vector<SourceChapter> source;
};

/// Reads the book and its voices and annotates it; its scripts are brought up to date where `update` says so and nobody
/// else makes the book at the moment. Nothing with the reasons in `diagnostics`. Throws MachineFailure.
std::shared_ptr<const BookReading> read_book(const document::Book& book, const production::Workspace& workspace,
                                             bool update, Diagnostics& diagnostics);

/// A speech per speaker of these scripts, for casting; everybody who speaks is among its cast.
script::Script script_for_casting(const std::vector<ChapterPtr>& chapters,
                                  const std::vector<document::Character>& people);

/// Who speaks with which voice, as a production of these scripts would have it.
cast::Cast cast_of(const BookReading& reading, const std::vector<ChapterPtr>& chapters, Diagnostics& diagnostics);

}  // namespace sotto::studio
