/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/values.h"

#include "base/fail.h"
#include "records/isco.h"
#include "records/reader.h"
#include "records/record.h"
#include "records/suggest.h"
#include "taxonomy/find.h"
#include "text/digits.h"

#include <libmatch/text.h>
#include <stdio.h>
#include <string.h>

/*
 * The types of values that name a concept of the taxonomy: a skill or an occupation. What
 * cannot be resolved is kept as it was written, with a warning.
 */

#define CONCEPT_BIT(kind) (1u << (unsigned)(kind))
#define SKILL_BITS CONCEPT_BIT(MATCH_CONCEPT_SKILL)
#define OCCUPATION_BITS                                                                            \
    (CONCEPT_BIT(MATCH_CONCEPT_OCCUPATION) | CONCEPT_BIT(MATCH_CONCEPT_OCCUPATION_GROUP))

void
values_add_candidate(char list[CANDIDATES_SIZE], const char *code, const char *name)
{
    size_t used = strlen(list);
    size_t room = CANDIDATES_SIZE - used;
    int wanted = snprintf(list + used, room, *name ? "%s%s (%s)" : "%s%s", used > 0 ? ", " : "",
                          code, name);

    if (wanted < 0 || (size_t)wanted >= room) {
        list[used] = '\0';
    }
}

static void
list_concepts(const match_taxonomy *taxonomy, const match_concept *concepts, size_t count,
              char list[CANDIDATES_SIZE])
{
    list[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        values_add_candidate(list, match_taxonomy_id(taxonomy, concepts[i]),
                             match_taxonomy_label(taxonomy, concepts[i], "en"));
    }
}

/*
 * "CODE (label, 45 %)" of each candidate. Where several are named by URIs, which would not fit,
 * "label (45 %)": a label is as good as a code.
 */
static void
list_candidates(const match_taxonomy *taxonomy, const struct naming_answer *answer,
                char list[CANDIDATES_SIZE])
{
    list[0] = '\0';
    for (size_t i = 0; i < answer->count; i++) {
        const match_candidate *candidate = &answer->candidates[i];
        char name[QUOTE_SIZE];
        const char *id = match_taxonomy_id(taxonomy, candidate->concept);
        const char *label = match_taxonomy_label(taxonomy, candidate->concept, "en");
        size_t shown = match_text_cut(label, strlen(label), QUOTE_COLUMNS);
        int sure = (int)(candidate->confidence / (MATCH_RESOLVE_ONE / 100));

        if (answer->count > 1 && strstr(id, "://")) {
            snprintf(name, sizeof name, "%d %%", sure);
            values_add_candidate(list, label, name);
        } else {
            snprintf(name, sizeof name, "%.*s, %d %%", (int)(shown < 100 ? shown : 0), label,
                     sure);
            values_add_candidate(list, id, name);
        }
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
                             list[0] ? ", nearest: " : "", list);
}

/* What a kind of concept is called, and the codes of what can go wrong with it. */
struct concept_use {
    const char *what;
    uint32_t kinds;
    const char *unresolved;
    const char *ambiguous;
};

static const struct concept_use skill_use = {"skill", SKILL_BITS, "UNRESOLVED_SKILL",
                                             "AMBIGUOUS_SKILL"};
static const struct concept_use occupation_use = {"occupation", OCCUPATION_BITS,
                                                  "UNRESOLVED_OCCUPATION", "AMBIGUOUS_OCCUPATION"};

/*
 * Finds a concept by what people call it. Where that is likely enough the record has the code
 * and keeps the words.
 */
static match_status
resolve_words(struct reader *reader, const struct concept_use *use, const char **text,
              struct wording *wording, match_concept *concept)
{
    struct naming_answer answer;
    const match_candidate *best = answer.candidates;
    char quote[QUOTE_SIZE];
    char list[CANDIDATES_SIZE];
    match_status status = naming_find(&reader->naming, reader->taxonomy, use->kinds,
                                      reader->language, *text, &answer, reader->err);

    if (status != MATCH_OK) {
        return status;
    }
    reader_quote(reader, quote, *text, strlen(*text));
    if (!answer.sure || !reader->fill) {
        list_candidates(reader->taxonomy, &answer, list);
        return reader_unresolved(reader, use->unresolved, "%s is no %s of the taxonomy%s%s", quote,
                                 use->what, list[0] ? ", nearest: " : "", list);
    }
    *concept = best->concept;
    wording->words = *text;
    wording->confidence = (int)(best->confidence / (MATCH_RESOLVE_ONE / 100));
    *text = arena_text(reader->arena, match_taxonomy_id(reader->taxonomy, *concept),
                       strlen(match_taxonomy_id(reader->taxonomy, *concept)));
    if (!*text) {
        return fail_memory(reader->err);
    }
    answer.count = 1;
    list_candidates(reader->taxonomy, &answer, list);
    return reader_tell(reader, MATCH_SEVERITY_WARNING, "RESOLVED_BY_WORDS", "%s is read as %s",
                       quote, list);
}

