/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "carry.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#define READ_STEP ((size_t)1 << 20)
#define LARGEST_FILE ((size_t)1 << 30)

/* --- Bytes ------------------------------------------------------------------------------------ */

static int
cannot_read(const char *path)
{
    say("%s: cannot open: %s", path, strerror(errno));
    return EXIT_REFUSED;
}

/* The program reads record files itself: what is hashed is then what was parsed. */
int
inputs_read(const char *path, struct text *bytes)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *file = standard ? stdin : fopen(path, "rb");
    char *step;
    size_t got;
    int code = EXIT_OK;

    if (!file) {
        return cannot_read(path);
    }
    step = take(NULL, READ_STEP, 1);
    while (code == EXIT_OK && (got = fread(step, 1, READ_STEP, file)) > 0) {
        text_add_bytes(bytes, step, got);
        if (bytes->length > LARGEST_FILE) {
            say("%s: file has more than %zu bytes", path, LARGEST_FILE);
            code = EXIT_REFUSED;
        }
    }
    if (code == EXIT_OK && ferror(file)) {
        code = cannot_read(path);
    }
    free(step);
    if (!standard) {
        fclose(file);
    }
    return code;
}

static void
remember(struct inputs *inputs, const char *path, const struct text *bytes)
{
    struct input_file *file;

    inputs->files = take(inputs->files, inputs->file_count + 1, sizeof *inputs->files);
    file = &inputs->files[inputs->file_count++];
    file->name = base_name(path);
    snprintf(file->hash, sizeof file->hash, "%016llx",
             (unsigned long long)XXH3_64bits(text_of(bytes), bytes->length));
}

/* --- Findings --------------------------------------------------------------------------------- */

/* Errors of one kind that are told one by one, unless --verbose. */
#define MOST_ALIKE 20

/* How often a code occurred before a finding. */
static size_t
alike_before(const match_report *report, size_t index)
{
    const char *code = match_report_finding(report, index)->code;
    size_t count = 0;

    for (size_t i = 0; i < index && count <= MOST_ALIKE; i++) {
        count += strcmp(match_report_finding(report, i)->code, code) == 0;
    }
    return count;
}

static void
say_finding(const match_finding *finding)
{
    static const char *const words[] = {"", "error", "warning", "note"};
    struct text line = {0};

    text_format(&line, "%s", base_name(finding->source));
    if (finding->line > 0) {
        text_format(&line, ":%u", (unsigned)finding->line);
    }
    text_format(&line, ": %s %s: ", words[finding->severity], finding->code);
    if (finding->row > 0) {
        text_format(&line, "row %u, ", (unsigned)finding->row);
    }
    if (finding->field[0]) {
        text_format(&line, "%s: ", finding->field);
    }
    text_add(&line, finding->message);
    say_clean(text_of(&line));
    fputc('\n', stderr);
    text_clear(&line);
}

/* Findings of one row are next to each other. */
static size_t
rows_left_out(const match_report *report)
{
    size_t rows = 0;
    uint32_t last = 0;

    for (size_t i = 0; i < match_report_count(report); i++) {
        const match_finding *finding = match_report_finding(report, i);
        if (finding->severity == MATCH_SEVERITY_ERROR && (!finding->row || finding->row != last)) {
            last = finding->row;
            rows++;
        }
    }
    return rows;
}

/* A report that had more findings than it keeps holds too few to count rows by; what it says of
   the file as a whole is right then, too. */
static void
add_rows(struct text *line, const match_report *report, size_t rows)
{
    size_t count = match_report_count(report);
    const match_finding *last = count > 0 ? match_report_finding(report, count - 1) : NULL;
    uint64_t total = match_report_total(report, MATCH_SEVERITY_ERROR) +
                     match_report_total(report, MATCH_SEVERITY_WARNING) +
                     match_report_total(report, MATCH_SEVERITY_NOTE);
    size_t out = rows_left_out(report);

    if (total > count && last->row == 0) {
        text_format(line, "%s, ", last->message);
    } else {
        text_format(line, "%zu row%s read, %zu left out, ", rows + out,
                    rows + out == 1 ? "" : "s", out);
    }
}

static match_severity
severity_of(const match_report *report, const char *code)
{
    for (size_t i = 0; i < match_report_count(report); i++) {
        const match_finding *finding = match_report_finding(report, i);
        if (strcmp(finding->code, code) == 0) {
            return finding->severity;
        }
    }
    return MATCH_SEVERITY_NOTE;
}

