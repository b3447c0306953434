/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/skos_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/finding.h"
#include "taxonomy/clean.h"

static struct builder_place
place_at(const struct skos *skos, uint32_t line)
{
    return (struct builder_place){.source = skos->source, .line = line};
}

static match_status
say(const struct skos *skos, match_severity severity, uint32_t line, const char *code,
    const char *before, const char *value, const char *after)
{
    struct place place = {.source = skos->path, .line = line};
    return report_add(skos->report, severity, place, code, skos->err, "%s'%.120s'%s", before, value,
                      after);
}

/* --- Schemes and the whole ------------------------------------------------------------------- */

/* The last part of an IRI, without what separates. */
static void
short_name(const char *iri, char *out, size_t size)
{
    size_t end = strlen(iri);
    while (end > 0 && strchr("/#", iri[end - 1])) {
        end--;
    }
    size_t start = end;
    while (start > 0 && !strchr("/#:", iri[start - 1])) {
        start--;
    }
    size_t length = end - start < size ? end - start : size - 1;
    memcpy(out, iri + start, length);
    out[length] = '\0';
}

/* Two schemes may end alike; their ids are then their IRIs. */
static match_status
add_scheme(struct skos *skos, uint32_t number, struct intern *ids)
{
    struct skos_node *node = &skos->nodes[number];
    const char *iri = skos_node_text(skos, number);
    const char *id = skos_text(skos, node->identifier);
    char name[80];
    short_name(iri, name, sizeof name);
    if (id[0] == '\0') {
        bool free = name[0] != '\0' && intern_find(ids, name, strlen(name)) == 0;
        id = free ? name : iri;
    }
    if (intern_add(ids, id, strlen(id)) == 0) {
        return fail_memory(skos->err);
    }
    match_scheme scheme = {.id = id,
                           .uri = skos_after(iri, SKOS_OWN) ? "" : iri,
                           .title = skos_text(skos, node->title),
                           .version = skos_text(skos, node->version)};
    return builder_add_scheme(&skos->builder, &scheme, place_at(skos, node->line), &node->number,
                              skos->err);
}

static match_status
add_schemes(struct skos *skos)
{
    struct intern ids = {0};
    match_status status = MATCH_OK;
    for (uint32_t i = 1; i <= skos->graph.nodes.count && status == MATCH_OK; i++) {
        if ((skos->nodes[i].roles & SKOS_ROLE_SCHEME) != 0) {
            status = add_scheme(skos, i, &ids);
        }
    }
    intern_clear(&ids);
    return status;
}

static match_status
set_property(struct skos *skos, const char *key, const char *value, uint32_t line)
{
    return value[0] == '\0'
               ? MATCH_OK
               : builder_set_property(&skos->builder, key, value, place_at(skos, line), skos->err);
}

/* What the whole says of itself, in the form of our own writer. */
static match_status
set_properties(struct skos *skos)
{
    static const struct {
        uint16_t term;
        const char *key;
    } keys[] = {
        {SKOS_IDENTIFIER, "name"},
        {SKOS_VERSION, "version"},
        {SKOS_LICENCE, "licence"},
        {SKOS_CREATOR, "attribution"},
    };
    match_status status = set_property(skos, "name", "skos", 0);
    for (size_t i = 0; i < skos->graph.count && status == MATCH_OK; i++) {
        const struct skos_statement *row = &skos->graph.statements[i];
        if (!row->literal || (skos->nodes[row->subject].roles & SKOS_ROLE_TAXONOMY) == 0) {
            continue;
        }
        for (size_t j = 0; j < sizeof keys / sizeof keys[0] && status == MATCH_OK; j++) {
            if (keys[j].term == row->term) {
                status = set_property(skos, keys[j].key, skos_text(skos, row->object), row->line);
            }
        }
        const char *language = skos_text(skos, row->language);
        if (status == MATCH_OK && row->term == SKOS_TITLE && clean_is_language(language)) {
            char key[64] = "title.";
            memcpy(key + 6, language, strlen(language) + 1);
            status = set_property(skos, key, skos_text(skos, row->object), row->line);
        }
    }
    return status;
}

/* --- Concepts -------------------------------------------------------------------------------- */

