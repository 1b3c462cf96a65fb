#pragma once

/// Where stories, scripts and what is made of them lie, and how much of the machine may be used.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "annotate/document/book.h"
#include "publish/delivery_profile.h"
#include "shared/diagnostics.h"
#include "synthesis/engines.h"

namespace sotto::production {

/// What the command line says of how a book is delivered, for once, over what the book says.
struct DeliveryOverride {
  std::string profile;                    ///< a delivery profile; empty: the book's own
  std::vector<std::string> formats = {};  ///< names of formats; none: the book's own
  std::string overlay = {};               ///< of a read-along: "sentences", "words"; empty: the book's own
  std::filesystem::path library = {};     ///< a folder of audiobookshelf that books are put into; empty: none
  bool dry = false;                       ///< without ambience
  bool stems = false;                     ///< voices and ambience apart, too
  bool operator==(const DeliveryOverride&) const = default;
};

struct Workspace {
  std::filesystem::path stories = "story";
  std::filesystem::path scripts = "scripts";
  std::filesystem::path blessed = "tests/golden";  ///< how the last productions that a person was content with measured
  std::filesystem::path out = "out";
  std::filesystem::path cache;  ///< default: `.cache` in `out`
  std::filesystem::path home;   ///< Sotto's own folder, for its voices and profiles
  std::filesystem::path user;   ///< the user's folder of settings; empty: none
  DeliveryOverride delivery;
  int jobs = 1;
  synthesis::Engines engines = synthesis::builtin_engines();
  /// The voices that speak: those of `voices/` itself, or of a folder in it with this name.
  std::string ensemble = own_ensemble();

  /// The name of those in `voices/` itself: that of the engine which a profile has that names none.
  std::string own_ensemble() const { return std::string(engines.members().front()->schema().id); }

  std::filesystem::path cache_folder() const { return cache.empty() ? out / ".cache" : cache; }
  /// What the book's edition is called that the command line asks for: "podcast", "dry", "podcast-dry". Empty: its own.
  /// The book is as it is written, not as it is delivered.
  std::string edition_of(const document::Book& book) const;
  /// Where all editions of the book lie.
  std::filesystem::path book_folder(const document::Book& book) const { return out / book.name; }
  /// Where the edition lies: the book's own in `out/<book>/`, another one in a folder of its own there.
  std::filesystem::path folder_of(const document::Book& book) const;
  std::filesystem::path scripts_of(const document::Book& book) const { return scripts / book.name; }
  /// What the cache remembers of the book.
  std::filesystem::path book_records(const document::Book& book) const;
  /// Where it remembers what the edition's masters were made from.
  std::filesystem::path records_of(const document::Book& book) const;
  /// How the edition's last production measured that a person was content with.
  std::filesystem::path blessed_folder(const document::Book& book) const;
  std::filesystem::path report_folder(const document::Book& book) const { return folder_of(book) / "report"; }
  /// Profiles beside the book come first, then those of the working folder, the user's, and Sotto's own: all of
  /// `ensemble`, but for a book's, which may lie in its `voices/` itself, too.
  std::vector<std::filesystem::path> voice_folders(const document::Book* book) const;
  /// The names of all ensembles, that in `voices/` itself first.
  std::vector<std::string> ensembles() const;
  /// The same for delivery profiles.
  std::vector<std::filesystem::path> profile_folders(const document::Book& book) const;
  /// The profile by which the book is delivered, dry where the command line says so; nothing when it is wrong, or
  /// there is none. Its formats are those of the command line, of the book, or its own.
  std::optional<publish::DeliveryProfile> profile_of(const document::Book& book, Diagnostics& diagnostics) const;
};

/// Of a book's records: those of the editions that are not its own, a folder each.
std::filesystem::path editions_in(const std::filesystem::path& book_records);

/// The books that the user names, as paths, or by their names under `stories`; all of `stories` when none is named.
std::vector<document::Book> find_books(const std::vector<std::string>& names, const Workspace& workspace,
                                       Diagnostics& diagnostics);

}  // namespace sotto::production
