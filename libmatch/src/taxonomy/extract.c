/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <libmatch/extract.h>

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "taxonomy/sentence.h"

#define LONGEST (64u * 1024u * 1024u)

/* How far a word that denies reaches, and a number of years, in bytes. */
#define DENIAL_REACH 60u
#define YEARS_REACH 120u

/* A comma between two words keeps them as far apart as so many bytes. */
#define COMMA_BYTES 24u

/* How many cues or mentions on either side are looked at: a text cannot make this slow. */
#define NEIGHBOURS 8u

/* Nobody asks for so many years, or months, of experience. */
#define YEARS_MAX 60u

/* A heading is a line of at most so many tokens; Lao words have several. */
#define HEADING_TOKENS 12u

#define HEADINGS                                                                                   \
    (1u << HEADING_ESSENTIAL | 1u << HEADING_OPTIONAL | 1u << HEADING_DUTIES |                     \
     1u << HEADING_BACKGROUND)

struct match_extraction {
    match_mention *mentions;
    size_t count, capacity;
};

/* What the last heading says about all that follows. */
struct heading {
    uint32_t meanings;
    size_t begin, end;
};

/* The work on one text. */
struct reading {
    const match_extractor *extractor;
    const char *text;
    size_t length;
    uint32_t kinds;
    struct sentence sentence;
    struct heading heading;
    bool content; /* something came after the heading */
    match_extraction *extraction;
    match_error *err;
};

static size_t
begin_of(const struct reading *reading, uint32_t token)
{
    return reading->sentence.tokens.items[token].begin;
}

static size_t
end_of(const struct reading *reading, uint32_t first, uint32_t length)
{
    return reading->sentence.tokens.items[first + length - 1].end;
}

/* How far a label and a cue are apart, in bytes. */
static size_t
distance(const struct reading *reading, const struct found *found, uint32_t first, uint32_t length)
{
    const struct sentence *sentence = &reading->sentence;
    bool after = first >= found->first;
    uint32_t left_first = after ? found->first : first;
    uint32_t left_length = after ? found->length : length;
    uint32_t right_first = after ? first : found->first;
    size_t left_end = end_of(reading, left_first, left_length);
    size_t right_begin = begin_of(reading, right_first);
    size_t commas = sentence->commas[right_first] - sentence->commas[left_first];
    return (right_begin > left_end ? right_begin - left_end : 0) + commas * COMMA_BYTES;
}

/* The first cue behind a token, of those in the order of the text. */
static size_t
cue_behind(const struct sentence *sentence, uint32_t token)
{
    size_t low = 0;
    size_t high = sentence->cue_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sentence->cues[middle].first < token) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* A heading begins its line and has it to itself, up to a colon. */
static bool
take_heading(struct reading *reading, size_t end, bool line_begins)
{
    const struct sentence *sentence = &reading->sentence;
    char last = reading->text[end - 1];
    bool alone = last == ':' || last == '\n' || last == '\r' || end == reading->length;
    if (!line_begins || !alone || sentence->tokens.count > HEADING_TOKENS) {
        return false;
    }
    for (size_t i = 0; i < sentence->cue_count; i++) {
        const struct found_cue *cue = &sentence->cues[i];
        bool begins = cue->first <= 1;
        bool covers = last == ':' || cue->first + cue->length == sentence->tokens.count;
        if ((cue->meanings & HEADINGS) && begins && covers) {
            reading->heading = (struct heading){.meanings = cue->meanings & HEADINGS,
                                                .begin = begin_of(reading, cue->first),
                                                .end = end_of(reading, cue->first, cue->length)};
            reading->content = false;
            return true;
        }
    }
    return false;
}

static void
set_role(const struct reading *reading, match_mention *mention, match_mention_role role,
         const struct found_cue *cue)
{
    mention->role = role;
    mention->cue_begin = begin_of(reading, cue->first);
    mention->cue_end = end_of(reading, cue->first, cue->length);
}

/* The cue with one of some meanings that stands nearest to a label, NULL for none. */
static const struct found_cue *
nearest_cue(const struct reading *reading, const struct found *found, uint32_t meanings,
            size_t *best)
{
    const struct sentence *sentence = &reading->sentence;
    const struct found_cue *nearest = NULL;
    size_t middle = cue_behind(sentence, found->first);
    size_t end =
        sentence->cue_count - middle < NEIGHBOURS ? sentence->cue_count : middle + NEIGHBOURS;
    for (size_t i = middle < NEIGHBOURS ? 0 : middle - NEIGHBOURS; i < end; i++) {
        const struct found_cue *cue = &sentence->cues[i];
        size_t far = distance(reading, found, cue->first, cue->length);
        uint32_t wrong = 1u << (i >= middle ? CUE_NOT_BEFORE : CUE_NOT_AFTER);
        if ((cue->meanings & meanings & ~wrong) && (!nearest || far < *best)) {
            nearest = cue;
            *best = far;
        }
    }
    return nearest;
}

