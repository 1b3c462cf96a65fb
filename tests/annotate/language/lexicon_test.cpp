#include "annotate/language/lexicon.h"

#include <gtest/gtest.h>

#include "annotate/language/languages.h"

namespace sotto::language {
namespace {

TEST(Lexicon, NumbersWordsInOrderOfAppearance) {
  Lexicon lexicon(default_language());
  EXPECT_EQ(lexicon.intern("uncle"), 0U);
  EXPECT_EQ(lexicon.intern("table"), 1U);
  EXPECT_EQ(lexicon.intern("uncle"), 0U);
  EXPECT_EQ(lexicon.size(), 2U);
  EXPECT_EQ(lexicon.find("table"), 1U);
  EXPECT_EQ(lexicon.find("chair"), Lexicon::kNone);
  EXPECT_EQ(lexicon.entry(0).lower, "uncle");
  EXPECT_EQ(lexicon.entry(0).classes, default_language().word_classes("uncle"));
}

TEST(Lexicon, KeepsANameApartFromTheWord) {
  Lexicon lexicon(default_language());
  const std::uint32_t will = lexicon.intern("will");
  EXPECT_EQ(lexicon.name_of(will), will) << "there is no name yet";
  const std::uint32_t name = lexicon.add_name(will);
  EXPECT_NE(name, will);
  EXPECT_EQ(lexicon.add_name(will), name);
  EXPECT_EQ(lexicon.name_of(will), name);
  EXPECT_EQ(lexicon.entry(name).lower, "will");
  EXPECT_EQ(lexicon.entry(name).classes, kGivenName | kMale);
  EXPECT_NE(lexicon.entry(will).classes & kAuxiliary, 0U);
  EXPECT_EQ(lexicon.find("will"), will);
}

}  // namespace
}  // namespace sotto::language
