/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <libmatch/taxonomy.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "taxonomy/image.h"
#include "taxonomy/label_shards.h"

/* --- References ------------------------------------------------------------------------------ */

match_taxonomy *
match_taxonomy_ref(const match_taxonomy *taxonomy)
{
    match_taxonomy *shared = (match_taxonomy *)(uintptr_t)taxonomy; /* only the count changes */
    if (shared) {
        atomic_fetch_add_explicit(&shared->refs, 1, memory_order_relaxed);
    }
    return shared;
}

void
match_taxonomy_unref(match_taxonomy *taxonomy)
{
    if (taxonomy && atomic_fetch_sub_explicit(&taxonomy->refs, 1, memory_order_acq_rel) == 1) {
        shards_free(taxonomy->shards);
        file_bytes_clear(&taxonomy->file);
        alloc_free(taxonomy);
    }
}

/* --- The taxonomy as a whole ----------------------------------------------------------------- */

const char *
match_taxonomy_property(const match_taxonomy *taxonomy, const char *key)
{
    const struct image *image = &taxonomy->image;
    for (size_t i = 0; i < image->properties_count; i++) {
        if (strcmp(image_string(image, image->properties[i].key), key) == 0) {
            return image_string(image, image->properties[i].value);
        }
    }
    return "";
}

uint32_t
match_taxonomy_count(const match_taxonomy *taxonomy)
{
    return image_count(&taxonomy->image);
}

uint32_t
match_taxonomy_count_kind(const match_taxonomy *taxonomy, match_concept_kind kind)
{
    unsigned index = (unsigned)kind;
    return index < sizeof taxonomy->kind_counts / sizeof taxonomy->kind_counts[0]
               ? taxonomy->kind_counts[index]
               : 0;
}

uint64_t
match_taxonomy_relation_count(const match_taxonomy *taxonomy)
{
    return taxonomy->image.skills_count;
}

uint32_t
match_taxonomy_scheme_count(const match_taxonomy *taxonomy)
{
    return (uint32_t)taxonomy->image.schemes_count;
}

bool
match_taxonomy_scheme(const match_taxonomy *taxonomy, uint32_t index, match_scheme *scheme)
{
    const struct image *image = &taxonomy->image;
    if (index >= image->schemes_count) {
        return false;
    }
    const struct image_scheme *stored = &image->schemes[index];
    *scheme = (match_scheme){.id = image_string(image, stored->id),
                             .uri = image_string(image, stored->uri),
                             .title = image_string(image, stored->title),
                             .version = image_string(image, stored->version)};
    return true;
}

uint32_t
match_taxonomy_language_count(const match_taxonomy *taxonomy)
{
    return (uint32_t)taxonomy->image.languages_count;
}

const char *
match_taxonomy_language(const match_taxonomy *taxonomy, uint32_t index)
{
    const struct image *image = &taxonomy->image;
    return index < image->languages_count ? image_string(image, image->languages[index]) : "";
}

/* The index of a language, or one past the last. */
static uint32_t
find_language(const struct image *image, const char *language)
{
    uint32_t i = 0;
    while (i < image->languages_count &&
           strcmp(image_string(image, image->languages[i]), language) != 0) {
        i++;
    }
    return i;
}

uint64_t
match_taxonomy_label_total(const match_taxonomy *taxonomy, const char *language)
{
    const struct image *image = &taxonomy->image;
    uint64_t total = 0;
    if (!language) {
        return image->labels_count;
    }
    uint32_t index = find_language(image, language);
    for (size_t i = 0; i < image->labels_count; i++) {
        total += image->labels[i].language == index;
    }
    return total;
}

/* The checksum covers all content, and nothing that differs between libraries. */
void
match_taxonomy_hash(const match_taxonomy *taxonomy, char out[MATCH_HASH_TEXT_SIZE])
{
    struct image_header header;
    memcpy(&header, taxonomy->file.bytes, sizeof header);
    snprintf(out, MATCH_HASH_TEXT_SIZE, "%016" PRIx64, header.checksum);
}

/* --- One concept ----------------------------------------------------------------------------- */

