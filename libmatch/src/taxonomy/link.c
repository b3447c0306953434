/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/link.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "taxonomy/crosswalk.h"
#include "taxonomy/find.h"
#include "text/fold.h"

#define NO_LINK ((match_link_kind)0)

/* Successors of successors: as many versions as anybody has. */
#define MOST_SUCCESSIONS 16

static const struct {
    const char *name;
    uint16_t similarity;
} kinds[] = {
    [MATCH_LINK_SAME] = {"same", 1000},         [MATCH_LINK_EXACT] = {"exact", 1000},
    [MATCH_LINK_REPLACED] = {"replaced", 1000}, [MATCH_LINK_CODE] = {"code", 950},
    [MATCH_LINK_CLOSE] = {"close", 900},        [MATCH_LINK_LABEL] = {"label", 850},
    [MATCH_LINK_BROADER] = {"broader", 700},    [MATCH_LINK_NARROWER] = {"narrower", 600},
    [MATCH_LINK_RELATED] = {"related", 500},    [MATCH_LINK_ISCO] = {"isco", 400},
};

static bool
is_kind(match_link_kind kind)
{
    return kind > 0 && (size_t)kind < sizeof kinds / sizeof kinds[0];
}

uint32_t
match_link_similarity(match_link_kind kind)
{
    return is_kind(kind) ? kinds[kind].similarity : 0;
}

const char *
match_link_kind_name(match_link_kind kind)
{
    return is_kind(kind) ? kinds[kind].name : "";
}

/* What "a KIND b" makes of b for a. */
static match_link_kind
link_of_mapping(match_mapping_kind kind)
{
    static const match_link_kind links[] = {
        [MATCH_MAPPING_EXACT] = MATCH_LINK_EXACT,
        [MATCH_MAPPING_CLOSE] = MATCH_LINK_CLOSE,
        [MATCH_MAPPING_BROAD] = MATCH_LINK_BROADER,
        [MATCH_MAPPING_NARROW] = MATCH_LINK_NARROWER,
        [MATCH_MAPPING_RELATED] = MATCH_LINK_RELATED,
        [MATCH_MAPPING_REPLACED_BY] = MATCH_LINK_REPLACED,
        [MATCH_MAPPING_REPLACES] = MATCH_LINK_REPLACED,
    };
    return links[kind];
}

/* Both ways together: only one of them may change the meaning, unless both are close. */
static match_link_kind
join_kinds(match_link_kind first, match_link_kind second)
{
    bool first_same = first == MATCH_LINK_EXACT || first == MATCH_LINK_REPLACED;
    bool second_same = second == MATCH_LINK_EXACT || second == MATCH_LINK_REPLACED;
    if (first_same) {
        return second;
    }
    if (second_same || (first == MATCH_LINK_CLOSE && second == MATCH_LINK_CLOSE)) {
        return first;
    }
    return NO_LINK;
}

/* --- Candidates ------------------------------------------------------------------------------ */

static bool
is_occupation(match_concept_kind kind)
{
    return kind == MATCH_CONCEPT_OCCUPATION || kind == MATCH_CONCEPT_OCCUPATION_GROUP;
}

/* Keeps a link unless a better one is there; better ones push out the others. */
static match_status
add_link(struct linker *linker, match_concept from, const match_link *link, match_error *err)
{
    if (is_occupation(match_taxonomy_kind(linker->from, from)) !=
        is_occupation(match_taxonomy_kind(linker->to, link->concept))) {
        return MATCH_OK;
    }
    if (linker->count > 0) {
        const match_link *best = &linker->links[0];
        int order = best->similarity != link->similarity
                        ? (best->similarity > link->similarity ? 1 : -1)
                        : (int)link->kind - (int)best->kind;
        if (order > 0) {
            return MATCH_OK;
        }
        linker->count = order < 0 ? 0 : linker->count;
    }
    for (size_t i = 0; i < linker->count; i++) {
        if (linker->links[i].concept == link->concept) {
            return MATCH_OK;
        }
    }
    match_link *grown =
        alloc_grow(linker->links, &linker->capacity, linker->count + 1, sizeof *linker->links);
    if (!grown) {
        return fail_memory(err);
    }
    linker->links = grown;
    linker->links[linker->count++] = *link;
    return MATCH_OK;
}

