#include "synthesis/messages.h"

#include <sys/socket.h>

#include <cassert>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <type_traits>
#include <vector>

namespace sotto::synthesis {

namespace {

/// A record field after field; strings and sequences with their length before them.
class Writer {
 public:
  template <typename T>
  Writer& put(const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof(T));
    return *this;
  }
  Writer& put(const std::string& text) {
    put(text.size());
    bytes_ += text;
    return *this;
  }
  template <typename T>
  Writer& put(const std::vector<T>& items) {
    put(items.size());
    for (const T& item : items) put(item);
    return *this;
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  template <typename T>
  Reader& get(T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    assert(bytes_.size() >= sizeof(T));
    std::memcpy(&value, bytes_.data(), sizeof(T));
    bytes_.remove_prefix(sizeof(T));
    return *this;
  }
  Reader& get(std::string& text) {
    std::size_t size = 0;
    get(size);
    assert(bytes_.size() >= size);
    text = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return *this;
  }
  template <typename T>
  Reader& get(std::vector<T>& items) {
    std::size_t size = 0;
    get(size);
    items.resize(size);
    for (T& item : items) get(item);
    return *this;
  }

 private:
  std::string_view bytes_;
};

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

std::string encode(const WorkerSetup& setup) {
  return Writer().put(setup.parent).put(setup.cache_folder).put(setup.engine_data).put(setup.time_limit_base).take();
}

WorkerSetup decode_setup(std::string_view message) {
  WorkerSetup setup;
  Reader(message).get(setup.parent).get(setup.cache_folder).get(setup.engine_data).get(setup.time_limit_base);
  return setup;
}

std::string encode(const WorkerTask& task) {
  const cast::EngineVoice& voice = task.request.voice;
  return Writer()
      .put(task.number)
      .put(voice.voice)
      .put(voice.variant)
      .put(voice.rate)
      .put(voice.pitch)
      .put(voice.range)
      .put(voice.volume)
      .put(voice.word_gap)
      .put(task.request.text)
      .put(task.request.words)
      .put(task.request.place)
      .put(task.request.id)
      .take();
}

WorkerTask decode_task(std::string_view message) {
  WorkerTask task;
  cast::EngineVoice& voice = task.request.voice;
  Reader(message)
      .get(task.number)
      .get(voice.voice)
      .get(voice.variant)
      .get(voice.rate)
      .get(voice.pitch)
      .get(voice.range)
      .get(voice.volume)
      .get(voice.word_gap)
      .get(task.request.text)
      .get(task.request.words)
      .get(task.request.place)
      .get(task.request.id);
  return task;
}

std::string encode(const WorkerAnswer& answer) {
  return Writer()
      .put(answer.kind)
      .put(answer.number)
      .put(answer.info.rate)
      .put(answer.info.frames)
      .put(answer.info.words)
      .put(answer.message)
      .take();
}

WorkerAnswer decode_answer(std::string_view message) {
  WorkerAnswer answer;
  Reader(message)
      .get(answer.kind)
      .get(answer.number)
      .get(answer.info.rate)
      .get(answer.info.frames)
      .get(answer.info.words)
      .get(answer.message);
  return answer;
}

std::string framed(std::string_view message) {
  std::string bytes = Writer().put(Length{message.size()}).take();
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
