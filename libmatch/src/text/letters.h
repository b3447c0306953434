/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_LETTERS_H
#define MATCH_TEXT_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

#include <unicode/unorm2.h>

/**
 * @file letters.h
 * Letters and marks that fold one by one, whatever stands beside them: Latin, Greek and Cyrillic
 * with their accents, ASCII, and general punctuation.
 */

#define LETTERS_FIRST_END 0x590u   /* everything below, */
#define LETTERS_SECOND 0x1E00u     /* and from here */
#define LETTERS_SECOND_END 0x2070u /* up to here */
#define LETTERS_COUNT (LETTERS_FIRST_END + LETTERS_SECOND_END - LETTERS_SECOND)

/** What a letter becomes: up to four code points, 0 behind the last. */
struct letter {
    uint16_t folded[4];
};

/** Whether a code point folds by the table. */
static inline bool
letters_have(uint32_t c)
{
    return c < LETTERS_FIRST_END || (c >= LETTERS_SECOND && c < LETTERS_SECOND_END);
}

/** The place of a code point in the table. */
static inline uint32_t
letters_index(uint32_t c)
{
    return c < LETTERS_FIRST_END ? c : c - LETTERS_SECOND + LETTERS_FIRST_END;
}

/**
 * Fills the table with the help of ICU.
 * @param casefold  NFKC_Casefold.
 * @param canonical NFC.
 * @return false when ICU fails.
 */
bool letters_fill(struct letter table[LETTERS_COUNT], const UNormalizer2 *casefold,
                  const UNormalizer2 *canonical);

/** Whether a mark is an accent that folding drops. */
bool letters_is_accent(uint32_t c);

/** Digits to ASCII, punctuation and space characters to ' ', others as they are. */
uint32_t letters_plain(uint32_t c);

#endif