/* Adds what stands for a concept of `to` today: itself, or what it was replaced by. */
static match_status
add_current(struct linker *linker, match_concept from, const match_link *link, unsigned depth,
            match_error *err)
{
    match_status status = MATCH_OK;
    bool replaced = false;
    match_mapping mapping;
    for (uint32_t i = 0; status == MATCH_OK && depth < MOST_SUCCESSIONS &&
                         match_taxonomy_mapping(linker->to, link->concept, i, &mapping);
         i++) {
        match_concept successor = mapping.kind == MATCH_MAPPING_REPLACED_BY
                                      ? match_taxonomy_find(linker->to, mapping.uri, MATCH_NUL)
                                      : 0;
        if (successor != 0 && successor != link->concept) {
            match_link next = *link;
            next.concept = successor;
            next.kind = link->similarity == 1000 ? MATCH_LINK_REPLACED : link->kind;
            replaced = true;
            status = add_current(linker, from, &next, depth + 1, err);
        }
    }
    return replaced || status != MATCH_OK ? status : add_link(linker, from, link, err);
}

static match_status
add_found(struct linker *linker, match_concept from, match_concept to, match_link_kind kind,
          match_error *err)
{
    match_link link = {
        .concept = to, .kind = (uint16_t)kind, .similarity = kinds[kind].similarity, .via = ""};
    return to != 0 ? add_current(linker, from, &link, 0, err) : MATCH_OK;
}

/* --- Declared links -------------------------------------------------------------------------- */

static const char *
scheme_of(const match_taxonomy *taxonomy, match_concept concept)
{
    match_scheme scheme = {.id = ""};
    (void)match_taxonomy_scheme(taxonomy, match_taxonomy_scheme_of(taxonomy, concept), &scheme);
    return scheme.id;
}

/* A code in place of a URI means the same in the same scheme only. */
static match_status
add_same(struct linker *linker, match_concept from, match_error *err)
{
    const char *uri = match_taxonomy_uri(linker->from, from);
    match_concept to = match_taxonomy_find(linker->to, uri, MATCH_NUL);
    bool same = to != 0 && strcmp(match_taxonomy_uri(linker->to, to), uri) == 0;
    if (same && strcmp(uri, match_taxonomy_code(linker->from, from)) == 0) {
        same = strcmp(scheme_of(linker->from, from), scheme_of(linker->to, to)) == 0;
    }
    return same ? add_found(linker, from, to, MATCH_LINK_SAME, err) : MATCH_OK;
}

static int
compare_mappings(const void *a, const void *b)
{
    const struct link_mapping *left = a;
    const struct link_mapping *right = b;
    if (left->from != right->from) {
        return left->from < right->from ? -1 : 1;
    }
    int order = strcmp(left->uri, right->uri);
    if (order != 0) {
        return order;
    }
    if (left->to != right->to) {
        return left->to < right->to ? -1 : 1;
    }
    return (int)left->kind - (int)right->kind;
}

