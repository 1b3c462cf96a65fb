#pragma once

/// Values as JSON and back, by their `fields()` (fields.h).
///
/// A struct is an object with all its fields (but those aside), a list an array, a map with strings as keys an object
/// and any other map an array of pairs, a pair an array of two, a quantity its number, an enumeration its number, what
/// is absent null, a variant what it holds (read back as the first of its types that fits: a whole number goes before
/// others). What is read back is equal to what was written, to the last bit of a number.

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include "shared/fields.h"

namespace sotto {

/// The JSON is not the value that was asked for. `what()` says where and why: "lines.3.span.begin is missing".
class WrongJson : public std::runtime_error {
 public:
  WrongJson(std::string place, std::string why)
      : std::runtime_error((place.empty() ? "the value" : place) + " " + why),
        place_(std::move(place)),
        why_(std::move(why)) {}
  WrongJson inside(const std::string& outer) const { return {outer + (place_.empty() ? "" : "." + place_), why_}; }

 private:
  std::string place_;
  std::string why_;
};

namespace fields_detail {

template <typename T>
concept Text = std::is_same_v<T, std::string>;

/// A map, or a list of pairs that it is written as.
template <typename T>
concept Map = requires {
  typename T::mapped_type;
};

template <typename T>
concept TextMap = Map<T> && Text<typename T::key_type>;

template <typename T>
concept List = requires(const T& t) {
  t.size(), t.begin();
}
&&!Text<T> && !Map<T>;

template <typename T>
concept Pair = requires(const T& t) {
  t.first, t.second;
};

/// std::optional and the like.
template <typename T>
concept Absentable = requires(const T& t) {
  static_cast<bool>(t), *t;
}
&&!Fielded<T>;

/// Reads one part of a value; what is wrong with it gets the part's name before its place.
template <typename Read>
void read_part(const std::string& name, Read&& read) {
  try {
    read();
  } catch (const WrongJson& wrong) {
    throw wrong.inside(name);
  }
}

inline void expect(bool right, const char* why) {
  if (!right) throw WrongJson({}, why);
}

template <typename T, typename Json, std::size_t... I>
void read_first_that_fits(const Json& json, T& value, std::index_sequence<I...> types);

}  // namespace fields_detail

/// Any value that `add_to_hash` takes. Throws WrongJson for a number that is not finite.
template <typename T>
nlohmann::ordered_json write_json(const T& value) {
  namespace detail = fields_detail;
  using Json = nlohmann::ordered_json;
  if constexpr (Fielded<T>) {
    Json json = Json::object();
    for_each_field<T>([&]<typename F>(const F& field) {
      if constexpr (F::written) json[std::string(field.name)] = write_json(value.*field.member);
    });
    return json;
  } else if constexpr (Quantity<T>) {
    return write_json(value.value);
  } else if constexpr (Variant<T>) {
    return std::visit([](const auto& held) { return write_json(held); }, value);
  } else if constexpr (std::is_enum_v<T>) {
    return static_cast<std::int64_t>(value);
  } else if constexpr (std::is_floating_point_v<T>) {
    detail::expect(std::isfinite(value), "is no finite number");
    return value;
  } else if constexpr (std::is_arithmetic_v<T> || detail::Text<T>) {
    return value;
  } else if constexpr (detail::TextMap<T>) {
    Json json = Json::object();
    for (const auto& [key, element] : value) json[key] = write_json(element);
    return json;
  } else if constexpr (detail::Pair<T>) {
    return Json::array({write_json(value.first), write_json(value.second)});
  } else if constexpr (detail::List<T> || detail::Map<T>) {
    Json json = Json::array();
    for (const auto& element : value) json.push_back(write_json(element));
    return json;
  } else {
    static_assert(detail::Absentable<T>, "no way to write this type");
    return value ? write_json(*value) : Json(nullptr);
  }
}

/// Reads a value that `write_json` wrote. Strict: a field that is missing, unknown or of another type throws WrongJson.
template <typename T, typename Json>
void read_json(const Json& json, T& value) {
  namespace detail = fields_detail;
  if constexpr (Fielded<T>) {
    detail::expect(json.is_object(), "is no object");
    std::size_t known = 0;
    for_each_field<T>([&]<typename F>(const F& field) {
      if constexpr (F::written) {
        const std::string name(field.name);
        detail::read_part(name, [&] {
          const auto found = json.find(name);
          detail::expect(found != json.end(), "is missing");
          read_json(*found, value.*field.member);
        });
        ++known;
      }
    });
    detail::expect(json.size() == known, "has a field that is not known");
  } else if constexpr (Quantity<T>) {
    read_json(json, value.value);
  } else if constexpr (Variant<T>) {
    detail::read_first_that_fits(json, value, std::make_index_sequence<std::variant_size_v<T>>{});
  } else if constexpr (std::is_enum_v<T>) {
    std::underlying_type_t<T> number{};
    read_json(json, number);
    value = static_cast<T>(number);
  } else if constexpr (std::is_same_v<T, bool>) {
    detail::expect(json.is_boolean(), "is neither true nor false");
    value = json.template get<bool>();
  } else if constexpr (std::is_integral_v<T>) {
    detail::expect(json.is_number_integer(), "is no whole number");
    const bool fits = json.is_number_unsigned() ? std::in_range<T>(json.template get<std::uint64_t>())
                                                : std::in_range<T>(json.template get<std::int64_t>());
    detail::expect(fits, "is out of range");
    value = json.template get<T>();
  } else if constexpr (std::is_floating_point_v<T>) {
    detail::expect(json.is_number(), "is no number");
    value = json.template get<T>();
  } else if constexpr (detail::Text<T>) {
    detail::expect(json.is_string(), "is no text");
    value = json.template get<std::string>();
  } else if constexpr (detail::TextMap<T>) {
    detail::expect(json.is_object(), "is no object");
    value.clear();
    for (const auto& [key, element] : json.items()) {
      detail::read_part(key, [&, &its_key = key, &its_element = element] { read_json(its_element, value[its_key]); });
    }
  } else if constexpr (detail::Map<T>) {
    std::vector<std::pair<typename T::key_type, typename T::mapped_type>> pairs;
    read_json(json, pairs);
    value = T(pairs.begin(), pairs.end());
  } else if constexpr (detail::Pair<T>) {
    detail::expect(json.is_array() && json.size() == 2, "is no pair");
    detail::read_part("0", [&] { read_json(json[0], value.first); });
    detail::read_part("1", [&] { read_json(json[1], value.second); });
  } else if constexpr (detail::List<T>) {
    detail::expect(json.is_array(), "is no list");
    value.clear();
    for (const auto& element : json) {
      const std::string index = std::to_string(value.size());
      typename T::value_type read{};
      detail::read_part(index, [&] { read_json(element, read); });
      value.insert(value.end(), std::move(read));
    }
  } else {
    static_assert(detail::Absentable<T>, "no way to read this type");
    value = {};
    if (json.is_null()) return;
    std::remove_cvref_t<decltype(*value)> there{};
    read_json(json, there);
    value = std::move(there);
  }
}

namespace fields_detail {

template <typename T, typename Json, std::size_t... I>
void read_first_that_fits(const Json& json, T& value, std::index_sequence<I...> /*types*/) {
  const auto fits = [&]<typename Held>(Held held) {
    try {
      read_json(json, held);
    } catch (const WrongJson&) {
      return false;
    }
    value = std::move(held);
    return true;
  };
  expect((false || ... || fits(std::variant_alternative_t<I, T>{})), "is of none of the types that it may have");
}

}  // namespace fields_detail

}  // namespace sotto
