/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_COMPILE_H
#define MATCH_TAXONOMY_COMPILE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "taxonomy/builder.h"
#include "taxonomy/image.h"
#include "taxonomy/neighbours.h"
#include "taxonomy/related.h"

/**
 * @file compile.h
 * From the rows of a builder to the arrays of an image. Used by compile*.c only.
 */

struct compiler {
    struct builder *builder;
    match_error *err;
    struct arena arena;      /* of all arrays */
    uint32_t count;          /* concepts */
    match_concept *numbers;  /* [index of the row] number of the concept */
    uint32_t *rows;          /* [number - 1] index of the row */
    uint32_t *scheme_places; /* [index of the row] index in the image */
    uint32_t *offsets;       /* [number of a text] offset in strings, 0 while not used */
    uint32_t *note_offsets;  /* [number of a text] the same in notes */
    struct buffer strings, notes;
    bool strings_full;
    struct neighbours neighbours;
    struct related_words titles;
    struct image image; /* grows section by section */
};

/** The offset of a text among the strings of the image, adding it when it is new. */
uint32_t compile_text(struct compiler *compiler, uint32_t text);

/** The offset of a longer text among the notes of the image. */
uint32_t compile_note(struct compiler *compiler, uint32_t text);

/** What a message calls a concept: its code, or else its URI. */
const char *compile_name(const struct compiler *compiler, match_concept concept);

/** The row of a concept. */
const struct builder_concept_row *compile_row(const struct compiler *compiler,
                                              match_concept concept);

/** Labels and languages, checked; definitions and notes; mappings. */
match_status compile_labels(struct compiler *compiler);
match_status compile_notes(struct compiler *compiler);
match_status compile_mappings(struct compiler *compiler);

/** The index of labels by the hash of their folded text. */
match_status compile_label_index(struct compiler *compiler);

/** Broader and narrower, skills and occupations, skill relations, memberships. */
match_status compile_links(struct compiler *compiler);

#endif
