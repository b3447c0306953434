/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_LABEL_WORDS_H
#define MATCH_TEXT_LABEL_WORDS_H

#include <stdbool.h>

#include "base/intern.h"

/**
 * @file label_words.h
 * Words to numbers from 0, in three arrays without pointers that can stand in a file.
 */

#define LABEL_WORD_NONE UINT32_MAX

struct label_words {
    char *bytes;      /* of all words, one after the other */
    uint32_t *starts; /* [count + 1] */
    uint32_t *slots;  /* [slot_count] open addressing by XXH3: number + 1; 0: free */
    size_t count;
    size_t slot_count; /* a power of 2, more than the words; or 0 */
};

/** The number of a word, LABEL_WORD_NONE where it is not there. */
uint32_t label_words_find(const struct label_words *words, const char *text, size_t length);

/** Takes over all texts of an intern, in the order of their numbers; false on want of memory. */
bool label_words_keep(struct label_words *words, const struct intern *texts);

/** Whether arrays of unknown origin are sound, @p bytes being so many bytes. Linear. */
bool label_words_check(const struct label_words *words, size_t bytes);

#endif
