/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/verifier.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"
#include "taxonomy/hierarchy.h"
#include "taxonomy/neighbours.h"
#include "taxonomy/related.h"

/*
 * A relation and its inverse are compared by going through the relation in order: each concept it
 * leads to must name this one next. With as many items on both sides nothing is left over.
 */

/* A place for each concept, where its part of the inverse begins. */
static uint32_t *
new_cursors(const struct verifier *verifier, const uint32_t *starts)
{
    uint32_t *cursors = alloc_block(verifier->count * sizeof *cursors);
    if (cursors) {
        memcpy(cursors, starts, verifier->count * sizeof *cursors);
    }
    return cursors;
}

/* --- Hierarchy ------------------------------------------------------------------------------- */

/* The broader concepts of one, which are of the kinds from one rank to another. */
static const char *
check_broader(const struct verifier *verifier, uint32_t *cursors, uint32_t i, unsigned first,
              unsigned last)
{
    const struct image *image = verifier->image;
    match_concept before = 0;
    for (uint32_t j = image->broader_starts[i]; j < image->broader_starts[i + 1]; j++) {
        match_concept parent = image->broader[j];
        if (!verify_is_between(verifier, parent, first, last) || parent <= before) {
            return "broader";
        }
        before = parent;
        uint32_t at = cursors[parent - 1]++;
        if (at >= image->narrower_starts[parent] || image->narrower[at] != i + 1) {
            return "narrower";
        }
    }
    return NULL;
}

static const char *
check_all_broader(const struct verifier *verifier, uint32_t *cursors)
{
    const struct image *image = verifier->image;
    const char *what = NULL;
    if (image->broader_count != image->narrower_count) {
        return "narrower";
    }
    for (uint32_t i = 0; i < verifier->count && !what; i++) {
        unsigned rank = image_kind_rank(image->concepts[i].kind);
        unsigned first =
            rank <= IMAGE_RANK_OCCUPATION ? IMAGE_RANK_OCCUPATION_GROUP : IMAGE_RANK_SKILL_GROUP;
        what = check_broader(verifier, cursors, i, first, rank);
    }
    return what;
}

match_status
verify_hierarchy(const struct verifier *verifier, match_error *err)
{
    struct hierarchy_facts facts;
    uint32_t *cursors = new_cursors(verifier, verifier->image->narrower_starts);
    if (!cursors) {
        return fail_memory(err);
    }
    const char *what = check_all_broader(verifier, cursors);
    alloc_free(cursors);
    if (what) {
        return verify_wrong(verifier, what, err);
    }
    match_status status = hierarchy_study(verifier->image, &facts, err);
    if (status != MATCH_OK) {
        return status;
    }
    bool cycle = facts.cycle.count > 0;
    ids_clear(&facts.cycle);
    if (cycle || facts.deepest > LIMIT_HIERARCHY) {
        return verify_wrong(verifier, "hierarchy", err);
    }
    return MATCH_OK;
}

/* --- Skills ---------------------------------------------------------------------------------- */

static bool
is_relation_sound(const struct verifier *verifier, const match_relation *relation)
{
    return verify_is_skill(verifier, relation->concept) &&
           (relation->kind == MATCH_RELATION_ESSENTIAL ||
            relation->kind == MATCH_RELATION_OPTIONAL) &&
           relation->level <= 5;
}

static const char *
check_skills(const struct verifier *verifier, uint32_t *cursors, uint32_t i)
{
    const struct image *image = verifier->image;
    match_concept before = 0;
    for (uint32_t j = image->skill_starts[i]; j < image->skill_starts[i + 1]; j++) {
        const match_relation *relation = &image->skills[j];
        if (!is_relation_sound(verifier, relation) || relation->concept <= before) {
            return "skills";
        }
        before = relation->concept;
        uint32_t at = cursors[relation->concept - 1]++;
        const match_relation *inverse = &image->occupations[at];
        if (at >= image->occupation_starts[relation->concept] || inverse->concept != i + 1 ||
            inverse->kind != relation->kind || inverse->level != relation->level) {
            return "occupations";
        }
    }
    return NULL;
}

