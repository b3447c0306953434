/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "ranking/matcher.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/fail.h"
#include "ranking/questions.h"
#include "scoring/adjustment.h"
#include "scoring/apportion.h"

#include <string.h>

struct line_list {
    match_line *items;
    size_t count;
};

struct match_explanation {
    struct arena arena; /* of everything below */
    match_pair pair;
    match_part parts[CRITERION_COUNT];
    struct line_list lines[MATCH_LINES_GAIN + 1]; /* by match_line_kind */
    match_reason_detail reasons[MATCH_REASON_COUNT];
    size_t reason_count;
    match_adjustment_detail *adjustments;
    size_t adjustment_count;
    struct ids questions;
};

/* One explanation being made. A want of memory is noted in `failed` and asked for at the end. */
struct making {
    const match_session *session;
    const struct offer *offer;
    match_explanation *explanation;
    bool failed;
};

static const char *
copy(struct making *making, const char *text)
{
    const char *copied = arena_text(&making->explanation->arena, text, strlen(text));

    making->failed = making->failed || !copied;
    return copied ? copied : "";
}

/* Room for so many items in the arena; NULL with `failed` set. */
static void *
make_array(struct making *making, size_t count, size_t size)
{
    void *array = arena_zeroed(&making->explanation->arena, count + 1, size);

    making->failed = making->failed || !array;
    return array;
}

/* Where the claim was written in the terms of another taxonomy. */
static void
put_carried(struct making *making, match_line *line, const struct carried *carried)
{
    line->carried_permille = carried ? (int32_t)carried->similarity : 1000;
    line->link = carried ? (uint32_t)carried->link : 0;
    line->carried_code = carried ? copy(making, carried->code) : "";
    line->carried_label = carried ? copy(making, carried->label) : "";
}

/* Where a requirement comes from. */
static void
put_origin(struct making *making, match_line *line, const struct requirement *requirement)
{
    line->origin = requirement ? origin_name(requirement->origin) : "";
    line->requirement_words = requirement ? copy(making, requirement->wording.words) : "";
    line->requirement_at = requirement ? requirement->wording.at : NUMBER_UNKNOWN;
    line->requirement_confidence =
        requirement ? requirement->wording.confidence : NUMBER_UNKNOWN;
}

/* What a line says about the claim. */
static void
put_claim(struct making *making, match_line *line, const struct skill_line *found)
{
    const struct person *person = &making->session->person;
    const struct claim *claim;

    line->claimed_level = LEVEL_UNKNOWN;
    line->claim_text = "";
    line->evidence = "";
    line->claim_words = "";
    line->claim_confidence = NUMBER_UNKNOWN;
    put_carried(making, line, NULL);
    if (found->claim == CLAIM_NONE) {
        return;
    }
    claim = &person->profile->claims[person->claims[found->claim].source];
    line->claim = claim->skill;
    line->claim_text = copy(making, claim->text);
    line->claimed_level = claim->level;
    line->evidence = evidence_name(claim->evidence);
    line->claim_words = copy(making, claim->wording.words);
    line->claim_confidence = claim->wording.confidence;
    line->similarity = found->similarity;
    line->level_permille = found->level;
    line->trust_permille =
        making->session->matcher->setting.policy->trust[claim->evidence];
    put_carried(making, line, claim->carried);
}

/* Gives the lines their points; shares and lines have one order. */
static bool
put_points(match_line *lines, size_t count, const uint64_t *shares, uint64_t divisor)
{
    int32_t *points = alloc_zeroed(count + 1, sizeof *points);

    if (!points) {
        return false;
    }
    apportion(shares, count, divisor, points);
    for (size_t i = 0; i < count; i++) {
        lines[i].points = points[i];
    }
    alloc_free(points);
    return true;
}

/* A line for each requirement or outcome of the record, also those that are not resolved. */
static struct line_list
begin_lines(struct making *making, const struct requirement *requirements, size_t count)
{
    struct line_list list = {.items = make_array(making, count, sizeof(match_line))};

    for (size_t i = 0; list.items && i < count; i++) {
        list.items[i] = (match_line){
            .requirement_text = copy(making, requirements[i].text),
            .claim_text = "",
            .evidence = "",
            .carried_code = "",
            .carried_label = "",
            .carried_permille = 1000,
            .required_level = requirements[i].level,
            .claimed_level = LEVEL_UNKNOWN,
            .essential = requirements[i].kind == MATCH_RELATION_ESSENTIAL,
            .claim_words = "",
            .claim_confidence = NUMBER_UNKNOWN,
            .state = MATCH_LINE_UNRESOLVED,
        };
        put_origin(making, &list.items[i], &requirements[i]);
        list.count++;
    }
    return list;
}

