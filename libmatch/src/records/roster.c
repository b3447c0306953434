/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/fail.h"
#include "base/file.h"
#include "records/check.h"
#include "records/intake.h"
#define MATCH_KEEPS_PROTECTED_BLOCK
#include "records/protected.h"
#include "records/recode.h"
#include "records/record.h"
#include "records/writer.h"

#include <stdatomic.h>
#include <string.h>

struct match_roster {
    atomic_uint references;
    struct match_taxonomy *taxonomy;
    struct match_places *places; /* of the first file; all files go by them */
    struct match_roster *basis;  /* whose texts these records share; NULL for none */
    struct store store;
};

static const struct profile blank_profile = {
    .id = "",
    .consent = "",
    .consent_date = MATCH_DATE_NONE,
    .province_text = "",
    .district_text = "",
    .maximum_travel_km = NUMBER_UNKNOWN,
    .interview_language = "",
    .schooling = NUMBER_UNKNOWN,
    .available_from = MATCH_DATE_NONE,
    .available_until = MATCH_DATE_NONE,
    .reservation_wage = MONEY_UNKNOWN,
    .notes = "",
};

static match_status
decide_kind(struct reader *reader, const struct document_node *const *nodes, match_record_kind hint,
            void *record)
{
    (void)nodes;
    (void)hint;
    (void)record;
    reader->kind = MATCH_RECORD_PROFILE;
    return MATCH_OK;
}

static const struct record_set profile_set = {
    .fields = &profile_fields,
    .reporting = &reporting_fields,
    .blank = &blank_profile,
    .side_blank = &protected_blank,
    .id_at = offsetof(struct profile, id),
    .kinds = FIELD_PROFILE,
    .decide_kind = decide_kind,
    .finish = check_profile,
};

match_roster *
match_roster_new(const match_taxonomy *taxonomy, match_error *err)
{
    match_roster *roster = alloc_zeroed(1, sizeof *roster);

    if (!roster) {
        fail_memory(err);
        return NULL;
    }
    atomic_init(&roster->references, 1);
    roster->taxonomy = match_taxonomy_ref(taxonomy);
    store_init(&roster->store, sizeof(struct profile), sizeof(struct protected_block));
    return roster;
}

match_roster *
match_roster_ref(const match_roster *roster)
{
    match_roster *counted = (match_roster *)(uintptr_t)roster;
    if (counted) {
        atomic_fetch_add_explicit(&counted->references, 1, memory_order_relaxed);
    }
    return counted;
}

void
match_roster_unref(match_roster *roster)
{
    if (!roster || atomic_fetch_sub_explicit(&roster->references, 1, memory_order_acq_rel) != 1) {
        return;
    }
    store_clear(&roster->store);
    match_taxonomy_unref(roster->taxonomy);
    match_places_unref(roster->places);
    match_roster_unref(roster->basis);
    alloc_free(roster);
}

match_status
match_roster_parse(match_roster *roster, const char *bytes, size_t size, const char *source,
                   const match_read_options *options, match_report *report, match_error *err)
{
    struct intake_request request = {
        .set = &profile_set, .taxonomy = roster->taxonomy, .options = options, .report = report};

    return intake_into(&request, &roster->store, &roster->places, bytes, size, source, err);
}

match_status
match_roster_read(match_roster *roster, const char *path, const match_read_options *options,
                  match_report *report, match_error *err)
{
    struct file_bytes file;
    match_status status = file_read(path, &file, err);

    if (status != MATCH_OK) {
        return status;
    }
    status = match_roster_parse(roster, file.bytes, file.size, path, options, report, err);
    file_bytes_clear(&file);
    return status;
}

/* ---- looking ---- */

const struct profile *
roster_profile(const match_roster *roster, size_t index)
{
    return store_record(&roster->store, index);
}

