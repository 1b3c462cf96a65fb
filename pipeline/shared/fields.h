#pragma once

/// The members of a plain struct, named once. Hashing, JSON and comparison are written from that one list:
///
///     struct Shelf {
///       Hertz frequency{0};
///       Decibels gain{0};
///       bool operator==(const Shelf&) const = default;
///       static constexpr auto fields() {
///         return std::tuple(field("frequency", &Shelf::frequency), field("gain", &Shelf::gain));
///       }
///     };
///
/// A list that lacks a member, or has one twice, does not compile. The order of the list is the order in which the
/// members are hashed and written.

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "shared/hash.h"

namespace sotto {

/// A member of `Class` and its name.
template <typename Class, typename Member, bool Hashed = true, bool Written = true>
struct Field {
  std::string_view name;
  Member Class::*member;
  static constexpr bool hashed = Hashed;
  static constexpr bool written = Written;
};

template <typename Class, typename Member>
constexpr Field<Class, Member> field(std::string_view name, Member Class::*member) {
  return {name, member};
}

/// A member that is no part of the hash: what a person reads (a description), or what is hashed elsewhere.
template <typename Class, typename Member>
constexpr Field<Class, Member, false> unhashed(std::string_view name, Member Class::*member) {
  return {name, member};
}

/// A member that is no part of the value, which `==` does not compare either: where it was read (Origin).
template <typename Class, typename Member>
constexpr Field<Class, Member, false, false> aside(std::string_view name, Member Class::*member) {
  return {name, member};
}

/// Has a list of its members.
template <typename T>
concept Fielded = requires {
  T::fields();
};

/// A physical quantity (units.h): hashed and written as its number.
template <typename T>
concept Quantity = std::is_aggregate_v<T> && !Fielded<T> && requires(T t) {
  { t.value } -> std::same_as<double&>;
};

/// std::variant: hashed and written as what it holds.
template <typename T>
concept Variant = requires {
  std::variant_size<T>::value;
};

namespace fields_detail {

/// Becomes whatever a member is initialised with; only ever asked about, never called.
struct Anything {
  template <typename T>
  operator T() const;  // NOLINT(google-explicit-constructor)
};

template <typename T, std::size_t... I>
constexpr bool takes(std::index_sequence<I...> /*members*/) {
  return requires { T{(static_cast<void>(I), Anything{})...}; };
}

/// How many members an aggregate has: the most initialisers that it takes.
template <typename T, std::size_t Least = 0>
constexpr std::size_t count_members() {
  if constexpr (takes<T>(std::make_index_sequence<Least + 1>{})) {
    return count_members<T, Least + 1>();
  } else {
    return Least;
  }
}

template <typename A, typename B>
constexpr bool same_member(const A& a, const B& b) {
  if constexpr (std::is_same_v<A, B>) {
    return a.member == b.member;
  } else {
    return false;
  }
}

template <typename T>
constexpr bool names_a_member_twice() {
  return std::apply(
      [](const auto&... all) {
        const auto times = [&](const auto& one) { return (0 + ... + (same_member(one, all) ? 1 : 0)); };
        return (false || ... || (times(all) > 1));
      },
      T::fields());
}

}  // namespace fields_detail

/// Whether `T::fields()` names every member of the struct once. (The members of a struct with constructors cannot be
/// counted.)
template <Fielded T>
constexpr bool lists_every_member() {
  if constexpr (std::is_aggregate_v<T>) {
    if (std::tuple_size_v<decltype(T::fields())> != fields_detail::count_members<T>()) return false;
  }
  return !fields_detail::names_a_member_twice<T>();
}

/// Calls `visit(field)` for each field of the struct, in the order of its list.
template <Fielded T, typename Visit>
constexpr void for_each_field(Visit&& visit) {
  static_assert(lists_every_member<T>(), "fields() must list every member of the struct once");
  std::apply([&](const auto&... all) { (visit(all), ...); }, T::fields());
}

/// Adds a value to a hash: numbers, quantities, enumerations and strings as themselves, a struct as its hashed fields,
/// a list or a map as its size and its elements, a pair as its two parts, what may be absent as whether it is there and
/// then itself.
template <typename T>
void add_to_hash(ContentHash& hash, const T& value) {
  if constexpr (Fielded<T>) {
    for_each_field<T>([&]<typename F>(const F& field) {
      if constexpr (F::hashed) add_to_hash(hash, value.*field.member);
    });
  } else if constexpr (Quantity<T>) {
    hash.add(value.value);
  } else if constexpr (Variant<T>) {
    std::visit([&](const auto& held) { add_to_hash(hash, held); }, value);
  } else if constexpr (std::is_enum_v<T>) {
    hash.add(static_cast<std::int64_t>(value));
  } else if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
    hash.add(static_cast<std::int64_t>(value));
  } else if constexpr (requires { hash.add(value); }) {
    hash.add(value);
  } else if constexpr (requires { value.first, value.second; }) {
    add_to_hash(hash, value.first);
    add_to_hash(hash, value.second);
  } else if constexpr (requires { value.size(), value.begin(); }) {
    hash.add(value.size());
    for (const auto& element : value) add_to_hash(hash, element);
  } else {
    const bool there = static_cast<bool>(value);
    hash.add(there);
    if (there) add_to_hash(hash, *value);
  }
}

/// The hash of one value.
template <typename T>
std::string hash_of(const T& value) {
  ContentHash hash;
  add_to_hash(hash, value);
  return hash.hex();
}

/// The names of the fields that differ, those of a struct inside the struct as "tone.room".
template <Fielded T>
std::vector<std::string> different_fields(const T& a, const T& b) {
  std::vector<std::string> names;
  for_each_field<T>([&](const auto& field) {
    const auto& in_a = a.*field.member;
    const auto& in_b = b.*field.member;
    if (in_a == in_b) return;
    if constexpr (Fielded<std::remove_cvref_t<decltype(in_a)>>) {
      for (const std::string& inner : different_fields(in_a, in_b))
        names.push_back(std::string(field.name) + "." + inner);
    } else {
      names.emplace_back(field.name);
    }
  });
  return names;
}

}  // namespace sotto
