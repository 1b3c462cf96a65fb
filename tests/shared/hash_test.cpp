#include "shared/hash.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/sha256.h"

namespace sotto {
namespace {

std::string noise_text(std::size_t length) {
  std::string text(length, '\0');
  std::uint32_t state = 1;
  for (char& c : text) c = static_cast<char>((state = state * 1664525 + 1013904223) >> 24U);
  return text;
}

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

/// The hash of what `pieces` of a text, each with its place, make of a file.
std::optional<std::string> hash_of(const std::vector<std::pair<std::size_t, std::string_view>>& pieces) {
  FileHash hash;
  for (const auto& [place, text] : pieces) {
    hash.write(static_cast<std::int64_t>(place), std::as_bytes(std::span(text)));
  }
  return hash.hex();
}

TEST(FileHash, WhereItIsCutDoesNotMatter) {
  const std::string text = noise_text(20'000);
  const auto whole = hash_of({{0, text}});
  const std::string_view view = text;
  for (const std::size_t cut : {1, 4095, 4096, 4097, 9000}) {
    EXPECT_EQ(hash_of({{0, view.substr(0, cut)}, {cut, view.substr(cut)}}), whole) << cut;
  }
}

TEST(FileHash, TheHeadMayBeWrittenAgain) {
  std::string text = noise_text(20'000);
  const std::string before = text;
  text.replace(4, 4, "size");
  EXPECT_EQ(hash_of({{0, before}, {4, "size"}}), hash_of({{0, text}}));
  EXPECT_NE(hash_of({{0, before}}), hash_of({{0, text}}));
}

TEST(FileHash, WhatFollowsTheHeadMayNot) {
  const std::string text = noise_text(20'000);
  EXPECT_EQ(hash_of({{0, text}, {5000, "again"}}), std::nullopt);
  EXPECT_EQ(hash_of({{0, text}, {20'010, "a hole before it"}}), std::nullopt);
}

TEST(FileHash, EveryByteCounts) {
  const std::string text = noise_text(20'000);
  for (const std::size_t place : {0, 4095, 4096, 19'999}) {
    std::string other = text;
    other[place] = static_cast<char>(other[place] ^ 1);
    EXPECT_NE(hash_of({{0, other}}), hash_of({{0, text}})) << place;
  }
  EXPECT_NE(hash_of({{0, text}}), hash_of({{0, text + '\0'}}));
}

}  // namespace
}  // namespace sotto
