/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/limits.h"
#include "taxonomy/compile.h"
#include "taxonomy/hierarchy.h"
#include "taxonomy/verify.h"

/* What a relation is about, for checks and messages. */
struct link_type {
    const char *from_role, *to_role;
    bool to_scheme; /* the other end is a scheme */
    bool counted;   /* repetitions are reported */
    bool (*fits)(uint8_t from, uint8_t to);
    const char *expected; /* what fits */
};

/* A relation whose ends are known. */
struct link {
    uint32_t from, to;
    uint16_t kind, level;
    struct builder_place place;
};

/* Relations sorted by both ends, each once. */
struct links {
    struct link *items;
    size_t count;
};

static bool
is_occupation_skill(uint8_t from, uint8_t to)
{
    return (from == MATCH_CONCEPT_OCCUPATION || from == MATCH_CONCEPT_OCCUPATION_GROUP) &&
           to == MATCH_CONCEPT_SKILL;
}

static bool
is_skill_skill(uint8_t from, uint8_t to)
{
    return from == MATCH_CONCEPT_SKILL && to == MATCH_CONCEPT_SKILL;
}

static const struct link_type broader_type = {
    .from_role = "concept",
    .to_role = "broader concept",
    .fits = verify_broader_kinds,
    .expected = "occupations and their groups, or skills and their groups"};

static const struct link_type skill_type = {
    .from_role = "occupation",
    .to_role = "skill",
    .counted = true,
    .fits = is_occupation_skill,
    .expected = "an occupation (or group of occupations) and a skill"};

static const struct link_type basis_type = {.from_role = "skill",
                                            .to_role = "skill",
                                            .counted = true,
                                            .fits = is_skill_skill,
                                            .expected = "two skills"};

static const struct link_type membership_type = {.from_role = "concept", .to_scheme = true};

/* --- Finding the ends ------------------------------------------------------------------------ */

/* The concept that a text names by URI or code; 0 for none, BUILDER_AMBIGUOUS for several. */
static match_concept
find_end(const struct compiler *compiler, uint32_t text)
{
    const struct builder *builder = compiler->builder;
    if (text < builder->by_uri_capacity && builder->by_uri[text] != 0) {
        return compiler->numbers[builder->by_uri[text] - 1];
    }
    if (text >= builder->by_code_capacity || builder->by_code[text] == 0) {
        return 0;
    }
    return builder->by_code[text] == BUILDER_AMBIGUOUS
               ? BUILDER_AMBIGUOUS
               : compiler->numbers[builder->by_code[text] - 1];
}

/* Complains of an end that is not one concept. Sets *concept to 0 where it is to be left out. */
static match_status
resolve_end(struct compiler *compiler, const char *role, uint32_t text, struct builder_place place,
            match_concept *concept)
{
    const char *name = intern_text(&compiler->builder->texts, text);
    *concept = find_end(compiler, text);
    if (*concept == BUILDER_AMBIGUOUS) {
        *concept = 0;
        return builder_complain(compiler->builder, MATCH_SEVERITY_ERROR, place, "AMBIGUOUS_CODE",
                                compiler->err,
                                "'%.120s' is the code of several concepts, expected a URI", name);
    }
    if (*concept == 0) {
        return builder_complain(compiler->builder, MATCH_SEVERITY_ERROR, place, "DANGLING_RELATION",
                                compiler->err, "%s '%.120s' is unknown", role, name);
    }
    return MATCH_OK;
}

static match_status
check_ends(struct compiler *compiler, const struct link_type *type, const struct link *link,
           bool *good)
{
    const struct builder_concept_row *from = compile_row(compiler, link->from);
    const struct builder_concept_row *to = compile_row(compiler, link->to);
    *good = false;
    if (!type->fits(from->kind, to->kind)) {
        return builder_complain(
            compiler->builder, MATCH_SEVERITY_ERROR, link->place, "WRONG_KIND", compiler->err,
            "'%.70s' (%s) and '%.70s' (%s) cannot be related, expected %s",
            compile_name(compiler, link->from),
            match_concept_kind_name((match_concept_kind)from->kind),
            compile_name(compiler, link->to), match_concept_kind_name((match_concept_kind)to->kind),
            type->expected);
    }
    if (link->from == link->to) {
        return builder_complain(compiler->builder, MATCH_SEVERITY_ERROR, link->place,
                                "SELF_RELATION", compiler->err,
                                "'%.120s' is related to itself, expected another %s",
                                compile_name(compiler, link->from), type->to_role);
    }
    *good = true;
    return MATCH_OK;
}