static match_status
scheme_of(struct skos *skos, const struct skos_node *node, uint32_t *number)
{
    if (node->scheme != 0) {
        *number = skos->nodes[node->scheme].number;
        return MATCH_OK;
    }
    if (!skos->has_common_scheme) {
        match_scheme scheme = {.id = "skos"};
        skos->has_common_scheme = true;
        match_status status = builder_add_scheme(
            &skos->builder, &scheme, place_at(skos, node->line), &skos->common_scheme, skos->err);
        if (status != MATCH_OK) {
            return status;
        }
    }
    *number = skos->common_scheme;
    return MATCH_OK;
}

/* Kinds of evidence as our own writer names them: words of small letters and _. */
static bool
is_evidence(const char *text)
{
    for (;;) {
        size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz_");
        if (length == 0 || (text[length] != ' ' && text[length] != '\0')) {
            return false;
        }
        if (text[length] == '\0') {
            return true;
        }
        text += length + 1;
    }
}

/* What only our own writer states of a concept. */
static match_status
add_own_facts(struct skos *skos, const struct skos_node *node, match_concept_kind kind)
{
    const char *evidence = skos_text(skos, node->evidence);
    for (unsigned level = 1; level <= 4; level++) {
        bool occupation =
            kind == MATCH_CONCEPT_OCCUPATION || kind == MATCH_CONCEPT_OCCUPATION_GROUP;
        if (occupation && (node->isco_levels & (1u << level)) != 0) {
            builder_add_skill_level(&skos->builder, node->concept, level);
        }
    }
    if (evidence[0] == '\0') {
        return MATCH_OK;
    }
    if (kind != MATCH_CONCEPT_SKILL || !is_evidence(evidence)) {
        return say(skos, MATCH_SEVERITY_WARNING, node->line, "UNKNOWN_VALUE", "typicalEvidence ",
                   evidence, " is left out, expected words of small letters and _, of a skill");
    }
    return builder_add_text(&skos->builder, node->concept, MATCH_TEXT_TYPICAL_EVIDENCE, "",
                            evidence, strlen(evidence), place_at(skos, node->line), skos->err);
}

static match_status
add_concept(struct skos *skos, uint32_t number)
{
    struct skos_node *node = &skos->nodes[number];
    const char *iri = skos_node_text(skos, number);
    struct builder_concept concept = {.kind = skos_kind(skos, number),
                                      .uri = iri,
                                      .code = skos_text(skos, node->notation),
                                      .isco = node->isco};
    bool skill = concept.kind == MATCH_CONCEPT_SKILL || concept.kind == MATCH_CONCEPT_SKILL_GROUP;
    const char *group = skos_after(iri, SKOS_ESCO "isco/C");
    if (skill) {
        concept.isco = NULL;
    } else if (node->isco[0] == '\0' && group && strlen(group) <= 4) {
        concept.isco = group;
    }
    if (concept.kind == MATCH_CONCEPT_SKILL) {
        concept.skill_type = (match_skill_type)node->skill_type;
        concept.reuse_level = (match_reuse_level)node->reuse_level;
    }
    match_status status = scheme_of(skos, node, &concept.scheme);
    if (status == MATCH_OK) {
        status = builder_add_concept(&skos->builder, &concept, place_at(skos, node->line),
                                     &node->concept, skos->err);
    }
    return status == MATCH_OK && node->concept != BUILDER_NONE
               ? add_own_facts(skos, node, concept.kind)
               : status;
}

/* A blank node cannot be named from elsewhere, so it is no concept. */
static match_status
add_concepts(struct skos *skos)
{
    match_status status = MATCH_OK;
    for (uint32_t i = 1; i <= skos->graph.nodes.count && status == MATCH_OK; i++) {
        struct skos_node *node = &skos->nodes[i];
        bool concept = (node->roles & SKOS_ROLE_CONCEPT) != 0 && node->line != 0;
        node->concept = BUILDER_NONE;
        if (concept && (node->roles & SKOS_ROLE_DEPRECATED) != 0) {
            skos->deprecated++;
        } else if (concept && skos_after(skos_node_text(skos, i), "_:")) {
            status = say(skos, MATCH_SEVERITY_ERROR, node->line, "MISSING_ID", "concept ",
                         skos_node_text(skos, i), " has no IRI");
        } else if (concept) {
            status = add_concept(skos, i);
        }
    }
    return status;
}

/* --- Labels, texts, mappings ----------------------------------------------------------------- */

enum target { TARGET_NONE, TARGET_LABEL, TARGET_TEXT, TARGET_MAPPING };

