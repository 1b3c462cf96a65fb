#include "publish/read_along/zip_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "shared/failure.h"
#include "shared/files.h"
#include "support/command.h"
#include "support/temp_folder.h"

namespace sotto::read_along {
namespace {

using ::testing::HasSubstr;

void write_some(const testing::TempFolder& folder, const char* name) {
  ZipWriter zip(folder / name);
  zip.add("mimetype", "application/epub+zip", Packing::stored);
  zip.add("EPUB/é.txt", std::string(1000, 'a'));
  zip.add_file("sound", folder.write("s", "bytes"));
  zip.finish();
}

TEST(ZipWriter, WritesInOrderAndStoresWhatIsToBeStored) {
  const testing::TempFolder folder;
  write_some(folder, "a.zip");
  const std::string bytes = read_file(folder / "a.zip");
  // An EPUB is known by these bytes at this place (OCF 3.3, 4.3).
  EXPECT_EQ(bytes.substr(30, 28), "mimetypeapplication/epub+zip");
  const testing::Outcome told = testing::run(
      {{"python3", "-c",
        "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nprint(z.testzip(), [(i.filename, i.file_size, "
        "i.compress_type, i.date_time[:3]) for i in z.infolist()], z.read('sound'))",
        (folder / "a.zip").string()}});
  EXPECT_EQ(told.out,
            "None [('mimetype', 20, 0, (1980, 1, 1)), ('EPUB/é.txt', 1000, 8, (1980, 1, 1)), "
            "('sound', 5, 0, (1980, 1, 1))] b'bytes'\n")
      << told.err;
}

TEST(ZipWriter, TheSameFilesAreTheSameBytesInAnyTimeZone) {
  const testing::TempFolder folder;
  ::setenv("TZ", "America/New_York", 1);
  write_some(folder, "a.zip");
  ::setenv("TZ", "Asia/Tokyo", 1);
  write_some(folder, "b.zip");
  ::unsetenv("TZ");
  EXPECT_EQ(read_file(folder / "a.zip"), read_file(folder / "b.zip"));
}

TEST(ZipWriter, SaysWhatCannotBeWritten) {
  try {
    ZipWriter zip("/nowhere/a.zip");
    zip.add("x", "y");
    zip.finish();
    FAIL();
  } catch (const MachineFailure& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("/nowhere/a.zip"));
  }
}

}  // namespace
}  // namespace sotto::read_along
