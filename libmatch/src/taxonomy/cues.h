/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_CUES_H
#define MATCH_TAXONOMY_CUES_H

#include "text/phrases.h"

/**
 * @file cues.h
 * The words by which an advertisement says how much it asks for a skill
 * (taxonomies/extraction/cues.yaml).
 */

/** What a cue says; several may have the same words. */
enum cue {
    CUE_ESSENTIAL,
    CUE_OPTIONAL,
    CUE_NOT_BEFORE, /* what follows is not needed */
    CUE_NOT_AFTER,  /* what is before is not needed */
    CUE_NEUTRAL,
    CUE_BACKGROUND, /* the sentence is about something else */
    CUE_YEARS,
    CUE_MONTHS,
    HEADING_ESSENTIAL,
    HEADING_OPTIONAL,
    HEADING_DUTIES,
    HEADING_BACKGROUND,
    CUE_COUNT,
    CUE_NUMBER = 32 /* and so many more */
};

/** Set in the number of a phrase that is a cue; the rest is an enum cue. */
#define CUE_FLAG 0x80000000u

/** The most a number in words may be. */
#define CUE_NUMBER_MAX 100u

/** Adds all cues to the phrases of an extractor. */
match_status cues_add(struct phrase_list *list, struct tokens *room, match_error *err);

#endif