int
roster_age(const match_roster *roster, size_t index, match_date day)
{
    const struct protected_block *block = store_side(&roster->store, index);
    match_date birth = block->birth_date;
    int age;

    if (birth == MATCH_DATE_NONE && block->birth_year != 0) {
        /* The youngest the person can be, so that nobody under age is taken for older. */
        birth = match_date_from_civil(block->birth_year, 12, 31);
    }
    if (birth == MATCH_DATE_NONE || day == MATCH_DATE_NONE) {
        return NUMBER_UNKNOWN;
    }
    age = date_years_between(birth, day);
    return age < 0 ? NUMBER_UNKNOWN : age;
}

const match_places *
roster_places(const match_roster *roster)
{
    return roster->places;
}

const match_taxonomy *
match_roster_taxonomy(const match_roster *roster)
{
    return roster->taxonomy;
}

size_t
match_roster_count(const match_roster *roster)
{
    return roster->store.count;
}

const char *
match_roster_id(const match_roster *roster, size_t index)
{
    return index < roster->store.count ? roster_profile(roster, index)->id : "";
}

match_status
match_roster_find(const match_roster *roster, const char *id, size_t *index, match_error *err)
{
    size_t found;
    match_status status = store_find(&roster->store, id, &found, err);

    if (status != MATCH_OK) {
        return status;
    }
    if (found == SIZE_MAX) {
        return fail(err, MATCH_ERR_NOT_FOUND, "there is no profile with id \"%.60s\"", id);
    }
    *index = found;
    return MATCH_OK;
}

/* ---- in the terms of another taxonomy ---- */

static match_roster *
recode_roster(const match_roster *roster, const match_translation *translation, bool rewrite,
              match_migration *migration, match_error *err)
{
    struct recoder recoder = {
        .translation = translation, .rewrite = rewrite, .migration = migration, .err = err};
    match_roster *recoded;

    if (recode_check(roster->taxonomy, translation, err) != MATCH_OK) {
        return NULL;
    }
    recoded = match_roster_new(match_translation_to(translation), err);
    if (!recoded) {
        return NULL;
    }
    recoded->basis = match_roster_ref(roster);
    recoded->places = match_places_ref(roster->places);
    if (recode_store(&recoder, &roster->store, &recoded->store, offsetof(struct profile, id),
                     recode_profile) != MATCH_OK) {
        match_roster_unref(recoded);
        return NULL;
    }
    return recoded;
}

match_roster *
match_roster_translate(const match_roster *roster, const match_translation *translation,
                       match_migration *migration, match_error *err)
{
    return recode_roster(roster, translation, false, migration, err);
}

match_roster *
match_roster_migrate(const match_roster *roster, const match_translation *translation,
                     match_migration *migration, match_error *err)
{
    return recode_roster(roster, translation, true, migration, err);
}

/* ---- writing ---- */

static const void *
written_record(const void *data, size_t index)
{
    return roster_profile(data, index);
}

static const void *
written_side(const void *data, size_t index)
{
    const match_roster *roster = data;
    return store_side(&roster->store, index);
}

static match_record_kind
written_kind(const void *data, size_t index)
{
    (void)data;
    (void)index;
    return MATCH_RECORD_PROFILE;
}

static struct writer_source
writer_source_of(const match_roster *roster)
{
    return (struct writer_source){
        .fields = &profile_fields,
        .reporting = &reporting_fields,
        .places = roster->places,
        .count = roster->store.count,
        .record = written_record,
        .side = written_side,
        .kind = written_kind,
        .data = roster,
        .kinds = FIELD_PROFILE,
    };
}

match_status
match_roster_write(const match_roster *roster, const char *path, match_format format,
                   match_error *err)
{
    struct writer_source source = writer_source_of(roster);
    return writer_file(&source, path, format, err);
}

size_t
match_roster_field(const match_roster *roster, size_t index, const char *field, char *out,
                   size_t capacity, match_error *err)
{
    struct writer_source source = writer_source_of(roster);
    return writer_field(&source, index, field, out, capacity, err);
}
