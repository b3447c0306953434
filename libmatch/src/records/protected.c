/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#define MATCH_KEEPS_PROTECTED_BLOCK
#include "records/protected.h"

#include "records/field.h"

/*
 * The reporting block: columns beside the others in CSV, the mapping `reporting` in JSON and
 * YAML. Nothing that is found in these fields is ever repeated in a message.
 */

#define AT(member) offsetof(struct protected_block, member)
#define DIFFICULTY(field_name, index, text)                                                        \
    {                                                                                              \
        .name = field_name, .type = &value_word, .at = AT(washington_group[index]),                \
        .kinds = FIELD_PROFILE, .words = difficulty_words, .description = text                     \
    }

static const struct field reporting_field_list[] = {
    {.name = "sex",
     .type = &value_word_text,
     .at = AT(sex),
     .kinds = FIELD_PROFILE,
     .words = sex_words,
     .description = "Sex: f, m or x; empty where it is not stated."},
    {.name = "birth_date",
     .type = &value_date,
     .at = AT(birth_date),
     .kinds = FIELD_PROFILE,
     .description = "Day of birth."},
    {.name = "birth_year",
     .type = &value_year,
     .at = AT(birth_year),
     .kinds = FIELD_PROFILE,
     .minimum = 1900,
     .maximum = 2100,
     .description = "Year of birth, where the day is not known."},
    {.name = "age_group",
     .type = &value_code,
     .at = AT(age_group),
     .kinds = FIELD_PROFILE,
     .description = "Age group, where neither day nor year of birth is known."},
    DIFFICULTY("wg_seeing", 0, "Difficulty in seeing: 1 none to 4 cannot; 7, 8, 9 no answer."),
    DIFFICULTY("wg_hearing", 1, "Difficulty in hearing, on the same scale."),
    DIFFICULTY("wg_walking", 2, "Difficulty in walking or climbing steps, on the same scale."),
    DIFFICULTY("wg_remembering", 3, "Difficulty in remembering, on the same scale."),
    DIFFICULTY("wg_selfcare", 4, "Difficulty in self-care, on the same scale."),
    DIFFICULTY("wg_communicating", 5, "Difficulty in communicating, on the same scale."),
    {.name = "ethnicity",
     .type = &value_text,
     .at = AT(ethnicity),
     .kinds = FIELD_PROFILE,
     .description = "Ethnic group, where the person wishes to state it."},
    {.name = "return_corridor",
     .type = &value_code,
     .at = AT(corridor),
     .kinds = FIELD_PROFILE,
     .description = "Corridor of the return, such as LA-TH."},
    {.name = "return_reason",
     .type = &value_text,
     .at = AT(return_reason),
     .kinds = FIELD_PROFILE,
     .description = "Why the person returned."},
};

const struct field_table reporting_fields = {
    .fields = reporting_field_list,
    .count = sizeof reporting_field_list / sizeof *reporting_field_list,
};

const struct protected_block protected_blank = {
    .sex = "",
    .birth_date = MATCH_DATE_NONE,
    .age_group = "",
    .ethnicity = "",
    .corridor = "",
    .return_reason = "",
};
