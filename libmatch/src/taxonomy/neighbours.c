/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/neighbours.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"
#include "taxonomy/related.h"

const struct neighbours_options neighbours_defaults = {
    .hierarchy = 650, .narrower = 850, .words = 1000, .least = 77, .largest_group = 600};

/* A neighbour has 24 bits for its number. */
#define CONCEPT_MASK 0xFFFFFFu
_Static_assert(LIMIT_CONCEPTS <= CONCEPT_MASK, "concepts fit into a neighbour");

/* What is known of another skill while the neighbours of one are gathered. */
struct nearness {
    uint32_t information; /* of the most telling concept above both */
    uint32_t words;       /* shares of common words, with twice RELATED_WORD_BITS */
};

struct gathering {
    const struct image *image;
    const struct neighbours_options *options;
    struct related_groups groups;
    struct related_words words;
    struct nearness *near; /* [concepts], zero for those not met */
    match_concept *met;    /* [concepts], in the order of meeting, each once */
    uint32_t met_count;
    uint8_t *similarities; /* [concepts], by met */
    uint64_t *equal;       /* [concepts]: those at the limit, by rarity, then number */
};

/* Meets all skills that stand below something above the skill. */
static void
meet_by_hierarchy(struct gathering *gathering, match_concept skill)
{
    const struct related_groups *groups = &gathering->groups;

    for (uint32_t i = groups->above_starts[skill - 1]; i < groups->above_starts[skill]; i++) {
        match_concept above = groups->above[i];
        uint32_t information = groups->information[above - 1];
        if (information == 0) {
            continue;
        }
        for (uint32_t j = groups->below_starts[above - 1]; j < groups->below_starts[above]; j++) {
            match_concept other = groups->below[j];
            struct nearness *near = &gathering->near[other - 1];
            if (near->information == 0) {
                gathering->met[gathering->met_count++] = other;
            }
            near->information = near->information < information ? information : near->information;
        }
    }
}

/* Meets all skills whose label has a word of the skill's label. */
static void
meet_by_words(struct gathering *gathering, match_concept skill)
{
    const struct related_words *words = &gathering->words;

    for (uint32_t i = words->word_starts[skill - 1]; i < words->word_starts[skill]; i++) {
        const struct image_word *word = &words->words[i];
        for (uint32_t j = words->concept_starts[word->number - 1];
             j < words->concept_starts[word->number]; j++) {
            const struct image_word *other = &words->concepts[j];
            struct nearness *near = &gathering->near[other->number - 1];
            if (near->information == 0 && near->words == 0) {
                gathering->met[gathering->met_count++] = other->number;
            }
            near->words += word->share * other->share;
        }
    }
}

static bool
is_language(const struct gathering *gathering, match_concept skill)
{
    return image_concept(gathering->image, skill)->skill_type == MATCH_SKILL_TYPE_LANGUAGE;
}

/* 255 parts of a share of a whole times permille, rounded. */
static uint64_t
scale(uint64_t share, uint64_t whole, uint32_t permille)
{
    whole *= 1000;
    return (share * permille * MATCH_SIMILARITY_SAME + whole / 2) / whole;
}

/*
 * Lin's similarity, 2 I(above) / (I(skill) + I(other)), and the cosine of the words of the labels:
 * each times its permille, and the better one of both. A concept tells less than any below it, so
 * one that tells as much as the skill itself is the skill. Who speaks one language speaks no other
 * one for it: languages are related in a straight line only.
 */
static uint8_t
similarity_of(const struct gathering *gathering, match_concept skill, match_concept other)
{
    const struct nearness *near = &gathering->near[other - 1];
    const struct neighbours_options *options = gathering->options;
    uint32_t own = gathering->groups.information[skill - 1];
    uint32_t others = gathering->groups.information[other - 1];
    bool narrower = near->information == others; /* the skill stands below the other */
    bool straight = near->information > 0 && (narrower || near->information == own);
    uint64_t best = 0;

    if (near->information > 0) {
        best = scale(UINT64_C(2) * near->information, (uint64_t)own + others,
                     narrower ? options->narrower : options->hierarchy);
    }
    if (is_language(gathering, skill) && is_language(gathering, other)) {
        best = straight ? best : 0;
    } else {
        uint64_t words = scale(near->words, UINT64_C(1) << (2 * RELATED_WORD_BITS), options->words);
        best = best < words ? words : best;
    }
    /* The same words or the same place do not make the same skill. */
    return (uint8_t)(best < MATCH_SIMILARITY_SAME ? best : MATCH_SIMILARITY_SAME - 1);
}

