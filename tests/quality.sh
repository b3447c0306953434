#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The scripts that measure quality run on files of the layout of the real ones.
set -eu

# shellcheck source=/dev/null
. "$MATCH_TEST_SOURCE/tests/sanitized_python"

exec "$PYTHON" "$MATCH_TEST_SOURCE/tests/check_quality.py"
