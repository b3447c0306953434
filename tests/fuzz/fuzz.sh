#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Builds one fuzz target with clang and runs it for so many minutes, on one core, at low priority;
# says at the end how many runs there were and how much of the code they reached.
# Run from the build directory: ../tests/fuzz/fuzz.sh fold|extract|resolve MINUTES [CORPUS]
# The library is compiled anew, with sanitizers, from the sources that the build lists.
set -eu

target=${1:?which target}
minutes=${2:?how many minutes}
source=$(cd "$(dirname "$0")/../.." && pwd)
corpus=${3:-fuzz-corpus-$target}
packages="icu-uc icu-i18n yaml-0.1 jansson serd-0 libzip libxxhash"

mkdir -p "fuzz-$target" "$corpus"
sources=$(make -s -f - <<MAKE
include Makefile
print-sources: ; @echo \$(libmatch_sources)
.DEFAULT_GOAL := print-sources
MAKE
)
printf 'sewing ຫຍິບຜ້າ 3 years required\nAbout us:\n' >"$corpus/advertisement"
printf '\000\000\011\000garment tailors' >"$corpus/phrase"
printf '\110\000\003\001stone maison ຊ່າງກໍ' >"$corpus/options"
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
log=fuzz-$target/log
result=0
nice -n 19 "fuzz-$target/fuzz_$target" -max_len=4096 \
    -max_total_time="$(awk "BEGIN { print int($minutes * 60) }")" \
    -artifact_prefix="fuzz-$target/" -print_final_stats=1 "$corpus" 2>"$log" || result=$?
test $result -eq 0 || tail -n 40 "$log"
awk -v target="$target" -v minutes="$minutes" '
    / cov: / { for (i = 1; i < NF; i++) { if ($i == "cov:") coverage = $(i + 1)
                                          if ($i == "corp:") inputs = $(i + 1) } }
    /number_of_executed_units/ { runs = $2 }
    END { printf "%s: %s runs in %s minutes, %s edges reached by %s inputs\n", target, runs, minutes,
                 coverage, inputs }' "$log"
exit $result