/* Measures all that were met and forgets what was known; returns how many have each similarity. */
static void
measure(struct gathering *gathering, match_concept skill, uint32_t counts[MATCH_SIMILARITY_SAME])
{
    for (uint32_t i = 0; i < gathering->met_count; i++) {
        match_concept other = gathering->met[i];
        uint8_t similarity = other == skill ? 0 : similarity_of(gathering, skill, other);
        gathering->near[other - 1] = (struct nearness){0};
        gathering->similarities[i] = similarity;
        counts[similarity]++;
    }
}

static int
compare_concepts(const void *a, const void *b)
{
    const match_neighbour *left = a;
    const match_neighbour *right = b;
    return left->concept < right->concept ? -1 : left->concept > right->concept;
}

static int
compare_ranks(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a;
    uint64_t right = *(const uint64_t *)b;
    return left < right ? -1 : left > right;
}

/* Fills the room with the most common of equally similar skills: they are met most often. */
static uint32_t
fill_room(const struct gathering *gathering, uint32_t equal_count, uint32_t room,
          match_neighbour *chosen, uint8_t similarity)
{
    uint64_t *equal = gathering->equal;

    if (equal_count > room) {
        qsort(equal, equal_count, sizeof *equal, compare_ranks);
        equal_count = room;
    }
    for (uint32_t i = 0; i < equal_count; i++) {
        chosen[i] = (match_neighbour){.concept = equal[i] & CONCEPT_MASK,
                                      .similarity = similarity};
    }
    return equal_count;
}

/* Keeps the best of those met, in ascending order. */
static uint32_t
choose(struct gathering *gathering, match_concept skill, match_neighbour *chosen)
{
    const uint32_t *listed = gathering->image->occupation_starts;
    uint32_t counts[MATCH_SIMILARITY_SAME] = {0};
    uint32_t limit = MATCH_SIMILARITY_SAME - 1; /* all above it are kept */
    uint32_t room = NEIGHBOURS_KEPT;
    uint32_t count = 0;
    uint32_t equal_count = 0;

    measure(gathering, skill, counts);
    while (limit >= gathering->options->least && counts[limit] <= room) {
        room -= counts[limit--];
    }
    for (uint32_t i = 0; i < gathering->met_count; i++) {
        match_concept other = gathering->met[i];
        uint8_t similarity = gathering->similarities[i];
        if (similarity > limit) {
            chosen[count++] =
                (match_neighbour){.concept = other & CONCEPT_MASK, .similarity = similarity};
        } else if (similarity == limit && limit >= gathering->options->least) {
            uint32_t rarity = UINT32_MAX - (listed[other] - listed[other - 1]);
            gathering->equal[equal_count++] = (uint64_t)rarity << 32 | other;
        }
    }
    gathering->met_count = 0;
    count += fill_room(gathering, equal_count, room, chosen + count, (uint8_t)limit);
    qsort(chosen, count, sizeof *chosen, compare_concepts);
    return count;
}

static match_status
compute_one(struct gathering *gathering, match_concept skill, struct neighbours *out,
            match_error *err)
{
    meet_by_hierarchy(gathering, skill);
    meet_by_words(gathering, skill);
    match_neighbour *items =
        alloc_grow(out->items, &out->capacity, out->count + NEIGHBOURS_KEPT, sizeof *items);
    if (!items) {
        return fail_memory(err);
    }
    out->items = items;
    out->count += choose(gathering, skill, items + out->count);
    return MATCH_OK;
}

