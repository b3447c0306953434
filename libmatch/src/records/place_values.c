/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/values.h"

#include "records/number.h"
#include "records/place_table.h"
#include "records/reader.h"

#include <stdio.h>
#include <string.h>

/* The types of values that name a place. What is not known is kept as it was written. */

#define PLACE_CANDIDATES 8

/* What people write before or after the name of a place. */
static const struct place_word {
    const char *text;
    bool after;
} place_words[] = {
    {"ແຂວງ", false},     {"ເມືອງ", false},     {"ມ.", false},       {"ຂ.", false},
    {" province", true}, {" Province", true}, {" district", true}, {" District", true},
};

/* Places that a text may mean. */
struct place_search {
    bool district; /* what is sought: districts or provinces */
    match_place within;
    match_place found[PLACE_CANDIDATES];
    size_t count;
};

/* Finds places of the wanted depth. */
static match_status
find_places(const struct reader *reader, struct place_search *search, const char *text,
            size_t length)
{
    match_place found[PLACE_CANDIDATES];
    size_t count;
    match_status status = place_table_find(reader->places, text, length, search->within, found,
                                           PLACE_CANDIDATES, &count, reader->err);

    search->count = 0;
    for (size_t i = 0; status == MATCH_OK && i < count && i < PLACE_CANDIDATES; i++) {
        if ((match_places_parent(reader->places, found[i]) != 0) == search->district) {
            search->found[search->count++] = found[i];
        }
    }
    return status;
}

static match_status
find_places_loosely(const struct reader *reader, struct place_search *search, const char *text,
                    size_t length)
{
    match_status status = find_places(reader, search, text, length);

    for (size_t i = 0;
         i < sizeof place_words / sizeof *place_words && search->count == 0 && status == MATCH_OK;
         i++) {
        const struct place_word *word = &place_words[i];
        size_t size = strlen(word->text);
        if (length > size &&
            memcmp(word->after ? text + length - size : text, word->text, size) == 0) {
            status = find_places(reader, search, word->after ? text : text + size, length - size);
        }
    }
    return status;
}

static bool
all_digits(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
    }
    return length > 0;
}

/* Codes of provinces have two digits and those of districts four. */
static bool
lost_a_zero(const char *code, size_t length, bool district)
{
    return all_digits(code, length) && length == (district ? 3 : 1);
}

static match_status
place_not_found(struct reader *reader, const char *text, const struct place_search *search)
{
    char quote[QUOTE_SIZE];
    char list[CANDIDATES_SIZE] = "";

    reader_quote(reader, quote, text, strlen(text));
    if (search->count == 0) {
        return reader_unresolved(reader, "UNRESOLVED_PLACE", "%s is no %s that is known", quote,
                                 search->district ? "district" : "province");
    }
    for (size_t i = 0; i < search->count; i++) {
        values_add_candidate(list, match_places_code(reader->places, search->found[i]),
                             match_places_name(reader->places, search->found[i], "en"));
    }
    return reader_unresolved(reader, "AMBIGUOUS_PLACE", "%s is the name of %zu: %s", quote,
                             search->count, list);
}

/* Puts back the zero that a spreadsheet took from a code, where that makes a known one. */
static match_status
find_with_zero(struct reader *reader, struct place_search *search, const char *code)
{
    char whole[READER_NUMBER_BYTES + 1];
    match_status status;

    snprintf(whole, sizeof whole, "0%s", code);
    status = find_places(reader, search, whole, strlen(whole));
    if (status == MATCH_OK && search->count == 1) {
        status = reader_tell(reader, MATCH_SEVERITY_WARNING, "LOST_ZERO",
                             "the code lost its leading zero and is read as %s", whole);
    }
    return status;
}

match_status
value_resolve_place(struct reader *reader, const char *text, size_t length, bool district,
                    match_place within, match_place *place, const char **kept)
{
    struct place_search search = {.district = district, .within = within};
    char code[READER_NUMBER_BYTES];
    size_t code_length;
    match_status status;

    text = reader_trim(text, &length);
    status = reader_number_text(reader, text, length, code, &code_length);
    if (status == MATCH_OK) {
        status = reader_keep(reader, READER_CODE, code_length == SIZE_MAX ? text : code,
                             code_length == SIZE_MAX ? length : code_length, kept);
    }
    if (status == MATCH_OK && number_is_scientific(*kept, strlen(*kept))) {
        char quote[QUOTE_SIZE];
        return reader_reject(reader, "INVALID_CODE",
                             "%s is in scientific notation, expected a code as text",
                             reader_quote(reader, quote, text, length));
    }
    if (status != MATCH_OK || !reader->places) {
        return status;
    }
    if (all_digits(*kept, strlen(*kept))) {
        search.within = 0; /* a code says itself where it is */
    }
    status = find_places_loosely(reader, &search, *kept, strlen(*kept));
    if (status == MATCH_OK && search.count == 0 && lost_a_zero(*kept, strlen(*kept), district)) {
        status = find_with_zero(reader, &search, *kept);
    }
    if (status != MATCH_OK) {
        return status;
    }
    if (search.count != 1) {
        return place_not_found(reader, *kept, &search);
    }
    *place = search.found[0];
    *kept = "";
    return MATCH_OK;
}

static match_status
read_province(struct reader *reader, const struct field *field, const char *text, size_t length,
              void *record)
{
    return value_resolve_place(reader, text, length, false, 0, field_place(record, field->at),
                               field_place(record, field->second));
}

static void
write_place(const struct field *field, const void *record, const match_places *places,
            struct buffer *out)
{
    const match_place *place = field_value(record, field->at);
    const char *const *text = field_value(record, field->second);

    buffer_add_text(out, *place ? match_places_code(places, *place) : *text);
}

const struct value_type value_province = {
    .name = "province", .read_text = read_province, .write = write_place};

/* The province is the field before in every table, so it is known by now. */
static match_status
read_district(struct reader *reader, const struct field *field, const char *text, size_t length,
              void *record)
{
    const match_place *province = field_value(record, field[-1].at);
    match_place *district = field_place(record, field->at);
    const char **kept = field_place(record, field->second);
    match_status status =
        value_resolve_place(reader, text, length, true, *province, district, kept);
    match_place parent = *district ? match_places_parent(reader->places, *district) : 0;

    if (status != MATCH_OK || *province == 0 || parent == *province || parent == 0) {
        return status;
    }
    /* Which of the two is wrong cannot be known; the district is the smaller loss. */
    *kept = match_places_code(reader->places, *district);
    *district = 0;
    return reader_unresolved(reader, "UNRESOLVED_PLACE", "district %s is not in province %s", *kept,
                             match_places_code(reader->places, *province));
}

const struct value_type value_district = {
    .name = "district", .read_text = read_district, .write = write_place};
