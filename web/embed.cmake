# Makes one HTML file of the page's sources, and of that a source file: cmake -D WEB=web -D OUT=x.cpp -P embed.cmake
file(READ ${WEB}/page.html html)
file(READ ${WEB}/page.css style)
set(script "")
foreach(part IN ITEMS data format pictures player transcript table sections main)
  file(READ ${WEB}/${part}.js text)
  string(APPEND script "${text}\n")
endforeach()
string(REPLACE "@STYLE@" "${style}" html "${html}")
string(REPLACE "@SCRIPT@" "${script}" html "${html}")
file(WRITE ${OUT}.html "${html}")
file(READ ${OUT}.html bytes HEX)
file(REMOVE ${OUT}.html)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n" bytes "${bytes}")
file(WRITE ${OUT} "// Made from web/ by web/embed.cmake.
#include <string_view>

namespace sotto::report {

std::string_view page_template();

namespace {
constexpr unsigned char kPage[] = {
${bytes}};
}  // namespace

std::string_view page_template() { return {reinterpret_cast<const char*>(kPage), sizeof kPage}; }

}  // namespace sotto::report
")
