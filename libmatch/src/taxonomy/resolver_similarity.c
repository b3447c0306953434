/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/resolver.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/fixed.h"
#include "text/label_pair.h"

#define CONCEPTS 20u   /* that stand for a text */
#define ONE_VALUE 32768u /* length of a vector */

/* A concept or group, and how far a text is about it. */
struct trait {
    uint32_t number;
    uint32_t value; /* all of a text make a vector of length ONE_VALUE */
};

/* A text by what it may mean. */
struct portrait {
    struct trait concepts[CONCEPTS];
    size_t concept_count;
    struct trait groups[CONCEPTS];
    size_t group_count;
    struct label_text text;
};

static int
compare_traits(const void *a, const void *b)
{
    uint32_t left = ((const struct trait *)a)->number;
    uint32_t right = ((const struct trait *)b)->number;
    return left < right ? -1 : left > right;
}

/* Sorts traits by number, sums up equal ones, and scales them to a vector of length ONE_VALUE. */
static size_t
tidy(struct trait *traits, size_t count)
{
    uint64_t values[CONCEPTS];
    uint64_t squares = 0;
    size_t kept = 0;
    qsort(traits, count, sizeof *traits, compare_traits);
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && traits[kept - 1].number == traits[i].number) {
            values[kept - 1] += traits[i].value;
        } else {
            traits[kept].number = traits[i].number;
            values[kept++] = traits[i].value;
        }
    }
    for (size_t i = 0; i < kept; i++) {
        squares += values[i] * values[i];
    }
    uint64_t norm = fixed_root(squares);
    for (size_t i = 0; i < kept; i++) {
        traits[i].value = norm > 0 ? (uint32_t)(values[i] * ONE_VALUE / norm) : 0;
    }
    return kept;
}

/* The cosine of two vectors, 0..MATCH_RESOLVE_ONE. */
static uint64_t
cosine(const struct trait *one, size_t one_count, const struct trait *other, size_t other_count)
{
    uint64_t sum = 0;
    for (size_t i = 0, j = 0; i < one_count && j < other_count;) {
        uint32_t left = one[i].number;
        uint32_t right = other[j].number;
        sum += left == right ? (uint64_t)one[i].value * other[j].value : 0;
        i += left <= right;
        j += right <= left;
    }
    return sum * MATCH_RESOLVE_ONE / ((uint64_t)ONE_VALUE * ONE_VALUE);
}

static match_status
paint(const match_resolver *resolver, const struct match_resolve_options *options,
      const char *text, struct resolver_desk *desk, struct portrait *out, match_error *err)
{
    const struct shard *shard = NULL;
    match_status status = resolver_search(resolver, options, text, strlen(text), desk, err);
    if (status == MATCH_OK) {
        status = resolver_read(resolver, options, text, desk, &shard, err);
    }
    if (status != MATCH_OK || !shard) {
        return status;
    }
    for (size_t i = 0; i < desk->found_count && i < CONCEPTS; i++) {
        match_concept concept = desk->found[i].concept;
        uint32_t score = (uint32_t)desk->found[i].score / 64;
        struct trait trait = {.number = concept, .value = score * score >> 8};
        match_concept group = resolver_group(resolver->taxonomy, concept);
        out->concepts[out->concept_count++] = trait;
        if (group != 0) {
            trait.number = group;
            out->groups[out->group_count++] = trait;
        }
    }
    out->concept_count = tidy(out->concepts, out->concept_count);
    /* Of concepts, as scaled: groups sum up what their concepts have. */
    out->group_count = tidy(out->groups, out->group_count);
    return label_text_keep(&out->text, &shard->index, &desk->scratch) ? MATCH_OK
                                                                       : fail_memory(err);
}

static int32_t
compare(const struct portrait *one, const struct portrait *other)
{
    uint64_t letters = (uint64_t)label_text_cosine(&one->text, &other->text) * MATCH_RESOLVE_ONE /
                       LABEL_ONE;
    uint64_t concepts =
        cosine(one->concepts, one->concept_count, other->concepts, other->concept_count);
    uint64_t groups = cosine(one->groups, one->group_count, other->groups, other->group_count);
    bool has_groups = one->group_count > 0 && other->group_count > 0;
    uint64_t sum = has_groups ? (letters + 2 * concepts + groups) / 4 : (letters + concepts) / 2;
    return sum < MATCH_RESOLVE_ONE ? (int32_t)sum : MATCH_RESOLVE_ONE;
}

static void
clear_portraits(struct portrait *portraits, size_t count)
{
    for (size_t i = 0; portraits && i < count; i++) {
        label_text_clear(&portraits[i].text);
    }
    alloc_free(portraits);
}

static struct portrait *
paint_all(const match_resolver *resolver, const struct match_resolve_options *options,
          const char *const *texts, size_t count, match_error *err)
{
    struct resolver_desk *desk = resolver_take_desk(resolver, err);
    struct portrait *portraits = desk ? alloc_zeroed(count, sizeof *portraits) : NULL;
    match_status status = portraits ? MATCH_OK : fail_memory(err);
    for (size_t i = 0; i < count && status == MATCH_OK; i++) {
        status = paint(resolver, options, texts[i], desk, &portraits[i], err);
    }
    resolver_give_desk(resolver, desk);
    if (status != MATCH_OK) {
        clear_portraits(portraits, count);
        return NULL;
    }
    return portraits;
}

match_status
match_resolver_similarities(const match_resolver *resolver, const match_resolve_options *options,
                            const char *const *rows, size_t row_count, const char *const *columns,
                            size_t column_count, int32_t *out, match_error *err)
{
    struct match_resolve_options wide = options ? *options : resolve_options_default;
    wide.top = CONCEPTS;
    wide.threshold = 0;
    wide.by_label = false;
    struct portrait *of_rows = paint_all(resolver, &wide, rows, row_count, err);
    struct portrait *of_columns =
        of_rows ? paint_all(resolver, &wide, columns, column_count, err) : NULL;
    for (size_t i = 0; of_columns && i < row_count; i++) {
        for (size_t j = 0; j < column_count; j++) {
            out[i * column_count + j] = compare(&of_rows[i], &of_columns[j]);
        }
    }
    match_status status = of_columns ? MATCH_OK : err ? err->status : MATCH_ERR_NOMEM;
    clear_portraits(of_rows, row_count);
    clear_portraits(of_columns, column_count);
    return status;
}
