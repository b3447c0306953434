/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TESTS_LAO_PLACES_H
#define MATCH_TESTS_LAO_PLACES_H

#include <libmatch/places.h>

/**
 * @file lao_places.h
 * The bundled places as a fixture of tests.
 */

/** They, from load_lao_places() to drop_lao_places(). */
extern match_places *lao_places;

void load_lao_places(void);

void drop_lao_places(void);

/** The one with this code; fails the test where there is none. */
match_place place_of(const char *code);

#endif