/* The role by the words of the sentence, else by the heading. */
static void
find_role(const struct reading *reading, const struct found *found, match_mention *mention)
{
    size_t far = 0;
    size_t denied_far = 0;
    const struct found_cue *cue =
        nearest_cue(reading, found, 1u << CUE_ESSENTIAL | 1u << CUE_OPTIONAL, &far);
    const struct found_cue *denial =
        nearest_cue(reading, found, 1u << CUE_NOT_BEFORE | 1u << CUE_NOT_AFTER, &denied_far);
    if (denial && denied_far <= DENIAL_REACH && (!cue || denied_far <= far)) {
        set_role(reading, mention, MATCH_MENTION_NEGATED, denial);
    } else if (cue) {
        bool optional = (cue->meanings & (1u << CUE_OPTIONAL)) != 0;
        set_role(reading, mention, optional ? MATCH_MENTION_OPTIONAL : MATCH_MENTION_ESSENTIAL,
                 cue);
    } else if (reading->heading.meanings & (1u << HEADING_OPTIONAL | 1u << HEADING_ESSENTIAL)) {
        bool optional = (reading->heading.meanings & (1u << HEADING_OPTIONAL)) != 0;
        mention->role = optional ? MATCH_MENTION_OPTIONAL : MATCH_MENTION_ESSENTIAL;
        mention->cue_begin = reading->heading.begin;
        mention->cue_end = reading->heading.end;
    }
}

/* The first cue of a sentence with a meaning, NULL for none. */
static const struct found_cue *
find_cue(const struct sentence *sentence, enum cue meaning)
{
    for (size_t i = 0; i < sentence->cue_count; i++) {
        if (sentence->cues[i].meanings & (1u << meaning)) {
            return &sentence->cues[i];
        }
    }
    return NULL;
}

static void
find_roles(struct reading *reading, match_mention *mentions)
{
    const struct sentence *sentence = &reading->sentence;
    const struct heading *heading = &reading->heading;
    const struct found_cue *background = find_cue(sentence, CUE_BACKGROUND);
    for (size_t i = 0; i < sentence->found_count; i++) {
        mentions[i].role = MATCH_MENTION_ESSENTIAL;
        if (heading->meanings & (1u << HEADING_BACKGROUND)) {
            mentions[i].role = MATCH_MENTION_BACKGROUND;
            mentions[i].cue_begin = heading->begin;
            mentions[i].cue_end = heading->end;
        } else if (background) {
            set_role(reading, &mentions[i], MATCH_MENTION_BACKGROUND, background);
        } else {
            find_role(reading, &sentence->found[i], &mentions[i]);
        }
    }
}

/* The number that a token is, in digits or words; TOKEN_NO_NUMBER for none. */
static uint32_t
number_at(const struct sentence *sentence, uint32_t token)
{
    size_t cue = cue_behind(sentence, token);
    uint32_t number = sentence->tokens.items[token].number;
    bool words = cue < sentence->cue_count && sentence->cues[cue].first == token &&
                 sentence->cues[cue].number > 0;
    return words && number == TOKEN_NO_NUMBER ? sentence->cues[cue].number : number;
}

/* The number before a word for years: the least of "3 to 5", of "3+", of "three". */
static bool
number_before(const struct sentence *sentence, uint32_t token, uint32_t *number, uint32_t *first)
{
    bool found = false;
    for (uint32_t back = 1; back <= 4 && back <= token; back++) {
        uint32_t value = number_at(sentence, token - back);
        if (value > 0 && value < YEARS_MAX) {
            *number = value;
            *first = token - back;
            found = true;
        } else if (found) {
            break;
        }
    }
    return found;
}

/* The first label behind a token. */
static size_t
found_behind(const struct sentence *sentence, uint32_t token)
{
    size_t i = 0;
    while (i < sentence->found_count && sentence->found[i].first < token) {
        i++;
    }
    return i;
}

/* Gives a number of years or months to the mention nearest to it. */
static void
find_months(const struct reading *reading, const struct found_cue *cue, match_mention *mentions)
{
    const struct sentence *sentence = &reading->sentence;
    uint32_t number = 0;
    uint32_t first = 0;
    size_t nearest = sentence->found_count;
    size_t best = YEARS_REACH + 1;
    if (!number_before(sentence, cue->first, &number, &first)) {
        return;
    }
    uint32_t length = cue->first + cue->length - first;
    size_t middle = found_behind(sentence, first);
    for (size_t i = middle > 0 ? middle - 1 : 0; i < sentence->found_count && i <= middle; i++) {
        size_t far = distance(reading, &sentence->found[i], first, length);
        if (far < best) {
            nearest = i;
            best = far;
        }
    }
    if (nearest < sentence->found_count) {
        bool years = (cue->meanings & (1u << CUE_YEARS)) != 0;
        mentions[nearest].months = years ? 12 * number : number;
        mentions[nearest].months_begin = begin_of(reading, first);
        mentions[nearest].months_end = end_of(reading, cue->first, cue->length);
    }
}