static const char *
check_all_skills(const struct verifier *verifier, uint32_t *cursors)
{
    const struct image *image = verifier->image;
    const char *what = NULL;
    uint32_t jobs = verifier->first[IMAGE_RANK_SKILL_GROUP] - 1;
    if (image->skills_count != image->occupations_count) {
        return "occupations";
    }
    if (image->skill_starts[jobs] != image->skills_count) {
        return "skills";
    }
    for (uint32_t i = 0; i < jobs && !what; i++) {
        what = check_skills(verifier, cursors, i);
    }
    return what;
}

/* What a skill builds on. */
static bool
are_bases_sound(const struct verifier *verifier)
{
    const struct image *image = verifier->image;
    if (image->basis_starts[verifier->first[IMAGE_RANK_SKILL] - 1] != 0) {
        return false;
    }
    for (uint32_t i = 0; i < verifier->count; i++) {
        for (uint32_t j = image->basis_starts[i]; j < image->basis_starts[i + 1]; j++) {
            const match_relation *relation = &image->bases[j];
            if (!is_relation_sound(verifier, relation) ||
                (j > image->basis_starts[i] && relation[-1].concept >= relation->concept)) {
                return false;
            }
        }
    }
    return true;
}

match_status
verify_skills(const struct verifier *verifier, match_error *err)
{
    uint32_t *cursors = new_cursors(verifier, verifier->image->occupation_starts);
    if (!cursors) {
        return fail_memory(err);
    }
    const char *what = check_all_skills(verifier, cursors);
    alloc_free(cursors);
    if (!what && !are_bases_sound(verifier)) {
        what = "skill relations";
    }
    return what ? verify_wrong(verifier, what, err) : MATCH_OK;
}

/* --- What scoring uses ----------------------------------------------------------------------- */

static const char *
check_scoring(const struct verifier *verifier, uint32_t i)
{
    const struct image *image = verifier->image;
    bool skill = verify_is_skill(verifier, i + 1);
    if ((image->weights[i] > 0) != skill) {
        return "weights";
    }
    uint32_t start = image->neighbour_starts[i];
    uint32_t end = image->neighbour_starts[i + 1];
    if (end - start > (skill ? NEIGHBOURS_KEPT : 0)) {
        return "neighbours";
    }
    for (uint32_t j = start; j < end; j++) {
        const match_neighbour *neighbour = &image->neighbours[j];
        if (!verify_is_skill(verifier, neighbour->concept) || neighbour->concept == i + 1 ||
            neighbour->similarity == 0 || neighbour->similarity >= MATCH_SIMILARITY_SAME ||
            (j > start && neighbour[-1].concept >= neighbour->concept)) {
            return "neighbours";
        }
    }
    return NULL;
}

static const char *
check_titles(const struct verifier *verifier, uint32_t i)
{
    const struct image *image = verifier->image;
    for (uint32_t j = image->title_starts[i]; j < image->title_starts[i + 1]; j++) {
        const struct image_word *word = &image->titles[j];
        if (word->share > 1u << RELATED_WORD_BITS ||
            (j > image->title_starts[i] && word[-1].number >= word->number)) {
            return "titles";
        }
    }
    return NULL;
}

match_status
verify_scoring(const struct verifier *verifier, match_error *err)
{
    const char *what = NULL;
    if (verifier->image->weights_count != verifier->count) {
        return verify_wrong(verifier, "size of the weights", err);
    }
    for (uint32_t i = 0; i < verifier->count && !what; i++) {
        what = check_scoring(verifier, i);
        what = what ? what : check_titles(verifier, i);
    }
    return what ? verify_wrong(verifier, what, err) : MATCH_OK;
}
