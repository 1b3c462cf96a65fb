#include "shared/fields.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <random>

#include "shared/boxed_optional.h"
#include "shared/fields_json.h"
#include "shared/units.h"

namespace sotto {
namespace {

enum class Colour { red, green, blue };

struct Shelf {
  Hertz frequency{0};
  Decibels gain{0};
  bool operator==(const Shelf&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("frequency", &Shelf::frequency), field("gain", &Shelf::gain));
  }
};

/// Where something was read: no part of it.
struct Mark {
  int line = 0;
  bool operator==(const Mark& /*other*/) const { return true; }
};

/// One of each kind of member that values have.
struct Everything {
  std::string name;
  std::string description;
  int steps = 3;
  std::size_t place = 0;
  std::int64_t frame = 0;
  double share = 0;
  bool on = false;
  Colour colour = Colour::red;
  Seconds length{1};
  Shelf shelf = {};
  std::vector<Shelf> bands = {};
  std::optional<Decibels> floor;
  BoxedOptional<Shelf> boxed;
  std::map<std::string, int> counts;
  std::map<std::pair<std::string, std::string>, Lufs> levels;
  Mark read_at = {};
  bool operator==(const Everything&) const = default;
  static constexpr auto fields() {
    return std::tuple(
        field("name", &Everything::name), unhashed("description", &Everything::description),
        field("steps", &Everything::steps), field("place", &Everything::place), field("frame", &Everything::frame),
        field("share", &Everything::share), field("on", &Everything::on), field("colour", &Everything::colour),
        field("length", &Everything::length), field("shelf", &Everything::shelf), field("bands", &Everything::bands),
        field("floor", &Everything::floor), field("boxed", &Everything::boxed), field("counts", &Everything::counts),
        field("levels", &Everything::levels), aside("read_at", &Everything::read_at));
  }
};

struct Forgetful {
  int a = 0;
  std::string b;
  static constexpr auto fields() { return std::tuple(field("a", &Forgetful::a)); }
};

struct Repeating {
  int a = 0;
  int b = 0;
  static constexpr auto fields() { return std::tuple(field("a", &Repeating::a), field("b", &Repeating::a)); }
};

static_assert(fields_detail::count_members<Shelf>() == 2);
static_assert(fields_detail::count_members<Everything>() == 16);
static_assert(lists_every_member<Shelf>());
static_assert(lists_every_member<Everything>());
static_assert(!lists_every_member<Forgetful>());
static_assert(!lists_every_member<Repeating>());

Everything full() {
  Everything value;
  value.name = "meg, \"the girl\" \u2014 \n";
  value.description = "bright";
  value.place = std::numeric_limits<std::size_t>::max();
  value.frame = std::numeric_limits<std::int64_t>::min();
  value.share = 0.1;
  value.on = true;
  value.colour = Colour::blue;
  value.bands = {{{100}, {-3}}, {{3000}, {1.5}}};
  value.floor = Decibels{-60.25};
  value.boxed = Shelf{{50}, {2}};
  value.counts = {{"a", 1}, {"b", -2}};
  value.levels = {{{"meg", ""}, {-20.1}}, {{"meg", "whisper"}, {-31}}};
  return value;
}

Everything read_back(const Everything& value) {
  Everything read;
  read_json(nlohmann::ordered_json::parse(write_json(value).dump()), read);
  return read;
}

TEST(Fields, AHashIsThatOfTheFieldsOneAfterTheOther) {
  ContentHash by_hand;
  by_hand.add(100.0).add(-3.0);
  EXPECT_EQ(hash_of(Shelf{{100}, {-3}}), by_hand.hex());
  ContentHash list;
  list.add(std::size_t{1}).add(100.0).add(-3.0);
  EXPECT_EQ(hash_of(std::vector<Shelf>{{{100}, {-3}}}), list.hex());
}

TEST(Fields, EveryHashedFieldChangesTheHash) {
  const std::string usual = hash_of(Everything{});
  const Everything other = full();
  for_each_field<Everything>([&]<typename F>(const F& field) {
    if (!F::written) return;
    Everything changed;
    if (field.name == "steps") changed.steps = 4;
    if (field.name == "length") changed.length = {2};
    if (field.name == "shelf") changed.shelf.gain = {1};
    if (changed == Everything{}) changed.*field.member = other.*field.member;
    EXPECT_NE(changed, Everything{}) << field.name;
    EXPECT_EQ(hash_of(changed) == usual, !F::hashed) << field.name;
  });
}

TEST(Fields, JsonReadsBackAsTheSameValue) {
  EXPECT_EQ(read_back(Everything{}), Everything{});
  EXPECT_EQ(different_fields(read_back(full()), full()), std::vector<std::string>{});
  std::mt19937_64 random(1);
  for (int i = 0; i < 1000; ++i) {
    Everything value = full();
    const auto bits = random();
    value.share = std::bit_cast<double>(bits);
    if (!std::isfinite(value.share)) continue;
    EXPECT_EQ(read_back(value).share, value.share);
  }
}

TEST(Fields, JsonIsStrict) {
  const auto why = [](const auto& change) -> std::string {
    auto json = write_json(full());
    change(json);
    Everything value;
    try {
      read_json(json, value);
    } catch (const WrongJson& wrong) {
      return wrong.what();
    }
    return "";
  };
  EXPECT_EQ(why([](auto&) {}), "");
  EXPECT_EQ(why([](auto& j) { j.erase("steps"); }), "steps is missing");
  EXPECT_EQ(why([](auto& j) { j["more"] = 1; }), "the value has a field that is not known");
  EXPECT_EQ(why([](auto& j) { j["bands"][1]["gain"] = "loud"; }), "bands.1.gain is no number");
  EXPECT_EQ(why([](auto& j) { j["steps"] = 5'000'000'000; }), "steps is out of range");
  EXPECT_EQ(why([](auto& j) { j["place"] = -1; }), "place is out of range");
  EXPECT_EQ(why([](auto& j) { j["on"] = 1; }), "on is neither true nor false");
  EXPECT_EQ(why([](auto& j) { j["shelf"] = nullptr; }), "shelf is no object");
}

TEST(Fields, WhatIsNoNumberCannotBeWritten) {
  Everything value;
  value.length = {std::numeric_limits<double>::infinity()};
  EXPECT_THROW(write_json(value), WrongJson);
}

TEST(Fields, DifferencesAreNamed) {
  Everything other;
  other.shelf.gain = {3};
  other.counts = {{"a", 1}};
  EXPECT_EQ(different_fields(Everything{}, other), (std::vector<std::string>{"shelf.gain", "counts"}));
  EXPECT_TRUE(different_fields(other, other).empty());
}

TEST(Fields, AVariantIsWhatItHolds) {
  using Value = std::variant<int, double, std::string>;
  EXPECT_EQ(hash_of(Value(3)), hash_of(3));
  EXPECT_EQ(hash_of(Value("three")), hash_of(std::string("three")));
  EXPECT_NE(hash_of(Value(3)), hash_of(Value(3.0)));
  for (const Value& value : {Value(3), Value(3.0), Value(0.1), Value("3"), Value("")}) {
    Value read;
    read_json(nlohmann::ordered_json::parse(write_json(value).dump()), read);
    EXPECT_EQ(read, value);
  }
  Value read;
  EXPECT_THROW(read_json(nlohmann::json(true), read), WrongJson);
  EXPECT_THROW(read_json(nlohmann::json::array(), read), WrongJson);
}

}  // namespace
}  // namespace sotto
