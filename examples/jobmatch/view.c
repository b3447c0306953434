/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "view.h"

#include <stdlib.h>
#include <string.h>

/* --- What rows say ---------------------------------------------------------------------------- */

bool
line_is_missing(const match_line *line)
{
    return line->state == MATCH_LINE_MISSING || line->state == MATCH_LINE_PARTIAL ||
           line->state == MATCH_LINE_LEVEL_UNKNOWN || line->state == MATCH_LINE_TO_CONFIRM;
}

int32_t
line_level(const match_line *line)
{
    if (line->claim && line->claim == line->requirement) {
        return line->claimed_level;
    }
    return line->state == MATCH_LINE_TO_CONFIRM ? -1 : 0;
}

const char *
line_skill(const struct inputs *inputs, const match_line *line)
{
    return line->requirement ? match_taxonomy_id(inputs->taxonomy, line->requirement)
                             : line->requirement_text;
}

const char *
pair_profile(const struct inputs *inputs, const match_pair *pair)
{
    return match_roster_id(inputs->roster, pair->profile);
}

const char *
pair_opportunity(const struct inputs *inputs, const match_pair *pair)
{
    return match_catalogue_id(inputs->catalogue, pair->opportunity);
}

const char *
pair_kind(const struct inputs *inputs, const match_pair *pair)
{
    return match_record_kind_name(match_catalogue_kind(inputs->catalogue, pair->opportunity));
}

const char *
pair_title(const struct inputs *inputs, const match_pair *pair)
{
    return match_catalogue_title(inputs->catalogue, pair->opportunity, inputs->language);
}

bool
is_abroad(const struct inputs *inputs, size_t opportunity)
{
    struct text room = {0};
    const char *country = opportunity_field(inputs, opportunity, "country", &room);
    bool abroad = country[0] && strcmp(country, "LA") != 0;

    text_clear(&room);
    return abroad;
}

/* --- Demand ----------------------------------------------------------------------------------- */

struct lesson {
    match_concept skill;
    int32_t level;
    uint32_t training;
    long weeks;
};

struct demand {
    bool *asked; /* by concept */
    struct lesson *lessons;
    size_t lesson_count;
};

static void
add_lessons(struct demand *demand, const struct inputs *inputs, size_t opportunity,
            const match_explanation *explanation)
{
    struct text room = {0};
    size_t count = 0;
    const match_line *lines = match_explanation_lines(explanation, MATCH_LINES_GAIN, &count);
    const char *weeks = opportunity_field(inputs, opportunity, "duration_weeks", &room);

    for (size_t i = 0; i < count; i++) {
        struct lesson *lesson;
        if (!lines[i].requirement) {
            continue;
        }
        demand->lessons =
            take(demand->lessons, demand->lesson_count + 1, sizeof *demand->lessons);
        lesson = &demand->lessons[demand->lesson_count++];
        lesson->skill = lines[i].requirement;
        lesson->level = lines[i].required_level;
        lesson->training = (uint32_t)opportunity;
        lesson->weeks = weeks[0] ? strtol(weeks, NULL, 10) : -1;
    }
    text_clear(&room);
}

static void
add_asked(struct demand *demand, const match_explanation *explanation)
{
    size_t count = 0;
    const match_line *lines = match_explanation_lines(explanation, MATCH_LINES_COVERAGE, &count);

    if (match_explanation_pair(explanation)->reasons & (1u << MATCH_REASON_CLOSED)) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        demand->asked[lines[i].requirement] = true;
    }
}

/* Lines name what an opportunity asks and teaches for whichever person they are made. */
struct demand *
demand_new(const struct inputs *inputs)
{
    struct demand *demand = take(NULL, 1, sizeof *demand);
    size_t concepts = (size_t)match_taxonomy_count(inputs->taxonomy) + 1;

    *demand = (struct demand){.asked = take(NULL, concepts, sizeof(bool))};
    memset(demand->asked, 0, concepts * sizeof(bool));
    for (size_t i = 0; i < match_catalogue_count(inputs->catalogue); i++) {
        match_explanation *explanation;
        if (match_roster_count(inputs->roster) == 0) {
            break;
        }
        explanation = match_session_explain(inputs->session, inputs->roster, 0, i, NULL);
        if (!explanation) {
            demand_free(demand);
            return NULL;
        }
        if (match_catalogue_kind(inputs->catalogue, i) == MATCH_RECORD_VACANCY) {
            add_asked(demand, explanation);
        } else {
            add_lessons(demand, inputs, i, explanation);
        }
        match_explanation_free(explanation);
    }
    return demand;
}

