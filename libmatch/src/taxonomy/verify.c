/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/verify.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "taxonomy/hierarchy.h"
#include "taxonomy/neighbours.h"

struct verifier {
    const struct image *image;
    const char *source;
    match_error *err;
    uint32_t count;    /* of concepts */
    uint32_t *cursors; /* [count], for comparing a relation with its inverse */
};

static match_status
wrong(const struct verifier *verifier, const char *what)
{
    return fail_at(verifier->err, MATCH_ERR_FORMAT, verifier->source, 0, 0,
                   "the compiled taxonomy is damaged: %s", what);
}

bool
verify_broader_kinds(uint8_t child, uint8_t parent)
{
    switch (child) {
    case MATCH_CONCEPT_OCCUPATION:
        return parent == MATCH_CONCEPT_OCCUPATION || parent == MATCH_CONCEPT_OCCUPATION_GROUP;
    case MATCH_CONCEPT_OCCUPATION_GROUP: return parent == MATCH_CONCEPT_OCCUPATION_GROUP;
    case MATCH_CONCEPT_SKILL:
        return parent == MATCH_CONCEPT_SKILL || parent == MATCH_CONCEPT_SKILL_GROUP;
    case MATCH_CONCEPT_SKILL_GROUP: return parent == MATCH_CONCEPT_SKILL_GROUP;
    default: return false;
    }
}

/* A text reference is the offset of the first byte of a text. */
static bool
is_text(const struct image *image, uint32_t reference)
{
    return reference < image->strings_count &&
           (reference == 0 || image->strings[reference - 1] == '\0');
}

static match_status
check_strings(const struct verifier *verifier)
{
    const struct image *image = verifier->image;
    if (image->strings_count == 0 || image->strings[0] != '\0' ||
        image->strings[image->strings_count - 1] != '\0') {
        return wrong(verifier, "its texts are not closed");
    }
    if (utf8_check(image->strings, image->strings_count) != image->strings_count) {
        return wrong(verifier, "its texts are not UTF-8");
    }
    return MATCH_OK;
}

static match_status
check_facts(const struct verifier *verifier)
{
    const struct image *image = verifier->image;
    for (size_t i = 0; i < image->properties_count; i++) {
        const struct image_property *property = &image->properties[i];
        if (!is_text(image, property->key) || !is_text(image, property->value) ||
            (i > 0 && strcmp(image_string(image, property[-1].key),
                             image_string(image, property->key)) >= 0)) {
            return wrong(verifier, "properties");
        }
    }
    for (size_t i = 0; i < image->schemes_count; i++) {
        const struct image_scheme *scheme = &image->schemes[i];
        if (!is_text(image, scheme->id) || !is_text(image, scheme->uri) ||
            !is_text(image, scheme->title) || !is_text(image, scheme->version) ||
            (i > 0 &&
             strcmp(image_string(image, scheme[-1].id), image_string(image, scheme->id)) >= 0)) {
            return wrong(verifier, "schemes");
        }
    }
    if (image->languages_count > UINT16_MAX) {
        return wrong(verifier, "languages");
    }
    for (size_t i = 0; i < image->languages_count; i++) {
        if (!is_text(image, image->languages[i]) ||
            (i > 0 && strcmp(image_string(image, image->languages[i - 1]),
                             image_string(image, image->languages[i])) >= 0)) {
            return wrong(verifier, "languages");
        }
    }
    return MATCH_OK;
}

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
    return is_text(image, concept->uri) && is_text(image, concept->code) &&
           is_text(image, concept->isco) && concept->scheme < image->schemes_count &&
           image_kind_rank(concept->kind) != 0 &&
           concept->skill_type <= (skill ? MATCH_SKILL_TYPE_ATTITUDE : MATCH_SKILL_TYPE_NONE) &&
           concept->reuse_level <= (skill ? MATCH_REUSE_OCCUPATION_SPECIFIC : MATCH_REUSE_NONE) &&
           are_skill_levels_sound(concept);
}

static match_status
check_concepts(const struct verifier *verifier)
{
    const struct image *image = verifier->image;
    if (image->concepts_count == 0 || image->concepts_count > LIMIT_CONCEPTS) {
        return wrong(verifier, "number of concepts");
    }
    for (size_t i = 0; i < image->concepts_count; i++) {
        const struct image_concept *concept = &image->concepts[i];
        if (!is_concept_sound(image, concept)) {
            return wrong(verifier, "concepts");
        }
        if (i == 0) {
            continue;
        }
        unsigned before = image_kind_rank(concept[-1].kind);
        unsigned rank = image_kind_rank(concept->kind);
        if (before > rank || (before == rank && strcmp(image_string(image, concept[-1].uri),
                                                       image_string(image, concept->uri)) >= 0)) {
            return wrong(verifier, "order of concepts");
        }
    }
    return MATCH_OK;
}

