/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_ICU_H
#define MATCH_TEXT_ICU_H

#include <stdint.h>

#include <libmatch/error.h>
#include <unicode/unorm2.h>

/**
 * @file icu.h
 * The one place where ICU is opened. ICU's own memory is not under our control while it opens;
 * afterwards the calls made here take none.
 */

/**
 * The normaliser for NFKC_Casefold, opened at the first call in any thread and never closed.
 * NULL with *err filled in when ICU has no data for it.
 */
const UNormalizer2 *icu_casefold(match_error *err);

/** The version of Unicode in ICU: major, minor, update, 0 from the high to the low byte. */
uint32_t icu_unicode_version(void);

#endif
