#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Builds one fuzz target with clang and runs it for so many seconds, on one core, at low priority.
# Run from the build directory: ../tests/fuzz/fuzz.sh fold|extract SECONDS [CORPUS]
# The library is compiled anew, with sanitizers, from the sources that the build lists.
set -eu

target=${1:?which target}
seconds=${2:?how many seconds}
source=$(cd "$(dirname "$0")/../.." && pwd)
corpus=${3:-fuzz-corpus-$target}
packages="icu-uc icu-i18n yaml-0.1 jansson serd-0 libzip"

mkdir -p "fuzz-$target" "$corpus"
sources=$(make -s -f - <<MAKE
include Makefile
print-sources: ; @echo \$(libmatch_sources)
.DEFAULT_GOAL := print-sources
MAKE
)
printf 'sewing ຫຍິບຜ້າ 3 years required\nAbout us:\n' >"$corpus/advertisement"
printf 'ນໍ້າ น้ํา Łódź が \xff' >"$corpus/scripts"
files=
for file in $sources; do
    case $file in *.c) files="$files $source/$file" ;; esac
done
# shellcheck disable=SC2046,SC2086
clang -g -O1 -std=gnu11 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined \
    -DHAVE_CONFIG_H -D_GNU_SOURCE -I. -Ilibmatch/src -Ilibmatch/include -I"$source/libmatch/src" \
    -I"$source/libmatch/include" $(pkg-config --cflags $packages) \
    "$source/tests/fuzz/fuzz_$target.c" $files -o "fuzz-$target/fuzz_$target" \
    $(pkg-config --libs $packages) -lcsv -lpthread
exec nice -n 19 "fuzz-$target/fuzz_$target" -max_total_time="$seconds" -max_len=4096 \
    -artifact_prefix="fuzz-$target/" -print_final_stats=1 "$corpus"
