#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The bundled taxonomies are as good as their README says.
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

exec "$PYTHON" "$MATCH_TEST_SOURCE/tests/check_bundled.py"
