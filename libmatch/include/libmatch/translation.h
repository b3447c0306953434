/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_TRANSLATION_H
#define LIBMATCH_TRANSLATION_H

#include <libmatch/taxonomy.h>

/**
 * @file translation.h
 * From the concepts of one taxonomy to those of another.
 *
 * A match_translation never changes once it is made, is counted by references and may be used by
 * any number of threads. Its arrays are owned by it, and the texts in them by the two taxonomies,
 * which it keeps.
 */

#ifdef __cplusplus
extern "C" {
#endif

typedef struct match_translation match_translation;

/** Why a concept stands for another, the surest first. */
typedef enum match_link_kind {
    MATCH_LINK_SAME = 1,     /**< The same URI; the same code in the same scheme without URIs. */
    MATCH_LINK_EXACT = 2,    /**< An exact mapping of either, or of both to a third URI. */
    MATCH_LINK_REPLACED = 3, /**< A mapping replaced_by or replaces of either. */
    MATCH_LINK_CODE = 4,     /**< The same kind and code, and a preferred label in common. */
    MATCH_LINK_CLOSE = 5,    /**< A close mapping of either, or by way of a third URI. */
    MATCH_LINK_LABEL = 6,    /**< The same kind, and a preferred label that the other one has. */
    MATCH_LINK_BROADER = 7,  /**< The other one is broader. */
    MATCH_LINK_NARROWER = 8, /**< The other one is narrower. */
    MATCH_LINK_RELATED = 9,
    MATCH_LINK_ISCO = 10 /**< The ISCO-08 unit group only. */
} match_link_kind;

/** What becomes of a concept. */
typedef enum match_translation_state {
    MATCH_TRANSLATION_NONE = 0, /**< Nothing stands for it. */
    MATCH_TRANSLATION_ONE = 1,
    MATCH_TRANSLATION_SPLIT = 2,    /**< Several together: they were declared so. */
    MATCH_TRANSLATION_AMBIGUOUS = 3 /**< Several equally good ones: somebody has to choose. */
} match_translation_state;

/** One concept that stands for another. */
typedef struct match_link {
    match_concept concept; /**< In the taxonomy that is translated to. */
    uint16_t kind;         /**< match_link_kind */
    /**
     * How much of the meaning is carried, 1..1000: that of match_link_similarity(). By way of a
     * third URI the product of both ways; 800 for each part of a concept that was split.
     */
    uint16_t similarity;
    const char *via; /**< The third URI; "" without one. */
} match_link;

/**
 * Finds for each concept of a taxonomy what stands for it in another.
 *
 * The ways are those of match_link_kind; the one that carries most counts, and at equal similarity
 * the first. Occupations and their groups go to occupations and groups, skills and theirs to
 * skills and groups. A concept that was given up in the other taxonomy is followed to the one that
 * replaces it there. The result depends on the two taxonomies only.
 *
 * @param source  What is translated; a reference is taken.
 * @param target  What it is translated to; a reference is taken.
 * @return A new reference, to be given back with match_translation_unref(), or NULL on
 *         MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_translation *match_translation_new(const match_taxonomy *source,
                                                                  const match_taxonomy *target,
                                                                  match_error *err);
/** Takes another reference and returns its argument; NULL is allowed. @since 0.1 */
MATCH_API match_translation *match_translation_ref(const match_translation *translation);
/** Gives a reference back; the last one frees. NULL is allowed. @since 0.1 */
MATCH_API void match_translation_unref(match_translation *translation);

/** Returns the taxonomy that is translated. Owned by @p translation. @since 0.1 */
MATCH_API const match_taxonomy *match_translation_from(const match_translation *translation);
/** Returns the taxonomy that is translated to. Owned by @p translation. @since 0.1 */
MATCH_API const match_taxonomy *match_translation_to(const match_translation *translation);

/** Returns what becomes of a concept. @since 0.1 */
MATCH_API match_translation_state
match_translation_state_of(const match_translation *translation, match_concept concept);

/**
 * Returns the concepts that stand for one, in ascending order: none, one, or several with equal
 * kind and similarity. Owned by @p translation.
 * @since 0.1
 */
MATCH_API const match_link *match_translation_links(const match_translation *translation,
                                                    match_concept concept, size_t *count);

/**
 * Returns how much a kind of link carries, of 1000: 1000 for the same URI, exact and replaced,
 * 950 for code and label, 900 close, 850 label, 700 broader, 600 narrower, 500 related, 400 ISCO
 * (1000 between two groups); 0 for a kind that is none. They are steps by judgement, so that a
 * surer link always counts more; no data set for measuring them is known.
 * @since 0.1
 */
MATCH_API uint32_t match_link_similarity(match_link_kind kind);

/** Returns "same", "exact", "replaced", "code", "close", "label", "broader", "narrower", "related"
 *  or "isco"; "" otherwise. @since 0.1 */
MATCH_API const char *match_link_kind_name(match_link_kind kind);
/** Returns "none", "one", "split" or "ambiguous"; "" otherwise. @since 0.1 */
MATCH_API const char *match_translation_state_name(match_translation_state state);

#ifdef __cplusplus
}
#endif

#endif
