/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_READER_H
#define MATCH_RECORDS_READER_H

#include <libmatch/extract.h>
#include <libmatch/records.h>

#include "base/arena.h"
#include "base/intern.h"
#include "records/naming.h"

/**
 * @file reader.h
 * What all parts of a reader share while they read one file: where they are, where values are
 * kept and how what they find is said.
 *
 * Findings never repeat free text. They show codes and numbers, and of a confidential field
 * (protected.h) nothing at all.
 */

#define READER_FIELD_BYTES 96
#define READER_SUGGESTIONS 200 /* unresolved codes of one file that get suggestions */

struct reader {
    struct arena *arena; /* of the values that are kept */
    const match_taxonomy *taxonomy;
    const match_places *places;
    bool strict;
    match_report *report;
    match_error *err;
    const char *source;
    struct intern unknown_fields; /* names that were already reported */
    unsigned suggestions_left;
    struct naming naming;
    const char *language; /* of names in Latin letters; "" for any */
    bool fill; /* whether anything is guessed: names (naming.h), what is left out (fill.h) */
    match_extractor *extractor; /* NULL until a text needs it */

    uint32_t line, row;
    match_record_kind kind;         /* of the record that is being read */
    char field[READER_FIELD_BYTES]; /* name of the field, such as "skills[2].level" */
    bool confidential;
    bool rejected; /* the record cannot be kept */
};

/** Notes or warns; reading goes on. Fails for want of memory only. */
match_status reader_tell(struct reader *reader, match_severity severity, const char *code,
                         const char *format, ...) MATCH_PRINTF(4, 5);

/** Warns of a value that is kept without its meaning: in strict mode MATCH_ERR_INVALID. */
match_status reader_unresolved(struct reader *reader, const char *code, const char *format, ...)
    MATCH_PRINTF(3, 4);

/** Says why the record cannot be kept: in strict mode MATCH_ERR_INVALID. */
match_status reader_reject(struct reader *reader, const char *code, const char *format, ...)
    MATCH_PRINTF(3, 4);

/** The name of the field that is being read; an item number (from 1) and a part may follow. */
void reader_enter(struct reader *reader, const char *field);
void reader_enter_item(struct reader *reader, const char *field, size_t item, const char *part);

#define QUOTE_SIZE 176
#define QUOTE_COLUMNS 40

/** A code as a message shows it: in quotes, clean, at most 40 columns; "value" if confidential. */
const char *reader_quote(const struct reader *reader, char out[QUOTE_SIZE], const char *text,
                         size_t length);

/** The same for what should have been a number or date: only shown when it has a digit. */
const char *reader_quote_number(const struct reader *reader, char out[QUOTE_SIZE], const char *text,
                                size_t length);

enum reader_text {
    READER_LINE,  /* a text on one line */
    READER_LINES, /* keeps line breaks */
    READER_CODE   /* an id or code: no zero-width characters either */
};

/** Whether anything of a text is left when it is cleaned. */
bool reader_has_text(const char *text, size_t length);

/**
 * Keeps a clean copy of a text in the arena: trimmed, without control characters and marks that
 * turn the direction of writing, of which a warning tells. Too long a text rejects the record.
 * @param[out] out  The copy; "" when the record is rejected.
 */
match_status reader_keep(struct reader *reader, enum reader_text kind, const char *text,
                         size_t length, const char **out);

/** The part of a text without white space at its ends, no-break and zero-width spaces too. */
const char *reader_trim(const char *text, size_t *length);

#define READER_NUMBER_BYTES 80

/**
 * Writes a trimmed text with digits of every script as ASCII, as number.h needs it, and tells
 * when there were others. *length_out is SIZE_MAX when the text is too long for any number.
 */
match_status reader_number_text(struct reader *reader, const char *text, size_t length,
                                char out[READER_NUMBER_BYTES], size_t *length_out);

#endif
