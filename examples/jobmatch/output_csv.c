/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "writer.h"

#include <string.h>

/**
 * @file output_csv.c
 * CSV and TSV: one line for each person and opportunity, for spreadsheets and scripts.
 */

struct row {
    const struct inputs *inputs;
    const struct view_row *view;
    size_t rank;
    struct text cell;
};

typedef void (*cell_writer)(struct row *row);

static void
known(struct row *row, int32_t value)
{
    if (value != MATCH_SCORE_UNKNOWN) {
        text_format(&row->cell, "%d", (int)value);
    }
}

static void
cell_profile(struct row *row)
{
    text_add(&row->cell, pair_profile(row->inputs, &row->view->pair));
}

static void
cell_rank(struct row *row)
{
    text_format(&row->cell, "%zu", row->rank);
}

static void
cell_kind(struct row *row)
{
    text_add(&row->cell, pair_kind(row->inputs, &row->view->pair));
}

static void
cell_opportunity(struct row *row)
{
    text_add(&row->cell, pair_opportunity(row->inputs, &row->view->pair));
}

static void
cell_title(struct row *row)
{
    text_add(&row->cell, pair_title(row->inputs, &row->view->pair));
}

static void
cell_score(struct row *row)
{
    known(row, row->view->pair.score);
}

static void
cell_coverage(struct row *row)
{
    known(row, row->view->pair.coverage);
}

static void
cell_coverage_lowest(struct row *row)
{
    known(row, row->view->pair.coverage_lowest);
}

static void
cell_coverage_highest(struct row *row)
{
    known(row, row->view->pair.coverage_highest);
}

static void
cell_use(struct row *row)
{
    known(row, row->view->pair.use);
}

static void
cell_gain(struct row *row)
{
    known(row, row->view->pair.gain);
}

static void
cell_grade(struct row *row)
{
    text_add(&row->cell, match_grade_name((match_grade)row->view->pair.grade));
}

static void
cell_essential_met(struct row *row)
{
    text_format(&row->cell, "%u", (unsigned)row->view->pair.essential_met);
}

static void
cell_essential_count(struct row *row)
{
    text_format(&row->cell, "%u", (unsigned)row->view->pair.essential_count);
}

static void
cell_standing(struct row *row)
{
    text_add(&row->cell, match_standing_name((match_standing)row->view->pair.standing));
}

static void
cell_adjustment(struct row *row)
{
    text_add(&row->cell, match_adjustment_name((match_adjustment)row->view->pair.adjustment));
}

static void
cell_reasons(struct row *row)
{
    const char *separator = "";

    for (int reason = 0; reason < MATCH_REASON_COUNT; reason++) {
        if (row->view->pair.reasons & (1u << reason)) {
            text_format(&row->cell, "%s%s", separator, match_reason_code((match_reason)reason));
            separator = ";";
        }
    }
}

static void
add_level(struct text *cell, int32_t level)
{
    if (level < 0) {
        text_add(cell, "?");
    } else {
        text_format(cell, "%d", (int)level);
    }
}

/* SKILL:HAVE>NEED, an optional one in brackets. */
static void
cell_missing(struct row *row)
{
    size_t count = 0;
    const match_line *lines =
        match_explanation_lines(row->view->explanation, MATCH_LINES_COVERAGE, &count);
    const char *separator = "";

    for (size_t i = 0; i < count; i++) {
        if (!line_is_missing(&lines[i])) {
            continue;
        }
        text_format(&row->cell, "%s%s%s:", separator, lines[i].essential ? "" : "[",
                    line_skill(row->inputs, &lines[i]));
        add_level(&row->cell, line_level(&lines[i]));
        text_add(&row->cell, ">");
        add_level(&row->cell, lines[i].required_level);
        text_add(&row->cell, lines[i].essential ? "" : "]");
        separator = ";";
    }
}

/* Of training in the list of a person; empty for everything else. */
static void
training_number(struct row *row, int64_t number)
{
    if (row->view->pair.kind == MATCH_RECORD_TRAINING) {
        text_format(&row->cell, "%lld", (long long)number);
    }
}

