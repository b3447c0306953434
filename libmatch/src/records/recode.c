/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/recode.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/fail.h"
#include "base/limits.h"
#include "records/field.h"
#include "taxonomy/find.h"

/* What becomes of one code. */
struct fate {
    const match_link *links;
    size_t count; /* of those that are taken: 0 where the code is not carried */
};

static const match_taxonomy *
target_of(const struct recoder *recoder)
{
    return match_translation_to(recoder->translation);
}

/* Links that say "this one instead", not "something like it". */
static bool
is_sure(const match_link *link)
{
    return link->kind <= MATCH_LINK_CODE || link->kind == MATCH_LINK_LABEL;
}

/* Whether what was written means the same concept in the new taxonomy, too. */
static match_status
still_means(const struct recoder *recoder, const char *text, match_concept concept, bool *means)
{
    struct ids found = {0};
    uint32_t kind = 1u << (unsigned)match_taxonomy_kind(target_of(recoder), concept);
    *means = match_taxonomy_find(target_of(recoder), text, MATCH_NUL) == concept;
    if (*means) {
        return MATCH_OK;
    }
    match_status status =
        find_label(target_of(recoder), text, MATCH_NUL, kind, &found, recoder->err);
    *means = found.count == 1 && found.items[0] == concept;
    ids_clear(&found);
    return status;
}

/* --- The list of what happened ---------------------------------------------------------------- */

static match_status
note(const struct recoder *recoder, const char *field, const char *code, match_concept concept,
     const struct fate *fate)
{
    const match_translation *translation = recoder->translation;
    const match_taxonomy *source = match_translation_from(translation);
    struct buffer result = {0};
    size_t count;
    const match_link *links = match_translation_links(translation, concept, &count);
    for (size_t i = 0; i < count; i++) {
        buffer_add_text(&result, i > 0 ? "; " : "");
        buffer_add_text(&result, match_taxonomy_id(target_of(recoder), links[i].concept));
    }
    match_carry carry = {
        .source = recoder->origin->source,
        .line = recoder->origin->line,
        .row = recoder->origin->row,
        .id = recoder->id,
        .field = field,
        .code = code,
        .label = concept != 0 ? match_taxonomy_label(source, concept, "en") : "",
        .state = match_translation_state_of(translation, concept),
        .link = count > 0 ? links[0].kind : 0,
        .similarity = count > 0 ? links[0].similarity : 0,
        .carried = fate->count > 0,
        .result = result.bytes ? result.bytes : "",
    };
    match_status status = result.failed ? fail_memory(recoder->err)
                                        : migration_add(recoder->migration, &carry, recoder->err);
    buffer_clear(&result);
    return status;
}

/* --- One code --------------------------------------------------------------------------------- */

/* The links of a concept that are taken: kinds has the bits of the kinds that are good. */
static struct fate
choose(const struct recoder *recoder, match_concept concept, uint32_t kinds, bool several)
{
    match_translation_state state = match_translation_state_of(recoder->translation, concept);
    struct fate fate;
    fate.links = match_translation_links(recoder->translation, concept, &fate.count);
    bool good = state == MATCH_TRANSLATION_ONE || (state == MATCH_TRANSLATION_SPLIT && several);
    for (size_t i = 0; i < fate.count && good; i++) {
        good = (kinds &
                (1u << (unsigned)match_taxonomy_kind(target_of(recoder), fate.links[i].concept))) &&
               (!recoder->rewrite || is_sure(&fate.links[i]));
    }
    fate.count = good ? fate.count : 0;
    return fate;
}

/* What becomes of a code in a field, told to the list. */
static match_status
recode(const struct recoder *recoder, const char *field, const char *text, match_concept concept,
       uint32_t kinds, bool several, struct fate *fate)
{
    bool same = false;
    *fate = choose(recoder, concept, kinds, several);
    if (fate->count == 1 && fate->links[0].kind == MATCH_LINK_SAME) {
        match_status status = still_means(recoder, text, fate->links[0].concept, &same);
        if (status != MATCH_OK) {
            return status;
        }
    }
    if (same) {
        migration_count_same(recoder->migration);
        return MATCH_OK;
    }
    return text[0] == '\0' ? MATCH_OK : note(recoder, field, text, concept, fate);
}

