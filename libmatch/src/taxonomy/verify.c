/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/verify.h"

#include "base/fail.h"
#include "base/limits.h"
#include "base/parallel.h"
#include "taxonomy/verifier.h"

match_status
verify_wrong(const struct verifier *verifier, const char *what, match_error *err)
{
    return fail_at(err, MATCH_ERR_FORMAT, verifier->source, 0, 0,
                   "the compiled taxonomy is damaged: %s", what);
}

bool
verify_broader_kinds(uint8_t child, uint8_t parent)
{
    switch (child) {
    case MATCH_CONCEPT_OCCUPATION:
        return parent == MATCH_CONCEPT_OCCUPATION || parent == MATCH_CONCEPT_OCCUPATION_GROUP;
    case MATCH_CONCEPT_OCCUPATION_GROUP: return parent == MATCH_CONCEPT_OCCUPATION_GROUP;
    case MATCH_CONCEPT_SKILL:
        return parent == MATCH_CONCEPT_SKILL || parent == MATCH_CONCEPT_SKILL_GROUP;
    case MATCH_CONCEPT_SKILL_GROUP: return parent == MATCH_CONCEPT_SKILL_GROUP;
    default: return false;
    }
}

/* --- The frame ------------------------------------------------------------------------------- */

static bool
is_closed(const char *texts, size_t size)
{
    return size > 0 && texts[0] == '\0' && texts[size - 1] == '\0';
}

/* Concepts come by kind; finds where each kind begins. */
static match_status
check_kinds(struct verifier *verifier, match_error *err)
{
    const struct image *image = verifier->image;
    unsigned rank = IMAGE_RANK_OCCUPATION_GROUP;
    if (image->concepts_count == 0 || image->concepts_count > LIMIT_CONCEPTS) {
        return verify_wrong(verifier, "number of concepts", err);
    }
    verifier->count = image_count(image);
    verifier->first[rank] = 1;
    for (uint32_t i = 0; i < verifier->count; i++) {
        unsigned next = image_kind_rank(image->concepts[i].kind);
        if (next < rank) {
            return verify_wrong(verifier, "kinds of concepts", err);
        }
        while (rank < next) {
            verifier->first[++rank] = i + 1;
        }
    }
    while (rank <= IMAGE_RANK_SKILL) {
        verifier->first[++rank] = verifier->count + 1;
    }
    return MATCH_OK;
}

/* Signed, as vectors of x86 compare them: what has the highest bit falls from 0 at the latest. */
static int
falls(uint32_t before, uint32_t next)
{
    return (int32_t)before > (int32_t)next;
}

/* Starts rise from 0 to the number of items. */
static bool
are_starts_sound(const uint32_t *starts, size_t start_count, size_t item_count, uint32_t count)
{
    const size_t block = 64;
    int wrong = 0;
    size_t i = 0;
    if (start_count != (size_t)count + 1 || starts[0] != 0 || starts[count] != item_count ||
        item_count > INT32_MAX) {
        return false;
    }
    for (; count - i >= block; i += block) {
        for (size_t j = 0; j < block; j++) {
            wrong |= falls(starts[i + j], starts[i + j + 1]);
        }
    }
    for (; i < count; i++) {
        wrong |= falls(starts[i], starts[i + 1]);
    }
    return wrong == 0;
}

static match_status
check_all_starts(const struct verifier *verifier, match_error *err)
{
    const struct image *image = verifier->image;
    const struct {
        const uint32_t *starts;
        size_t start_count, item_count;
        const char *what;
    } rows[] = {
        {image->label_starts, image->label_starts_count, image->labels_count, "labels"},
        {image->text_starts, image->text_starts_count, image->texts_count, "texts"},
        {image->broader_starts, image->broader_starts_count, image->broader_count, "broader"},
        {image->narrower_starts, image->narrower_starts_count, image->narrower_count, "narrower"},
        {image->skill_starts, image->skill_starts_count, image->skills_count, "skills"},
        {image->occupation_starts, image->occupation_starts_count, image->occupations_count,
         "occupations"},
        {image->basis_starts, image->basis_starts_count, image->bases_count, "skill relations"},
        {image->mapping_starts, image->mapping_starts_count, image->mappings_count, "mappings"},
        {image->membership_starts, image->membership_starts_count, image->memberships_count,
         "memberships"},
        {image->neighbour_starts, image->neighbour_starts_count, image->neighbours_count,
         "neighbours"},
        {image->title_starts, image->title_starts_count, image->titles_count, "titles"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!are_starts_sound(rows[i].starts, rows[i].start_count, rows[i].item_count,
                              verifier->count)) {
            return verify_wrong(verifier, rows[i].what, err);
        }
    }
    return MATCH_OK;
}

static match_status
check_frame(struct verifier *verifier, match_error *err)
{
    const struct image *image = verifier->image;
    if (!is_closed(image->strings, image->strings_count) ||
        !is_closed(image->notes, image->notes_count)) {
        return verify_wrong(verifier, "its texts are not closed", err);
    }
    match_status status = check_kinds(verifier, err);
    return status == MATCH_OK ? check_all_starts(verifier, err) : status;
}

/* --- The whole ------------------------------------------------------------------------------- */

/* The longest first, so that two threads end at about the same time. */
static verifier_check *const checks[] = {
    verify_strings,  verify_scoring, verify_skills,   verify_notes,       verify_labels,
    verify_concepts, verify_texts,   verify_hierarchy, verify_label_index,
};
#define CHECK_COUNT (sizeof checks / sizeof checks[0])

static match_status
run_check(size_t index, unsigned worker, void *data, match_error *err)
{
    const struct verifier *verifier = data;
    (void)worker;
    return checks[index](verifier, err);
}

match_status
verify_image(const struct image *image, unsigned threads, const char *source, match_error *err)
{
    struct verifier verifier = {.image = image, .source = source};
    match_status status = check_frame(&verifier, err);
    if (status != MATCH_OK) {
        return status;
    }
    return parallel_for(CHECK_COUNT, threads, CHECK_COUNT,
                        &(struct parallel_task){.work = run_check, .data = &verifier}, err);
}
