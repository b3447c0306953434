/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "commands.h"
#include "output.h"

#include <stdio.h>
#include <string.h>

struct listing {
    const match_taxonomy *before;
    const match_taxonomy *after;
    const char *language;
    size_t counts[MATCH_CHANGE_SPLIT + 1];
};

/* The broader concepts by their codes, "-" where there are none. */
static void
print_broader(const match_taxonomy *taxonomy, match_concept concept)
{
    size_t count = 0;
    const match_concept *broader = match_taxonomy_broader(taxonomy, concept, &count);

    for (size_t i = 0; i < count; i++) {
        printf("%s%s", i > 0 ? " " : "", match_taxonomy_id(taxonomy, broader[i]));
    }
    fputs(count == 0 ? "-" : "", stdout);
}

/* The concept that takes the place of another, and how that is known. */
static void
print_successor(const struct listing *listing, const match_change *change)
{
    const char *old = match_taxonomy_label(listing->before, change->before, listing->language);
    const char *new = match_taxonomy_label(listing->after, change->after, listing->language);

    printf("%s > %s", old, match_taxonomy_id(listing->after, change->after));
    if (strcmp(old, new) != 0) {
        printf(" %s", new);
    }
    printf(" (%s)", match_link_kind_name((match_link_kind)change->link));
}

/* kind TAB code TAB what it is about: fields hold no tabs, the library cleans labels. */
static bool
print_change(const match_change *change, void *data)
{
    struct listing *listing = data;
    bool gone = change->link != 0;
    const match_taxonomy *taxonomy = change->after && !gone ? listing->after : listing->before;
    match_concept concept = change->after && !gone ? change->after : change->before;

    listing->counts[change->kind]++;
    printf("%s\t%s\t", match_change_kind_name(change->kind), match_taxonomy_id(taxonomy, concept));
    if (gone) {
        print_successor(listing, change);
    } else if (change->kind == MATCH_CHANGE_RENAMED) {
        printf("%s: %s > %s", change->language, change->old_label[0] ? change->old_label : "-",
               change->new_label[0] ? change->new_label : "-");
    } else {
        fputs(match_taxonomy_label(taxonomy, concept, listing->language), stdout);
    }
    if (change->kind == MATCH_CHANGE_MOVED) {
        fputs(": ", stdout);
        print_broader(listing->before, change->before);
        fputs(" > ", stdout);
        print_broader(listing->after, change->after);
    }
    putchar('\n');
    return !interrupted();
}

/* The counts of every kind of change. */
static void
say_counts(const struct listing *listing)
{
    for (int kind = MATCH_CHANGE_ADDED; kind <= MATCH_CHANGE_SPLIT; kind++) {
        fprintf(stderr, "%s%zu %s", kind > MATCH_CHANGE_ADDED ? ", " : "", listing->counts[kind],
                match_change_kind_name((match_change_kind)kind));
    }
    fputc('\n', stderr);
}

static int
compare(struct listing *listing, const struct settings *settings)
{
    match_error err = {0};

    interruption_watch();
    if (match_taxonomy_diff(listing->before, listing->after, print_change, listing, &err) !=
        MATCH_OK) {
        return interrupted() ? EXIT_INTERRUPTED : complain(&err);
    }
    if (!settings->quiet) {
        say_counts(listing);
    }
    return EXIT_OK;
}

int
command_taxonomy_diff(const struct settings *settings)
{
    match_error err = {0};
    match_taxonomy *before = match_taxonomy_load(settings->arguments.items[0], NULL, &err);
    match_taxonomy *after =
        before ? match_taxonomy_load(settings->arguments.items[1], NULL, &err) : NULL;
    struct listing listing = {.before = before, .after = after, .language = settings->language};
    int code = after ? compare(&listing, settings) : complain(&err);
    int flushed;

    match_taxonomy_unref(after);
    match_taxonomy_unref(before);
    flushed = output_flush_standard();
    return flushed != EXIT_OK ? flushed : code;
}
