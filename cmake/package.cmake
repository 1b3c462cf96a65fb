# What `cmake --install` installs, and the Debian package that `./run package` makes of it (CPack).
include(GNUInstallDirs)

install(TARGETS sotto RUNTIME)
install(DIRECTORY voices profiles adapters DESTINATION ${CMAKE_INSTALL_DATADIR}/sotto)
install(FILES pipeline/report/report.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/sotto)
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES cmake/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})

# The manual page and the completions are what the program itself prints.
set(printed ${CMAKE_BINARY_DIR}/printed)
add_custom_command(OUTPUT ${printed}/sotto.1 ${printed}/sotto.bash ${printed}/_sotto ${printed}/sotto.fish
  COMMAND ${CMAKE_COMMAND} -E make_directory ${printed}
  COMMAND sotto manual > ${printed}/sotto.1
  COMMAND sotto completion bash > ${printed}/sotto.bash
  COMMAND sotto completion zsh > ${printed}/_sotto
  COMMAND sotto completion fish > ${printed}/sotto.fish
  DEPENDS sotto COMMENT "Printing the manual page and the completions" VERBATIM)
add_custom_target(printed DEPENDS ${printed}/sotto.1)
install(FILES ${printed}/sotto.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${printed}/sotto.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME sotto)
install(FILES ${printed}/_sotto DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${printed}/sotto.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME sotto)
set(CPACK_PACKAGE_CONTACT "Sotto <sotto@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "turns a book into a finished, multi-voice audiobook")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION sound)
# The libraries that the program is linked with, found by dpkg-shlibdeps; the engine's data is read at run time.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What is loaded when it is needed (shared/late_library.h) is named here, in Debian 12's names.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "espeak-ng-data, libzip4, libavcodec59, libavformat59, libpangocairo-1.0-0")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libflite1, libcurl4")
include(CPack)
