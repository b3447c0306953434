/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JOBMATCH_JSON_H
#define JOBMATCH_JSON_H

#include "support.h"

#include <stdio.h>

/**
 * @file json.h
 * Writes JSON as it goes, with no tree in memory. Keys are NULL inside arrays.
 */

#define JSON_DEPTH 16

struct json {
    FILE *file;
    bool pretty; /* one value a line, indented */
    unsigned depth;
    bool filled[JSON_DEPTH]; /* whether the open object or array has a value already */
};

void json_open(struct json *json, const char *key, char bracket);
void json_close(struct json *json, char bracket);
void json_text(struct json *json, const char *key, const char *value);
void json_number(struct json *json, const char *key, int64_t value);
/** null for anything below 0, which stands for "not known". */
void json_known(struct json *json, const char *key, int64_t value);
/** null for "". */
void json_text_or_null(struct json *json, const char *key, const char *value);
void json_truth(struct json *json, const char *key, bool value);

#endif