/* Starts rise from 0 to the number of items. */
static match_status
check_starts(const struct verifier *verifier, const uint32_t *starts, size_t start_count,
             size_t item_count, const char *what)
{
    if (start_count != (size_t)verifier->count + 1 || starts[0] != 0 ||
        starts[verifier->count] != item_count) {
        return wrong(verifier, what);
    }
    for (uint32_t i = 0; i < verifier->count; i++) {
        if (starts[i] > starts[i + 1]) {
            return wrong(verifier, what);
        }
    }
    return MATCH_OK;
}

static match_status
check_all_starts(const struct verifier *verifier)
{
    const struct image *image = verifier->image;
    const struct {
        const uint32_t *starts;
        size_t start_count, item_count;
        const char *what;
    } rows[] = {
        {image->label_starts, image->label_starts_count, image->labels_count, "labels"},
        {image->text_starts, image->text_starts_count, image->texts_count, "texts"},
        {image->broader_starts, image->broader_starts_count, image->broader_count, "broader"},
        {image->narrower_starts, image->narrower_starts_count, image->narrower_count, "narrower"},
        {image->skill_starts, image->skill_starts_count, image->skills_count, "skills"},
        {image->occupation_starts, image->occupation_starts_count, image->occupations_count,
         "occupations"},
        {image->basis_starts, image->basis_starts_count, image->bases_count, "skill relations"},
        {image->mapping_starts, image->mapping_starts_count, image->mappings_count, "mappings"},
        {image->membership_starts, image->membership_starts_count, image->memberships_count,
         "memberships"},
        {image->neighbour_starts, image->neighbour_starts_count, image->neighbours_count,
         "neighbours"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        match_status status = check_starts(verifier, rows[i].starts, rows[i].start_count,
                                           rows[i].item_count, rows[i].what);
        if (status != MATCH_OK) {
            return status;
        }
    }
    return MATCH_OK;
}

static match_status
check_labels(const struct verifier *verifier, uint32_t i)
{
    const struct image *image = verifier->image;
    for (uint32_t j = image->label_starts[i]; j < image->label_starts[i + 1]; j++) {
        const struct image_label *label = &image->labels[j];
        if (!is_text(image, label->text) || label->language >= image->languages_count ||
            label->kind < MATCH_LABEL_PREFERRED || label->kind > MATCH_LABEL_HIDDEN) {
            return wrong(verifier, "labels");
        }
        if (j > image->label_starts[i] &&
            (label[-1].language > label->language ||
             (label[-1].language == label->language && label[-1].kind > label->kind))) {
            return wrong(verifier, "order of labels");
        }
    }
    return MATCH_OK;
}

/* Evidence is in no language and of skills; its words are codes with one space between them. */
static bool
is_evidence_sound(const struct image *image, uint32_t i, const struct image_text *text)
{
    const char *at = image_string(image, text->text);
    if (image->concepts[i].kind != MATCH_CONCEPT_SKILL || text->language != 0) {
        return false;
    }
    for (;;) {
        size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyz_");
        if (length == 0 || (at[length] != ' ' && at[length] != '\0')) {
            return false;
        }
        if (at[length] == '\0') {
            return true;
        }
        at += length + 1;
    }
}

static match_status
check_texts(const struct verifier *verifier, uint32_t i)
{
    const struct image *image = verifier->image;
    for (uint32_t j = image->text_starts[i]; j < image->text_starts[i + 1]; j++) {
        const struct image_text *text = &image->texts[j];
        if (!is_text(image, text->text) || !is_text(image, text->language) ||
            text->kind < MATCH_TEXT_DEFINITION || text->kind > MATCH_TEXT_TYPICAL_EVIDENCE ||
            (text->kind == MATCH_TEXT_TYPICAL_EVIDENCE && !is_evidence_sound(image, i, text))) {
            return wrong(verifier, "texts");
        }
    }
    for (uint32_t j = image->mapping_starts[i]; j < image->mapping_starts[i + 1]; j++) {
        const struct image_mapping *mapping = &image->mappings[j];
        if (!is_text(image, mapping->uri) || mapping->kind < MATCH_MAPPING_EXACT ||
            mapping->kind > MATCH_MAPPING_REPLACES) {
            return wrong(verifier, "mappings");
        }
    }
    for (uint32_t j = image->membership_starts[i]; j < image->membership_starts[i + 1]; j++) {
        if (image->memberships[j] >= image->schemes_count ||
            (j > image->membership_starts[i] &&
             image->memberships[j - 1] >= image->memberships[j])) {
            return wrong(verifier, "memberships");
        }
    }
    return MATCH_OK;
}

static match_status
check_broader(const struct verifier *verifier, uint32_t i)
{
    const struct image *image = verifier->image;
    for (uint32_t j = image->broader_starts[i]; j < image->broader_starts[i + 1]; j++) {
        match_concept parent = image->broader[j];
        if (parent == 0 || parent > verifier->count ||
            !verify_broader_kinds(image->concepts[i].kind, image->concepts[parent - 1].kind) ||
            (j > image->broader_starts[i] && image->broader[j - 1] >= parent)) {
            return wrong(verifier, "broader");
        }
        /* Going through the children in order, each parent must name this one next. */
        uint32_t at = image->narrower_starts[parent - 1] + verifier->cursors[parent - 1]++;
        if (at >= image->narrower_starts[parent] || image->narrower[at] != i + 1) {
            return wrong(verifier, "narrower");
        }
    }
    return MATCH_OK;
}

static bool
is_relation_sound(const struct verifier *verifier, const match_relation *relation)
{
    return relation->concept != 0 && relation->concept <= verifier->count &&
           (relation->kind == MATCH_RELATION_ESSENTIAL ||
            relation->kind == MATCH_RELATION_OPTIONAL) &&
           relation->level <= 5 &&
           image_concept(verifier->image, relation->concept)->kind == MATCH_CONCEPT_SKILL;
}

static match_status
check_skills(const struct verifier *verifier, uint32_t i)
{
    const struct image *image = verifier->image;
    uint8_t kind = image->concepts[i].kind;
    bool occupation = kind == MATCH_CONCEPT_OCCUPATION || kind == MATCH_CONCEPT_OCCUPATION_GROUP;
    for (uint32_t j = image->skill_starts[i]; j < image->skill_starts[i + 1]; j++) {
        const match_relation *relation = &image->skills[j];
        if (!occupation || !is_relation_sound(verifier, relation) ||
            (j > image->skill_starts[i] && relation[-1].concept >= relation->concept)) {
            return wrong(verifier, "skills");
        }
        uint32_t skill = relation->concept - 1;
        uint32_t at = image->occupation_starts[skill] + verifier->cursors[skill]++;
        if (at >= image->occupation_starts[skill + 1] || image->occupations[at].concept != i + 1 ||
            image->occupations[at].kind != relation->kind ||
            image->occupations[at].level != relation->level) {
            return wrong(verifier, "occupations");
        }
    }
    for (uint32_t j = image->basis_starts[i]; j < image->basis_starts[i + 1]; j++) {
        const match_relation *relation = &image->bases[j];
        if (kind != MATCH_CONCEPT_SKILL || !is_relation_sound(verifier, relation) ||
            (j > image->basis_starts[i] && relation[-1].concept >= relation->concept)) {
            return wrong(verifier, "skill relations");
        }
    }
    return MATCH_OK;
}

static match_status
check_scoring(const struct verifier *verifier, uint32_t i)
{
    const struct image *image = verifier->image;
    bool skill = image->concepts[i].kind == MATCH_CONCEPT_SKILL;
    if ((image->weights[i] > 0) != skill) {
        return wrong(verifier, "weights");
    }
    uint32_t start = image->neighbour_starts[i];
    uint32_t end = image->neighbour_starts[i + 1];
    if (end - start > (skill ? NEIGHBOURS_KEPT : 0)) {
        return wrong(verifier, "neighbours");
    }
    for (uint32_t j = start; j < end; j++) {
        const match_neighbour *neighbour = &image->neighbours[j];
        if (neighbour->concept == 0 || neighbour->concept > verifier->count ||
            neighbour->concept == i + 1 || neighbour->similarity == 0 ||
            neighbour->similarity >= MATCH_SIMILARITY_SAME ||
            image_concept(image, neighbour->concept)->kind != MATCH_CONCEPT_SKILL ||
            (j > start && neighbour[-1].concept >= neighbour->concept)) {
            return wrong(verifier, "neighbours");
        }
    }
    return MATCH_OK;
}

/* Runs one check for each concept. */
static match_status
for_each_concept(const struct verifier *verifier,
                 match_status (*check)(const struct verifier *verifier, uint32_t i))
{
    for (uint32_t i = 0; i < verifier->count; i++) {
        match_status status = check(verifier, i);
        if (status != MATCH_OK) {
            return status;
        }
    }
    return MATCH_OK;
}

static match_status
check_indexes(const struct verifier *verifier)
{
    const struct image *image = verifier->image;
    size_t codes = 0;
    for (uint32_t i = 0; i < verifier->count; i++) {
        codes += image->strings[image->concepts[i].code] != '\0';
    }
    if (image->uri_index_count != verifier->count || image->code_index_count != codes ||
        image->weights_count != verifier->count ||
        image->label_index_count != image->labels_count) {
        return wrong(verifier, "size of an index");
    }
    for (size_t i = 0; i < image->uri_index_count; i++) {
        match_concept concept = image->uri_index[i];
        if (concept == 0 || concept > verifier->count ||
            (i > 0 &&
             strcmp(image_string(image, image_concept(image, image->uri_index[i - 1])->uri),
                    image_string(image, image_concept(image, concept)->uri)) >= 0)) {
            return wrong(verifier, "index of URIs");
        }
    }
    for (size_t i = 0; i < image->code_index_count; i++) {
        match_concept concept = image->code_index[i];
        if (concept == 0 || concept > verifier->count) {
            return wrong(verifier, "index of codes");
        }
        const char *code = image_string(image, image_concept(image, concept)->code);
        match_concept before = i > 0 ? image->code_index[i - 1] : 0;
        int order = before == 0
                        ? -1
                        : strcmp(image_string(image, image_concept(image, before)->code), code);
        if (code[0] == '\0' || order > 0 || (order == 0 && before >= concept)) {
            return wrong(verifier, "index of codes");
        }
    }
    return MATCH_OK;
}

static match_status
check_label_index(const struct verifier *verifier)
{
    const struct image *image = verifier->image;
    for (size_t i = 0; i < image->label_index_count; i++) {
        const struct image_key *key = &image->label_index[i];
        if (key->concept == 0 || key->concept > verifier->count ||
            key->label < image->label_starts[key->concept - 1] ||
            key->label >= image->label_starts[key->concept]) {
            return wrong(verifier, "index of labels");
        }
        if (i > 0 && (key[-1].hash > key->hash ||
                      (key[-1].hash == key->hash && key[-1].label >= key->label))) {
            return wrong(verifier, "order of the index of labels");
        }
    }
    return MATCH_OK;
}

static match_status
check_hierarchy(const struct verifier *verifier)
{
    struct hierarchy_facts facts;
    match_status status = hierarchy_study(verifier->image, &facts, verifier->err);
    if (status != MATCH_OK) {
        return status;
    }
    bool cycle = facts.cycle.count > 0;
    ids_clear(&facts.cycle);
    if (cycle || facts.deepest > LIMIT_HIERARCHY) {
        return wrong(verifier, "hierarchy");
    }
    return MATCH_OK;
}

static match_status
check_relations(const struct verifier *verifier)
{
    const struct image *image = verifier->image;
    match_status status = for_each_concept(verifier, check_broader);
    if (status != MATCH_OK) {
        return status;
    }
    if (image->broader_count != image->narrower_count) {
        return wrong(verifier, "narrower");
    }
    memset(verifier->cursors, 0, verifier->count * sizeof *verifier->cursors);
    status = for_each_concept(verifier, check_skills);
    if (status != MATCH_OK) {
        return status;
    }
    if (image->skills_count != image->occupations_count) {
        return wrong(verifier, "occupations");
    }
    return check_hierarchy(verifier);
}

match_status
verify_image(const struct image *image, const char *source, match_error *err)
{
    struct verifier verifier = {
        .image = image, .source = source, .err = err, .count = image_count(image)};
    match_status status = check_strings(&verifier);
    status = status == MATCH_OK ? check_facts(&verifier) : status;
    status = status == MATCH_OK ? check_concepts(&verifier) : status;
    status = status == MATCH_OK ? check_all_starts(&verifier) : status;
    if (status != MATCH_OK) {
        return status;
    }
    verifier.cursors = alloc_zeroed(verifier.count, sizeof *verifier.cursors);
    if (!verifier.cursors) {
        return fail_memory(err);
    }
    status = check_indexes(&verifier);
    status = status == MATCH_OK ? check_label_index(&verifier) : status;
    status = status == MATCH_OK ? for_each_concept(&verifier, check_labels) : status;
    status = status == MATCH_OK ? for_each_concept(&verifier, check_texts) : status;
    status = status == MATCH_OK ? for_each_concept(&verifier, check_scoring) : status;
    status = status == MATCH_OK ? check_relations(&verifier) : status;
    alloc_free(verifier.cursors);
    return status;
}
