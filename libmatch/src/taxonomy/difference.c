/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <libmatch/taxonomy_diff.h>

#include <string.h>

#include "base/fail.h"
#include "taxonomy/image.h"

struct diff {
    const match_taxonomy *before, *after;
    match_change_callback callback;
    void *data;
};

const char *
match_change_kind_name(match_change_kind kind)
{
    static const char *const names[] = {
        [MATCH_CHANGE_ADDED] = "added",
        [MATCH_CHANGE_REMOVED] = "removed",
        [MATCH_CHANGE_RENAMED] = "renamed",
        [MATCH_CHANGE_MOVED] = "moved",
    };
    size_t index = (size_t)kind;
    return index > 0 && index < sizeof names / sizeof names[0] ? names[index] : "";
}

static bool
tell(const struct diff *diff, match_change_kind kind, match_concept before, match_concept after)
{
    match_change change = {.kind = kind,
                           .before = before,
                           .after = after,
                           .language = "",
                           .old_label = "",
                           .new_label = ""};
    return diff->callback(&change, diff->data);
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

static bool
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
            if (!diff->callback(&change, diff->data)) {
                return false;
            }
        }
        has_old = order <= 0 ? next_preferred(diff->before, before, &at[0], &old) : has_old;
        has_new = order >= 0 ? next_preferred(diff->after, after, &at[1], &new) : has_new;
    }
    return true;
}

/* --- Places in the hierarchy ----------------------------------------------------------------- */

/* Broader concepts are ordered by kind and URI in both, so that the same ones stand alike. */
static bool
has_moved(const struct diff *diff, match_concept before, match_concept after)
{
    size_t counts[2];
    const match_concept *old = match_taxonomy_broader(diff->before, before, &counts[0]);
    const match_concept *new = match_taxonomy_broader(diff->after, after, &counts[1]);
    if (counts[0] != counts[1] ||
        match_taxonomy_kind(diff->before, before) != match_taxonomy_kind(diff->after, after)) {
        return true;
    }
    for (size_t i = 0; i < counts[0]; i++) {
        if (strcmp(match_taxonomy_uri(diff->before, old[i]),
                   match_taxonomy_uri(diff->after, new[i])) != 0) {
            return true;
        }
    }
    return false;
}

/* --- The whole ------------------------------------------------------------------------------- */

static bool
tell_both(const struct diff *diff, match_concept before, match_concept after)
{
    if (has_moved(diff, before, after) && !tell(diff, MATCH_CHANGE_MOVED, before, after)) {
        return false;
    }
    return tell_names(diff, before, after);
}

/* Both taxonomies have an index by URI: one walk through the two. */
static bool
tell_all(const struct diff *diff)
{
    const struct image *old = &diff->before->image;
    const struct image *new = &diff->after->image;
    size_t i = 0;
    size_t j = 0;
    bool go_on = true;
    while (go_on && (i < old->uri_index_count || j < new->uri_index_count)) {
        match_concept before = i < old->uri_index_count ? old->uri_index[i] : 0;
        match_concept after = j < new->uri_index_count ? new->uri_index[j] : 0;
        int order = before == 0  ? 1
                    : after == 0 ? -1
                                 : strcmp(match_taxonomy_uri(diff->before, before),
                                          match_taxonomy_uri(diff->after, after));
        if (order == 0) {
            go_on = tell_both(diff, before, after);
        } else {
            go_on = order < 0 ? tell(diff, MATCH_CHANGE_REMOVED, before, 0)
                              : tell(diff, MATCH_CHANGE_ADDED, 0, after);
        }
        i += order <= 0;
        j += order >= 0;
    }
    return go_on;
}

match_status
match_taxonomy_diff(const match_taxonomy *before, const match_taxonomy *after,
                    match_change_callback callback, void *data, match_error *err)
{
    struct diff diff = {.before = before, .after = after, .callback = callback, .data = data};
    return tell_all(&diff) ? MATCH_OK
                           : fail(err, MATCH_ERR_CANCELLED, "the comparison was cancelled");
}
