# Makes a source file of a folder's data files: cmake -D FOLDER=dir -D OUT=x.cpp -P embed.cmake
# Each `<language>/<name>.txt` (word lists) or `.model` (learned models) below the folder is embedded byte for byte
# under that name (embedded.h).
file(GLOB_RECURSE files RELATIVE ${FOLDER} ${FOLDER}/*.txt ${FOLDER}/*.model)
list(SORT files)
set(arrays "")
set(entries "")
set(number 0)
foreach(name IN LISTS files)
  file(READ ${FOLDER}/${name} bytes HEX)
  string(LENGTH "${bytes}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(APPEND arrays "// ${name}\nconstexpr unsigned char kFile${number}[] = {\n${bytes}};\n")
  string(APPEND entries "      {\"${name}\", {reinterpret_cast<const char*>(kFile${number}), ${size}}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUT} "// Made from ${FOLDER} by embed.cmake.
#include \"annotate/language/embedded.h\"

namespace sotto::language {

namespace {
${arrays}}  // namespace

const std::vector<EmbeddedFile>& embedded_files() {
  static const std::vector<EmbeddedFile> files = {
${entries}  };
  return files;
}

}  // namespace sotto::language
")
