/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_LINK_H
#define MATCH_TAXONOMY_LINK_H

#include <libmatch/translation.h>

#include "base/buffer.h"
#include "base/ids.h"

/**
 * @file link.h
 * Finds what stands for a concept in another taxonomy.
 */

/** Permille of each part of a concept that was split. */
#define LINK_PART 800u

/** A mapping of the taxonomy that is translated to, seen from the other one or a third URI. */
struct link_mapping {
    const char *uri;
    match_concept from; /* the concept that uri is in the other taxonomy; 0 for a third URI */
    match_concept to;
    match_mapping_kind kind;
};

/** Working space for finding the links of many concepts of two taxonomies. */
struct linker {
    const match_taxonomy *from, *to;
    struct link_mapping *mappings; /* of `to`: by from, then uri */
    size_t mapping_count;
    match_link *links; /* of the concept at hand */
    size_t count, capacity;
    struct ids found;
    struct buffer folded[2];
};

/** Prepares for two taxonomies, which are borrowed. Release with linker_clear(). */
match_status linker_init(struct linker *linker, const match_taxonomy *from,
                         const match_taxonomy *to, match_error *err);
void linker_clear(struct linker *linker);

/**
 * Finds the best links of a concept: linker->links, linker->count.
 * @return MATCH_OK or MATCH_ERR_NOMEM.
 */
match_status linker_find(struct linker *linker, match_concept concept, match_error *err);

/** What the links that were found mean together. */
match_translation_state linker_state(const struct linker *linker);

/**
 * Finds the concepts of `to` with a label like a text: of one kind, in one language.
 * @param preferred  Only preferred labels.
 */
match_status linker_find_label(struct linker *linker, const match_label *label,
                               match_concept_kind kind, bool preferred, match_error *err);

#endif
