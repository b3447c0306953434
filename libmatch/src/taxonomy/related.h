/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_RELATED_H
#define MATCH_TAXONOMY_RELATED_H

#include "taxonomy/image.h"

/**
 * @file related.h
 * What the table of related skills is made of: the hierarchy and the words of the labels
 * (docs/decisions/0023-related-skills.md). Whole numbers only, so that every machine makes the
 * same table. Used by neighbours.c, titles.c and
 * compile.c only.
 */

/* --- Hierarchy (related_groups.c) --------------------------------------------------------------- */

/**
 * Who stands below whom among skills and their groups. A concept is below itself. Concepts with
 * more than a number of others below them say nothing and are left out, as if they were not there.
 */
struct related_groups {
    uint32_t *below_starts; /* [concepts + 1] */
    match_concept *below;   /* skills, in no order */
    size_t below_count, below_capacity;
    uint32_t *above_starts; /* [concepts + 1] */
    match_concept *above;   /* the inverse: for each skill those above it, ascending */
    /* What a concept tells, 1 - ln(all below it) / ln(all), with FIXED_LOG_BITS after the
     * point (Seco, Veale, Hayes: An intrinsic information content metric, ECAI 2004). */
    uint32_t *information; /* [concepts] */
};

/**
 * Takes up the hierarchy of an image. Release with related_groups_clear(), also after a failure.
 * @param largest  Most concepts below one that counts, itself included.
 * @return MATCH_OK, MATCH_ERR_LIMIT or MATCH_ERR_NOMEM.
 */
match_status related_groups_make(const struct image *image, uint32_t largest,
                                 struct related_groups *out, match_error *err);

void related_groups_clear(struct related_groups *groups);

/* --- Words (related_words.c) -------------------------------------------------------------------- */

#define RELATED_WORD_BITS 15u /* after the point of a word's share in a label */

/** Which labels of which concepts are taken up. */
struct related_labels {
    uint32_t kinds;    /* bits 1 << match_concept_kind */
    bool alternatives; /* alternative labels as well as the preferred one */
};

/** Which words the labels of concepts have. */
struct related_words {
    uint32_t *word_starts;    /* [concepts + 1] */
    struct image_word *words; /* of each concept, each word once, ascending */
    size_t word_count, word_capacity;
    uint32_t *concept_starts;    /* [different words + 1] */
    struct image_word *concepts; /* the inverse, ascending */
};

/**
 * Takes up labels of an image in the language in which most concepts of these kinds have one; of
 * equal ones English first, then by the bytes of the tag. Words of English grammar are left out. A
 * word that is f times in the labels of a concept weighs (1 + ln f) (1 + ln((N+1)/(n+1))), N
 * concepts with labels, n of them with the word.
 * Release with related_words_clear(), also after a failure.
 * @return MATCH_OK or MATCH_ERR_NOMEM.
 */
match_status related_words_make(const struct image *image, const struct related_labels *labels,
                                struct related_words *out, match_error *err);

void related_words_clear(struct related_words *words);

#endif
