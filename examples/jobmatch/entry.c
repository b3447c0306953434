/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "entry.h"

#include <stdlib.h>
#include <string.h>

void
layout_line(const struct layout *layout, size_t indent, const char *text)
{
    struct paragraph paragraph;

    paragraph_begin(&paragraph, layout, indent, "", 0, " ");
    paragraph_item(&paragraph, text);
    paragraph_end(&paragraph);
}

/* --- Small texts ------------------------------------------------------------------------------ */

void
add_skill(struct text *text, const struct inputs *inputs, match_concept skill)
{
    const char *code = match_taxonomy_code(inputs->taxonomy, skill);

    text_add(text, match_taxonomy_label(inputs->taxonomy, skill, inputs->language));
    if (code[0] && !strchr(code, '/')) {
        text_format(text, " [%s]", code);
    }
}

void
add_level(struct text *text, int32_t level)
{
    if (level < 0) {
        text_add(text, "?");
    } else {
        text_format(text, "%d", (int)level);
    }
}

void
add_step(struct text *text, int32_t have, int32_t need)
{
    if (need >= 0) {
        text_add(text, " ");
        add_level(text, have);
        text_add(text, "→");
        add_level(text, need);
    }
}

static int
whole_percent(int32_t value)
{
    return (int)((value + MATCH_SCORE_ONE / 200) / (MATCH_SCORE_ONE / 100));
}

void
add_percent(struct text *text, const struct inputs *inputs, int32_t value)
{
    if (value == MATCH_SCORE_UNKNOWN) {
        text_add(text, word_for("grade", "unknown", inputs->language));
    } else {
        text_format(text, "%d %%", whole_percent(value));
    }
}

void
add_number(struct text *text, const char *number)
{
    size_t digits;

    if (*number == '-') {
        text_add(text, "-");
        number++;
    }
    digits = strspn(number, "0123456789");
    if (number[digits]) {
        text_add(text, number);
        return;
    }
    for (size_t i = 0; i < digits; i++) {
        if (i > 0 && (digits - i) % 3 == 0) {
            text_add(text, ",");
        }
        text_add_bytes(text, number + i, 1);
    }
}

/* A sentence with commas in its amounts: days and years are shorter. */
static void
add_sentence(struct text *text, const char *sentence)
{
    while (*sentence) {
        size_t digits = strspn(sentence, "0123456789");
        size_t length = digits > 0 ? digits : strcspn(sentence, "0123456789");
        struct text run = {0};

        text_add_bytes(&run, sentence, length);
        if (digits > 4) {
            add_number(text, text_of(&run));
        } else {
            text_add(text, text_of(&run));
        }
        text_clear(&run);
        sentence += length;
    }
}

/* The figures of an English sentence, for a sentence in another language. */
static void
add_figures(struct text *text, const char *sentence)
{
    const char *separator = " (";
    struct text figure = {0};

    while (*sentence) {
        size_t length = strcspn(sentence, " ,;()");
        if (length > 0 && *sentence != '-' && strspn(sentence, "0123456789-") == length) {
            text_add(text, separator);
            text_reset(&figure);
            text_add_bytes(&figure, sentence, length);
            add_sentence(text, text_of(&figure));
            separator = "; ";
        }
        sentence += length;
        sentence += *sentence ? 1 : 0;
    }
    text_add(text, separator[0] == ';' ? ")" : "");
    text_clear(&figure);
}

void
add_reason(struct text *text, const struct inputs *inputs, const match_reason_detail *detail)
{
    if (strcmp(inputs->language, "en") == 0 && detail->text[0]) {
        add_sentence(text, detail->text);
    } else {
        text_add(text, match_reason_text(detail->reason, inputs->language));
        add_figures(text, detail->text);
    }
    if (detail->owner[0] && !strstr(text_of(text), detail->owner)) {
        text_format(text, " (%s)", detail->owner);
    }
    text_format(text, " [%s]", match_reason_code(detail->reason));
}

enum colour
grade_colour(match_grade grade)
{
    static const enum colour colours[] = {COLOUR_DIM, COLOUR_BAD, COLOUR_MIDDLE, COLOUR_GOOD};
    return colours[grade & 3];
}