static const struct {
    enum target target;
    int kind;
} targets[SKOS_TERM_COUNT] = {
    [SKOS_PREFERRED] = {TARGET_LABEL, MATCH_LABEL_PREFERRED},
    [SKOS_ALTERNATIVE] = {TARGET_LABEL, MATCH_LABEL_ALTERNATIVE},
    [SKOS_HIDDEN] = {TARGET_LABEL, MATCH_LABEL_HIDDEN},
    [SKOS_XL_PREFERRED] = {TARGET_LABEL, MATCH_LABEL_PREFERRED},
    [SKOS_XL_ALTERNATIVE] = {TARGET_LABEL, MATCH_LABEL_ALTERNATIVE},
    [SKOS_XL_HIDDEN] = {TARGET_LABEL, MATCH_LABEL_HIDDEN},
    [SKOS_DEFINITION] = {TARGET_TEXT, MATCH_TEXT_DEFINITION},
    [SKOS_DESCRIPTION] = {TARGET_TEXT, MATCH_TEXT_DESCRIPTION},
    [SKOS_NOTE] = {TARGET_TEXT, MATCH_TEXT_DESCRIPTION},
    [SKOS_SCOPE_NOTE] = {TARGET_TEXT, MATCH_TEXT_SCOPE_NOTE},
    [SKOS_REGULATION] = {TARGET_TEXT, MATCH_TEXT_REGULATION_NOTE},
    [SKOS_EXACT] = {TARGET_MAPPING, MATCH_MAPPING_EXACT},
    [SKOS_CLOSE] = {TARGET_MAPPING, MATCH_MAPPING_CLOSE},
    [SKOS_BROAD] = {TARGET_MAPPING, MATCH_MAPPING_BROAD},
    [SKOS_NARROW] = {TARGET_MAPPING, MATCH_MAPPING_NARROW},
    [SKOS_RELATED] = {TARGET_MAPPING, MATCH_MAPPING_RELATED},
    [SKOS_REPLACED_BY] = {TARGET_MAPPING, MATCH_MAPPING_REPLACED_BY},
    [SKOS_REPLACES] = {TARGET_MAPPING, MATCH_MAPPING_REPLACES},
};

/* A language tag with a small first part, "und" for none; false where it is no tag. */
static bool
tidy_language(const char *language, char *out, size_t size)
{
    size_t length = strlen(language);
    if (length == 0) {
        memcpy(out, "und", 4);
        return true;
    }
    if (length >= size) {
        return false;
    }
    memcpy(out, language, length + 1);
    for (size_t i = 0; out[i] != '\0' && out[i] != '-'; i++) {
        out[i] = out[i] >= 'A' && out[i] <= 'Z' ? (char)(out[i] - 'A' + 'a') : out[i];
    }
    return clean_is_language(out);
}

/* A label or text of a concept: the literal itself, or that of the node which stands for it. */
static match_status
add_words(struct skos *skos, const struct skos_statement *row, uint32_t concept)
{
    const struct skos_node *holder = row->literal ? NULL : &skos->nodes[row->object];
    uint32_t text = holder ? holder->literal : row->object;
    const char *language = skos_text(skos, holder ? holder->literal_language : row->language);
    const char *words = skos_text(skos, text);
    char tag[40];
    if (text == 0) {
        return say(skos, MATCH_SEVERITY_ERROR, row->line, "DANGLING_RELATION", "node ",
                   skos_node_text(skos, row->object), " has no text");
    }
    if (!tidy_language(language, tag, sizeof tag)) {
        return say(skos, MATCH_SEVERITY_ERROR, row->line, "BAD_LANGUAGE", "language ", language,
                   " is no tag such as en, lo or zh-Hant");
    }
    int kind = targets[row->term].kind;
    return targets[row->term].target == TARGET_LABEL
               ? builder_add_label(&skos->builder, concept, (match_label_kind)kind, tag, words,
                                   strlen(words), place_at(skos, row->line), skos->err)
               : builder_add_text(&skos->builder, concept, (match_text_kind)kind, tag, words,
                                  strlen(words), place_at(skos, row->line), skos->err);
}

/* A deprecated concept is not kept, so its successor tells what it stands for. */
static match_status
add_successor(struct skos *skos, const struct skos_statement *row)
{
    const struct skos_node *successor = row->literal ? NULL : &skos->nodes[row->object];
    if (!successor || successor->concept == BUILDER_NONE) {
        return MATCH_OK;
    }
    return builder_add_mapping(&skos->builder, successor->concept, MATCH_MAPPING_REPLACES,
                               skos_node_text(skos, row->subject), place_at(skos, row->line),
                               skos->err);
}

