/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "entry.h"
#include "writer.h"

#include <stdlib.h>
#include <string.h>

/**
 * @file explain_table.c
 * One pair as a page: what it means, then how its numbers come about. Every column of points adds up
 * to its sum.
 */

struct page {
    struct layout layout;
    const struct inputs *inputs;
    const match_explanation *explanation;
    struct text room;
};

static const char *
say_in(const struct page *page, enum message text)
{
    return message(text, page->inputs->language);
}

static void
cell_number(struct page *page, struct grid *grid, int64_t number)
{
    struct text digits = {0};

    text_reset(&page->room);
    text_format(&digits, "%lld", (long long)number);
    add_number(&page->room, text_of(&digits));
    grid_add(grid, text_of(&page->room));
    text_clear(&digits);
}

static void
cell_percent(struct page *page, struct grid *grid, int32_t value)
{
    text_reset(&page->room);
    add_percent(&page->room, page->inputs, value);
    grid_add(grid, text_of(&page->room));
}

static void
cell_level(struct page *page, struct grid *grid, int32_t level, bool there)
{
    text_reset(&page->room);
    if (there) {
        add_level(&page->room, level);
    } else {
        text_add(&page->room, "-");
    }
    grid_add(grid, text_of(&page->room));
}

static void
cell_skill(struct page *page, struct grid *grid, match_concept skill, const char *text)
{
    const char *code = match_taxonomy_code(page->inputs->taxonomy, skill);

    text_reset(&page->room);
    if (skill) {
        /* The code first: it stays when the label is cut. */
        text_format(&page->room, "%s%s", strchr(code, '/') ? "" : code, code[0] ? " " : "");
        text_add(&page->room, match_taxonomy_label(page->inputs->taxonomy, skill,
                                                   page->inputs->language));
    } else {
        text_add(&page->room, text && text[0] ? text : "-");
    }
    grid_add(grid, text_of(&page->room));
}

/* --- Score ------------------------------------------------------------------------------------ */

static void
put_parts(struct page *page)
{
    size_t count = 0;
    const match_part *parts = match_explanation_parts(page->explanation, &count);
    struct grid grid = {.columns = 4, .right = "lrrr"};
    int64_t sum = 0;

    grid_add(&grid, say_in(page, MSG_PART));
    grid_add(&grid, say_in(page, MSG_WEIGHT));
    grid_add(&grid, say_in(page, MSG_VALUE));
    grid_add(&grid, say_in(page, MSG_POINTS));
    for (size_t i = 0; i < count; i++) {
        if (parts[i].weight == 0) {
            continue;
        }
        grid_add(&grid, word_for("part", parts[i].criterion, page->inputs->language));
        cell_number(page, &grid, parts[i].weight);
        cell_percent(page, &grid, parts[i].value);
        cell_number(page, &grid, parts[i].points);
        sum += parts[i].points;
    }
    grid_add(&grid, say_in(page, MSG_SUM));
    grid_add(&grid, "");
    grid_add(&grid, "");
    cell_number(page, &grid, sum);
    grid_print(&grid, &page->layout, 2);
    grid_clear(&grid);
}

static void
put_head(struct page *page)
{
    const match_pair *pair = match_explanation_pair(page->explanation);
    struct text line = {0};
    struct text right = {0};

    text_format(&line, "%s · %s %s", pair_profile(page->inputs, pair),
                pair_opportunity(page->inputs, pair), pair_title(page->inputs, pair));
    text_format(&right, "%s  ",
                word_for("grade", match_grade_name((match_grade)pair->grade),
                         page->inputs->language));
    add_percent(&right, page->inputs, pair->score);
    layout_ends(&page->layout, text_of(&line), text_of(&right),
                grade_colour((match_grade)pair->grade));
    layout_rule(&page->layout);
    text_clear(&line);
    text_clear(&right);
}

/* --- Lines ------------------------------------------------------------------------------------ */

static void
coverage_row(struct page *page, struct grid *grid, const match_line *line)
{
    const char *language = page->inputs->language;

    cell_skill(page, grid, line->requirement, line->requirement_text);
    grid_add(grid, say_in(page, line->essential ? MSG_YES : MSG_NO));
    cell_level(page, grid, line->required_level, line->required_level >= 0);
    cell_level(page, grid, line->claimed_level, line->claim != 0);
    grid_add(grid, line->claim ? word_for("evidence", line->evidence, language) : "-");
    cell_percent(page, grid,
                 (int32_t)((int64_t)line->similarity * MATCH_SCORE_ONE / MATCH_SIMILARITY_SAME));
    grid_add(grid, word_for("state", match_line_state_name((match_line_state)line->state),
                            language));
    cell_number(page, grid, line->points);
}