static void
add_codes(struct text *line, const match_report *report)
{
    size_t told = 0;

    for (size_t i = 0; i < match_report_code_count(report); i++) {
        uint64_t times = 0;
        const char *code = match_report_code(report, i, &times);
        if (severity_of(report, code) != MATCH_SEVERITY_NOTE) {
            text_format(line, "%s%s %llu", told++ ? ", " : " (", code, (unsigned long long)times);
        }
    }
    text_add(line, told ? ")" : "");
}

static void
say_findings(const match_report *report, const struct settings *settings)
{
    for (size_t i = 0; i < match_report_count(report); i++) {
        const match_finding *finding = match_report_finding(report, i);
        size_t alike;
        if (settings->verbose) {
            say_finding(finding);
            continue;
        }
        if (finding->severity != MATCH_SEVERITY_ERROR) {
            continue;
        }
        alike = alike_before(report, i);
        if (alike < MOST_ALIKE) {
            say_finding(finding);
        } else if (alike == MOST_ALIKE) {
            fprintf(stderr, "%s: more errors %s (--verbose shows all)\n",
                    base_name(finding->source), finding->code);
        }
    }
}

void
report_say(const match_report *report, const char *path, size_t rows,
           const struct settings *settings)
{
    uint64_t errors = match_report_total(report, MATCH_SEVERITY_ERROR);
    uint64_t warnings = match_report_total(report, MATCH_SEVERITY_WARNING);
    struct text line = {0};

    say_findings(report, settings);
    text_format(&line, "%s: ", base_name(path));
    if (rows != SIZE_MAX) {
        add_rows(&line, report, rows);
    } else {
        text_format(&line, "%llu errors, ", (unsigned long long)errors);
    }
    text_format(&line, "%llu warning%s", (unsigned long long)warnings, warnings == 1 ? "" : "s");
    add_codes(&line, report);
    if (!settings->quiet) {
        say_clean(text_of(&line));
        fputc('\n', stderr);
    }
    text_clear(&line);
}

/* --- Records ---------------------------------------------------------------------------------- */

static const char *
source_name(const char *path)
{
    return strcmp(path, "-") == 0 ? "<stdin>" : path;
}

static int
read_file(struct inputs *inputs, const char *path, bool profiles,
          const match_read_options *options, const struct settings *settings)
{
    struct text bytes = {0};
    match_error err = {0};
    match_report *report = match_report_new(&err);
    match_status status = MATCH_ERR_NOMEM;
    size_t before = profiles ? match_roster_count(inputs->roster)
                             : match_catalogue_count(inputs->catalogue);
    int code = report ? inputs_read(path, &bytes) : complain(&err);

    if (code == EXIT_OK) {
        const char *source = source_name(path);
        status = profiles ? match_roster_parse(inputs->roster, text_of(&bytes), bytes.length,
                                               source, options, report, &err)
                          : match_catalogue_parse(inputs->catalogue, text_of(&bytes), bytes.length,
                                                  source, options, report, &err);
        if (status == MATCH_OK) {
            size_t after = profiles ? match_roster_count(inputs->roster)
                                    : match_catalogue_count(inputs->catalogue);
            remember(inputs, source, &bytes);
            report_say(report, source, after - before, settings);
            /* Nothing to work with: that some rows are bad is normal, that all are is not. */
            if (after == before && match_report_total(report, MATCH_SEVERITY_ERROR) > 0) {
                say("%s: every row was left out", base_name(source));
                code = EXIT_REFUSED;
            }
        } else {
            code = complain(&err);
        }
    }
    text_clear(&bytes);
    match_report_free(report);
    return code;
}

/* Names that people have confirmed are looked up in the taxonomy that the records are coded in. */
static int
use_aliases(const match_taxonomy *taxonomy, const struct settings *settings,
            match_read_options *options)
{
    match_error err = {0};
    match_aliases *aliases;
    match_resolver *resolver;

    if (!settings->aliases) {
        return EXIT_OK;
    }
    aliases = match_aliases_load(settings->aliases, &err);
    resolver = aliases ? match_resolver_new(taxonomy, aliases, NULL, &err) : NULL;
    match_read_options_set_resolver(options, resolver);
    match_resolver_unref(resolver);
    match_aliases_free(aliases);
    return resolver ? EXIT_OK : complain(&err);
}

