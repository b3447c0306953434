#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes configure and its helpers. Needs autoconf, automake, libtool, autoconf-archive, pkg-config.
set -e
cd "$(dirname "$0")"
mkdir -p m4 build-aux
exec autoreconf --install --force --warnings=all,no-portability,no-obsolete "$@"
