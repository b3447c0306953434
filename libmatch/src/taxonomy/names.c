/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/names.h"

#include <string.h>

static const char *const concept_kinds[] = {
    [MATCH_CONCEPT_OCCUPATION] = "occupation",
    [MATCH_CONCEPT_OCCUPATION_GROUP] = "occupation_group",
    [MATCH_CONCEPT_SKILL] = "skill",
    [MATCH_CONCEPT_SKILL_GROUP] = "skill_group",
};

static const char *const skill_types[] = {
    [MATCH_SKILL_TYPE_SKILL] = "skill",
    [MATCH_SKILL_TYPE_KNOWLEDGE] = "knowledge",
    [MATCH_SKILL_TYPE_LANGUAGE] = "language",
    [MATCH_SKILL_TYPE_ATTITUDE] = "attitude",
};

static const char *const reuse_levels[] = {
    [MATCH_REUSE_TRANSVERSAL] = "transversal",
    [MATCH_REUSE_CROSS_SECTOR] = "cross-sector",
    [MATCH_REUSE_SECTOR_SPECIFIC] = "sector-specific",
    [MATCH_REUSE_OCCUPATION_SPECIFIC] = "occupation-specific",
};

static const char *const label_kinds[] = {
    [MATCH_LABEL_PREFERRED] = "preferred",
    [MATCH_LABEL_ALTERNATIVE] = "alternative",
    [MATCH_LABEL_HIDDEN] = "hidden",
};

static const char *const relation_kinds[] = {
    [MATCH_RELATION_ESSENTIAL] = "essential",
    [MATCH_RELATION_OPTIONAL] = "optional",
};

static const char *const mapping_kinds[] = {
    [MATCH_MAPPING_EXACT] = "exact",     [MATCH_MAPPING_CLOSE] = "close",
    [MATCH_MAPPING_BROAD] = "broad",     [MATCH_MAPPING_NARROW] = "narrow",
    [MATCH_MAPPING_RELATED] = "related", [MATCH_MAPPING_REPLACED_BY] = "replaced_by",
    [MATCH_MAPPING_REPLACES] = "replaces",
};

/* An enumeration may hold any number: what has no name is "". */
static const char *
name_of(const char *const *names, size_t count, int number)
{
    return number > 0 && (size_t)number < count ? names[number] : "";
}

#define NAME_OF(names, number) name_of(names, sizeof(names) / sizeof(names)[0], (int)(number))

static unsigned
number_of(const char *const *names, size_t count, const char *name)
{
    for (unsigned i = 1; i < count; i++) {
        if (strcmp(names[i], name) == 0) {
            return i;
        }
    }
    return 0;
}

#define NUMBER_OF(names, name) number_of(names, sizeof(names) / sizeof(names)[0], name)

const char *
match_concept_kind_name(match_concept_kind kind)
{
    return NAME_OF(concept_kinds, kind);
}

const char *
match_skill_type_name(match_skill_type type)
{
    return NAME_OF(skill_types, type);
}

const char *
match_reuse_level_name(match_reuse_level level)
{
    return NAME_OF(reuse_levels, level);
}

const char *
match_label_kind_name(match_label_kind kind)
{
    return NAME_OF(label_kinds, kind);
}

const char *
match_relation_kind_name(match_relation_kind kind)
{
    return NAME_OF(relation_kinds, kind);
}

const char *
match_mapping_kind_name(match_mapping_kind kind)
{
    return NAME_OF(mapping_kinds, kind);
}

match_skill_type
skill_type_of_name(const char *name)
{
    return (match_skill_type)NUMBER_OF(skill_types, name);
}

match_reuse_level
reuse_level_of_name(const char *name)
{
    return (match_reuse_level)NUMBER_OF(reuse_levels, name);
}

unsigned
label_kind_of_name(const char *name)
{
    return NUMBER_OF(label_kinds, name);
}

unsigned
relation_kind_of_name(const char *name)
{
    return NUMBER_OF(relation_kinds, name);
}

unsigned
mapping_kind_of_name(const char *name)
{
    return NUMBER_OF(mapping_kinds, name);
}
