/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RANKING_UNLOCKS_H
#define MATCH_RANKING_UNLOCKS_H

#include <libmatch/unlocks.h>

#include "scoring/criteria.h"

/**
 * @file unlocks.h
 * Finds the vacancies that a course opens without scoring those it cannot open.
 */

struct pairs;

/** Which vacancies ask for a skill. Made once for a catalogue. Zero-initialised: empty. */
struct postings {
    uint32_t *first; /* by concept, and the end: offsets into offers */
    uint32_t *offers;
};

match_status postings_compile(struct postings *postings, const struct offers *offers,
                              uint32_t concepts, match_error *err);
void postings_clear(struct postings *postings);

/** How a vacancy stands for the person at hand. Opportunities of other kinds are never open. */
struct prospect {
    bool open;        /* shown, of a known grade, and not strong */
    uint32_t missing; /* essential requirements that are not met */
    uint32_t touched; /* requirements that the course at hand says something about; else 0 */
};

/** Working space. Zero-initialised: empty and ready. */
struct unlock_space {
    struct prospect *prospects; /* by opportunity */
    size_t prospect_capacity;
    match_unlock *unlocks; /* by opportunity */
    size_t unlock_capacity;
    uint32_t *touched; /* opportunities whose prospect->touched is not 0 */
    size_t touched_capacity;
    struct extra_claim *lessons;
    size_t lesson_capacity;
};

void unlock_space_clear(struct unlock_space *space);

/** Makes room for a catalogue and forgets the person before; false on want of memory. */
bool unlocks_begin(struct unlock_space *space, size_t opportunities);

/** Notes the numbers of a vacancy. All vacancies come before the first unlocks_find(). */
void unlocks_note(struct unlock_space *space, size_t opportunity, const match_pair *pair);

/**
 * Finds what a course unlocks for the person taken up last; the result is in
 * session->unlocking.unlocks[training].
 * @param newly_strong  Receives the pairs after the course; may be NULL.
 */
match_status unlocks_find(match_session *session, const match_roster *roster, size_t training,
                          struct pairs *newly_strong, match_error *err);

#endif
