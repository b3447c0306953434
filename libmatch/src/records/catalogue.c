/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/file.h"
#include "records/bind.h"
#include "records/check.h"
#include "records/intake.h"
#include "records/recode.h"
#include "records/writer.h"

#include <stdatomic.h>
#include <string.h>

struct match_catalogue {
    atomic_uint references;
    atomic_bool frozen;
    struct match_taxonomy *taxonomy;
    struct match_places *places;   /* of the first file; all files go by them */
    struct match_catalogue *basis; /* whose texts these records share; NULL for none */
    struct store store;
};

static const struct opportunity blank_opportunity = {
    .id = "",
    .title = "",
    .title_lo = "",
    .text = "",
    .isco = "",
    .occupation_text = "",
    .wording = {.words = "", .at = NUMBER_UNKNOWN, .confidence = NUMBER_UNKNOWN},
    .isic = "",
    .province_text = "",
    .district_text = "",
    .zone = "",
    .country = "",
    .corridor = "",
    .openings = NUMBER_UNKNOWN,
    .seats_total = NUMBER_UNKNOWN,
    .wage_minimum = MONEY_UNKNOWN,
    .wage_maximum = MONEY_UNKNOWN,
    .wage_period = "month",
    .currency = "LAK",
    .hours = "",
    .contract = "",
    .season = "",
    .experience_months = NUMBER_UNKNOWN,
    .credential_ladder = "",
    .credential_level = NUMBER_UNKNOWN,
    .worker_fee = MONEY_UNKNOWN,
    .recruiter_type = "",
    .recruiter_licence = "",
    .recruiter_licence_until = MATCH_DATE_NONE,
    .posted = MATCH_DATE_NONE,
    .opens = MATCH_DATE_NONE,
    .closes = MATCH_DATE_NONE,
    .starts = MATCH_DATE_NONE,
    .ends = MATCH_DATE_NONE,
    .contact = "",
    .source = "",
    .restriction_text = "",
    .provider = "",
    .owner = "",
    .duration_weeks = NUMBER_UNKNOWN,
    .tuition = MONEY_UNKNOWN,
    .boarding_cost = MONEY_UNKNOWN,
    .material_cost = MONEY_UNKNOWN,
    .food_cost = MONEY_UNKNOWN,
    .stipend = MONEY_UNKNOWN,
    .entry_age_minimum = NUMBER_UNKNOWN,
    .entry_age_maximum = NUMBER_UNKNOWN,
    .entry_schooling = NUMBER_UNKNOWN,
    .certificate_ladder = "",
    .certificate_level = NUMBER_UNKNOWN,
    .support_type = "",
    .amount = MONEY_UNKNOWN,
    .activity = "",
};

static const struct document_node *
node_of(const struct document_node *const *nodes, const char *name)
{
    size_t index =
        field_find(opportunity_fields.fields, opportunity_fields.count, name, strlen(name));
    return index == SIZE_MAX ? NULL : nodes[index];
}

static match_record_kind
kind_by_word(const char *text, size_t length)
{
    static const struct word words[] = {
        {"vacancy", MATCH_RECORD_VACANCY},   {"job", MATCH_RECORD_VACANCY},
        {"training", MATCH_RECORD_TRAINING}, {"course", MATCH_RECORD_TRAINING},
        {"support", MATCH_RECORD_SUPPORT},   {NULL, 0},
    };
    const struct word *word;

    text = reader_trim(text, &length);
    word = words_find(words, text, length);
    return word ? (match_record_kind)word->value : (match_record_kind)0;
}

static match_status
decide_kind(struct reader *reader, const struct document_node *const *nodes, match_record_kind hint,
            void *record)
{
    struct opportunity *offer = record;
    const struct document_node *node = node_of(nodes, "kind");
    match_record_kind kind = hint;

    if (bind_is_filled(node)) {
        kind = node->kind == DOCUMENT_SCALAR ? kind_by_word(node->text, node->length)
                                             : (match_record_kind)0;
        reader_enter(reader, "kind");
        if ((int)kind == 0) {
            char quote[QUOTE_SIZE];
            return reader_reject(reader, "INVALID_KIND",
                                 "%s is no kind, expected vacancy, training or support",
                                 node->kind == DOCUMENT_SCALAR
                                     ? reader_quote(reader, quote, node->text, node->length)
                                     : "list");
        }
        if ((int)hint != 0 && kind != hint) {
            return reader_reject(reader, "INVALID_KIND", "kind is %s in a section for %s",
                                 match_record_kind_name(kind), match_record_kind_name(hint));
        }
    } else if ((int)hint == 0) {
        kind = bind_is_filled(node_of(nodes, "teaches"))        ? MATCH_RECORD_TRAINING
               : bind_is_filled(node_of(nodes, "support_type")) ? MATCH_RECORD_SUPPORT
                                                                : MATCH_RECORD_VACANCY;
    }
    offer->kind = kind;
    reader->kind = kind;
    return MATCH_OK;
}