/* What counts for requirements that are not in the taxonomy. */
static void
explain_unresolved(struct making *making, struct line_list list, uint64_t *shares)
{
    const struct policy_values *policy = making->session->matcher->setting.policy;
    bool known = making->explanation->pair.coverage != MATCH_SCORE_UNKNOWN;

    for (size_t i = 0; i < list.count; i++) {
        match_line *line = &list.items[i];

        if (line->state == MATCH_LINE_UNRESOLVED) {
            line->weight = making->offer->unresolved_weight[line->essential];
            shares[i] = known ? (uint64_t)line->weight *
                                    (uint64_t)coverage_unresolved(policy, LEVEL_COUNTED)
                              : 0;
        }
    }
}

static void
explain_coverage(struct making *making)
{
    const struct offer *offer = making->offer;
    const struct opportunity *opportunity = offer->opportunity;
    const match_session *session = making->session;
    struct line_list list =
        begin_lines(making, opportunity->requirements, opportunity->requirement_count);
    uint64_t *shares = make_array(making, list.count, sizeof *shares);

    making->explanation->lines[MATCH_LINES_COVERAGE] = list;
    if (making->failed) {
        return;
    }
    for (uint32_t i = 0; i < offer->requirement_count; i++) {
        const struct offer_line *requirement = &offer->lines[i];
        const struct skill_line *found = &session->scratch.lines[i];
        match_line *line = &list.items[requirement->source];

        line->requirement = requirement->skill;
        line->weight = requirement->weight;
        line->state = (uint16_t)coverage_state(session->matcher->setting.policy, &session->person,
                                               requirement, found);
        put_claim(making, line, found);
        shares[requirement->source] = coverage_share(requirement, found);
    }
    explain_unresolved(making, list, shares);
    making->failed |= !put_points(list.items, list.count, shares, offer->requirement_weight);
}

static void
explain_gain(struct making *making)
{
    const struct offer *offer = making->offer;
    const struct opportunity *opportunity = offer->opportunity;
    const struct person *person = &making->session->person;
    const struct policy_values *policy = making->session->matcher->setting.policy;
    struct line_list list = begin_lines(making, opportunity->teaches, opportunity->teach_count);
    uint64_t *shares = make_array(making, list.count, sizeof *shares);

    making->explanation->lines[MATCH_LINES_GAIN] = list;
    if (making->failed) {
        return;
    }
    for (uint32_t i = 0; i < offer->taught_count; i++) {
        const struct offer_line *taught = &offer->lines[offer->requirement_count + i];
        struct skill_line found = gain_line(policy, person, taught);
        match_line *line = &list.items[taught->source];

        line->requirement = taught->skill;
        line->weight = taught->weight;
        line->state = (uint16_t)coverage_state(policy, person, taught, &found);
        put_claim(making, line, &found);
        if (making->explanation->pair.gain != MATCH_SCORE_UNKNOWN) {
            shares[taught->source] = taught->weight * (uint64_t)found.value;
        }
    }
    making->failed |= !put_points(list.items, list.count, shares, offer->taught_weight);
}

/* What an opportunity calls the line that uses a claim. */
static const struct requirement *
requirement_of(const struct offer *offer, uint32_t line)
{
    const struct opportunity *opportunity = offer->opportunity;
    uint16_t source = offer->lines[line].source;

    return line < offer->requirement_count ? &opportunity->requirements[source]
                                           : &opportunity->teaches[source];
}

/* Says how one claim is used; returns its share. */
static uint64_t
explain_used_claim(struct making *making, const struct skill_line *found, match_line *line)
{
    const struct person_claim *claim = &making->session->person.claims[found->claim];

    put_claim(making, line, found);
    line->weight = use_weight(claim);
    line->level_permille = claim->level == 0 ? 0 : 1000;
    line->state = MATCH_LINE_MISSING;
    if (found->similarity > 0) {
        const struct offer_line *used_by = &making->offer->lines[found->offer_line];
        const struct requirement *requirement = requirement_of(making->offer, found->offer_line);

        line->requirement = used_by->skill;
        line->requirement_text = copy(making, requirement->text);
        put_origin(making, line, requirement);
        line->required_level = used_by->level;
        line->essential = used_by->essential;
        line->state = found->similarity == MATCH_SIMILARITY_SAME ? MATCH_LINE_MET
                                                                  : MATCH_LINE_PARTIAL;
    }
    return (uint64_t)line->weight * (uint64_t)found->value;
}

