/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/field.h"
#include "records/record.h"

#include "base/limits.h"

#include <string.h>

/*
 * The fields of what stands in lists: claims, jobs, credentials, languages, requirements and
 * functions. The key comes first, what stands after '=' second.
 */

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What was resolved by its words says so behind its own fields. */
#define NO_WORDING {.words = "", .at = NUMBER_UNKNOWN, .confidence = NUMBER_UNKNOWN}
#define WORDS_FIELD(type_name)                                                                     \
    {                                                                                              \
        .name = "words", .type = &value_text, .at = offsetof(struct type_name, wording.words)      \
    }
#define CONFIDENCE_FIELD(type_name)                                                                \
    {                                                                                              \
        .name = "confidence", .type = &value_integer,                                              \
        .at = offsetof(struct type_name, wording.confidence), .maximum = 100                       \
    }

static int
compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* The first difference that is not 0. */
static int
first_difference(const int *differences, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (differences[i] != 0) {
            return differences[i];
        }
    }
    return 0;
}

/* ---- claims ---- */

/*
 * The same skill on other evidence is another claim: which of the two counts for more depends on
 * the requirement and the policy. Claims of before and after a migration show what was gained.
 */
static int
compare_claim_identity(const void *a, const void *b)
{
    const struct claim *x = a;
    const struct claim *y = b;
    int differences[] = {
        compare_numbers(x->skill, y->skill),
        x->skill == 0 ? strcmp(x->text, y->text) : 0,
        compare_numbers(y->evidence, x->evidence),
        compare_numbers(y->phase, x->phase),
    };
    return first_difference(differences, COUNT(differences));
}

static int
compare_claim_quality(const void *a, const void *b)
{
    const struct claim *x = a;
    const struct claim *y = b;
    int differences[] = {
        compare_claim_identity(a, b),
        compare_numbers(y->level, x->level),
        compare_numbers(y->evidence_date, x->evidence_date),
        compare_numbers(y->last_used, x->last_used),
        strcmp(x->verified_by, y->verified_by),
        strcmp(x->text, y->text),
    };
    return first_difference(differences, COUNT(differences));
}

static const struct claim blank_claim = {
    .text = "",
    .wording = NO_WORDING,
    .level = LEVEL_UNKNOWN,
    .evidence_date = MATCH_DATE_NONE,
    .last_used = MATCH_DATE_NONE,
    .verified_by = "",
};

static const struct field claim_field_list[] = {
    {.name = "skill",
     .type = &value_skill,
     .at = offsetof(struct claim, text),
     .second = offsetof(struct claim, skill),
     .wording = offsetof(struct claim, wording),
     .required = FIELD_ANY},
    {.name = "level", .type = &value_level, .at = offsetof(struct claim, level)},
    {.name = "evidence",
     .type = &value_word,
     .at = offsetof(struct claim, evidence),
     .words = evidence_words},
    {.name = "date", .type = &value_partial_date, .at = offsetof(struct claim, evidence_date)},
    {.name = "phase",
     .type = &value_word,
     .at = offsetof(struct claim, phase),
     .words = phase_words},
    {.name = "used", .type = &value_partial_date, .at = offsetof(struct claim, last_used)},
    {.name = "by", .type = &value_text, .at = offsetof(struct claim, verified_by)},
    WORDS_FIELD(claim),
    CONFIDENCE_FIELD(claim),
};

const struct item_table claim_items = {
    .fields = claim_field_list,
    .count = COUNT(claim_field_list),
    .has_level = true,
    .size = sizeof(struct claim),
    .blank = &blank_claim,
    .limit = LIMIT_CLAIMS,
    .compare_identity = compare_claim_identity,
    .compare_quality = compare_claim_quality,
    .compare_order = compare_claim_quality,
    .duplicate_code = "DUPLICATE_CLAIM",
};

/* ---- jobs ---- */

static int
compare_jobs(const void *a, const void *b)
{
    const struct job *x = a;
    const struct job *y = b;
    int differences[] = {
        compare_numbers(y->end, x->end), /* MATCH_DATE_NONE is the smallest: last */
        strcmp(x->isco, y->isco),
        strcmp(x->occupation_text, y->occupation_text),
        compare_numbers(y->months, x->months),
        strcmp(x->country, y->country),
        strcmp(x->isic, y->isic),
    };
    return first_difference(differences, COUNT(differences));
}

