/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <libmatch/taxonomy_diff.h>

#include <string.h>

#include "base/fail.h"
#include "base/ids.h"
#include "taxonomy/image.h"
#include "taxonomy/succession.h"

struct diff {
    const match_taxonomy *before, *after;
    match_change_callback callback;
    void *data;
    match_error *err;
    struct succession succession;
    struct ids broader[2]; /* of a concept, before (as they are now called) and after */
};

const char *
match_change_kind_name(match_change_kind kind)
{
    static const char *const names[] = {
        [MATCH_CHANGE_ADDED] = "added",       [MATCH_CHANGE_REMOVED] = "removed",
        [MATCH_CHANGE_RENAMED] = "renamed",   [MATCH_CHANGE_MOVED] = "moved",
        [MATCH_CHANGE_REPLACED] = "replaced", [MATCH_CHANGE_MERGED] = "merged",
        [MATCH_CHANGE_SPLIT] = "split",
    };
    size_t index = (size_t)kind;
    return index > 0 && index < sizeof names / sizeof names[0] ? names[index] : "";
}

/* What the listener wants; the reason of an early end is said once, by match_taxonomy_diff(). */
static match_status
hear(const struct diff *diff, const match_change *change)
{
    return diff->callback(change, diff->data)
               ? MATCH_OK
               : fail(diff->err, MATCH_ERR_CANCELLED, "the comparison was cancelled");
}

static match_status
tell(const struct diff *diff, match_change_kind kind, match_concept before, match_concept after,
     uint32_t link)
{
    match_change change = {.kind = kind,
                           .before = before,
                           .after = after,
                           .language = "",
                           .old_label = "",
                           .new_label = "",
                           .link = link};
    return hear(diff, &change);
}

/* --- Labels ---------------------------------------------------------------------------------- */

/* The next preferred label from *at on; false past the last. Languages come in byte order. */
static bool
next_preferred(const match_taxonomy *taxonomy, match_concept concept, uint32_t *at,
               match_label *label)
{
    while (match_taxonomy_label_at(taxonomy, concept, (*at)++, label)) {
        if (label->kind == MATCH_LABEL_PREFERRED) {
            return true;
        }
    }
    return false;
}

/* Which of two labels comes first by its language; one that is not there comes last. */
static int
compare_languages(bool has_old, const match_label *old, bool has_new, const match_label *new)
{
    if (!has_old || !has_new) {
        return (int)has_new - (int)has_old;
    }
    return strcmp(old->language, new->language);
}

static match_status
tell_names(const struct diff *diff, match_concept before, match_concept after)
{
    uint32_t at[2] = {0, 0};
    match_label old;
    match_label new;
    bool has_old = next_preferred(diff->before, before, &at[0], &old);
    bool has_new = next_preferred(diff->after, after, &at[1], &new);
    while (has_old || has_new) {
        int order = compare_languages(has_old, &old, has_new, &new);
        if (order != 0 || strcmp(old.text, new.text) != 0) {
            match_change change = {.kind = MATCH_CHANGE_RENAMED,
                                   .before = before,
                                   .after = after,
                                   .language = order <= 0 ? old.language : new.language,
                                   .old_label = order <= 0 ? old.text : "",
                                   .new_label = order >= 0 ? new.text : ""};
            match_status status = hear(diff, &change);
            if (status != MATCH_OK) {
                return status;
            }
        }
        has_old = order <= 0 ? next_preferred(diff->before, before, &at[0], &old) : has_old;
        has_new = order >= 0 ? next_preferred(diff->after, after, &at[1], &new) : has_new;
    }
    return MATCH_OK;
}

/* --- Places in the hierarchy ----------------------------------------------------------------- */

