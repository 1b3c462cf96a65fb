#include "publish/read_along/zip_writer.h"

#include <fmt/format.h>
#include <zip.h>

#include <deque>
#include <utility>

#include "shared/failure.h"

namespace sotto::read_along {

namespace {

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

/// 1980-01-01, the first date that DOS knows.
constexpr zip_uint16_t kDate = 1U << 5U | 1U;

}  // namespace

struct ZipWriter::State {
  std::filesystem::path path;
  std::unique_ptr<zip_t, Discard> archive;
  std::deque<std::string> texts;  ///< that are read when the archive is finished

  [[noreturn]] void fail() const {
    throw MachineFailure(fmt::format("cannot write {}: {}", path.string(), zip_strerror(archive.get())));
  }

  void add(const std::string& name, zip_source_t* source, Packing packing) const {
    if (source == nullptr) fail();
    const zip_int64_t index = zip_file_add(archive.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(source);
      fail();
    }
    const auto at = static_cast<zip_uint64_t>(index);
    const zip_int32_t method = packing == Packing::stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    constexpr zip_uint32_t kBest = 9;
    if (zip_set_file_compression(archive.get(), at, method, packing == Packing::stored ? 0 : kBest) != 0) fail();
    if (zip_file_set_dostime(archive.get(), at, 0, kDate, 0) != 0) fail();
  }
};

ZipWriter::ZipWriter(const std::filesystem::path& path) : state_(std::make_unique<State>()) {
  state_->path = path;
  int error = 0;
  state_->archive.reset(zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error));
  if (state_->archive) return;
  zip_error_t told;
  zip_error_init_with_code(&told, error);
  const std::string reason = zip_error_strerror(&told);
  zip_error_fini(&told);
  throw MachineFailure(fmt::format("cannot write {}: {}", path.string(), reason));
}

ZipWriter::~ZipWriter() = default;

void ZipWriter::add(const std::string& name, std::string bytes, Packing packing) {
  const std::string& kept = state_->texts.emplace_back(std::move(bytes));
  state_->add(name, zip_source_buffer(state_->archive.get(), kept.data(), kept.size(), 0), packing);
}

void ZipWriter::add_file(const std::string& name, const std::filesystem::path& file, Packing packing) {
  state_->add(name, zip_source_file(state_->archive.get(), file.c_str(), 0, -1), packing);
}

void ZipWriter::finish() {
  if (zip_close(state_->archive.get()) != 0) state_->fail();
  static_cast<void>(state_->archive.release());  // closed
}

}  // namespace sotto::read_along
