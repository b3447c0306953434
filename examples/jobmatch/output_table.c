/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "entry.h"
#include "writer.h"

#include <stdlib.h>
#include <string.h>

/**
 * @file output_table.c
 * The page a counsellor reads: a block for each person or vacancy.
 */

#define BLOCKED_SHOWN 4
#define OTHERS_SHOWN 3

void
put_run_head(const struct layout *layout, const struct inputs *inputs)
{
    const char *language = inputs->language;
    struct paragraph paragraph;
    struct text item = {0};
    char hash[MATCH_HASH_TEXT_SIZE];
    char day[MATCH_DATE_TEXT_SIZE];

    match_taxonomy_hash(inputs->taxonomy, hash);
    match_date_format(inputs->today, day);
    paragraph_begin(&paragraph, layout, 0, "", 0, " · ");
    text_format(&item, "libmatch %s", match_version());
    paragraph_item(&paragraph, text_of(&item));
    text_reset(&item);
    text_format(&item, "%s %s", message(MSG_DAY, language), day);
    paragraph_item(&paragraph, text_of(&item));
    text_reset(&item);
    text_format(&item, "%s %s %s [%.8s]", message(MSG_TAXONOMY, language),
                match_taxonomy_property(inputs->taxonomy, "name"),
                match_taxonomy_property(inputs->taxonomy, "version"), hash);
    paragraph_item(&paragraph, text_of(&item));
    text_reset(&item);
    text_format(&item, "%s %s %s [%.8s]", message(MSG_POLICY, language),
                match_policy_name(inputs->policy), match_policy_version(inputs->policy),
                match_policy_hash(inputs->policy));
    paragraph_item(&paragraph, text_of(&item));
    paragraph_end(&paragraph);
    layout_line(layout, 0, message(MSG_ADVICE_ONLY, language));
    text_clear(&item);
}

static void
put_head(struct writing *writing)
{
    struct layout layout;

    layout_init(&layout, writing->file);
    put_run_head(&layout, writing->inputs);
}

/* --- What follows a list ---------------------------------------------------------------------- */

static void
bullet(const struct layout *layout, struct paragraph *paragraph)
{
    paragraph_begin(paragraph, layout, 4, "·", 2, ", ");
}

static void
put_gap(const struct layout *layout, const struct inputs *inputs, const struct view_gap *gap)
{
    const char *language = inputs->language;
    struct paragraph paragraph;
    struct text text = {0};
    struct text room = {0};
    const char *vacancy = match_catalogue_id(inputs->catalogue, gap->vacancy);
    const char *weeks = opportunity_field(inputs, gap->training, "duration_weeks", &room);

    add_skill(&text, inputs, gap->skill);
    add_step(&text, gap->have, gap->need);
    text_add(&text, ": ");
    text_fill(&text, message(MSG_COURSE, language),
                match_catalogue_id(inputs->catalogue, gap->training));
    text_format(&text, " %s",
                match_catalogue_title(inputs->catalogue, gap->training, inputs->language));
    bullet(layout, &paragraph);
    paragraph_item(&paragraph, text_of(&text));
    if (weeks[0]) {
        text_reset(&text);
        text_fill(&text, message(MSG_WEEKS, language), weeks);
        paragraph_item(&paragraph, text_of(&text));
    }
    text_reset(&text);
    text_fill(&text, message(gap->only_gap ? MSG_OPENS : MSG_HELPS_WITH, language), vacancy);
    if (gap->vacancies > 1) {
        text_reset(&room);
        text_format(&room, "%u", (unsigned)gap->vacancies - 1);
        text_add(&text, " ");
        text_fill(&text, message(MSG_OTHERS, language), text_of(&room));
    }
    paragraph_item(&paragraph, text_of(&text));
    paragraph_end(&paragraph);
    text_clear(&text);
    text_clear(&room);
}

