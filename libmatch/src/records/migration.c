/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/recode.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"

struct match_migration {
    struct arena arena; /* of the texts */
    match_carry *carries;
    size_t count, capacity;
    uint64_t totals[MATCH_LINK_ISCO + 1]; /* by link; [0]: not carried */
};

match_migration *
match_migration_new(match_error *err)
{
    match_migration *migration = alloc_zeroed(1, sizeof *migration);

    if (!migration) {
        (void)fail_memory(err);
    }
    return migration;
}

void
match_migration_free(match_migration *migration)
{
    if (migration) {
        arena_clear(&migration->arena);
        alloc_free(migration->carries);
        alloc_free(migration);
    }
}

size_t
match_migration_count(const match_migration *migration)
{
    return migration->count;
}

const match_carry *
match_migration_at(const match_migration *migration, size_t index)
{
    return index < migration->count ? &migration->carries[index] : NULL;
}

uint64_t
match_migration_total(const match_migration *migration, match_link_kind kind)
{
    size_t index = (size_t)kind;
    return index <= MATCH_LINK_ISCO ? migration->totals[index] : 0;
}

void
migration_count_same(match_migration *migration)
{
    if (migration) {
        migration->totals[MATCH_LINK_SAME]++;
    }
}

match_status
migration_add(match_migration *migration, const match_carry *carry, match_error *err)
{
    match_carry *grown;
    match_carry copy = *carry;
    const char **const texts[] = {&copy.source, &copy.id,    &copy.field,
                                  &copy.code,   &copy.label, &copy.result};

    if (!migration) {
        return MATCH_OK;
    }
    grown = alloc_grow(migration->carries, &migration->capacity, migration->count + 1,
                       sizeof *migration->carries);
    if (!grown) {
        return fail_memory(err);
    }
    migration->carries = grown;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = arena_text(&migration->arena, *texts[i], strlen(*texts[i]));
        if (!*texts[i]) {
            return fail_memory(err);
        }
    }
    migration->carries[migration->count++] = copy;
    migration->totals[carry->carried ? carry->link : 0]++;
    return MATCH_OK;
}
