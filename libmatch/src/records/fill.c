/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/fill.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"
#include "records/field.h"
#include "records/record.h"
#include "taxonomy/typical.h"

#include <libmatch/extract.h>
#include <stdlib.h>
#include <string.h>

#define OCCUPATION_BITS (1u << MATCH_CONCEPT_OCCUPATION | 1u << MATCH_CONCEPT_OCCUPATION_GROUP)

static const char *
keep_id(struct reader *reader, match_concept concept)
{
    const char *id = match_taxonomy_id(reader->taxonomy, concept);
    return arena_text(reader->arena, id, strlen(id));
}

/* ---- the occupation of a vacancy that has only a title ---- */

/* A title is free text and not repeated in a message. */
static match_status
find_occupation(struct reader *reader, struct opportunity *offer)
{
    const char *title = offer->title[0] != '\0' ? offer->title : offer->title_lo;
    struct naming_answer answer;
    const match_candidate *best = answer.candidates;
    match_status status;

    if (offer->occupation != 0 || offer->isco[0] != '\0' || offer->occupation_text[0] != '\0' ||
        title[0] == '\0') {
        return MATCH_OK;
    }
    status = naming_find(&reader->naming, reader->taxonomy, OCCUPATION_BITS, reader->language,
                         title, &answer, reader->err);
    if (status != MATCH_OK || !answer.sure) {
        return status;
    }
    offer->occupation = best->concept;
    offer->occupation_text = keep_id(reader, best->concept);
    offer->isco = match_taxonomy_isco(reader->taxonomy, best->concept);
    offer->wording = (struct wording){
        .words = title,
        .at = NUMBER_UNKNOWN,
        .confidence = (int)(best->confidence / (MATCH_RESOLVE_ONE / 100))};
    if (!offer->occupation_text) {
        return fail_memory(reader->err);
    }
    reader_enter(reader, "title");
    return reader_tell(reader, MATCH_SEVERITY_WARNING, "RESOLVED_BY_WORDS",
                       "the title is read as %s (%s, %d %%)", offer->occupation_text,
                       match_taxonomy_label(reader->taxonomy, best->concept, "en"),
                       offer->wording.confidence);
}

/* ---- skills that the text names ---- */

/* The words of a mention on one line, as they come back from a file. */
static const char *
keep_words(struct reader *reader, const char *text, const match_mention *mention)
{
    char *words = arena_zeroed(reader->arena, mention->end - mention->begin + 1, 1);

    for (size_t i = mention->begin; words && i < mention->end; i++) {
        words[i - mention->begin] = text[i] == '\n' ? ' ' : text[i];
    }
    return words;
}

/* Which requirement a skill has already; count where it has none. */
static size_t
find_requirement(const struct requirement *requirements, size_t count, match_concept skill)
{
    size_t i = 0;

    while (i < count && requirements[i].skill != skill) {
        i++;
    }
    return i;
}

/* Of the mentions of a skill the first essential one counts, else the first. */
static match_status
add_mention(struct reader *reader, const char *text, const match_mention *mention,
            struct requirement *requirements, size_t *count)
{
    match_relation_kind kind = mention->role == MATCH_MENTION_ESSENTIAL ? MATCH_RELATION_ESSENTIAL
                                                                        : MATCH_RELATION_OPTIONAL;
    size_t at = find_requirement(requirements, *count, mention->concept);

    if (mention->role != MATCH_MENTION_ESSENTIAL && mention->role != MATCH_MENTION_OPTIONAL) {
        return MATCH_OK;
    }
    if (at == LIMIT_REQUIREMENTS ||
        (at < *count && (kind == MATCH_RELATION_OPTIONAL || requirements[at].kind == kind))) {
        return MATCH_OK;
    }
    requirements[at] = (struct requirement){
        .skill = mention->concept,
        .text = keep_id(reader, mention->concept),
        .level = LEVEL_UNKNOWN,
        .kind = kind,
        .origin = ORIGIN_EXTRACTED,
        .wording = {.words = keep_words(reader, text, mention),
                    .at = (int)mention->begin,
                    .confidence = NUMBER_UNKNOWN}};
    *count += at == *count;
    return requirements[at].text && requirements[at].wording.words ? MATCH_OK
                                                                   : fail_memory(reader->err);
}

