/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/typical.h"

#include "base/alloc.h"
#include "base/ids.h"

#include <stdlib.h>

/* Concepts of a group that are looked into; the first ones where it has more. */
#define GROUP_MAXIMUM 256u

static bool
add_skills(struct typical *typical, const match_taxonomy *taxonomy, match_concept occupation,
           uint16_t source)
{
    size_t count;
    const match_relation *skills = match_taxonomy_skills(taxonomy, occupation, &count);
    struct typical_skill *grown = alloc_grow(typical->items, &typical->capacity,
                                             typical->count + count + 1, sizeof *grown);

    if (!grown) {
        return false;
    }
    typical->items = grown;
    for (size_t i = 0; i < count; i++) {
        grown[typical->count++] = (struct typical_skill){
            .skill = skills[i].concept,
            .weight = match_taxonomy_weight(taxonomy, skills[i].concept),
            .level = skills[i].level,
            .source = source,
            .essential = skills[i].kind == MATCH_RELATION_ESSENTIAL};
    }
    return true;
}

static int
compare_by_skill(const void *a, const void *b)
{
    const struct typical_skill *x = a, *y = b;

    if (x->skill != y->skill) {
        return x->skill < y->skill ? -1 : 1;
    }
    return (x->source > y->source) - (x->source < y->source);
}

static int
compare_by_rank(const void *a, const void *b)
{
    const struct typical_skill *x = a, *y = b;

    if (x->essential != y->essential) {
        return x->essential ? -1 : 1;
    }
    if (x->weight != y->weight) {
        return x->weight > y->weight ? -1 : 1;
    }
    return x->skill < y->skill ? -1 : x->skill > y->skill;
}

/* The lower of two levels, of which 0 is none. */
static uint16_t
lower_level(uint16_t a, uint16_t b)
{
    if (a == 0 || b == 0) {
        return a == 0 ? b : a;
    }
    return a < b ? a : b;
}

/* Makes one skill of each run of the same one, and keeps those that enough occupations have. */
static void
merge(struct typical *typical, size_t first, size_t least_any, size_t least_essential)
{
    size_t kept = first;

    if (typical->count == first) {
        return;
    }
    qsort(typical->items + first, typical->count - first, sizeof *typical->items,
          compare_by_skill);
    for (size_t i = first; i < typical->count;) {
        struct typical_skill skill = typical->items[i];
        size_t any = 0;
        size_t essential = 0;

        for (; i < typical->count && typical->items[i].skill == skill.skill; i++) {
            any++;
            essential += typical->items[i].essential;
            skill.level = lower_level(skill.level, typical->items[i].level);
        }
        skill.essential = essential >= least_essential;
        if (any >= least_any) {
            typical->items[kept++] = skill;
        }
    }
    typical->count = kept;
}

bool
typical_add(struct typical *typical, const match_taxonomy *taxonomy, match_concept occupation,
            bool shared, uint16_t source)
{
    struct ids open = {0};
    size_t first = typical->count;
    size_t listing = 0;
    bool added = ids_push(&open, occupation);

    for (size_t done = 0; added && done < open.count; done++) {
        size_t before = typical->count;
        size_t count;
        const match_concept *narrower;

        added = add_skills(typical, taxonomy, open.items[done], source);
        if (typical->count > before) {
            listing++;
            continue;
        }
        narrower = match_taxonomy_narrower(taxonomy, open.items[done], &count);
        for (size_t i = 0; added && i < count && open.count < GROUP_MAXIMUM; i++) {
            added = ids_push(&open, narrower[i]);
        }
    }
    ids_clear(&open);
    if (added && shared && listing > 1) {
        merge(typical, first, (listing + 1) / 2, (listing + 1) / 2);
    }
    return added;
}

void
typical_rank(struct typical *typical)
{
    merge(typical, 0, 1, 1);
    if (typical->count > 1) {
        qsort(typical->items, typical->count, sizeof *typical->items, compare_by_rank);
    }
}

size_t
typical_essential(const struct typical *typical)
{
    size_t count = 0;

    while (count < typical->count && typical->items[count].essential) {
        count++;
    }
    return count > 0 ? count : typical->count;
}

void
typical_clear(struct typical *typical)
{
    alloc_free(typical->items);
    *typical = (struct typical){0};
}
