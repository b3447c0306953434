/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_TOKENS_H
#define MATCH_TEXT_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libmatch/error.h>

#include "text/fold.h"

/**
 * @file tokens.h
 * Cuts running text into what labels are compared by: words where a script parts them with
 * spaces, else characters with their vowels and marks.
 */

/** A token and where it is in the text. */
struct token {
    uint64_t hash; /* of its folded form without a plural s; 0: too long for any word */
    uint32_t begin, end;
    uint32_t number; /* its value, where it is one of up to four digits; else UINT32_MAX */
    bool plural;     /* an s at the end was left out of the hash */
    bool spaced;     /* a word, with boundaries on both sides */
};

#define TOKEN_NO_NUMBER UINT32_MAX

/** Tokens and the room for making them. Zero-initialised: empty and ready. */
struct tokens {
    struct token *items;
    size_t count;
    size_t capacity;
    struct folded folded;
};

/**
 * Cuts a text, in place of what is there. What is not UTF-8 parts words.
 * @param base  Added to all places.
 * @return MATCH_OK, MATCH_ERR_LIMIT or MATCH_ERR_NOMEM.
 */
match_status tokens_cut(struct tokens *tokens, const char *text, size_t length, uint32_t base,
                        match_error *err);

void tokens_clear(struct tokens *tokens);

/**
 * The end of the sentence, list item or line that begins at a place: behind a line end or behind
 * a stop, question mark, semicolon, colon or bullet with a space after it; at the latest after
 * 4 KiB.
 */
size_t sentence_end(const char *text, size_t length, size_t begin);

#endif
