/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "json.h"
#include "writer.h"


/**
 * @file output_json.c
 * JSON with everything, and JSON Lines with one object for each person and opportunity.
 * docs/formats.md describes the keys.
 */

/* --- Pieces ----------------------------------------------------------------------------------- */

static void
put_reason_codes(struct json *json, uint32_t reasons)
{
    json_open(json, "reasons", '[');
    for (int reason = 0; reason < MATCH_REASON_COUNT; reason++) {
        if (reasons & (1u << reason)) {
            json_text(json, NULL, match_reason_code((match_reason)reason));
        }
    }
    json_close(json, ']');
}

static void
put_missing(struct json *json, const struct inputs *inputs, const match_explanation *explanation)
{
    size_t count = 0;
    const match_line *lines = match_explanation_lines(explanation, MATCH_LINES_COVERAGE, &count);

    json_open(json, "missing", '[');
    for (size_t i = 0; i < count; i++) {
        if (line_is_missing(&lines[i])) {
            json_open(json, NULL, '{');
            json_text(json, "skill", line_skill(inputs, &lines[i]));
            json_known(json, "have", line_level(&lines[i]));
            json_known(json, "need", lines[i].required_level);
            json_truth(json, "essential", lines[i].essential != 0);
            json_close(json, '}');
        }
    }
    json_close(json, ']');
}

static void
put_parts(struct json *json, const match_explanation *explanation)
{
    size_t count = 0;
    const match_part *parts = match_explanation_parts(explanation, &count);

    json_open(json, "parts", '[');
    for (size_t i = 0; i < count; i++) {
        json_open(json, NULL, '{');
        json_text(json, "criterion", parts[i].criterion);
        json_number(json, "weight", parts[i].weight);
        json_known(json, "value", parts[i].value);
        json_number(json, "points", parts[i].points);
        json_close(json, '}');
    }
    json_close(json, ']');
}

/* What a pair is, without its parts. */
static void
put_pair_values(struct json *json, const struct inputs *inputs, const match_pair *pair,
                size_t rank)
{
    json_text(json, "profile", pair_profile(inputs, pair));
    if (rank > 0) {
        json_number(json, "rank", (int64_t)rank);
    }
    json_text(json, "kind", pair_kind(inputs, pair));
    json_text(json, "opportunity", pair_opportunity(inputs, pair));
    json_text(json, "title", pair_title(inputs, pair));
    json_known(json, "score", pair->score);
    json_known(json, "coverage", pair->coverage);
    json_known(json, "coverage_lowest", pair->coverage_lowest);
    json_known(json, "coverage_highest", pair->coverage_highest);
    json_known(json, "use", pair->use);
    json_known(json, "gain", pair->gain);
    json_text(json, "grade", match_grade_name((match_grade)pair->grade));
    json_number(json, "essential_met", pair->essential_met);
    json_number(json, "essential_count", pair->essential_count);
    json_text(json, "standing", match_standing_name((match_standing)pair->standing));
    json_text(json, "adjustment", match_adjustment_name((match_adjustment)pair->adjustment));
}

/* What a course leads to; nothing for other kinds. */
static void
put_unlocked(struct json *json, const struct inputs *inputs, const struct view_row *row)
{
    if (row->pair.kind != MATCH_RECORD_TRAINING) {
        return;
    }
    json_open(json, "unlocks", '{');
    json_open(json, "vacancies", '[');
    for (size_t i = 0; row->unlocked && i < match_result_count(row->unlocked); i++) {
        json_text(json, NULL, pair_opportunity(inputs, &match_result_pairs(row->unlocked)[i]));
    }
    json_close(json, ']');
    json_number(json, "openings", row->unlock.openings);
    json_number(json, "closing", row->unlock.closing);
    json_known(json, "wage", row->unlock.wage > 0 ? (int32_t)row->unlock.wage : -1);
    json_number(json, "points", row->unlock.points);
    json_close(json, '}');
}

