/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_TAXONOMY_CHECK_H
#define LIBMATCH_TAXONOMY_CHECK_H

#include <libmatch/report.h>
#include <libmatch/taxonomy.h>

/**
 * @file taxonomy_check.h
 * What a person should look at in a taxonomy. Circles, relations that lead nowhere and ids given
 * twice are not among it: no taxonomy has them, its reader refuses or reports them.
 */

#ifdef __cplusplus
extern "C" {
#endif

/** What is wrong with a concept, or may be. */
typedef enum match_problem_kind {
    /** It has no label at all. */
    MATCH_PROBLEM_NO_LABEL = 1,
    /** Another concept of its kind has the same label in the same language once both are folded. */
    MATCH_PROBLEM_SHARED_LABEL = 2,
    /**
     * Its preferred label and that of another concept of its kind differ by one letter within one
     * word of six letters or more, as "welder" and "welders"; digits do not count.
     */
    MATCH_PROBLEM_SIMILAR_LABEL = 3,
    /** Another concept of its scheme has the same code. */
    MATCH_PROBLEM_SHARED_CODE = 4,
    /** It has no preferred label in a language. */
    MATCH_PROBLEM_MISSING_LABEL = 5,
    /** It has neither a definition nor a description in any language; of occupations and skills. */
    MATCH_PROBLEM_MISSING_DEFINITION = 6,
    /** No group is above it, where others of its kind have one. */
    MATCH_PROBLEM_UNREACHABLE = 7
} match_problem_kind;

/** One problem. Texts are owned by the taxonomy. */
typedef struct match_problem {
    match_problem_kind kind;
    match_severity severity;
    match_concept concept;
    match_concept other;     /**< The other one of two, which comes before; else 0. */
    const char *language;    /**< Of labels; "" otherwise. */
    const char *label;       /**< Of the concept, where labels are the problem; else "". */
    const char *other_label; /**< Of the other one; else "". */
} match_problem;

/**
 * Hears of a problem.
 * @param problem  Valid during the call.
 * @param data     What was given to match_taxonomy_check().
 * @return true to go on, false to end the call with MATCH_ERR_CANCELLED.
 * @since 0.1
 */
typedef bool (*match_problem_callback)(const match_problem *problem, void *data);

/**
 * Looks for what is wrong with the concepts of a taxonomy. Problems come in the order of their
 * kinds, of one kind by language and concept.
 *
 * Errors: no label, or two concepts of one kind with the same preferred label. Warnings: another
 * label shared, a code shared, unreachable, and a missing label where @p language asks for it.
 * Notes: all others. Occupations and groups may be called like one above them, which is usual in
 * ISCO; skills may not, since a claim names a skill by its label.
 *
 * @param language  Look at labels in this language only; NULL: in every language that has labels.
 * @param callback  Hears of each problem.
 * @param data      Given to @p callback.
 * @return MATCH_OK, also when there are problems; MATCH_ERR_CANCELLED or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API match_status match_taxonomy_check(const match_taxonomy *taxonomy, const char *language,
                                            match_problem_callback callback, void *data,
                                            match_error *err);

/** Returns a code as those of findings, such as "SHARED_LABEL"; "" otherwise. @since 0.1 */
MATCH_API const char *match_problem_kind_name(match_problem_kind kind);

#ifdef __cplusplus
}
#endif

#endif
