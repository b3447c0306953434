#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The small programs in examples/c run and say the same as the command line.
set -eu

data=$MATCH_TEST_SOURCE/examples/data/mini
taxonomy=$MATCH_TEST_SOURCE/taxonomies/returnee-skills/returnee-skills.yaml
programs=$MATCH_TEST_BUILD/examples/c
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

lines=$(wc -l <"$MATCH_TEST_SOURCE/examples/c/rank.c")
if test "$lines" -gt 40; then
    echo "examples/c/rank.c has $lines lines, at most 40 wanted" >&2
    exit 1
fi

"$programs/rank" "$taxonomy" "$data/profiles.csv" "$data/vacancies.csv" >"$folder/rank"
"$MATCH_TEST_BUILD/jobmatch" rank --taxonomy "$taxonomy" --profiles "$data/profiles.csv" \
    --catalogue "$data/vacancies.csv" --top 3 --today 2025-02-10 --format tsv --quiet |
    awk -F '\t' 'NR > 1 { print $1 "\t" $4 "\t" $6 }' >"$folder/jobmatch"
cmp "$folder/rank" "$folder/jobmatch"
test "$(wc -l <"$folder/rank")" -eq 24

if "$programs/rank" none.yaml none.csv none.csv 2>"$folder/error"; then
    echo "rank accepts a taxonomy that is not there" >&2
    exit 1
fi
grep -q 'none.yaml' "$folder/error"

# One thread and several give the same lists; the program itself compares the threads.
"$programs/server" "$taxonomy" "$data/profiles.csv" 1 1 >"$folder/one"
"$programs/server" "$taxonomy" "$data/profiles.csv" 4 2 >"$folder/four"
cmp "$folder/one" "$folder/four"
test "$(wc -l <"$folder/one")" -eq 8
