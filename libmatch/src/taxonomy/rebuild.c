/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/rebuild.h"

#include <string.h>

#include "base/fail.h"
#include "taxonomy/image.h"

static const struct builder_place nowhere;

static match_status
add_head(const match_taxonomy *taxonomy, struct builder *builder, match_error *err)
{
    const struct image *image = &taxonomy->image;
    match_status status = MATCH_OK;
    match_scheme scheme;
    uint32_t number;
    for (size_t i = 0; i < image->properties_count && status == MATCH_OK; i++) {
        status =
            builder_set_property(builder, image_string(image, image->properties[i].key),
                                 image_string(image, image->properties[i].value), nowhere, err);
    }
    for (uint32_t i = 0; status == MATCH_OK && match_taxonomy_scheme(taxonomy, i, &scheme); i++) {
        status = builder_add_scheme(builder, &scheme, nowhere, &number, err);
    }
    return status;
}

static match_status
add_concept(const match_taxonomy *taxonomy, struct builder *builder, match_concept c,
            match_error *err)
{
    const struct image *image = &taxonomy->image;
    const struct image_concept *stored = image_concept(image, c);
    struct builder_concept concept = {.kind = (match_concept_kind)stored->kind,
                                      .uri = image_string(image, stored->uri),
                                      .code = image_string(image, stored->code),
                                      .isco = image_string(image, stored->isco),
                                      .scheme = stored->scheme,
                                      .skill_type = (match_skill_type)stored->skill_type,
                                      .reuse_level = (match_reuse_level)stored->reuse_level};
    uint32_t index;
    match_status status = builder_add_concept(builder, &concept, nowhere, &index, err);
    if (status == MATCH_OK && index != c - 1) {
        return fail(err, MATCH_ERR_INVALID, "concept '%.120s' cannot be built again", concept.uri);
    }
    for (unsigned level = 1; level <= 4 && status == MATCH_OK; level++) {
        if (stored->skill_levels & (1u << level)) {
            builder_add_skill_level(builder, index, level);
        }
    }
    return status;
}

/* Labels, texts and mappings. */
static match_status
add_texts(const match_taxonomy *taxonomy, struct builder *builder, match_concept c,
          match_error *err)
{
    const struct image *image = &taxonomy->image;
    match_status status = MATCH_OK;
    match_label label;
    match_mapping mapping;
    for (uint32_t i = 0; status == MATCH_OK && match_taxonomy_label_at(taxonomy, c, i, &label);
         i++) {
        status = builder_add_label(builder, c - 1, label.kind, label.language, label.text,
                                   strlen(label.text), nowhere, err);
    }
    for (uint32_t i = image->text_starts[c - 1]; i < image->text_starts[c] && status == MATCH_OK;
         i++) {
        const char *text = image_note(image, image->texts[i].text);
        status = builder_add_text(builder, c - 1, (match_text_kind)image->texts[i].kind,
                                  image_string(image, image->texts[i].language), text, strlen(text),
                                  nowhere, err);
    }
    for (uint32_t i = 0; status == MATCH_OK && match_taxonomy_mapping(taxonomy, c, i, &mapping);
         i++) {
        status = builder_add_mapping(builder, c - 1, mapping.kind, mapping.uri, nowhere, err);
    }
    return status;
}

static match_status
add_links(const match_taxonomy *taxonomy, struct builder *builder, match_concept c,
          match_error *err)
{
    const char *uri = match_taxonomy_uri(taxonomy, c);
    match_status status = MATCH_OK;
    size_t count;
    const match_concept *broader = match_taxonomy_broader(taxonomy, c, &count);
    for (size_t i = 0; i < count && status == MATCH_OK; i++) {
        status = builder_add_broader(builder, uri, match_taxonomy_uri(taxonomy, broader[i]),
                                     nowhere, err);
    }
    const match_relation *skills = match_taxonomy_skills(taxonomy, c, &count);
    for (size_t i = 0; i < count && status == MATCH_OK; i++) {
        status = builder_add_relation(builder, uri, match_taxonomy_uri(taxonomy, skills[i].concept),
                                      (match_relation_kind)skills[i].kind, skills[i].level, nowhere,
                                      err);
    }
    const match_relation *bases = match_taxonomy_skill_relations(taxonomy, c, &count);
    for (size_t i = 0; i < count && status == MATCH_OK; i++) {
        status =
            builder_add_skill_relation(builder, uri, match_taxonomy_uri(taxonomy, bases[i].concept),
                                       (match_relation_kind)bases[i].kind, nowhere, err);
    }
    for (uint32_t i = 0; i < match_taxonomy_scheme_count(taxonomy) && status == MATCH_OK; i++) {
        if (i != match_taxonomy_scheme_of(taxonomy, c) &&
            match_taxonomy_in_scheme(taxonomy, c, i)) {
            status = builder_add_membership(builder, uri, i, nowhere, err);
        }
    }
    return status;
}

match_status
rebuild(const match_taxonomy *taxonomy, struct builder *builder, match_error *err)
{
    uint32_t count = match_taxonomy_count(taxonomy);
    match_status status = add_head(taxonomy, builder, err);
    for (match_concept c = 1; c <= count && status == MATCH_OK; c++) {
        status = add_concept(taxonomy, builder, c, err);
        status = status == MATCH_OK ? add_texts(taxonomy, builder, c, err) : status;
        status = status == MATCH_OK ? add_links(taxonomy, builder, c, err) : status;
    }
    return status;
}