static match_status
compute_all(struct gathering *gathering, struct neighbours *out, match_error *err)
{
    const struct image *image = gathering->image;

    for (match_concept concept = 1; concept <= image_count(image); concept ++) {
        if (image_concept(image, concept)->kind == MATCH_CONCEPT_SKILL) {
            match_status status = compute_one(gathering, concept, out, err);
            if (status != MATCH_OK) {
                return status;
            }
        }
        out->starts[concept] = (uint32_t)out->count;
    }
    return MATCH_OK;
}

/* Facts of a taxonomy that are options. */
static const struct {
    const char *key;
    size_t offset;
    uint32_t minimum, maximum;
} option_facts[] = {
    {"related.hierarchy", offsetof(struct neighbours_options, hierarchy), 0, 1000},
    {"related.narrower", offsetof(struct neighbours_options, narrower), 0, 1000},
    {"related.words", offsetof(struct neighbours_options, words), 0, 1000},
    {"related.least", offsetof(struct neighbours_options, least), 1, MATCH_SIMILARITY_SAME},
    {"related.largest_group", offsetof(struct neighbours_options, largest_group), 1, 10000},
};

/* A whole number without a sign; false for anything else. */
static bool
read_number(const char *text, uint32_t *number)
{
    size_t length = strspn(text, "0123456789");
    *number = 0;
    if (length == 0 || length > 9 || text[length] != '\0') {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        *number = *number * 10 + (uint32_t)(text[i] - '0');
    }
    return true;
}

static match_status
read_options(const struct image *image, struct neighbours_options *options, match_error *err)
{
    *options = neighbours_defaults;
    for (size_t i = 0; i < image->properties_count; i++) {
        const char *key = image_string(image, image->properties[i].key);
        const char *value = image_string(image, image->properties[i].value);
        for (size_t j = 0; j < sizeof option_facts / sizeof option_facts[0]; j++) {
            uint32_t number;
            if (strcmp(key, option_facts[j].key) != 0) {
                continue;
            }
            if (!read_number(value, &number) || number < option_facts[j].minimum ||
                number > option_facts[j].maximum) {
                return fail(err, MATCH_ERR_INVALID, "the fact %s is '%.40s', expected %u..%u", key,
                            value, option_facts[j].minimum, option_facts[j].maximum);
            }
            memcpy((char *)options + option_facts[j].offset, &number, sizeof number);
        }
    }
    return MATCH_OK;
}

match_status
neighbours_compute(const struct image *image, struct neighbours *out, match_error *err)
{
    uint32_t count = image_count(image);
    struct neighbours_options options;
    struct gathering gathering = {
        .image = image,
        .options = &options,
        .near = alloc_zeroed(count, sizeof *gathering.near),
        .met = alloc_zeroed(count, sizeof *gathering.met),
        .similarities = alloc_zeroed(count, sizeof *gathering.similarities),
        .equal = alloc_zeroed(count, sizeof *gathering.equal)};
    match_status status = read_options(image, &options, err);

    *out = (struct neighbours){.starts = alloc_zeroed((size_t)count + 1, sizeof(uint32_t))};
    if (status == MATCH_OK && (!gathering.near || !gathering.met || !gathering.similarities ||
                               !gathering.equal || !out->starts)) {
        status = fail_memory(err);
    }
    if (status == MATCH_OK) {
        status = related_groups_make(image, options.largest_group, &gathering.groups, err);
    }
    if (status == MATCH_OK) {
        status = related_words_make(
            image, &(struct related_labels){.kinds = 1u << MATCH_CONCEPT_SKILL}, &gathering.words,
            err);
    }
    if (status == MATCH_OK) {
        status = compute_all(&gathering, out, err);
    }
    related_groups_clear(&gathering.groups);
    related_words_clear(&gathering.words);
    alloc_free(gathering.near);
    alloc_free(gathering.met);
    alloc_free(gathering.similarities);
    alloc_free(gathering.equal);
    return status;
}

void
neighbours_clear(struct neighbours *neighbours)
{
    alloc_free(neighbours->starts);
    alloc_free(neighbours->items);
    *neighbours = (struct neighbours){0};
}