static int
read_records(struct inputs *inputs, const struct settings *settings)
{
    match_error err = {0};
    match_read_options *options = match_read_options_new(&err);
    int code = EXIT_OK;

    inputs->roster = match_roster_new(inputs->profiles_taxonomy, &err);
    inputs->catalogue = match_catalogue_new(inputs->taxonomy, &err);
    if (!options || !inputs->roster || !inputs->catalogue) {
        match_read_options_free(options);
        return complain(&err);
    }
    match_read_options_set_strict(options, settings->strict);
    match_read_options_set_fill(options, !settings->no_fill);
    match_read_options_set_places(options, inputs->places);
    code = use_aliases(inputs->profiles_taxonomy, settings, options);
    for (size_t i = 0; i < settings->profiles.count && code == EXIT_OK; i++) {
        code = read_file(inputs, settings->profiles.items[i], true, options, settings);
    }
    if (code == EXIT_OK && inputs->profiles_taxonomy != inputs->taxonomy) {
        code = use_aliases(inputs->taxonomy, settings, options);
    }
    for (size_t i = 0; i < settings->catalogue.count && code == EXIT_OK; i++) {
        code = read_file(inputs, settings->catalogue.items[i], false, options, settings);
    }
    match_read_options_free(options);
    return code == EXIT_OK && interrupted() ? EXIT_INTERRUPTED : code;
}

/* --- Taxonomy, policy, places, day ------------------------------------------------------------ */

/* Where the bundled taxonomy may be, in a data folder or a source tree. */
static bool
find_bundled(const char *folder, struct text *path)
{
    static const char *const names[] = {
        "returnee-skills.lmt",
        "returnee-skills.yaml",
        "returnee-skills/returnee-skills.lmt",
        "returnee-skills/returnee-skills.yaml",
        "taxonomies/returnee-skills.lmt",
        "taxonomies/returnee-skills.yaml",
        "taxonomies/returnee-skills/returnee-skills.lmt",
        "taxonomies/returnee-skills/returnee-skills.yaml",
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        text_reset(path);
        text_format(path, "%s/%s", folder, names[i]);
        if (access(text_of(path), R_OK) == 0) {
            return true;
        }
    }
    return false;
}

int
inputs_taxonomy(const struct settings *settings, match_taxonomy **taxonomy)
{
    const char *folder = getenv("LIBMATCH_DATADIR");
    struct text path = {0};
    match_error err = {0};
    int code = EXIT_OK;

    if (settings->taxonomy) {
        text_add(&path, settings->taxonomy);
    } else if (!find_bundled(folder && folder[0] ? folder : JOBMATCH_DATADIR, &path)) {
        say("the bundled taxonomy is not in %s; name a file with --taxonomy",
            folder && folder[0] ? folder : JOBMATCH_DATADIR);
        text_clear(&path);
        return EXIT_REFUSED;
    }
    *taxonomy = match_taxonomy_load(text_of(&path), NULL, &err);
    if (!*taxonomy) {
        code = complain(&err);
    }
    text_clear(&path);
    return code;
}

static int
open_policy(struct inputs *inputs, const struct settings *settings)
{
    match_error err = {0};

    inputs->policy =
        settings->policy ? match_policy_load(settings->policy, &err) : match_policy_default(&err);
    return inputs->policy ? EXIT_OK : complain(&err);
}

int
inputs_places(const struct settings *settings, match_places **places)
{
    match_error err = {0};

    *places = settings->places ? match_places_load(settings->places, &err) : match_places_lao(&err);
    return *places ? EXIT_OK : complain(&err);
}

