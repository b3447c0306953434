#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What the public headers declare, what libmatch.map lists and what the library exports must be
# the same. "exports.sh --update" writes the map anew from the headers.
set -eu
LC_ALL=C
export LC_ALL

source=${MATCH_TEST_SOURCE:-$(cd "$(dirname "$0")/.." && pwd)}
build=${MATCH_TEST_BUILD:-$PWD}
map=$source/libmatch/libmatch.map

# The names that follow MATCH_API, and on standard error those declared without it.
declared() {
    # shellcheck disable=SC2046 # names of headers have no blanks
    awk '
        FNR == 1 { in_comment = 0; text = "" }
        /^[ \t]*\/\*/ { in_comment = 1 }
        in_comment { if (/\*\//) in_comment = 0; next }
        /^#/ || /^typedef / || /^static inline / || /^extern / { next }
        text == "" && /^[A-Za-z]/ { text = $0; if (!/;/) next }
        text != "" {
            if (text != $0) text = text " " $0
            if (text !~ /;/) next
            if (match(text, /match_[a-z0-9_]+ *\(/)) {
                name = substr(text, RSTART, RLENGTH)
                sub(/ *\($/, "", name)
                if (text ~ /^MATCH_API/) print name
                else print FILENAME ": " name " is declared without MATCH_API" > "/dev/stderr"
            }
            text = ""
        }
    ' "$source"/libmatch/include/libmatch/*.h "$source"/libmatch/include/libmatch/*.h.in | sort
}

listed() {
    sed -n 's/^ *\(match_[a-z0-9_]*\);$/\1/p' "$map" | sort
}

exported() {
    nm -D --defined-only "$1" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | sort
}

# One node until the first release; symbols of later ones get a node of their own, by hand.
update() {
    {
        sed -n '/^LIBMATCH_/q; p' "$map"
        echo 'LIBMATCH_0.1 {'
        echo '  global:'
        declared | sed 's/.*/    &;/'
        echo '  local:'
        echo '    *;'
        echo '};'
    } >"$map.new"
    mv "$map.new" "$map"
}

# Lists what only one of two has. "compare A FILE B FILE"
failed=0
compare() {
    comm -23 "$2" "$4" >"$work/only"
    while read -r name; do
        echo "$name: $1, but not $3"
        failed=1
    done <"$work/only"
    comm -13 "$2" "$4" >"$work/only"
    while read -r name; do
        echo "$name: $3, but not $1"
        failed=1
    done <"$work/only"
}

if [ "${1-}" = --update ]; then
    update
    exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
declared >"$work/declared" 2>"$work/unmarked"
listed >"$work/listed"
[ -s "$work/declared" ] || { echo "no declaration was found"; exit 1; }
if [ -s "$work/unmarked" ]; then
    cat "$work/unmarked"
    failed=1
fi
if [ -n "$(uniq -d "$work/listed")" ]; then
    echo "listed twice: $(uniq -d "$work/listed" | tr '\n' ' ')"
    failed=1
fi
compare "declared in the headers" "$work/declared" "listed in libmatch.map" "$work/listed"

library=$build/libmatch/.libs/libmatch.so
if [ -e "$library" ]; then
    exported "$library" >"$work/exported"
    compare "declared in the headers" "$work/declared" "exported by the library" "$work/exported"
else
    echo "$library is not there, expected the shared library"
    failed=1
fi
if [ "$failed" -ne 0 ]; then
    echo "after a change of the headers: tests/exports.sh --update, then build again"
fi
exit "$failed"
