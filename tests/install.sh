#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What "make install" puts in place can be used: a small program is built with pkg-config and
# with CMake and runs; "make uninstall" leaves nothing behind.
set -eu
LC_ALL=C
export LC_ALL
unset MAKEFLAGS MFLAGS MAKELEVEL || :

build=${MATCH_TEST_BUILD:-$PWD}
make=${MAKE:-make}
cc=${CC:-cc}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root

fail() {
    echo "$1"
    [ ! -e "$work/log" ] || cat "$work/log"
    exit 1
}

$make -C "$build" install DESTDIR="$root" >"$work/log" 2>&1 || fail "make install does not work"

pc=$(find "$root" -name libmatch.pc)
[ -n "$pc" ] || fail "libmatch.pc was not installed"
libdir=$(dirname "$(dirname "$pc")")
for file in libmatch.so libmatch.so.0 cmake/libmatch/libmatch-config.cmake; do
    [ -e "$libdir/$file" ] || fail "$file was not installed in the library folder"
done
[ -z "$(find "$root" -name '*.la' ! -name libmatch.la)" ] || fail "a module's .la was installed"

cat >"$work/user.c" <<'END'
#include <stdio.h>
#include <libmatch/match.h>

int
main(void)
{
    char text[MATCH_DATE_TEXT_SIZE];
    match_date_format(match_date_from_civil(2026, 2, 28) + 1, text);
    return printf("%s %s\n", match_version(), text) < 0;
}
END
expected="$(pkg-config --modversion "$pc") 2026-03-01"

# Runs a program and compares what it says.
try() {
    said=$(LD_LIBRARY_PATH="$libdir" "$2" 2>&1) || fail "$1: the program fails: $said"
    [ "$said" = "$expected" ] || fail "$1: the program says '$said', expected '$expected'"
}

flags=$(PKG_CONFIG_PATH=$(dirname "$pc") PKG_CONFIG_SYSROOT_DIR=$root \
    pkg-config --cflags --libs libmatch) || fail "pkg-config does not find libmatch"
# shellcheck disable=SC2086 # lists of words
$cc ${MATCH_SANITIZERS-} -Wall -Wextra -Werror "$work/user.c" -o "$work/user" $flags \
    >"$work/log" 2>&1 || fail "pkg-config: the program cannot be built"
try pkg-config "$work/user"

# Static linking needs what the library needs.
PKG_CONFIG_PATH=$(dirname "$pc") pkg-config --static --libs libmatch >"$work/static" 2>"$work/log" ||
    fail "pkg-config --static: $(cat "$work/log")"
for library in yaml icuuc jansson csv; do
    grep -q -e "-l$library" "$work/static" || fail "pkg-config --static: no -l$library"
done

if command -v cmake >/dev/null; then
    mkdir "$work/project"
    cp "$work/user.c" "$work/project"
    cat >"$work/project/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.18)
project(user C)
find_package(libmatch 0.1 CONFIG REQUIRED)
find_package(libmatch 0.2 CONFIG QUIET)
if(libmatch_FOUND)
    message(FATAL_ERROR "a version was found that is not there")
endif()
find_package(libmatch 0.1.0 EXACT CONFIG REQUIRED)
add_executable(user user.c)
target_link_libraries(user PRIVATE libmatch::libmatch)
END
    cmake -S "$work/project" -B "$work/project/build" -DCMAKE_PREFIX_PATH="$(dirname "$libdir")" \
        -DCMAKE_C_COMPILER="${cc%% *}" -DCMAKE_C_FLAGS="${MATCH_SANITIZERS-}" >"$work/log" 2>&1 ||
        fail "CMake does not find libmatch"
    cmake --build "$work/project/build" >"$work/log" 2>&1 ||
        fail "CMake: the program cannot be built"
    try CMake "$work/project/build/user"
else
    echo "CMake is not there and was not tried"
fi

$make -C "$build" uninstall DESTDIR="$root" >"$work/log" 2>&1 || fail "make uninstall does not work"
left=$(find "$root" ! -type d)
[ -z "$left" ] || fail "make uninstall leaves $left"
