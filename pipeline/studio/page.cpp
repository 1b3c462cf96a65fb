#include "studio/page.h"

#include <array>
#include <string>
#include <utility>

namespace sotto::studio {

// web/embed.cmake makes them.
std::string_view page_html();
std::string_view page_script();
std::string_view page_style();

Answer page_file(std::string_view path) {
  Answer answer;
  if (path == "/") {
    answer.type = "text/html; charset=utf-8";
    answer.body = page_html();
  } else if (path == "/studio.js") {
    answer.type = "text/javascript; charset=utf-8";
    answer.body = page_script();
  } else if (path == "/studio.css") {
    answer.type = "text/css; charset=utf-8";
    answer.body = page_style();
  } else {
    answer.status = 404;
    answer.body = R"({"error":"there is nothing here"})";
  }
  return answer;
}

}  // namespace sotto::studio