/* The concept of a number, or one that is nothing. */
static const struct image_concept *
concept_of(const match_taxonomy *taxonomy, match_concept concept)
{
    static const struct image_concept nothing; /* all texts at 0 are "" */
    return concept != 0 && concept <= image_count(&taxonomy->image)
               ? image_concept(&taxonomy->image, concept)
               : &nothing;
}

/* A part of an array: what a concept has of it. */
struct part {
    uint32_t start, count;
};

static struct part
part_of(const match_taxonomy *taxonomy, const uint32_t *starts, match_concept concept)
{
    if (concept == 0 || concept > image_count(&taxonomy->image)) {
        return (struct part){0, 0};
    }
    return (struct part){starts[concept - 1], starts[concept] - starts[concept - 1]};
}

match_concept_kind
match_taxonomy_kind(const match_taxonomy *taxonomy, match_concept concept)
{
    return (match_concept_kind)concept_of(taxonomy, concept)->kind;
}

const char *
match_taxonomy_uri(const match_taxonomy *taxonomy, match_concept concept)
{
    return image_string(&taxonomy->image, concept_of(taxonomy, concept)->uri);
}

const char *
match_taxonomy_code(const match_taxonomy *taxonomy, match_concept concept)
{
    return image_string(&taxonomy->image, concept_of(taxonomy, concept)->code);
}

const char *
match_taxonomy_id(const match_taxonomy *taxonomy, match_concept concept)
{
    const char *code = match_taxonomy_code(taxonomy, concept);
    return code[0] != '\0' ? code : match_taxonomy_uri(taxonomy, concept);
}

const char *
match_taxonomy_isco(const match_taxonomy *taxonomy, match_concept concept)
{
    return image_string(&taxonomy->image, concept_of(taxonomy, concept)->isco);
}

uint32_t
match_taxonomy_scheme_of(const match_taxonomy *taxonomy, match_concept concept)
{
    return concept_of(taxonomy, concept)->scheme;
}

bool
match_taxonomy_in_scheme(const match_taxonomy *taxonomy, match_concept concept, uint32_t scheme)
{
    const struct image *image = &taxonomy->image;
    struct part part = part_of(taxonomy, image->membership_starts, concept);
    for (uint32_t i = 0; i < part.count; i++) {
        if (image->memberships[part.start + i] == scheme) {
            return true;
        }
    }
    return false;
}

match_skill_type
match_taxonomy_skill_type(const match_taxonomy *taxonomy, match_concept concept)
{
    return (match_skill_type)concept_of(taxonomy, concept)->skill_type;
}

match_reuse_level
match_taxonomy_reuse_level(const match_taxonomy *taxonomy, match_concept concept)
{
    return (match_reuse_level)concept_of(taxonomy, concept)->reuse_level;
}

uint32_t
match_taxonomy_skill_levels(const match_taxonomy *taxonomy, match_concept concept)
{
    return concept_of(taxonomy, concept)->skill_levels;
}

/* The preferred label in a language; any language for one past the last; NULL for none. */
static const char *
preferred_label(const struct image *image, struct part labels, uint32_t language)
{
    for (uint32_t i = labels.start; i < labels.start + labels.count; i++) {
        const struct image_label *label = &image->labels[i];
        if (label->kind == MATCH_LABEL_PREFERRED &&
            (label->language == language || language == image->languages_count)) {
            return image_string(image, label->text);
        }
    }
    return NULL;
}

const char *
match_taxonomy_label(const match_taxonomy *taxonomy, match_concept concept, const char *language)
{
    const struct image *image = &taxonomy->image;
    struct part labels = part_of(taxonomy, image->label_starts, concept);
    const char *const wanted[] = {language ? language : "en", "en"};
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        uint32_t index = find_language(image, wanted[i]);
        const char *label =
            index < image->languages_count ? preferred_label(image, labels, index) : NULL;
        if (label) {
            return label;
        }
    }
    const char *any = preferred_label(image, labels, (uint32_t)image->languages_count);
    return any ? any : match_taxonomy_id(taxonomy, concept);
}

