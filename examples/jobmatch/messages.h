/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JOBMATCH_MESSAGES_H
#define JOBMATCH_MESSAGES_H

/**
 * @file messages.h
 * Every fixed word of the tables, in English and Lao, in one table (messages.c).
 */

enum message {
    /* heads */
    MSG_DAY,
    MSG_TAXONOMY,
    MSG_POLICY,
    MSG_ADVICE_ONLY,
    MSG_WANTS,
    MSG_PLACE_UNKNOWN,
    MSG_NOBODY,
    MSG_NOTHING,
    /* lines of an entry */
    MSG_WHERE,
    MSG_TERMS,
    MSG_HAS,
    MSG_NEEDS,
    MSG_ALSO_GOOD,
    MSG_TEACHES,
    MSG_UNLOCKS,
    MSG_NOTE,
    MSG_ADJUSTMENT,
    /* their parts */
    MSG_LEVEL_UNKNOWN,
    MSG_ASKED,
    MSG_THROUGH,
    MSG_NOT_IN_TAXONOMY,
    MSG_NOTHING_ASKED,
    MSG_OPENINGS,
    MSG_SEATS,
    MSG_WEEKS,
    MSG_COST,
    MSG_NO_COST,
    MSG_AMOUNT,
    MSG_LODGING_FREE,
    MSG_LODGING,
    MSG_CLOSES,
    MSG_STARTS,
    MSG_ALREADY_KNOWN,
    MSG_FOLLOW_UP,
    MSG_WAGE_UP_TO,
    MSG_CLOSING_BEFORE,
    /* after a list */
    MSG_NEXT,
    MSG_COURSE,
    MSG_OPENS,
    MSG_HELPS_WITH,
    MSG_OTHERS,
    MSG_CONFIRM,
    MSG_UNASKED,
    MSG_NO_SKILLS,
    MSG_QUESTIONS,
    MSG_SWITCHES,
    MSG_OTHER_KINDS,
    MSG_AT_DEPARTURE,
    MSG_SINCE,
    MSG_GAINED,
    MSG_ABROAD,
    MSG_NOT_SHOWN,
    MSG_MORE,
    MSG_LOCAL_NOTICE,
    /* explain */
    MSG_COVERAGE,
    MSG_USE,
    MSG_GAIN,
    MSG_PART,
    MSG_WEIGHT,
    MSG_VALUE,
    MSG_POINTS,
    MSG_SKILL,
    MSG_ESSENTIAL,
    MSG_LEVEL_ASKED,
    MSG_LEVEL_TAUGHT,
    MSG_LEVEL_HAS,
    MSG_EVIDENCE,
    MSG_SIMILARITY,
    MSG_STATE,
    MSG_SUM,
    MSG_YES,
    MSG_NO,
    MSG_USED_BY,
    MSG_BETWEEN,
    MSG_TO_BE_STRONG,
    MSG_PROVE,
    MSG_THEN_COVERAGE,
    MSG_LESS_MAY_DO,
    MSG_NO_CHANGE_IS_ENOUGH,
    MSG_CARRIED,
    MSG_NOT_STATED,
    MSG_EXTRACT_OCCUPATION,
    MSG_EXTRACT_ESSENTIAL,
    MSG_EXTRACT_OPTIONAL,
    MSG_EXTRACT_NEGATED,
    MSG_EXTRACT_BACKGROUND,
    MSG_EXTRACT_NOTHING,
    MSG_LINE,
    MSG_BY,
    MSG_MONTHS,
    MSG_TO_CONFIRM,
    MSG_ONLY_INFERRED,
    MSG_FROM_TEXT,
    MSG_FROM_OCCUPATION,
    MSG_BY_NAME,
    MSG_CLAIMS_BY_NAME,
    MSG_TO_PROVE,
    MSG_CONFIRMED_BY,
    MSG_NOT_KNOWN,
    MSG_FIGURES,
    MSG_DATA,
    MSG_COUNT
};

/** A fixed text. It may hold one %s. */
const char *message(enum message message, const char *language);

/** The word for a value that files spell with a code; the code itself where there is none. */
const char *word_for(const char *group, const char *code, const char *language);

#endif