static void
add_home(struct text *text, const struct inputs *inputs, size_t profile)
{
    struct text room = {0};
    size_t before = text->length;
    struct text place = {0};

    add_place(&place, inputs, profile_field(inputs, profile, "district", &room));
    add_place(&place, inputs, profile_field(inputs, profile, "province", &room));
    text_add(text, text_of(&place));
    if (text->length == before) {
        text_add(text, message(MSG_PLACE_UNKNOWN, inputs->language));
    }
    text_clear(&place);
    text_clear(&room);
}

static void
add_wishes(struct text *text, const struct inputs *inputs, size_t profile)
{
    struct text room = {0};
    struct text wishes = {0};
    const char *value = profile_field(inputs, profile, "wants", &room);

    while (*value) {
        size_t length = strcspn(value, ";");
        struct text code = {0};
        text_add_bytes(&code, value, length);
        text_format(&wishes, "%s%s", wishes.length ? ", " : "",
                    word_for("wish", text_of(&code), inputs->language));
        text_clear(&code);
        value += length;
        value += strspn(value, "; ");
    }
    if (wishes.length > 0) {
        text_add(text, " · ");
        text_fill(text, message(MSG_WANTS, inputs->language), text_of(&wishes));
    }
    text_clear(&wishes);
    text_clear(&room);
}

/* --- Skills ----------------------------------------------------------------------------------- */

/* "Lay bricks [BRICK] 3 (asked: 2)" */
static void
add_having(struct text *text, const struct inputs *inputs, const match_line *line)
{
    struct text level = {0};

    add_skill(text, inputs, line->requirement);
    if (line->claim != line->requirement && line->claim) {
        struct text other = {0};
        add_skill(&other, inputs, line->claim);
        text_add(text, " ");
        text_fill(text, message(MSG_THROUGH, inputs->language), text_of(&other));
        text_clear(&other);
    } else {
        text_add(text, " ");
        add_level(text, line->claimed_level);
    }
    if (line->required_level >= 0 && line->required_level != line->claimed_level) {
        add_level(&level, line->required_level);
        text_add(text, " ");
        text_fill(text, message(MSG_ASKED, inputs->language), text_of(&level));
    }
    text_clear(&level);
}

/* "Assemble electronic parts [ASM-EL] 0→1" */
static void
add_missing(struct text *text, const struct inputs *inputs, const match_line *line)
{
    if (!line->requirement) {
        text_fill(text, message(MSG_NOT_IN_TAXONOMY, inputs->language), line->requirement_text);
        return;
    }
    add_skill(text, inputs, line->requirement);
    if (line->state == MATCH_LINE_LEVEL_UNKNOWN) {
        text_format(text, " %s", message(MSG_LEVEL_UNKNOWN, inputs->language));
    }
    if (line->state == MATCH_LINE_TO_CONFIRM) {
        text_format(text, " %s",
                    message(line->claim ? MSG_TO_CONFIRM : MSG_NOT_KNOWN, inputs->language));
    }
    add_step(text, line_level(line), line->required_level);
    if (line->claim && line->claim != line->requirement) {
        struct text other = {0};
        add_skill(&other, inputs, line->claim);
        text_add(text, " (");
        text_fill(text, message(MSG_THROUGH, inputs->language), text_of(&other));
        text_add(text, ")");
        text_clear(&other);
    }
}

enum sort { SORT_HAS, SORT_NEEDS, SORT_ALSO_GOOD };

static enum sort
sort_of(const match_line *line)
{
    if (line->state == MATCH_LINE_MET) {
        return SORT_HAS;
    }
    return line->essential ? SORT_NEEDS : SORT_ALSO_GOOD;
}

