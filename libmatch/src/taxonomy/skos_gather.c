/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/skos_reader.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "taxonomy/names.h"

const char *
skos_after(const char *text, const char *begin)
{
    size_t length = strlen(begin);
    return strncmp(text, begin, length) == 0 ? text + length : NULL;
}

static const struct {
    const char *iri;
    uint32_t roles;
    match_concept_kind kind;
} types[] = {
    {SKOS_CORE "Concept", SKOS_ROLE_CONCEPT, 0},
    {SKOS_CORE "ConceptScheme", SKOS_ROLE_SCHEME, 0},
    {SKOS_MODEL "Occupation", SKOS_ROLE_CONCEPT, MATCH_CONCEPT_OCCUPATION},
    {SKOS_MODEL "Skill", SKOS_ROLE_CONCEPT, MATCH_CONCEPT_SKILL},
    {SKOS_OWN "vocabulary:OccupationGroup", SKOS_ROLE_CONCEPT, MATCH_CONCEPT_OCCUPATION_GROUP},
    {SKOS_OWN "vocabulary:SkillGroup", SKOS_ROLE_CONCEPT, MATCH_CONCEPT_SKILL_GROUP},
    {SKOS_OWN "vocabulary:Taxonomy", SKOS_ROLE_TAXONOMY, 0},
};

/* Groups that ESCO gives no type of its own, by the beginning of their URI. */
static const struct {
    const char *begin;
    match_concept_kind kind;
} esco_groups[] = {
    {SKOS_ESCO "isco/", MATCH_CONCEPT_OCCUPATION_GROUP},
    {SKOS_ESCO "isced-f/", MATCH_CONCEPT_SKILL_GROUP},
    {SKOS_ESCO "skill/", MATCH_CONCEPT_SKILL_GROUP},
};

static void
take_type(struct skos *skos, struct skos_node *node, const struct skos_statement *row)
{
    const char *iri = row->literal ? "" : skos_node_text(skos, row->object);
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (strcmp(types[i].iri, iri) == 0) {
            node->roles |= types[i].roles;
            node->stated_kind = types[i].kind != 0 ? (uint32_t)types[i].kind : node->stated_kind;
        }
    }
}

/* The kinds of the two ends of a relation between an occupation or skill and a skill. */
static void
imply_skill(struct skos_node *from, struct skos_node *to)
{
    from->roles |= SKOS_ROLE_CONCEPT;
    if (from->implied_kind == 0) {
        from->implied_kind = MATCH_CONCEPT_OCCUPATION;
    }
    to->implied_kind = MATCH_CONCEPT_SKILL;
}

/* Relations say what their ends are. */
static void
take_roles(struct skos *skos, struct skos_node *node, const struct skos_statement *row)
{
    struct skos_node *object = row->literal ? NULL : &skos->nodes[row->object];
    if (!object) {
        return;
    }
    switch (row->term) {
    case SKOS_TYPE: take_type(skos, node, row); break;
    case SKOS_IN_SCHEME:
    case SKOS_TOP_OF:
        node->roles |= SKOS_ROLE_CONCEPT;
        object->roles |= SKOS_ROLE_SCHEME;
        node->scheme = node->scheme != 0 ? node->scheme : row->object;
        break;
    case SKOS_HAS_TOP:
        node->roles |= SKOS_ROLE_SCHEME;
        object->roles |= SKOS_ROLE_CONCEPT;
        break;
    case SKOS_BROADER:
    case SKOS_NARROWER:
        node->roles |= SKOS_ROLE_CONCEPT;
        object->roles |= SKOS_ROLE_CONCEPT;
        break;
    case SKOS_ESSENTIAL:
    case SKOS_OPTIONAL: imply_skill(node, object); break;
    case SKOS_ESSENTIAL_FOR:
    case SKOS_OPTIONAL_FOR:
        node->roles |= SKOS_ROLE_CONCEPT;
        node->implied_kind = MATCH_CONCEPT_SKILL;
        break;
    case SKOS_LEVEL_SKILL: node->level_skill = row->object; break;
    default: break;
    }
}

