#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs the Python tests with the interpreter that the bindings were built for, against the package
# in the build tree.
set -eu

build=${MATCH_TEST_BUILD:?run by make check}
source=${MATCH_TEST_SOURCE:?run by make check}
python=${PYTHON-:}

if test ! -f "$build/bindings/python/libmatch.stamp"; then
    echo "the Python bindings are not built"
    exit 77
fi
if ! "$python" -c 'import pytest' 2>/dev/null; then
    echo "$python has no pytest: make it with -m pip install pytest"
    exit 77
fi

# A sanitizer's run-time library has to come first in a program that was built without it, and
# the interpreter keeps memory until its end.
case ${MATCH_SANITIZERS-} in
*address*)
    LD_PRELOAD=$(${CC-cc} -print-file-name=libasan.so)
    ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1
    export LD_PRELOAD ASAN_OPTIONS
    ;;
esac

cd "$build/tests"
"$python" -m pytest -q -rs -p no:cacheprovider --rootdir="$source" -c /dev/null \
    "$source/tests/python" "$@"
