/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/values.h"

#include "records/number.h"
#include "records/reader.h"
#include "records/record.h"
#include "records/suggest.h"

#include <stdio.h>
#include <string.h>

/*
 * The types of values that name something known elsewhere: a skill, an occupation, a place.
 * What cannot be resolved is kept as it was written, with a warning.
 */

#define CANDIDATES_SIZE 200
#define CONCEPT_BIT(kind) (1u << (unsigned)(kind))
#define SKILL_BITS CONCEPT_BIT(MATCH_CONCEPT_SKILL)
#define OCCUPATION_BITS                                                                            \
    (CONCEPT_BIT(MATCH_CONCEPT_OCCUPATION) | CONCEPT_BIT(MATCH_CONCEPT_OCCUPATION_GROUP))

/* Appends to a list of names for a message; what does not fit whole is left out. */
static void
add_candidate(char list[CANDIDATES_SIZE], const char *code, const char *name)
{
    size_t used = strlen(list);
    size_t room = CANDIDATES_SIZE - used;
    int wanted = snprintf(list + used, room, "%s%s%s%s%s", used > 0 ? ", " : "", code,
                          name ? " (" : "", name ? name : "", name ? ")" : "");
    if (wanted < 0 || (size_t)wanted >= room) {
        list[used] = '\0';
    }
}

/* ---- concepts ---- */

static void
list_concepts(const match_taxonomy *taxonomy, const match_concept *concepts, size_t count,
              char list[CANDIDATES_SIZE])
{
    list[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        add_candidate(list, match_taxonomy_id(taxonomy, concepts[i]),
                      match_taxonomy_label(taxonomy, concepts[i], "en"));
    }
}

static match_status
unresolved_concept(struct reader *reader, const char *code, const char *what, uint32_t kinds,
                   const char *text)
{
    match_concept nearest[SUGGEST_COUNT];
    char quote[QUOTE_SIZE];
    char list[CANDIDATES_SIZE] = "";
    size_t length = strlen(text);

    if (reader->suggestions_left > 0) {
        size_t count = suggest_concepts(reader->taxonomy, text, length, kinds, nearest);
        reader->suggestions_left--;
        list_concepts(reader->taxonomy, nearest, count, list);
    }
    return reader_unresolved(reader, code, "%s is no %s of the taxonomy%s%s",
                             reader_quote(reader, quote, text, length), what,
                             list[0] ? ", the nearest are " : "", list);
}

/* Finds a concept of some kinds by URI, code or label; *concept stays 0 where there is none. */
static match_status
resolve_concept(struct reader *reader, const char *what, uint32_t kinds, const char *text,
                const char *unresolved, const char *ambiguous, match_concept *concept)
{
    match_concept found[SUGGEST_COUNT];
    char quote[QUOTE_SIZE];
    char list[CANDIDATES_SIZE];
    match_concept exact = match_taxonomy_find(reader->taxonomy, text, MATCH_NUL);
    size_t count;

    if (exact != 0 && (kinds & CONCEPT_BIT(match_taxonomy_kind(reader->taxonomy, exact)))) {
        *concept = exact;
        return MATCH_OK;
    }
    count =
        match_taxonomy_find_label(reader->taxonomy, text, MATCH_NUL, kinds, found, SUGGEST_COUNT);
    if (count == 1) {
        *concept = found[0];
        return reader_tell(reader, MATCH_SEVERITY_NOTE, "RESOLVED_BY_LABEL",
                           "%s is the label of %s", reader_quote(reader, quote, text, strlen(text)),
                           match_taxonomy_id(reader->taxonomy, found[0]));
    }
    if (count == 0) {
        return unresolved_concept(reader, unresolved, what, kinds, text);
    }
    list_concepts(reader->taxonomy, found, count < SUGGEST_COUNT ? count : SUGGEST_COUNT, list);
    return reader_unresolved(reader, ambiguous, "%s is the label of %zu: %s",
                             reader_quote(reader, quote, text, strlen(text)), count, list);
}

static match_status
read_skill(struct reader *reader, const struct field *field, const char *text, size_t length,
           void *record)
{
    const char **kept = field_place(record, field->at);
    match_concept *skill = field_place(record, field->second);
    match_status status = reader_keep(reader, READER_CODE, text, length, kept);

    if (status != MATCH_OK || !reader->taxonomy || (*kept)[0] == '\0') {
        return status;
    }
    return resolve_concept(reader, "skill", SKILL_BITS, *kept, "UNRESOLVED_SKILL",
                           "AMBIGUOUS_SKILL", skill);
}

static void
write_kept(const struct field *field, const void *record, const match_places *places,
           struct buffer *out)
{
    const char *const *text = field_value(record, field->at);
    (void)places;
    buffer_add_text(out, *text);
}

const struct value_type value_skill = {
    .name = "skill", .read_text = read_skill, .write = write_kept};

/* The ISCO code is the field before in every table; it is filled in where it was not given. */
static match_status
read_occupation(struct reader *reader, const struct field *field, const char *text, size_t length,
                void *record)
{
    const char **isco = field_place(record, field[-1].at);
    const char **kept = field_place(record, field->at);
    match_concept *occupation = field_place(record, field->second);
    match_status status = reader_keep(reader, READER_CODE, text, length, kept);

    if (status != MATCH_OK || !reader->taxonomy || (*kept)[0] == '\0') {
        return status;
    }
    status = resolve_concept(reader, "occupation", OCCUPATION_BITS, *kept, "UNRESOLVED_OCCUPATION",
                             "AMBIGUOUS_OCCUPATION", occupation);
    if (*occupation != 0 && (*isco)[0] == '\0') {
        *isco = match_taxonomy_isco(reader->taxonomy, *occupation);
    }
    return status;
}

