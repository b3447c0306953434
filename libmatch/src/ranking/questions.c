/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "ranking/questions.h"

#include "base/alloc.h"

#include <stdlib.h>

/* Occupations of a group that are looked into; the first ones where it has more. */
#define OCCUPATIONS_MAXIMUM 256u

struct question {
    match_concept skill;
    uint32_t weight;
    bool essential;
};

struct question_list {
    const match_taxonomy *taxonomy;
    struct question *items;
    size_t count;
    size_t capacity;
};

static bool
add_skills(struct question_list *list, match_concept occupation)
{
    size_t count;
    const match_relation *skills = match_taxonomy_skills(list->taxonomy, occupation, &count);

    for (size_t i = 0; i < count; i++) {
        struct question *grown =
            alloc_grow(list->items, &list->capacity, list->count + 1, sizeof *list->items);
        if (!grown) {
            return false;
        }
        list->items = grown;
        list->items[list->count++] = (struct question){
            .skill = skills[i].concept,
            .weight = match_taxonomy_weight(list->taxonomy, skills[i].concept),
            .essential = skills[i].kind == MATCH_RELATION_ESSENTIAL,
        };
    }
    return true;
}

/* The skills of an occupation; of a group without skills, those of the occupations in it. */
static bool
add_occupation(struct question_list *list, match_concept occupation)
{
    struct ids open = {0};
    size_t done = 0;
    bool added = ids_push(&open, occupation);

    for (; added && done < open.count && done < OCCUPATIONS_MAXIMUM; done++) {
        size_t before = list->count;
        size_t count;
        const match_concept *narrower;

        added = add_skills(list, open.items[done]);
        if (list->count > before) {
            continue;
        }
        narrower = match_taxonomy_narrower(list->taxonomy, open.items[done], &count);
        for (size_t i = 0; added && i < count && open.count < OCCUPATIONS_MAXIMUM; i++) {
            added = ids_push(&open, narrower[i]);
        }
    }
    ids_clear(&open);
    return added;
}

static int
compare_by_skill(const void *a, const void *b)
{
    const struct question *x = a, *y = b;

    if (x->skill != y->skill) {
        return x->skill < y->skill ? -1 : 1;
    }
    return (int)y->essential - (int)x->essential;
}

static int
compare_by_rank(const void *a, const void *b)
{
    const struct question *x = a, *y = b;

    if (x->essential != y->essential) {
        return x->essential ? -1 : 1;
    }
    if (x->weight != y->weight) {
        return x->weight > y->weight ? -1 : 1;
    }
    return x->skill < y->skill ? -1 : x->skill > y->skill;
}

/* Leaves each skill once, as essential if it is so anywhere, best first. */
static void
rank_questions(struct question_list *list)
{
    size_t kept = 0;

    if (list->count == 0) {
        return;
    }
    qsort(list->items, list->count, sizeof *list->items, compare_by_skill);
    for (size_t i = 0; i < list->count; i++) {
        if (kept == 0 || list->items[kept - 1].skill != list->items[i].skill) {
            list->items[kept++] = list->items[i];
        }
    }
    list->count = kept;
    qsort(list->items, list->count, sizeof *list->items, compare_by_rank);
}

bool
questions_collect(const struct person *person, size_t limit, struct ids *out)
{
    struct question_list list = {.taxonomy = person->taxonomy};
    const struct profile *profile = person->profile;
    bool ok = true;

    for (size_t i = 0; ok && person->claim_count == 0 && i < profile->job_count; i++) {
        const struct job *job = &profile->jobs[i];
        match_concept occupation =
            job->occupation != 0 ? job->occupation
                                 : match_taxonomy_find(person->taxonomy, job->isco, MATCH_NUL);
        ok = occupation == 0 || add_occupation(&list, occupation);
    }
    if (ok) {
        rank_questions(&list);
    }
    for (size_t i = 0; ok && i < list.count && i < limit; i++) {
        ok = ids_push(out, list.items[i].skill);
    }
    alloc_free(list.items);
    return ok;
}
