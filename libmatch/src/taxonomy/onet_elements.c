/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/onet_reader.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"

/* Names of the content model's groups, for downloads without "Content Model Reference". */
static const struct {
    const char *id, *name;
} group_names[] = {
    {"2.A", "Basic Skills"},
    {"2.A.1", "Content"},
    {"2.A.2", "Process"},
    {"2.B", "Cross-Functional Skills"},
    {"2.B.1", "Social Skills"},
    {"2.B.2", "Complex Problem Solving Skills"},
    {"2.B.3", "Technical Skills"},
    {"2.B.4", "Systems Skills"},
    {"2.B.5", "Resource Management Skills"},
    {"2.C", "Knowledge"},
    {"2.C.1", "Business and Management"},
    {"2.C.2", "Manufacturing and Production"},
    {"2.C.3", "Engineering and Technology"},
    {"2.C.4", "Mathematics and Science"},
    {"2.C.5", "Health Services"},
    {"2.C.7", "Arts and Humanities"},
    {"2.C.8", "Law and Public Safety"},
    {"2.C.9", "Communications"},
};

const char *const onet_reference_columns[] = {"Element ID", "Element Name", "Description", NULL};

match_status
onet_read_reference(void *reader)
{
    struct onet *onet = reader;
    struct sheet_cell id = sheet_cell(&onet->sheets, 0);
    struct sheet_cell name = sheet_cell(&onet->sheets, 1);
    struct sheet_cell description = sheet_cell(&onet->sheets, 2);
    if (strncmp(id.text, "2.", 2) != 0 || id.length > ONET_ELEMENT_BYTES) {
        return MATCH_OK; /* skills and knowledge begin with 2 */
    }
    struct onet_reference reference = {
        .name = arena_text(&onet->arena, name.text, name.length),
        .description = arena_text(&onet->arena, description.text, description.length)};
    uint32_t number = intern_add(&onet->reference_ids, id.text, id.length);
    if (!reference.name || !reference.description || number == 0) {
        return fail_memory(onet->sheets.err);
    }
    struct onet_reference *grown =
        alloc_grow(onet->references, &onet->reference_capacity, number, sizeof *onet->references);
    if (!grown) {
        return fail_memory(onet->sheets.err);
    }
    onet->references = grown;
    onet->references[number - 1] = reference;
    return MATCH_OK;
}

static struct onet_reference
find_reference(const struct onet *onet, const char *id)
{
    uint32_t number = intern_find(&onet->reference_ids, id, strlen(id));
    if (number != 0) {
        return onet->references[number - 1];
    }
    for (size_t i = 0; i < sizeof group_names / sizeof group_names[0]; i++) {
        if (strcmp(group_names[i].id, id) == 0) {
            return (struct onet_reference){.name = group_names[i].name, .description = ""};
        }
    }
    return (struct onet_reference){.name = "", .description = ""};
}

match_status
onet_add_element(struct onet *onet, const char *id, const char *name, match_concept_kind kind)
{
    struct sheets *sheets = &onet->sheets;
    struct onet_reference reference = find_reference(onet, id);
    struct builder_concept concept = {.kind = kind, .code = id, .scheme = onet->element_scheme};
    uint32_t index;
    if (kind == MATCH_CONCEPT_SKILL) {
        concept.skill_type =
            onet->file == ONET_SKILLS ? MATCH_SKILL_TYPE_SKILL : MATCH_SKILL_TYPE_KNOWLEDGE;
    }
    if (intern_add(&onet->elements, id, strlen(id)) == 0) {
        return fail_memory(sheets->err);
    }
    match_status status =
        builder_add_concept(&sheets->builder, &concept, sheet_place(sheets), &index, sheets->err);
    if (status != MATCH_OK || index == BUILDER_NONE) {
        return status;
    }
    status =
        onet_add_label(onet, index, MATCH_LABEL_PREFERRED, name[0] != '\0' ? name : reference.name);
    return status == MATCH_OK ? onet_add_description(onet, index, reference.description) : status;
}

match_status
onet_add_groups(struct onet *onet, const char *element)
{
    char child[ONET_ELEMENT_BYTES + 1];
    char parent[ONET_ELEMENT_BYTES + 1];
    memcpy(child, element, strlen(element) + 1);
    for (;;) {
        memcpy(parent, child, sizeof parent);
        char *dot = strrchr(parent, '.');
        if (!dot) {
            return MATCH_OK;
        }
        *dot = '\0';
        if (!strchr(parent, '.')) {
            return MATCH_OK; /* "2" is all of the content model's worker requirements */
        }
        match_status status = builder_add_broader(&onet->sheets.builder, child, parent,
                                                  sheet_place(&onet->sheets), onet->sheets.err);
        if (status != MATCH_OK || intern_find(&onet->elements, parent, strlen(parent)) != 0) {
            return status;
        }
        status = onet_add_element(onet, parent, "", MATCH_CONCEPT_SKILL_GROUP);
        if (status != MATCH_OK) {
            return status;
        }
        memcpy(child, parent, sizeof child);
    }
}