/* Whether a text is the code of what it is most like, but for capitals. */
static bool
is_misspelt_code(const struct reader *reader, const struct concept_use *use, const char *text)
{
    size_t length = strlen(text);
    match_concept nearest[SUGGEST_COUNT];

    if (naming_is_code(text)) {
        return true;
    }
    return !strchr(text, ' ') && reader->suggestions_left > 0 &&
           suggest_concepts(reader->taxonomy, text, length, use->kinds, nearest) > 0 &&
           suggest_distance(text, length, match_taxonomy_id(reader->taxonomy, nearest[0]),
                            strlen(match_taxonomy_id(reader->taxonomy, nearest[0])), 0) == 0;
}

/* Finds a concept by its label; *concept stays 0 where there is none or more than one. */
static match_status
resolve_label(struct reader *reader, const struct concept_use *use, const char **written,
              struct wording *wording, match_concept *concept)
{
    const char *text = *written;
    struct ids found = {0};
    char quote[QUOTE_SIZE];
    char list[CANDIDATES_SIZE];
    match_status status =
        find_label(reader->taxonomy, text, MATCH_NUL, use->kinds, &found, reader->err);

    reader_quote(reader, quote, text, strlen(text));
    if (status == MATCH_OK && found.count == 1) {
        *concept = found.items[0];
        status =
            reader_tell(reader, MATCH_SEVERITY_NOTE, "RESOLVED_BY_LABEL", "%s is the label of %s",
                        quote, match_taxonomy_id(reader->taxonomy, *concept));
    } else if (status == MATCH_OK && found.count == 0) {
        status = !wording || is_misspelt_code(reader, use, text)
                     ? unresolved_concept(reader, use->unresolved, use->what, use->kinds, text)
                     : resolve_words(reader, use, written, wording, concept);
    } else if (status == MATCH_OK) {
        list_concepts(reader->taxonomy, found.items,
                      found.count < SUGGEST_COUNT ? found.count : SUGGEST_COUNT, list);
        status = reader_unresolved(reader, use->ambiguous, "%s is the label of %zu: %s", quote,
                                   found.count, list);
    }
    ids_clear(&found);
    return status;
}

/*
 * Finds a concept of some kinds by URI, code, label or, where there is a wording, what people
 * call it; the text then becomes the code.
 */
static match_status
resolve_concept(struct reader *reader, const struct concept_use *use, const char **written,
                struct wording *wording, match_concept *concept)
{
    const char *text = *written;
    match_concept exact;

    if (!reader->taxonomy || text[0] == '\0') {
        return MATCH_OK;
    }
    exact = match_taxonomy_find(reader->taxonomy, text, MATCH_NUL);
    if (exact != 0 && (use->kinds & CONCEPT_BIT(match_taxonomy_kind(reader->taxonomy, exact)))) {
        *concept = exact;
        return MATCH_OK;
    }
    return resolve_label(reader, use, written, wording, concept);
}