/* Reads the text; requirements has room for LIMIT_REQUIREMENTS. */
static match_status
extract(struct reader *reader, const char *text, struct requirement *requirements, size_t *count)
{
    match_error reason = {.status = MATCH_ERR_NOMEM};
    match_extraction *extraction = NULL;
    match_mention mention;
    match_status status = MATCH_OK;

    if (!reader->extractor) {
        reader->extractor = match_extractor_new(reader->taxonomy, &reason);
    }
    if (reader->extractor) {
        extraction = match_extract(reader->extractor, text, MATCH_NUL, 0, &reason);
    }
    if (!extraction) {
        if (reader->err) {
            *reader->err = reason;
        }
        return reason.status;
    }
    for (size_t i = 0; status == MATCH_OK && match_extraction_at(extraction, i, &mention); i++) {
        status = add_mention(reader, text, &mention, requirements, count);
    }
    match_extraction_free(extraction);
    return status;
}

/* ---- skills that are usual ---- */

static match_status
add_typical(struct reader *reader, match_concept occupation, struct requirement *requirements,
            size_t *count)
{
    struct typical typical = {0};
    const char *words = keep_id(reader, occupation);
    size_t essential;
    match_status status = words && typical_add(&typical, reader->taxonomy, occupation, true, 0)
                              ? MATCH_OK
                              : fail_memory(reader->err);

    if (status == MATCH_OK) {
        typical_rank(&typical);
    }
    essential = status == MATCH_OK ? typical_essential(&typical) : 0;
    for (size_t i = 0; status == MATCH_OK && i < essential && *count < LIMIT_REQUIREMENTS; i++) {
        const struct typical_skill *skill = &typical.items[i];
        if (find_requirement(requirements, *count, skill->skill) < *count) {
            continue; /* the text says that it is an advantage */
        }
        requirements[*count] = (struct requirement){
            .skill = skill->skill,
            .text = keep_id(reader, skill->skill),
            .level = skill->level > 0 ? skill->level : LEVEL_UNKNOWN,
            .kind = skill->essential ? MATCH_RELATION_ESSENTIAL : MATCH_RELATION_OPTIONAL,
            .origin = ORIGIN_INFERRED,
            .wording = {.words = words, .at = NUMBER_UNKNOWN, .confidence = NUMBER_UNKNOWN}};
        status = requirements[(*count)++].text ? MATCH_OK : fail_memory(reader->err);
    }
    typical_clear(&typical);
    return status;
}

static bool
has_essential(const struct requirement *requirements, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (requirements[i].kind == MATCH_RELATION_ESSENTIAL) {
            return true;
        }
    }
    return false;
}

static match_status
keep_requirements(struct reader *reader, struct opportunity *offer,
                  struct requirement *requirements, size_t count)
{
    if (count == 0) {
        return MATCH_OK;
    }
    offer->requirements = arena_zeroed(reader->arena, count, sizeof *requirements);
    if (!offer->requirements) {
        return fail_memory(reader->err);
    }
    qsort(requirements, count, sizeof *requirements, requirement_items.compare_order);
    memcpy(offer->requirements, requirements, count * sizeof *requirements);
    offer->requirement_count = count;
    return MATCH_OK;
}

static match_status
tell_filled(struct reader *reader, size_t extracted, size_t inferred, match_concept occupation)
{
    match_status status = MATCH_OK;

    reader_enter(reader, "skills");
    if (extracted > 0) {
        status = reader_tell(reader, MATCH_SEVERITY_WARNING, "REQUIREMENTS_EXTRACTED",
                             "no skill is stated, taken from the text: %zu", extracted);
    }
    if (status == MATCH_OK && inferred > 0) {
        status = reader_tell(
            reader, MATCH_SEVERITY_WARNING, "REQUIREMENTS_INFERRED",
            "no essential skill is stated, taken as usual for %s (%s): %zu",
            match_taxonomy_id(reader->taxonomy, occupation),
            match_taxonomy_label(reader->taxonomy, occupation, "en"), inferred);
    }
    return status;
}

