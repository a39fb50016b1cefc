# What ctgrad's targets need. Included by CMakeLists.txt and by the installed package, so that both find the same.
#
# Sets ctgrad_matrix_missing and ctgrad_batch_missing, each empty or a sentence that says what was not found, and
# ctgrad_xsimd_directories.
if(POLICY CMP0167)  # the package of Boost, not the module of CMake
    cmake_policy(SET CMP0167 NEW)
endif()

set(ctgrad_matrix_missing "")
if(NOT TARGET Eigen3::Eigen)
    find_package(Eigen3 QUIET NO_MODULE)
endif()
if(NOT TARGET Eigen3::Eigen)
    set(ctgrad_matrix_missing "ctgrad::matrix needs Eigen 3.4 or later, which was not found (Debian: libeigen3-dev)")
elseif(Eigen3_VERSION AND Eigen3_VERSION VERSION_LESS 3.4)
    set(ctgrad_matrix_missing "ctgrad::matrix needs Eigen 3.4 or later, but ${Eigen3_VERSION} was found")
endif()

# Only the headers of xsimd are needed; the target of Debian's xsimd also links xtl, which is another package.
set(ctgrad_batch_missing "")
set(ctgrad_xsimd_directories "")
if(NOT TARGET xsimd)
    find_package(xsimd QUIET NO_MODULE)
endif()
if(TARGET xsimd)
    get_target_property(ctgrad_xsimd_directories xsimd INTERFACE_INCLUDE_DIRECTORIES)
else()
    set(ctgrad_batch_missing "ctgrad::batch needs xsimd, which was not found (Debian: libxsimd-dev)")
endif()
