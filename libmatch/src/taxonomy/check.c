/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/bitset.h"
#include "base/fail.h"
#include "base/ids.h"

const char *
match_problem_kind_name(match_problem_kind kind)
{
    static const char *const names[] = {
        [MATCH_PROBLEM_NO_LABEL] = "NO_LABEL",
        [MATCH_PROBLEM_SHARED_LABEL] = "SHARED_LABEL",
        [MATCH_PROBLEM_SIMILAR_LABEL] = "SIMILAR_LABEL",
        [MATCH_PROBLEM_SHARED_CODE] = "SHARED_CODE",
        [MATCH_PROBLEM_MISSING_LABEL] = "MISSING_LABEL",
        [MATCH_PROBLEM_MISSING_DEFINITION] = "MISSING_DEFINITION",
        [MATCH_PROBLEM_UNREACHABLE] = "UNREACHABLE",
    };
    size_t index = (size_t)kind;
    return index > 0 && index < sizeof names / sizeof names[0] ? names[index] : "";
}

/* --- What the parts share -------------------------------------------------------------------- */

match_status
check_note(struct check *check, const match_problem *problem)
{
    match_problem *problems =
        alloc_grow(check->problems, &check->capacity, check->count + 1, sizeof *problems);
    if (!problems) {
        return fail_memory(check->err);
    }
    check->problems = problems;
    problems[check->count++] = *problem;
    return MATCH_OK;
}

bool
check_wants(const struct check *check, uint32_t language)
{
    return !check->language || strcmp(image_string(check->image, check->image->languages[language]),
                                      check->language) == 0;
}

static match_status
note_alone(struct check *check, match_problem_kind kind, match_severity severity, match_concept c,
           const char *language)
{
    return check_note(check, &(match_problem){.kind = kind,
                                              .severity = severity,
                                              .concept = c,
                                              .language = language,
                                              .label = "",
                                              .other_label = ""});
}

/* --- Labels that are not there --------------------------------------------------------------- */

static bool
has_preferred(const struct image *image, match_concept c, const char *language)
{
    for (uint32_t i = image->label_starts[c - 1]; i < image->label_starts[c]; i++) {
        if (image->labels[i].kind == MATCH_LABEL_PREFERRED &&
            strcmp(image_string(image, image->languages[image->labels[i].language]), language) ==
                0) {
            return true;
        }
    }
    return false;
}

static match_status
check_language(struct check *check, const char *language, match_severity severity)
{
    match_status status = MATCH_OK;
    for (match_concept c = 1; c <= image_count(check->image) && status == MATCH_OK; c++) {
        if (!has_preferred(check->image, c, language)) {
            status = note_alone(check, MATCH_PROBLEM_MISSING_LABEL, severity, c, language);
        }
    }
    return status;
}

static match_status
check_missing_labels(struct check *check)
{
    const struct image *image = check->image;
    match_status status = MATCH_OK;
    for (match_concept c = 1; c <= image_count(image) && status == MATCH_OK; c++) {
        if (image->label_starts[c - 1] == image->label_starts[c]) {
            status = note_alone(check, MATCH_PROBLEM_NO_LABEL, MATCH_SEVERITY_ERROR, c, "");
        }
    }
    if (check->language) {
        return status == MATCH_OK ? check_language(check, check->language, MATCH_SEVERITY_WARNING)
                                  : status;
    }
    for (size_t i = 0; i < image->languages_count && status == MATCH_OK; i++) {
        status =
            check_language(check, image_string(image, image->languages[i]), MATCH_SEVERITY_NOTE);
    }
    return status;
}

/* --- Codes, definitions, ways down ----------------------------------------------------------- */

/* Concepts with one code stand together in the index, the smaller ones first. */
static match_status
check_codes(struct check *check)
{
    const struct image *image = check->image;
    match_status status = MATCH_OK;
    for (size_t i = 1; i < image->code_index_count && status == MATCH_OK; i++) {
        const struct image_concept *before = image_concept(image, image->code_index[i - 1]);
        const struct image_concept *concept = image_concept(image, image->code_index[i]);
        if (before->scheme == concept->scheme &&
            strcmp(image_string(image, before->code), image_string(image, concept->code)) == 0) {
            status = check_note(check, &(match_problem){.kind = MATCH_PROBLEM_SHARED_CODE,
                                                        .severity = MATCH_SEVERITY_WARNING,
                                                        .concept = image->code_index[i],
                                                        .other = image->code_index[i - 1],
                                                        .language = "",
                                                        .label = "",
                                                        .other_label = ""});
        }
    }
    return status;
}

static bool
is_group(const struct image *image, match_concept c)
{
    unsigned kind = image_concept(image, c)->kind;
    return kind == MATCH_CONCEPT_OCCUPATION_GROUP || kind == MATCH_CONCEPT_SKILL_GROUP;
}

