/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "ranking/matcher.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"

#include <string.h>

#define KINDS                                                                                      \
    ((1u << MATCH_RECORD_VACANCY) | (1u << MATCH_RECORD_TRAINING) | (1u << MATCH_RECORD_SUPPORT))

const struct match_options options_default = {.top = 10, .kinds = KINDS, .threads = 1};

match_options *
match_options_new(match_error *err)
{
    match_options *options = alloc_zeroed(1, sizeof *options);

    if (!options) {
        fail_memory(err);
        return NULL;
    }
    *options = options_default;
    return options;
}

void
match_options_free(match_options *options)
{
    alloc_free(options);
}

match_status
match_options_set_top(match_options *options, size_t top, match_error *err)
{
    if (top < 1 || top > LIMIT_TOP) {
        return fail(err, MATCH_ERR_INVALID, "top is %zu, expected 1..%u", top, LIMIT_TOP);
    }
    options->top = top;
    return MATCH_OK;
}

match_status
match_options_set_kinds(match_options *options, uint32_t kinds, match_error *err)
{
    if (kinds == 0 || (kinds & ~KINDS) != 0) {
        return fail(err, MATCH_ERR_INVALID,
                    "kinds is %#x, expected bits of vacancy (%#x), training (%#x), support (%#x)",
                    (unsigned)kinds, 1u << MATCH_RECORD_VACANCY, 1u << MATCH_RECORD_TRAINING,
                    1u << MATCH_RECORD_SUPPORT);
    }
    options->kinds = kinds;
    return MATCH_OK;
}

match_status
match_options_set_allowed(match_options *options, uint32_t reasons, const char *why,
                          match_error *err)
{
    if (reasons >> MATCH_REASON_COUNT) {
        return fail(err, MATCH_ERR_INVALID, "reasons is %#x, expected bits below %#x",
                    (unsigned)reasons, 1u << MATCH_REASON_COUNT);
    }
    if (reasons != 0 && (!why || why[strspn(why, " \t\r\n")] == '\0')) {
        return fail(err, MATCH_ERR_INVALID,
                    "no justification is given, expected why the reasons are allowed");
    }
    options->allowed = reasons;
    return MATCH_OK;
}

match_status
match_options_set_threads(match_options *options, unsigned threads, match_error *err)
{
    if (threads < 1 || threads > LIMIT_THREADS) {
        return fail(err, MATCH_ERR_INVALID, "threads is %u, expected 1..%u", threads,
                    LIMIT_THREADS);
    }
    options->threads = threads;
    return MATCH_OK;
}