static void
use_row(struct page *page, struct grid *grid, const match_line *line)
{
    cell_skill(page, grid, line->claim, line->claim_text);
    cell_skill(page, grid, line->requirement, line->requirement_text);
    cell_percent(page, grid,
                 (int32_t)((int64_t)line->similarity * MATCH_SCORE_ONE / MATCH_SIMILARITY_SAME));
    cell_number(page, grid, line->points);
}

static void
gain_row(struct page *page, struct grid *grid, const match_line *line)
{
    cell_skill(page, grid, line->requirement, line->requirement_text);
    cell_level(page, grid, line->claimed_level, line->claim != 0);
    cell_level(page, grid, line->required_level, line->required_level >= 0);
    cell_number(page, grid, line->points);
}

struct section {
    match_line_kind kind;
    enum message title;
    const char *right;
    size_t columns;
    enum message heads[GRID_COLUMNS];
    void (*row)(struct page *page, struct grid *grid, const match_line *line);
};

static const struct section sections[] = {
    {MATCH_LINES_COVERAGE, MSG_COVERAGE, "llrrlrlr", 8,
     {MSG_SKILL, MSG_ESSENTIAL, MSG_LEVEL_ASKED, MSG_LEVEL_HAS, MSG_EVIDENCE, MSG_SIMILARITY,
      MSG_STATE, MSG_POINTS},
     coverage_row},
    {MATCH_LINES_USE, MSG_USE, "llrr", 4,
     {MSG_SKILL, MSG_USED_BY, MSG_SIMILARITY, MSG_POINTS},
     use_row},
    {MATCH_LINES_GAIN, MSG_GAIN, "lrrr", 4,
     {MSG_SKILL, MSG_LEVEL_HAS, MSG_LEVEL_TAUGHT, MSG_POINTS},
     gain_row},
};

static int32_t
total_of(const match_pair *pair, match_line_kind kind)
{
    return kind == MATCH_LINES_COVERAGE ? pair->coverage
           : kind == MATCH_LINES_USE    ? pair->use
                                        : pair->gain;
}

static void
put_section_title(struct page *page, const struct section *section)
{
    const match_pair *pair = match_explanation_pair(page->explanation);
    int32_t total = total_of(pair, section->kind);
    struct text share = {0};
    struct text line = {0};

    add_percent(&share, page->inputs, total);
    text_fill(&line, say_in(page, section->title), text_of(&share));
    if (section->kind == MATCH_LINES_COVERAGE && total >= 0 &&
        pair->coverage_lowest != pair->coverage_highest) {
        text_reset(&share);
        add_percent(&share, page->inputs, pair->coverage_lowest);
        text_add(&share, " – ");
        add_percent(&share, page->inputs, pair->coverage_highest);
        text_add(&line, ", ");
        text_fill(&line, say_in(page, MSG_BETWEEN), text_of(&share));
    }
    fputc('\n', page->layout.file);
    layout_line(&page->layout, 0, text_of(&line));
    text_clear(&share);
    text_clear(&line);
}

static void
put_section(struct page *page, const struct section *section)
{
    size_t count = 0;
    const match_line *lines =
        match_explanation_lines(page->explanation, section->kind, &count);
    struct grid grid = {.columns = section->columns, .right = section->right};
    int64_t sum = 0;

    if (count == 0) {
        return;
    }
    put_section_title(page, section);
    for (size_t i = 0; i < section->columns; i++) {
        grid_add(&grid, say_in(page, section->heads[i]));
    }
    for (size_t i = 0; i < count; i++) {
        section->row(page, &grid, &lines[i]);
        sum += lines[i].points;
    }
    grid_add(&grid, say_in(page, MSG_SUM));
    for (size_t i = 1; i + 1 < section->columns; i++) {
        grid_add(&grid, "");
    }
    cell_number(page, &grid, sum);
    grid_print(&grid, &page->layout, 2);
    grid_clear(&grid);
}

/* --- Codes of another taxonomy ----------------------------------------------------------------- */

/* SKILL < CODE 'LABEL' · by what link · how much of it counts */
static void
put_carried_line(struct page *page, const match_line *line)
{
    const char *link = match_link_kind_name((match_link_kind)line->link);

    text_reset(&page->room);
    add_skill(&page->room, page->inputs, line->claim);
    text_add(&page->room, " ← ");
    if (!strstr(line->carried_code, "://")) { /* a URI says nothing to people */
        text_format(&page->room, "%s ", line->carried_code);
    }
    text_format(&page->room, "‘%s’ · %s · %d/1000", line->carried_label,
                word_for("link", link, page->inputs->language), (int)line->carried_permille);
    layout_line(&page->layout, 2, text_of(&page->room));
}

