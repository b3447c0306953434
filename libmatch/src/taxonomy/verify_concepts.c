/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/verifier.h"

#include <string.h>

/* --- What stands once in a taxonomy ---------------------------------------------------------- */

/* Whether one text comes before another one, both checked. */
static bool
is_before(const struct image *image, uint32_t first, uint32_t second)
{
    return strcmp(image_string(image, first), image_string(image, second)) < 0;
}

static bool
are_properties_sound(const struct image *image)
{
    for (size_t i = 0; i < image->properties_count; i++) {
        const struct image_property *property = &image->properties[i];
        if (!verify_is_text(image, property->key) || !verify_is_text(image, property->value) ||
            (i > 0 && !is_before(image, property[-1].key, property->key))) {
            return false;
        }
    }
    return true;
}

static bool
are_schemes_sound(const struct image *image)
{
    for (size_t i = 0; i < image->schemes_count; i++) {
        const struct image_scheme *scheme = &image->schemes[i];
        if (!verify_is_text(image, scheme->id) || !verify_is_text(image, scheme->uri) ||
            !verify_is_text(image, scheme->title) || !verify_is_text(image, scheme->version) ||
            (i > 0 && !is_before(image, scheme[-1].id, scheme->id))) {
            return false;
        }
    }
    return true;
}

static bool
are_languages_sound(const struct image *image)
{
    for (size_t i = 0; i < image->languages_count; i++) {
        if (!verify_is_text(image, image->languages[i]) ||
            (i > 0 && !is_before(image, image->languages[i - 1], image->languages[i]))) {
            return false;
        }
    }
    return image->languages_count <= UINT16_MAX;
}

/* --- Concepts -------------------------------------------------------------------------------- */

/* Levels of jobs: bits 1 to 4 for occupations and their groups, none for skills. */
static bool
are_skill_levels_sound(const struct image_concept *concept)
{
    bool job = concept->kind == MATCH_CONCEPT_OCCUPATION ||
               concept->kind == MATCH_CONCEPT_OCCUPATION_GROUP;
    return (concept->skill_levels & ~(job ? 0x1Eu : 0u)) == 0;
}

static bool
is_concept_sound(const struct image *image, const struct image_concept *concept)
{
    bool skill = concept->kind == MATCH_CONCEPT_SKILL;
    return verify_is_text(image, concept->uri) && verify_is_text(image, concept->code) &&
           verify_is_text(image, concept->isco) && concept->scheme < image->schemes_count &&
           concept->skill_type <= (skill ? MATCH_SKILL_TYPE_ATTITUDE : MATCH_SKILL_TYPE_NONE) &&
           concept->reuse_level <= (skill ? MATCH_REUSE_OCCUPATION_SPECIFIC : MATCH_REUSE_NONE) &&
           are_skill_levels_sound(concept);
}

static bool
are_concepts_sound(const struct image *image)
{
    for (size_t i = 0; i < image->concepts_count; i++) {
        const struct image_concept *concept = &image->concepts[i];
        if (!is_concept_sound(image, concept) ||
            (i > 0 && concept[-1].kind == concept->kind &&
             !is_before(image, concept[-1].uri, concept->uri))) {
            return false;
        }
    }
    return true;
}

/* --- Indexes --------------------------------------------------------------------------------- */

static bool
is_number_sound(const struct image *image, match_concept concept)
{
    return concept != 0 && concept <= image_count(image);
}

/* Concepts of one kind are in the order of their URIs, so texts are compared between kinds only. */
static bool
is_uri_index_sound(const struct image *image)
{
    if (image->uri_index_count != image->concepts_count) {
        return false;
    }
    for (size_t i = 0; i < image->uri_index_count; i++) {
        match_concept number = image->uri_index[i];
        if (!is_number_sound(image, number)) {
            return false;
        }
        match_concept before = i > 0 ? image->uri_index[i - 1] : 0;
        const struct image_concept *concept = image_concept(image, number);
        if (before == 0) {
            continue;
        }
        const struct image_concept *other = image_concept(image, before);
        if (other->kind == concept->kind ? before >= number
                                         : !is_before(image, other->uri, concept->uri)) {
            return false;
        }
    }
    return true;
}

static bool
is_code_index_sound(const struct image *image)
{
    size_t codes = 0;
    for (size_t i = 0; i < image->concepts_count; i++) {
        codes += image->concepts[i].code != 0;
    }
    if (image->code_index_count != codes) {
        return false;
    }
    for (size_t i = 0; i < image->code_index_count; i++) {
        match_concept number = image->code_index[i];
        if (!is_number_sound(image, number) || image_concept(image, number)->code == 0) {
            return false;
        }
        if (i == 0) {
            continue;
        }
        match_concept before = image->code_index[i - 1];
        int order = strcmp(image_string(image, image_concept(image, before)->code),
                           image_string(image, image_concept(image, number)->code));
        if (order > 0 || (order == 0 && before >= number)) {
            return false;
        }
    }
    return true;
}

match_status
verify_concepts(const struct verifier *verifier, match_error *err)
{
    const struct image *image = verifier->image;
    const char *what = !are_properties_sound(image)  ? "properties"
                       : !are_schemes_sound(image)   ? "schemes"
                       : !are_languages_sound(image) ? "languages"
                       : !are_concepts_sound(image)  ? "concepts"
                       : !is_uri_index_sound(image)  ? "index of URIs"
                       : !is_code_index_sound(image) ? "index of codes"
                                                     : NULL;
    return what ? verify_wrong(verifier, what, err) : MATCH_OK;
}
