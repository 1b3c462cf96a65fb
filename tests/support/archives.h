#pragma once

/// Small books that are archives, made by tests.

#include <string>
#include <utility>
#include <vector>

namespace sotto::testing {

/// Names and bytes of files.
using Files = std::vector<std::pair<std::string, std::string>>;

/// An archive (ZIP) of these files, in this order, none of them compressed. A name may come twice, or lead out of it.
std::string zipped(const Files& files);

/// The same with one file that is `byte` `count` times, compressed.
std::string zipped_bomb(const Files& files, const std::string& name, std::size_t count);

/// A page of an EPUB with this between <body> and </body>.
std::string page(const std::string& body, const std::string& head = "");

/// What a small EPUB is made of. Pages are "OEBPS/<name>", in reading order.
struct SmallEpub {
  Files pages;
  std::string navigation = {};  ///< what is in <ol> of the navigation document; empty: there is none
  std::string ncx = {};         ///< what is in <navMap>; empty: there is none
  std::string metadata = "<dc:title>The Quay</dc:title><dc:creator>A. Writer</dc:creator><dc:language>en</dc:language>";
  std::string manifest = {};  ///< more items
  std::string guide = {};
  Files others = {};  ///< more files, whole names
  Files files() const;
  std::string bytes() const { return zipped(files()); }
};

}  // namespace sotto::testing
