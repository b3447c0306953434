/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_ICU_H
#define MATCH_TEXT_ICU_H

#include <stdint.h>

#include <libmatch/error.h>
#include <unicode/ubrk.h>
#include <unicode/unorm2.h>

#include "text/letters.h"

/**
 * @file icu.h
 * The one place where ICU is opened. ICU's own memory is not under our control while it opens;
 * afterwards the calls made here take none, but for icu_words().
 */

/** What is taken from ICU, once. */
struct icu {
    const UNormalizer2 *casefold;  /* NFKC_Casefold */
    const UNormalizer2 *canonical; /* NFC */
    struct letter letters[LETTERS_COUNT];
};

/**
 * Gives what was opened at the first call in any thread; it is never closed.
 * NULL with *err filled in when ICU has no data for it.
 */
const struct icu *icu_open(match_error *err);

/**
 * Opens the word breaks of a text; ICU takes memory for it. The text has to stay.
 * @param language  Such as "lo"; "" for no one.
 * @return To be closed with ubrk_close(); NULL with *err filled in.
 */
UBreakIterator *icu_words(const char *language, const UChar *units, int32_t count,
                          match_error *err);

/** The version of Unicode in ICU: major, minor, update, 0 from the high to the low byte. */
uint32_t icu_unicode_version(void);

#endif
