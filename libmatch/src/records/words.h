/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_WORDS_H
#define MATCH_RECORDS_WORDS_H

#include <stddef.h>

/**
 * @file words.h
 * Words that stand for values: the spelling files use, and others that people write.
 */

/** One spelling. The first word of a value is the one that is written. */
struct word {
    const char *text; /* NULL ends a table */
    int value;
};

/** The longest text that can be one of the words; anything longer is none. */
#define WORD_BYTES 64

/**
 * Looks a text up, whatever its case and digits; '-' and spaces are as good as '_'. NULL when
 * no word is like it.
 */
const struct word *words_find(const struct word *words, const char *text, size_t length);

/** The word that is written for a value, "" for a value without a word. */
const char *words_text(const struct word *words, int value);

extern const struct word answer_words[];
extern const struct word free_words[]; /* what stands for "yes, and it costs nothing" */
extern const struct word evidence_words[];
extern const struct word phase_words[];
extern const struct word outcome_words[];
extern const struct word level_words[];
extern const struct word language_words[]; /* ISO 639-3 first; other codes stay as they are */
extern const struct word language_level_words[];
extern const struct word schooling_words[];
extern const struct word relation_words[];
extern const struct word origin_words[];
extern const struct word support_words[];
extern const struct word recruiter_words[];
extern const struct word period_words[];
extern const struct word currency_words[];
extern const struct word country_words[];
extern const struct word restriction_words[];
extern const struct word sex_words[];
extern const struct word difficulty_words[];
extern const struct word total_words[]; /* what the last row of a sheet begins with */

#endif
