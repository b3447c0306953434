/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/naming.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/lao.h"

#include <stdio.h>
#include <string.h>

#define MOST_REMEMBERED 100000u

bool
naming_is_code(const char *text)
{
    bool small = false;
    bool signs = false;

    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c <= ' ' || c >= 0x7f) {
            return false;
        }
        small = small || (c >= 'a' && c <= 'z');
        signs = signs || (c >= '0' && c <= '9') || c == ':' || c == '_' || c == '/';
    }
    return signs || !small;
}

/* "lo" or "th" for a name in one of these scripts without a Latin letter, else the language. */
static const char *
language_of(const char *name, const char *language)
{
    size_t length = strlen(name);
    const char *script = NULL;

    for (size_t at = 0; at < length;) {
        uint32_t c = utf8_next(name, length, &at);
        if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
            return language;
        }
        if (lao_or_thai(c)) {
            script = c >= 0x0E80u ? "lo" : "th";
        }
    }
    return script ? script : language;
}

static match_status
resolve(const match_resolver *resolver, uint32_t kinds, const char *language, const char *name,
        struct naming_answer *answer, match_error *err)
{
    match_resolve_options *options = match_resolve_options_new(err);
    const match_candidate *best = answer->candidates;
    match_status status = options ? MATCH_OK : MATCH_ERR_NOMEM;

    if (status == MATCH_OK) {
        status = match_resolve_options_set_kinds(options, kinds, err);
    }
    if (status == MATCH_OK) {
        status = match_resolve_options_set_language(options, language_of(name, language), err);
    }
    if (status == MATCH_OK) {
        status = match_resolve_options_set_threshold(options, 0, err);
    }
    if (status == MATCH_OK) {
        status = match_resolve_options_set_top(options, NAMING_COUNT, err);
    }
    if (status == MATCH_OK) {
        status = match_resolver_resolve(resolver, options, name, MATCH_NUL, answer->candidates,
                                        NAMING_COUNT, &answer->count, err);
    }
    match_resolve_options_free(options);
    answer->count = answer->count < NAMING_COUNT ? answer->count : NAMING_COUNT;
    answer->sure = answer->count > 0 && !best->ambiguous &&
                   best->confidence >= MATCH_RESOLVE_THRESHOLD &&
                   (answer->count == 1 || best[1].score < best[0].score);
    return status;
}

/* The number of a name, from 1; 0 with MATCH_OK where there are too many to remember. */
static match_status
remember(struct naming *naming, uint32_t kinds, const char *language, const char *name,
         uint32_t *number, match_error *err)
{
    char key[LIMIT_ID_BYTES + 64];
    int length = snprintf(key, sizeof key, "%u %.40s %s", (unsigned)kinds, language, name);
    struct naming_answer *grown;

    *number = 0;
    if (length < 0 || (size_t)length >= sizeof key || naming->names.count >= MOST_REMEMBERED) {
        return MATCH_OK;
    }
    grown = alloc_grow(naming->answers, &naming->answer_capacity,
                       (size_t)naming->names.count + 2, sizeof *grown);
    if (!grown) {
        return fail_memory(err);
    }
    naming->answers = grown;
    *number = intern_add(&naming->names, key, (size_t)length);
    return *number == 0 ? fail_memory(err) : MATCH_OK;
}

match_status
naming_find(struct naming *naming, const match_taxonomy *taxonomy, uint32_t kinds,
            const char *language, const char *name, struct naming_answer *answer, match_error *err)
{
    uint32_t before = naming->names.count;
    uint32_t number;
    match_status status;

    *answer = (struct naming_answer){.count = 0};
    if (!naming->resolver) {
        match_error reason = {.status = MATCH_ERR_NOMEM};
        naming->resolver = match_resolver_new(taxonomy, NULL, NULL, &reason);
        if (!naming->resolver) {
            if (err) {
                *err = reason;
            }
            return reason.status;
        }
    }
    status = remember(naming, kinds, language, name, &number, err);
    if (status != MATCH_OK) {
        return status;
    }
    if (number > 0 && number <= before) {
        *answer = naming->answers[number];
        return MATCH_OK;
    }
    status = resolve(naming->resolver, kinds, language, name, answer, err);
    if (number > 0) {
        naming->answers[number] = *answer;
    }
    return status;
}

void
naming_clear(struct naming *naming)
{
    match_resolver_unref(naming->resolver);
    intern_clear(&naming->names);
    alloc_free(naming->answers);
    *naming = (struct naming){0};
}
