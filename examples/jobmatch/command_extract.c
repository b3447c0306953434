/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "commands.h"
#include "inputs.h"
#include "json.h"
#include "layout.h"
#include "output.h"

#include <stdlib.h>
#include <string.h>

/* A title is the first line of the text, up to so many columns. */
#define TITLE_COLUMNS 120

#define KINDS                                                                                      \
    (1u << MATCH_CONCEPT_SKILL | 1u << MATCH_CONCEPT_OCCUPATION |                                  \
     1u << MATCH_CONCEPT_OCCUPATION_GROUP)

/* An advertisement and what it names. */
struct reading {
    const match_taxonomy *taxonomy;
    const char *language;
    const char *name; /* of the file */
    struct text text;
    match_mention *mentions;
    size_t count;
};

static bool
is_skill(const struct reading *reading, const match_mention *mention)
{
    return match_taxonomy_kind(reading->taxonomy, mention->concept) == MATCH_CONCEPT_SKILL;
}

static bool
is_asked(const match_mention *mention)
{
    return mention->role == MATCH_MENTION_ESSENTIAL || mention->role == MATCH_MENTION_OPTIONAL;
}

/* Takes over the mentions; of one that comes again with the same role, the first. */
static void
keep_mentions(struct reading *reading, const match_extraction *extraction)
{
    size_t count = match_extraction_count(extraction);
    match_mention mention;

    reading->mentions = take(NULL, count + 1, sizeof *reading->mentions);
    for (size_t i = 0; match_extraction_at(extraction, i, &mention); i++) {
        bool again = false;
        for (size_t k = 0; k < reading->count; k++) {
            match_mention *before = &reading->mentions[k];
            if (before->concept == mention.concept && before->role == mention.role) {
                again = true;
                if (before->months == 0) {
                    before->months = mention.months;
                    before->months_begin = mention.months_begin;
                    before->months_end = mention.months_end;
                }
            }
        }
        if (!again) {
            reading->mentions[reading->count++] = mention;
        }
    }
}

/* Whether a skill is asked for as essential elsewhere in the text. */
static bool
is_essential_too(const struct reading *reading, match_concept concept)
{
    for (size_t i = 0; i < reading->count; i++) {
        if (reading->mentions[i].concept == concept &&
            reading->mentions[i].role == MATCH_MENTION_ESSENTIAL) {
            return true;
        }
    }
    return false;
}

/* Words of the text on one line. */
static const char *
words_at(const struct reading *reading, size_t begin, size_t end, struct text *room)
{
    text_reset(room);
    text_add_bytes(room, text_of(&reading->text) + begin, end - begin);
    for (size_t i = 0; i < room->length; i++) {
        if (room->bytes[i] == '\n' || room->bytes[i] == '\r' || room->bytes[i] == '\t') {
            room->bytes[i] = ' ';
        }
    }
    return text_of(room);
}

static size_t
line_of(const struct reading *reading, size_t place)
{
    size_t line = 1;

    for (size_t i = 0; i < place; i++) {
        line += text_of(&reading->text)[i] == '\n';
    }
    return line;
}

/* --- For people ------------------------------------------------------------------------------- */

static void
add_quote(const struct reading *reading, const char *before, size_t begin, size_t end,
          struct text *cell)
{
    struct text words = {0};

    if (end > begin) {
        text_format(cell, "%s\"%s\"", before, words_at(reading, begin, end, &words));
    }
    text_clear(&words);
}

static void
add_row(const struct reading *reading, const match_mention *mention, struct grid *grid)
{
    struct text cell = {0};

    grid_add(grid, match_taxonomy_id(reading->taxonomy, mention->concept));
    grid_add(grid, match_taxonomy_label(reading->taxonomy, mention->concept, reading->language));
    text_format(&cell, "line %zu: ", line_of(reading, mention->begin));
    add_quote(reading, "", mention->begin, mention->end, &cell);
    add_quote(reading, " by ", mention->cue_begin, mention->cue_end, &cell);
    if (mention->months > 0) {
        text_format(&cell, " · %u months", mention->months);
        add_quote(reading, " by ", mention->months_begin, mention->months_end, &cell);
    }
    grid_add(grid, text_of(&cell));
    text_clear(&cell);
}