static void
put_sort(const struct layout *layout, const struct inputs *inputs, const match_line *lines,
         size_t count, enum sort sort)
{
    static const enum message labels[] = {MSG_HAS, MSG_NEEDS, MSG_ALSO_GOOD};
    struct paragraph paragraph;
    struct text text = {0};
    bool begun = false;

    for (size_t i = 0; i < count; i++) {
        if (sort_of(&lines[i]) != sort) {
            continue;
        }
        if (!begun) {
            begun = true;
            paragraph_begin(&paragraph, layout, LABEL_INDENT,
                            message(labels[sort], inputs->language), LABEL_COLUMNS, " · ");
        }
        text_reset(&text);
        if (sort == SORT_HAS) {
            add_having(&text, inputs, &lines[i]);
        } else {
            add_missing(&text, inputs, &lines[i]);
        }
        paragraph_item(&paragraph, text_of(&text));
    }
    if (begun) {
        paragraph_end(&paragraph);
    }
    text_clear(&text);
}

static void
put_lessons(const struct layout *layout, const struct inputs *inputs,
            const match_explanation *explanation)
{
    size_t count = 0;
    const match_line *lines = match_explanation_lines(explanation, MATCH_LINES_GAIN, &count);
    struct paragraph paragraph;
    struct text text = {0};

    if (count == 0) {
        return;
    }
    paragraph_begin(&paragraph, layout, LABEL_INDENT, message(MSG_TEACHES, inputs->language),
                    LABEL_COLUMNS, " · ");
    for (size_t i = 0; i < count; i++) {
        int32_t level = line_level(&lines[i]);
        text_reset(&text);
        if (!lines[i].requirement) {
            add_missing(&text, inputs, &lines[i]);
        } else if (lines[i].required_level >= 0 && level >= lines[i].required_level) {
            add_skill(&text, inputs, lines[i].requirement);
            text_format(&text, " %d (%s)", (int)lines[i].required_level,
                        message(MSG_ALREADY_KNOWN, inputs->language));
        } else {
            add_skill(&text, inputs, lines[i].requirement);
            add_step(&text, level, lines[i].required_level);
        }
        paragraph_item(&paragraph, text_of(&text));
    }
    paragraph_end(&paragraph);
    text_clear(&text);
}

/* Says that skills were not stated: those of the text, those of the occupation. */
static void
put_origins(const struct layout *layout, const struct inputs *inputs, const match_line *lines,
            size_t count)
{
    static const struct {
        const char *origin;
        enum message message;
    } origins[] = {{"extracted", MSG_FROM_TEXT}, {"inferred", MSG_FROM_OCCUPATION}};

    for (size_t k = 0; k < sizeof origins / sizeof origins[0]; k++) {
        struct paragraph paragraph;
        struct text text = {0};
        size_t i = 0;
        while (i < count && strcmp(lines[i].origin, origins[k].origin) != 0) {
            i++;
        }
        if (i < count) {
            struct text name = {0};
            match_concept occupation = match_taxonomy_find(
                inputs->taxonomy, lines[i].requirement_words, MATCH_NUL);
            if (occupation) {
                add_skill(&name, inputs, occupation);
            }
            text_fill(&text, message(origins[k].message, inputs->language), text_of(&name));
            paragraph_begin(&paragraph, layout, LABEL_INDENT,
                            message(MSG_NOTE, inputs->language), LABEL_COLUMNS, " ");
            paragraph_item(&paragraph, text_of(&text));
            paragraph_end(&paragraph);
            text_clear(&name);
        }
        text_clear(&text);
    }
}

void
put_skills(const struct layout *layout, const struct inputs *inputs,
           const match_explanation *explanation)
{
    const match_pair *pair = match_explanation_pair(explanation);
    size_t count = 0;
    const match_line *lines = match_explanation_lines(explanation, MATCH_LINES_COVERAGE, &count);
    bool vacancy = match_catalogue_kind(inputs->catalogue, pair->opportunity) ==
                   MATCH_RECORD_VACANCY;

    put_lessons(layout, inputs, explanation);
    put_sort(layout, inputs, lines, count, SORT_HAS);
    put_sort(layout, inputs, lines, count, SORT_NEEDS);
    put_sort(layout, inputs, lines, count, SORT_ALSO_GOOD);
    put_origins(layout, inputs, lines, count);
    if (vacancy && count == 0) {
        struct paragraph paragraph;
        paragraph_begin(&paragraph, layout, LABEL_INDENT, message(MSG_NEEDS, inputs->language),
                        LABEL_COLUMNS, " ");
        paragraph_item(&paragraph, message(MSG_NOTHING_ASKED, inputs->language));
        paragraph_end(&paragraph);
    }
}

