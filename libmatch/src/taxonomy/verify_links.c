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

/*
 * There are as many neighbours as all else together, so they are gone through in blocks of a fixed
 * length, without leaving early: compilers make vector code of that. Whether they rise within each
 * skill is found by counting how often they fall in all: that may be between two skills only.
 */
#define BLOCK 64u

/* The four bytes of a neighbour as they lie in the file: the similarity above the concept. */
static uint32_t
neighbour_word(const match_neighbour *neighbour)
{
    uint32_t word;
    memcpy(&word, neighbour, sizeof word);
    return word;
}

/* Signed numbers, here and below: vectors of x86 compare no others. */
static int
is_strange(const match_neighbour *neighbour)
{
    int similarity = (int)(neighbour_word(neighbour) >> 24);
    return (similarity < 1) | (similarity >= (int)MATCH_SIMILARITY_SAME);
}

static int
falls(const match_neighbour *neighbour)
{
    int before = (int)(neighbour_word(neighbour - 1) & 0xFFFFFFu);
    int concept = (int)(neighbour_word(neighbour) & 0xFFFFFFu);
    return concept <= before;
}

static bool
are_similarities_sound(const match_neighbour *neighbours, size_t count)
{
    int strange = 0;
    size_t i = 0;
    for (; count - i >= BLOCK; i += BLOCK) {
        for (size_t j = 0; j < BLOCK; j++) {
            strange |= is_strange(&neighbours[i + j]);
        }
    }
    for (; i < count; i++) {
        strange |= is_strange(&neighbours[i]);
    }
    return strange == 0;
}

static int
count_falls(const match_neighbour *neighbours, size_t count)
{
    int all = 0; /* LIMIT_FILE_BYTES has not as many */
    size_t i = 1;
    for (; i + BLOCK <= count; i += BLOCK) {
        int some = 0;
        for (size_t j = 0; j < BLOCK; j++) {
            some += falls(&neighbours[i + j]);
        }
        all += some;
    }
    for (; i < count; i++) {
        all += falls(&neighbours[i]);
    }
    return all;
}

/* Whether a concept is among the neighbours of one, which rise; there is at least one. */
static bool
has_neighbour(const match_neighbour *neighbours, uint32_t count, match_concept concept)
{
    const match_neighbour *first = neighbours;
    for (uint32_t left = count; left > 1;) {
        uint32_t half = left / 2;
        first = first[half].concept <= concept ? first + half : first;
        left -= half;
    }
    return first->concept == concept;
}

static bool
are_neighbours_sound(const struct verifier *verifier)
{
    const struct image *image = verifier->image;
    int allowed = 0; /* falls */
    for (uint32_t i = 0; i < verifier->count; i++) {
        uint32_t count = image->neighbour_starts[i + 1] - image->neighbour_starts[i];
        const match_neighbour *neighbours = &image->neighbours[image->neighbour_starts[i]];
        if (count == 0) {
            continue;
        }
        if (!verify_is_skill(verifier, i + 1) || count > NEIGHBOURS_KEPT ||
            !verify_is_skill(verifier, neighbours[0].concept) ||
            !verify_is_skill(verifier, neighbours[count - 1].concept) ||
            has_neighbour(neighbours, count, i + 1)) {
            return false;
        }
        allowed += image->neighbour_starts[i] > 0 ? falls(neighbours) : 0;
    }
    return are_similarities_sound(image->neighbours, image->neighbours_count) &&
           count_falls(image->neighbours, image->neighbours_count) == allowed;
}

static bool
are_weights_sound(const struct verifier *verifier)
{
    const struct image *image = verifier->image;
    if (image->weights_count != verifier->count) {
        return false;
    }
    for (uint32_t i = 0; i < verifier->count; i++) {
        if ((image->weights[i] > 0) != verify_is_skill(verifier, i + 1)) {
            return false;
        }
    }
    return true;
}

static bool
are_titles_sound(const struct verifier *verifier, uint32_t i)
{
    const struct image *image = verifier->image;
    for (uint32_t j = image->title_starts[i]; j < image->title_starts[i + 1]; j++) {
        const struct image_word *word = &image->titles[j];
        if (word->share > 1u << RELATED_WORD_BITS ||
            (j > image->title_starts[i] && word[-1].number >= word->number)) {
            return false;
        }
    }
    return true;
}

match_status
verify_scoring(const struct verifier *verifier, match_error *err)
{
    if (!are_weights_sound(verifier)) {
        return verify_wrong(verifier, "weights", err);
    }
    if (!are_neighbours_sound(verifier)) {
        return verify_wrong(verifier, "neighbours", err);
    }
    for (uint32_t i = 0; i < verifier->count; i++) {
        if (!are_titles_sound(verifier, i)) {
            return verify_wrong(verifier, "titles", err);
        }
    }
    return MATCH_OK;
}