const struct value_type value_occupation = {
    .name = "occupation", .read_text = read_occupation, .write = write_kept};

/*
 * Unit groups of major group 0 that lost their zero in a spreadsheet. No other code of ISCO-08
 * is spelt like these, so they can be put right; 11, 21 and 31 cannot.
 */
static const char *const lost_zero_isco[] = {"110", "210", "310"};

static bool
is_isco(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
    }
    return length >= 1 && length <= 4;
}

static match_status
read_isco(struct reader *reader, const struct field *field, const char *text, size_t length,
          void *record)
{
    const char **kept = field_place(record, field->at);
    match_concept *occupation = field_place(record, field->second);
    char code[READER_NUMBER_BYTES + 1];
    char quote[QUOTE_SIZE];
    size_t code_length;
    match_status status = reader_number_text(reader, text, length, code, &code_length);

    if (status != MATCH_OK) {
        return status;
    }
    if (code_length == SIZE_MAX || !is_isco(code, code_length)) {
        return reader_reject(reader, "INVALID_CODE",
                             "%s is no ISCO-08 code, expected one to four digits such as 7531",
                             reader_quote(reader, quote, text, length));
    }
    for (size_t i = 0; i < sizeof lost_zero_isco / sizeof *lost_zero_isco; i++) {
        if (strcmp(code, lost_zero_isco[i]) == 0) {
            memmove(code + 1, code, code_length + 1);
            code[0] = '0';
            code_length++;
            status = reader_tell(reader, MATCH_SEVERITY_WARNING, "LOST_ZERO",
                                 "the code lost its leading zero and is read as %s", code);
        }
    }
    if (status == MATCH_OK) {
        status = reader_keep(reader, READER_CODE, code, code_length, kept);
    }
    if (status != MATCH_OK || !reader->taxonomy || *occupation != 0) {
        return status;
    }
    return resolve_concept(reader, "occupation", OCCUPATION_BITS, *kept, "UNRESOLVED_OCCUPATION",
                           "AMBIGUOUS_OCCUPATION", occupation);
}

const struct value_type value_isco = {
    .name = "ISCO-08 code", .read_text = read_isco, .write = write_kept};

/* ---- places ---- */

#define PLACE_CANDIDATES 8

/* What people write before or after the name of a place. */
static const struct place_word {
    const char *text;
    bool after;
} place_words[] = {
    {"ແຂວງ", false},     {"ເມືອງ", false},     {"ມ.", false},       {"ຂ.", false},
    {" province", true}, {" Province", true}, {" district", true}, {" District", true},
};

/* Finds places of the wanted depth. Returns how many there are; out gets up to the capacity. */
static size_t
find_places(const struct reader *reader, const char *text, size_t length, bool district,
            match_place within, match_place out[PLACE_CANDIDATES])
{
    match_place found[PLACE_CANDIDATES];
    size_t kept = 0;
    size_t count = match_places_find(reader->places, text, length, within, found, PLACE_CANDIDATES);

    for (size_t i = 0; i < count && i < PLACE_CANDIDATES; i++) {
        if ((match_places_parent(reader->places, found[i]) != 0) == district) {
            out[kept++] = found[i];
        }
    }
    return kept;
}

static size_t
find_places_loosely(const struct reader *reader, const char *text, size_t length, bool district,
                    match_place within, match_place out[PLACE_CANDIDATES])
{
    size_t count = find_places(reader, text, length, district, within, out);

    for (size_t i = 0; i < sizeof place_words / sizeof *place_words && count == 0; i++) {
        const struct place_word *word = &place_words[i];
        size_t size = strlen(word->text);
        if (length <= size ||
            memcmp(word->after ? text + length - size : text, word->text, size) != 0) {
            continue;
        }
        count = find_places(reader, word->after ? text : text + size, length - size, district,
                            within, out);
    }
    return count;
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
place_not_found(struct reader *reader, const char *text, bool district, size_t count,
                const match_place *candidates)
{
    char quote[QUOTE_SIZE];
    char list[CANDIDATES_SIZE] = "";
    const char *what = district ? "district" : "province";

    reader_quote(reader, quote, text, strlen(text));
    if (count == 0) {
        return reader_unresolved(reader, "UNRESOLVED_PLACE", "%s is no %s that is known", quote,
                                 what);
    }
    for (size_t i = 0; i < count; i++) {
        add_candidate(list, match_places_code(reader->places, candidates[i]),
                      match_places_name(reader->places, candidates[i], "en"));
    }
    return reader_unresolved(reader, "AMBIGUOUS_PLACE", "%s is the name of %zu: %s", quote, count,
                             list);
}

match_status
value_resolve_place(struct reader *reader, const char *text, size_t length, bool district,
                    match_place within, match_place *place, const char **kept)
{
    match_place found[PLACE_CANDIDATES];
    char code[READER_NUMBER_BYTES + 1];
    size_t code_length;
    size_t count;
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
        within = 0; /* a code says itself where it is */
    }
    count = find_places_loosely(reader, *kept, strlen(*kept), district, within, found);
    if (count == 0 && code_length != SIZE_MAX && lost_a_zero(code, code_length, district)) {
        memmove(code + 1, code, code_length + 1);
        code[0] = '0';
        count = find_places(reader, code, code_length + 1, district, within, found);
        if (count == 1) {
            status = reader_tell(reader, MATCH_SEVERITY_WARNING, "LOST_ZERO",
                                 "the code lost its leading zero and is read as %s", code);
        }
    }
    if (status != MATCH_OK) {
        return status;
    }
    if (count != 1) {
        return place_not_found(reader, *kept, district, count, found);
    }
    *place = found[0];
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
