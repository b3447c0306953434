/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_SENTENCE_H
#define MATCH_TAXONOMY_SENTENCE_H

#include "taxonomy/cues.h"
#include "taxonomy/extractor.h"

/**
 * @file sentence.h
 * What the phrases of an extractor find in one sentence.
 */

/** A label at a token. */
struct found {
    uint32_t first, length; /* tokens */
    uint32_t label;         /* of the extractor */
    uint32_t also;          /* other concepts that have it */
};

/** A cue at a token: a bit for each enum cue below CUE_COUNT. */
struct found_cue {
    uint32_t first, length;
    uint32_t meanings;
    uint32_t number; /* in words, 0 for none */
};

/** One sentence, and room for the next. Zero-initialised: ready. */
struct sentence {
    struct tokens tokens;
    const struct phrase_key **keys; /* of the tokens */
    size_t key_capacity;
    struct found *found; /* in the order of the text, none overlapping */
    size_t found_count, found_capacity;
    struct found_cue *cues; /* the same, outside of what is found */
    size_t cue_count, cue_capacity;
    uint32_t *commas; /* before each token, where anything is found */
    size_t comma_capacity;
    bool *taken; /* tokens */
    size_t taken_capacity;
};

/**
 * Finds labels and cues in tokens [begin, end) of a text.
 * @return MATCH_OK or MATCH_ERR_NOMEM.
 */
match_status sentence_find(struct sentence *sentence, const match_extractor *extractor,
                           const char *text, size_t begin, size_t end, uint32_t kinds,
                           match_error *err);

void sentence_clear(struct sentence *sentence);

#endif
