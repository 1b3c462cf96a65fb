#include "shared/ascii.h"

#include <unicode/unistr.h>
#include <unicode/utrans.h>

#include <algorithm>
#include <mutex>

#include "shared/late_library.h"

namespace sotto {

namespace {

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// ICU's transliteration, loaded with the first letter that needs it.
class Transliterator {
 public:
  Transliterator() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString id("Any-Latin; Latin-ASCII");
    opened_ = functions_.utrans_openU(id.getBuffer(), id.length(), UTRANS_FORWARD, nullptr, 0, nullptr, &status);
    if (U_FAILURE(status)) opened_ = nullptr;  // ICU lacks its data
  }

  icu::UnicodeString operator()(const icu::UnicodeString& text) {
    if (opened_ == nullptr) return text;
    const std::scoped_lock lock(mutex_);  // it keeps state while it works
    constexpr std::int32_t kMostPerLetter = 8;
    std::int32_t length = text.length();
    std::int32_t end = length;
    icu::UnicodeString result(text);
    const std::int32_t most = length * kMostPerLetter + kMostPerLetter;
    UErrorCode status = U_ZERO_ERROR;
    functions_.utrans_transUChars(opened_, result.getBuffer(most), &length, most, 0, &end, &status);
    result.releaseBuffer(length);
    return U_SUCCESS(status) ? result : text;
  }

 private:
  struct Functions {
    LateLibrary library{"libicui18n.so." U_ICU_VERSION_SHORT};
    SOTTO_LATE(library, utrans_openU);
    SOTTO_LATE(library, utrans_transUChars);
  };
  Functions functions_;
  UTransliterator* opened_ = nullptr;
  std::mutex mutex_;
};

}  // namespace

std::string to_ascii(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), is_ascii)) return std::string(text);
  static Transliterator transliterate;
  std::string result;
  transliterate(icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))))
      .toUTF8String(result);
  std::erase_if(result, [](char c) { return !is_ascii(c); });
  return result;
}

}  // namespace sotto
