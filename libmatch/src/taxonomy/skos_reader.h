/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_SKOS_READER_H
#define MATCH_TAXONOMY_SKOS_READER_H

#include "taxonomy/builder.h"
#include "taxonomy/skos_graph.h"

/**
 * @file skos_reader.h
 * What the parts of the SKOS import share. Used by skos_*.c only.
 *
 * Statements come in any order, so all is gathered by node first; then schemes, concepts, their
 * labels and texts, and relations go to the builder.
 */

/** What a node is; a type that is stated counts more than one that follows from a relation. */
enum skos_role {
    SKOS_ROLE_CONCEPT = 1u << 0,
    SKOS_ROLE_SCHEME = 1u << 1,
    SKOS_ROLE_TAXONOMY = 1u << 2,
    SKOS_ROLE_DEPRECATED = 1u << 3
};

/** What the statements say of a node. Numbers are those of texts, or of nodes where it says so. */
struct skos_node {
    uint32_t roles;
    uint32_t stated_kind, implied_kind; /* match_concept_kind, 0 for none */
    uint32_t line;                      /* of the first statement with it as subject */
    uint32_t notation, identifier, title, version;
    uint32_t literal, literal_language; /* of nodes that stand for a text */
    uint32_t scheme;                    /* node */
    uint32_t level_skill;               /* node: the skill that level is about */
    uint32_t level;
    uint32_t concept;               /* in the builder, BUILDER_NONE */
    uint32_t number;                /* of schemes, in the builder */
    uint32_t evidence, isco_levels; /* a text; bits 1 << level */
    uint8_t skill_type, reuse_level;
    char isco[5];
};

/** A level that is stated beside a relation. */
struct skos_level {
    uint32_t from, to, level;
};

struct skos {
    struct builder builder;
    struct skos_graph graph;
    struct skos_node *nodes; /* [number of a node] */
    struct skos_level *levels;
    size_t level_count, level_capacity;
    match_concept_kind kind;
    const char *path;
    match_report *report;
    match_error *err;
    uint32_t source;
    uint32_t common_scheme; /* of concepts that name none */
    bool has_common_scheme;
    uint64_t more_notations, labels_of_others, deprecated;
};

/** Gathers what the statements say of each node. The caller frees skos->nodes. */
match_status skos_gather(struct skos *skos);

/** The kind of a concept: what is stated, implied, known of ESCO, or else skos->kind. */
match_concept_kind skos_kind(const struct skos *skos, uint32_t number);

/** The part of a text after a beginning, NULL where it begins otherwise. */
const char *skos_after(const char *text, const char *begin);

static inline const char *
skos_node_text(const struct skos *skos, uint32_t number)
{
    return intern_text(&skos->graph.nodes, number);
}

static inline const char *
skos_text(const struct skos *skos, uint32_t number)
{
    return intern_text(&skos->graph.texts, number);
}

#endif
