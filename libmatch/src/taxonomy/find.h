/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_FIND_H
#define MATCH_TAXONOMY_FIND_H

#include <libmatch/taxonomy.h>

#include "base/ids.h"
#include "taxonomy/image.h"

/** @file find.h Finding by label for callers that must notice want of memory. */

/**
 * As match_taxonomy_find_label(), with all concepts in ascending order.
 * @param[out] found  Empty before; release with ids_clear().
 * @return MATCH_OK, also when there is none; MATCH_ERR_INVALID or MATCH_ERR_NOMEM.
 */
match_status find_label(const match_taxonomy *taxonomy, const char *text, size_t length,
                        uint32_t kinds, struct ids *found, match_error *err);

/** The place of the first label whose folded text has a hash, or of the next one. */
size_t find_first_key(const struct image *image, uint32_t hash);

#endif