/* The first mapping from a concept (with uri "") or of a third URI (with from 0). */
static size_t
first_mapping(const struct linker *linker, match_concept from, const char *uri)
{
    struct link_mapping wanted = {.from = from, .uri = uri};
    size_t low = 0;
    size_t high = linker->mapping_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_mappings(&linker->mappings[middle], &wanted) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Mappings of the other taxonomy to this concept. */
static match_status
add_inverse(struct linker *linker, match_concept from, match_error *err)
{
    match_status status = MATCH_OK;
    for (size_t i = first_mapping(linker, from, "");
         status == MATCH_OK && i < linker->mapping_count && linker->mappings[i].from == from; i++) {
        match_mapping_kind kind = crosswalk_inverse(linker->mappings[i].kind);
        status = add_found(linker, from, linker->mappings[i].to, link_of_mapping(kind), err);
    }
    return status;
}

/* Both have a mapping to a third URI. */
static match_status
add_third(struct linker *linker, match_concept from, const match_mapping *mapping, match_error *err)
{
    match_status status = MATCH_OK;
    for (size_t i = first_mapping(linker, 0, mapping->uri);
         status == MATCH_OK && i < linker->mapping_count && linker->mappings[i].from == 0 &&
         strcmp(linker->mappings[i].uri, mapping->uri) == 0;
         i++) {
        match_link_kind first = link_of_mapping(mapping->kind);
        match_link_kind second = link_of_mapping(crosswalk_inverse(linker->mappings[i].kind));
        match_link_kind kind = join_kinds(first, second);
        match_link link = {.concept = linker->mappings[i].to,
                           .kind = (uint16_t)kind,
                           .similarity = (uint16_t)(match_link_similarity(first) *
                                                    match_link_similarity(second) / 1000),
                           .via = mapping->uri};
        status = kind != NO_LINK ? add_current(linker, from, &link, 0, err) : MATCH_OK;
    }
    return status;
}

static match_status
add_mapped(struct linker *linker, match_concept from, match_error *err)
{
    match_status status = MATCH_OK;
    match_mapping mapping;
    for (uint32_t i = 0;
         status == MATCH_OK && match_taxonomy_mapping(linker->from, from, i, &mapping); i++) {
        match_concept to = crosswalk_find(linker->to, mapping.uri);
        status = to != 0 ? add_found(linker, from, to, link_of_mapping(mapping.kind), err)
                         : add_third(linker, from, &mapping, err);
    }
    return status;
}

/* --- Links by labels and codes --------------------------------------------------------------- */

/* Whether a concept of `to` has a label whose folded text is that in folded[0]. */
static match_status
has_label(struct linker *linker, match_concept to, const char *language, bool preferred, bool *has,
          match_error *err)
{
    match_label label;
    *has = false;
    for (uint32_t i = 0; !*has && match_taxonomy_label_at(linker->to, to, i, &label); i++) {
        if ((preferred && label.kind != MATCH_LABEL_PREFERRED) ||
            strcmp(label.language, language) != 0) {
            continue;
        }
        match_status status = fold_text(label.text, strlen(label.text), &linker->folded[1], err);
        if (status != MATCH_OK) {
            return status;
        }
        *has =
            linker->folded[0].size > 0 && linker->folded[0].size == linker->folded[1].size &&
            memcmp(linker->folded[0].bytes, linker->folded[1].bytes, linker->folded[0].size) == 0;
    }
    return MATCH_OK;
}

match_status
linker_find_label(struct linker *linker, const match_label *label, match_concept_kind kind,
                  bool preferred, match_error *err)
{
    size_t kept = 0;
    linker->found.count = 0;
    match_status status =
        find_label(linker->to, label->text, MATCH_NUL, 1u << (unsigned)kind, &linker->found, err);
    if (status == MATCH_OK) {
        status = fold_text(label->text, strlen(label->text), &linker->folded[0], err);
    }
    for (size_t i = 0; i < linker->found.count && status == MATCH_OK; i++) {
        bool has;
        status = has_label(linker, linker->found.items[i], label->language, preferred, &has, err);
        linker->found.items[kept] = linker->found.items[i];
        kept += has;
    }
    linker->found.count = kept;
    return status;
}

static match_status
add_code(struct linker *linker, match_concept from, match_error *err)
{
    match_status status = MATCH_OK;
    match_label label;
    bool same = false;
    const char *code = match_taxonomy_code(linker->from, from);
    match_concept to = match_taxonomy_find(linker->to, code, MATCH_NUL);
    if (to == 0 || match_taxonomy_kind(linker->to, to) != match_taxonomy_kind(linker->from, from)) {
        return MATCH_OK;
    }
    for (uint32_t i = 0;
         status == MATCH_OK && !same && match_taxonomy_label_at(linker->from, from, i, &label);
         i++) {
        if (label.kind == MATCH_LABEL_PREFERRED) {
            status = fold_text(label.text, strlen(label.text), &linker->folded[0], err);
            status = status == MATCH_OK ? has_label(linker, to, label.language, true, &same, err)
                                        : status;
        }
    }
    return same && status == MATCH_OK ? add_found(linker, from, to, MATCH_LINK_CODE, err) : status;
}

/* Preferred labels that are equal go before one that the other concept has as an alternative. */
static match_status
add_label(struct linker *linker, match_concept from, match_error *err)
{
    match_concept_kind kind = match_taxonomy_kind(linker->from, from);
    match_status status = MATCH_OK;
    match_label label;
    for (int preferred = 1; preferred >= 0 && linker->count == 0; preferred--) {
        for (uint32_t i = 0;
             status == MATCH_OK && match_taxonomy_label_at(linker->from, from, i, &label); i++) {
            if (label.kind != MATCH_LABEL_PREFERRED) {
                continue;
            }
            status = linker_find_label(linker, &label, kind, preferred != 0, err);
            for (size_t j = 0; j < linker->found.count && status == MATCH_OK; j++) {
                status = add_found(linker, from, linker->found.items[j], MATCH_LINK_LABEL, err);
            }
        }
    }
    return status;
}

/* A group of `to` is an ISCO-08 group when its code is its ISCO code. */
static match_status
add_isco(struct linker *linker, match_concept from, match_error *err)
{
    const char *isco = match_taxonomy_isco(linker->from, from);
    match_concept to = isco[0] != '\0' ? match_taxonomy_find(linker->to, isco, MATCH_NUL) : 0;
    match_link link = {.concept = to,
                       .kind = MATCH_LINK_ISCO,
                       .similarity = kinds[MATCH_LINK_ISCO].similarity,
                       .via = ""};
    if (to == 0 || match_taxonomy_kind(linker->to, to) != MATCH_CONCEPT_OCCUPATION_GROUP ||
        strcmp(match_taxonomy_isco(linker->to, to), isco) != 0) {
        return MATCH_OK;
    }
    if (match_taxonomy_kind(linker->from, from) == MATCH_CONCEPT_OCCUPATION_GROUP) {
        link.similarity = 1000;
    }
    return add_link(linker, from, &link, err);
}

/* --- The whole ------------------------------------------------------------------------------- */

static int
compare_links(const void *a, const void *b)
{
    const match_link *left = a;
    const match_link *right = b;
    return left->concept < right->concept ? -1 : left->concept > right->concept;
}

match_status
linker_find(struct linker *linker, match_concept concept, match_error *err)
{
    static match_status (*const ways[])(struct linker *, match_concept, match_error *) = {
        add_same,
        add_mapped,
        add_inverse,
        add_code,
    };
    match_status status = MATCH_OK;
    linker->count = 0;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0] && status == MATCH_OK; i++) {
        status = ways[i](linker, concept, err);
    }
    if (status == MATCH_OK && linker->count == 0) {
        status = add_label(linker, concept, err);
    }
    if (status == MATCH_OK && linker->count == 0) {
        status = add_isco(linker, concept, err);
    }
    if (linker->count > 1) {
        qsort(linker->links, linker->count, sizeof *linker->links, compare_links);
    }
    for (size_t i = 0; linker_state(linker) == MATCH_TRANSLATION_SPLIT && i < linker->count; i++) {
        linker->links[i].similarity = LINK_PART;
    }
    return status;
}