static void
put_row(struct json *json, const struct inputs *inputs, const struct view_row *row, size_t rank)
{
    json_open(json, NULL, '{');
    put_pair_values(json, inputs, &row->pair, rank);
    if (row->wish != MATCH_WISH_NONE) {
        json_text(json, "wish", match_wish_name(row->wish));
    }
    put_reason_codes(json, row->pair.reasons);
    put_missing(json, inputs, row->explanation);
    put_parts(json, row->explanation);
    put_unlocked(json, inputs, row);
    json_close(json, '}');
}

static void
put_taxonomy(struct json *json, const char *key, const match_taxonomy *taxonomy)
{
    char hash[MATCH_HASH_TEXT_SIZE];

    match_taxonomy_hash(taxonomy, hash);
    json_open(json, key, '{');
    json_text(json, "name", match_taxonomy_property(taxonomy, "name"));
    json_text(json, "version", match_taxonomy_property(taxonomy, "version"));
    json_text(json, "hash", hash);
    json_close(json, '}');
}

void
put_run(struct json *json, const struct inputs *inputs)
{
    char day[MATCH_DATE_TEXT_SIZE];

    json_open(json, "run", '{');
    json_text(json, "libmatch", match_version());
    put_taxonomy(json, "taxonomy", inputs->taxonomy);
    if (inputs->profiles_taxonomy != inputs->taxonomy) {
        put_taxonomy(json, "profiles_taxonomy", inputs->profiles_taxonomy);
    }
    json_open(json, "policy", '{');
    json_text(json, "name", match_policy_name(inputs->policy));
    json_text(json, "version", match_policy_version(inputs->policy));
    json_text(json, "hash", match_policy_hash(inputs->policy));
    json_close(json, '}');
    match_date_format(inputs->today, day);
    json_text(json, "today", day);
    json_open(json, "inputs", '[');
    for (size_t i = 0; i < inputs->file_count; i++) {
        json_open(json, NULL, '{');
        json_text(json, "file", inputs->files[i].name);
        json_text(json, "hash", inputs->files[i].hash);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
}

static void
put_skills(struct json *json, const struct inputs *inputs, const char *key,
           const match_concept *skills, size_t count)
{
    json_open(json, key, '[');
    for (size_t i = 0; i < count; i++) {
        json_open(json, NULL, '{');
        json_text(json, "skill", match_taxonomy_id(inputs->taxonomy, skills[i]));
        json_text(json, "label",
                  match_taxonomy_label(inputs->taxonomy, skills[i], inputs->language));
        json_close(json, '}');
    }
    json_close(json, ']');
}

/* --- Lists ------------------------------------------------------------------------------------ */

static void
put_not_shown(struct json *json, const struct inputs *inputs, const struct view *view)
{
    json_open(json, "not_shown", '[');
    for (size_t i = 0; i < view->blocked_count; i++) {
        const match_pair *pair = &view->blocked[i];
        json_open(json, NULL, '{');
        json_text(json, "profile", pair_profile(inputs, pair));
        json_text(json, "kind", pair_kind(inputs, pair));
        json_text(json, "opportunity", pair_opportunity(inputs, pair));
        json_text(json, "title", pair_title(inputs, pair));
        put_reason_codes(json, pair->reasons);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void
put_advice(struct json *json, const struct inputs *inputs, const struct view *view)
{
    json_open(json, "switches", '[');
    for (size_t i = 0; i < view->switch_count; i++) {
        json_text(json, NULL, pair_opportunity(inputs, &view->switches[i]));
    }
    json_close(json, ']');
    json_open(json, "of_kind", '{');
    for (size_t i = 0; i < VIEW_KINDS; i++) {
        json_open(json, match_record_kind_name(view->kinds[i].kind), '[');
        for (size_t j = 0; j < view->kinds[i].count; j++) {
            json_text(json, NULL, pair_opportunity(inputs, &view->kinds[i].pairs[j]));
        }
        json_close(json, ']');
    }
    json_close(json, '}');
    json_truth(json, "without_skills", view->without_skills);
    json_truth(json, "only_inferred", view->only_inferred);
    put_skills(json, inputs, "questions", view->questions, view->question_count);
    json_open(json, "courses", '[');
    for (size_t i = 0; i < view->gap_count; i++) {
        const struct view_gap *gap = &view->gaps[i];
        json_open(json, NULL, '{');
        json_text(json, "skill", match_taxonomy_id(inputs->taxonomy, gap->skill));
        json_known(json, "have", gap->have);
        json_known(json, "need", gap->need);
        json_text(json, "training", match_catalogue_id(inputs->catalogue, gap->training));
        json_text(json, "vacancy", match_catalogue_id(inputs->catalogue, gap->vacancy));
        json_number(json, "vacancies", gap->vacancies);
        json_truth(json, "only_gap", gap->only_gap);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_open(json, "confirm", '[');
    for (size_t i = 0; i < view->confirmation_count; i++) {
        json_open(json, NULL, '{');
        json_text(json, "skill",
                  match_taxonomy_id(inputs->taxonomy, view->confirmations[i].skill));
        json_text_or_null(json, "evidence", view->confirmations[i].evidence);
        json_close(json, '}');
    }
    json_close(json, ']');
    put_skills(json, inputs, "not_asked_for", view->unasked, view->unasked_count);
}

static void
begin_json(struct writing *writing)
{
    struct json *json = &writing->json;

    *json = (struct json){.file = writing->file, .pretty = true};
    json_open(json, NULL, '{');
    put_run(json, writing->inputs);
    json_open(json, writing->side == LIST_OF_PEOPLE ? "opportunities" : "profiles", '[');
}

static void
list_json(struct writing *writing, const struct view *view, long people)
{
    const struct inputs *inputs = writing->inputs;
    struct json *json = &writing->json;

    json_open(json, NULL, '{');
    if (writing->side == LIST_OF_PEOPLE) {
        json_text(json, "opportunity", match_catalogue_id(inputs->catalogue, view->subject));
        json_text(json, "title",
                  match_catalogue_title(inputs->catalogue, view->subject, inputs->language));
    } else {
        json_text(json, "profile", match_roster_id(inputs->roster, view->subject));
    }
    json_number(json, "considered", (int64_t)view->considered);
    json_open(json, "matches", '[');
    for (size_t i = 0; i < view->count; i++) {
        put_row(json, inputs, &view->rows[i], i + 1);
    }
    json_close(json, ']');
    put_not_shown(json, inputs, view);
    if (writing->side == LIST_OF_PEOPLE) {
        json_known(json, "with_local_vacancy", people);
    } else {
        put_advice(json, inputs, view);
    }
    json_close(json, '}');
}

static void
end_json(struct writing *writing)
{
    json_close(&writing->json, ']');
    json_close(&writing->json, '}');
}

static void
list_jsonl(struct writing *writing, const struct view *view, long people)
{
    struct json json = {.file = writing->file};

    (void)people;
    for (size_t i = 0; i < view->count; i++) {
        put_row(&json, writing->inputs, &view->rows[i], i + 1);
    }
}

const struct writer output_json = {"json", true, begin_json, list_json, end_json};
const struct writer output_jsonl = {"jsonl", false, NULL, list_jsonl, NULL};

/* --- Explanation ------------------------------------------------------------------------------ */

static void
put_lines(struct json *json, const struct inputs *inputs, const match_explanation *explanation,
          const char *key, match_line_kind kind)
{
    size_t count = 0;
    const match_line *lines = match_explanation_lines(explanation, kind, &count);

    json_open(json, key, '[');
    for (size_t i = 0; i < count; i++) {
        const match_line *line = &lines[i];
        json_open(json, NULL, '{');
        json_text_or_null(json, "requirement",
                          match_taxonomy_id(inputs->taxonomy, line->requirement));
        json_text_or_null(json, "requirement_text", line->requirement_text);
        json_text_or_null(json, "claim", match_taxonomy_id(inputs->taxonomy, line->claim));
        json_text_or_null(json, "claim_text", line->claim_text);
        json_text_or_null(json, "evidence", line->evidence);
        json_number(json, "weight", line->weight);
        json_number(json, "similarity", line->similarity);
        json_known(json, "required_level", line->required_level);
        json_known(json, "claimed_level", line->claimed_level);
        json_number(json, "level_permille", line->level_permille);
        json_number(json, "trust_permille", line->trust_permille);
        json_number(json, "carried_permille", line->carried_permille);
        json_text_or_null(json, "carried_code", line->carried_code);
        json_text_or_null(json, "origin", line->origin);
        json_text_or_null(json, "words", line->requirement_words);
        json_known(json, "at", line->requirement_at);
        json_known(json, "confidence", line->requirement_confidence);
        json_text_or_null(json, "claim_words", line->claim_words);
        json_known(json, "claim_confidence", line->claim_confidence);
        json_text_or_null(json, "link", match_link_kind_name((match_link_kind)line->link));
        json_number(json, "points", line->points);
        json_truth(json, "essential", line->essential != 0);
        json_text(json, "state", match_line_state_name((match_line_state)line->state));
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void
put_reasons(struct json *json, const match_explanation *explanation)
{
    size_t count = 0;
    const match_reason_detail *details = match_explanation_reasons(explanation, &count);

    json_open(json, "reasons", '[');
    for (size_t i = 0; i < count; i++) {
        json_open(json, NULL, '{');
        json_text(json, "reason", match_reason_code(details[i].reason));
        json_text(json, "standing", match_standing_name(details[i].standing));
        json_text(json, "text", details[i].text);
        json_text_or_null(json, "owner", details[i].owner);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void
put_adjustments(struct json *json, const match_explanation *explanation)
{
    size_t count = 0;
    const match_adjustment_detail *details = match_explanation_adjustments(explanation, &count);

    json_open(json, "adjustments", '[');
    for (size_t i = 0; i < count; i++) {
        json_open(json, NULL, '{');
        json_text(json, "need", details[i].need);
        json_text(json, "state", match_adjustment_name(details[i].state));
        json_text_or_null(json, "text", details[i].text);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void
put_counterfactual(struct json *json, const struct inputs *inputs,
                   const match_counterfactual *counterfactual)
{
    const match_pair *pair = match_counterfactual_pair(counterfactual);
    size_t count = 0;
    const match_improvement *improvements =
        match_counterfactual_improvements(counterfactual, &count);

    json_open(json, "counterfactual", '{');
    json_text(json, "state",
              match_counterfactual_state_name(match_counterfactual_get_state(counterfactual)));
    json_open(json, "changes", '[');
    for (size_t i = 0; i < count; i++) {
        json_open(json, NULL, '{');
        json_text(json, "change",
                  match_improvement_kind_name((match_improvement_kind)improvements[i].kind));
        json_text(json, "skill", match_taxonomy_id(inputs->taxonomy, improvements[i].skill));
        json_known(json, "have", improvements[i].have);
        json_number(json, "need", improvements[i].need);
        json_truth(json, "essential", improvements[i].essential != 0);
        json_text(json, "evidence", improvements[i].evidence);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_text(json, "grade", match_grade_name((match_grade)pair->grade));
    json_known(json, "score", pair->score);
    json_known(json, "coverage", pair->coverage);
    json_close(json, '}');
}

void
explain_json(FILE *file, const struct inputs *inputs, const struct pair_answer *answer)
{
    const match_explanation *explanation = answer->explanation;
    struct json json = {.file = file, .pretty = true};
    size_t count = 0;
    const match_concept *questions = match_explanation_questions(explanation, &count);

    json_open(&json, NULL, '{');
    put_run(&json, inputs);
    json_open(&json, "pair", '{');
    put_pair_values(&json, inputs, match_explanation_pair(explanation), 0);
    put_reason_codes(&json, match_explanation_pair(explanation)->reasons);
    put_missing(&json, inputs, explanation);
    json_close(&json, '}');
    put_parts(&json, explanation);
    put_lines(&json, inputs, explanation, "coverage", MATCH_LINES_COVERAGE);
    put_lines(&json, inputs, explanation, "use", MATCH_LINES_USE);
    put_lines(&json, inputs, explanation, "gain", MATCH_LINES_GAIN);
    put_reasons(&json, explanation);
    put_adjustments(&json, explanation);
    put_counterfactual(&json, inputs, answer->counterfactual);
    put_skills(&json, inputs, "questions", questions, count);
    json_close(&json, '}');
}