static const struct job blank_job = {
    .isco = "",
    .occupation_text = "",
    .wording = NO_WORDING,
    .isic = "",
    .country = "",
    .months = NUMBER_UNKNOWN,
    .end = MATCH_DATE_NONE,
};

static const struct field job_field_list[] = {
    {.name = "isco",
     .type = &value_isco,
     .at = offsetof(struct job, isco),
     .second = offsetof(struct job, occupation)},
    {.name = "occupation",
     .type = &value_occupation,
     .at = offsetof(struct job, occupation_text),
     .second = offsetof(struct job, occupation),
     .wording = offsetof(struct job, wording)},
    {.name = "country",
     .type = &value_word_text,
     .at = offsetof(struct job, country),
     .words = country_words,
     .letters = 2},
    {.name = "months", .type = &value_integer, .at = offsetof(struct job, months), .maximum = 960},
    {.name = "end", .type = &value_partial_date, .at = offsetof(struct job, end)},
    {.name = "isic", .type = &value_code, .at = offsetof(struct job, isic)},
    WORDS_FIELD(job),
    CONFIDENCE_FIELD(job),
};

const struct item_table job_items = {
    .fields = job_field_list,
    .count = COUNT(job_field_list),
    .size = sizeof(struct job),
    .blank = &blank_job,
    .limit = LIMIT_LIST_ITEMS,
    .compare_identity = compare_jobs,
    .compare_quality = compare_jobs,
    .compare_order = compare_jobs,
    .duplicate_code = "DUPLICATE_ITEM",
};

/* ---- credentials ---- */

static int
compare_credentials(const void *a, const void *b)
{
    const struct credential *x = a;
    const struct credential *y = b;
    int differences[] = {
        strcmp(x->ladder, y->ladder),
        compare_numbers(y->level, x->level),
        strcmp(x->country, y->country),
        strcmp(x->title, y->title),
        strcmp(x->issuer, y->issuer),
        compare_numbers(y->date, x->date),
        compare_numbers(y->expires, x->expires),
    };
    return first_difference(differences, COUNT(differences));
}

static const struct credential blank_credential = {
    .ladder = "",
    .level = NUMBER_UNKNOWN,
    .title = "",
    .issuer = "",
    .country = "",
    .date = MATCH_DATE_NONE,
    .expires = MATCH_DATE_NONE,
};

static const struct field credential_field_list[] = {
    {.name = "ladder",
     .type = &value_code,
     .at = offsetof(struct credential, ladder),
     .required = FIELD_ANY},
    {.name = "level",
     .type = &value_integer,
     .at = offsetof(struct credential, level),
     .maximum = 99},
    {.name = "title", .type = &value_text, .at = offsetof(struct credential, title)},
    {.name = "issuer", .type = &value_text, .at = offsetof(struct credential, issuer)},
    {.name = "country",
     .type = &value_word_text,
     .at = offsetof(struct credential, country),
     .words = country_words,
     .letters = 2},
    {.name = "date", .type = &value_partial_date, .at = offsetof(struct credential, date)},
    {.name = "expires", .type = &value_date, .at = offsetof(struct credential, expires)},
};

const struct item_table credential_items = {
    .fields = credential_field_list,
    .count = COUNT(credential_field_list),
    .has_level = true,
    .size = sizeof(struct credential),
    .blank = &blank_credential,
    .limit = LIMIT_LIST_ITEMS,
    .compare_identity = compare_credentials,
    .compare_quality = compare_credentials,
    .compare_order = compare_credentials,
    .duplicate_code = "DUPLICATE_ITEM",
};

/* ---- languages ---- */

static int
compare_language_identity(const void *a, const void *b)
{
    const struct language *x = a;
    const struct language *y = b;
    return strcmp(x->code, y->code);
}

static int
compare_language_quality(const void *a, const void *b)
{
    const struct language *x = a;
    const struct language *y = b;
    int by_code = compare_language_identity(a, b);
    return by_code != 0 ? by_code : compare_numbers(y->level, x->level);
}

static const struct language blank_language = {.code = ""};

static const struct field language_field_list[] = {
    {.name = "code",
     .type = &value_language_code,
     .at = offsetof(struct language, code),
     .required = FIELD_ANY},
    {.name = "level", .type = &value_language_level, .at = offsetof(struct language, level)},
};

