/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/icu.h"

#include <pthread.h>
#include <unicode/uchar.h>

#include "base/fail.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const UNormalizer2 *casefold;

static void
open_icu(void)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *opened = unorm2_getNFKCCasefoldInstance(&code);
    casefold = U_SUCCESS(code) ? opened : NULL;
}

const UNormalizer2 *
icu_casefold(match_error *err)
{
    (void)pthread_once(&once, open_icu);
    if (!casefold) {
        (void)fail(err, MATCH_ERR_NOMEM, "the Unicode data of ICU cannot be opened");
    }
    return casefold;
}

uint32_t
icu_unicode_version(void)
{
    UVersionInfo version;
    u_getUnicodeVersion(version);
    return (uint32_t)version[0] << 24 | (uint32_t)version[1] << 16 | (uint32_t)version[2] << 8 |
           version[3];
}