/* How a code came here, for explanations; *out stays NULL for the same concept. */
static match_status
keep_carried(const struct recoder *recoder, match_concept concept, const match_link *link,
             bool isco, const struct carried **out)
{
    const match_taxonomy *source = match_translation_from(recoder->translation);
    const char *code = match_taxonomy_id(source, concept);
    const char *label = match_taxonomy_label(source, concept, "en");
    if (link->kind == MATCH_LINK_SAME || recoder->rewrite) {
        return MATCH_OK;
    }
    struct carried *carried = arena_zeroed(recoder->arena, 1, sizeof *carried);
    if (!carried) {
        return fail_memory(recoder->err);
    }
    *carried = (struct carried){.link = (match_link_kind)link->kind,
                                .similarity = link->similarity,
                                .isco = isco,
                                .code = arena_text(recoder->arena, code, strlen(code)),
                                .label = arena_text(recoder->arena, label, strlen(label))};
    *out = carried;
    return carried->code && carried->label ? MATCH_OK : fail_memory(recoder->err);
}

/* The text of a code in the new taxonomy, where it has to be written anew. */
static match_status
rewrite_text(const struct recoder *recoder, match_concept concept, const char **text)
{
    bool means = true;
    match_status status =
        recoder->rewrite ? still_means(recoder, *text, concept, &means) : MATCH_OK;
    if (status != MATCH_OK || means) {
        return status;
    }
    const char *code = match_taxonomy_id(target_of(recoder), concept);
    *text = arena_text(recoder->arena, code, strlen(code));
    return *text ? MATCH_OK : fail_memory(recoder->err);
}

/* --- Lists of skills ---------------------------------------------------------------------------
 */

#define SKILLS (1u << MATCH_CONCEPT_SKILL)
#define OCCUPATIONS ((1u << MATCH_CONCEPT_OCCUPATION) | (1u << MATCH_CONCEPT_OCCUPATION_GROUP))

/* A list of things with a skill, being made anew: claims or requirements. */
struct skill_list {
    const struct item_table *table;
    size_t text_at, skill_at;
    size_t carried_at; /* SECOND_NONE where it is not kept */
};

static const struct skill_list claim_list = {&claim_items, offsetof(struct claim, text),
                                             offsetof(struct claim, skill),
                                             offsetof(struct claim, carried)};
static const struct skill_list requirement_list = {
    &requirement_items, offsetof(struct requirement, text), offsetof(struct requirement, skill),
    SECOND_NONE};

struct growing {
    char *items;
    size_t count, capacity;
};

/* A copy of an item with another skill; link NULL: it keeps what was written and has none. */
static match_status
add_item(const struct recoder *recoder, const struct skill_list *list, struct growing *out,
         const char *item, const match_link *link)
{
    size_t size = list->table->size;
    char *grown = alloc_grow(out->items, &out->capacity, out->count + 1, size);
    if (!grown) {
        return fail_memory(recoder->err);
    }
    out->items = grown;
    char *copy = out->items + size * out->count++;
    memcpy(copy, item, size);
    match_concept *skill = field_place(copy, list->skill_at);
    match_concept old = *skill;
    *skill = link ? link->concept : 0;
    if (!link) {
        return MATCH_OK;
    }
    match_status status = rewrite_text(recoder, *skill, field_place(copy, list->text_at));
    return status == MATCH_OK && list->carried_at != SECOND_NONE
               ? keep_carried(recoder, old, link, false, field_place(copy, list->carried_at))
               : status;
}

