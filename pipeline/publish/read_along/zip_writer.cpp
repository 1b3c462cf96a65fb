#include "publish/read_along/zip_writer.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

#include "shared/failure.h"
#include "shared/late_library.h"
#include "shared/text.h"

namespace sotto::read_along {

namespace {

/// Loaded with the first archive that is written.
struct Library {
  LateLibrary library{"libzip.so.4"};
  SOTTO_LATE(library, zip_close);
  SOTTO_LATE(library, zip_discard);
  SOTTO_LATE(library, zip_error_fini);
  SOTTO_LATE(library, zip_error_init_with_code);
  SOTTO_LATE(library, zip_error_strerror);
  SOTTO_LATE(library, zip_file_add);
  SOTTO_LATE(library, zip_file_set_dostime);
  SOTTO_LATE(library, zip_name_locate);
  SOTTO_LATE(library, zip_open);
  SOTTO_LATE(library, zip_set_file_compression);
  SOTTO_LATE(library, zip_source_buffer);
  SOTTO_LATE(library, zip_source_file);
  SOTTO_LATE(library, zip_source_free);
  SOTTO_LATE(library, zip_source_zip);
  SOTTO_LATE(library, zip_strerror);
};

const Library& libzip() {
  static const Library library;
  return library;
}

struct Discard {
  void operator()(zip_t* archive) const { libzip().zip_discard(archive); }
};

/// 1980-01-01, the first date that DOS knows.
constexpr zip_uint16_t kDate = 1U << 5U | 1U;

std::string reason_of(int error) {
  zip_error_t told;
  libzip().zip_error_init_with_code(&told, error);
  std::string reason = libzip().zip_error_strerror(&told);
  libzip().zip_error_fini(&told);
  return reason;
}

/// A name that is no UTF-8 is written as it is.
bool is_utf8(std::string_view name) {
  for (std::size_t at = 0; at < name.size();) {
    const CodePoint c = code_point_at(name, at);
    if (c.value == U'\uFFFD' && c.next == at + 1) return false;
    at = c.next;
  }
  return true;
}

}  // namespace

struct ZipWriter::State {
  std::filesystem::path path;
  std::map<std::filesystem::path, std::unique_ptr<zip_t, Discard>> sources;  ///< they outlive the archive
  std::unique_ptr<zip_t, Discard> archive;
  std::deque<std::string> texts;  ///< that are read when the archive is finished

  [[noreturn]] void fail() const {
    throw MachineFailure(fmt::format("cannot write {}: {}", path.string(), libzip().zip_strerror(archive.get())));
  }

  /// Returns its index.
  zip_uint64_t add(const std::string& name, zip_source_t* source) const {
    if (source == nullptr) fail();
    const zip_int64_t index =
        libzip().zip_file_add(archive.get(), name.c_str(), source, is_utf8(name) ? ZIP_FL_ENC_UTF_8 : ZIP_FL_ENC_CP437);
    if (index < 0) {
      libzip().zip_source_free(source);
      fail();
    }
    const auto at = static_cast<zip_uint64_t>(index);
    if (libzip().zip_file_set_dostime(archive.get(), at, 0, kDate, 0) != 0) fail();
    return at;
  }

  void add(const std::string& name, zip_source_t* source, Packing packing) const {
    const zip_uint64_t at = add(name, source);
    const zip_int32_t method = packing == Packing::stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    constexpr zip_uint32_t kBest = 9;
    if (libzip().zip_set_file_compression(archive.get(), at, method, packing == Packing::stored ? 0 : kBest) != 0)
      fail();
  }

  zip_t* source(const std::filesystem::path& from) {
    auto [opened, added] = sources.try_emplace(from);
    if (!added) return opened->second.get();
    int error = 0;
    opened->second.reset(libzip().zip_open(from.c_str(), ZIP_RDONLY, &error));
    if (!opened->second) throw MachineFailure(fmt::format("cannot read {}: {}", from.string(), reason_of(error)));
    return opened->second.get();
  }
};

ZipWriter::ZipWriter(const std::filesystem::path& path) : state_(std::make_unique<State>()) {
  state_->path = path;
  int error = 0;
  state_->archive.reset(libzip().zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error));
  if (state_->archive) return;
  throw MachineFailure(fmt::format("cannot write {}: {}", path.string(), reason_of(error)));
}

ZipWriter::~ZipWriter() = default;

void ZipWriter::add(const std::string& name, std::string bytes, Packing packing) {
  const std::string& kept = state_->texts.emplace_back(std::move(bytes));
  state_->add(name, libzip().zip_source_buffer(state_->archive.get(), kept.data(), kept.size(), 0), packing);
}

void ZipWriter::add_file(const std::string& name, const std::filesystem::path& file, Packing packing) {
  state_->add(name, libzip().zip_source_file(state_->archive.get(), file.c_str(), 0, -1), packing);
}

void ZipWriter::copy(const std::string& name, const std::filesystem::path& from) {
  if (std::filesystem::is_directory(from)) {
    add_file(name, from / name, Packing::deflated);
    return;
  }
  zip_t* const source = state_->source(from);
  zip_int64_t index = libzip().zip_name_locate(source, name.c_str(), ZIP_FL_ENC_RAW);
  if (index < 0) {
    // As Windows has it.
    std::string other = name;
    std::replace(other.begin(), other.end(), '/', '\\');
    index = libzip().zip_name_locate(source, other.c_str(), ZIP_FL_ENC_RAW);
  }
  if (index < 0) throw MachineFailure(fmt::format("{} has no file '{}' any more", from.string(), printable(name)));
  state_->add(name, libzip().zip_source_zip(state_->archive.get(), source, static_cast<zip_uint64_t>(index), 0, 0, -1));
}

void ZipWriter::finish() {
  if (libzip().zip_close(state_->archive.get()) != 0) state_->fail();
  static_cast<void>(state_->archive.release());  // closed
}

}  // namespace sotto::read_along
