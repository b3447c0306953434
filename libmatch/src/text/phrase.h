/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_PHRASE_H
#define MATCH_TEXT_PHRASE_H

#include <stdbool.h>

#include "base/buffer.h"
#include "text/fold.h"

/**
 * @file phrase.h
 * A label or query as tokens. Words are runs of letters and digits, with the signs of "C++" and
 * "C#". Where a script has no spaces between words (Lao, Thai, Khmer, Burmese, Han, kana), the
 * tokens are its clusters (a letter with its vowels and marks) and the pairs of neighbouring ones.
 */

struct phrase_token {
    uint32_t offset; /* in the folded text */
    uint16_t length;
    bool is_cluster; /* of a script without spaces: nothing inside it is compared */
};

/** Zero-initialised: empty and ready. Keeps its memory from text to text. */
struct phrase {
    struct buffer plain; /* without the tails that name the other gender */
    struct buffer folded; /* as a search key */
    struct phrase_token *tokens;
    size_t count;
    size_t capacity;
};

/**
 * Folds a text and cuts it into tokens, each as often as it occurs. Tails and tags of gender,
 * "Verkäufer/in", "lehrer(in)", "(m/w/d)", are left out.
 * @return MATCH_OK, MATCH_ERR_INVALID for a text that is not UTF-8, MATCH_ERR_LIMIT or
 *         MATCH_ERR_NOMEM.
 */
match_status phrase_split(struct phrase *phrase, const char *text, size_t length,
                          match_error *err);

/** The bytes of a token. Valid until the next text. */
static inline const char *
phrase_text(const struct phrase *phrase, const struct phrase_token *token)
{
    return phrase->folded.bytes + token->offset;
}

void phrase_clear(struct phrase *phrase);

#endif
