/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/resolver.h"

#include <string.h>

#include "text/edits.h"
#include "text/fold.h"

/*
 * How often the best candidate of a score is right, in millionths, for scores of 0, 5, ... 100 per
 * cent. Made by bench/quality/calibrate.py of vacancy titles and skill phrases, like the shares
 * below.
 */
static const int32_t shares[] = {0,      0,      0,      10000,  20000,  67000,  87000,
                                 106000, 165000, 200000, 221000, 236000, 290000, 306000,
                                 319000, 319000, 428000, 428000, 428000, 428000, 763000};

#define STEP (MATCH_RESOLVE_ONE / ((int32_t)(sizeof shares / sizeof shares[0]) - 1))

/* What somebody confirmed is right but where a text means several things: 966 of 1,000 titles of
 * a job board mean one occupation. */
#define CONFIRMED 966000

/*
 * How often a label is right that is the whole text but for its order of words or a few letters:
 * the score alone does not tell a slip of the keyboard from a vague text. In a shorter text a slip
 * is as well another word.
 */
#define OTHER_ORDER 711000

static const struct slip {
    size_t characters; /* that the shorter of text and label has at least, by edits */
    int32_t share;
} slips[EDITS_MOST + 1] = {{1, 751000}, {8, 751000}, {12, 642000}};

/* Whether two texts have the same ASCII digits: "level 1" is no slip for "level 2". */
static bool
has_same_digits(const struct buffer *one, const struct buffer *other)
{
    static const char digits[] = "0123456789";
    const char *a = strpbrk(one->bytes, digits);
    const char *b = strpbrk(other->bytes, digits);
    while (a && b && *a == *b) {
        a = strpbrk(a + 1, digits);
        b = strpbrk(b + 1, digits);
    }
    return !a && !b;
}

/* What the label of a candidate that is no name says as a whole text; 0: nothing. */
static match_status
share_of_whole(struct resolver_desk *desk, const match_candidate *candidate, int32_t *share,
               match_error *err)
{
    size_t characters = 0;
    *share = 0;
    if (candidate->reason == MATCH_RESOLVE_FOLDED) {
        *share = OTHER_ORDER;
        return MATCH_OK;
    }
    match_status status = fold_text(candidate->label, strlen(candidate->label), &desk->other, err);
    if (status != MATCH_OK) {
        return status;
    }
    unsigned edits = edits_between(desk->folded.bytes, desk->folded.size, desk->other.bytes,
                                   desk->other.size, &characters);
    if (edits <= EDITS_MOST && characters >= slips[edits].characters &&
        has_same_digits(&desk->folded, &desk->other)) {
        *share = slips[edits].share;
    }
    return MATCH_OK;
}

/* On a straight line between the two nearest entries of the table. */
static int32_t
share_of_score(int32_t score)
{
    int32_t below = score / STEP;
    if (score >= MATCH_RESOLVE_ONE) {
        return shares[MATCH_RESOLVE_ONE / STEP];
    }
    return shares[below] + (int32_t)((int64_t)(shares[below + 1] - shares[below]) *
                                     (score - below * STEP) / STEP);
}

/* What a candidate has of its own. Until now its confidence is its score without a context. */
static match_status
trust_one(struct resolver_desk *desk, size_t number, int32_t *share, match_error *err)
{
    const match_candidate *candidate = &desk->found[number];
    bool is_name = candidate->confidence >= MATCH_RESOLVE_ONE;
    int32_t whole = 0;
    if (candidate->reason == MATCH_RESOLVE_LEARNED) {
        *share = CONFIRMED;
        return MATCH_OK;
    }
    *share = share_of_score(candidate->confidence);
    if (number > 0 || is_name) {
        return MATCH_OK;
    }
    match_status status = share_of_whole(desk, candidate, &whole, err);
    *share = whole > *share ? whole : *share;
    return status;
}

match_status
resolver_trust(struct resolver_desk *desk, int32_t threshold, match_error *err)
{
    int32_t left = MATCH_RESOLVE_ONE; /* what those before leave: together they are at most 1 */
    int32_t names = 0;
    for (size_t i = 0; i < desk->found_count; i++) {
        names += desk->found[i].ambiguous;
    }
    for (size_t i = 0; i < desk->found_count; i++) {
        match_candidate *candidate = &desk->found[i];
        int32_t share = 0;
        match_status status = trust_one(desk, i, &share, err);
        if (status != MATCH_OK) {
            return status;
        }
        share = candidate->ambiguous ? share / names : share;
        candidate->confidence = share < left ? share : left;
        left -= candidate->confidence;
    }
    if (desk->found_count > 0 && desk->found[0].confidence < threshold) {
        desk->found_count = 0;
    }
    return MATCH_OK;
}