match_translation_state
linker_state(const struct linker *linker)
{
    if (linker->count < 2) {
        return linker->count == 0 ? MATCH_TRANSLATION_NONE : MATCH_TRANSLATION_ONE;
    }
    return linker->links[0].kind == MATCH_LINK_EXACT || linker->links[0].kind == MATCH_LINK_REPLACED
               ? MATCH_TRANSLATION_SPLIT
               : MATCH_TRANSLATION_AMBIGUOUS;
}

match_status
linker_init(struct linker *linker, const match_taxonomy *from, const match_taxonomy *to,
            match_error *err)
{
    size_t count = 0;
    match_mapping mapping;
    *linker = (struct linker){.from = from, .to = to};
    for (match_concept c = 1; c <= match_taxonomy_count(to); c++) {
        count += match_taxonomy_mapping_count(to, c);
    }
    linker->mappings = alloc_zeroed(count + 1, sizeof *linker->mappings);
    if (!linker->mappings) {
        return fail_memory(err);
    }
    for (match_concept c = 1; c <= match_taxonomy_count(to); c++) {
        for (uint32_t i = 0; match_taxonomy_mapping(to, c, i, &mapping); i++) {
            linker->mappings[linker->mapping_count++] =
                (struct link_mapping){.uri = mapping.uri,
                                      .from = crosswalk_find(from, mapping.uri),
                                      .to = c,
                                      .kind = mapping.kind};
        }
    }
    if (linker->mapping_count > 0) {
        qsort(linker->mappings, linker->mapping_count, sizeof *linker->mappings,
              compare_mappings);
    }
    return MATCH_OK;
}

void
linker_clear(struct linker *linker)
{
    alloc_free(linker->mappings);
    alloc_free(linker->links);
    ids_clear(&linker->found);
    buffer_clear(&linker->folded[0]);
    buffer_clear(&linker->folded[1]);
    *linker = (struct linker){0};
}
