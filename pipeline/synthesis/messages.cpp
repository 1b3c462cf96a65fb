#include "synthesis/messages.h"

#include <sys/socket.h>

#include <cassert>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <type_traits>
#include <variant>
#include <vector>

namespace sotto::synthesis {

namespace {

template <typename T>
constexpr bool kIsVector = false;
template <typename T>
constexpr bool kIsVector<std::vector<T>> = true;

/// A value as its bytes: of a struct its fields, one after the other; of text and lists the length and what is in them.
template <typename T>
void put(std::string& bytes, const T& value) {
  if constexpr (Fielded<T>) {
    for_each_field<T>([&](const auto& field) { put(bytes, value.*field.member); });
  } else if constexpr (std::is_trivially_copyable_v<T>) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof(T));
  } else if constexpr (std::is_same_v<T, std::string>) {
    put(bytes, value.size());
    bytes += value;
  } else if constexpr (kIsVector<T>) {
    put(bytes, value.size());
    for (const auto& item : value) put(bytes, item);
  } else {
    static_assert(std::is_same_v<T, cast::SettingValue>);
    put(bytes, value.index());
    std::visit([&](const auto& held) { put(bytes, held); }, value);
  }
}

/// Takes a value off the front of its bytes.
template <typename T>
void get(std::string_view& bytes, T& value) {
  if constexpr (Fielded<T>) {
    for_each_field<T>([&](const auto& field) { get(bytes, value.*field.member); });
  } else if constexpr (std::is_trivially_copyable_v<T>) {
    assert(bytes.size() >= sizeof(T));
    std::memcpy(&value, bytes.data(), sizeof(T));
    bytes.remove_prefix(sizeof(T));
  } else if constexpr (std::is_same_v<T, std::string>) {
    std::size_t size = 0;
    get(bytes, size);
    assert(bytes.size() >= size);
    value = bytes.substr(0, size);
    bytes.remove_prefix(size);
  } else if constexpr (kIsVector<T>) {
    std::size_t size = 0;
    get(bytes, size);
    value.resize(size);
    for (auto& item : value) get(bytes, item);
  } else {
    static_assert(std::is_same_v<T, cast::SettingValue>);
    std::size_t index = 0;
    get(bytes, index);
    assert(index < std::variant_size_v<T>);
    value = index == 0 ? T(0) : index == 1 ? T(0.0) : T(std::string());
    std::visit([&](auto& held) { get(bytes, held); }, value);
  }
}

template <typename T>
std::string bytes_of(const T& value) {
  std::string bytes;
  put(bytes, value);
  return bytes;
}

template <typename T>
T value_of(std::string_view bytes) {
  T value;
  get(bytes, value);
  return value;
}

using Length = std::uint64_t;

/// Fills `bytes` from the socket; false when it ends before.
bool receive_all(int socket, char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t got = ::recv(socket, bytes, size, MSG_WAITALL);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    bytes += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace

std::string encode(const WorkerSetup& setup) { return bytes_of(setup); }

std::string encode(const WorkerTask& task) { return bytes_of(task); }

std::string encode(const WorkerAnswer& answer) { return bytes_of(answer); }

WorkerSetup decode_setup(std::string_view message) { return value_of<WorkerSetup>(message); }

WorkerTask decode_task(std::string_view message) { return value_of<WorkerTask>(message); }

WorkerAnswer decode_answer(std::string_view message) { return value_of<WorkerAnswer>(message); }

std::string framed(std::string_view message) {
  std::string bytes = bytes_of(Length{message.size()});
  bytes += message;
  return bytes;
}

std::optional<std::string> take_message(std::string& arrived) {
  Length length = 0;
  if (arrived.size() < sizeof length) return std::nullopt;
  std::memcpy(&length, arrived.data(), sizeof length);
  if (arrived.size() - sizeof length < length) return std::nullopt;
  std::string message = arrived.substr(sizeof length, length);
  arrived.erase(0, sizeof length + length);
  return message;
}

bool send_message(int socket, std::string_view message) {
  const std::string bytes = framed(message);
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t put = ::send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return false;
    sent += static_cast<std::size_t>(put);
  }
  return true;
}

std::optional<std::string> receive_message(int socket) {
  Length length = 0;
  if (!receive_all(socket, reinterpret_cast<char*>(&length), sizeof length)) return std::nullopt;
  std::string message(length, '\0');
  if (!receive_all(socket, message.data(), message.size())) return std::nullopt;
  return message;
}

}  // namespace sotto::synthesis
