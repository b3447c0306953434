/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/onet_ratings.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"

/* Both ratings of an element for an occupation, in hundredths. */
struct onet_rating {
    uint32_t element_at; /* where the element begins in the text of the pair */
    struct builder_place place;
    int16_t importance, level; /* UNRATED: not stated */
    bool importance_suppressed, level_suppressed, not_relevant;
};

#define UNRATED (-1)

/* What a scale is called and what it holds. */
static const struct scale {
    const char *id;
    int least, most;
    bool level;
} scales[] = {
    {"IM", 100, 500, false},
    {"LV", 0, 700, true},
};

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "4.12" as 412, UNRATED for what is no such number; further decimals are cut off. */
static int
hundredths_of(const char *text)
{
    int value = 0;
    if (!is_digit(text[0]) || (is_digit(text[1]) && is_digit(text[2]))) {
        return UNRATED;
    }
    while (is_digit(*text)) {
        value = value * 10 + (*text++ - '0');
    }
    if (*text == '.') {
        text++;
    }
    for (int i = 0; i < 2; i++) {
        value = value * 10 + (is_digit(*text) ? *text++ - '0' : 0);
    }
    while (is_digit(*text)) {
        text++;
    }
    return *text == '\0' ? value : UNRATED;
}

/* The rating of a pair, NULL on want of memory. */
static struct onet_rating *
find_rating(struct onet_ratings *ratings, const struct sheets *sheets,
            const struct onet_rating_row *row)
{
    uint32_t before = ratings->pairs.count;
    ratings->key.size = 0;
    buffer_add_text(&ratings->key, row->occupation);
    buffer_add_char(&ratings->key, '\t');
    uint32_t element_at = (uint32_t)ratings->key.size;
    buffer_add_text(&ratings->key, row->element);
    if (ratings->key.failed) {
        return NULL;
    }
    uint32_t number = intern_add(&ratings->pairs, ratings->key.bytes, ratings->key.size);
    struct onet_rating *items =
        number == 0 ? NULL : alloc_grow(ratings->items, &ratings->capacity, number, sizeof *items);
    if (!items) {
        return NULL;
    }
    ratings->items = items;
    if (number > before) {
        items[number - 1] = (struct onet_rating){.element_at = element_at,
                                                 .place = sheet_place(sheets),
                                                 .importance = UNRATED,
                                                 .level = UNRATED};
    }
    return &items[number - 1];
}

static const struct scale *
find_scale(const char *id)
{
    for (size_t i = 0; i < sizeof scales / sizeof scales[0]; i++) {
        if (strcmp(scales[i].id, id) == 0) {
            return &scales[i];
        }
    }
    return NULL;
}

match_status
onet_ratings_add(struct onet_ratings *ratings, struct sheets *sheets,
                 const struct onet_rating_row *row)
{
    const struct scale *scale = find_scale(row->scale);
    int value = hundredths_of(row->value);
    if (!scale) {
        ratings->other_scales++;
        return MATCH_OK;
    }
    if (value < scale->least || value > scale->most) {
        return sheet_say(sheets, MATCH_SEVERITY_ERROR, "Data Value", "BAD_VALUE",
                         "%s is '%.40s', expected a number from %d to %d", scale->id, row->value,
                         scale->least / 100, scale->most / 100);
    }
    struct onet_rating *rating = find_rating(ratings, sheets, row);
    if (!rating) {
        return fail_memory(sheets->err);
    }
    bool suppressed = strcmp(row->suppress, "Y") == 0;
    bool *flag = scale->level ? &rating->level_suppressed : &rating->importance_suppressed;
    int16_t *slot = scale->level ? &rating->level : &rating->importance;
    if (*slot != UNRATED) {
        return sheet_say(sheets, MATCH_SEVERITY_ERROR, "Scale ID", "DUPLICATE_RATING",
                         "element '%.40s' of '%.40s' is rated twice on scale %s", row->element,
                         row->occupation, scale->id);
    }
    *slot = (int16_t)value;
    *flag = suppressed;
    rating->not_relevant |= strcmp(row->not_relevant, "Y") == 0;
    return MATCH_OK;
}

/* --- Relations ------------------------------------------------------------------------------- */

