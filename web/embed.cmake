# Makes the pages, and of each a source file: cmake -D WEB=web -D OUT=build -P embed.cmake
# A page's scripts are joined in order: those of shared/ first. They are modules without imports, which a page from
# disk could not load.

# Sets OUT to the joined files of the folder WEB/FOLDER; names are without ".js".
function(join_scripts out)
  set(script "")
  foreach(part IN LISTS ARGN)
    file(READ ${WEB}/${part}.js text)
    string(APPEND script "${text}\n")
  endforeach()
  set(${out} "${script}" PARENT_SCOPE)
endfunction()

# Writes a source file of a namespace: for each NAME of the list a function of that name that returns the text of the
# variable NAME.
function(write_source file namespace)
  set(source "// Made from web/ by web/embed.cmake.\n#include <string_view>\n\nnamespace ${namespace} {\n")
  foreach(name IN LISTS ARGN)
    file(WRITE ${file}.part "${${name}}")
    file(READ ${file}.part bytes HEX)
    file(REMOVE ${file}.part)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
    string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n"
      bytes "${bytes}")
    string(APPEND source "
std::string_view ${name}();

std::string_view ${name}() {
  static constexpr unsigned char kBytes[] = {
${bytes}};
  return {reinterpret_cast<const char*>(kBytes), sizeof kBytes};
}
")
  endforeach()
  file(WRITE ${file} "${source}\n}  // namespace ${namespace}\n")
endfunction()

file(READ ${WEB}/shared/page.css shared_style)

file(READ ${WEB}/report/page.html page_template)
file(READ ${WEB}/report/report.css style)
join_scripts(script shared/elements report/data report/format report/in_studio report/pictures report/player report/transcript
  shared/rows report/table report/sections report/main)
string(REPLACE "@STYLE@" "${shared_style}${style}" page_template "${page_template}")
string(REPLACE "@SCRIPT@" "${script}" page_template "${page_template}")
write_source(${OUT}/report_page.cpp sotto::report page_template)

file(READ ${WEB}/studio/page.html page_html)
file(READ ${WEB}/studio/studio.css style)
set(page_style "${shared_style}${style}")
join_scripts(page_script shared/elements shared/rows studio/server studio/people studio/sound studio/keys studio/pick
  studio/lines studio/details studio/script studio/cast studio/making studio/main)
write_source(${OUT}/studio_page.cpp sotto::studio page_html page_script page_style)