/* Claims that were written in the terms of another taxonomy: the lines of use have each once. */
static void
put_carried(struct page *page)
{
    size_t count = 0;
    const match_line *lines = match_explanation_lines(page->explanation, MATCH_LINES_USE, &count);
    bool titled = false;
    struct text title = {0};

    for (size_t i = 0; i < count; i++) {
        if (lines[i].link == 0) {
            continue;
        }
        if (!titled) {
            fputc('\n', page->layout.file);
            text_fill(&title, say_in(page, MSG_CARRIED),
                      match_taxonomy_property(page->inputs->profiles_taxonomy, "name"));
            layout_line(&page->layout, 0, text_of(&title));
            titled = true;
        }
        put_carried_line(page, &lines[i]);
    }
    text_clear(&title);
}

/* --- Where it comes from ----------------------------------------------------------------------- */

/* SKILL < 'words' · 71 % */
static void
put_words(struct page *page, match_concept skill, const char *words, int32_t confidence)
{
    text_reset(&page->room);
    add_skill(&page->room, page->inputs, skill);
    text_format(&page->room, " ← ‘%s’", words);
    if (confidence >= 0) {
        text_format(&page->room, " · %d %%", (int)confidence);
    }
    layout_line(&page->layout, 2, text_of(&page->room));
}

static void
put_origin_title(struct page *page, enum message title, const char *value)
{
    struct text text = {0};

    fputc('\n', page->layout.file);
    text_fill(&text, say_in(page, title), value);
    layout_line(&page->layout, 0, text_of(&text));
    text_clear(&text);
}

/* Requirements of one origin, each with the words that it comes from. */
static void
put_origin(struct page *page, const char *origin, enum message title)
{
    size_t count = 0;
    const match_line *lines =
        match_explanation_lines(page->explanation, MATCH_LINES_COVERAGE, &count);
    bool titled = false;

    for (size_t i = 0; i < count; i++) {
        if (strcmp(lines[i].origin, origin) != 0 || !lines[i].requirement_words[0]) {
            continue;
        }
        if (!titled) {
            put_origin_title(page, title, "");
            titled = true;
        }
        put_words(page, lines[i].requirement, lines[i].requirement_words,
                  lines[i].requirement_confidence);
    }
}

/* The occupation whose usual skills stand for those that nobody stated. */
static void
put_occupation(struct page *page)
{
    const match_pair *pair = match_explanation_pair(page->explanation);
    size_t count = 0;
    const match_line *lines =
        match_explanation_lines(page->explanation, MATCH_LINES_COVERAGE, &count);
    struct text title = {0};
    struct text room = {0};

    for (size_t i = 0; i < count; i++) {
        if (strcmp(lines[i].origin, "inferred") == 0) {
            add_skill(&title, page->inputs,
                      match_taxonomy_find(page->inputs->taxonomy, lines[i].requirement_words,
                                          MATCH_NUL));
            put_origin_title(page, MSG_FROM_OCCUPATION, text_of(&title));
            break;
        }
    }
    text_reset(&title);
    text_add(&title, opportunity_field(page->inputs, pair->opportunity, "occupation_confidence",
                                       &room));
    if (title.length > 0) {
        match_concept occupation = match_taxonomy_find(
            page->inputs->taxonomy,
            opportunity_field(page->inputs, pair->opportunity, "occupation", &room), MATCH_NUL);
        int32_t confidence = (int32_t)strtol(text_of(&title), NULL, 10);
        put_words(page, occupation,
                  opportunity_field(page->inputs, pair->opportunity, "occupation_words", &room),
                  confidence);
    }
    text_clear(&title);
    text_clear(&room);
}

/* What people said in words of their own, and as what it counts. */
static void
put_claims_by_name(struct page *page)
{
    size_t count = 0;
    const match_line *lines = match_explanation_lines(page->explanation, MATCH_LINES_USE, &count);
    bool titled = false;

    for (size_t i = 0; i < count; i++) {
        if (lines[i].claim_confidence < 0) {
            continue;
        }
        if (!titled) {
            put_origin_title(page, MSG_CLAIMS_BY_NAME, "");
            titled = true;
        }
        put_words(page, lines[i].claim, lines[i].claim_words, lines[i].claim_confidence);
    }
}

static void
put_origins(struct page *page)
{
    put_origin(page, "extracted", MSG_FROM_TEXT);
    put_origin(page, "stated", MSG_BY_NAME);
    put_occupation(page);
    put_claims_by_name(page);
}