static const struct record_set opportunity_set = {
    .fields = &opportunity_fields,
    .blank = &blank_opportunity,
    .id_at = offsetof(struct opportunity, id),
    .kinds = FIELD_OPPORTUNITY,
    .decide_kind = decide_kind,
    .finish = check_opportunity,
};

match_catalogue *
match_catalogue_new(const match_taxonomy *taxonomy, match_error *err)
{
    match_catalogue *catalogue = alloc_zeroed(1, sizeof *catalogue);

    if (!catalogue) {
        fail_memory(err);
        return NULL;
    }
    atomic_init(&catalogue->references, 1);
    atomic_init(&catalogue->frozen, false);
    catalogue->taxonomy = match_taxonomy_ref(taxonomy);
    store_init(&catalogue->store, sizeof(struct opportunity), 0);
    return catalogue;
}

match_catalogue *
match_catalogue_ref(const match_catalogue *catalogue)
{
    match_catalogue *counted = (match_catalogue *)(uintptr_t)catalogue;
    if (counted) {
        atomic_fetch_add_explicit(&counted->references, 1, memory_order_relaxed);
    }
    return counted;
}

void
match_catalogue_unref(match_catalogue *catalogue)
{
    if (!catalogue ||
        atomic_fetch_sub_explicit(&catalogue->references, 1, memory_order_acq_rel) != 1) {
        return;
    }
    store_clear(&catalogue->store);
    match_taxonomy_unref(catalogue->taxonomy);
    match_places_unref(catalogue->places);
    match_catalogue_unref(catalogue->basis);
    alloc_free(catalogue);
}

match_status
match_catalogue_parse(match_catalogue *catalogue, const char *bytes, size_t size,
                      const char *source, const match_read_options *options, match_report *report,
                      match_error *err)
{
    struct intake_request request = {.set = &opportunity_set,
                                     .taxonomy = catalogue->taxonomy,
                                     .options = options,
                                     .report = report};

    if (atomic_load(&catalogue->frozen)) {
        return fail_at(err, MATCH_ERR_INVALID, source, 0, 0,
                       "a matcher uses the catalogue, nothing more can be read into it");
    }
    return intake_into(&request, &catalogue->store, &catalogue->places, bytes, size, source, err);
}

match_status
match_catalogue_read(match_catalogue *catalogue, const char *path,
                     const match_read_options *options, match_report *report, match_error *err)
{
    struct file_bytes file;
    match_status status = file_read(path, &file, err);

    if (status != MATCH_OK) {
        return status;
    }
    status = match_catalogue_parse(catalogue, file.bytes, file.size, path, options, report, err);
    file_bytes_clear(&file);
    return status;
}

void
catalogue_freeze(match_catalogue *catalogue)
{
    atomic_store(&catalogue->frozen, true);
}

/* ---- looking ---- */

const struct opportunity *
catalogue_opportunity(const match_catalogue *catalogue, size_t index)
{
    return store_record(&catalogue->store, index);
}

const match_places *
catalogue_places(const match_catalogue *catalogue)
{
    return catalogue->places;
}

const match_taxonomy *
match_catalogue_taxonomy(const match_catalogue *catalogue)
{
    return catalogue->taxonomy;
}

size_t
match_catalogue_count(const match_catalogue *catalogue)
{
    return catalogue->store.count;
}

match_record_kind
match_catalogue_kind(const match_catalogue *catalogue, size_t index)
{
    return index < catalogue->store.count ? catalogue_opportunity(catalogue, index)->kind
                                          : (match_record_kind)0;
}

const char *
match_catalogue_id(const match_catalogue *catalogue, size_t index)
{
    return index < catalogue->store.count ? catalogue_opportunity(catalogue, index)->id : "";
}

const char *
match_catalogue_title(const match_catalogue *catalogue, size_t index, const char *language)
{
    const struct opportunity *offer;
    bool lao = language && (strcmp(language, "lo") == 0 || strcmp(language, "lao") == 0);

    if (index >= catalogue->store.count) {
        return "";
    }
    offer = catalogue_opportunity(catalogue, index);
    if ((lao && offer->title_lo[0] != '\0') || offer->title[0] == '\0') {
        return offer->title_lo;
    }
    return offer->title;
}

