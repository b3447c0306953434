/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_VERIFY_H
#define MATCH_TAXONOMY_VERIFY_H

#include "taxonomy/image.h"

/**
 * @file verify.h
 * Trusts nothing in a compiled file.
 */

/**
 * Checks everything that a getter relies on: references, orders, kinds, inverses, no cycles.
 * Linear in the size of the image.
 * @return MATCH_OK, MATCH_ERR_FORMAT or MATCH_ERR_NOMEM.
 */
match_status verify_image(const struct image *image, const char *source, match_error *err);

/** Whether a concept of one kind may have a broader one of another. */
bool verify_broader_kinds(uint8_t child, uint8_t parent);

#endif