static void
put_confirmation(const struct layout *layout, const struct inputs *inputs,
                 const struct view_confirmation *confirmation)
{
    const char *language = inputs->language;
    struct paragraph paragraph;
    struct text text = {0};

    add_skill(&text, inputs, confirmation->skill);
    text_format(&text, ": %s: %s, %s", message(MSG_EVIDENCE, language),
                word_for("evidence", confirmation->evidence, language),
                message(MSG_CONFIRM, language));
    bullet(layout, &paragraph);
    paragraph_item(&paragraph, text_of(&text));
    paragraph_end(&paragraph);
    text_clear(&text);
}

static void
put_unasked(const struct layout *layout, const struct inputs *inputs, const struct view *view)
{
    struct paragraph paragraph;
    struct text text = {0};

    bullet(layout, &paragraph);
    for (size_t i = 0; i < view->unasked_count; i++) {
        text_reset(&text);
        add_skill(&text, inputs, view->unasked[i]);
        if (i + 1 == view->unasked_count) {
            text_format(&text, ": %s", message(MSG_UNASKED, inputs->language));
        }
        paragraph_item(&paragraph, text_of(&text));
    }
    paragraph_end(&paragraph);
    text_clear(&text);
}

static void
put_next_steps(const struct layout *layout, const struct inputs *inputs, const struct view *view)
{
    if (view->gap_count + view->confirmation_count + view->unasked_count == 0) {
        return;
    }
    layout_line(layout, 2, message(MSG_NEXT, inputs->language));
    for (size_t i = 0; i < view->gap_count; i++) {
        put_gap(layout, inputs, &view->gaps[i]);
    }
    for (size_t i = 0; i < view->confirmation_count; i++) {
        put_confirmation(layout, inputs, &view->confirmations[i]);
    }
    if (view->unasked_count > 0) {
        put_unasked(layout, inputs, view);
    }
}

static void
put_questions(const struct layout *layout, const struct inputs *inputs, const struct view *view)
{
    struct paragraph paragraph;
    struct text text = {0};

    if (!view->without_skills) {
        return;
    }
    layout_line(layout, 2, message(view->only_inferred ? MSG_ONLY_INFERRED : MSG_NO_SKILLS,
                                   inputs->language));
    if (view->question_count == 0) {
        return;
    }
    layout_line(layout, 2, message(MSG_QUESTIONS, inputs->language));
    paragraph_begin(&paragraph, layout, 4, "", 0, " · ");
    for (size_t i = 0; i < view->question_count; i++) {
        text_reset(&text);
        add_skill(&text, inputs, view->questions[i]);
        paragraph_item(&paragraph, text_of(&text));
    }
    paragraph_end(&paragraph);
    text_clear(&text);
}

/* What an entry of a list of several kinds stands under, by what it is ordered by. */
static const char *
group_of(const struct view_row *row)
{
    if (row->wish == MATCH_WISH_NONE) {
        return "";
    }
    if (row->pair.standing == MATCH_STANDING_DEMOTED) {
        return "demoted";
    }
    return row->pair.grade == MATCH_GRADE_UNKNOWN && row->pair.kind != MATCH_RECORD_SUPPORT
               ? "unknown"
               : match_wish_name(row->wish);
}

static void
put_group(const struct layout *layout, const struct inputs *inputs, const struct view *view,
          size_t i)
{
    const char *group = group_of(&view->rows[i]);

    if (group[0] && (i == 0 || strcmp(group, group_of(&view->rows[i - 1])) != 0)) {
        layout_line(layout, 1, word_for("order", group, inputs->language));
    }
}

static bool
lists_kind(const struct view *view, match_record_kind kind)
{
    for (size_t i = 0; i < view->count; i++) {
        if (view->rows[i].pair.kind == kind) {
            return true;
        }
    }
    return false;
}

/* How many of a kind there are to name: none that is in the list, nothing demoted. */
static size_t
count_others(const struct view *view, const struct view_kind *of_kind)
{
    size_t count = 0;

    while (count < of_kind->count && count < OTHERS_SHOWN &&
           of_kind->pairs[count].standing < MATCH_STANDING_DEMOTED) {
        count++;
    }
    return lists_kind(view, of_kind->kind) ? 0 : count;
}