/* A title in English or without language, or else the first. */
static void
take_title(const struct skos *skos, struct skos_node *node, const struct skos_statement *row)
{
    bool better = row->language == 0 || strcmp(skos_text(skos, row->language), "en") == 0;
    if (node->title == 0 || better) {
        node->title = row->object;
    }
}

/* A level from 1 up, 0 for anything else. */
static uint32_t
level_of(const char *text, char most)
{
    return text[0] >= '1' && text[0] <= most && text[1] == '\0' ? (uint32_t)(text[0] - '0') : 0;
}

static void
take_literal(struct skos *skos, struct skos_node *node, const struct skos_statement *row)
{
    const char *text = skos_text(skos, row->object);
    switch (row->term) {
    case SKOS_NOTATION:
        skos->more_notations += node->notation != 0 && node->notation != row->object;
        node->notation = node->notation != 0 ? node->notation : row->object;
        break;
    case SKOS_XL_FORM:
    case SKOS_NODE_LITERAL:
        if (node->literal == 0) {
            node->literal = row->object;
            node->literal_language = row->language;
        }
        break;
    case SKOS_LEVEL: node->level = level_of(text, '5'); break;
    case SKOS_ISCO_LEVEL: node->isco_levels |= 1u << level_of(text, '4'); break;
    case SKOS_EVIDENCE: node->evidence = row->object; break;
    case SKOS_DEPRECATED:
        node->roles |=
            strcmp(text, "true") == 0 || strcmp(text, "1") == 0 ? SKOS_ROLE_DEPRECATED : 0;
        break;
    case SKOS_TITLE:
    case SKOS_NAME:
    case SKOS_PREFERRED: take_title(skos, node, row); break;
    case SKOS_IDENTIFIER: node->identifier = row->object; break;
    case SKOS_VERSION: node->version = row->object; break;
    default: break;
    }
}

/* Facts that ESCO gives as resources. */
static void
take_facts(struct skos *skos, struct skos_node *node, const struct skos_statement *row)
{
    const char *iri =
        row->literal ? skos_text(skos, row->object) : skos_node_text(skos, row->object);
    const char *slash = strrchr(iri, '/');
    const char *name = slash ? slash + 1 : iri;
    if (row->term == SKOS_ISCO) {
        const char *digits = skos_after(iri, SKOS_ESCO "isco/C");
        size_t length = digits ? strspn(digits, "0123456789") : 0;
        if (length >= 1 && length <= 4 && digits[length] == '\0') {
            memcpy(node->isco, digits, length + 1);
        }
    } else if (row->term == SKOS_SKILL_TYPE) {
        const char *own = skos_after(iri, SKOS_OWN "skill-type:");
        node->skill_type = (uint8_t)skill_type_of_name(own ? own : name);
    } else if (row->term == SKOS_REUSE) {
        node->reuse_level = (uint8_t)reuse_level_of_name(name);
    }
}

match_status
skos_gather(struct skos *skos)
{
    skos->nodes = alloc_zeroed((size_t)skos->graph.nodes.count + 1, sizeof *skos->nodes);
    if (!skos->nodes) {
        return fail_memory(skos->err);
    }
    for (size_t i = 0; i < skos->graph.count; i++) {
        const struct skos_statement *row = &skos->graph.statements[i];
        struct skos_node *node = &skos->nodes[row->subject];
        node->line = node->line != 0 ? node->line : row->line;
        take_roles(skos, node, row);
        if (row->literal) {
            take_literal(skos, node, row);
        }
        if (row->term == SKOS_ISCO || row->term == SKOS_SKILL_TYPE || row->term == SKOS_REUSE) {
            take_facts(skos, node, row);
        }
    }
    return MATCH_OK;
}

match_concept_kind
skos_kind(const struct skos *skos, uint32_t number)
{
    const struct skos_node *node = &skos->nodes[number];
    const char *iri = skos_node_text(skos, number);
    if (node->stated_kind != 0) {
        return (match_concept_kind)node->stated_kind;
    }
    if (node->implied_kind != 0) {
        return (match_concept_kind)node->implied_kind;
    }
    for (size_t i = 0; i < sizeof esco_groups / sizeof esco_groups[0]; i++) {
        if (skos_after(iri, esco_groups[i].begin)) {
            return esco_groups[i].kind;
        }
    }
    return skos->kind;
}
