#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every example of the README and the tutorial runs and prints what it says.
set -eu
MATCH_DOCS_CFLAGS="${MATCH_SANITIZERS-}"
export MATCH_DOCS_CFLAGS

# A sanitizer's run-time library has to come first in an interpreter that was built without it.
case $MATCH_DOCS_CFLAGS in
*address*)
    MATCH_PYTHON_PRELOAD=$("${CC:-cc}" -print-file-name=libasan.so)
    export MATCH_PYTHON_PRELOAD
    ;;
esac

exec "$PYTHON" "$MATCH_TEST_SOURCE/tests/check_docs.py" "$MATCH_TEST_SOURCE" "$MATCH_TEST_BUILD"