/* --- What would change it --------------------------------------------------------------------- */

/* "Work hygienically with food [FOOD-HYG] 0→2", or what to prove. */
static void
add_improvement(struct text *text, const struct page *page, const match_improvement *improvement)
{
    struct text skill = {0};

    add_skill(&skill, page->inputs, improvement->skill);
    if (improvement->kind != MATCH_IMPROVEMENT_PROVE) {
        add_step(&skill, improvement->have, improvement->need);
        text_add(text, text_of(&skill));
    } else {
        text_add(&skill, " ");
        add_level(&skill, improvement->need);
        text_fill(text, say_in(page, MSG_PROVE), text_of(&skill));
    }
    text_clear(&skill);
}

static void
put_improvements(struct page *page, const match_improvement *improvements, size_t count)
{
    struct paragraph paragraph;
    struct text line = {0};

    text_format(&line, "%s:", say_in(page, MSG_TO_BE_STRONG));
    paragraph_begin(&paragraph, &page->layout, 0, text_of(&line), columns_of(text_of(&line)) + 1,
                    " · ");
    for (size_t i = 0; i < count; i++) {
        text_reset(&line);
        add_improvement(&line, page, &improvements[i]);
        paragraph_item(&paragraph, text_of(&line));
    }
    paragraph_end(&paragraph);
    text_clear(&line);
}

/* The smallest change that makes a strong match, and what the person then has. */
static void
put_smallest_change(struct page *page, const match_counterfactual *counterfactual)
{
    match_counterfactual_state state = match_counterfactual_get_state(counterfactual);
    size_t count = 0;
    const match_improvement *improvements =
        match_counterfactual_improvements(counterfactual, &count);

    if (state == MATCH_COUNTERFACTUAL_NONE) {
        fputc('\n', page->layout.file);
        layout_line(&page->layout, 0, say_in(page, MSG_NO_CHANGE_IS_ENOUGH));
    }
    if (count == 0) {
        return;
    }
    fputc('\n', page->layout.file);
    put_improvements(page, improvements, count);
    if (state == MATCH_COUNTERFACTUAL_FOUND) {
        layout_line(&page->layout, 2, say_in(page, MSG_LESS_MAY_DO));
    }
    text_reset(&page->room);
    add_percent(&page->room, page->inputs, match_counterfactual_pair(counterfactual)->coverage);
    struct text line = {0};
    text_fill(&line, say_in(page, MSG_THEN_COVERAGE), text_of(&page->room));
    layout_line(&page->layout, 2, text_of(&line));
    text_clear(&line);
}

static void
put_questions(struct page *page)
{
    size_t count = 0;
    const match_concept *questions = match_explanation_questions(page->explanation, &count);
    struct paragraph paragraph;

    if (count == 0) {
        return;
    }
    fputc('\n', page->layout.file);
    layout_line(&page->layout, 0, say_in(page, MSG_QUESTIONS));
    paragraph_begin(&paragraph, &page->layout, 2, "", 0, " · ");
    for (size_t i = 0; i < count; i++) {
        text_reset(&page->room);
        add_skill(&page->room, page->inputs, questions[i]);
        paragraph_item(&paragraph, text_of(&page->room));
    }
    paragraph_end(&paragraph);
}

/* The files and the hash of what they held. */
static void
put_data(struct page *page)
{
    const struct inputs *inputs = page->inputs;
    const char *title = say_in(page, MSG_DATA);
    struct paragraph paragraph;

    fputc('\n', page->layout.file);
    paragraph_begin(&paragraph, &page->layout, 0, title, columns_of(title) + 1, " · ");
    for (size_t i = 0; i < inputs->file_count; i++) {
        text_reset(&page->room);
        text_format(&page->room, "%s [%.8s]", inputs->files[i].name, inputs->files[i].hash);
        paragraph_item(&paragraph, text_of(&page->room));
    }
    paragraph_end(&paragraph);
}

void
explain_table(FILE *file, const struct inputs *inputs, const struct pair_answer *answer)
{
    struct page page = {.inputs = inputs, .explanation = answer->explanation};

    layout_init(&page.layout, file);
    put_run_head(&page.layout, inputs);
    fputc('\n', file);
    put_head(&page);
    put_summary(&page.layout, inputs, answer->explanation);
    put_smallest_change(&page, answer->counterfactual);
    put_questions(&page);
    fputc('\n', file);
    layout_line(&page.layout, 0, say_in(&page, MSG_FIGURES));
    put_parts(&page);
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        put_section(&page, &sections[i]);
    }
    put_carried(&page);
    put_origins(&page);
    put_data(&page);
    text_clear(&page.room);
}
