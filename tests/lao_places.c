/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "lao_places.h"
#include "support.h"

match_places *lao_places;

void
load_lao_places(void)
{
    match_error err;

    lao_places = match_places_lao(&err);
    ck_assert_msg(lao_places != NULL, "%s", err.message);
}

void
drop_lao_places(void)
{
    match_places_unref(lao_places);
    lao_places = NULL;
}

match_place
place_of(const char *code)
{
    match_place found[2];

    ck_assert_uint_eq(match_places_find(lao_places, code, MATCH_NUL, 0, found, 2), 1);
    return found[0];
}
