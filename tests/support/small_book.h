#pragma once

#include <string>

#include "annotate/document/book.h"
#include "production/workspace.h"
#include "support/folders.h"
#include "support/temp_folder.h"

namespace sotto::testing {

/// Two short chapters, three speakers.
inline constexpr const char* kSmallStory =
    "# The Kettle\n\n"
    "\"Is it boiling?\" asked Anna. She did not look up.\n\n"
    "\"Not yet,\" Peter said softly. \"Give it *two* minutes.\"\n\n"
    "# The Tea\n\n"
    "\"You said that an hour ago,\" said Anna.\n\n"
    "He laughed. The kettle, at last, began to sing: \u201cla la\u201d.\n";

/// A book in a folder of its own, with a workspace there.
class SmallBook {
 public:
  explicit SmallBook(const std::string& story = kSmallStory, const std::string& yaml = "title: Kettles\n") {
    folder.write("b/1.md", story);
    folder.write("b/book.yaml", yaml);
    workspace.stories = folder / "story";
    workspace.scripts = folder / "scripts";
    workspace.out = folder / "out";
    workspace.blessed = folder / "golden";
    workspace.home = testing::source_folder();
    workspace.jobs = 2;
  }

  /// As it is now.
  document::Book open(Diagnostics& diagnostics) const { return document::open_book(folder / "b", diagnostics).value(); }
  std::string path() const { return (folder / "b").string(); }

  TempFolder folder;
  production::Workspace workspace;
};

}  // namespace sotto::testing
