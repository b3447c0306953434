/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_SKOS_GRAPH_H
#define MATCH_TAXONOMY_SKOS_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libmatch/report.h>

#include "base/buffer.h"
#include "base/intern.h"

/**
 * @file skos_graph.h
 * The statements of a Turtle or N-Triples file that a taxonomy can use. It knows how statements
 * are written (through serd) and which terms there are, not what they mean.
 */

#define SKOS_CORE "http://www.w3.org/2004/02/skos/core#"
#define SKOS_XL "http://www.w3.org/2008/05/skos-xl#"
#define SKOS_DCT "http://purl.org/dc/terms/"
#define SKOS_OWL "http://www.w3.org/2002/07/owl#"
#define SKOS_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define SKOS_RDFS "http://www.w3.org/2000/01/rdf-schema#"
#define SKOS_ESCO "http://data.europa.eu/esco/"
#define SKOS_MODEL SKOS_ESCO "model#"
#define SKOS_OWN "urn:libmatch:"

/** Predicates: name here, IRI. */
#define SKOS_TERMS(X)                                                                              \
    X(TYPE, SKOS_RDF "type")                                                                       \
    X(PREFERRED, SKOS_CORE "prefLabel")                                                            \
    X(ALTERNATIVE, SKOS_CORE "altLabel")                                                           \
    X(HIDDEN, SKOS_CORE "hiddenLabel")                                                             \
    X(XL_PREFERRED, SKOS_XL "prefLabel")                                                           \
    X(XL_ALTERNATIVE, SKOS_XL "altLabel")                                                          \
    X(XL_HIDDEN, SKOS_XL "hiddenLabel")                                                            \
    X(XL_FORM, SKOS_XL "literalForm")                                                              \
    X(NODE_LITERAL, SKOS_MODEL "nodeLiteral")                                                      \
    X(NOTATION, SKOS_CORE "notation")                                                              \
    X(DEFINITION, SKOS_CORE "definition")                                                          \
    X(SCOPE_NOTE, SKOS_CORE "scopeNote")                                                           \
    X(NOTE, SKOS_CORE "note")                                                                      \
    X(DESCRIPTION, SKOS_DCT "description")                                                         \
    X(REGULATION, SKOS_OWN "vocabulary:regulationNote")                                            \
    X(BROADER, SKOS_CORE "broader")                                                                \
    X(NARROWER, SKOS_CORE "narrower")                                                              \
    X(IN_SCHEME, SKOS_CORE "inScheme")                                                             \
    X(TOP_OF, SKOS_CORE "topConceptOf")                                                            \
    X(HAS_TOP, SKOS_CORE "hasTopConcept")                                                          \
    X(EXACT, SKOS_CORE "exactMatch")                                                               \
    X(CLOSE, SKOS_CORE "closeMatch")                                                               \
    X(BROAD, SKOS_CORE "broadMatch")                                                               \
    X(NARROW, SKOS_CORE "narrowMatch")                                                             \
    X(RELATED, SKOS_CORE "relatedMatch")                                                           \
    X(REPLACED_BY, SKOS_DCT "isReplacedBy")                                                        \
    X(REPLACES, SKOS_DCT "replaces")                                                               \
    X(ESSENTIAL, SKOS_MODEL "relatedEssentialSkill")                                               \
    X(OPTIONAL, SKOS_MODEL "relatedOptionalSkill")                                                 \
    X(ESSENTIAL_FOR, SKOS_MODEL "isEssentialSkillFor")                                             \
    X(OPTIONAL_FOR, SKOS_MODEL "isOptionalSkillFor")                                               \
    X(ISCO, SKOS_MODEL "memberOfISCOGroup")                                                        \
    X(SKILL_TYPE, SKOS_MODEL "skillType")                                                          \
    X(REUSE, SKOS_MODEL "skillReuseLevel")                                                         \
    X(SKILL_LEVEL, SKOS_OWN "vocabulary:skillLevel")                                               \
    X(ISCO_LEVEL, SKOS_OWN "vocabulary:iscoSkillLevel")                                            \
    X(EVIDENCE, SKOS_OWN "vocabulary:typicalEvidence")                                             \
    X(LEVEL_SKILL, SKOS_OWN "vocabulary:skill")                                                    \
    X(LEVEL, SKOS_OWN "vocabulary:level")                                                          \
    X(DEPRECATED, SKOS_OWL "deprecated")                                                           \
    X(TITLE, SKOS_DCT "title")                                                                     \
    X(NAME, SKOS_RDFS "label")                                                                     \
    X(IDENTIFIER, SKOS_DCT "identifier")                                                           \
    X(VERSION, SKOS_OWL "versionInfo")                                                             \
    X(LICENCE, SKOS_DCT "license")                                                                 \
    X(CREATOR, SKOS_DCT "creator")

#define SKOS_TERM_NAME(name, iri) SKOS_##name,
enum skos_term { SKOS_TERMS(SKOS_TERM_NAME) SKOS_TERM_COUNT };

/** One statement. Numbers are those of the interns below. */
struct skos_statement {
    uint32_t subject;  /* of nodes */
    uint32_t object;   /* of nodes, or of texts where it is a literal */
    uint32_t language; /* of texts, 0 for none */
    uint32_t line;
    uint16_t term;
    bool literal;
};

/** Zero-initialised: empty. */
struct skos_graph {
    struct intern nodes; /* IRIs; blank nodes as "_:name" */
    struct intern texts; /* literals and languages */
    struct skos_statement *statements;
    size_t count, capacity;
    uint64_t read;        /* all statements, also those of other terms */
    struct intern others; /* predicates that are no terms of ours; number - 1 is the place in: */
    uint64_t *other_counts;
    size_t other_capacity;
    uint64_t more_others; /* statements of predicates past the most that are listed */
};

/**
 * Reads a file. Release with skos_graph_clear(), also after a failure.
 * @return MATCH_OK; MATCH_ERR_IO; MATCH_ERR_SYNTAX with line; MATCH_ERR_FORMAT for RDF/XML;
 *         MATCH_ERR_LIMIT for too many statements, prefixes or nested nodes;
 *         MATCH_ERR_CANCELLED; MATCH_ERR_NOMEM.
 */
match_status skos_graph_read(const char *path, struct skos_graph *graph, match_progress progress,
                             void *data, match_error *err);

void skos_graph_clear(struct skos_graph *graph);

#endif
