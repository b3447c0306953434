/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JOBMATCH_WRITER_H
#define JOBMATCH_WRITER_H

#include "json.h"
#include "view.h"

#include <stdio.h>

/**
 * @file writer.h
 * How lists and explanations are written: one table of formats, each with the same four steps.
 */

/** Which side a list is for. */
enum list_side { LIST_OF_OPPORTUNITIES, LIST_OF_PEOPLE };

/** One output while it is written. */
struct writing {
    FILE *file;
    const struct inputs *inputs;
    enum list_side side;
    size_t lists; /* written so far */
    struct json json;
};

struct writer {
    const char *format;
    bool advice; /* shows what follows from a list, not only the pairs; NULL functions do nothing */
    void (*begin)(struct writing *writing);
    /** Writes one list. @p people: for a vacancy abroad, how many have one at home; or -1. */
    void (*list)(struct writing *writing, const struct view *view, long people);
    void (*end)(struct writing *writing);
};

extern const struct writer output_table;
extern const struct writer output_csv;
extern const struct writer output_tsv;
extern const struct writer output_json;
extern const struct writer output_jsonl;

/** Finds a writer by the name of its format, which options.c has checked. */
const struct writer *writer_find(const char *format);

/** Puts the member "run": versions, hashes and the day. */
void put_run(struct json *json, const struct inputs *inputs);

/** All there is to say about one pair. */
struct pair_answer {
    match_explanation *explanation;
    match_counterfactual *counterfactual;
};

void explain_table(FILE *file, const struct inputs *inputs, const struct pair_answer *answer);
void explain_json(FILE *file, const struct inputs *inputs, const struct pair_answer *answer);

#endif
