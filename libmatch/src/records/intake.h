/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_INTAKE_H
#define MATCH_RECORDS_INTAKE_H

#include "records/field.h"
#include "records/options.h"
#include "records/reader.h"
#include "records/store.h"

/**
 * @file intake.h
 * The way of a file into a roster or catalogue: format readers turn each record into values by
 * field and hand them over here, where they are bound, checked and added.
 */

/** What a roster or a catalogue is made of. */
struct record_set {
    const struct field_table *fields;
    const struct field_table *reporting; /* confidential fields kept beside; NULL for none */
    const void *blank;                   /* a record of which nothing is known */
    const void *side_blank;
    size_t id_at;   /* where a record has its id */
    unsigned kinds; /* FIELD_... bits of the kinds of record that belong here */
    /**
     * Finds out what a record is and notes it in the record.
     * @param hint  The kind of the section it stands in; 0 for none.
     */
    match_status (*decide_kind)(struct reader *reader, const struct document_node *const *nodes,
                                match_record_kind hint, void *record);
    /** Puts lists in order and checks what can only be seen on the whole record. */
    match_status (*finish)(struct reader *reader, void *record);
};

/** The values of one record, one node for each field; NULL where there is none. */
struct record_values {
    const struct document_node *main[FIELD_LIMIT];
    const struct document_node *reporting[FIELD_LIMIT];
};

struct intake {
    struct reader reader;
    const struct record_set *set;
    const struct store *store;
    struct store_addition addition;
    char separator; /* of CSV; 0 to find it */
    uint64_t seen;  /* records, whether kept or not */
    void *record;   /* where a record is put together */
    void *side;
};

/** Takes one record. What is wrong with it is in the report; only failures end the reading. */
match_status intake_record(struct intake *intake, const struct record_values *values,
                           match_record_kind hint, uint32_t line, uint32_t row);

/** The same for a mapping of names to values. */
match_status intake_mapping(struct intake *intake, const struct document_node *mapping,
                            match_record_kind hint, uint32_t line, uint32_t row);

/** Where the value of a name goes; NULL when no field has it. */
const struct document_node **intake_slot(const struct intake *intake, struct record_values *values,
                                         const char *name, size_t length);

/** Tells of a name without a field. */
match_status intake_unknown(struct intake *intake, const char *name, size_t length);

/** Readers of the formats: csv.c, jsonl.c, yaml.c. */
match_status intake_csv(struct intake *intake, const char *bytes, size_t size);
match_status intake_jsonl(struct intake *intake, const char *bytes, size_t size);
match_status intake_yaml(struct intake *intake, const char *bytes, size_t size);

/** What is read, and what for. */
struct intake_request {
    const struct record_set *set;
    const match_taxonomy *taxonomy;
    const struct match_read_options *options; /* NULL for the defaults */
    match_report *report;
};

/**
 * Reads bytes into a store: all good records, or on failure nothing.
 * @param places  Those of the store; NULL in it before the first file, which decides.
 */
match_status intake_into(const struct intake_request *request, struct store *store,
                         match_places **places, const char *bytes, size_t size, const char *source,
                         match_error *err);

#endif
