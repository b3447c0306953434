#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The bundled taxonomies are as good as their README says.
set -eu

# shellcheck source=/dev/null
. "$MATCH_TEST_SOURCE/tests/sanitized_python"

exec "$PYTHON" "$MATCH_TEST_SOURCE/tests/check_bundled.py"
