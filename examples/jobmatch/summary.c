/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "entry.h"

#include <string.h>

/**
 * @file summary.c
 * What a counsellor wants to know of a pair before any figure: what the person has, what is missing,
 * what can be proven more easily than it seems, what nobody said, which rules speak.
 */

/* Kinds of evidence as they cost more time and money, and are trusted more. */
static const char *const kinds_of_evidence[] = {
    "self_declared",      "counsellor_interview", "peer_statement",
    "pay_slip",           "work_sample",          "employer_reference",
    "demonstration",      "digital_badge",        "training_certificate",
    "foreign_certificate", "national_certificate", "licence",
    "skill_test",
};

#define KINDS (sizeof kinds_of_evidence / sizeof kinds_of_evidence[0])

static size_t
rank_of_evidence(const char *evidence)
{
    for (size_t i = 0; i < KINDS; i++) {
        if (strcmp(kinds_of_evidence[i], evidence) == 0) {
            return i;
        }
    }
    return 0;
}

/* Whether a text of lines has this line. */
static bool
has_line(const char *text, const char *line)
{
    size_t length = strlen(line);

    while (*text) {
        size_t end = strcspn(text, "\n");
        if (end == length && memcmp(text, line, length) == 0) {
            return true;
        }
        text += end + (text[end] == '\n');
    }
    return false;
}

/* The next stronger evidence that is usual for the skill; a skill test where none is said. */
static const char *
cheapest_proof(const struct inputs *inputs, const match_line *line)
{
    const char *usual = match_taxonomy_text(inputs->taxonomy, line->claim,
                                            MATCH_TEXT_TYPICAL_EVIDENCE, "");

    for (size_t i = rank_of_evidence(line->evidence) + 1; i < KINDS; i++) {
        if (has_line(usual, kinds_of_evidence[i])) {
            return kinds_of_evidence[i];
        }
    }
    return "skill_test";
}

/* "Sew [SEW] 3: self-declared, a work sample would confirm it" */
static void
add_proof(struct text *text, const struct inputs *inputs, const match_line *line)
{
    const char *language = inputs->language;

    add_skill(text, inputs, line->claim);
    text_add(text, " ");
    add_level(text, line->claimed_level);
    text_format(text, ": %s, ", word_for("evidence", line->evidence, language));
    text_fill(text, message(MSG_CONFIRMED_BY, language),
              word_for("evidence", cheapest_proof(inputs, line), language));
}

static void
put_proofs(const struct layout *layout, const struct inputs *inputs, const match_line *lines,
           size_t count)
{
    struct paragraph paragraph;
    struct text text = {0};
    bool begun = false;

    for (size_t i = 0; i < count; i++) {
        if (!lines[i].claim || lines[i].state == MATCH_LINE_MISSING ||
            is_verified(lines[i].evidence)) {
            continue;
        }
        if (!begun) {
            begun = true;
            paragraph_begin(&paragraph, layout, LABEL_INDENT,
                            message(MSG_TO_PROVE, inputs->language), LABEL_COLUMNS, " · ");
        }
        text_reset(&text);
        add_proof(&text, inputs, &lines[i]);
        paragraph_item(&paragraph, text_of(&text));
    }
    if (begun) {
        paragraph_end(&paragraph);
    }
    text_clear(&text);
}

/* What would count, had somebody said it. */
static void
put_unknown(const struct layout *layout, const struct inputs *inputs,
            const match_explanation *explanation)
{
    size_t count = 0;
    const match_part *parts = match_explanation_parts(explanation, &count);
    struct paragraph paragraph;
    bool begun = false;

    for (size_t i = 0; i < count; i++) {
        if (parts[i].state != MATCH_PART_UNKNOWN) {
            continue;
        }
        if (!begun) {
            begun = true;
            paragraph_begin(&paragraph, layout, LABEL_INDENT,
                            message(MSG_NOT_KNOWN, inputs->language), LABEL_COLUMNS, " · ");
        }
        paragraph_item(&paragraph, word_for("unknown", parts[i].criterion, inputs->language));
    }
    if (begun) {
        paragraph_end(&paragraph);
    }
}

void
put_summary(const struct layout *layout, const struct inputs *inputs,
            const match_explanation *explanation)
{
    const match_pair *pair = match_explanation_pair(explanation);
    size_t count = 0;
    const match_line *lines = match_explanation_lines(explanation, MATCH_LINES_COVERAGE, &count);

    put_facts(layout, inputs, pair->opportunity);
    put_skills(layout, inputs, explanation);
    put_proofs(layout, inputs, lines, count);
    put_unknown(layout, inputs, explanation);
    put_reasons(layout, inputs, explanation);
}