/* "V4 Electronics assembler and 2 more · openings: 25 · from 2,600,000 LAK a month" */
static void
put_unlocked(const struct layout *layout, const struct inputs *inputs, const struct view_row *row)
{
    const char *language = inputs->language;
    struct paragraph paragraph;
    struct text text = {0};
    struct text number = {0};
    const match_pair *first;

    if (!row->unlocked) {
        return;
    }
    first = match_result_pairs(row->unlocked);
    paragraph_begin(&paragraph, layout, LABEL_INDENT, message(MSG_UNLOCKS, language),
                    LABEL_COLUMNS, " · ");
    text_format(&text, "%s %s", pair_opportunity(inputs, first), pair_title(inputs, first));
    if (row->unlock.vacancies > 1) {
        text_format(&number, "%u", (unsigned)row->unlock.vacancies - 1);
        text_add(&text, " ");
        text_fill(&text, message(MSG_OTHERS, language), text_of(&number));
    }
    paragraph_item(&paragraph, text_of(&text));
    text_reset(&text);
    text_reset(&number);
    text_format(&number, "%u", (unsigned)row->unlock.openings);
    text_fill(&text, message(MSG_OPENINGS, language), text_of(&number));
    paragraph_item(&paragraph, text_of(&text));
    if (row->unlock.wage > 0) {
        struct text wage = {0};
        text_reset(&text);
        text_reset(&number);
        text_format(&wage, "%lld", (long long)row->unlock.wage);
        add_number(&number, text_of(&wage));
        text_fill(&text, message(MSG_WAGE_UP_TO, language), text_of(&number));
        paragraph_item(&paragraph, text_of(&text));
        text_clear(&wage);
    }
    if (row->unlock.closing > 0) {
        text_reset(&text);
        text_reset(&number);
        text_format(&number, "%u", (unsigned)row->unlock.closing);
        text_fill(&text, message(MSG_CLOSING_BEFORE, language), text_of(&number));
        paragraph_item(&paragraph, text_of(&text));
    }
    paragraph_end(&paragraph);
    text_clear(&text);
    text_clear(&number);
}

/* --- Reasons ---------------------------------------------------------------------------------- */

/* The adjustment in the words of the record, or what the barrier is; nothing where the word says it
   all. */
static void
add_particulars(struct text *text, const match_adjustment_detail *detail, const char *language)
{
    bool said = detail->state == MATCH_ADJUSTMENT_ADJUSTED &&
                strcmp(detail->text, "the adjustment is offered") != 0;
    bool named = detail->state == MATCH_ADJUSTMENT_BARRIER && strcmp(language, "en") == 0;

    if (detail->text[0] && (said || named)) {
        text_format(text, " (%s)", detail->text);
    }
}

static void
put_adjustments(const struct layout *layout, const struct inputs *inputs,
                const match_explanation *explanation)
{
    size_t count = 0;
    const match_adjustment_detail *details = match_explanation_adjustments(explanation, &count);
    const char *language = inputs->language;
    struct paragraph paragraph;
    struct text text = {0};

    if (count == 0) {
        return;
    }
    paragraph_begin(&paragraph, layout, LABEL_INDENT, message(MSG_ADJUSTMENT, language),
                    LABEL_COLUMNS, " · ");
    for (size_t i = 0; i < count; i++) {
        text_reset(&text);
        text_format(&text, "%s: %s", word_for("need", details[i].need, language),
                    word_for("adjustment", match_adjustment_name(details[i].state), language));
        add_particulars(&text, &details[i], language);
        paragraph_item(&paragraph, text_of(&text));
    }
    paragraph_end(&paragraph);
    text_clear(&text);
}

