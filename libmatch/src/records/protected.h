/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_PROTECTED_H
#define MATCH_RECORDS_PROTECTED_H

#include <libmatch/date.h>

/**
 * @file protected.h
 * What must never be scored, filtered or tie-broken on. It is kept for reporting only, in an
 * array of its own beside the profiles. Nothing in scoring/ or ranking/ may include this header:
 * it does not compile there (tests/wall.sh), and tests/floors.sh looks for ways round.
 */

/* The wall: those who keep the block say so before they include this. */
#ifndef MATCH_KEEPS_PROTECTED_BLOCK
#error "protected facts are for records/ alone: no score, list or tie may depend on them"
#endif

#define WASHINGTON_GROUP_DOMAINS 6

struct protected_block {
    const char *sex; /* "f", "m", "x" or "" (not stated) */
    match_date birth_date;
    int birth_year; /* 0 where unknown */
    const char *age_group;
    int washington_group[WASHINGTON_GROUP_DOMAINS]; /* 1..4, 0 not asked, 7..9 no answer */
    const char *ethnicity;
    const char *corridor;
    const char *return_reason;
};

/** A block of which nothing is known. */
extern const struct protected_block protected_blank;

#endif
