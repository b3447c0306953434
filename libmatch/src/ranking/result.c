/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "ranking/matcher.h"

#include "base/alloc.h"

void
match_result_free(match_result *result)
{
    alloc_free(result);
}

uint32_t
match_result_subject(const match_result *result)
{
    return result->subject;
}

size_t
match_result_count(const match_result *result)
{
    return result->count;
}

const match_pair *
match_result_pairs(const match_result *result)
{
    return result->pairs;
}

size_t
match_result_considered(const match_result *result)
{
    return result->considered;
}

const match_pair *
match_result_blocked(const match_result *result, size_t *count)
{
    *count = result->blocked_count;
    return result->pairs + result->count;
}

const match_pair *
match_result_switches(const match_result *result, size_t *count)
{
    *count = result->switch_count;
    return result->pairs + result->count + result->blocked_count;
}

const match_pair *
match_result_of_kind(const match_result *result, match_record_kind kind, size_t *count)
{
    unsigned place = (unsigned)kind - (unsigned)MATCH_RECORD_VACANCY;

    *count = place < KIND_COUNT ? result->kind_count[place] : 0;
    return result->pairs + (place < KIND_COUNT ? result->kind_start[place] : 0);
}

match_wish
match_result_wish(const match_result *result, size_t index)
{
    return index < result->count ? (match_wish)result->wishes[index] : MATCH_WISH_NONE;
}

const match_unlock *
match_result_unlocks(const match_result *result, size_t *count)
{
    *count = result->unlocks ? result->count : 0;
    return result->unlocks;
}

size_t
match_result_reason_total(const match_result *result, match_reason reason)
{
    return (unsigned)reason < MATCH_REASON_COUNT ? result->reason_totals[reason] : 0;
}