void
demand_free(struct demand *demand)
{
    if (demand) {
        free(demand->asked);
        free(demand->lessons);
        free(demand);
    }
}

/* --- Advice ----------------------------------------------------------------------------------- */

/* A course beats another by being open to the person, shorter, and by its id. */
static bool
lesson_beats(const struct inputs *inputs, const struct lesson *left, uint16_t left_standing,
             const struct lesson *right, uint16_t right_standing)
{
    if (left_standing != right_standing) {
        return left_standing < right_standing;
    }
    if (left->weeks != right->weeks) {
        return right->weeks < 0 || (left->weeks >= 0 && left->weeks < right->weeks);
    }
    return strcmp(match_catalogue_id(inputs->catalogue, left->training),
                  match_catalogue_id(inputs->catalogue, right->training)) < 0;
}

static const struct lesson *
best_lesson(const struct view *view, const struct inputs *inputs, const struct demand *demand,
            match_concept skill, int32_t need)
{
    const struct lesson *best = NULL;
    uint16_t best_standing = 0;

    for (size_t i = 0; i < demand->lesson_count; i++) {
        const struct lesson *lesson = &demand->lessons[i];
        match_pair pair;
        if (lesson->skill != skill || lesson->level < need ||
            match_session_pair(inputs->session, inputs->roster, view->subject, lesson->training,
                               &pair, NULL) != MATCH_OK ||
            pair.standing == MATCH_STANDING_BLOCKED) {
            continue;
        }
        if (!best || lesson_beats(inputs, lesson, pair.standing, best, best_standing)) {
            best = lesson;
            best_standing = pair.standing;
        }
    }
    return best;
}

static struct view_gap *
find_gap(struct view *view, const match_line *line)
{
    for (size_t i = 0; i < view->gap_count; i++) {
        if (view->gaps[i].skill == line->requirement &&
            view->gaps[i].need == line->required_level) {
            return &view->gaps[i];
        }
    }
    return NULL;
}

static void
add_gap(struct view *view, const struct inputs *inputs, const struct demand *demand,
        const struct view_row *row, const match_line *line)
{
    uint32_t missing = row->pair.essential_count - row->pair.essential_met;
    struct view_gap *gap = find_gap(view, line);
    const struct lesson *lesson;

    if (gap) {
        gap->vacancies++;
        if (!gap->only_gap && missing == 1) {
            gap->only_gap = true;
            gap->vacancy = row->pair.opportunity;
        }
        return;
    }
    lesson = best_lesson(view, inputs, demand, line->requirement, line->required_level);
    if (!lesson) {
        return;
    }
    view->gaps = take(view->gaps, view->gap_count + 1, sizeof *view->gaps);
    view->gaps[view->gap_count++] = (struct view_gap){
        .skill = line->requirement,
        .have = line_level(line),
        .need = line->required_level,
        .training = lesson->training,
        .vacancy = row->pair.opportunity,
        .vacancies = 1,
        .only_gap = missing == 1,
    };
}

