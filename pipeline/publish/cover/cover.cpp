#include "publish/cover/cover.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "shared/failure.h"
#include "shared/hash.h"
#include "shared/late_library.h"

namespace sotto::cover {

namespace {

/// What is used of Pango and Cairo.
struct Library {
  LateLibrary library{"libpangocairo-1.0.so.0"};
  SOTTO_LATE(library, cairo_create);
  SOTTO_LATE(library, cairo_destroy);
  SOTTO_LATE(library, cairo_image_surface_create);
  SOTTO_LATE(library, cairo_line_to);
  SOTTO_LATE(library, cairo_move_to);
  SOTTO_LATE(library, cairo_paint);
  SOTTO_LATE(library, cairo_pattern_add_color_stop_rgb);
  SOTTO_LATE(library, cairo_pattern_create_linear);
  SOTTO_LATE(library, cairo_pattern_destroy);
  SOTTO_LATE(library, cairo_set_line_cap);
  SOTTO_LATE(library, cairo_set_line_width);
  SOTTO_LATE(library, cairo_set_source);
  SOTTO_LATE(library, cairo_set_source_rgba);
  SOTTO_LATE(library, cairo_stroke);
  SOTTO_LATE(library, cairo_surface_destroy);
  SOTTO_LATE(library, cairo_surface_write_to_png_stream);
  SOTTO_LATE(library, g_object_unref);
  SOTTO_LATE(library, pango_cairo_create_layout);
  SOTTO_LATE(library, pango_cairo_show_layout);
  SOTTO_LATE(library, pango_font_description_free);
  SOTTO_LATE(library, pango_font_description_from_string);
  SOTTO_LATE(library, pango_font_description_set_absolute_size);
  SOTTO_LATE(library, pango_layout_get_pixel_size);
  SOTTO_LATE(library, pango_layout_set_alignment);
  SOTTO_LATE(library, pango_layout_set_font_description);
  SOTTO_LATE(library, pango_layout_set_text);
  SOTTO_LATE(library, pango_layout_set_width);
  SOTTO_LATE(library, pango_layout_set_wrap);
};

const Library& lib() {
  static const Library library;
  return library;
}

struct ReleaseSurface {
  void operator()(cairo_surface_t* surface) const { lib().cairo_surface_destroy(surface); }
};
struct ReleaseCairo {
  void operator()(cairo_t* cairo) const { lib().cairo_destroy(cairo); }
};
struct ReleasePattern {
  void operator()(cairo_pattern_t* pattern) const { lib().cairo_pattern_destroy(pattern); }
};
struct ReleaseObject {
  void operator()(PangoLayout* layout) const { lib().g_object_unref(layout); }
};
struct ReleaseFont {
  void operator()(PangoFontDescription* font) const { lib().pango_font_description_free(font); }
};

/// The first that is there (Debian: fonts-ebgaramond).
constexpr const char* kTypefaces = "EB Garamond, Linux Libertine O, DejaVu Serif, serif";

struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
};

/// Of a night and what is lit in it; a book's own, by its title.
struct Palette {
  Colour above;
  Colour below;
  Colour light;
};
constexpr std::array<Palette, 6> kPalettes{{
    {{0.055, 0.086, 0.149}, {0.110, 0.196, 0.286}, {0.965, 0.796, 0.525}},
    {{0.090, 0.063, 0.125}, {0.235, 0.145, 0.275}, {0.957, 0.729, 0.620}},
    {{0.043, 0.098, 0.098}, {0.098, 0.231, 0.216}, {0.906, 0.847, 0.604}},
    {{0.118, 0.063, 0.067}, {0.310, 0.137, 0.133}, {0.969, 0.824, 0.600}},
    {{0.071, 0.078, 0.098}, {0.192, 0.212, 0.255}, {0.792, 0.882, 0.941}},
    {{0.063, 0.090, 0.055}, {0.180, 0.239, 0.141}, {0.957, 0.871, 0.647}},
}};

void set(cairo_t* cairo, const Colour& colour, double alpha = 1) {
  lib().cairo_set_source_rgba(cairo, colour.red, colour.green, colour.blue, alpha);
}

/// So many means of the levels, relative to the loudest of them.
std::vector<double> bars_of(const std::vector<int>& levels, std::size_t count) {
  std::vector<double> bars(count, 0);
  for (std::size_t i = 0; i < count && !levels.empty(); ++i) {
    const std::size_t first = i * levels.size() / count;
    const std::size_t end = std::max(first + 1, (i + 1) * levels.size() / count);
    double power = 0;
    for (std::size_t k = first; k < end; ++k) power += static_cast<double>(levels[k]) * levels[k];
    bars[i] = std::sqrt(power / static_cast<double>(end - first));
  }
  const double most = std::max(1e-9, *std::max_element(bars.begin(), bars.end()));
  for (double& bar : bars) bar /= most;
  return bars;
}

/// Draws a text, centred, no larger than fits; returns its height.
double draw_text(cairo_t* cairo, const std::string& text, double top, double width, double most_height, double size) {
  const std::unique_ptr<PangoLayout, ReleaseObject> layout(lib().pango_cairo_create_layout(cairo));
  const std::unique_ptr<PangoFontDescription, ReleaseFont> font(lib().pango_font_description_from_string(kTypefaces));
  lib().pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  lib().pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
  lib().pango_layout_set_alignment(layout.get(), PANGO_ALIGN_CENTER);
  lib().pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  constexpr double kSmallest = 24;
  constexpr double kStep = 0.94;
  int right = 0;
  int height = 0;
  for (;; size *= kStep) {
    lib().pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
    lib().pango_layout_set_font_description(layout.get(), font.get());
    lib().pango_layout_get_pixel_size(layout.get(), &right, &height);
    if (height <= most_height || size < kSmallest) break;
  }
  lib().cairo_move_to(cairo, (kCoverSize - width) / 2, top);
  lib().pango_cairo_show_layout(cairo, layout.get());
  return height;
}

/// The sound as bars on both sides of a line.
void draw_sound(cairo_t* cairo, const std::vector<int>& levels, const Palette& palette) {
  constexpr std::size_t kBars = 120;
  constexpr double kMiddle = 0.62 * kCoverSize;
  constexpr double kHalf = 0.15 * kCoverSize;
  constexpr double kMargin = 0.08 * kCoverSize;
  const std::vector<double> bars = bars_of(levels, kBars);
  const double step = (kCoverSize - 2 * kMargin) / kBars;
  lib().cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
  lib().cairo_set_line_width(cairo, 0.5 * step);
  for (std::size_t i = 0; i < kBars; ++i) {
    const double x = kMargin + (static_cast<double>(i) + 0.5) * step;
    const double half = std::max(1.5, bars[i] * kHalf);
    set(cairo, palette.light, 0.35 + 0.6 * bars[i]);
    lib().cairo_move_to(cairo, x, kMiddle - half);
    lib().cairo_line_to(cairo, x, kMiddle + half);
    lib().cairo_stroke(cairo);
  }
}

cairo_status_t append(void* out, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

std::string draw_cover(const CoverText& text, const std::vector<int>& levels) {
  const std::unique_ptr<cairo_surface_t, ReleaseSurface> surface(
      lib().cairo_image_surface_create(CAIRO_FORMAT_RGB24, kCoverSize, kCoverSize));
  const std::unique_ptr<cairo_t, ReleaseCairo> cairo(lib().cairo_create(surface.get()));
  const std::size_t choice = std::stoul(ContentHash().add(text.title).hex().substr(0, 4), nullptr, 16);
  const Palette& palette = kPalettes.at(choice % kPalettes.size());
  const std::unique_ptr<cairo_pattern_t, ReleasePattern> sky(lib().cairo_pattern_create_linear(0, 0, 0, kCoverSize));
  lib().cairo_pattern_add_color_stop_rgb(sky.get(), 0, palette.above.red, palette.above.green, palette.above.blue);
  lib().cairo_pattern_add_color_stop_rgb(sky.get(), 1, palette.below.red, palette.below.green, palette.below.blue);
  lib().cairo_set_source(cairo.get(), sky.get());
  lib().cairo_paint(cairo.get());
  draw_sound(cairo.get(), levels, palette);

  constexpr double kWide = 0.84 * kCoverSize;
  set(cairo.get(), {0.98, 0.97, 0.94});
  const double top = 0.09 * kCoverSize;
  const double height = draw_text(cairo.get(), text.title, top, kWide, 0.33 * kCoverSize, 0.125 * kCoverSize);
  set(cairo.get(), palette.light);
  if (!text.series.empty()) {
    draw_text(cairo.get(), text.series, top + height, kWide, 0.05 * kCoverSize, 0.034 * kCoverSize);
  }
  if (!text.author.empty()) {
    draw_text(cairo.get(), text.author, 0.845 * kCoverSize, kWide, 0.12 * kCoverSize, 0.055 * kCoverSize);
  }
  std::string png;
  if (lib().cairo_surface_write_to_png_stream(surface.get(), append, &png) != CAIRO_STATUS_SUCCESS) {
    throw MachineFailure("cannot draw a cover");
  }
  return png;
}

}  // namespace sotto::cover
