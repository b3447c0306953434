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
 * Linear in the size of the image. For a new section add its starts to the frame (verify.c) and
 * a check to verifier.h and to the list in verify.c.
 * @return MATCH_OK, MATCH_ERR_FORMAT or MATCH_ERR_NOMEM.
 */
match_status verify_image(const struct image *image, unsigned threads, const char *source,
                          match_error *err);

/** Whether a concept of one kind may have a broader one of another. */
bool verify_broader_kinds(uint8_t child, uint8_t parent);

#endif