/* Sorted as a reader sorts. In a new version two codes may have become one: one of each stays. */
static void
settle(const struct recoder *recoder, const struct item_table *table, struct growing *out)
{
    size_t kept = 0;
    if (out->count < 2) {
        return;
    }
    qsort(out->items, out->count, table->size, table->compare_quality);
    for (size_t i = 0; i < out->count && recoder->rewrite; i++) {
        const char *item = out->items + i * table->size;
        if (kept == 0 ||
            table->compare_identity(out->items + (kept - 1) * table->size, item) != 0) {
            memmove(out->items + kept++ * table->size, item, table->size);
        }
    }
    out->count = recoder->rewrite ? kept : out->count;
    qsort(out->items, out->count, table->size, table->compare_order);
}

static match_status
recode_item(const struct recoder *recoder, const struct skill_list *list, const char *field,
            const char *item, struct growing *out)
{
    const char *const *text = field_value(item, list->text_at);
    const match_concept *skill = field_value(item, list->skill_at);
    struct fate fate;
    match_status status = recode(recoder, field, *text, *skill, SKILLS, true, &fate);
    if (status == MATCH_OK && fate.count == 0) {
        status = add_item(recoder, list, out, item, NULL);
    }
    for (size_t i = 0; i < fate.count && status == MATCH_OK; i++) {
        status = add_item(recoder, list, out, item, &fate.links[i]);
    }
    return status;
}

/* Replaces *items by a list in the arena. */
static match_status
recode_skills(const struct recoder *recoder, const struct skill_list *list, const char *field,
              void **items, size_t *count)
{
    struct growing out = {0};
    size_t size = list->table->size;
    match_status status = MATCH_OK;
    for (size_t i = 0; i < *count && status == MATCH_OK; i++) {
        status = recode_item(recoder, list, field, (const char *)*items + i * size, &out);
    }
    if (status == MATCH_OK) {
        settle(recoder, list->table, &out);
    }
    if (status == MATCH_OK && out.count > list->table->limit) {
        status = fail_at(recoder->err, MATCH_ERR_LIMIT, recoder->origin->source,
                         recoder->origin->line, 0,
                         "%s has %zu items after splits, expected at "
                         "most %zu",
                         field, out.count, list->table->limit);
    }
    if (status == MATCH_OK && out.count > 0) {
        void *kept = arena_zeroed(recoder->arena, out.count, size);
        if (kept) {
            memcpy(kept, out.items, out.count * size);
            *items = kept;
            *count = out.count;
        } else {
            status = fail_memory(recoder->err);
        }
    }
    alloc_free(out.items);
    return status;
}

/* --- Occupations -------------------------------------------------------------------------------
 */

/* An occupation by its own text, or by the ISCO code where it has none. */
static match_status
recode_occupation(const struct recoder *recoder, const char *field, const char **isco,
                  const char **text, match_concept *occupation, const struct carried **carried)
{
    const match_taxonomy *source = match_translation_from(recoder->translation);
    match_concept old = *occupation;
    bool follows = old != 0 && strcmp(*isco, match_taxonomy_isco(source, old)) == 0;
    struct fate fate;
    match_status status = recode(recoder, field, *text, old, OCCUPATIONS, false, &fate);
    *occupation = fate.count == 1 ? fate.links[0].concept : 0;
    if (status != MATCH_OK || *occupation == 0 || (*text)[0] == '\0') {
        return status;
    }
    status = rewrite_text(recoder, *occupation, text);
    if (status == MATCH_OK && carried) {
        status = keep_carried(recoder, old, fate.links, (*isco)[0] == '\0', carried);
    }
    const char *code = match_taxonomy_isco(target_of(recoder), *occupation);
    follows = (*isco)[0] == '\0' || (recoder->rewrite && follows);
    if (status == MATCH_OK && follows && code[0] != '\0') {
        *isco = arena_text(recoder->arena, code, strlen(code));
        status = *isco ? MATCH_OK : fail_memory(recoder->err);
    }
    return status;
}

