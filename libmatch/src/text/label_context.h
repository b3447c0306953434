/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_LABEL_CONTEXT_H
#define MATCH_TEXT_LABEL_CONTEXT_H

#include "base/intern.h"
#include "text/label_search.h"

/**
 * @file label_context.h
 * The words of items' labels and descriptions, to see which items a longer text is about.
 */

/** Zero-initialised: an index of nothing. */
struct label_context {
    struct intern words;
    uint32_t *idf;    /* [word], 8 bits after the point; 0: too rare or too common to tell */
    uint32_t *starts; /* [word + 1] */
    struct label_share *shares;
    size_t item_count;
};

/** Builds it of all labels and texts, in the order of items. Release with label_context_clear(). */
match_status label_context_build(struct label_context *context,
                                 const struct label_source_text *texts, size_t count,
                                 size_t item_count, match_error *err);
void label_context_clear(struct label_context *context);

/**
 * Says for each item how far a text is about it: 0..LABEL_ONE, LABEL_ONE for the item it is about
 * most. Only the first 64 KiB of the text count.
 * @param[out] about  [item_count], all 0 before.
 */
match_status label_context_compare(const struct label_context *context, const char *text,
                                   size_t length, uint32_t *about, match_error *err);

#endif
