# Runs the port for vcpkg with stand-ins for vcpkg's functions, which do what theirs do to a header-only library, and looks at
# what a user would have. vcpkg itself is not run. WORK is a folder to write to; GENERATOR is optional.
file(REMOVE_RECURSE ${WORK})
set(port_folder ${CMAKE_CURRENT_LIST_DIR}/../../packaging/vcpkg/ctgrad)

file(READ ${port_folder}/vcpkg.json manifest)
string(JSON PORT GET "${manifest}" name)
string(JSON license GET "${manifest}" license)
string(JSON needs_eigen GET "${manifest}" features matrix dependencies 0)
string(JSON needs_xsimd GET "${manifest}" features batch dependencies 0)
if(NOT "${PORT} ${license} ${needs_eigen} ${needs_xsimd}" STREQUAL "ctgrad BSL-1.0 eigen3 xsimd")
    message(FATAL_ERROR "vcpkg.json says ${PORT} ${license} ${needs_eigen} ${needs_xsimd}")
endif()

set(CURRENT_PACKAGES_DIR ${WORK}/package)
function(vcpkg_cmake_configure)
    cmake_parse_arguments(PARSE_ARGV 0 the "" "SOURCE_PATH" "OPTIONS")
    set(generator "")
    if(GENERATOR)
        set(generator -G ${GENERATOR})
    endif()
    execute_process(
        COMMAND ${CMAKE_COMMAND} -S ${the_SOURCE_PATH} -B ${WORK}/build ${generator} -D
                CMAKE_INSTALL_PREFIX=${CURRENT_PACKAGES_DIR} ${the_OPTIONS}
        OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
endfunction()
function(vcpkg_cmake_install)
    execute_process(COMMAND ${CMAKE_COMMAND} --install ${WORK}/build OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
endfunction()
function(vcpkg_cmake_config_fixup)
    cmake_parse_arguments(PARSE_ARGV 0 the "" "CONFIG_PATH" "")
    file(GLOB files ${CURRENT_PACKAGES_DIR}/${the_CONFIG_PATH}/*.cmake)
    file(COPY ${files} DESTINATION ${CURRENT_PACKAGES_DIR}/share/${PORT})
    file(REMOVE_RECURSE ${CURRENT_PACKAGES_DIR}/share/cmake)
    # The package is a level higher than where it was installed.
    set(targets ${CURRENT_PACKAGES_DIR}/share/${PORT}/${PORT}Targets.cmake)
    file(READ ${targets} text)
    string(REPLACE "get_filename_component(_IMPORT_PREFIX \"\${_IMPORT_PREFIX}\" PATH)\nif(" "if(" text "${text}")
    file(WRITE ${targets} "${text}")
endfunction()
function(vcpkg_fixup_pkgconfig)
endfunction()
function(vcpkg_install_copyright)
    cmake_parse_arguments(PARSE_ARGV 0 the "" "" "FILE_LIST")
    configure_file(${the_FILE_LIST} ${CURRENT_PACKAGES_DIR}/share/${PORT}/copyright COPYONLY)
endfunction()
include(${port_folder}/portfile.cmake)

# Of the folders that vcpkg allows, with all that it asks for.
file(GLOB folders RELATIVE ${CURRENT_PACKAGES_DIR} ${CURRENT_PACKAGES_DIR}/* ${CURRENT_PACKAGES_DIR}/share/*)
if(NOT folders STREQUAL "include;share;share/ctgrad;share/pkgconfig")
    message(FATAL_ERROR "The port installs ${folders}")
endif()
foreach(file IN ITEMS copyright usage ctgradConfig.cmake ctgradConfigVersion.cmake ctgradTargets.cmake dependencies.cmake)
    if(NOT EXISTS ${CURRENT_PACKAGES_DIR}/share/ctgrad/${file})
        message(FATAL_ERROR "The port does not install ${file}")
    endif()
endforeach()
# A user's project finds it, with both parts.
execute_process(
    COMMAND ${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/consumer -B ${WORK}/consumer -D
            CMAKE_PREFIX_PATH=${CURRENT_PACKAGES_DIR} -G ${GENERATOR}
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${WORK}/consumer --target consumer OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
