// eSpeak NG can play what it says, through a library (pcaudio) that brings the sound servers' and the window system's
// with it: thirty shared libraries, whose mappings every fork of a worker would copy. Sotto never plays (the engine is
// always synchronous), so the engine's archive is linked with this: a machine that has no audio device.

#include <cstddef>
#include <cstdint>

// NOLINTBEGIN(misc-unused-parameters): the interface of pcaudio
extern "C" {

struct audio_object;  // NOLINT(readability-identifier-naming)

audio_object* create_audio_device_object(const char*, const char*, const char*) { return nullptr; }
int audio_object_open(audio_object*, int, std::uint32_t, std::uint8_t) { return -1; }
void audio_object_close(audio_object*) {}
void audio_object_destroy(audio_object*) {}
int audio_object_write(audio_object*, const void*, std::size_t) { return -1; }
int audio_object_drain(audio_object*) { return -1; }
int audio_object_flush(audio_object*) { return -1; }
const char* audio_object_strerror(audio_object*, int) { return "no audio device"; }
}
// NOLINTEND(misc-unused-parameters)