/* Finds both ends. *good: the relation stays. */
static match_status
resolve(struct compiler *compiler, const struct link_type *type, const struct builder_link_row *row,
        struct link *link, bool *good)
{
    *good = false;
    *link = (struct link){.kind = row->kind, .level = row->level, .place = row->place};
    match_status status =
        resolve_end(compiler, type->from_role, row->from, row->place, &link->from);
    if (status != MATCH_OK || link->from == 0) {
        return status;
    }
    if (type->to_scheme) {
        link->to = compiler->scheme_places[row->to];
        *good = true;
        return MATCH_OK;
    }
    status = resolve_end(compiler, type->to_role, row->to, row->place, &link->to);
    if (status != MATCH_OK || link->to == 0) {
        return status;
    }
    return check_ends(compiler, type, link, good);
}

/* --- Sorting --------------------------------------------------------------------------------- */

/* By both ends; then the stronger first: essential, the higher level; then by place. */
static int
compare_links(const void *a, const void *b)
{
    const struct link *left = a;
    const struct link *right = b;
    const uint32_t keys[][2] = {{left->from, right->from},
                                {left->to, right->to},
                                {left->kind, right->kind},
                                {right->level, left->level},
                                {left->place.source, right->place.source},
                                {left->place.line, right->place.line}};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (keys[i][0] != keys[i][1]) {
            return keys[i][0] < keys[i][1] ? -1 : 1;
        }
    }
    return 0;
}

static match_status
gather(struct compiler *compiler, const struct link_type *type, const struct builder_rows *rows,
       size_t extra, struct links *out)
{
    const struct builder_link_row *row = rows->items;
    out->count = 0;
    out->items = arena_zeroed(&compiler->arena, rows->count + extra + 1, sizeof *out->items);
    if (!out->items) {
        return fail_memory(compiler->err);
    }
    for (size_t i = 0; i < rows->count; i++) {
        bool good;
        match_status status = resolve(compiler, type, &row[i], &out->items[out->count], &good);
        if (status != MATCH_OK) {
            return status;
        }
        out->count += good;
    }
    return MATCH_OK;
}

static void
sort_and_merge(struct compiler *compiler, const struct link_type *type, struct links *links)
{
    size_t kept = 0;
    qsort(links->items, links->count, sizeof *links->items, compare_links);
    for (size_t i = 0; i < links->count; i++) {
        const struct link *link = &links->items[i];
        const struct link *before = kept > 0 ? &links->items[kept - 1] : NULL;
        if (before && before->from == link->from && before->to == link->to) {
            if (type->counted) {
                builder_note(&compiler->builder->repeated_relations, link->place);
            }
            continue;
        }
        links->items[kept++] = *link;
    }
    links->count = kept;
}

/* Starts of the concepts at one end. */
static uint32_t *
count_starts(struct compiler *compiler, const struct links *links, bool to)
{
    uint32_t *starts = arena_zeroed(&compiler->arena, (size_t)compiler->count + 1, sizeof *starts);
    if (!starts) {
        return NULL;
    }
    for (size_t i = 0; i < links->count; i++) {
        starts[to ? links->items[i].to : links->items[i].from]++;
    }
    for (uint32_t i = 0; i < compiler->count; i++) {
        starts[i + 1] += starts[i];
    }
    return starts;
}

/* The links ordered by their other end: a counting sort, which keeps the order of the first. */
static struct link *
turn_round(struct compiler *compiler, const struct links *links, const uint32_t *starts)
{
    struct link *turned = arena_zeroed(&compiler->arena, links->count + 1, sizeof *turned);
    uint32_t *next = arena_zeroed(&compiler->arena, (size_t)compiler->count + 1, sizeof *next);
    if (!turned || !next) {
        return NULL;
    }
    memcpy(next, starts, ((size_t)compiler->count + 1) * sizeof *next);
    for (size_t i = 0; i < links->count; i++) {
        turned[next[links->items[i].to - 1]++] = links->items[i];
    }
    return turned;
}

