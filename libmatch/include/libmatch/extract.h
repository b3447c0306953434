/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_EXTRACT_H
#define LIBMATCH_EXTRACT_H

#include <libmatch/error.h>
#include <libmatch/taxonomy.h>

/**
 * @file extract.h
 * Finds the skills and occupations that a running text, such as an advertisement, names.
 *
 * An extractor is made of a taxonomy once, never changes, is counted by references and may be
 * used by any number of threads.
 */

#ifdef __cplusplus
extern "C" {
#endif

typedef struct match_extractor match_extractor;
typedef struct match_extraction match_extraction;

/** What a text says of a concept that it names. */
typedef enum match_mention_role {
    MATCH_MENTION_ESSENTIAL = 1, /**< It is asked for; also where nothing says how much. */
    MATCH_MENTION_OPTIONAL = 2,  /**< It is an advantage. */
    MATCH_MENTION_NEGATED = 3,   /**< It is said not to be needed. */
    MATCH_MENTION_BACKGROUND = 4 /**< About the employer, the law, or what is offered. */
} match_mention_role;

/** A place where a text names a concept. Places are bytes, [begin, end). */
typedef struct match_mention {
    match_concept concept;
    uint32_t label; /**< Which of its labels: match_taxonomy_label_at(). */
    uint32_t also;  /**< How many other concepts have this label. */
    match_mention_role role;
    size_t begin, end;
    size_t cue_begin, cue_end; /**< The words that gave the role; equal where there are none. */
    uint32_t months;           /**< Of experience, asked for beside it; 0 where none are. */
    size_t months_begin, months_end; /**< The words that say so. */
} match_mention;

/**
 * Makes an extractor of the labels of a taxonomy.
 *
 * Labels of two words and more are all used, and so are labels of one word that are preferred. An
 * alternative or hidden label of one word is used when it is an acronym in capitals, or all of
 * the preferred label but what stands there in brackets: others, such as "care" for attention to
 * detail, say too little. Words of up to three letters and acronyms have to be written exactly as
 * in the label: "R" is not "r". Labels of one Lao or Thai character are not used, nor those of
 * groups of skills.
 *
 * @param taxonomy  A reference is taken.
 * @return A new reference, to be given back with match_extractor_unref(), or NULL on
 *         MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_extractor *match_extractor_new(const match_taxonomy *taxonomy,
                                                               match_error *err);

/** Takes another reference and returns its argument; NULL is allowed. @since 0.1 */
MATCH_API match_extractor *match_extractor_ref(const match_extractor *extractor);

/** Gives a reference back; the last one frees. NULL is allowed. @since 0.1 */
MATCH_API void match_extractor_unref(match_extractor *extractor);

/** Returns the taxonomy. Owned by @p extractor. @since 0.1 */
MATCH_API const match_taxonomy *match_extractor_taxonomy(const match_extractor *extractor);

/**
 * Finds all concepts that a text names, in the order of the text.
 *
 * Words are compared folded (text.h) and without the s of a plural; Lao, Thai and other scripts
 * without spaces by characters with their marks. Of labels that overlap the one with most words
 * counts, of equal ones the first. Where several concepts have a label, the one counts for which
 * it is preferred, then the lowest.
 *
 * In a sentence the nearest of the words that say "must" or "an advantage" gives the role (a
 * comma counts as some distance), else the heading above. Sentences about the employer, equal
 * opportunity or benefits, and skills said not to be needed, are found too and marked. The words
 * are in taxonomies/extraction/cues.yaml, in English, Lao and Thai.
 *
 * @param text    Any bytes; what is not UTF-8 parts words.
 * @param length  Bytes, at most 64 MiB, or MATCH_NUL.
 * @param kinds   Bits 1 << match_concept_kind; 0 for skills only.
 * @return To be given back with match_extraction_free(), or NULL on MATCH_ERR_LIMIT or
 *         MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_extraction *match_extract(const match_extractor *extractor,
                                                          const char *text, size_t length,
                                                          uint32_t kinds, match_error *err);

/** Gives an extraction back. NULL is allowed. @since 0.1 */
MATCH_API void match_extraction_free(match_extraction *extraction);

/** Returns the number of mentions. @since 0.1 */
MATCH_API size_t match_extraction_count(const match_extraction *extraction);

/** Gives mention @p index (from 0); false past the end. @since 0.1 */
MATCH_API bool match_extraction_at(const match_extraction *extraction, size_t index,
                                   match_mention *mention);

/** Returns "essential", "optional", "negated" or "background"; "" otherwise. @since 0.1 */
MATCH_API const char *match_mention_role_name(match_mention_role role);

#ifdef __cplusplus
}
#endif

#endif
