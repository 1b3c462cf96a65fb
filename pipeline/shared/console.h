#pragma once

/// The standard streams: messages for people go to stderr, results for programs to stdout.
///
/// A message that cannot be written (stderr is closed, full, or a pipe that nobody reads) is dropped: a production goes
/// on without its display. A result that cannot be written is remembered, and `finish_results` fails.

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "shared/text.h"

namespace sotto {

/// Opens what of the descriptors 0 to 2 the caller has left closed, so that no file that is opened later gets one of
/// their numbers. To be called first. Results that then have nowhere to go count as not written.
void open_standard_streams();

/// Writes to stderr, at once. Control characters other than newline are shown as U+FFFD: what a message quotes (a
/// file's name, a line of a story) cannot command the terminal.
void write_message(std::string_view text);
/// The same for the program's own control sequences: written as they are.
void write_display(std::string_view text);
/// Writes to stdout, at once and as it is: JSON.
void write_result(std::string_view text);
/// Throws MachineFailure when a result could not be written.
void finish_results();

template <class... Values>
void print_message(fmt::format_string<Values...> format, Values&&... values) {
  write_message(fmt::format(format, std::forward<Values>(values)...));
}
template <class... Values>
void print_display(fmt::format_string<Values...> format, Values&&... values) {
  write_display(fmt::format(format, std::forward<Values>(values)...));
}
/// For results that people read, too: control characters other than newline are shown as U+FFFD.
template <class... Values>
void print_result(fmt::format_string<Values...> format, Values&&... values) {
  write_result(printable(fmt::format(format, std::forward<Values>(values)...)));
}

}  // namespace sotto