/* The best of each kind of opportunity that the list ended before it came to. */
static void
put_other_kinds(const struct layout *layout, const struct inputs *inputs, const struct view *view)
{
    bool titled = false;

    for (size_t i = 0; i < VIEW_KINDS; i++) {
        const struct view_kind *of_kind = &view->kinds[i];
        size_t count = count_others(view, of_kind);
        struct paragraph paragraph;
        struct text text = {0};

        if (count == 0) {
            continue;
        }
        if (!titled) {
            layout_line(layout, 2, message(MSG_OTHER_KINDS, inputs->language));
            titled = true;
        }
        text_format(&text, "%s:",
                    word_for("kind", match_record_kind_name(of_kind->kind), inputs->language));
        paragraph_begin(&paragraph, layout, 4, "·", 2, " ");
        for (size_t j = 0; j < count; j++) {
            text_format(&text, "%s%s %s", j > 0 ? "· " : " ",
                        pair_opportunity(inputs, &of_kind->pairs[j]),
                        pair_title(inputs, &of_kind->pairs[j]));
            paragraph_item(&paragraph, text_of(&text));
            text_reset(&text);
        }
        paragraph_end(&paragraph);
        text_clear(&text);
    }
}

/* Strong jobs that are not more of the same. */
static void
put_switches(const struct layout *layout, const struct inputs *inputs, const struct view *view)
{
    struct paragraph paragraph;
    struct text text = {0};

    if (view->switch_count == 0) {
        return;
    }
    layout_line(layout, 2, message(MSG_SWITCHES, inputs->language));
    paragraph_begin(&paragraph, layout, 4, "·", 2, " · ");
    for (size_t i = 0; i < view->switch_count; i++) {
        text_reset(&text);
        text_format(&text, "%s %s", pair_opportunity(inputs, &view->switches[i]),
                    pair_title(inputs, &view->switches[i]));
        paragraph_item(&paragraph, text_of(&text));
    }
    paragraph_end(&paragraph);
    text_clear(&text);
}

/* One that is not shown, with the reasons that keep it out. */
static void
put_blocked(const struct layout *layout, const struct inputs *inputs, enum list_side side,
            const match_pair *pair)
{
    struct paragraph paragraph;
    struct text text = {0};
    match_explanation *explanation = match_session_explain(inputs->session, inputs->roster,
                                                           pair->profile, pair->opportunity, NULL);
    size_t count = 0;
    const match_reason_detail *details =
        explanation ? match_explanation_reasons(explanation, &count) : NULL;

    if (side == LIST_OF_PEOPLE) {
        text_add(&text, pair_profile(inputs, pair));
    } else {
        text_format(&text, "%s %s", pair_opportunity(inputs, pair), pair_title(inputs, pair));
    }
    text_add(&text, ":");
    paragraph_begin(&paragraph, layout, 4, "·", 2, "; ");
    for (size_t i = 0; i < count; i++) {
        if (details[i].standing == MATCH_STANDING_BLOCKED) {
            text_add(&text, text.length > 0 ? " " : "");
            add_reason(&text, inputs, &details[i]);
            paragraph_item(&paragraph, text_of(&text));
            text_reset(&text);
        }
    }
    if (text.length > 0) {
        paragraph_item(&paragraph, text_of(&text));
    }
    paragraph_end(&paragraph);
    match_explanation_free(explanation);
    text_clear(&text);
}

