/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_MIGRATION_H
#define LIBMATCH_MIGRATION_H

#include <libmatch/records.h>
#include <libmatch/translation.h>

/**
 * @file migration.h
 * Records that were coded in one taxonomy, in another: for matching them with what is coded
 * there, and for going over to a new version for good. What happens to each code can be listed.
 */

#ifdef __cplusplus
extern "C" {
#endif

/** Collects what happened to codes. Mutable; one thread at a time. */
typedef struct match_migration match_migration;

/** What happened to one code of one record. Texts are owned by the match_migration. */
typedef struct match_carry {
    const char *source; /**< File of the record, */
    uint32_t line;      /**< where it begins, from 1, */
    uint32_t row;       /**< and its number, from 1. */
    const char *id;     /**< Of the record. */
    const char *field;  /**< Such as "skills" or "occupation". */
    const char *code;   /**< As it is written. */
    const char *label;  /**< Its label, "" where the old taxonomy does not have the code. */
    uint32_t state;     /**< match_translation_state */
    uint32_t link;      /**< match_link_kind; 0 where nothing stands for it. */
    uint32_t similarity; /**< 0..1000; 0 where nothing stands for it. */
    uint32_t carried;    /**< 1 when the record has the new code, 0 when it keeps the old one. */
    const char *result; /**< New codes, "; " between them; where nothing was chosen, candidates. */
} match_carry;

/**
 * Makes an empty list.
 * @return To be given back with match_migration_free(), or NULL on MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_migration *match_migration_new(match_error *err);
/** Gives a list back. NULL is allowed. @since 0.1 */
MATCH_API void match_migration_free(match_migration *migration);
/** Returns how many codes are listed: all but those that are the same in both taxonomies.
 *  @since 0.1 */
MATCH_API size_t match_migration_count(const match_migration *migration);
/** Returns code @p index (from 0), in the order of the records, NULL past the end. Owned by
 *  @p migration, valid until more is added. @since 0.1 */
MATCH_API const match_carry *match_migration_at(const match_migration *migration, size_t index);
/** Returns how many codes were carried by a kind of link, also those that stayed as they were;
 *  for 0 how many could not be carried. @since 0.1 */
MATCH_API uint64_t match_migration_total(const match_migration *migration, match_link_kind kind);

/**
 * Makes a roster for matching with what is coded in another taxonomy. Skills and occupations
 * become those that stand for them there; texts stay as they were written. A claim that came by a
 * link of less than 1000 counts less, and explanations say so; one that was split becomes a claim
 * of each part. What is ambiguous or has nothing stand for it is not resolved in the new roster.
 *
 * @param roster       Must have the taxonomy that is translated (or one with the same content).
 *                     The new one takes a reference and shares its texts.
 * @param translation  How. The new roster takes a reference to its target.
 * @param migration    Hears of each code; may be NULL.
 * @return A new reference, to be given back with match_roster_unref(), or NULL on
 *         MATCH_ERR_INVALID, MATCH_ERR_LIMIT or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_roster *match_roster_translate(const match_roster *roster,
                                                              const match_translation *translation,
                                                              match_migration *migration,
                                                              match_error *err);

/**
 * Makes a roster whose codes are those of a new version, to be written with
 * match_roster_write(). Only links that say "this one instead" carry a code: same, exact,
 * replaced, code and label. All others keep what was written and are listed. A skill that was
 * split is written as all its parts; an occupation, of which there is one, is not. An ISCO code
 * that was the one of the old occupation becomes that of the new one.
 * See match_roster_translate().
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_roster *match_roster_migrate(const match_roster *roster,
                                                            const match_translation *translation,
                                                            match_migration *migration,
                                                            match_error *err);

/** Does the same for the opportunities of a catalogue; see match_roster_migrate(). @since 0.1 */
MATCH_API MATCH_NODISCARD match_catalogue *
match_catalogue_migrate(const match_catalogue *catalogue, const match_translation *translation,
                        match_migration *migration, match_error *err);

#ifdef __cplusplus
}
#endif

#endif