static match_status
read_skill(struct reader *reader, const struct field *field, const char *text, size_t length,
           void *record)
{
    const char **kept = field_place(record, field->at);
    match_status status = reader_keep(reader, READER_CODE, text, length, kept);

    if (status != MATCH_OK) {
        return status;
    }
    return resolve_concept(reader, &skill_use, kept, field_place(record, field->wording),
                           field_place(record, field->second));
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

/*
 * The ISCO code is the field before in every table; it is filled in where it was not given, and
 * looked at where it was.
 */
static match_status
read_occupation(struct reader *reader, const struct field *field, const char *text, size_t length,
                void *record)
{
    const char **isco = field_place(record, field[-1].at);
    const char **kept = field_place(record, field->at);
    match_concept *occupation = field_place(record, field->second);
    const char *before = *kept;
    match_status status = reader_keep(reader, READER_CODE, text, length, kept);
    const char *name = *kept;

    if (status == MATCH_OK && before[0] != '\0') {
        return reader_reject(reader, "INVALID_VALUE", "there are two occupations, expected one");
    }
    if (status == MATCH_OK) {
        status = resolve_concept(reader, &occupation_use, kept,
                                 field_place(record, field->wording), occupation);
    }
    if (status == MATCH_OK && (*isco)[0] != '\0') {
        status = isco_check_name(reader, *isco, name);
    }
    if (*occupation != 0 && (*isco)[0] == '\0') {
        *isco = match_taxonomy_isco(reader->taxonomy, *occupation);
    }
    return status;
}

const struct value_type value_occupation = {
    .name = "occupation", .read_text = read_occupation, .write = write_kept};

/* Before a code of ISCO-88 that has no one successor. */
#define OLD_ISCO_MARK "ISCO-88 "

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

/* Puts back the zero that a code has lost. */
static match_status
repair_zero(struct reader *reader, char *code, size_t *length)
{
    for (size_t i = 0; i < sizeof lost_zero_isco / sizeof *lost_zero_isco; i++) {
        if (strcmp(code, lost_zero_isco[i]) == 0) {
            memmove(code + 1, code, *length + 1);
            code[0] = '0';
            (*length)++;
            return reader_tell(reader, MATCH_SEVERITY_WARNING, "LOST_ZERO",
                               "the code lost its leading zero and is read as %s", code);
        }
    }
    return MATCH_OK;
}

/*
 * A code of ISCO-88 is read as the one code that ISCO-08 has for its jobs. Where there are several
 * or none it is kept with its mark, so that nobody takes it for a code of ISCO-08.
 */
static match_status
read_old_isco(struct reader *reader, const char *code, const char **kept)
{
    struct isco_code successors[ISCO_SUCCESSORS];
    char list[CANDIDATES_SIZE] = "";
    char marked[READER_NUMBER_BYTES + sizeof OLD_ISCO_MARK];
    size_t count = isco_successors(code, successors);
    match_status status;

    for (size_t i = 0; i < count; i++) {
        match_concept concept =
            reader->taxonomy
                ? match_taxonomy_find(reader->taxonomy, successors[i].text, MATCH_NUL)
                : 0;
        values_add_candidate(list, successors[i].text,
                             concept ? match_taxonomy_label(reader->taxonomy, concept, "en") : "");
    }
    if (count == 1) {
        const char *now = successors[0].text;
        status = strcmp(now, code) == 0
                     ? MATCH_OK
                     : reader_tell(reader, MATCH_SEVERITY_WARNING, "OLD_ISCO_CODE",
                                   "%s is a code of ISCO-88 and is read as ISCO-08 %s", code, list);
        return status == MATCH_OK ? reader_keep(reader, READER_CODE, now, strlen(now), kept)
                                  : status;
    }
    status = count > 0 ? reader_unresolved(reader, "OLD_ISCO_CODE",
                                           "%s is a code of ISCO-88, in ISCO-08 it is one of %s",
                                           code, list)
                       : reader_unresolved(reader, "OLD_ISCO_CODE",
                                           "nothing is known of %s in ISCO-88, expected the code "
                                           "of ISCO-08",
                                           code);
    snprintf(marked, sizeof marked, OLD_ISCO_MARK "%s", code);
    return status == MATCH_OK ? reader_keep(reader, READER_CODE, marked, strlen(marked), kept)
                              : status;
}

/* In a list of jobs people write what they did where the code would stand. */
static bool
is_job_by_name(const struct reader *reader, const char *text, size_t length)
{
    char folded[READER_NUMBER_BYTES];
    bool digits = false;

    if (reader->kind != MATCH_RECORD_PROFILE || length == 0) {
        return false;
    }
    length = digits_fold(text, length < sizeof folded ? length : sizeof folded - 1, folded, NULL);
    for (size_t i = 0; i < length; i++) {
        digits = digits || (folded[i] >= '0' && folded[i] <= '9');
    }
    return !digits;
}

static match_status
read_isco(struct reader *reader, const struct field *field, const char *text, size_t length,
          void *record)
{
    const char **kept = field_place(record, field->at);
    char code[READER_NUMBER_BYTES + 1];
    char quote[QUOTE_SIZE];
    struct isco_code successors[ISCO_SUCCESSORS];
    size_t code_length;
    const char *given = reader_trim(text, &length);
    size_t given_length = length;
    enum isco_version version = isco_take_version(&given, &given_length);
    match_status status;

    if (version == ISCO_NOT_STATED && is_job_by_name(reader, given, given_length)) {
        return read_occupation(reader, field + 1, given, given_length, record);
    }
    status = reader_number_text(reader, given, given_length, code, &code_length);
    if (status != MATCH_OK) {
        return status;
    }
    if (code_length == SIZE_MAX || !is_isco(code, code_length)) {
        return reader_reject(reader, "INVALID_CODE",
                             "%s is no ISCO-08 code, expected one to four digits such as 7531",
                             reader_quote(reader, quote, reader_trim(text, &length), length));
    }
    if (version != ISCO_88) {
        status = repair_zero(reader, code, &code_length);
    }
    if (status == MATCH_OK &&
        (version == ISCO_88 || (version == ISCO_NOT_STATED && !isco_is_current(code) &&
                                isco_successors(code, successors) > 0))) {
        status = read_old_isco(reader, code, kept);
    } else if (status == MATCH_OK) {
        status = reader_keep(reader, READER_CODE, code, code_length, kept);
    }
    if (status != MATCH_OK || strncmp(*kept, OLD_ISCO_MARK, strlen(OLD_ISCO_MARK)) == 0) {
        return status;
    }
    return resolve_concept(reader, &occupation_use, kept, NULL,
                           field_place(record, field->second));
}

const struct value_type value_isco = {
    .name = "ISCO-08 code", .read_text = read_isco, .write = write_kept};
