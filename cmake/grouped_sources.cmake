option(SOTTO_GROUPS "compile sources a few at a time" ON)
if(SOTTO_GROUPS AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC takes a source in a group for a header, whose types would differ from one source to the next.
  add_compile_options(-Wno-subobject-linkage)
endif()

# Sources that have compile definitions of their own: each is compiled by itself.
set(SOTTO_COMPILED_ALONE ${CMAKE_SOURCE_DIR}/pipeline/production/installation.cpp
                         ${CMAKE_SOURCE_DIR}/tests/support/folders.cpp)

# Sets OUT to what compiles SOURCES (absolute paths, in order): files in build/groups/NAME/ that include 1 to 12 of them
# each. Most of the time that a source takes goes into its headers' templates, which a group pays for once: all of Sotto
# and its tests are built in a quarter of the processor time. The hash of a source's path says whether a group ends with
# it, so that a source that is added or removed changes one group. Paths in a group are relative to ROOT, a folder
# of the include path: ccache knows a group in every clone. Names in anonymous namespaces are unique in a room.
function(sotto_grouped_sources out name root sources)
  set(compiled "")
  set(group "")
  set(count 0)
  if(NOT SOTTO_GROUPS)
    set(${out} ${sources} PARENT_SCOPE)
    return()
  endif()
  list(LENGTH sources left)
  set(first "")
  foreach(source IN LISTS sources)
    math(EXPR left "${left} - 1")
    file(RELATIVE_PATH path ${root} ${source})
    if(source IN_LIST SOTTO_COMPILED_ALONE)
      list(APPEND compiled ${source})
    else()
      if(count EQUAL 0)
        string(REGEX REPLACE "[/.]" "_" first ${path})
      endif()
      string(APPEND group "#include \"${path}\"\n")
      math(EXPR count "${count} + 1")
    endif()
    string(SHA1 hash ${path})
    string(SUBSTRING ${hash} 0 1 digit)
    if(count GREATER 0 AND (count EQUAL 12 OR left EQUAL 0 OR (count GREATER 3 AND digit MATCHES "[012]")))
      set(file ${CMAKE_BINARY_DIR}/groups/${name}/${first}.cpp)
      file(CONFIGURE OUTPUT ${file} CONTENT "${group}" @ONLY)
      list(APPEND compiled ${file})
      set(group "")
      set(count 0)
    endif()
  endforeach()
  set(${out} ${compiled} PARENT_SCOPE)
endfunction()
