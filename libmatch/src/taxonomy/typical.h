/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_TYPICAL_H
#define MATCH_TAXONOMY_TYPICAL_H

#include <libmatch/taxonomy.h>

/**
 * @file typical.h
 * The skills that an occupation usually needs, where nobody says which.
 */

struct typical_skill {
    match_concept skill;
    uint32_t weight;  /* match_taxonomy_weight() */
    uint16_t level;   /* 1..5, or 0 where none is stated; the lowest of several */
    uint16_t source;  /* of the caller: see typical_add() */
    bool essential;
};

/** Zero-initialised: empty. */
struct typical {
    struct typical_skill *items;
    size_t count, capacity;
};

/**
 * Adds the skills of an occupation; of a group that lists none itself, of the occupations in it.
 * @param shared  Of these only those that at least half of them have, essential where they are so
 *                in half of them.
 * @param source  Noted with each skill.
 * @return false on want of memory.
 */
bool typical_add(struct typical *typical, const match_taxonomy *taxonomy, match_concept occupation,
                 bool shared, uint16_t source);

/**
 * Leaves each skill once, with the lowest source it has, essential if it is so in any; essential
 * ones first, then by weight, then by number.
 */
void typical_rank(struct typical *typical);

/** Of ranked skills, how many are essential; all of them where none is. */
size_t typical_essential(const struct typical *typical);

void typical_clear(struct typical *typical);

#endif