static int
print_table(const struct reading *reading, FILE *file)
{
    static const struct {
        const char *title;
        bool skills;
        match_mention_role role; /* 0: any that is asked for */
    } sections[] = {
        {"Occupation", false, (match_mention_role)0},
        {"Essential", true, MATCH_MENTION_ESSENTIAL},
        {"An advantage", true, MATCH_MENTION_OPTIONAL},
        {"Left out: said not to be needed", true, MATCH_MENTION_NEGATED},
        {"Left out: about the employer or the offer", true, MATCH_MENTION_BACKGROUND},
    };
    struct layout layout;

    layout_init(&layout, file);
    for (size_t s = 0; s < sizeof sections / sizeof sections[0]; s++) {
        struct grid grid = {.columns = 3, .right = "lll"};
        for (size_t i = 0; i < reading->count; i++) {
            const match_mention *mention = &reading->mentions[i];
            bool fits = sections[s].role ? mention->role == sections[s].role : is_asked(mention);
            if (fits && is_skill(reading, mention) == sections[s].skills) {
                add_row(reading, mention, &grid);
            }
        }
        if (grid.count > 0) {
            layout_text(&layout, COLOUR_BOLD, sections[s].title);
            fputc('\n', file);
            grid_print(&grid, &layout, 2);
        }
        grid_clear(&grid);
    }
    if (reading->count == 0) {
        fputs("The text names no skill of the taxonomy.\n", file);
    }
    return EXIT_OK;
}

/* --- For scripts ------------------------------------------------------------------------------ */

static void
print_cell(const struct reading *reading, size_t begin, size_t end, FILE *file)
{
    struct text words = {0};

    fprintf(file, "\t%s", words_at(reading, begin, end, &words));
    text_clear(&words);
}

static int
print_tsv(const struct reading *reading, FILE *file)
{
    fputs("role\tkind\tconcept\tlabel\tbegin\tend\twords\tcue\tmonths\tmonths_words\n", file);
    for (size_t i = 0; i < reading->count; i++) {
        const match_mention *mention = &reading->mentions[i];
        match_concept concept = mention->concept;
        fprintf(file, "%s\t%s\t%s\t%s\t%zu\t%zu", match_mention_role_name(mention->role),
                match_concept_kind_name(match_taxonomy_kind(reading->taxonomy, concept)),
                match_taxonomy_id(reading->taxonomy, concept),
                match_taxonomy_label(reading->taxonomy, concept, reading->language), mention->begin,
                mention->end);
        print_cell(reading, mention->begin, mention->end, file);
        print_cell(reading, mention->cue_begin, mention->cue_end, file);
        fprintf(file, "\t%.0u", mention->months);
        print_cell(reading, mention->months_begin, mention->months_end, file);
        fputc('\n', file);
    }
    return EXIT_OK;
}

static void
put_skills(const struct reading *reading, match_mention_role role, const char *key,
           struct json *json)
{
    struct text words = {0};

    json_open(json, key, '[');
    for (size_t i = 0; i < reading->count; i++) {
        const match_mention *mention = &reading->mentions[i];
        if (mention->role != role || !is_skill(reading, mention) ||
            (role == MATCH_MENTION_OPTIONAL && is_essential_too(reading, mention->concept))) {
            continue;
        }
        json_open(json, NULL, '{');
        json_text(json, "skill", match_taxonomy_id(reading->taxonomy, mention->concept));
        json_text(json, "origin", "extracted");
        json_text(json, "words", words_at(reading, mention->begin, mention->end, &words));
        json_number(json, "at", (int64_t)mention->begin);
        json_close(json, '}');
    }
    json_close(json, ']');
    text_clear(&words);
}

/* The first line that is not blank. */
static void
put_title(const struct reading *reading, struct json *json)
{
    const char *text = text_of(&reading->text);
    struct text title = {0};

    text += strspn(text, " \t\r\n");
    text_add_bytes(&title, text, match_text_cut(text, strcspn(text, "\r\n"), TITLE_COLUMNS));
    json_text(json, "title", text_of(&title));
    text_clear(&title);
}

