/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_NAMING_H
#define MATCH_RECORDS_NAMING_H

#include <libmatch/resolver.h>

#include "base/intern.h"

/**
 * @file naming.h
 * What people call skills and occupations, for a reader: the resolver is made when the first name
 * needs it, and each name of a file is looked up once.
 */

#define NAMING_COUNT 3 /* candidates that are looked at */

/** What a name may mean. Labels live as long as the naming. */
struct naming_answer {
    match_candidate candidates[NAMING_COUNT]; /* the best first */
    size_t count;
    bool sure; /* the first is likely enough to be taken, and no other is as good */
};

/** Zero-initialised: empty and ready. */
struct naming {
    match_resolver *resolver; /* NULL until it is needed */
    struct intern names;
    struct naming_answer *answers; /* by number of the name */
    size_t answer_capacity;
};

/**
 * Finds what a name may mean.
 * @param kinds     Bits 1 << match_concept_kind.
 * @param language  Of names in Latin letters, "" for any; names in Lao or Thai letters only are
 *                  looked up in their language.
 */
match_status naming_find(struct naming *naming, const match_taxonomy *taxonomy, uint32_t kinds,
                         const char *language, const char *name, struct naming_answer *answer,
                         match_error *err);

/** Whether a text is a code rather than a name: one word of capitals, digits and signs. */
bool naming_is_code(const char *text);

void naming_clear(struct naming *naming);

#endif
