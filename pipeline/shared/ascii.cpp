#include "shared/ascii.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <mutex>

namespace sotto {

namespace {

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// Null where ICU lacks its data.
std::unique_ptr<icu::Transliterator> make_transliterator() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> made(
      icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
  return U_SUCCESS(status) ? std::move(made) : nullptr;
}

}  // namespace

std::string to_ascii(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), is_ascii)) return std::string(text);
  static const std::unique_ptr<icu::Transliterator> transliterator = make_transliterator();
  std::string result;
  icu::UnicodeString letters =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  if (transliterator) {
    static std::mutex mutex;  // it keeps state while it works
    const std::scoped_lock lock(mutex);
    transliterator->transliterate(letters);
  }
  letters.toUTF8String(result);
  std::erase_if(result, [](char c) { return !is_ascii(c); });
  return result;
}

}  // namespace sotto