static void
explain_use(struct making *making)
{
    const struct person *person = &making->session->person;
    const struct profile *profile = person->profile;
    struct line_list list = {.items =
                                 make_array(making, profile->claim_count, sizeof(match_line))};
    uint64_t *shares = make_array(making, profile->claim_count, sizeof *shares);
    uint64_t weight = 0;

    if (making->failed) {
        return;
    }
    list.count = profile->claim_count;
    for (size_t i = 0; i < list.count; i++) {
        list.items[i] = (match_line){.claim_text = copy(making, profile->claims[i].text),
                                     .requirement_text = "",
                                     .evidence = evidence_name(profile->claims[i].evidence),
                                     .carried_code = "",
                                     .carried_label = "",
                                     .carried_permille = 1000,
                                     .required_level = LEVEL_UNKNOWN,
                                     .claimed_level = profile->claims[i].level,
                                     .claim_words = copy(making, profile->claims[i].wording.words),
                                     .claim_confidence = profile->claims[i].wording.confidence,
                                     .state = MATCH_LINE_UNRESOLVED};
        put_origin(making, &list.items[i], NULL);
    }
    for (size_t i = 0; i < person->claim_count; i++) {
        uint32_t source = person->claims[i].source;
        shares[source] = explain_used_claim(making, &making->session->scratch.use_lines[i],
                                            &list.items[source]);
        weight += use_weight(&person->claims[i]);
    }
    making->explanation->lines[MATCH_LINES_USE] = list;
    making->failed |= !put_points(list.items, list.count, shares, weight);
}

static void
explain_reasons(struct making *making)
{
    const struct score_setting *setting = &making->session->matcher->setting;
    match_explanation *explanation = making->explanation;
    struct screening_case screened =
        score_screening_case(setting, &making->session->person, making->offer);

    for (uint32_t i = 0; i < MATCH_REASON_COUNT; i++) {
        char text[SCREENING_TEXT_SIZE];

        if (!(explanation->pair.reasons & (1u << i))) {
            continue;
        }
        screening_text(&screened, (match_reason)i, text);
        explanation->reasons[explanation->reason_count++] = (match_reason_detail){
            .reason = (match_reason)i,
            .standing = screening_standing(setting->policy, 1u << i),
            .text = copy(making, text),
            .owner = copy(making, screening_owner(&screened, (match_reason)i)),
        };
    }
}

static void
explain_adjustments(struct making *making)
{
    const struct text_list *needs = &making->session->person.profile->needs;
    match_explanation *explanation = making->explanation;

    explanation->adjustments =
        make_array(making, needs->count, sizeof *explanation->adjustments);
    for (size_t i = 0; explanation->adjustments && i < needs->count; i++) {
        struct adjustment_answer answer =
            adjustment_for(making->offer->opportunity, needs->items[i]);
        explanation->adjustments[explanation->adjustment_count++] =
            (match_adjustment_detail){.need = copy(making, needs->items[i]),
                                      .state = answer.state,
                                      .text = copy(making, answer.text)};
    }
}

match_explanation *
match_session_explain(match_session *session, const match_roster *roster, size_t profile,
                      size_t opportunity, match_error *err)
{
    struct making making = {.session = session};
    match_explanation *explanation;

    if (session_check_index("opportunity", opportunity, session->matcher->offers.count, err) !=
            MATCH_OK ||
        session_take_person(session, roster, profile, err) != MATCH_OK) {
        return NULL;
    }
    explanation = alloc_zeroed(1, sizeof *explanation);
    if (!explanation) {
        fail_memory(err);
        return NULL;
    }
    making.explanation = explanation;
    making.offer = &session->matcher->offers.items[opportunity];
    if (session_score(session, opportunity, &explanation->pair, explanation->parts, err) !=
        MATCH_OK) {
        match_explanation_free(explanation);
        return NULL;
    }
    explain_coverage(&making);
    explain_use(&making);
    explain_gain(&making);
    explain_reasons(&making);
    explain_adjustments(&making);
    if (making.failed ||
        !questions_collect(&session->person,
                           (size_t)session->matcher->setting.policy->questions,
                           &explanation->questions)) {
        match_explanation_free(explanation);
        fail_memory(err);
        return NULL;
    }
    return explanation;
}

void
match_explanation_free(match_explanation *explanation)
{
    if (!explanation) {
        return;
    }
    arena_clear(&explanation->arena);
    ids_clear(&explanation->questions);
    alloc_free(explanation);
}

const match_pair *
match_explanation_pair(const match_explanation *explanation)
{
    return &explanation->pair;
}

const match_part *
match_explanation_parts(const match_explanation *explanation, size_t *count)
{
    *count = CRITERION_COUNT;
    return explanation->parts;
}

const match_line *
match_explanation_lines(const match_explanation *explanation, match_line_kind kind, size_t *count)
{
    if (kind < MATCH_LINES_COVERAGE || kind > MATCH_LINES_GAIN) {
        *count = 0;
        return NULL;
    }
    *count = explanation->lines[kind].count;
    return explanation->lines[kind].items;
}

const match_reason_detail *
match_explanation_reasons(const match_explanation *explanation, size_t *count)
{
    *count = explanation->reason_count;
    return explanation->reasons;
}

const match_adjustment_detail *
match_explanation_adjustments(const match_explanation *explanation, size_t *count)
{
    *count = explanation->adjustment_count;
    return explanation->adjustments;
}

const match_concept *
match_explanation_questions(const match_explanation *explanation, size_t *count)
{
    *count = explanation->questions.count;
    return explanation->questions.items;
}