const struct item_table language_items = {
    .fields = language_field_list,
    .count = COUNT(language_field_list),
    .has_level = true,
    .size = sizeof(struct language),
    .blank = &blank_language,
    .limit = LIMIT_LIST_ITEMS,
    .compare_identity = compare_language_identity,
    .compare_quality = compare_language_quality,
    .compare_order = compare_language_quality,
    .duplicate_code = "DUPLICATE_ITEM",
};

/* ---- requirements ---- */

static int
compare_requirement_identity(const void *a, const void *b)
{
    const struct requirement *x = a;
    const struct requirement *y = b;
    int by_skill = compare_numbers(x->skill, y->skill);

    if (by_skill != 0 || x->skill != 0) {
        return by_skill;
    }
    return strcmp(x->text, y->text);
}

static int
compare_requirement_quality(const void *a, const void *b)
{
    const struct requirement *x = a;
    const struct requirement *y = b;
    int differences[] = {
        compare_requirement_identity(a, b),
        compare_numbers(x->kind, y->kind), /* essential first */
        compare_numbers(y->level, x->level),
        strcmp(x->text, y->text),
    };
    return first_difference(differences, COUNT(differences));
}

static int
compare_requirement_order(const void *a, const void *b)
{
    const struct requirement *x = a;
    const struct requirement *y = b;
    int by_kind = compare_numbers(x->kind, y->kind);
    return by_kind != 0 ? by_kind : compare_requirement_quality(a, b);
}

static const struct requirement blank_requirement = {
    .text = "", .level = LEVEL_UNKNOWN, .wording = NO_WORDING};

static const struct field requirement_field_list[] = {
    {.name = "skill",
     .type = &value_skill,
     .at = offsetof(struct requirement, text),
     .second = offsetof(struct requirement, skill),
     .wording = offsetof(struct requirement, wording),
     .required = FIELD_ANY},
    {.name = "level", .type = &value_level, .at = offsetof(struct requirement, level)},
    {.name = "kind",
     .type = &value_word,
     .at = offsetof(struct requirement, kind),
     .words = relation_words,
     .input_only = true},
    {.name = "origin",
     .type = &value_word,
     .at = offsetof(struct requirement, origin),
     .words = origin_words},
    WORDS_FIELD(requirement),
    {.name = "at",
     .type = &value_integer,
     .at = offsetof(struct requirement, wording.at),
     .maximum = INT32_MAX},
    CONFIDENCE_FIELD(requirement),
};

const struct item_table requirement_items = {
    .fields = requirement_field_list,
    .count = COUNT(requirement_field_list),
    .has_level = true,
    .size = sizeof(struct requirement),
    .blank = &blank_requirement,
    .limit = LIMIT_REQUIREMENTS,
    .compare_identity = compare_requirement_identity,
    .compare_quality = compare_requirement_quality,
    .compare_order = compare_requirement_order,
    .duplicate_code = "DUPLICATE_REQUIREMENT",
};

/* ---- functions of a job ---- */

static int
compare_function_identity(const void *a, const void *b)
{
    const struct function *x = a;
    const struct function *y = b;
    return strcmp(x->need, y->need);
}

static int
compare_function_quality(const void *a, const void *b)
{
    const struct function *x = a;
    const struct function *y = b;
    int differences[] = {
        compare_function_identity(a, b),
        compare_numbers(y->essential, x->essential),
        compare_numbers(y->adjustable, x->adjustable),
        strcmp(x->adjustment, y->adjustment),
    };
    return first_difference(differences, COUNT(differences));
}

static const struct function blank_function = {.need = "", .adjustment = ""};

static const struct field function_field_list[] = {
    {.name = "need",
     .type = &value_need,
     .at = offsetof(struct function, need),
     .required = FIELD_ANY},
    {.name = "essential", .type = &value_answer, .at = offsetof(struct function, essential)},
    {.name = "adjustable", .type = &value_answer, .at = offsetof(struct function, adjustable)},
    {.name = "adjustment", .type = &value_text, .at = offsetof(struct function, adjustment)},
};

const struct item_table function_items = {
    .fields = function_field_list,
    .count = COUNT(function_field_list),
    .size = sizeof(struct function),
    .blank = &blank_function,
    .limit = LIMIT_LIST_ITEMS,
    .compare_identity = compare_function_identity,
    .compare_quality = compare_function_quality,
    .compare_order = compare_function_quality,
    .duplicate_code = "DUPLICATE_ITEM",
};