static match_concept *
to_concepts(struct compiler *compiler, const struct link *links, size_t count, bool to)
{
    match_concept *out = arena_zeroed(&compiler->arena, count + 1, sizeof *out);
    for (size_t i = 0; out && i < count; i++) {
        out[i] = to ? links[i].to : links[i].from;
    }
    return out;
}

static match_relation *
to_relations(struct compiler *compiler, const struct link *links, size_t count, bool to)
{
    match_relation *out = arena_zeroed(&compiler->arena, count + 1, sizeof *out);
    for (size_t i = 0; out && i < count; i++) {
        out[i] = (match_relation){.concept = (to ? links[i].to : links[i].from) & 0xFFFFFFu,
                                  .kind = links[i].kind & 0xFu,
                                  .level = links[i].level & 0xFu};
    }
    return out;
}

/* --- The hierarchy --------------------------------------------------------------------------- */

static match_status
check_parents(struct compiler *compiler, const struct links *links)
{
    const uint32_t *starts = compiler->image.broader_starts;
    for (uint32_t i = 0; i < compiler->count; i++) {
        uint32_t count = starts[i + 1] - starts[i];
        if (count > LIMIT_PARENTS) {
            struct builder_place place = links->items[starts[i]].place;
            return fail_at(compiler->err, MATCH_ERR_LIMIT,
                           builder_source_name(compiler->builder, place), place.line, 0,
                           "'%.120s' has %u broader concepts, expected at most %u",
                           compile_name(compiler, i + 1), count, LIMIT_PARENTS);
        }
    }
    return MATCH_OK;
}

/* So many names of a cycle are printed. */
#define CYCLE_NAMES 6u

static match_status
fail_cycle(struct compiler *compiler, const struct links *links, const struct ids *cycle)
{
    struct buffer path = {0};
    struct builder_place place = {0};
    for (size_t i = 0; i < cycle->count && i < CYCLE_NAMES; i++) {
        buffer_add_text(&path, compile_name(compiler, cycle->items[i]));
        buffer_add_text(&path, " > ");
    }
    buffer_add_text(&path, cycle->count > CYCLE_NAMES ? "... > " : "");
    buffer_add_text(&path, compile_name(compiler, cycle->items[0]));
    match_concept next = cycle->items[cycle->count > 1 ? 1 : 0];
    for (size_t i = 0; i < links->count; i++) {
        if (links->items[i].from == cycle->items[0] && links->items[i].to == next) {
            place = links->items[i].place;
        }
    }
    match_status status = path.failed
                              ? fail_memory(compiler->err)
                              : fail_at(compiler->err, MATCH_ERR_INVALID,
                                        builder_source_name(compiler->builder, place), place.line,
                                        0, "the hierarchy goes round in a circle: %s", path.bytes);
    buffer_clear(&path);
    return status;
}

static match_status
check_hierarchy(struct compiler *compiler, const struct links *links)
{
    struct hierarchy_facts facts;
    match_status status = hierarchy_study(&compiler->image, &facts, compiler->err);
    if (status != MATCH_OK) {
        return status;
    }
    if (facts.cycle.count > 0) {
        status = fail_cycle(compiler, links, &facts.cycle);
    } else if (facts.deepest > LIMIT_HIERARCHY) {
        struct builder_place place = compile_row(compiler, facts.at)->place;
        status =
            fail_at(compiler->err, MATCH_ERR_LIMIT, builder_source_name(compiler->builder, place),
                    place.line, 0, "'%.120s' is at level %u of the hierarchy, expected at most %u",
                    compile_name(compiler, facts.at), facts.deepest, LIMIT_HIERARCHY);
    }
    ids_clear(&facts.cycle);
    return status;
}

