/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JOBMATCH_VIEW_H
#define JOBMATCH_VIEW_H

#include "inputs.h"

/**
 * @file view.h
 * What the outputs show of one list, gathered once for all formats: explained pairs, and what
 * follows from them for the person.
 */

/** One line of a list. */
struct view_row {
    match_pair pair;
    match_explanation *explanation; /* owned by the view */
    match_unlock unlock;            /* of training in the list of a person; else all 0 */
    match_result *unlocked;         /* the vacancies, owned by the view; NULL where there is none */
    match_wish wish;             /* what of the wishes it answers to */
};

/** An essential skill that is missing for a vacancy shown, and a course that teaches it. */
struct view_gap {
    match_concept skill;
    int32_t have; /* -1: not known */
    int32_t need;
    uint32_t training;   /* index in the catalogue */
    uint32_t vacancy;    /* the best vacancy that asks for it */
    uint32_t vacancies;  /* how many of those shown ask for it */
    bool only_gap;       /* nothing else essential is missing for that vacancy */
};

/** A claim that an essential requirement rests on and no test or certificate supports. */
struct view_confirmation {
    match_concept skill;
    const char *evidence;
};

/** The best of one kind of opportunity. */
struct view_kind {
    match_record_kind kind;
    match_pair *pairs;
    size_t count;
};

#define VIEW_KINDS 3

struct view {
    uint32_t subject; /* profile, or opportunity in a list of people */
    size_t considered;
    struct view_row *rows;
    size_t count;
    match_pair *blocked;
    size_t blocked_count;
    match_pair *switches; /* strong vacancies outside the sectors of earlier jobs */
    size_t switch_count;
    struct view_kind kinds[VIEW_KINDS];
    bool without_skills; /* none is stated */
    bool only_inferred;  /* those usual in the jobs held stand in for them */
    struct view_gap *gaps;
    size_t gap_count;
    struct view_confirmation *confirmations;
    size_t confirmation_count;
    match_concept *unasked; /* claims that no open vacancy asks for */
    size_t unasked_count;
    const match_concept *questions; /* owned by the first explanation */
    size_t question_count;
    match_explanation *extra; /* explains the questions when nothing is listed */
};

/** What the catalogue asks for and teaches, for the advice; made once a run. */
struct demand;

struct demand *demand_new(const struct inputs *inputs);
void demand_free(struct demand *demand);

/** Explains a list; with @p demand, also says what follows for the person. Exit code. */
int view_make(struct view *view, const struct inputs *inputs, const match_result *result,
              const struct demand *demand);
void view_clear(struct view *view);

/** Whether this is evidence that somebody examined the skill. */
bool is_verified(const char *evidence);

/** Whether a line of coverage says that something is missing: level, skill, or knowledge of it. */
bool line_is_missing(const match_line *line);

/** The level a person is known to have of exactly the skill asked for; -1 where that is not known. */
int32_t line_level(const match_line *line);

/** How a skill is written: its code, or else URI; as in the record where it is unresolved. */
const char *line_skill(const struct inputs *inputs, const match_line *line);

/** The texts of rows that a format shows for a pair. */
const char *pair_profile(const struct inputs *inputs, const match_pair *pair);
const char *pair_opportunity(const struct inputs *inputs, const match_pair *pair);
const char *pair_kind(const struct inputs *inputs, const match_pair *pair);
const char *pair_title(const struct inputs *inputs, const match_pair *pair);

/** Whether an opportunity is outside the country ("" and "LA" are inside). */
bool is_abroad(const struct inputs *inputs, size_t opportunity);

/** How many people of a list have a vacancy in the country that is shown and at least partial. */
int count_with_local_vacancy(const struct inputs *inputs, const struct view *view, size_t *people);

#endif
