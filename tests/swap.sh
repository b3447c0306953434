#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Nothing protected changes a byte of what jobmatch prints.
if test -z "$PYTHON" || test "$PYTHON" = :; then
    echo "skipped: Python is missing"
    exit 77
fi
exec "$PYTHON" "$MATCH_TEST_SOURCE/tests/check_swap.py"
