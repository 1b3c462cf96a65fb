#include "shared/streamed_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/magic.h>
#include <sys/mman.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto {
namespace {

namespace fs = std::filesystem;
using testing::TempFolder;

constexpr std::size_t kMegabyte = std::size_t{1} << 20U;

std::vector<std::byte> pattern(std::size_t size, unsigned seed) {
  std::vector<std::byte> bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::byte>((i * 31 + seed) >> 3U);
  return bytes;
}

/// How many bytes of a file the system holds in memory.
std::size_t bytes_in_memory(const fs::path& path) {
  const std::size_t size = fs::file_size(path);
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  void* map = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, fd, 0);
  ::close(fd);
  if (map == MAP_FAILED) return 0;
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  std::vector<unsigned char> pages((size + page - 1) / page);
  ::mincore(map, size, pages.data());
  ::munmap(map, size);
  return page *
         static_cast<std::size_t>(std::count_if(pages.begin(), pages.end(), [](auto p) { return (p & 1) != 0; }));
}

TEST(StreamedFile, HoldsWhatWasWrittenAndKnowsItsHash) {
  const TempFolder folder;
  const fs::path path = folder / "x";
  std::vector<std::byte> all;
  StreamedFile file(path);
  for (unsigned i = 0; i < 100; ++i) {
    const auto bytes = pattern(100'003 + i, i);
    file.write(bytes);
    all.insert(all.end(), bytes.begin(), bytes.end());
  }
  const auto head = pattern(44, 7);
  file.seek(0);
  file.write(head);
  std::copy(head.begin(), head.end(), all.begin());
  file.close();
  EXPECT_EQ(file.error(), 0);
  EXPECT_EQ(file.length(), static_cast<std::int64_t>(all.size()));
  const std::string written = read_file(path);
  ASSERT_EQ(written.size(), all.size());
  EXPECT_TRUE(std::equal(all.begin(), all.end(), std::as_bytes(std::span(written)).begin()));
  EXPECT_EQ(file.hash(), hash_file(path));
}

TEST(StreamedFile, TheFirstErrorStays) {
  StreamedFile file("/dev/full");
  file.write(pattern(100, 1));
  EXPECT_EQ(file.error(), ENOSPC);
  file.close();
  EXPECT_EQ(file.error(), ENOSPC);
  EXPECT_EQ(StreamedFile("/none/x").error(), ENOENT);
}

TEST(StreamedFile, TheSystemsMemoryIsGivenBack) {
  const TempFolder folder;
  struct statfs system {};
  ASSERT_EQ(::statfs(folder.path().c_str(), &system), 0);
  if (system.f_type == TMPFS_MAGIC) GTEST_SKIP() << "what lies in memory stays there";
  const fs::path path = folder / "x";
  StreamedFile file(path);
  const auto bytes = pattern(kMegabyte, 1);
  for (int i = 0; i < 64; ++i) file.write(bytes);
  file.close();
  EXPECT_LE(bytes_in_memory(path), 32 * kMegabyte);
}

}  // namespace
}  // namespace sotto
