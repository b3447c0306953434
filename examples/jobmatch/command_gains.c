/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "commands.h"
#include "entry.h"
#include "json.h"
#include "output.h"
#include "writer.h"

#include <stdlib.h>
#include <string.h>

/**
 * @file command_gains.c
 * What people gained in each skill between departure and return.
 */

static void
put_run_json(struct json *json, const struct inputs *inputs)
{
    json_open(json, NULL, '{');
    put_run(json, inputs);
    json_open(json, "profiles", '[');
}

static void
put_day(struct json *json, const char *key, match_date date)
{
    char day[MATCH_DATE_TEXT_SIZE] = "";

    if (date != MATCH_DATE_NONE) {
        match_date_format(date, day);
    }
    json_text_or_null(json, key, day);
}

static void
gain_json(struct json *json, const struct inputs *inputs, const match_skill_gain *gain)
{
    json_open(json, NULL, '{');
    json_text(json, "skill",
              gain->skill ? match_taxonomy_id(inputs->taxonomy, gain->skill) : gain->text);
    json_known(json, "before", gain->before);
    json_text_or_null(json, "before_evidence", gain->before_evidence);
    put_day(json, "before_date", gain->before_date);
    json_known(json, "during", gain->during);
    json_known(json, "after", gain->after);
    json_text_or_null(json, "evidence", gain->evidence);
    put_day(json, "date", gain->date);
    json_text(json, "state", match_gain_state_name((match_gain_state)gain->state));
    json_number(json, "gained", gain->gained);
    json_close(json, '}');
}

static void
person_json(struct json *json, const struct inputs *inputs, size_t profile)
{
    match_skill_gain gain;

    json_open(json, NULL, '{');
    json_text(json, "profile", match_roster_id(inputs->roster, profile));
    json_open(json, "gains", '[');
    for (size_t i = 0; match_roster_gain(inputs->roster, profile, i, &gain); i++) {
        gain_json(json, inputs, &gain);
    }
    json_close(json, ']');
    json_close(json, '}');
}

/* "3 · skill test · 2024"; "-" where nothing is recorded. */
static void
cell_claim(struct grid *grid, const struct inputs *inputs, bool there, int32_t level,
           const char *evidence, match_date date)
{
    char day[MATCH_DATE_TEXT_SIZE];
    struct text text = {0};

    if (there) {
        add_level(&text, level);
        text_format(&text, " · %s", word_for("evidence", evidence, inputs->language));
        if (date != MATCH_DATE_NONE) {
            match_date_format(date, day);
            text_format(&text, " · %.4s", day);
        }
    }
    grid_add(grid, there ? text_of(&text) : "-");
    text_clear(&text);
}

static void
cell_gained(struct grid *grid, const struct inputs *inputs, const match_skill_gain *gain)
{
    struct text text = {0};

    if (gain->gained != 0) {
        text_format(&text, "%+d ", (int)gain->gained);
    }
    text_add(&text, word_for("gain", match_gain_state_name((match_gain_state)gain->state),
                             inputs->language));
    if (gain->abroad && (gain->state == MATCH_GAIN_MORE || gain->state == MATCH_GAIN_NEW)) {
        text_format(&text, ", %s", message(MSG_ABROAD, inputs->language));
    }
    grid_add(grid, text_of(&text));
    text_clear(&text);
}

static void
add_row(struct grid *grid, const struct inputs *inputs, const match_skill_gain *gain)
{
    int32_t level = gain->abroad ? gain->during : gain->after;
    const char *code = match_taxonomy_code(inputs->taxonomy, gain->skill);
    struct text skill = {0};

    /* The code first: it stays when the label is cut. */
    text_format(&skill, "%s%s", strchr(code, '/') ? "" : code, code[0] ? " " : "");
    text_add(&skill, gain->skill ? match_taxonomy_label(inputs->taxonomy, gain->skill,
                                                        inputs->language)
                                 : gain->text);
    grid_add(grid, text_of(&skill));
    cell_claim(grid, inputs, gain->phases & 1, gain->before, gain->before_evidence, gain->before_date);
    cell_claim(grid, inputs, gain->phases & 6, level, gain->evidence, gain->date);
    cell_gained(grid, inputs, gain);
    text_clear(&skill);
}

static void
person_table(const struct layout *layout, const struct inputs *inputs, size_t profile)
{
    static const enum message heads[] = {MSG_SKILL, MSG_AT_DEPARTURE, MSG_SINCE, MSG_GAINED};
    struct grid grid = {.columns = 4, .right = "llll"};
    match_skill_gain gain;
    size_t count = 0;

    fputc('\n', layout->file);
    put_person_head(layout, inputs, profile);
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        grid_add(&grid, message(heads[i], inputs->language));
    }
    for (; match_roster_gain(inputs->roster, profile, count, &gain); count++) {
        add_row(&grid, inputs, &gain);
    }
    if (count > 0) {
        grid_print(&grid, layout, 2);
    } else {
        layout_line(layout, 2, message(MSG_NO_SKILLS, inputs->language));
    }
    grid_clear(&grid);
}

static void
write_people(FILE *file, const struct inputs *inputs, bool as_json, const size_t *people,
             size_t count)
{
    struct json json = {.file = file, .pretty = true};
    struct layout layout;

    layout_init(&layout, file);
    if (as_json) {
        put_run_json(&json, inputs);
    } else {
        put_run_head(&layout, inputs);
    }
    for (size_t i = 0; i < count; i++) {
        if (as_json) {
            person_json(&json, inputs, people[i]);
        } else {
            person_table(&layout, inputs, people[i]);
        }
    }
    if (as_json) {
        json_close(&json, ']');
        json_close(&json, '}');
    }
}

int
command_gains(const struct settings *settings)
{
    struct inputs inputs;
    struct output output = {0};
    size_t *people = NULL;
    size_t count = 0;
    int code = inputs_open(&inputs, settings);

    if (code == EXIT_OK) {
        code = inputs_profiles(&inputs, &settings->profile_ids, &people, &count);
    }
    if (code == EXIT_OK) {
        code = output_open(&output, settings->output);
    }
    if (code == EXIT_OK) {
        write_people(output.file, &inputs, strcmp(settings->format, "json") == 0, people, count);
        code = output_close(&output, true);
    }
    free(people);
    inputs_close(&inputs);
    return code;
}