int64_t
match_catalogue_cost(const match_catalogue *catalogue, size_t index)
{
    int64_t cost = index < catalogue->store.count
                       ? opportunity_cost(catalogue_opportunity(catalogue, index))
                       : MONEY_UNKNOWN;

    return cost == MONEY_UNKNOWN ? -1 : cost;
}

match_status
match_catalogue_find(const match_catalogue *catalogue, const char *id, size_t *index,
                     match_error *err)
{
    size_t found;
    match_status status = store_find(&catalogue->store, id, &found, err);

    if (status != MATCH_OK) {
        return status;
    }
    if (found == SIZE_MAX) {
        return fail(err, MATCH_ERR_NOT_FOUND, "there is no opportunity with id \"%.60s\"", id);
    }
    *index = found;
    return MATCH_OK;
}

/* ---- in the terms of another taxonomy ---- */

match_catalogue *
match_catalogue_migrate(const match_catalogue *catalogue, const match_translation *translation,
                        match_migration *migration, match_error *err)
{
    struct recoder recoder = {
        .translation = translation, .rewrite = true, .migration = migration, .err = err};
    match_catalogue *recoded;

    if (recode_check(catalogue->taxonomy, translation, err) != MATCH_OK) {
        return NULL;
    }
    recoded = match_catalogue_new(match_translation_to(translation), err);
    if (!recoded) {
        return NULL;
    }
    recoded->basis = match_catalogue_ref(catalogue);
    recoded->places = match_places_ref(catalogue->places);
    if (recode_store(&recoder, &catalogue->store, &recoded->store, offsetof(struct opportunity, id),
                     recode_opportunity) != MATCH_OK) {
        match_catalogue_unref(recoded);
        return NULL;
    }
    return recoded;
}

/* ---- writing ---- */

/* The records of one kind, or all of them. */
struct selection {
    const match_catalogue *catalogue;
    size_t *indices; /* NULL: all */
};

static size_t
selected(const struct selection *selection, size_t index)
{
    return selection->indices ? selection->indices[index] : index;
}

static const void *
written_record(const void *data, size_t index)
{
    const struct selection *selection = data;
    return catalogue_opportunity(selection->catalogue, selected(selection, index));
}

static match_record_kind
written_kind(const void *data, size_t index)
{
    const struct selection *selection = data;
    return match_catalogue_kind(selection->catalogue, selected(selection, index));
}

static struct writer_source
writer_source_of(const struct selection *selection)
{
    return (struct writer_source){
        .fields = &opportunity_fields,
        .places = selection->catalogue->places,
        .count = selection->catalogue->store.count,
        .record = written_record,
        .kind = written_kind,
        .data = selection,
        .kinds = FIELD_OPPORTUNITY,
        .with_kind = true,
    };
}

match_status
match_catalogue_write(const match_catalogue *catalogue, const char *path, match_format format,
                      match_record_kind kind, match_error *err)
{
    struct selection selection = {.catalogue = catalogue};
    struct writer_source source = writer_source_of(&selection);
    match_status status;

    if ((int)kind == 0) {
        return writer_file(&source, path, format, err);
    }
    if ((int)kind < MATCH_RECORD_VACANCY || (int)kind > MATCH_RECORD_SUPPORT) {
        return fail(err, MATCH_ERR_INVALID, "kind is %d, expected 0 or %d..%d", (int)kind,
                    MATCH_RECORD_VACANCY, MATCH_RECORD_SUPPORT);
    }
    selection.indices = alloc_zeroed(source.count + 1, sizeof *selection.indices);
    if (!selection.indices) {
        return fail_memory(err);
    }
    source.count = 0;
    for (size_t i = 0; i < catalogue->store.count; i++) {
        if (catalogue_opportunity(catalogue, i)->kind == kind) {
            selection.indices[source.count++] = i;
        }
    }
    source.kinds = 1u << (unsigned)kind;
    source.with_kind = false;
    status = writer_file(&source, path, format, err);
    alloc_free(selection.indices);
    return status;
}

size_t
match_catalogue_field(const match_catalogue *catalogue, size_t index, const char *field, char *out,
                      size_t capacity, match_error *err)
{
    struct selection selection = {.catalogue = catalogue};
    struct writer_source source = writer_source_of(&selection);
    return writer_field(&source, index, field, out, capacity, err);
}
