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

/**
 * Tells where the middle of a place is: a point for maps and rough distances, not an address.
 *
 * @param[out] longitude  Millionths of a degree, east is positive. Left alone without a centroid.
 * @param[out] latitude   Millionths of a degree, north is positive. Left alone without a centroid.
 * @return Whether the centroid is known; false for no place.
 * @since 0.1
 */
MATCH_API bool match_places_centroid(const match_places *places, match_place place,
                                     int32_t *longitude, int32_t *latitude);

/**
 * Tells whether the data mark a name of this place as borne by another place of its level too,
 * so that the name alone does not identify it (match_places_find() then finds several).
 *
 * @return Whether it is marked; false for no place.
 * @since 0.1
 */
MATCH_API bool match_places_ambiguous(const match_places *places, match_place place);

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