static void
cell_unlocked_vacancies(struct row *row)
{
    training_number(row, row->view->unlock.vacancies);
}

static void
cell_unlocked_openings(struct row *row)
{
    training_number(row, row->view->unlock.openings);
}

static void
cell_unlock_points(struct row *row)
{
    training_number(row, row->view->unlock.points);
}

static void
cell_parts(struct row *row)
{
    size_t count = 0;
    const match_part *parts = match_explanation_parts(row->view->explanation, &count);

    for (size_t i = 0; i < count; i++) {
        text_format(&row->cell, "%s%s=%d", i ? ";" : "", parts[i].criterion,
                    (int)parts[i].points);
    }
}

static const struct {
    const char *name;
    cell_writer write;
} columns[] = {
    {"profile", cell_profile},
    {"rank", cell_rank},
    {"kind", cell_kind},
    {"opportunity", cell_opportunity},
    {"title", cell_title},
    {"score", cell_score},
    {"coverage", cell_coverage},
    {"coverage_lowest", cell_coverage_lowest},
    {"coverage_highest", cell_coverage_highest},
    {"use", cell_use},
    {"gain", cell_gain},
    {"grade", cell_grade},
    {"essential_met", cell_essential_met},
    {"essential_count", cell_essential_count},
    {"standing", cell_standing},
    {"adjustment", cell_adjustment},
    {"reasons", cell_reasons},
    {"missing", cell_missing},
    {"parts", cell_parts},
    {"unlocked_vacancies", cell_unlocked_vacancies},
    {"unlocked_openings", cell_unlocked_openings},
    {"unlock_points", cell_unlock_points},
};

#define COLUMN_COUNT (sizeof columns / sizeof columns[0])

/* A spreadsheet would run a cell that begins like a formula. */
static bool
looks_like_formula(const char *cell)
{
    return cell[0] && strchr("=+-@\t\r", cell[0]);
}

static void
put_csv(FILE *file, const char *cell)
{
    bool quoted = cell[strcspn(cell, ",\"\r\n")] != '\0';

    fputs(quoted ? "\"" : "", file);
    fputs(looks_like_formula(cell) ? "'" : "", file);
    for (; *cell; cell++) {
        fputs(*cell == '"' ? "\"" : "", file);
        fputc(*cell, file);
    }
    fputs(quoted ? "\"" : "", file);
}

static void
put_tsv(FILE *file, const char *cell)
{
    fputs(looks_like_formula(cell) ? "'" : "", file);
    for (; *cell; cell++) {
        fputc(strchr("\t\r\n", *cell) ? ' ' : *cell, file);
    }
}

static void
begin(struct writing *writing, char separator)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        if (i > 0) {
            fputc(separator, writing->file);
        }
        fputs(columns[i].name, writing->file);
    }
    fputc('\n', writing->file);
}

static void
begin_csv(struct writing *writing)
{
    begin(writing, ',');
}

static void
begin_tsv(struct writing *writing)
{
    begin(writing, '\t');
}

static void
list(struct writing *writing, const struct view *view, char separator,
     void (*put)(FILE *file, const char *cell))
{
    struct row row = {.inputs = writing->inputs};

    for (size_t i = 0; i < view->count; i++) {
        row.view = &view->rows[i];
        row.rank = i + 1;
        for (size_t j = 0; j < COLUMN_COUNT; j++) {
            if (j > 0) {
                fputc(separator, writing->file);
            }
            text_reset(&row.cell);
            columns[j].write(&row);
            put(writing->file, text_of(&row.cell));
        }
        fputc('\n', writing->file);
    }
    text_clear(&row.cell);
}

static void
list_csv(struct writing *writing, const struct view *view, long people)
{
    (void)people;
    list(writing, view, ',', put_csv);
}

static void
list_tsv(struct writing *writing, const struct view *view, long people)
{
    (void)people;
    list(writing, view, '\t', put_tsv);
}

const struct writer output_csv = {"csv", false, begin_csv, list_csv, NULL};
const struct writer output_tsv = {"tsv", false, begin_tsv, list_tsv, NULL};
