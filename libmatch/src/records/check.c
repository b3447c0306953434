/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/check.h"

#include "records/field.h"
#include "records/fill.h"
#include "records/isco.h"
#include "records/items.h"
#include "records/record.h"

#include <inttypes.h>
#include <string.h>

/* Puts the lists of a record in order. */
static match_status
settle_lists(struct reader *reader, const struct field_table *table, void *record)
{
    match_status status = MATCH_OK;

    for (size_t i = 0; i < table->count && status == MATCH_OK; i++) {
        const struct field *field = &table->fields[i];
        if (field->items && !field->input_only) {
            reader_enter(reader, field->name);
            status = items_settle(reader, field, record);
        }
    }
    return status;
}

/* ---- pairs of values in an order ---- */

struct date_pair {
    size_t first, second;
    const char *first_name, *second_name;
};

static match_status
check_dates(struct reader *reader, const struct date_pair *pair, const void *record)
{
    const match_date *first = field_value(record, pair->first);
    const match_date *second = field_value(record, pair->second);
    char first_text[MATCH_DATE_TEXT_SIZE];
    char second_text[MATCH_DATE_TEXT_SIZE];

    if (*first == MATCH_DATE_NONE || *second == MATCH_DATE_NONE || *first <= *second) {
        return MATCH_OK;
    }
    match_date_format(*first, first_text);
    match_date_format(*second, second_text);
    reader_enter(reader, pair->second_name);
    return reader_reject(reader, "IMPOSSIBLE_DATES", "%s %s is before %s %s", pair->second_name,
                         second_text, pair->first_name, first_text);
}

#define PAIR(type, a, b)                                                                           \
    {                                                                                              \
        .first = offsetof(struct type, a), .second = offsetof(struct type, b), .first_name = #a,   \
        .second_name = #b                                                                          \
    }

static const struct date_pair profile_dates[] = {
    PAIR(profile, available_from, available_until),
};

static const struct date_pair opportunity_dates[] = {
    PAIR(opportunity, posted, closes),
    PAIR(opportunity, opens, closes),
    PAIR(opportunity, starts, ends),
};

/* ---- wages ---- */

/* No wage in LAK for a month is below this; one in baht often is. */
#define PLAUSIBLE_WAGE 200000

static match_status
check_wage(struct reader *reader, const char *field, int64_t wage)
{
    if (wage == MONEY_UNKNOWN || wage <= 0 || wage >= PLAUSIBLE_WAGE) {
        return MATCH_OK;
    }
    reader_enter(reader, field);
    return reader_tell(reader, MATCH_SEVERITY_WARNING, "WAGE_IMPLAUSIBLE",
                       "%" PRId64 " LAK a month is implausible, it looks like THB or thousands",
                       wage);
}

match_status
check_profile(struct reader *reader, void *record)
{
    const struct profile *profile = record;
    match_status status = settle_lists(reader, &profile_fields, record);

    for (size_t i = 0; i < sizeof profile_dates / sizeof *profile_dates && status == MATCH_OK;
         i++) {
        status = check_dates(reader, &profile_dates[i], record);
    }
    if (status == MATCH_OK) {
        status = check_wage(reader, "reservation_wage", profile->reservation_wage);
    }
    return status == MATCH_OK ? fill_profile(reader, record) : status;
}

static match_status
check_wages(struct reader *reader, const struct opportunity *vacancy)
{
    match_status status = MATCH_OK;

    if (strcmp(vacancy->currency, "LAK") == 0 && strcmp(vacancy->wage_period, "month") == 0) {
        status = check_wage(reader, "wage_min", vacancy->wage_minimum);
        if (status == MATCH_OK) {
            status = check_wage(reader, "wage_max", vacancy->wage_maximum);
        }
    }
    if (status == MATCH_OK && vacancy->wage_minimum != MONEY_UNKNOWN &&
        vacancy->wage_maximum != MONEY_UNKNOWN && vacancy->wage_minimum > vacancy->wage_maximum) {
        reader_enter(reader, "wage_max");
        status = reader_reject(reader, "IMPOSSIBLE_RANGE",
                               "wage_max %" PRId64 " is below wage_min %" PRId64,
                               vacancy->wage_maximum, vacancy->wage_minimum);
    }
    return status;
}

static match_status
check_ages(struct reader *reader, const struct opportunity *offer)
{
    int least = offer->entry_age_minimum;
    int highest = offer->entry_age_maximum;

    if (least == NUMBER_UNKNOWN || highest == NUMBER_UNKNOWN || least <= highest) {
        return MATCH_OK;
    }
    reader_enter(reader, "entry_age_max");
    return reader_reject(reader, "IMPOSSIBLE_RANGE", "entry_age_max %d is below entry_age_min %d",
                         highest, least);
}

/* Abroad there are no provinces that we know; at home there must be one. */
static match_status
check_place(struct reader *reader, const struct opportunity *offer)
{
    bool has_province = offer->province != 0 || offer->province_text[0] != '\0';

    if (has_province || offer->kind == MATCH_RECORD_SUPPORT || reader->rejected ||
        (offer->country[0] != '\0' && strcmp(offer->country, "LA") != 0)) {
        return MATCH_OK;
    }
    reader_enter(reader, "province");
    return reader_reject(reader, "MISSING_VALUE", "province is missing");
}

/* What stands beside the code has been looked at where an occupation is given. */
static match_status
check_title(struct reader *reader, const struct opportunity *offer)
{
    match_status status = MATCH_OK;

    if (offer->isco[0] == '\0' || offer->occupation_text[0] != '\0') {
        return MATCH_OK;
    }
    reader_enter(reader, "isco");
    if (offer->title[0] != '\0') {
        status = isco_check_name(reader, offer->isco, offer->title);
    }
    if (status == MATCH_OK && offer->title_lo[0] != '\0') {
        status = isco_check_name(reader, offer->isco, offer->title_lo);
    }
    return status;
}

match_status
check_opportunity(struct reader *reader, void *record)
{
    const struct opportunity *offer = record;
    match_status status = settle_lists(reader, &opportunity_fields, record);

    for (size_t i = 0;
         i < sizeof opportunity_dates / sizeof *opportunity_dates && status == MATCH_OK; i++) {
        status = check_dates(reader, &opportunity_dates[i], record);
    }
    if (status == MATCH_OK) {
        status = check_wages(reader, offer);
    }
    if (status == MATCH_OK) {
        status = check_ages(reader, offer);
    }
    if (status == MATCH_OK) {
        status = check_place(reader, offer);
    }
    if (status == MATCH_OK) {
        status = check_title(reader, offer);
    }
    return status == MATCH_OK ? fill_opportunity(reader, record) : status;
}
