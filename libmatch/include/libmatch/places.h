/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_PLACES_H
#define LIBMATCH_PLACES_H

#include <libmatch/error.h>

/**
 * @file places.h
 * Provinces and districts: codes, names, spelling variants, neighbours.
 *
 * A match_places never changes, is counted by references and may be used by any thread.
 * A code is a text; the code of a district begins with the code of its province.
 */

#ifdef __cplusplus
extern "C" {
#endif

typedef struct match_places match_places;

/** A place of one match_places: 1 .. match_places_count(); 0 is none. */
typedef uint32_t match_place;

/**
 * Returns the places of Lao PDR that come with the library (taxonomies/places/lao-pdr.yaml).
 * @return A new reference, to be given back with match_places_unref(), or NULL on
 *         MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_places *match_places_lao(match_error *err);

/**
 * Loads places from a YAML file (docs/formats.md).
 * @return A new reference, to be given back with match_places_unref(), or NULL.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_places *match_places_load(const char *path, match_error *err);

/** Takes another reference and returns its argument; NULL is allowed. @since 0.1 */
MATCH_API match_places *match_places_ref(const match_places *places);

/** Gives a reference back. NULL is allowed. @since 0.1 */
MATCH_API void match_places_unref(match_places *places);

/** Returns the number of places. @since 0.1 */
MATCH_API uint32_t match_places_count(const match_places *places);

/** Returns the code, such as "13" or "1301"; "" for no place. Owned by @p places. @since 0.1 */
MATCH_API const char *match_places_code(const match_places *places, match_place place);

/** Returns the ISO 3166-2 code, "" where there is none. Owned by @p places. @since 0.1 */
MATCH_API const char *match_places_iso(const match_places *places, match_place place);

/** Returns the name in a language, else in English. Owned by @p places. @since 0.1 */
MATCH_API const char *match_places_name(const match_places *places, match_place place,
                                        const char *language);

/** Returns the place this one lies in, 0 for a province. @since 0.1 */
MATCH_API match_place match_places_parent(const match_places *places, match_place place);

/** Returns the places that border on this one, in ascending order. @since 0.1 */
MATCH_API const match_place *match_places_neighbours(const match_places *places,
                                                     match_place place, size_t *count);

/**
 * Finds a place by code, ISO code, name or spelling variant (folded; text.h).
 * @param within  Only places in this one; 0 for provinces and all others.
 * @param[out] out  Receives up to @p capacity places.
 * @return How many places bear the name: 0 unknown, 2 and more ambiguous.
 * @since 0.1
 */
MATCH_API size_t match_places_find(const match_places *places, const char *text, size_t length,
                                   match_place within, match_place *out, size_t capacity);

#ifdef __cplusplus
}
#endif

#endif
