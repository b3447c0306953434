#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Scoring, ranking and what lies above cannot see what is protected: a source of theirs that tries
# to does not compile. Each of them is compiled as it stands but for the line that tries.
# (tests/floors.sh looks for ways round that the compiler cannot see.)
set -eu

source=${MATCH_TEST_SOURCE:-$(cd "$(dirname "$0")/.." && pwd)}
build=${MATCH_TEST_BUILD:-$source/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# compile FILE: syntax only, with the paths of the library.
compile() {
    # shellcheck disable=SC2086 # CC may be a program and its options
    LC_ALL=C ${CC:-cc} -std=gnu11 -fsyntax-only -DHAVE_CONFIG_H -I"$build" \
        -I"$build/libmatch/src" -I"$build/libmatch/include" -I"$source/libmatch/src" \
        -I"$source/libmatch/include" "$1" >"$work/out" 2>&1
}

# refused FILE MESSAGE LINE...: with these lines at its end there is this one error and no other.
failed=0
refused() {
    file=$1
    message=$2
    shift 2
    cp "$file" "$work/attempt.c"
    printf '%s\n' "$@" >>"$work/attempt.c"
    if compile "$work/attempt.c"; then
        echo "${file#"$source"/}: compiles with: $*"
        failed=1
    elif ! grep 'error: ' "$work/out" | head -n 1 | grep -q -e "$message"; then
        echo "${file#"$source"/}: is refused for another reason than the wall: $*"
        cat "$work/out"
        failed=1
    fi
}

tried=0
for file in "$source"/libmatch/src/scoring/*.c "$source"/libmatch/src/ranking/*.c \
    "$source"/libmatch/src/pathway/*.c "$source"/libmatch/src/allocation/*.c \
    "$source"/libmatch/src/insight/*.c; do
    [ -e "$file" ] || continue
    tried=$((tried + 1))
    refused "$file" 'protected facts are for records/ alone' '#include "records/protected.h"'
done
if [ "$tried" -lt 20 ]; then
    echo "only $tried sources were tried"
    failed=1
fi

# What scoring has of a person knows none of it, and the block is a name without a content.
person=$source/libmatch/src/scoring/person.c
compile "$person" || {
    echo "scoring/person.c does not compile as it is, so nothing is proven"
    cat "$work/out"
    failed=1
}
for field in sex birth_date birth_year age_group washington_group ethnicity corridor \
    return_reason; do
    refused "$person" "no member named .$field" '#include "records/record.h"' \
        "const void *probe(const struct profile *profile);" \
        "const void *probe(const struct profile *profile) { return &profile->$field; }"
done
refused "$person" "protected_block" '#include "records/record.h"' \
    'extern char probe[sizeof(struct protected_block)];' 'char probe[sizeof(struct protected_block)];'
exit "$failed"
