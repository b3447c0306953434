/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_REBUILD_H
#define MATCH_TAXONOMY_REBUILD_H

#include "taxonomy/builder.h"

/** @file rebuild.h From a taxonomy back to the rows it was built of. */

/**
 * Adds all of a taxonomy to an empty builder, without places. Concept c gets the index c - 1, and
 * schemes keep their indexes.
 */
match_status rebuild(const match_taxonomy *taxonomy, struct builder *builder, match_error *err);

#endif
