#pragma once

/// Speaking and mixing a book as one piece of work with one bar: chapters are mixed while others are spoken.

#include <cstdint>
#include <string_view>

#include "annotate/script/script.h"
#include "shared/progress.h"

namespace sotto::production {

class ProductionProgress {
 public:
  /// What a byte of manuscript weighs.
  static constexpr std::int64_t kUnitsPerByte = 100;

  ProductionProgress(Progress& progress, const script::Script& script);

  /// The progress of speaking, in bytes of manuscript.
  Progress& speaking() { return speaking_; }
  /// The progress of mixing, in seconds of sound.
  Progress& mixing() { return mixing_; }
  /// What the mix of a chapter turns out to be: so many seconds; 0 when it stands from an earlier run.
  void mixes(const script::ScriptChapter& chapter, double seconds);

 private:
  /// Passes on a share of the work in the units of the whole.
  class Share final : public Progress {
   public:
    Share(Progress& whole, std::int64_t unit) : whole_(whole), unit_(unit) {}
    void begin(std::string_view /*task*/, std::int64_t /*total*/) override {}
    void advance(std::int64_t units) override { whole_.advance(units * unit_); }
    void expect_more(std::int64_t units) override { whole_.expect_more(units * unit_); }
    void finish(std::string_view /*summary*/) override {}
    void done(std::int64_t chapters, std::int64_t lines) override { whole_.done(chapters, lines); }
    void say(std::string_view message) override { whole_.say(message); }

   private:
    Progress& whole_;
    std::int64_t unit_;
  };

  Share speaking_;
  Share mixing_;
};

}  // namespace sotto::production
