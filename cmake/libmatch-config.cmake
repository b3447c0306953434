# SPDX-License-Identifier: Apache-2.0
# Defines the imported target libmatch::libmatch. Installed in <libdir>/cmake/libmatch, so the
# places of the library and the headers are found from where this file is.

get_filename_component(_libmatch_libdir "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)

find_library(LIBMATCH_LIBRARY NAMES match PATHS "${_libmatch_libdir}" NO_DEFAULT_PATH)
find_path(LIBMATCH_INCLUDE_DIR NAMES libmatch/version.h
    PATHS "${_libmatch_libdir}/../include" "${_libmatch_libdir}/../../include"
    NO_DEFAULT_PATH)
mark_as_advanced(LIBMATCH_LIBRARY LIBMATCH_INCLUDE_DIR)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(libmatch
    REQUIRED_VARS LIBMATCH_LIBRARY LIBMATCH_INCLUDE_DIR)

if(libmatch_FOUND AND NOT TARGET libmatch::libmatch)
    add_library(libmatch::libmatch UNKNOWN IMPORTED)
    set_target_properties(libmatch::libmatch PROPERTIES
        IMPORTED_LOCATION "${LIBMATCH_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${LIBMATCH_INCLUDE_DIR}")
endif()
unset(_libmatch_libdir)
