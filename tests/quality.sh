#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The scripts that measure quality run on files of the layout of the real ones.
set -eu

# A sanitizer's run-time library has to come first in an interpreter that was built without it,
# and the interpreter keeps memory until its end.
case ${MATCH_SANITIZERS-} in
*address*)
    LD_PRELOAD=$("${CC:-cc}" -print-file-name=libasan.so)
    ASAN_OPTIONS=detect_leaks=0
    export LD_PRELOAD ASAN_OPTIONS
    ;;
esac

exec "$PYTHON" "$MATCH_TEST_SOURCE/tests/check_quality.py"