/* What becomes of a rating, for the figures. */
enum outcome {
    OUTCOME_RELATION,
    OUTCOME_NOT_RELEVANT,
    OUTCOME_SUPPRESSED,
    OUTCOME_UNRATED,
    OUTCOME_LOW,
    OUTCOME_COUNT
};

static const struct {
    match_severity severity;
    const char *code, *text;
} figures[OUTCOME_COUNT] = {
    [OUTCOME_NOT_RELEVANT] = {MATCH_SEVERITY_NOTE, "RATING_NOT_RELEVANT",
                              "ratings are marked as not relevant and give no relation"},
    [OUTCOME_SUPPRESSED] = {MATCH_SEVERITY_NOTE, "RATING_SUPPRESSED",
                            "ratings have an importance that is to be suppressed and give no "
                            "relation"},
    [OUTCOME_UNRATED] = {MATCH_SEVERITY_WARNING, "RATING_INCOMPLETE",
                         "ratings have no importance and give no relation"},
    [OUTCOME_LOW] = {MATCH_SEVERITY_NOTE, "RATING_LOW",
                     "ratings are below importance 2.00 and give no relation"},
};

static enum outcome
judge(const struct onet_rating *rating)
{
    if (rating->not_relevant) {
        return OUTCOME_NOT_RELEVANT;
    }
    if (rating->importance_suppressed) {
        return OUTCOME_SUPPRESSED;
    }
    if (rating->importance == UNRATED) {
        return OUTCOME_UNRATED;
    }
    return rating->importance < ONET_OPTIONAL ? OUTCOME_LOW : OUTCOME_RELATION;
}

/* 1 to 5, or 0 where the level is not stated. */
static unsigned
level_of(const struct onet_rating *rating)
{
    if (rating->level == UNRATED || rating->level_suppressed) {
        return 0;
    }
    unsigned level = ((unsigned)rating->level * 5 + 350) / 700;
    return level > 0 ? level : 1;
}

static match_status
add_relation(struct onet_ratings *ratings, struct sheets *sheets, uint32_t number)
{
    const struct onet_rating *rating = &ratings->items[number - 1];
    const char *pair = intern_text(&ratings->pairs, number);
    match_relation_kind kind =
        rating->importance >= ONET_ESSENTIAL ? MATCH_RELATION_ESSENTIAL : MATCH_RELATION_OPTIONAL;
    ratings->key.size = 0;
    buffer_add(&ratings->key, pair, rating->element_at - 1);
    if (ratings->key.failed) {
        return fail_memory(sheets->err);
    }
    return builder_add_relation(&sheets->builder, ratings->key.bytes, pair + rating->element_at,
                                kind, level_of(rating), rating->place, sheets->err);
}

match_status
onet_ratings_finish(struct onet_ratings *ratings, struct sheets *sheets)
{
    uint64_t counts[OUTCOME_COUNT] = {0};
    uint64_t without_level = 0;
    match_status status = MATCH_OK;
    for (uint32_t i = 1; i <= ratings->pairs.count && status == MATCH_OK; i++) {
        enum outcome outcome = judge(&ratings->items[i - 1]);
        counts[outcome]++;
        if (outcome == OUTCOME_RELATION) {
            without_level += level_of(&ratings->items[i - 1]) == 0;
            status = add_relation(ratings, sheets, i);
        }
    }
    for (size_t i = OUTCOME_RELATION + 1; i < OUTCOME_COUNT && status == MATCH_OK; i++) {
        status =
            sheet_count(sheets, figures[i].severity, figures[i].code, counts[i], figures[i].text);
    }
    if (status == MATCH_OK) {
        status = sheet_count(sheets, MATCH_SEVERITY_NOTE, "LEVEL_SUPPRESSED", without_level,
                             "relations have no level, which is missing or to be suppressed");
    }
    if (status == MATCH_OK) {
        status = sheet_count(sheets, MATCH_SEVERITY_NOTE, "OTHER_SCALE", ratings->other_scales,
                             "rows are of scales other than IM and LV");
    }
    onet_ratings_clear(ratings);
    return status;
}

void
onet_ratings_clear(struct onet_ratings *ratings)
{
    intern_clear(&ratings->pairs);
    alloc_free(ratings->items);
    buffer_clear(&ratings->key);
    *ratings = (struct onet_ratings){0};
}