static void
put_counts(const struct layout *layout, const struct inputs *inputs, const struct view *view)
{
    size_t counts[MATCH_REASON_COUNT] = {0};
    struct paragraph paragraph;
    struct text text = {0};

    for (size_t i = BLOCKED_SHOWN; i < view->blocked_count; i++) {
        for (int reason = 0; reason < MATCH_REASON_COUNT; reason++) {
            counts[reason] += (view->blocked[i].reasons >> reason) & 1;
        }
    }
    text_format(&text, "%zu", view->blocked_count - BLOCKED_SHOWN);
    paragraph_begin(&paragraph, layout, 4, "+", 2, "; ");
    for (int reason = 0; reason < MATCH_REASON_COUNT; reason++) {
        if (counts[reason] > 0) {
            text_format(&text, "%s%zu × %s", text.length ? ": " : "", counts[reason],
                        match_reason_text((match_reason)reason, inputs->language));
            paragraph_item(&paragraph, text_of(&text));
            text_reset(&text);
        }
    }
    paragraph_end(&paragraph);
    text_clear(&text);
}

static void
put_not_shown(const struct layout *layout, const struct inputs *inputs, enum list_side side,
              const struct view *view)
{
    struct text text = {0};

    if (view->blocked_count == 0) {
        return;
    }
    text_format(&text, "%s (%zu)", message(MSG_NOT_SHOWN, inputs->language), view->blocked_count);
    layout_line(layout, 2, text_of(&text));
    for (size_t i = 0; i < view->blocked_count && i < BLOCKED_SHOWN; i++) {
        put_blocked(layout, inputs, side, &view->blocked[i]);
    }
    if (view->blocked_count > BLOCKED_SHOWN) {
        put_counts(layout, inputs, view);
    }
    text_clear(&text);
}

/* --- Lists ------------------------------------------------------------------------------------ */

static void
put_foot(const struct layout *layout, const struct inputs *inputs, const struct view *view,
         long people)
{
    size_t shown = view->count + view->blocked_count;
    struct text number = {0};
    struct text text = {0};

    if (view->considered > shown) {
        text_format(&number, "%zu", view->considered - shown);
        text_fill(&text, message(MSG_MORE, inputs->language), text_of(&number));
        layout_line(layout, 2, text_of(&text));
    }
    if (people >= 0 && view->count > 0) {
        text_reset(&number);
        text_reset(&text);
        text_format(&number, "%ld", people);
        text_fill(&text, message(MSG_LOCAL_NOTICE, inputs->language), text_of(&number));
        layout_line(layout, 2, text_of(&text));
    }
    text_clear(&number);
    text_clear(&text);
}

static void
list(struct writing *writing, const struct view *view, long people)
{
    const struct inputs *inputs = writing->inputs;
    bool of_people = writing->side == LIST_OF_PEOPLE;
    struct layout layout;

    layout_init(&layout, writing->file);
    fputc('\n', writing->file);
    if (of_people) {
        put_opportunity_head(&layout, inputs, view->subject);
    } else {
        put_person_head(&layout, inputs, view->subject);
        put_questions(&layout, inputs, view);
    }
    if (view->count == 0) {
        layout_line(&layout, 2, message(of_people ? MSG_NOBODY : MSG_NOTHING, inputs->language));
    }
    for (size_t i = 0; i < view->count; i++) {
        if (of_people) {
            put_person_entry(&layout, inputs, &view->rows[i], i + 1);
        } else {
            put_group(&layout, inputs, view, i);
            put_opportunity_entry(&layout, inputs, &view->rows[i], i + 1);
        }
    }
    if (!of_people) {
        put_other_kinds(&layout, inputs, view);
    }
    put_switches(&layout, inputs, view);
    put_next_steps(&layout, inputs, view);
    put_not_shown(&layout, inputs, writing->side, view);
    put_foot(&layout, inputs, view, people);
}

const struct writer output_table = {"table", true, put_head, list, NULL};

const struct writer *
writer_find(const char *format)
{
    static const struct writer *const writers[] = {&output_table, &output_csv, &output_tsv,
                                                   &output_json, &output_jsonl};

    for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++) {
        if (strcmp(writers[i]->format, format) == 0) {
            return writers[i];
        }
    }
    return &output_table;
}
