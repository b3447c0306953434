/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_VERIFIER_H
#define MATCH_TAXONOMY_VERIFIER_H

#include "taxonomy/image.h"

/**
 * @file verifier.h
 * The checks of verify_image(), for verify*.c only.
 *
 * The frame is checked first: that the texts are closed, the numbers and kinds of concepts, and
 * all starts. After that each check below may rely on the frame and on what it checked itself,
 * but not on the other checks: they run at the same time, in any order.
 */

struct verifier {
    const struct image *image;
    const char *source;
    uint32_t count; /* of concepts */
    /* [image_kind_rank()] the first concept of a kind; past the last rank, count + 1 */
    match_concept first[6];
};

typedef match_status verifier_check(const struct verifier *verifier, match_error *err);

/** Texts: UTF-8 without control characters; notes may have line ends. */
verifier_check verify_strings, verify_notes;

/** Labels and their index; definitions, mappings and memberships. */
verifier_check verify_labels, verify_label_index, verify_texts;

/** Concepts and the indexes of their URIs and codes. */
verifier_check verify_concepts;

/** Relations with their inverses, the hierarchy. */
verifier_check verify_hierarchy, verify_skills;

/** Weights and neighbours. */
verifier_check verify_scoring;

/** Fails with what is wrong. */
match_status verify_wrong(const struct verifier *verifier, const char *what, match_error *err);

/** Whether a reference is the offset of the first byte of a text. */
static inline bool
verify_is_text(const struct image *image, uint32_t reference)
{
    return reference < image->strings_count && image->strings[reference - (reference > 0)] == '\0';
}

/** The same for a longer text. */
static inline bool
verify_is_note(const struct image *image, uint32_t reference)
{
    return reference < image->notes_count && image->notes[reference - (reference > 0)] == '\0';
}

/** Whether there is a concept of this number from the first of one rank up to the last of another.
 */
static inline bool
verify_is_between(const struct verifier *verifier, match_concept concept, unsigned first,
                  unsigned last)
{
    return concept - verifier->first[first] < verifier->first[last + 1] - verifier->first[first];
}

static inline bool
verify_is_skill(const struct verifier *verifier, match_concept concept)
{
    return verify_is_between(verifier, concept, IMAGE_RANK_SKILL, IMAGE_RANK_SKILL);
}

#endif
