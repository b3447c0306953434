/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/crosswalk.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/file.h"
#include "base/finding.h"
#include "taxonomy/names.h"
#include "taxonomy/rebuild.h"

#define SOC_LENGTH 7 /* "51-6031" */

static bool
is_soc(const char *text)
{
    static const char shape[] = "dd-dddd";
    for (size_t i = 0; i < SOC_LENGTH; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (shape[i] == 'd' ? !digit : text[i] != shape[i]) {
            return false;
        }
    }
    return text[SOC_LENGTH] == '\0' || strcmp(text + SOC_LENGTH, ".00") == 0;
}

match_concept
crosswalk_find(const match_taxonomy *taxonomy, const char *text)
{
    match_concept found = match_taxonomy_find(taxonomy, text, MATCH_NUL);
    char other[SOC_LENGTH + sizeof ".00"];
    if (found != 0 || !is_soc(text)) {
        return found;
    }
    memcpy(other, text, SOC_LENGTH);
    other[SOC_LENGTH] = '\0';
    if (text[SOC_LENGTH] == '\0') {
        memcpy(other + SOC_LENGTH, ".00", sizeof ".00");
    }
    return match_taxonomy_find(taxonomy, other, MATCH_NUL);
}

match_mapping_kind
crosswalk_inverse(match_mapping_kind kind)
{
    switch (kind) {
    case MATCH_MAPPING_BROAD: return MATCH_MAPPING_NARROW;
    case MATCH_MAPPING_NARROW: return MATCH_MAPPING_BROAD;
    case MATCH_MAPPING_REPLACED_BY: return MATCH_MAPPING_REPLACES;
    case MATCH_MAPPING_REPLACES: return MATCH_MAPPING_REPLACED_BY;
    default: return kind;
    }
}

/* One crosswalk being put on a taxonomy. */
struct joining {
    const match_taxonomy *base;
    const struct crosswalk *crosswalk;
    const char *path;
    match_report *report;
    match_error *err;
    struct builder builder;
    bool reversed; /* the taxonomy has the codes on the right */
    uint64_t added[MATCH_MAPPING_REPLACES + 1];
};

static const char *
text_of(const struct joining *joining, uint32_t number)
{
    return intern_text(&joining->crosswalk->texts, number);
}

/* The codes of the taxonomy may stand on either side: on the one with more that are known. */
static match_status
choose_side(struct joining *joining)
{
    const struct crosswalk *crosswalk = joining->crosswalk;
    size_t left = 0;
    size_t right = 0;
    for (size_t i = 0; i < crosswalk->count; i++) {
        left += crosswalk_find(joining->base, text_of(joining, crosswalk->rows[i].from)) != 0;
        right += crosswalk_find(joining->base, text_of(joining, crosswalk->rows[i].to)) != 0;
    }
    if (left == 0 && right == 0) {
        return fail_at(joining->err, MATCH_ERR_INVALID, joining->path, 0, 0,
                       "none of %zu rows has a code of the taxonomy", crosswalk->count);
    }
    joining->reversed = right > left;
    return MATCH_OK;
}

static match_status
add_mapping(struct joining *joining, const struct crosswalk_row *row, uint32_t source)
{
    const char *own = text_of(joining, joining->reversed ? row->to : row->from);
    const char *other = text_of(joining, joining->reversed ? row->from : row->to);
    match_mapping_kind kind = joining->reversed ? crosswalk_inverse(row->kind) : row->kind;
    match_concept concept = crosswalk_find(joining->base, own);
    if (concept == 0) {
        struct place place = {.source = joining->path, .line = row->line};
        return report_add(joining->report, MATCH_SEVERITY_WARNING, place, "UNKNOWN_CONCEPT",
                          joining->err, "'%.120s' is no concept of the taxonomy", own);
    }
    joining->added[kind]++;
    return builder_add_mapping(&joining->builder, concept - 1, kind, other,
                               (struct builder_place){.source = source, .line = row->line},
                               joining->err);
}

static match_status
report_added(const struct joining *joining)
{
    struct buffer text = {0};
    uint64_t total = 0;
    for (int kind = MATCH_MAPPING_EXACT; kind <= MATCH_MAPPING_REPLACES; kind++) {
        if (joining->added[kind] > 0) {
            buffer_add_text(&text, total > 0 ? ", " : "");
            buffer_add_int(&text, (int64_t)joining->added[kind]);
            buffer_add_char(&text, ' ');
            buffer_add_text(&text, match_mapping_kind_name((match_mapping_kind)kind));
            total += joining->added[kind];
        }
    }
    match_status status =
        text.failed
            ? fail_memory(joining->err)
            : report_add(joining->report, MATCH_SEVERITY_NOTE,
                         (struct place){.source = joining->path}, "MAPPINGS_ADDED", joining->err,
                         "%" PRIu64 " mappings: %s", total, text.bytes ? text.bytes : "");
    buffer_clear(&text);
    return status;
}

static match_taxonomy *
join(struct joining *joining)
{
    match_taxonomy *taxonomy = NULL;
    builder_init(&joining->builder, BUILDER_LENIENT, NULL); /* what was imported has defects */
    uint32_t source = 0;
    match_status status = choose_side(joining);
    if (status == MATCH_OK) {
        status = rebuild(joining->base, &joining->builder, joining->err);
    }
    if (status == MATCH_OK) {
        source = builder_source(&joining->builder, joining->path);
        status = source != 0 ? MATCH_OK : fail_memory(joining->err);
    }
    for (size_t i = 0; i < joining->crosswalk->count && status == MATCH_OK; i++) {
        status = add_mapping(joining, &joining->crosswalk->rows[i], source);
    }
    status = status == MATCH_OK ? report_added(joining) : status;
    if (status == MATCH_OK) {
        taxonomy = builder_finish(&joining->builder, joining->err);
    }
    builder_clear(&joining->builder);
    return taxonomy;
}

match_taxonomy *
match_taxonomy_crosswalk(const match_taxonomy *base, const char *path, match_report *report,
                         match_error *err)
{
    struct file_bytes file = {0};
    struct crosswalk crosswalk = {0};
    struct joining joining = {
        .base = base, .crosswalk = &crosswalk, .path = path, .report = report, .err = err};
    match_taxonomy *taxonomy = NULL;
    if (file_read(path, &file, err) != MATCH_OK) {
        return NULL;
    }
    if (crosswalk_read(&crosswalk, file.bytes, file.size, path, report, err) == MATCH_OK) {
        taxonomy = join(&joining);
    }
    crosswalk_clear(&crosswalk);
    file_bytes_clear(&file);
    return taxonomy;
}