/* Fills an array with what there is to say; extracted says how many come from the text. */
static match_status
gather(struct reader *reader, struct opportunity *offer, struct requirement *requirements,
       size_t *count, size_t *extracted)
{
    match_status status = MATCH_OK;

    if (offer->text[0] != '\0') {
        status = extract(reader, offer->text, requirements, count);
    }
    *extracted = *count;
    /* Whoever asks for no experience asks for no skills of the trade. */
    if (status != MATCH_OK || has_essential(requirements, *count) ||
        offer->experience_months == 0) {
        return status;
    }
    status = find_occupation(reader, offer);
    return status == MATCH_OK && offer->occupation != 0
               ? add_typical(reader, offer->occupation, requirements, count)
               : status;
}

match_status
fill_opportunity(struct reader *reader, struct opportunity *offer)
{
    struct requirement *requirements;
    size_t count = 0;
    size_t extracted = 0;
    match_status status;

    if (!reader->fill || !reader->taxonomy || reader->rejected ||
        offer->kind != MATCH_RECORD_VACANCY || offer->requirement_count > 0) {
        return MATCH_OK;
    }
    requirements = alloc_zeroed(LIMIT_REQUIREMENTS, sizeof *requirements);
    if (!requirements) {
        return fail_memory(reader->err);
    }
    status = gather(reader, offer, requirements, &count, &extracted);
    if (status == MATCH_OK) {
        status = keep_requirements(reader, offer, requirements, count);
    }
    if (status == MATCH_OK) {
        status = tell_filled(reader, extracted, count - extracted, offer->occupation);
    }
    alloc_free(requirements);
    return status;
}

/* ---- people ---- */

static match_concept
occupation_of(const struct reader *reader, const struct job *job)
{
    return job->occupation != 0 || job->isco[0] == '\0'
               ? job->occupation
               : match_taxonomy_find(reader->taxonomy, job->isco, MATCH_NUL);
}

/* Jobs are in order, the latest first; of a skill of several jobs the latest counts. */
static match_status
gather_typical(struct reader *reader, const struct profile *profile, struct typical *typical)
{
    bool added = true;

    for (size_t i = 0; i < profile->job_count && added; i++) {
        match_concept occupation = occupation_of(reader, &profile->jobs[i]);
        added = occupation == 0 ||
                typical_add(typical, reader->taxonomy, occupation, true, (uint16_t)i);
    }
    if (!added) {
        return fail_memory(reader->err);
    }
    typical_rank(typical);
    return MATCH_OK;
}

static match_status
add_claims(struct reader *reader, struct profile *profile, const struct typical *typical)
{
    size_t count = typical_essential(typical);
    struct claim *claims;

    count = count < LIMIT_CLAIMS ? count : LIMIT_CLAIMS;
    claims = count > 0 ? arena_zeroed(reader->arena, count, sizeof *claims) : NULL;
    if (count == 0) {
        return MATCH_OK;
    }
    if (!claims) {
        return fail_memory(reader->err);
    }
    for (size_t i = 0; i < count; i++) {
        const struct job *job = &profile->jobs[typical->items[i].source];
        const char *words = keep_id(reader, occupation_of(reader, job));
        claims[i] = (struct claim){.skill = typical->items[i].skill,
                                   .text = keep_id(reader, typical->items[i].skill),
                                   .wording = {.words = words,
                                               .at = NUMBER_UNKNOWN,
                                               .confidence = NUMBER_UNKNOWN},
                                   .level = LEVEL_UNKNOWN,
                                   .evidence = EVIDENCE_INFERRED,
                                   .evidence_date = MATCH_DATE_NONE,
                                   .last_used = job->end,
                                   .verified_by = ""};
        if (!claims[i].text || !words) {
            return fail_memory(reader->err);
        }
    }
    qsort(claims, count, sizeof *claims, claim_items.compare_order);
    profile->claims = claims;
    profile->claim_count = count;
    reader_enter(reader, "skills");
    return reader_tell(reader, MATCH_SEVERITY_WARNING, "SKILLS_INFERRED",
                       "no skill is stated, taken from the jobs to be confirmed: %zu", count);
}

match_status
fill_profile(struct reader *reader, struct profile *profile)
{
    struct typical typical = {0};
    match_status status;

    if (!reader->fill || !reader->taxonomy || reader->rejected || profile->claim_count > 0 ||
        profile->job_count == 0) {
        return MATCH_OK;
    }
    status = gather_typical(reader, profile, &typical);
    if (status == MATCH_OK) {
        status = add_claims(reader, profile, &typical);
    }
    typical_clear(&typical);
    return status;
}