bool
is_verified(const char *evidence)
{
    static const char *const verified[] = {"skill_test",           "training_certificate",
                                           "foreign_certificate",  "national_certificate",
                                           "digital_badge",        "licence"};

    for (size_t i = 0; i < sizeof verified / sizeof verified[0]; i++) {
        if (strcmp(evidence, verified[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void
add_confirmation(struct view *view, const match_line *line)
{
    if (!line->claim || line->claim != line->requirement || is_verified(line->evidence) ||
        line->state == MATCH_LINE_TO_CONFIRM) {
        return;
    }
    for (size_t i = 0; i < view->confirmation_count; i++) {
        if (view->confirmations[i].skill == line->claim) {
            return;
        }
    }
    view->confirmations =
        take(view->confirmations, view->confirmation_count + 1, sizeof *view->confirmations);
    view->confirmations[view->confirmation_count++] =
        (struct view_confirmation){.skill = line->claim, .evidence = line->evidence};
}

static void
add_unasked(struct view *view, const struct demand *demand, const match_explanation *explanation)
{
    size_t count = 0;
    const match_line *lines = match_explanation_lines(explanation, MATCH_LINES_USE, &count);

    for (size_t i = 0; i < count; i++) {
        bool known = demand->asked[lines[i].claim] || lines[i].claimed_level == 0 ||
                     strcmp(lines[i].evidence, "inferred") == 0;
        for (size_t j = 0; j < view->unasked_count && !known; j++) {
            known = view->unasked[j] == lines[i].claim;
        }
        if (lines[i].claim && !known) {
            view->unasked = take(view->unasked, view->unasked_count + 1, sizeof *view->unasked);
            view->unasked[view->unasked_count++] = lines[i].claim;
        }
    }
}

static void
advise(struct view *view, const struct inputs *inputs, const struct demand *demand)
{
    for (size_t i = 0; i < view->count; i++) {
        const struct view_row *row = &view->rows[i];
        size_t count = 0;
        const match_line *lines =
            match_explanation_lines(row->explanation, MATCH_LINES_COVERAGE, &count);
        add_unasked(view, demand, row->explanation);
        if (match_catalogue_kind(inputs->catalogue, row->pair.opportunity) !=
            MATCH_RECORD_VACANCY) {
            continue;
        }
        for (size_t j = 0; j < count; j++) {
            if (!lines[j].essential || !lines[j].requirement) {
                continue;
            }
            if (line_is_missing(&lines[j]) && lines[j].state != MATCH_LINE_TO_CONFIRM &&
                !view->without_skills) {
                add_gap(view, inputs, demand, row, &lines[j]);
            }
            if (row->pair.grade >= MATCH_GRADE_PARTIAL) {
                add_confirmation(view, &lines[j]);
            }
        }
    }
}

/* --- Making ----------------------------------------------------------------------------------- */

static int
explain_rows(struct view *view, const struct inputs *inputs, const match_result *result)
{
    const match_pair *pairs = match_result_pairs(result);
    size_t unlocks_count = 0;
    const match_unlock *unlocks = match_result_unlocks(result, &unlocks_count);
    match_error err = {0};

    view->count = 0;
    view->rows = take(NULL, match_result_count(result), sizeof *view->rows);
    for (size_t i = 0; i < match_result_count(result); i++) {
        struct view_row *row = &view->rows[i];
        *row = (struct view_row){.pair = pairs[i], .wish = match_result_wish(result, i)};
        if (i < unlocks_count && unlocks[i].vacancies > 0) {
            row->unlock = unlocks[i];
            row->unlocked = match_session_unlocks(inputs->session, inputs->roster,
                                                  pairs[i].profile, pairs[i].opportunity, &err);
            if (!row->unlocked) {
                return complain(&err);
            }
        }
        row->explanation = match_session_explain(inputs->session, inputs->roster,
                                                 pairs[i].profile, pairs[i].opportunity, &err);
        if (!row->explanation) {
            match_result_free(row->unlocked);
            return complain(&err);
        }
        view->count++;
    }
    return EXIT_OK;
}

/* A person of whom no skill is stated is asked about them, whatever is listed. */
static int
find_questions(struct view *view, const struct inputs *inputs)
{
    const match_explanation *explanation = view->count > 0 ? view->rows[0].explanation : NULL;
    struct text room = {0};
    match_error err = {0};

    view->without_skills = !profile_field(inputs, view->subject, "skills", &room)[0];
    text_clear(&room);
    if (!explanation && match_catalogue_count(inputs->catalogue) > 0) {
        view->extra =
            match_session_explain(inputs->session, inputs->roster, view->subject, 0, &err);
        if (!view->extra) {
            return complain(&err);
        }
        explanation = view->extra;
    }
    if (explanation) {
        view->questions = match_explanation_questions(explanation, &view->question_count);
        view->only_inferred = !view->without_skills && view->question_count > 0;
        view->without_skills = view->without_skills || view->only_inferred;
    }
    return EXIT_OK;
}

/* A copy of a list of a result, which does not live as long. */
static match_pair *
copy_pairs(const match_pair *pairs, size_t count)
{
    match_pair *copy = take(NULL, count, sizeof *copy);

    for (size_t i = 0; i < count; i++) {
        copy[i] = pairs[i];
    }
    return copy;
}

int
view_make(struct view *view, const struct inputs *inputs, const match_result *result,
          const struct demand *demand)
{
    static const match_record_kind kinds[VIEW_KINDS] = {MATCH_RECORD_VACANCY,
                                                        MATCH_RECORD_TRAINING,
                                                        MATCH_RECORD_SUPPORT};
    const match_pair *pairs;
    int code;

    *view = (struct view){.subject = match_result_subject(result),
                          .considered = match_result_considered(result)};
    pairs = match_result_blocked(result, &view->blocked_count);
    view->blocked = copy_pairs(pairs, view->blocked_count);
    pairs = match_result_switches(result, &view->switch_count);
    view->switches = copy_pairs(pairs, view->switch_count);
    for (size_t i = 0; i < VIEW_KINDS; i++) {
        struct view_kind *of_kind = &view->kinds[i];
        of_kind->kind = kinds[i];
        pairs = match_result_of_kind(result, kinds[i], &of_kind->count);
        of_kind->pairs = copy_pairs(pairs, of_kind->count);
    }
    code = explain_rows(view, inputs, result);
    if (code == EXIT_OK && demand) {
        code = find_questions(view, inputs);
    }
    if (code == EXIT_OK && demand) {
        advise(view, inputs, demand);
    }
    return code;
}

void
view_clear(struct view *view)
{
    for (size_t i = 0; i < view->count; i++) {
        match_explanation_free(view->rows[i].explanation);
        match_result_free(view->rows[i].unlocked);
    }
    match_explanation_free(view->extra);
    free(view->rows);
    free(view->blocked);
    free(view->switches);
    for (size_t i = 0; i < VIEW_KINDS; i++) {
        free(view->kinds[i].pairs);
    }
    free(view->gaps);
    free(view->confirmations);
    free(view->unasked);
    *view = (struct view){0};
}

/* --- Vacancies at home ------------------------------------------------------------------------ */

static bool
has_local_vacancy(const bool *abroad, const match_result *result)
{
    const match_pair *pairs = match_result_pairs(result);

    for (size_t i = 0; i < match_result_count(result); i++) {
        if (!abroad[pairs[i].opportunity] && pairs[i].grade >= MATCH_GRADE_PARTIAL &&
            pairs[i].standing <= MATCH_STANDING_FLAGGED) {
            return true;
        }
    }
    return false;
}

static int
count_people(const struct inputs *inputs, const struct view *view, const bool *abroad,
             const match_options *options, size_t *people)
{
    match_error err = {0};

    for (size_t i = 0; i < view->count; i++) {
        match_result *result = match_session_rank(inputs->session, inputs->roster,
                                                  view->rows[i].pair.profile, options, &err);
        if (!result) {
            return complain(&err);
        }
        *people += has_local_vacancy(abroad, result);
        match_result_free(result);
    }
    return EXIT_OK;
}

int
count_with_local_vacancy(const struct inputs *inputs, const struct view *view, size_t *people)
{
    size_t count = match_catalogue_count(inputs->catalogue);
    bool *abroad = take(NULL, count, sizeof *abroad);
    match_error err = {0};
    match_options *options = match_options_new(&err);
    int code;

    *people = 0;
    for (size_t i = 0; i < count; i++) {
        abroad[i] = is_abroad(inputs, i);
    }
    if (!options || match_options_set_top(options, 1000000, &err) != MATCH_OK ||
        match_options_set_kinds(options, 1u << MATCH_RECORD_VACANCY, &err) != MATCH_OK) {
        code = complain(&err);
    } else {
        code = count_people(inputs, view, abroad, options, people);
    }
    match_options_free(options);
    free(abroad);
    return code;
}