static match_status
add_described(struct skos *skos)
{
    match_status status = MATCH_OK;
    for (size_t i = 0; i < skos->graph.count && status == MATCH_OK; i++) {
        const struct skos_statement *row = &skos->graph.statements[i];
        const struct skos_node *node = &skos->nodes[row->subject];
        enum target target = targets[row->term].target;
        if (target == TARGET_NONE) {
            continue;
        }
        if (node->concept == BUILDER_NONE && row->term == SKOS_REPLACED_BY) {
            status = add_successor(skos, row);
        } else if (node->concept == BUILDER_NONE) {
            skos->labels_of_others +=
                (node->roles & (SKOS_ROLE_SCHEME | SKOS_ROLE_TAXONOMY | SKOS_ROLE_DEPRECATED)) == 0;
        } else if (target != TARGET_MAPPING) {
            status = add_words(skos, row, node->concept);
        } else if (!row->literal) {
            status = builder_add_mapping(
                &skos->builder, node->concept, (match_mapping_kind)targets[row->term].kind,
                skos_node_text(skos, row->object), place_at(skos, row->line), skos->err);
        }
    }
    return status;
}

/* --- Relations ------------------------------------------------------------------------------- */

static int
compare_levels(const void *a, const void *b)
{
    const struct skos_level *left = a;
    const struct skos_level *right = b;
    if (left->from != right->from) {
        return left->from < right->from ? -1 : 1;
    }
    return left->to < right->to ? -1 : left->to > right->to;
}

static match_status
gather_levels(struct skos *skos)
{
    for (size_t i = 0; i < skos->graph.count; i++) {
        const struct skos_statement *row = &skos->graph.statements[i];
        if (row->term != SKOS_SKILL_LEVEL || row->literal) {
            continue;
        }
        const struct skos_node *about = &skos->nodes[row->object];
        struct skos_level *grown =
            alloc_grow(skos->levels, &skos->level_capacity, skos->level_count + 1, sizeof *grown);
        if (!grown) {
            return fail_memory(skos->err);
        }
        skos->levels = grown;
        grown[skos->level_count++] =
            (struct skos_level){row->subject, about->level_skill, about->level};
    }
    if (skos->level_count > 1) {
        qsort(skos->levels, skos->level_count, sizeof *skos->levels, compare_levels);
    }
    return MATCH_OK;
}

static unsigned
level_between(const struct skos *skos, uint32_t from, uint32_t to)
{
    struct skos_level key = {.from = from, .to = to};
    const struct skos_level *found =
        skos->level_count == 0
            ? NULL
            : bsearch(&key, skos->levels, skos->level_count, sizeof key, compare_levels);
    return found ? found->level : 0;
}

/* Whether a relation is left out because one of its ends was. */
static bool
is_dropped(const struct skos *skos, uint32_t from, uint32_t to)
{
    return ((skos->nodes[from].roles | skos->nodes[to].roles) & SKOS_ROLE_DEPRECATED) != 0;
}

static match_status
add_skill(struct skos *skos, uint32_t from, uint32_t to, match_relation_kind kind, uint32_t line)
{
    const char *owner = skos_node_text(skos, from);
    const char *skill = skos_node_text(skos, to);
    if (skos_kind(skos, from) == MATCH_CONCEPT_SKILL) {
        return builder_add_skill_relation(&skos->builder, owner, skill, kind, place_at(skos, line),
                                          skos->err);
    }
    return builder_add_relation(&skos->builder, owner, skill, kind, level_between(skos, from, to),
                                place_at(skos, line), skos->err);
}

static match_status
add_relation(struct skos *skos, const struct skos_statement *row)
{
    const char *subject = skos_node_text(skos, row->subject);
    const char *object = skos_node_text(skos, row->object);
    struct builder_place place = place_at(skos, row->line);
    switch (row->term) {
    case SKOS_BROADER:
        return builder_add_broader(&skos->builder, subject, object, place, skos->err);
    case SKOS_NARROWER:
        return builder_add_broader(&skos->builder, object, subject, place, skos->err);
    case SKOS_ESSENTIAL:
        return add_skill(skos, row->subject, row->object, MATCH_RELATION_ESSENTIAL, row->line);
    case SKOS_OPTIONAL:
        return add_skill(skos, row->subject, row->object, MATCH_RELATION_OPTIONAL, row->line);
    case SKOS_ESSENTIAL_FOR:
        return add_skill(skos, row->object, row->subject, MATCH_RELATION_ESSENTIAL, row->line);
    case SKOS_OPTIONAL_FOR:
        return add_skill(skos, row->object, row->subject, MATCH_RELATION_OPTIONAL, row->line);
    case SKOS_IN_SCHEME:
    case SKOS_TOP_OF:
        return skos->nodes[row->subject].concept
        == BUILDER_NONE ? MATCH_OK
                        : builder_add_membership(&skos->builder, subject,
                                                 skos->nodes[row->object].number, place, skos->err);
    case SKOS_HAS_TOP:
        return builder_add_membership(&skos->builder, object, skos->nodes[row->subject].number,
                                      place, skos->err);
    default: return MATCH_OK;
    }
}