static match_status
check_definitions(struct check *check)
{
    const struct image *image = check->image;
    match_status status = MATCH_OK;
    for (match_concept c = 1; c <= image_count(image) && status == MATCH_OK; c++) {
        bool defined = is_group(image, c);
        for (uint32_t i = image->text_starts[c - 1]; i < image->text_starts[c]; i++) {
            defined = defined || image->texts[i].kind == MATCH_TEXT_DEFINITION ||
                      image->texts[i].kind == MATCH_TEXT_DESCRIPTION;
        }
        if (!defined) {
            status =
                note_alone(check, MATCH_PROBLEM_MISSING_DEFINITION, MATCH_SEVERITY_NOTE, c, "");
        }
    }
    return status;
}

/* Puts all that is below the groups into a set; a concept is opened once. */
static bool
reach(const struct image *image, struct bitset *reached, struct ids *open)
{
    bool good = true;
    for (match_concept c = 1; c <= image_count(image) && good; c++) {
        if (is_group(image, c)) {
            bitset_put(reached, c);
            good = ids_push(open, c);
        }
    }
    while (good && open->count > 0) {
        match_concept c = open->items[--open->count];
        for (uint32_t i = image->narrower_starts[c - 1]; i < image->narrower_starts[c] && good;
             i++) {
            if (!bitset_has(reached, image->narrower[i])) {
                bitset_put(reached, image->narrower[i]);
                good = ids_push(open, image->narrower[i]);
            }
        }
    }
    return good;
}

/* A kind that is nowhere in groups, such as the flat occupations of O*NET, is as it should be. */
static match_status
note_unreached(struct check *check, const struct bitset *reached)
{
    static const match_concept_kind kinds[] = {MATCH_CONCEPT_OCCUPATION, MATCH_CONCEPT_SKILL};
    const struct image *image = check->image;
    match_status status = MATCH_OK;
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        bool grouped = false;
        for (match_concept c = 1; c <= image_count(image); c++) {
            grouped =
                grouped || (image_concept(image, c)->kind == kinds[k] && bitset_has(reached, c));
        }
        for (match_concept c = 1; grouped && c <= image_count(image) && status == MATCH_OK; c++) {
            if (image_concept(image, c)->kind == kinds[k] && !bitset_has(reached, c)) {
                status =
                    note_alone(check, MATCH_PROBLEM_UNREACHABLE, MATCH_SEVERITY_WARNING, c, "");
            }
        }
    }
    return status;
}

static match_status
check_reach(struct check *check)
{
    struct bitset reached = {0};
    struct ids open = {0};
    bool good = bitset_init(&reached, (size_t)image_count(check->image) + 1) &&
                reach(check->image, &reached, &open);
    match_status status = good ? note_unreached(check, &reached) : fail_memory(check->err);
    ids_clear(&open);
    bitset_clear(&reached);
    return status;
}

/* --- The whole ------------------------------------------------------------------------------- */

static int
compare_problems(const void *a, const void *b)
{
    const match_problem *left = a;
    const match_problem *right = b;
    if (left->kind != right->kind) {
        return left->kind < right->kind ? -1 : 1;
    }
    int order = strcmp(left->language, right->language);
    if (order != 0) {
        return order;
    }
    if (left->concept != right->concept) {
        return left->concept < right->concept ? -1 : 1;
    }
    if (left->other != right->other) {
        return left->other < right->other ? -1 : 1;
    }
    order = strcmp(left->label, right->label);
    return order != 0 ? order : strcmp(left->other_label, right->other_label);
}

static match_status
tell(struct check *check, match_problem_callback callback, void *data)
{
    if (check->count > 0) {
        qsort(check->problems, check->count, sizeof *check->problems, compare_problems);
    }
    for (size_t i = 0; i < check->count; i++) {
        const match_problem *problem = &check->problems[i];
        if (i > 0 && compare_problems(problem - 1, problem) == 0) {
            continue; /* a pair may be found in more than one way */
        }
        if (!callback(problem, data)) {
            return fail(check->err, MATCH_ERR_CANCELLED, "the check was cancelled");
        }
    }
    return MATCH_OK;
}

match_status
match_taxonomy_check(const match_taxonomy *taxonomy, const char *language,
                     match_problem_callback callback, void *data, match_error *err)
{
    static match_status (*const checks[])(struct check * check) = {
        check_missing_labels, check_shared_labels, check_similar_labels,
        check_codes,          check_definitions,   check_reach,
    };
    struct check check = {
        .taxonomy = taxonomy, .image = &taxonomy->image, .language = language, .err = err};
    match_status status = MATCH_OK;
    for (size_t i = 0; i < sizeof checks / sizeof checks[0] && status == MATCH_OK; i++) {
        status = checks[i](&check);
    }
    status = status == MATCH_OK ? tell(&check, callback, data) : status;
    alloc_free(check.problems);
    return status;
}
