/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "commands.h"
#include "inputs.h"
#include "json.h"
#include "layout.h"
#include "messages.h"
#include "output.h"

#include <stdlib.h>
#include <string.h>

/* A title is the first line of the text, up to so many columns. */
#define TITLE_COLUMNS 120

/* A record keeps a text of at most so many bytes. */
#define RECORD_TEXT_BYTES 65536

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
    struct text number = {0};

    grid_add(grid, match_taxonomy_id(reading->taxonomy, mention->concept));
    grid_add(grid, match_taxonomy_label(reading->taxonomy, mention->concept, reading->language));
    text_format(&number, "%zu", line_of(reading, mention->begin));
    text_fill(&cell, message(MSG_LINE, reading->language), text_of(&number));
    add_quote(reading, "", mention->begin, mention->end, &cell);
    add_quote(reading, message(MSG_BY, reading->language), mention->cue_begin, mention->cue_end,
              &cell);
    if (mention->months > 0) {
        text_reset(&number);
        text_format(&number, "%u", mention->months);
        text_add(&cell, " · ");
        text_fill(&cell, message(MSG_MONTHS, reading->language), text_of(&number));
        add_quote(reading, message(MSG_BY, reading->language), mention->months_begin, mention->months_end, &cell);
    }
    grid_add(grid, text_of(&cell));
    text_clear(&cell);
    text_clear(&number);
}

static int
print_table(const struct reading *reading, FILE *file)
{
    static const struct {
        enum message title;
        bool skills;
        match_mention_role role; /* 0: any that is asked for */
    } sections[] = {
        {MSG_EXTRACT_OCCUPATION, false, (match_mention_role)0},
        {MSG_EXTRACT_ESSENTIAL, true, MATCH_MENTION_ESSENTIAL},
        {MSG_EXTRACT_OPTIONAL, true, MATCH_MENTION_OPTIONAL},
        {MSG_EXTRACT_NEGATED, true, MATCH_MENTION_NEGATED},
        {MSG_EXTRACT_BACKGROUND, true, MATCH_MENTION_BACKGROUND},
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
            layout_text(&layout, COLOUR_BOLD, message(sections[s].title, reading->language));
            fputc('\n', file);
            grid_print(&grid, &layout, 2);
        }
        grid_clear(&grid);
    }
    if (reading->count == 0) {
        fprintf(file, "%s\n", message(MSG_EXTRACT_NOTHING, reading->language));
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

/* Where the text begins that a record keeps: behind a byte order mark and blanks. */
static size_t
kept_begin(const struct reading *reading)
{
    const char *text = text_of(&reading->text);
    size_t mark = strncmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

    return mark + strspn(text + mark, " \t\r\n");
}

/* The same place in the text that a record keeps: that has no carriage returns. */
static size_t
kept_place(const struct reading *reading, size_t place)
{
    size_t kept = 0;

    for (size_t i = kept_begin(reading); i < place; i++) {
        kept += text_of(&reading->text)[i] != '\r';
    }
    return kept;
}

static void
put_text(const struct reading *reading, struct json *json)
{
    struct text kept = {0};

    for (size_t i = kept_begin(reading); i < reading->text.length; i++) {
        text_add_bytes(&kept, text_of(&reading->text) + i, text_of(&reading->text)[i] != '\r');
    }
    if (kept.length <= RECORD_TEXT_BYTES) {
        json_text(json, "text", text_of(&kept));
    }
    text_clear(&kept);
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
        json_number(json, "at", (int64_t)kept_place(reading, mention->begin));
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

    text += kept_begin(reading);
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
    struct text words = {0};
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
        json_text(&json, "occupation_words",
                  words_at(reading, occupation->begin, occupation->end, &words));
    }
    put_text(reading, &json);
    put_skills(reading, MATCH_MENTION_ESSENTIAL, "essential_skills", &json);
    put_skills(reading, MATCH_MENTION_OPTIONAL, "optional_skills", &json);
    if (months > 0) {
        json_number(&json, "experience_months", months);
    }
    json_close(&json, '}');
    text_clear(&words);
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
print(const struct reading *reading, const struct settings *settings, FILE *file)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (strcmp(formats[i].name, settings->format) == 0) {
            return formats[i].print(reading, file);
        }
    }
    return EXIT_USAGE;
}

/* Names the advertisement where there are several. */
static void
print_name(const struct reading *reading, const struct settings *settings, bool first, FILE *file)
{
    struct layout layout;

    if (settings->arguments.count < 2 || strcmp(settings->format, "table") != 0) {
        return;
    }
    layout_init(&layout, file);
    fputs(first ? "" : "\n", file);
    layout_ends(&layout, reading->name, "", COLOUR_PLAIN);
    layout_rule(&layout);
}

static int
read_one(const struct settings *settings, const match_extractor *extractor, size_t index,
         FILE *file)
{
    const char *path = settings->arguments.items[index];
    struct reading reading = {.taxonomy = match_extractor_taxonomy(extractor),
                              .language = settings->language,
                              .name = base_name(path)};
    match_extraction *extraction = NULL;
    match_error err = {0};
    int code = inputs_read(path, &reading.text);

    if (code == EXIT_OK) {
        extraction =
            match_extract(extractor, text_of(&reading.text), reading.text.length, KINDS, &err);
        code = extraction ? EXIT_OK : complain(&err);
    }
    if (code == EXIT_OK) {
        keep_mentions(&reading, extraction);
        print_name(&reading, settings, index == 0, file);
        code = print(&reading, settings, file);
    }
    match_extraction_free(extraction);
    free(reading.mentions);
    text_clear(&reading.text);
    return code;
}

static int
read_all(const struct settings *settings, const match_extractor *extractor)
{
    struct output output;
    int code = output_open(&output, settings->output);
    int closed;

    if (code != EXIT_OK) {
        return code;
    }
    for (size_t i = 0; i < settings->arguments.count && code == EXIT_OK; i++) {
        code = read_one(settings, extractor, i, output.file);
    }
    closed = output_close(&output, code == EXIT_OK);
    return code != EXIT_OK ? code : closed;
}

int
command_extract(const struct settings *settings)
{
    match_error err = {0};
    match_taxonomy *taxonomy = NULL;
    match_extractor *extractor;
    int code;

    if (settings->arguments.count > 1 && strcmp(settings->format, "tsv") == 0) {
        say("'extract' takes one FILE with --format tsv");
        return EXIT_USAGE;
    }
    code = inputs_taxonomy(settings, &taxonomy);
    if (code != EXIT_OK) {
        return code;
    }
    extractor = match_extractor_new(taxonomy, &err);
    code = extractor ? read_all(settings, extractor) : complain(&err);
    match_extractor_unref(extractor);
    match_taxonomy_unref(taxonomy);
    return code;
}
