/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_EXTRACTOR_H
#define MATCH_TAXONOMY_EXTRACTOR_H

#include <stdatomic.h>

#include <libmatch/extract.h>

#include "text/phrases.h"

/**
 * @file extractor.h
 * The inside of an extractor, for extractor.c, which makes it, and extract.c, which uses it.
 */

/** A label as it may be met in a text. The number of its phrase is its index. */
struct extractor_label {
    match_concept concept;
    uint32_t label;
    uint8_t label_kind;   /* match_label_kind */
    uint8_t concept_kind; /* match_concept_kind */
    bool exact;           /* letter by letter, capitals too */
    bool plural;          /* one word that ends with an s: the word without it is another */
};

struct match_extractor {
    atomic_uint refs;
    match_taxonomy *taxonomy;
    struct phrases phrases; /* numbers: indexes of labels, or cues */
    struct extractor_label *labels;
    size_t label_count, label_capacity;
};

#endif
