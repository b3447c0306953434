/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_MATCHER_H
#define LIBMATCH_MATCHER_H

#include <libmatch/policy.h>
#include <libmatch/records.h>
#include <libmatch/translation.h>

/**
 * @file matcher.h
 * Scores people against opportunities, lists the best, and explains each number.
 *
 * All numbers are whole: scores, coverage, use and their parts count millionths
 * (MATCH_SCORE_ONE is all of it), and parts add up exactly to their total. They are the same
 * for every thread count and whichever side asks, and depend on nothing but the pair, the
 * taxonomy, the policy and the day.
 */

#ifdef __cplusplus
extern "C" {
#endif

/** The whole of a score. */
#define MATCH_SCORE_ONE 1000000

/** A number that is not known. */
#define MATCH_SCORE_UNKNOWN (-1)

/** How well somebody fits, in one word. */
typedef enum match_grade {
    MATCH_GRADE_UNKNOWN = 0, /**< Nothing is known about the skills on one side, or they are only
                                those usual in earlier jobs and too few; supports. */
    MATCH_GRADE_START = 1,   /**< Most of what is asked for is missing. */
    MATCH_GRADE_PARTIAL = 2,
    MATCH_GRADE_STRONG = 3 /**< Vacancy: every essential requirement is met well enough.
                                Training: much is new, and it builds on a skill that is there. */
} match_grade;

/** What screening does with a pair; the policy says which rule does what. */
typedef enum match_standing {
    MATCH_STANDING_SHOWN = 0,
    MATCH_STANDING_FLAGGED = 1, /**< Shown in its place, with a reason. */
    MATCH_STANDING_DEMOTED = 2, /**< Shown after all others, with a reason. */
    MATCH_STANDING_BLOCKED = 3  /**< Not in the list; counted, and listed apart. */
} match_standing;

/** Whether a place of work or training suits the adjustments a person needs. */
typedef enum match_adjustment {
    MATCH_ADJUSTMENT_NONE = 0,     /**< No need was stated. */
    MATCH_ADJUSTMENT_MET = 1,      /**< Nothing stands in the way. */
    MATCH_ADJUSTMENT_ADJUSTED = 2, /**< Met with an adjustment that is offered. */
    MATCH_ADJUSTMENT_ASK = 3,      /**< Not known: ask the employer or provider. */
    MATCH_ADJUSTMENT_BARRIER = 4   /**< Something stated stands in the way: an essential
                                        function that cannot be adjusted, a service not offered. */
} match_adjustment;

/** Reasons of the screening; bit 1 << reason in match_pair.reasons. Values are never reused. */
typedef enum match_reason {
    MATCH_REASON_CLOSED = 0,
    MATCH_REASON_NOT_YET_OPEN = 1,
    MATCH_REASON_NO_SEATS = 2, /**< No openings or seats are left. */
    MATCH_REASON_WORKER_FEE = 3,
    MATCH_REASON_LICENCE_EXPIRED = 4,
    MATCH_REASON_LICENCE_MISSING = 5,
    MATCH_REASON_RECRUITER_SANCTIONED = 6,
    MATCH_REASON_WAGE_BELOW_MINIMUM = 7,
    MATCH_REASON_HAZARDOUS_UNDER_18 = 8,
    MATCH_REASON_UNDER_AGE = 9,
    MATCH_REASON_AGE_UNKNOWN = 10,
    MATCH_REASON_ADVERTISEMENT_RESTRICTION = 11, /**< Sex, age, looks: stripped and flagged. */
    MATCH_REASON_TERMS_INCOMPLETE = 12,
    MATCH_REASON_ADMISSION_AGE = 13,
    MATCH_REASON_ADMISSION_SCHOOLING = 14,
    MATCH_REASON_ADMISSION_TRAINING = 15, /**< Another course has to come first. */
    MATCH_REASON_BOARDING_NEEDED = 16,    /**< Lodging is needed and not stated to be offered. */
    MATCH_REASON_WAGE_BELOW_WANTED = 17,  /**< Below the least the person would work for. */
    MATCH_REASON_NOT_AVAILABLE = 18,      /**< The person is not there on its days. */
    MATCH_REASON_COUNT = 19
} match_reason;

/**
 * How an opportunity answers to the outcomes that a person wants, in the person's order. A list of
 * several kinds of opportunity goes by this first, since scores of different kinds are made of
 * different criteria.
 */
typedef enum match_wish {
    MATCH_WISH_NONE = 0,  /**< Not looked at: no wish is stated, or the list is of one kind. */
    MATCH_WISH_FIRST = 1, /**< It is what the person wants first ... */
    MATCH_WISH_TOWARDS_FIRST = 2, /**< ... or a course that leads to it. */
    MATCH_WISH_SECOND = 3,
    MATCH_WISH_TOWARDS_SECOND = 4,
    MATCH_WISH_THIRD = 5,
    MATCH_WISH_TOWARDS_THIRD = 6,
    MATCH_WISH_FAR = 7, /**< A vacancy that is wanted, or a course for an occupation that leads to
                             what is wanted, of which hardly anything is there (a start). */
    MATCH_WISH_NOT = 8  /**< Something else than what is wanted. */
} match_wish;

/** A person and an opportunity under a policy on a day. */
typedef struct match_pair {
    uint32_t profile;        /**< Index in the roster. */
    uint32_t opportunity;    /**< Index in the catalogue. */
    int32_t score;           /**< 0 .. MATCH_SCORE_ONE: orders the list of a person. */
    int32_t coverage;        /**< Share of what is asked for that the person has; or UNKNOWN. */
    int32_t coverage_lowest; /**< Coverage if every unknown level is as low as it can be, and what
                                is doubtful about requirements is not there; ... */
    int32_t coverage_highest; /**< ... all is as high, and is there. */
    int32_t use;              /**< Share of what the person can do that is used; or UNKNOWN. */
    int32_t gain;             /**< Training: share of what is taught that is new; or UNKNOWN. */
    uint32_t essential_count; /**< Essential requirements, also those not in the taxonomy ... */
    uint32_t essential_met;   /**< ... and how many of them are met at their level. */
    uint32_t reasons;         /**< Bits 1 << match_reason. */
    uint16_t grade;           /**< match_grade */
    uint16_t standing;        /**< match_standing */
    uint16_t adjustment;      /**< match_adjustment */
    uint16_t kind;            /**< match_record_kind of the opportunity */
} match_pair;

typedef struct match_options match_options;
typedef struct match_matcher match_matcher;
typedef struct match_session match_session;
typedef struct match_result match_result;
typedef struct match_explanation match_explanation;

/* --- Options ----------------------------------------------------------------------------------- */

/**
 * Makes options with their defaults: the best 10, every kind of opportunity, one thread.
 * @return To be given back with match_options_free(), or NULL on MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_options *match_options_new(match_error *err);
/** Gives options back. NULL is allowed. @since 0.1 */
MATCH_API void match_options_free(match_options *options);
/** Sets the longest list, 1 .. 1,000,000; otherwise MATCH_ERR_INVALID and no change. @since 0.1 */
MATCH_API match_status match_options_set_top(match_options *options, size_t top,
                                             match_error *err);
/** Sets the kinds of opportunity: bits 1 << match_record_kind, at least one. @since 0.1 */
MATCH_API match_status match_options_set_kinds(match_options *options, uint32_t kinds,
                                               match_error *err);
/** Sets the threads of bulk calls, 1 .. 256. @since 0.1 */
MATCH_API match_status match_options_set_threads(match_options *options, unsigned threads,
                                                 match_error *err);

/**
 * Lets reasons of the screening pass: a pair that they alone would block or demote is listed as
 * flagged. Its other numbers, and the reasons it bears, stay as they are. The decision is a
 * person's and has to be justified; writing it down is up to the caller.
 *
 * @param reasons  Bits 1 << match_reason; 0 takes the decision back.
 * @param why      The justification; must not be blank where a reason is given. Not kept.
 * @return MATCH_OK or MATCH_ERR_INVALID and no change.
 * @since 0.1
 */
MATCH_API match_status match_options_set_allowed(match_options *options, uint32_t reasons,
                                                 const char *why, match_error *err);

/* --- Matcher and session ------------------------------------------------------------------------ */

/**
 * Prepares a catalogue for matching on a day. The catalogue takes no more records after this.
 * The matcher never changes and may be used by any number of threads.
 *
 * @param catalogue  Must have a taxonomy; a reference is taken.
 * @param policy     NULL for match_policy_default(); a reference is taken.
 * @param today      The day of the run; must not be MATCH_DATE_NONE.
 * @return A new reference, to be given back with match_matcher_unref(), or NULL on
 *         MATCH_ERR_INVALID or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_matcher *match_matcher_new(match_catalogue *catalogue,
                                                          const match_policy *policy,
                                                          match_date today, match_error *err);
/** Takes another reference and returns its argument; NULL is allowed. @since 0.1 */
MATCH_API match_matcher *match_matcher_ref(const match_matcher *matcher);
/** Gives a reference back. NULL is allowed. @since 0.1 */
MATCH_API void match_matcher_unref(match_matcher *matcher);
/** Returns the catalogue. Owned by @p matcher. @since 0.1 */
MATCH_API const match_catalogue *match_matcher_catalogue(const match_matcher *matcher);
/** Returns the policy. Owned by @p matcher. @since 0.1 */
MATCH_API const match_policy *match_matcher_policy(const match_matcher *matcher);
/** Returns the day of the run. @since 0.1 */
MATCH_API match_date match_matcher_today(const match_matcher *matcher);

/**
 * Makes working space for one thread. Keeps it for all its calls, so that a warm session takes
 * memory for results only.
 * @return To be given back with match_session_free(), or NULL on MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_session *match_session_new(const match_matcher *matcher,
                                                          match_error *err);
/** Gives a session back. NULL is allowed. @since 0.1 */
MATCH_API void match_session_free(match_session *session);

/**
 * Lists the best opportunities for a person: by standing (demoted ones last), known before
 * unknown grades, what the person wants (match_wish, where the options have several kinds), score,
 * then id. Blocked ones are not in the list; see match_result_blocked().
 *
 * @param roster   Must have the taxonomy of the catalogue (or one with the same content).
 * @param profile  Index in the roster.
 * @param options  NULL for the defaults.
 * @return To be given back with match_result_free(), or NULL on MATCH_ERR_INVALID or
 *         MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_result *match_session_rank(match_session *session,
                                                          const match_roster *roster,
                                                          size_t profile,
                                                          const match_options *options,
                                                          match_error *err);

/**
 * Lists the best people for an opportunity: by standing, known before unknown grades, coverage,
 * score, then id. The numbers of a pair are those of match_session_rank().
 *
 * @param options  NULL for the defaults; kinds have no effect.
 * @return To be given back with match_result_free(), or NULL on MATCH_ERR_INVALID or
 *         MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_result *match_session_candidates(match_session *session,
                                                                const match_roster *roster,
                                                                size_t opportunity,
                                                                const match_options *options,
                                                                match_error *err);

/**
 * Scores one pair, whatever its standing.
 * @param[out] pair  Written on success only.
 * @since 0.1
 */
MATCH_API match_status match_session_pair(match_session *session, const match_roster *roster,
                                          size_t profile, size_t opportunity, match_pair *pair,
                                          match_error *err);

/**
 * Explains one pair.
 * @return To be given back with match_explanation_free(), or NULL on MATCH_ERR_INVALID or
 *         MATCH_ERR_NOMEM. It owns its texts; concepts are those of the catalogue's taxonomy.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_explanation *match_session_explain(match_session *session,
                                                                  const match_roster *roster,
                                                                  size_t profile,
                                                                  size_t opportunity,
                                                                  match_error *err);

/**
 * Hears of the list of one person. Called in the thread that called match_matcher_rank_roster(),
 * in the order of the roster.
 * @param result  Valid during the call only.
 * @return true to go on; false ends the run with MATCH_ERR_CANCELLED.
 */
typedef bool (*match_result_callback)(const match_result *result, void *data);

/**
 * Lists the best opportunities for every person of a roster, on as many threads as the options
 * say. Results are the same for every number of threads.
 * @return MATCH_OK, MATCH_ERR_CANCELLED, MATCH_ERR_INVALID or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API match_status match_matcher_rank_roster(const match_matcher *matcher,
                                                 const match_roster *roster,
                                                 const match_options *options,
                                                 match_result_callback callback, void *data,
                                                 match_error *err);

/* --- Result -------------------------------------------------------------------------------------- */

/** Gives a result back. NULL is allowed. @since 0.1 */
MATCH_API void match_result_free(match_result *result);
/** Returns the index of the person or opportunity the list is for. @since 0.1 */
MATCH_API uint32_t match_result_subject(const match_result *result);
/** Returns the length of the list. @since 0.1 */
MATCH_API size_t match_result_count(const match_result *result);
/** Returns the list as an array, best first. Owned by @p result. @since 0.1 */
MATCH_API const match_pair *match_result_pairs(const match_result *result);
/** Returns how many pairs were considered. @since 0.1 */
MATCH_API size_t match_result_considered(const match_result *result);
/** Returns the blocked pairs in the order of a list and how many there are. Owned by @p result.
 *  @since 0.1 */
MATCH_API const match_pair *match_result_blocked(const match_result *result, size_t *count);
/**
 * Returns the best opportunities of one kind for a person, whatever else is listed: by standing,
 * known before unknown grades, score, then id; at most as many as the list may have. Nothing in the
 * list of an opportunity, and for a kind that was not asked for. Owned by @p result.
 * @since 0.1
 */
MATCH_API const match_pair *match_result_of_kind(const match_result *result,
                                                 match_record_kind kind, size_t *count);
/**
 * Returns how an entry of the list answers to what the person wants; MATCH_WISH_NONE past the end.
 * @since 0.1
 */
MATCH_API match_wish match_result_wish(const match_result *result, size_t index);
/**
 * Returns the best vacancies for a person that are strong, neither blocked nor demoted, and outside
 * the sectors of all earlier jobs: another industry (ISIC) where it is known on both sides, and
 * another sub-major group of ISCO-08. At most as many as the list may have; those of the list are
 * among them. None in the list of an opportunity. Owned by @p result.
 * @since 0.1
 */
MATCH_API const match_pair *match_result_switches(const match_result *result, size_t *count);
/** Returns how many considered pairs have a reason, also those past the end of the list.
 *  @since 0.1 */
MATCH_API size_t match_result_reason_total(const match_result *result, match_reason reason);

/* --- Explanation ----------------------------------------------------------------------------------- */

/** What a criterion could say about a pair. */
typedef enum match_part_state {
    MATCH_PART_NOT_APPLICABLE = 0, /**< It asks for nothing of anybody, and weighs nothing. */
    MATCH_PART_UNKNOWN = 1, /**< Weighs nothing; coverage, use and gain count as 0 instead. */
    MATCH_PART_KNOWN = 2
} match_part_state;

/**
 * The contribution of one criterion to the score: the score is the sum of weight times value
 * (unknown as 0) over the sum of the weights, rounded down; "base", what an average person would
 * have, is taken off coverage and use, and its weight does not count in that sum. Texts are static.
 */
typedef struct match_part {
    const char *criterion; /**< "coverage", "use", "gain", "occupation", ... */
    uint32_t weight;       /**< As in the policy; 0 where the criterion is left out. */
    int32_t value;         /**< 0 .. MATCH_SCORE_ONE, or MATCH_SCORE_UNKNOWN. */
    int32_t points;        /**< Its part of the score; all parts add up to the score. That of "base",
                                which is taken off, is 0 or below. */
    uint32_t state;        /**< match_part_state */
} match_part;

/** How a requirement fares. */
typedef enum match_line_state {
    MATCH_LINE_MISSING = 0,
    MATCH_LINE_PARTIAL = 1, /**< Level too low, or only a related skill. */
    MATCH_LINE_LEVEL_UNKNOWN = 2,
    MATCH_LINE_MET = 3,
    MATCH_LINE_UNRESOLVED = 4, /**< The skill is not in the taxonomy; a requirement counts in part. */
    MATCH_LINE_TO_CONFIRM = 5  /**< Nobody claims the skill: an earlier job usually needs it, or of the
                                    person nothing is stated, so that it is not known to be missing. */
} match_line_state;

/**
 * One line of coverage (a requirement and the claim that covers it best), of use (a claim and
 * the requirement that uses it best) or of gain (something taught and the claim the person
 * already has). Texts are owned by the explanation.
 */
typedef struct match_line {
    match_concept requirement;    /**< 0 where there is none or it is unresolved. */
    match_concept claim;          /**< 0 where there is none. */
    const char *requirement_text; /**< As written in the record. */
    const char *claim_text;
    const char *evidence;      /**< Spelling of the evidence of the claim; "" where none. */
    uint32_t weight;           /**< w of design section 4. */
    uint32_t similarity;       /**< 0..255. */
    int32_t required_level;    /**< 0..5 or -1. */
    int32_t claimed_level;     /**< 0..5 or -1. */
    int32_t level_permille;    /**< 0..1000: how far the level reaches. */
    int32_t trust_permille;    /**< 0..1000: weight of the evidence. */
    int32_t points;            /**< Lines of one kind add up to coverage, use or gain. */
    uint16_t essential;        /**< 1 essential, 0 optional. */
    uint16_t state;            /**< match_line_state */
    uint32_t link;             /**< match_link_kind: how the claim came from another taxonomy ... */
    int32_t carried_permille;  /**< ... and how much of it; 1000 where it did not. The value of a
                                    line counts trust times this, rounded down to a permille. */
    const char *carried_code;  /**< Of the claim in the other taxonomy, ... */
    const char *carried_label; /**< ... and its label; "" where it did not. */
    const char *origin; /**< Of the requirement: "stated", "extracted", "inferred"; "" for none. */
    const char *requirement_words; /**< Of the advertisement or record that it comes from; of an
                                        inferred one the occupation. "" where it was coded. */
    int32_t requirement_at;         /**< Where they are in the text, in bytes; -1 elsewhere. */
    int32_t requirement_confidence; /**< Per cent, where they were resolved; else -1. */
    const char *claim_words;        /**< The same for the claim; of an inferred one the job. */
    int32_t claim_confidence;
} match_line;

/** One reason of the screening with its particulars. */
typedef struct match_reason_detail {
    match_reason reason;
    match_standing standing; /**< What this reason does. */
    const char *text;        /**< English, with figures: "wage 2200000 is below 2500000 ...". */
    const char *owner;       /**< Who set an admission rule; "" where it is the policy. */
} match_reason_detail;

/** What one need of the person meets. */
typedef struct match_adjustment_detail {
    const char *need;
    match_adjustment state;
    const char *text; /**< The adjustment, or what to ask. */
} match_adjustment_detail;

/** Which lines match_explanation_line() gives. */
typedef enum match_line_kind {
    MATCH_LINES_COVERAGE = 1,
    MATCH_LINES_USE = 2,
    MATCH_LINES_GAIN = 3
} match_line_kind;

/** Gives an explanation back. NULL is allowed. @since 0.1 */
MATCH_API void match_explanation_free(match_explanation *explanation);
/** Returns the numbers of the pair, equal to those in any list. @since 0.1 */
MATCH_API const match_pair *match_explanation_pair(const match_explanation *explanation);
/** Returns the parts, one for each criterion in the order of the policy. @since 0.1 */
MATCH_API const match_part *match_explanation_parts(const match_explanation *explanation,
                                                    size_t *count);
/** Returns the lines of a kind. @since 0.1 */
MATCH_API const match_line *match_explanation_lines(const match_explanation *explanation,
                                                    match_line_kind kind, size_t *count);
/** Returns the reasons of the screening. @since 0.1 */
MATCH_API const match_reason_detail *
match_explanation_reasons(const match_explanation *explanation, size_t *count);
/** Returns what became of each need. @since 0.1 */
MATCH_API const match_adjustment_detail *
match_explanation_adjustments(const match_explanation *explanation, size_t *count);
/**
 * Returns skills to ask the person about: what the occupations of their history typically need,
 * essential first. Only for a person of whom no skill is stated; those that the reader filled in
 * come first.
 * @since 0.1
 */
MATCH_API const match_concept *match_explanation_questions(const match_explanation *explanation,
                                                           size_t *count);

/* --- Names, as outputs spell them; "" for an unknown value -------------------------------------- */

/** Returns "strong", "partial", "start" or "unknown". @since 0.1 */
MATCH_API const char *match_grade_name(match_grade grade);
/** Returns "shown", "flagged", "demoted" or "blocked". @since 0.1 */
MATCH_API const char *match_standing_name(match_standing standing);
/** Returns "none", "met", "met_with_adjustment", "ask" or "barrier". @since 0.1 */
MATCH_API const char *match_adjustment_name(match_adjustment adjustment);
/** Returns "not_applicable", "unknown" or "known". @since 0.1 */
MATCH_API const char *match_part_state_name(match_part_state state);
/** Returns "missing", "partial", "level_unknown", "met", "unresolved" or "to_confirm".
 *  @since 0.1 */
MATCH_API const char *match_line_state_name(match_line_state state);
/** Returns "first", "towards_first", ..., "far", "not_wished"; "" for none. @since 0.1 */
MATCH_API const char *match_wish_name(match_wish wish);
/** Returns the stable code of a reason, such as "WORKER_FEE". @since 0.1 */
MATCH_API const char *match_reason_code(match_reason reason);
/** Returns what a reason means, for a reader of a language ("en" or "lo"). @since 0.1 */
MATCH_API const char *match_reason_text(match_reason reason, const char *language);

#ifdef __cplusplus
}
#endif

#endif