/* A folded copy of a text; empty when the library cannot fold it. */
static void
fold_text(struct text *out, const char *text, size_t length)
{
    size_t size = match_text_fold(text, length, NULL, 0, NULL);

    text_reset(out);
    if (size != SIZE_MAX) {
        char *folded = take(NULL, size + 1, 1);
        (void)match_text_fold(text, length, folded, size + 1, NULL);
        text_add_bytes(out, folded, size);
        free(folded);
    }
}

/* The province that the text names, by its longest name; nothing where it names none. */
static void
put_province(const struct reading *reading, struct json *json)
{
    static const char *const languages[] = {"lo", "en"};
    match_places *places = match_places_lao(NULL);
    struct text folded = {0};
    struct text name = {0};
    match_place best = 0;
    size_t longest = 0;

    fold_text(&folded, text_of(&reading->text), reading->text.length);
    for (match_place p = 1; places && p <= match_places_count(places); p++) {
        for (size_t k = 0; match_places_parent(places, p) == 0 && k < 2; k++) {
            const char *title = match_places_name(places, p, languages[k]);
            fold_text(&name, title, strlen(title));
            if (name.length > longest && strstr(text_of(&folded), text_of(&name))) {
                best = p;
                longest = name.length;
            }
        }
    }
    if (best != 0) {
        json_text(json, "province", match_places_code(places, best));
    }
    text_clear(&folded);
    text_clear(&name);
    match_places_unref(places);
}

static int
print_record(const struct reading *reading, FILE *file)
{
    struct json json = {.file = file};
    uint32_t months = 0;
    const match_mention *occupation = NULL;

    for (size_t i = reading->count; i-- > 0;) {
        const match_mention *mention = &reading->mentions[i];
        months = is_asked(mention) && mention->months > months ? mention->months : months;
        occupation = is_asked(mention) && !is_skill(reading, mention) ? mention : occupation;
    }
    json_open(&json, NULL, '{');
    json_text(&json, "kind", "vacancy");
    json_text(&json, "id", reading->name);
    put_title(reading, &json);
    put_province(reading, &json);
    if (occupation) {
        json_text(&json, "occupation", match_taxonomy_id(reading->taxonomy, occupation->concept));
    }
    put_skills(reading, MATCH_MENTION_ESSENTIAL, "essential_skills", &json);
    put_skills(reading, MATCH_MENTION_OPTIONAL, "optional_skills", &json);
    if (months > 0) {
        json_number(&json, "experience_months", months);
    }
    json_close(&json, '}');
    return EXIT_OK;
}

/* --- The command ------------------------------------------------------------------------------ */

static const struct {
    const char *name;
    int (*print)(const struct reading *reading, FILE *file);
} formats[] = {
    {"table", print_table},
    {"tsv", print_tsv},
    {"jsonl", print_record},
};

static int
print(const struct reading *reading, const struct settings *settings)
{
    struct output output;
    int code = output_open(&output, settings->output);
    int closed;

    if (code != EXIT_OK) {
        return code;
    }
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (strcmp(formats[i].name, settings->format) == 0) {
            code = formats[i].print(reading, output.file);
        }
    }
    closed = output_close(&output, code == EXIT_OK);
    return code != EXIT_OK ? code : closed;
}

static int
read_text(struct reading *reading, const struct settings *settings)
{
    match_error err = {0};
    match_extractor *extractor = match_extractor_new(reading->taxonomy, &err);
    match_extraction *extraction = extractor ? match_extract(extractor, text_of(&reading->text),
                                                             reading->text.length, KINDS, &err)
                                             : NULL;
    int code;

    if (extraction) {
        keep_mentions(reading, extraction);
        code = print(reading, settings);
    } else {
        code = complain(&err);
    }
    match_extraction_free(extraction);
    match_extractor_unref(extractor);
    return code;
}

int
command_extract(const struct settings *settings)
{
    const char *path = settings->arguments.items[0];
    struct reading reading = {.language = settings->language, .name = base_name(path)};
    match_taxonomy *taxonomy = NULL;
    int code = inputs_taxonomy(settings, &taxonomy);

    reading.taxonomy = taxonomy;
    if (code == EXIT_OK) {
        code = inputs_read(path, &reading.text);
    }
    if (code == EXIT_OK) {
        code = read_text(&reading, settings);
    }
    free(reading.mentions);
    text_clear(&reading.text);
    match_taxonomy_unref(taxonomy);
    return code;
}
