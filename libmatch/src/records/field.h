/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_FIELD_H
#define MATCH_RECORDS_FIELD_H

#include <libmatch/records.h>

#include "base/buffer.h"
#include "text/document.h"

#include "records/words.h"

/**
 * @file field.h
 * The tables that say which fields a record has, what type each is and where it is kept. Readers,
 * writers, the list of columns in the documentation and match_record_field() all go by them:
 * a new field is a new row.
 */

struct reader;
struct field;

/** Bits for the kinds of record a field belongs to. */
#define FIELD_PROFILE (1u << MATCH_RECORD_PROFILE)
#define FIELD_VACANCY (1u << MATCH_RECORD_VACANCY)
#define FIELD_TRAINING (1u << MATCH_RECORD_TRAINING)
#define FIELD_SUPPORT (1u << MATCH_RECORD_SUPPORT)
#define FIELD_OPPORTUNITY (FIELD_VACANCY | FIELD_TRAINING | FIELD_SUPPORT)
#define FIELD_ANY (FIELD_PROFILE | FIELD_OPPORTUNITY)

/** How a single value looks in JSON and YAML. */
enum field_look { LOOK_TEXT, LOOK_NUMBER, LOOK_ANSWER };

/**
 * What a type of value can do. One of two shapes: a single value (read_text, write) or a list
 * (read_list, count, write_item). A list of things with fields of their own has them in the
 * field's item_table.
 */
struct value_type {
    const char *name; /* as match_record_field() shows it */
    enum field_look look;

    /** Reads a value that is not empty. What is wrong with it goes through reader.h. */
    match_status (*read_text)(struct reader *reader, const struct field *field, const char *text,
                              size_t length, void *record);
    /** Writes the value; nothing where it is unknown. */
    void (*write)(const struct field *field, const void *record, const match_places *places,
                  struct buffer *out);

    match_status (*read_list)(struct reader *reader, const struct field *field,
                              const struct document_node *node, void *record);
    size_t (*count)(const struct field *field, const void *record);
    /** Writes item @p index as a text without quotes; not for lists with an item_table. */
    void (*write_item)(const struct field *field, const void *record, size_t index,
                       const match_places *places, struct buffer *out);
};

/** A kind of thing in a list, such as a claim. */
struct item_table {
    const struct field *fields; /* the key is field 0 */
    size_t count;
    bool has_level;    /* field 1 is what stands after '=' */
    size_t size;       /* of one item */
    const void *blank; /* an item of which nothing is known */
    size_t limit;      /* most items of one record */
    /** Order of identity: 0 when two items are about the same thing. */
    int (*compare_identity)(const void *a, const void *b);
    /** By identity, then the better one first: it is the one that is kept. Total. */
    int (*compare_quality)(const void *a, const void *b);
    /** The order in which items are kept. */
    int (*compare_order)(const void *a, const void *b);
    const char *duplicate_code; /* finding for an item that is not kept */
};

struct field {
    const char *name;
    const struct value_type *type;
    size_t at;     /* where in the record */
    size_t second; /* a second place, see the type; SECOND_NONE for none */
    size_t wording; /* of what may be resolved by its words: where its struct wording is; 0: none */
    unsigned kinds;
    unsigned required;   /* kinds of record that cannot be without it ... */
    const char *or_else; /* ... unless this field is there; NULL for none */
    const struct word *words;
    int64_t minimum, maximum;
    const struct item_table *items;
    match_relation_kind relation; /* of lists of requirements: the kind of its items */
    const char *sign;             /* between skill and level when written; NULL for "=" */
    bool closed;                  /* a word that is not in the list rejects the record */
    unsigned letters;             /* codes of so many letters are good too, as of ISO; 0: none */
    bool input_only;              /* another spelling of fields that are written */
    bool lines;                   /* a text that keeps its line breaks */
    const char *description;
};

#define SECOND_NONE SIZE_MAX

/** Most fields of a table, so that what is being bound fits on the stack. */
#define FIELD_LIMIT 96

struct field_table {
    const struct field *fields;
    size_t count;
};

extern const struct field_table profile_fields;
extern const struct field_table opportunity_fields;
extern const struct field_table reporting_fields; /* protected.c */

extern const struct item_table claim_items;
extern const struct item_table job_items;
extern const struct item_table credential_items;
extern const struct item_table language_items;
extern const struct item_table requirement_items;
extern const struct item_table function_items;

/** The index of a field, SIZE_MAX when there is none of that name. */
size_t field_find(const struct field *fields, size_t count, const char *name, size_t length);

/** The known name most like a text, NULL when none is near. */
const char *field_nearest(const struct field *fields, size_t count, const char *name,
                          size_t length);

/** Where a value is kept. */
void *field_place(void *record, size_t at);
const void *field_value(const void *record, size_t at);

/* ---- types of value ---- */

extern const struct value_type value_text;
extern const struct value_type value_id;
extern const struct value_type value_code;
extern const struct value_type value_need;          /* a code in small letters, gaps '_' */
extern const struct value_type value_language_code; /* ISO 639, in small letters */
extern const struct value_type value_date;
extern const struct value_type value_partial_date;
extern const struct value_type value_integer;
extern const struct value_type value_year;
extern const struct value_type value_money;
extern const struct value_type value_answer;
extern const struct value_type value_lodging; /* second: whether it is free */
extern const struct value_type value_level;
extern const struct value_type value_word;      /* keeps the number of the word */
extern const struct value_type value_word_text; /* keeps the spelling of the word */
extern const struct value_type value_schooling;
extern const struct value_type value_language_level;
extern const struct value_type value_ladder; /* LADDER=LEVEL; second: the level */
extern const struct value_type value_kind;   /* of record; decided before binding */

extern const struct value_type value_province;   /* second: the text where it is unresolved */
extern const struct value_type value_district;   /* the same */
extern const struct value_type value_isco;       /* second: the occupation */
extern const struct value_type value_occupation; /* second: the occupation */
extern const struct value_type value_skill;      /* second: the skill */

extern const struct value_type value_code_list;         /* letters become small, gaps '_' */
extern const struct value_type value_id_list;           /* as written */
extern const struct value_type value_willing_provinces; /* of struct profile */
extern const struct value_type value_outcomes;          /* second: the count */
extern const struct value_type value_claims; /* second: the count, as in all that follow */
extern const struct value_type value_jobs;
extern const struct value_type value_credentials;
extern const struct value_type value_languages;
extern const struct value_type value_requirements;
extern const struct value_type value_functions;

#endif
