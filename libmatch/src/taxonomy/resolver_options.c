/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/resolver.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"
#include "base/utf8.h"

#define MOST_WANTED 10000u
#define LONGEST_CONTEXT 65536u /* bytes of a context that count */
#define ALL_KINDS                                                                                  \
    ((1u << MATCH_CONCEPT_OCCUPATION) | (1u << MATCH_CONCEPT_OCCUPATION_GROUP) |                   \
     (1u << MATCH_CONCEPT_SKILL) | (1u << MATCH_CONCEPT_SKILL_GROUP))

const struct match_resolve_options resolve_options_default = {
    .top = 10, .threshold = MATCH_RESOLVE_THRESHOLD, .threads = 1};

match_resolve_options *
match_resolve_options_new(match_error *err)
{
    match_resolve_options *options = alloc_zeroed(1, sizeof *options);
    if (!options) {
        (void)fail_memory(err);
        return NULL;
    }
    *options = resolve_options_default;
    return options;
}

void
match_resolve_options_free(match_resolve_options *options)
{
    if (options) {
        buffer_clear(&options->context);
    }
    alloc_free(options);
}

static match_status
set_text(char *out, size_t size, const char *name, const char *text, match_error *err)
{
    size_t length = strlen(text);
    if (length >= size) {
        return fail(err, MATCH_ERR_INVALID, "%s has %zu bytes, expected at most %zu", name, length,
                    size - 1);
    }
    memcpy(out, text, length + 1);
    return MATCH_OK;
}

match_status
match_resolve_options_set_language(match_resolve_options *options, const char *language,
                                   match_error *err)
{
    return set_text(options->language, sizeof options->language, "language", language, err);
}

match_status
match_resolve_options_set_kinds(match_resolve_options *options, uint32_t kinds, match_error *err)
{
    if ((kinds & ~ALL_KINDS) != 0) {
        return fail(err, MATCH_ERR_INVALID,
                    "kinds is %#x, expected bits 1 << match_concept_kind, %#x at most",
                    (unsigned)kinds, ALL_KINDS);
    }
    options->kinds = kinds;
    return MATCH_OK;
}

match_status
match_resolve_options_set_scheme(match_resolve_options *options, const char *scheme,
                                 match_error *err)
{
    return set_text(options->scheme, sizeof options->scheme, "scheme", scheme, err);
}

void
match_resolve_options_set_ancestor(match_resolve_options *options, match_concept ancestor)
{
    options->ancestor = ancestor;
}

void
match_resolve_options_set_by_label(match_resolve_options *options, bool by_label)
{
    options->by_label = by_label;
}

match_status
match_resolve_options_set_top(match_resolve_options *options, size_t top, match_error *err)
{
    if (top < 1 || top > MOST_WANTED) {
        return fail(err, MATCH_ERR_INVALID, "top is %zu, expected 1..%u", top, MOST_WANTED);
    }
    options->top = top;
    return MATCH_OK;
}

match_status
match_resolve_options_set_threshold(match_resolve_options *options, int32_t threshold,
                                    match_error *err)
{
    if (threshold < 0 || threshold > MATCH_RESOLVE_ONE) {
        return fail(err, MATCH_ERR_INVALID, "threshold is %d, expected 0..%d", (int)threshold,
                    MATCH_RESOLVE_ONE);
    }
    options->threshold = threshold;
    return MATCH_OK;
}

match_status
match_resolve_options_set_context(match_resolve_options *options, const char *text, size_t length,
                                  match_error *err)
{
    size_t size = length == MATCH_NUL ? strlen(text) : length;
    if (size > LONGEST_CONTEXT) {
        size = LONGEST_CONTEXT;
        while (((unsigned char)text[size] & 0xC0) == 0x80) {
            size--;
        }
    }
    if (utf8_check(text, size) < size) {
        return fail(err, MATCH_ERR_INVALID, "byte %zu of the context is not UTF-8",
                    utf8_check(text, size));
    }
    struct buffer copy = {0};
    buffer_add(&copy, text, size);
    if (copy.failed) {
        buffer_clear(&copy);
        return fail_memory(err);
    }
    buffer_clear(&options->context);
    options->context = copy;
    return MATCH_OK;
}

match_status
match_resolve_options_set_threads(match_resolve_options *options, unsigned threads,
                                  match_error *err)
{
    if (threads < 1 || threads > LIMIT_THREADS) {
        return fail(err, MATCH_ERR_INVALID, "threads is %u, expected 1..%u", threads,
                    LIMIT_THREADS);
    }
    options->threads = threads;
    return MATCH_OK;
}
