#include "shared/hash.h"

#include <gtest/gtest.h>

#include <set>

#include "shared/sha256.h"

namespace sotto {
namespace {

TEST(ContentHash, FieldsAreKeptApart) {
  const std::set<std::string> names = {ContentHash().add("ab").add("c").hex(),
                                       ContentHash().add("a").add("bc").hex(),
                                       ContentHash().add("abc").hex(),
                                       ContentHash().add("abc").add("").hex(),
                                       ContentHash().add(1).hex(),
                                       ContentHash().add(1.0).hex(),
                                       ContentHash().hex()};
  EXPECT_EQ(names.size(), 7U);
}

TEST(ContentHash, IsTheSameOnEveryRun) {
  // Takes made by one build are found by the next.
  EXPECT_EQ(ContentHash().add("take").add(165).add(0.5).hex(), "1b07604df4cc2b2e07d5622cb91802c0");
}

TEST(ContentHash, PiecesOfAFieldMayBeCutAnywhere) {
  EXPECT_EQ(ContentHash().add_bytes("hello ").add_bytes("world").hex(), ContentHash().add_bytes("hello world").hex());
}

TEST(Sha256, KnownAnswers) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace sotto
