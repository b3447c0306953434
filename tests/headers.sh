#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Each public header compiles alone, twice in a row, as C11 and as C++17, with every compiler
# that is there and no warning. All headers of the folder are in the list of what is installed.
set -eu
LC_ALL=C
export LC_ALL

source=${MATCH_TEST_SOURCE:-$(cd "$(dirname "$0")/.." && pwd)}
build=${MATCH_TEST_BUILD:-$PWD}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Prints what fails for the headers of FOLDER; further folders are searched.
check() {
    folder=$1
    shift
    includes="-I$folder"
    for other; do
        includes="$includes -I$other"
    done
    for header in "$folder"/libmatch/*.h; do
        name=libmatch/$(basename "$header")
        printf '#include <%s>\n#include <%s>\nextern int last;\n' "$name" "$name" >"$work/twice.c"
        cp "$work/twice.c" "$work/twice.cpp"
        # shellcheck disable=SC2086 # lists of words
        for compiler in $c_compilers; do
            $compiler -std=c11 -Wall -Wextra -pedantic -Werror -fsyntax-only $includes \
                "$work/twice.c" >"$work/out" 2>&1 || {
                echo "$name: does not compile alone as C11 with $compiler"
                cat "$work/out"
            }
        done
        # shellcheck disable=SC2086
        for compiler in $cpp_compilers; do
            $compiler -std=c++17 -Wall -Wextra -pedantic -Werror -fsyntax-only $includes \
                "$work/twice.cpp" >"$work/out" 2>&1 || {
                echo "$name: does not compile alone as C++17 with $compiler"
                cat "$work/out"
            }
        done
    done
}

present() {
    for tool; do
        command -v "$tool" >/dev/null && printf '%s ' "$tool"
    done
    :
}

c_compilers=$(present gcc clang)
cpp_compilers=$(present g++ clang++)
if [ -z "$c_compilers" ] || [ -z "$cpp_compilers" ]; then
    echo "skipped: gcc and g++, or clang and clang++, are needed"
    exit 77
fi

failed=0
check "$source/libmatch/include" "$build/libmatch/include" >"$work/found"
if [ "$source" != "$build" ]; then
    check "$build/libmatch/include" "$source/libmatch/include" >>"$work/found"
fi
for header in "$source"/libmatch/include/libmatch/*.h; do
    name=$(basename "$header")
    [ "$name" = version.h ] || grep -q "/$name " "$source/libmatch/include/Makefile.inc" ||
        echo "$name: not in the list of libmatch/include/Makefile.inc" >>"$work/found"
    [ "$name" = match.h ] || [ "$name" = export.h ] ||
        grep -q "<libmatch/$name>" "$source/libmatch/include/libmatch/match.h" ||
        echo "$name: not included by libmatch/match.h" >>"$work/found"
done
if [ -s "$work/found" ]; then
    cat "$work/found"
    failed=1
fi

# The same check has to find what is wrong in these.
mkdir -p "$work/bad/libmatch"
plant() {
    rm -f "$work/bad/libmatch/"*
    printf '%s\n' "$3" >"$work/bad/libmatch/planted.h"
    check "$work/bad" >"$work/found"
    if ! grep -q "as $2 " "$work/found"; then
        echo "self-test: a header with $1 went through as $2"
        failed=1
    fi
}
plant "a type from nowhere" C11 'size_t planted(void);'
plant "a type from nowhere" C++17 'size_t planted(void);'
plant "an old-style declaration" C11 'static int planted();
static int planted() { }'
plant "a word of C++" C++17 'int planted(int class);'
plant "no guard" C11 'struct planted { int a; };'
plant "a warning" C11 '#ifndef P
#define P
static inline int planted(unsigned a, int b) { return a < b; }
#endif'

echo "compilers: $c_compilers$cpp_compilers"
exit "$failed"