static void
choose_day(struct inputs *inputs, const struct settings *settings)
{
    char text[MATCH_DATE_TEXT_SIZE];
    struct tm parts = {0};
    time_t now = time(NULL);

    inputs->today = settings->today;
    if (settings->today != MATCH_DATE_NONE) {
        return;
    }
    localtime_r(&now, &parts);
    inputs->today = match_date_from_civil(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
    match_date_format(inputs->today, text);
    if (!settings->quiet) {
        say("the day of the run is %s, by the system clock (--today sets it)", text);
    }
}

int
inputs_open(struct inputs *inputs, const struct settings *settings)
{
    match_error err = {0};
    int code;

    *inputs = (struct inputs){.language = settings->language};
    interruption_watch();
    choose_day(inputs, settings);
    code = open_policy(inputs, settings);
    if (code == EXIT_OK) {
        code = inputs_places(settings, &inputs->places);
    }
    if (code == EXIT_OK) {
        code = inputs_taxonomy(settings, &inputs->taxonomy);
    }
    if (code == EXIT_OK) {
        code = carry_open(inputs, settings);
    }
    if (code == EXIT_OK) {
        code = read_records(inputs, settings);
    }
    if (code == EXIT_OK) {
        code = carry_profiles(inputs, settings);
    }
    if (code != EXIT_OK) {
        return code;
    }
    inputs->matcher = match_matcher_new(inputs->catalogue, inputs->policy, inputs->today, &err);
    inputs->session = inputs->matcher ? match_session_new(inputs->matcher, &err) : NULL;
    return inputs->session ? EXIT_OK : complain(&err);
}

void
inputs_close(struct inputs *inputs)
{
    match_session_free(inputs->session);
    match_matcher_unref(inputs->matcher);
    match_catalogue_unref(inputs->catalogue);
    match_roster_unref(inputs->roster);
    match_policy_unref(inputs->policy);
    match_places_unref(inputs->places);
    match_taxonomy_unref(inputs->profiles_taxonomy);
    match_taxonomy_unref(inputs->taxonomy);
    free(inputs->files);
    *inputs = (struct inputs){0};
}

/* --- Looking up ------------------------------------------------------------------------------- */

typedef match_status (*find_by_id)(const struct inputs *inputs, const char *id, size_t *index,
                                   match_error *err);

static match_status
find_profile(const struct inputs *inputs, const char *id, size_t *index, match_error *err)
{
    return match_roster_find(inputs->roster, id, index, err);
}

static match_status
find_opportunity(const struct inputs *inputs, const char *id, size_t *index, match_error *err)
{
    return match_catalogue_find(inputs->catalogue, id, index, err);
}

static bool
holds(const size_t *indexes, size_t count, size_t index)
{
    for (size_t i = 0; i < count; i++) {
        if (indexes[i] == index) {
            return true;
        }
    }
    return false;
}

/* Finds what is named, each once, or takes all. */
static int
find_all(const struct inputs *inputs, const struct list *ids, find_by_id find, size_t total,
         size_t **indexes, size_t *count)
{
    match_error err = {0};

    *count = ids->count > 0 ? 0 : total;
    *indexes = take(NULL, ids->count > 0 ? ids->count : total, sizeof **indexes);
    for (size_t i = 0; i < *count; i++) {
        (*indexes)[i] = i;
    }
    for (size_t i = 0; i < ids->count; i++) {
        size_t index;
        if (find(inputs, ids->items[i], &index, &err) != MATCH_OK) {
            return complain(&err);
        }
        if (!holds(*indexes, *count, index)) {
            (*indexes)[(*count)++] = index;
        }
    }
    return EXIT_OK;
}

int
inputs_profiles(const struct inputs *inputs, const struct list *ids, size_t **indexes,
                size_t *count)
{
    return find_all(inputs, ids, find_profile, match_roster_count(inputs->roster), indexes, count);
}

int
inputs_opportunities(const struct inputs *inputs, const struct list *ids, size_t **indexes,
                     size_t *count)
{
    return find_all(inputs, ids, find_opportunity, match_catalogue_count(inputs->catalogue),
                    indexes, count);
}

/* Makes room for a text of a length with its NUL; the text is written by the caller. */
static void
make_room(struct text *room, size_t length)
{
    if (room->capacity < length + 1) {
        room->capacity = length + 64;
        room->bytes = take(room->bytes, room->capacity, 1);
    }
    room->bytes[0] = '\0';
    room->length = 0;
}

const char *
profile_field(const struct inputs *inputs, size_t index, const char *field, struct text *room)
{
    size_t length;

    make_room(room, 0);
    length = match_roster_field(inputs->roster, index, field, room->bytes, room->capacity, NULL);
    if (length == (size_t)-1) {
        return "";
    }
    if (length >= room->capacity) {
        make_room(room, length);
        match_roster_field(inputs->roster, index, field, room->bytes, room->capacity, NULL);
    }
    room->length = length;
    return room->bytes;
}

const char *
opportunity_field(const struct inputs *inputs, size_t index, const char *field, struct text *room)
{
    size_t length;

    make_room(room, 0);
    length =
        match_catalogue_field(inputs->catalogue, index, field, room->bytes, room->capacity, NULL);
    if (length == (size_t)-1) {
        return "";
    }
    if (length >= room->capacity) {
        make_room(room, length);
        match_catalogue_field(inputs->catalogue, index, field, room->bytes, room->capacity, NULL);
    }
    room->length = length;
    return room->bytes;
}
