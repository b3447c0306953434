/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "entry.h"

#include <string.h>

/**
 * @file facts.c
 * Where an opportunity is and on what terms, in two lines.
 */

void
add_place(struct text *text, const struct inputs *inputs, const char *value)
{
    match_place place = 0;

    if (!value[0]) {
        return;
    }
    if (match_places_find(inputs->places, value, MATCH_NUL, 0, &place, 1) == 1) {
        value = match_places_name(inputs->places, place, inputs->language);
    }
    if (strcmp(text_of(text), value) != 0) {
        text_format(text, "%s%s", text->length ? ", " : "", value);
    }
}

struct facts {
    const struct inputs *inputs;
    size_t opportunity;
    struct paragraph paragraph;
    struct text room;
};

static const char *
fact(struct facts *facts, const char *field)
{
    return opportunity_field(facts->inputs, facts->opportunity, field, &facts->room);
}

/* An item with the value of a field in a fixed text, if the field is there. */
static void
item_if(struct facts *facts, const char *field, enum message text, bool number)
{
    const char *value = fact(facts, field);
    struct text figure = {0};
    struct text item = {0};

    if (value[0]) {
        if (number) {
            add_number(&figure, value);
        } else {
            text_add(&figure, value);
        }
        text_fill(&item, message(text, facts->inputs->language), text_of(&figure));
        paragraph_item(&facts->paragraph, text_of(&item));
    }
    text_clear(&figure);
    text_clear(&item);
}

static void
item_place(struct facts *facts)
{
    static const char *const fields[] = {"district", "province"};
    struct text item = {0};
    const char *value;

    for (size_t i = 0; i < sizeof fields / sizeof fields[0] &&
                       !is_abroad(facts->inputs, facts->opportunity);
         i++) {
        add_place(&item, facts->inputs, fact(facts, fields[i]));
    }
    value = fact(facts, "zone");
    if (value[0]) {
        text_format(&item, "%s%s", item.length ? ", " : "", value);
    }
    value = fact(facts, "country");
    if (value[0] && strcmp(value, "LA") != 0) {
        text_format(&item, "%s%s", item.length ? ", " : "", value);
    }
    if (item.length == 0) {
        text_add(&item, message(MSG_PLACE_UNKNOWN, facts->inputs->language));
    }
    paragraph_item(&facts->paragraph, text_of(&item));
    text_clear(&item);
}

static void
item_wage(struct facts *facts)
{
    struct text item = {0};
    struct text least = {0};
    const char *language = facts->inputs->language;

    text_add(&least, fact(facts, "wage_min"));
    add_number(&item, text_of(&least));
    if (strcmp(text_of(&least), fact(facts, "wage_max")) != 0 && fact(facts, "wage_max")[0]) {
        text_add(&item, item.length ? "–" : "");
        add_number(&item, fact(facts, "wage_max"));
    }
    if (item.length > 0) {
        const char *value = fact(facts, "currency");
        text_format(&item, " %s", word_for("currency", value[0] ? value : "LAK", language));
        value = fact(facts, "wage_period");
        text_format(&item, " %s", word_for("period", value[0] ? value : "month", language));
        paragraph_item(&facts->paragraph, text_of(&item));
    }
    text_clear(&item);
    text_clear(&least);
}

/* What a course costs in all; nothing is said when no cost is stated. */
static void
item_cost(struct facts *facts)
{
    int64_t cost = match_catalogue_cost(facts->inputs->catalogue, facts->opportunity);
    struct text figure = {0};
    struct text number = {0};

    if (cost == 0) {
        paragraph_item(&facts->paragraph, message(MSG_NO_COST, facts->inputs->language));
    } else if (cost > 0) {
        text_format(&figure, "%lld", (long long)cost);
        add_number(&number, text_of(&figure));
        text_reset(&figure);
        text_fill(&figure, message(MSG_COST, facts->inputs->language), text_of(&number));
        paragraph_item(&facts->paragraph, text_of(&figure));
    }
    text_clear(&figure);
    text_clear(&number);
}

static void
item_lodging(struct facts *facts)
{
    const char *value = fact(facts, "accommodation");

    if (strcmp(value, "free") == 0) {
        paragraph_item(&facts->paragraph, message(MSG_LODGING_FREE, facts->inputs->language));
    } else if (strcmp(value, "yes") == 0) {
        paragraph_item(&facts->paragraph, message(MSG_LODGING, facts->inputs->language));
    }
}

void
put_facts(const struct layout *layout, const struct inputs *inputs, size_t opportunity)
{
    struct facts facts = {.inputs = inputs, .opportunity = opportunity};
    match_record_kind kind = match_catalogue_kind(inputs->catalogue, opportunity);

    paragraph_begin(&facts.paragraph, layout, LABEL_INDENT, message(MSG_WHERE, inputs->language),
                    LABEL_COLUMNS, " · ");
    item_place(&facts);
    if (fact(&facts, "provider")[0]) {
        paragraph_item(&facts.paragraph, fact(&facts, "provider"));
    }
    paragraph_end(&facts.paragraph);
    paragraph_begin(&facts.paragraph, layout, LABEL_INDENT, message(MSG_TERMS, inputs->language),
                    LABEL_COLUMNS, " · ");
    if (kind == MATCH_RECORD_VACANCY) {
        item_wage(&facts);
        item_if(&facts, "openings", MSG_OPENINGS, true);
    } else {
        item_if(&facts, "duration_weeks", MSG_WEEKS, true);
        item_cost(&facts);
        item_if(&facts, "amount", MSG_AMOUNT, true);
        item_if(&facts, "seats", MSG_SEATS, true);
    }
    item_lodging(&facts);
    item_if(&facts, "closes", MSG_CLOSES, false);
    item_if(&facts, "starts", MSG_STARTS, false);
    if (facts.paragraph.items == 0) {
        paragraph_item(&facts.paragraph, message(MSG_NOT_STATED, inputs->language));
    }
    paragraph_end(&facts.paragraph);
    text_clear(&facts.room);
}
