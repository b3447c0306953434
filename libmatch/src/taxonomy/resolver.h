/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_RESOLVER_H
#define MATCH_TAXONOMY_RESOLVER_H

#include <pthread.h>
#include <stdatomic.h>

#include <libmatch/resolver.h>

#include "base/arena.h"
#include "base/intern.h"
#include "taxonomy/image.h"
#include "taxonomy/label_shards.h"
#include "text/label_search.h"

/**
 * @file resolver.h
 * What a resolver is made of. Used by resolver*.c and aliases.c only.
 */

struct alias {
    const char *text;
    const char *concept;
    const char *language;
};

struct match_aliases {
    struct arena arena;
    struct intern pairs; /* concept NUL text: each only once */
    struct alias *items;
    size_t count;
    size_t capacity;
};

struct match_resolve_options {
    char language[36];
    char scheme[64];
    uint32_t kinds;
    match_concept ancestor;
    bool by_label;
    size_t top;
    int32_t threshold;
    unsigned threads;
    struct buffer context; /* what else is known of the text; empty: nothing */
};

extern const struct match_resolve_options resolve_options_default;

/** Which concepts the options of the last search allowed. */
struct resolver_filter {
    uint32_t kinds;
    match_concept ancestor;
    char scheme[64];
    unsigned char *allowed; /* [concept]; NULL: not worked out yet */
};

/** Memory of one search at a time; resolvers keep those that are not in use. */
struct resolver_desk {
    struct resolver_desk *next;
    struct label_scratch scratch;
    struct buffer folded;
    struct buffer other;
    struct resolver_filter filter;
    uint32_t *about; /* [item] of the context */
    size_t about_capacity;
    match_candidate *found;
    size_t found_count;
    size_t found_capacity;
};

struct match_resolver {
    atomic_uint refs;
    match_taxonomy *taxonomy;
    struct arena arena;
    struct shard *shards;
    size_t shard_count;
    struct learned *learned; /* by hash, then order of adding */
    size_t learned_count;
    pthread_mutex_t lock; /* of desks */
    struct resolver_desk *desks;
};

/** Takes the indexes of the taxonomy, but those with aliases, which it builds. */
match_status resolver_index(match_resolver *resolver, match_error *err);

/** Takes over the aliases whose concepts are there. */
match_status resolver_learn(match_resolver *resolver, const match_aliases *aliases,
                            match_report *report, match_error *err);

/** Resolves with the memory of a desk; desk->found is the result. */
match_status resolver_search(const match_resolver *resolver,
                             const struct match_resolve_options *options, const char *text,
                             size_t length, struct resolver_desk *desk, match_error *err);

/**
 * Reads a text into the desk's scratch as the index of that language sees it which knows the most
 * tokens of it: of occupations where the options allow them, else of skills.
 * @param[out] shard  NULL where none is allowed.
 */
match_status resolver_read(const match_resolver *resolver,
                           const struct match_resolve_options *options, const char *text,
                           struct resolver_desk *desk, const struct shard **shard,
                           match_error *err);

/** The nearest group above a concept, or the concept itself where it is one; 0: none. */
match_concept resolver_group(const match_taxonomy *taxonomy, match_concept concept);

/**
 * Gives candidates their confidence, and drops all where the best has less than the threshold.
 * desk->folded is the text.
 */
match_status resolver_trust(struct resolver_desk *desk, int32_t threshold, match_error *err);

/** A desk that nobody uses, NULL on want of memory. To be given back. */
struct resolver_desk *resolver_take_desk(const match_resolver *resolver, match_error *err);
void resolver_give_desk(const match_resolver *resolver, struct resolver_desk *desk);

#endif