static match_status
recode_jobs(const struct recoder *recoder, struct profile *profile)
{
    struct job *jobs;
    match_status status = MATCH_OK;
    if (profile->job_count == 0) {
        return MATCH_OK;
    }
    jobs = arena_zeroed(recoder->arena, profile->job_count, sizeof *jobs);
    if (!jobs) {
        return fail_memory(recoder->err);
    }
    memcpy(jobs, profile->jobs, profile->job_count * sizeof *jobs);
    for (size_t i = 0; i < profile->job_count && status == MATCH_OK; i++) {
        status = recode_occupation(recoder, "jobs", &jobs[i].isco, &jobs[i].occupation_text,
                                   &jobs[i].occupation, &jobs[i].carried);
    }
    if (status == MATCH_OK) {
        qsort(jobs, profile->job_count, sizeof *jobs, job_items.compare_order);
        profile->jobs = jobs;
    }
    return status;
}

/* --- Records ------------------------------------------------------------------------------------
 */

match_status
recode_profile(struct recoder *recoder, void *record)
{
    struct profile *profile = record;
    void *claims = profile->claims;
    match_status status =
        recode_skills(recoder, &claim_list, "skills", &claims, &profile->claim_count);
    profile->claims = claims;
    return status == MATCH_OK ? recode_jobs(recoder, profile) : status;
}

match_status
recode_opportunity(struct recoder *recoder, void *record)
{
    struct opportunity *opportunity = record;
    void *requirements = opportunity->requirements;
    void *teaches = opportunity->teaches;
    match_status status = recode_skills(recoder, &requirement_list, "skills", &requirements,
                                        &opportunity->requirement_count);
    if (status == MATCH_OK) {
        status = recode_skills(recoder, &requirement_list, "teaches", &teaches,
                               &opportunity->teach_count);
    }
    opportunity->requirements = requirements;
    opportunity->teaches = teaches;
    return status == MATCH_OK
               ? recode_occupation(recoder, "occupation", &opportunity->isco,
                                   &opportunity->occupation_text, &opportunity->occupation, NULL)
               : status;
}

match_status
recode_check(const match_taxonomy *taxonomy, const match_translation *translation, match_error *err)
{
    char found[MATCH_HASH_TEXT_SIZE];
    char expected[MATCH_HASH_TEXT_SIZE];
    if (!taxonomy) {
        return fail(err, MATCH_ERR_INVALID,
                    "the records have no taxonomy, expected the one that is translated");
    }
    if (taxonomy == match_translation_from(translation)) {
        return MATCH_OK;
    }
    match_taxonomy_hash(taxonomy, found);
    match_taxonomy_hash(match_translation_from(translation), expected);
    return strcmp(found, expected) == 0
               ? MATCH_OK
               : fail(err, MATCH_ERR_INVALID,
                      "the taxonomy of the records is %s, expected %s, which is translated", found,
                      expected);
}

match_status
recode_store(struct recoder *recoder, const struct store *from, struct store *to, size_t id_at,
             recode_record change)
{
    struct store_addition addition = {0};
    const struct origin *first;
    void *record = alloc_zeroed(1, from->record_size);
    match_status status = record ? store_begin(&addition, recoder->err) : fail_memory(recoder->err);
    for (size_t i = 0; i < from->count && status == MATCH_OK; i++) {
        memcpy(record, store_record(from, i), from->record_size);
        recoder->arena = &addition.batch->arena;
        recoder->origin = &from->origins[i];
        recoder->id = *(const char *const *)field_value(record, id_at);
        status = change(recoder, record);
        if (status == MATCH_OK) {
            status = store_add(to, &addition, recoder->id, record,
                               from->side_size > 0 ? store_side(from, i) : NULL, from->origins[i],
                               &first, recoder->err);
        }
    }
    alloc_free(record);
    if (status == MATCH_OK) {
        return store_take(to, &addition, recoder->err);
    }
    store_drop(&addition);
    return status;
}