/* The broader concepts of old as they are in the new version; false on want of memory. */
static bool
take_broader(struct diff *diff, match_concept before, match_concept after)
{
    size_t count;
    bool good = true;
    const match_concept *old = match_taxonomy_broader(diff->before, before, &count);
    diff->broader[0].count = diff->broader[1].count = 0;
    for (size_t i = 0; i < count && good; i++) {
        const struct successors *of = &diff->succession.of[old[i] - 1];
        for (uint32_t j = 0; j < of->count && good; j++) {
            good = ids_push(&diff->broader[0], diff->succession.items[of->first + j]);
        }
        good = good && (of->count > 0 || ids_push(&diff->broader[0], 0)); /* gone */
    }
    const match_concept *new = match_taxonomy_broader(diff->after, after, &count);
    for (size_t i = 0; i < count && good; i++) {
        good = ids_push(&diff->broader[1], new[i]);
    }
    ids_sort_unique(&diff->broader[0]);
    ids_sort_unique(&diff->broader[1]);
    return good;
}

static bool
has_moved(const struct diff *diff, match_concept before, match_concept after)
{
    const struct ids *old = &diff->broader[0];
    const struct ids *new = &diff->broader[1];
    return match_taxonomy_kind(diff->before, before) != match_taxonomy_kind(diff->after, after) ||
           old->count != new->count ||
           (old->count > 0 && memcmp(old->items, new->items, old->count * sizeof *old->items) != 0);
}

/* --- The whole ------------------------------------------------------------------------------- */

static match_status
tell_both(struct diff *diff, match_concept before, match_concept after)
{
    match_status status = MATCH_OK;
    if (!take_broader(diff, before, after)) {
        return fail_memory(diff->err);
    }
    if (has_moved(diff, before, after)) {
        status = tell(diff, MATCH_CHANGE_MOVED, before, after, 0);
    }
    return status == MATCH_OK ? tell_names(diff, before, after) : status;
}

/* A concept whose URI is gone. */
static match_status
tell_gone(struct diff *diff, match_concept before)
{
    const struct successors *of = &diff->succession.of[before - 1];
    const match_concept *after = diff->succession.items + of->first;
    match_status status = MATCH_OK;
    if (of->count == 0) {
        return tell(diff, MATCH_CHANGE_REMOVED, before, 0, 0);
    }
    if (of->count == 1 && diff->succession.predecessors[after[0] - 1] == 1) {
        status = tell(diff, MATCH_CHANGE_REPLACED, before, after[0], of->link);
        return status == MATCH_OK ? tell_both(diff, before, after[0]) : status;
    }
    match_change_kind kind = of->count == 1 ? MATCH_CHANGE_MERGED : MATCH_CHANGE_SPLIT;
    for (uint32_t i = 0; i < of->count && status == MATCH_OK; i++) {
        status = tell(diff, kind, before, after[i], of->link);
    }
    return status;
}

/* Both taxonomies have an index by URI: one walk through the two. */
static match_status
tell_all(struct diff *diff)
{
    const struct image *old = &diff->before->image;
    const struct image *new = &diff->after->image;
    size_t i = 0;
    size_t j = 0;
    match_status status = MATCH_OK;
    while (status == MATCH_OK && (i < old->uri_index_count || j < new->uri_index_count)) {
        match_concept before = i < old->uri_index_count ? old->uri_index[i] : 0;
        match_concept after = j < new->uri_index_count ? new->uri_index[j] : 0;
        int order = before == 0  ? 1
                    : after == 0 ? -1
                                 : strcmp(match_taxonomy_uri(diff->before, before),
                                          match_taxonomy_uri(diff->after, after));
        if (order == 0) {
            status = tell_both(diff, before, after);
        } else if (order < 0) {
            status = tell_gone(diff, before);
        } else if (diff->succession.predecessors[after - 1] == 0) {
            status = tell(diff, MATCH_CHANGE_ADDED, 0, after, 0);
        }
        i += order <= 0;
        j += order >= 0;
    }
    return status;
}

match_status
match_taxonomy_diff(const match_taxonomy *before, const match_taxonomy *after,
                    match_change_callback callback, void *data, match_error *err)
{
    struct diff diff = {
        .before = before, .after = after, .callback = callback, .data = data, .err = err};
    match_status status = succession_find(&diff.succession, before, after, err);
    if (status == MATCH_OK) {
        status = tell_all(&diff);
    }
    succession_clear(&diff.succession);
    ids_clear(&diff.broader[0]);
    ids_clear(&diff.broader[1]);
    return status;
}
