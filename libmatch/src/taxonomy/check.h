/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_CHECK_H
#define MATCH_TAXONOMY_CHECK_H

#include <libmatch/taxonomy_check.h>

#include "taxonomy/image.h"

/** @file check.h What the parts of the check share. Used by check*.c only. */

struct check {
    const match_taxonomy *taxonomy;
    const struct image *image;
    const char *language; /* NULL: all */
    match_problem *problems;
    size_t count, capacity;
    match_error *err;
};

/** Notes a problem; the severity is worked out later, unless it is given. */
match_status check_note(struct check *check, const match_problem *problem);

/** Whether labels of a language, by its index, are looked at. */
bool check_wants(const struct check *check, uint32_t language);

/** Finds labels that are the same or nearly the same (check_labels.c). */
match_status check_shared_labels(struct check *check);
match_status check_similar_labels(struct check *check);

#endif