uint32_t
match_taxonomy_label_count(const match_taxonomy *taxonomy, match_concept concept)
{
    return part_of(taxonomy, taxonomy->image.label_starts, concept).count;
}

bool
match_taxonomy_label_at(const match_taxonomy *taxonomy, match_concept concept, uint32_t index,
                        match_label *label)
{
    const struct image *image = &taxonomy->image;
    struct part part = part_of(taxonomy, image->label_starts, concept);
    if (index >= part.count) {
        return false;
    }
    const struct image_label *stored = &image->labels[part.start + index];
    *label = (match_label){.text = image_string(image, stored->text),
                           .language = image_string(image, image->languages[stored->language]),
                           .kind = (match_label_kind)stored->kind};
    return true;
}

const char *
match_taxonomy_text(const match_taxonomy *taxonomy, match_concept concept, match_text_kind kind,
                    const char *language)
{
    const struct image *image = &taxonomy->image;
    struct part part = part_of(taxonomy, image->text_starts, concept);
    for (uint32_t i = part.start; i < part.start + part.count; i++) {
        const struct image_text *text = &image->texts[i];
        if (text->kind == (uint32_t)kind &&
            strcmp(image_string(image, text->language), language) == 0) {
            return image_note(image, text->text);
        }
    }
    return "";
}

/* --- Relations ------------------------------------------------------------------------------- */

const match_concept *
match_taxonomy_broader(const match_taxonomy *taxonomy, match_concept concept, size_t *count)
{
    struct part part = part_of(taxonomy, taxonomy->image.broader_starts, concept);
    *count = part.count;
    return taxonomy->image.broader + part.start;
}

const match_concept *
match_taxonomy_narrower(const match_taxonomy *taxonomy, match_concept concept, size_t *count)
{
    struct part part = part_of(taxonomy, taxonomy->image.narrower_starts, concept);
    *count = part.count;
    return taxonomy->image.narrower + part.start;
}

const match_relation *
match_taxonomy_skills(const match_taxonomy *taxonomy, match_concept occupation, size_t *count)
{
    struct part part = part_of(taxonomy, taxonomy->image.skill_starts, occupation);
    *count = part.count;
    return taxonomy->image.skills + part.start;
}

const match_relation *
match_taxonomy_occupations(const match_taxonomy *taxonomy, match_concept skill, size_t *count)
{
    struct part part = part_of(taxonomy, taxonomy->image.occupation_starts, skill);
    *count = part.count;
    return taxonomy->image.occupations + part.start;
}

const match_relation *
match_taxonomy_skill_relations(const match_taxonomy *taxonomy, match_concept skill, size_t *count)
{
    struct part part = part_of(taxonomy, taxonomy->image.basis_starts, skill);
    *count = part.count;
    return taxonomy->image.bases + part.start;
}

uint32_t
match_taxonomy_mapping_count(const match_taxonomy *taxonomy, match_concept concept)
{
    return part_of(taxonomy, taxonomy->image.mapping_starts, concept).count;
}

bool
match_taxonomy_mapping(const match_taxonomy *taxonomy, match_concept concept, uint32_t index,
                       match_mapping *mapping)
{
    const struct image *image = &taxonomy->image;
    struct part part = part_of(taxonomy, image->mapping_starts, concept);
    if (index >= part.count) {
        return false;
    }
    const struct image_mapping *stored = &image->mappings[part.start + index];
    *mapping = (match_mapping){.kind = (match_mapping_kind)stored->kind,
                               .uri = image_string(image, stored->uri)};
    return true;
}

/* --- What scoring uses ----------------------------------------------------------------------- */

uint32_t
match_taxonomy_weight(const match_taxonomy *taxonomy, match_concept skill)
{
    return skill != 0 && skill <= image_count(&taxonomy->image) ? taxonomy->image.weights[skill - 1]
                                                                : 0;
}

const match_neighbour *
match_taxonomy_neighbours(const match_taxonomy *taxonomy, match_concept skill, size_t *count)
{
    struct part part = part_of(taxonomy, taxonomy->image.neighbour_starts, skill);
    *count = part.count;
    return taxonomy->image.neighbours + part.start;
}
