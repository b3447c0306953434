/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_RECODE_H
#define MATCH_RECORDS_RECODE_H

#include <libmatch/migration.h>

#include "records/record.h"
#include "records/store.h"

/**
 * @file recode.h
 * Records with the codes of another taxonomy. The new records share the texts of the old ones.
 */

struct recoder {
    const match_translation *translation;
    bool rewrite; /* the texts become the new codes, and only sure links carry */
    match_migration *migration;
    match_error *err;

    /* The record at hand: */
    struct arena *arena;
    const char *id;
    const struct origin *origin;
};

/** A record of one kind, changed in place; its lists are made anew. */
typedef match_status (*recode_record)(struct recoder *recoder, void *record);

match_status recode_profile(struct recoder *recoder, void *record);
match_status recode_opportunity(struct recoder *recoder, void *record);

/** Fills an empty store with the records of another one. id_at: where a record has its id. */
match_status recode_store(struct recoder *recoder, const struct store *from, struct store *to,
                          size_t id_at, recode_record change);

/** Whether records of a taxonomy can be translated: MATCH_ERR_INVALID where not. */
match_status recode_check(const match_taxonomy *taxonomy, const match_translation *translation,
                          match_error *err);

/** Notes what happened to a code. Texts are copied; migration may be NULL. */
match_status migration_add(match_migration *migration, const match_carry *carry, match_error *err);

/** Counts a code that is the same in both taxonomies. */
void migration_count_same(match_migration *migration);

#endif
