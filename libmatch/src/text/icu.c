/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/icu.h"

#include <pthread.h>
#include <unicode/uchar.h>

#include "base/fail.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct icu opened;
static bool complete;

static void
open_all(void)
{
    UErrorCode code = U_ZERO_ERROR;
    opened.casefold = unorm2_getNFKCCasefoldInstance(&code);
    opened.canonical = unorm2_getNFCInstance(&code);
    complete = U_SUCCESS(code) && letters_fill(opened.letters, opened.casefold, opened.canonical);
}

const struct icu *
icu_open(match_error *err)
{
    (void)pthread_once(&once, open_all);
    if (!complete) {
        (void)fail(err, MATCH_ERR_NOMEM, "the Unicode data of ICU cannot be opened");
        return NULL;
    }
    return &opened;
}

UBreakIterator *
icu_words(const char *language, const UChar *units, int32_t count, match_error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    UBreakIterator *breaks = ubrk_open(UBRK_WORD, language, units, count, &code);
    if (U_FAILURE(code)) {
        (void)fail(err, MATCH_ERR_NOMEM, "ICU cannot find words: %s", u_errorName(code));
        ubrk_close(breaks);
        return NULL;
    }
    return breaks;
}

uint32_t
icu_unicode_version(void)
{
    UVersionInfo version;
    u_getUnicodeVersion(version);
    return (uint32_t)version[0] << 24 | (uint32_t)version[1] << 16 | (uint32_t)version[2] << 8 |
           version[3];
}