static match_status
compile_broader(struct compiler *compiler)
{
    struct image *image = &compiler->image;
    struct links links;
    match_status status = gather(compiler, &broader_type, &compiler->builder->broader, 0, &links);
    if (status != MATCH_OK) {
        return status;
    }
    sort_and_merge(compiler, &broader_type, &links);
    image->broader_starts = count_starts(compiler, &links, false);
    image->narrower_starts = count_starts(compiler, &links, true);
    if (!image->broader_starts || !image->narrower_starts) {
        return fail_memory(compiler->err);
    }
    struct link *turned = turn_round(compiler, &links, image->narrower_starts);
    if (!turned) {
        return fail_memory(compiler->err);
    }
    image->broader = to_concepts(compiler, links.items, links.count, true);
    image->narrower = to_concepts(compiler, turned, links.count, false);
    if (!image->broader || !image->narrower) {
        return fail_memory(compiler->err);
    }
    image->broader_count = image->narrower_count = links.count;
    image->broader_starts_count = image->narrower_starts_count = (size_t)compiler->count + 1;
    status = check_parents(compiler, &links);
    return status == MATCH_OK ? check_hierarchy(compiler, &links) : status;
}

/* --- Skills ---------------------------------------------------------------------------------- */

static match_status
compile_skills(struct compiler *compiler)
{
    struct image *image = &compiler->image;
    struct links links;
    match_status status = gather(compiler, &skill_type, &compiler->builder->skills, 0, &links);
    if (status != MATCH_OK) {
        return status;
    }
    sort_and_merge(compiler, &skill_type, &links);
    image->skill_starts = count_starts(compiler, &links, false);
    image->occupation_starts = count_starts(compiler, &links, true);
    if (!image->skill_starts || !image->occupation_starts) {
        return fail_memory(compiler->err);
    }
    struct link *turned = turn_round(compiler, &links, image->occupation_starts);
    if (!turned) {
        return fail_memory(compiler->err);
    }
    image->skills = to_relations(compiler, links.items, links.count, true);
    image->occupations = to_relations(compiler, turned, links.count, false);
    if (!image->skills || !image->occupations) {
        return fail_memory(compiler->err);
    }
    image->skills_count = image->occupations_count = links.count;
    image->skill_starts_count = image->occupation_starts_count = (size_t)compiler->count + 1;
    return MATCH_OK;
}

static match_status
compile_bases(struct compiler *compiler)
{
    struct image *image = &compiler->image;
    struct links links;
    match_status status = gather(compiler, &basis_type, &compiler->builder->bases, 0, &links);
    if (status != MATCH_OK) {
        return status;
    }
    sort_and_merge(compiler, &basis_type, &links);
    image->basis_starts = count_starts(compiler, &links, false);
    image->bases = to_relations(compiler, links.items, links.count, true);
    image->basis_starts_count = (size_t)compiler->count + 1;
    image->bases_count = links.count;
    return image->basis_starts && image->bases ? MATCH_OK : fail_memory(compiler->err);
}

/* A concept is in its own scheme and in those that gather it. */
static match_status
compile_memberships(struct compiler *compiler)
{
    struct image *image = &compiler->image;
    struct links links;
    match_status status = gather(compiler, &membership_type, &compiler->builder->memberships,
                                 compiler->count, &links);
    if (status != MATCH_OK) {
        return status;
    }
    for (uint32_t i = 0; i < compiler->count; i++) {
        links.items[links.count++] = (struct link){.from = i + 1, .to = image->concepts[i].scheme};
    }
    sort_and_merge(compiler, &membership_type, &links);
    image->membership_starts = count_starts(compiler, &links, false);
    image->memberships = to_concepts(compiler, links.items, links.count, true);
    image->membership_starts_count = (size_t)compiler->count + 1;
    image->memberships_count = links.count;
    return image->membership_starts && image->memberships ? MATCH_OK : fail_memory(compiler->err);
}

match_status
compile_links(struct compiler *compiler)
{
    match_status status = compile_broader(compiler);
    status = status == MATCH_OK ? compile_skills(compiler) : status;
    status = status == MATCH_OK ? compile_bases(compiler) : status;
    return status == MATCH_OK ? compile_memberships(compiler) : status;
}