static match_status
add_relations(struct skos *skos)
{
    match_status status = gather_levels(skos);
    for (size_t i = 0; i < skos->graph.count && status == MATCH_OK; i++) {
        const struct skos_statement *row = &skos->graph.statements[i];
        if (!row->literal && !is_dropped(skos, row->subject, row->object)) {
            status = add_relation(skos, row);
        }
    }
    return status;
}

/* --- Figures --------------------------------------------------------------------------------- */

static match_status
note(const struct skos *skos, const char *code, uint64_t count, const char *text)
{
    struct place place = {.source = skos->path};
    return count == 0 ? MATCH_OK
                      : report_add(skos->report, MATCH_SEVERITY_NOTE, place, code, skos->err,
                                   "%llu %s", (unsigned long long)count, text);
}

static match_status
report_figures(const struct skos *skos)
{
    const struct skos_graph *graph = &skos->graph;
    const struct {
        const char *code;
        uint64_t count;
        const char *text;
    } figures[] = {
        {"ROWS_READ", graph->read, "statements"},
        {"DEPRECATED", skos->deprecated, "concepts are deprecated and left out"},
        {"NOT_KEPT", skos->more_notations, "notations beyond the first of a concept"},
        {"NOT_KEPT", skos->labels_of_others,
         "labels, texts and mappings of what is no concept, such as collections"},
        {"NOT_KEPT", graph->more_others, "statements of still other predicates"},
    };
    match_status status = MATCH_OK;
    for (size_t i = 0; i < sizeof figures / sizeof figures[0] && status == MATCH_OK; i++) {
        status = note(skos, figures[i].code, figures[i].count, figures[i].text);
    }
    for (uint32_t i = 1; i <= graph->others.count && status == MATCH_OK; i++) {
        struct place place = {.source = skos->path};
        status = report_add(skos->report, MATCH_SEVERITY_NOTE, place, "NOT_KEPT", skos->err,
                            "%llu statements of <%.150s>",
                            (unsigned long long)graph->other_counts[i - 1],
                            intern_text(&graph->others, i));
    }
    return status;
}

static match_status
build(struct skos *skos)
{
    skos->source = builder_source(&skos->builder, skos->path);
    if (skos->source == 0) {
        return fail_memory(skos->err);
    }
    match_status status = skos_gather(skos);
    status = status == MATCH_OK ? set_properties(skos) : status;
    status = status == MATCH_OK ? add_schemes(skos) : status;
    status = status == MATCH_OK ? add_concepts(skos) : status;
    status = status == MATCH_OK ? add_described(skos) : status;
    status = status == MATCH_OK ? add_relations(skos) : status;
    return status == MATCH_OK ? report_figures(skos) : status;
}

match_taxonomy *
match_taxonomy_import_skos(const char *path, match_concept_kind kind, match_report *report,
                           match_progress progress, void *data, match_error *err)
{
    match_taxonomy *taxonomy = NULL;
    struct skos skos = {.kind = kind != 0 ? kind : MATCH_CONCEPT_OCCUPATION,
                        .path = path,
                        .report = report,
                        .err = err};
    if (match_concept_kind_name(skos.kind)[0] == '\0') {
        (void)fail(err, MATCH_ERR_INVALID, "kind is %d, expected 0 or a match_concept_kind",
                   (int)kind);
        return NULL;
    }
    builder_init(&skos.builder, BUILDER_LENIENT, report);
    if (skos_graph_read(path, &skos.graph, progress, data, err) == MATCH_OK &&
        build(&skos) == MATCH_OK) {
        taxonomy = builder_finish(&skos.builder, err);
    }
    builder_clear(&skos.builder);
    skos_graph_clear(&skos.graph);
    alloc_free(skos.nodes);
    alloc_free(skos.levels);
    return taxonomy;
}
