#pragma once

/// The metadata of a book for catalogues and players, besides its title, its author and its language.

#include <filesystem>
#include <string>
#include <vector>

namespace sotto::document {

struct BookDetails {
  std::string subtitle;
  std::string series;
  std::string series_number;  ///< of the book in its series: "3", "1.5"
  int year = 0;               ///< of publication; 0: not said
  std::string description;
  std::string publisher;
  std::string isbn;
  std::vector<std::string> genres;
  std::filesystem::path cover;  ///< a JPEG or PNG; empty: none is given
  bool operator==(const BookDetails&) const = default;
};

}  // namespace sotto::document