static match_status
add_mentions(struct reading *reading)
{
    const struct sentence *sentence = &reading->sentence;
    match_extraction *extraction = reading->extraction;
    match_mention *grown = alloc_grow(extraction->mentions, &extraction->capacity,
                                      extraction->count + sentence->found_count, sizeof *grown);
    if (!grown) {
        return fail_memory(reading->err);
    }
    extraction->mentions = grown;
    match_mention *mentions = grown + extraction->count;
    for (size_t i = 0; i < sentence->found_count; i++) {
        const struct found *found = &sentence->found[i];
        const struct extractor_label *label = &reading->extractor->labels[found->label];
        mentions[i] = (match_mention){.concept = label->concept,
                                      .label = label->label,
                                      .also = found->also,
                                      .begin = begin_of(reading, found->first),
                                      .end = end_of(reading, found->first, found->length)};
    }
    find_roles(reading, mentions);
    for (size_t i = 0; i < sentence->cue_count; i++) {
        if (sentence->cues[i].meanings & (1u << CUE_YEARS | 1u << CUE_MONTHS)) {
            find_months(reading, &sentence->cues[i], mentions);
        }
    }
    extraction->count += sentence->found_count;
    return MATCH_OK;
}

/* A blank line ends what is said about the employer. */
static void
end_background(struct reading *reading)
{
    if (reading->content && (reading->heading.meanings & (1u << HEADING_BACKGROUND))) {
        reading->heading = (struct heading){0};
    }
}

static match_status
read_all(struct reading *reading)
{
    size_t length = reading->length;
    bool line_begins = true;
    bool line_blank = true;
    for (size_t begin = 0; begin < length;) {
        size_t end = sentence_end(reading->text, length, begin);
        match_status status = sentence_find(&reading->sentence, reading->extractor, reading->text,
                                            begin, end, reading->kinds, reading->err);
        if (status != MATCH_OK) {
            return status;
        }
        bool blank = reading->sentence.tokens.count == 0;
        bool line_ends = reading->text[end - 1] == '\n' || reading->text[end - 1] == '\r';
        if (blank && line_begins && line_ends && line_blank) {
            end_background(reading);
        } else if (!blank && !take_heading(reading, end, line_begins)) {
            reading->content = true;
            if (reading->sentence.found_count > 0) {
                status = add_mentions(reading);
            }
        }
        if (status != MATCH_OK) {
            return status;
        }
        line_blank = line_ends || (blank && line_blank);
        line_begins = line_ends || (blank && line_begins);
        begin = end;
    }
    return MATCH_OK;
}

match_extraction *
match_extract(const match_extractor *extractor, const char *text, size_t length, uint32_t kinds,
              match_error *err)
{
    if (length == MATCH_NUL) {
        length = strlen(text);
    }
    if (length > LONGEST) {
        (void)fail(err, MATCH_ERR_LIMIT, "a text has %zu bytes, expected at most %u", length,
                   LONGEST);
        return NULL;
    }
    match_extraction *extraction = alloc_zeroed(1, sizeof *extraction);
    if (!extraction) {
        (void)fail_memory(err);
        return NULL;
    }
    struct reading reading = {.extractor = extractor,
                              .text = text,
                              .length = length,
                              .kinds = kinds ? kinds : 1u << MATCH_CONCEPT_SKILL,
                              .extraction = extraction,
                              .err = err};
    match_status status = read_all(&reading);
    sentence_clear(&reading.sentence);
    if (status != MATCH_OK) {
        match_extraction_free(extraction);
        return NULL;
    }
    return extraction;
}

void
match_extraction_free(match_extraction *extraction)
{
    if (extraction) {
        alloc_free(extraction->mentions);
        alloc_free(extraction);
    }
}

size_t
match_extraction_count(const match_extraction *extraction)
{
    return extraction->count;
}

bool
match_extraction_at(const match_extraction *extraction, size_t index, match_mention *mention)
{
    if (index >= extraction->count) {
        return false;
    }
    *mention = extraction->mentions[index];
    return true;
}

const char *
match_mention_role_name(match_mention_role role)
{
    static const char *const names[] = {"", "essential", "optional", "negated", "background"};
    unsigned index = (unsigned)role;
    return index < sizeof names / sizeof names[0] ? names[index] : "";
}