void
put_reasons(const struct layout *layout, const struct inputs *inputs,
            const match_explanation *explanation)
{
    size_t count = 0;
    const match_reason_detail *details = match_explanation_reasons(explanation, &count);
    struct paragraph paragraph;
    struct text text = {0};

    for (size_t i = 0; i < count; i++) {
        paragraph_begin(&paragraph, layout, LABEL_INDENT, message(MSG_NOTE, inputs->language),
                        LABEL_COLUMNS, " ");
        text_reset(&text);
        add_reason(&text, inputs, &details[i]);
        if (details[i].reason == MATCH_REASON_ADVERTISEMENT_RESTRICTION) {
            text_format(&text, ": %s", message(MSG_FOLLOW_UP, inputs->language));
        }
        paragraph_item(&paragraph, text_of(&text));
        paragraph_end(&paragraph);
    }
    put_adjustments(layout, inputs, explanation);
    text_clear(&text);
}

/* --- Heads and entries ------------------------------------------------------------------------ */

void
put_person_head(const struct layout *layout, const struct inputs *inputs, size_t profile)
{
    struct text line = {0};

    text_format(&line, "%s · ", match_roster_id(inputs->roster, profile));
    add_home(&line, inputs, profile);
    add_wishes(&line, inputs, profile);
    layout_ends(layout, text_of(&line), "", COLOUR_PLAIN);
    layout_rule(layout);
    text_clear(&line);
}

/* "job V3 Food processing operator" */
static void
add_name(struct text *text, const struct inputs *inputs, size_t opportunity)
{
    match_record_kind kind = match_catalogue_kind(inputs->catalogue, opportunity);

    text_format(text, "%s · %s · %s",
                word_for("kind", match_record_kind_name(kind), inputs->language),
                match_catalogue_id(inputs->catalogue, opportunity),
                match_catalogue_title(inputs->catalogue, opportunity, inputs->language));
}

void
put_opportunity_head(const struct layout *layout, const struct inputs *inputs, size_t opportunity)
{
    struct text line = {0};

    add_name(&line, inputs, opportunity);
    layout_ends(layout, text_of(&line), "", COLOUR_PLAIN);
    layout_rule(layout);
    put_facts(layout, inputs, opportunity);
    text_clear(&line);
}

/* The right end of the first line: the word, the figure, and what moves it up on top of that, where
   they are known. A support asks for no skills, so that there is nothing to grade. */
static void
put_title(const struct layout *layout, const struct inputs *inputs, const match_pair *pair,
          const char *left, int32_t figure, int32_t more)
{
    struct text right = {0};

    if (match_catalogue_kind(inputs->catalogue, pair->opportunity) != MATCH_RECORD_SUPPORT) {
        text_add(&right, word_for("grade", match_grade_name((match_grade)pair->grade),
                                  inputs->language));
    }
    if (figure != MATCH_SCORE_UNKNOWN && pair->grade != MATCH_GRADE_UNKNOWN) {
        text_add(&right, "  ");
        add_percent(&right, inputs, figure);
        if (more > 0) {
            /* Both are rounded so that they add up to what orders the list. */
            text_format(&right, " +%d", whole_percent(figure + more) - whole_percent(figure));
        }
    }
    layout_ends(layout, left, text_of(&right), grade_colour((match_grade)pair->grade));
    text_clear(&right);
}

void
put_opportunity_entry(const struct layout *layout, const struct inputs *inputs,
                      const struct view_row *row, size_t rank)
{
    struct text left = {0};

    text_format(&left, "%2zu  ", rank);
    add_name(&left, inputs, row->pair.opportunity);
    put_title(layout, inputs, &row->pair, text_of(&left), row->pair.score,
              row->unlock.points);
    put_facts(layout, inputs, row->pair.opportunity);
    put_skills(layout, inputs, row->explanation);
    put_unlocked(layout, inputs, row);
    put_reasons(layout, inputs, row->explanation);
    text_clear(&left);
}

void
put_person_entry(const struct layout *layout, const struct inputs *inputs,
                 const struct view_row *row, size_t rank)
{
    struct text left = {0};

    text_format(&left, "%2zu  %s · ", rank, pair_profile(inputs, &row->pair));
    add_home(&left, inputs, row->pair.profile);
    add_wishes(&left, inputs, row->pair.profile);
    put_title(layout, inputs, &row->pair, text_of(&left), row->pair.coverage, 0);
    put_skills(layout, inputs, row->explanation);
    put_reasons(layout, inputs, row->explanation);
    text_clear(&left);
}
