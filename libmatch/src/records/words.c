/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/words.h"

#include "records/record.h"
#include "text/digits.h"

#include <stdbool.h>
#include <string.h>

const struct word answer_words[] = {
    {"yes", ANSWER_YES}, {"true", ANSWER_YES}, {"y", ANSWER_YES},    {"1", ANSWER_YES},
    {"ແມ່ນ", ANSWER_YES}, {"no", ANSWER_NO},    {"false", ANSWER_NO}, {"n", ANSWER_NO},
    {"0", ANSWER_NO},    {"ບໍ່", ANSWER_NO},     {"ບໍ່ແມ່ນ", ANSWER_NO},  {NULL, 0},
};

const struct word free_words[] = {{"free", 1}, {"free_of_charge", 1}, {"ຟຣີ", 1}, {NULL, 0}};

const struct word evidence_words[] = {
    {"self_declared", EVIDENCE_SELF_DECLARED},
    {"counsellor_interview", EVIDENCE_COUNSELLOR_INTERVIEW},
    {"peer_statement", EVIDENCE_PEER_STATEMENT},
    {"pay_slip", EVIDENCE_PAY_SLIP},
    {"work_sample", EVIDENCE_WORK_SAMPLE},
    {"employer_reference", EVIDENCE_EMPLOYER_REFERENCE},
    {"demonstration", EVIDENCE_DEMONSTRATION},
    {"digital_badge", EVIDENCE_DIGITAL_BADGE},
    {"training_certificate", EVIDENCE_TRAINING_CERTIFICATE},
    {"foreign_certificate", EVIDENCE_FOREIGN_CERTIFICATE},
    {"national_certificate", EVIDENCE_NATIONAL_CERTIFICATE},
    {"licence", EVIDENCE_LICENCE},
    {"license", EVIDENCE_LICENCE},
    {"skill_test", EVIDENCE_SKILL_TEST},
    {"inferred", EVIDENCE_INFERRED},
    {NULL, 0},
};

const struct word phase_words[] = {
    {"before", PHASE_BEFORE},
    {"during", PHASE_DURING},
    {"abroad", PHASE_DURING},
    {"after", PHASE_AFTER},
    {NULL, 0},
};

const struct word outcome_words[] = {
    {"job", OUTCOME_JOB},
    {"wage_job", OUTCOME_JOB},
    {"training", OUTCOME_TRAINING},
    {"self_employment", OUTCOME_SELF_EMPLOYMENT},
    {"business", OUTCOME_SELF_EMPLOYMENT},
    {NULL, 0},
};

const struct word level_words[] = {
    {"0", 0},         {"1", 1},      {"2", 2},        {"3", 3},      {"4", 4},
    {"5", 5},         {"none", 0},   {"beginner", 1}, {"basic", 2},  {"good", 3},
    {"very_good", 4}, {"expert", 5}, {"ບໍ່ມີ", 0},       {"ເລີ່ມຕົ້ນ", 1},  {"ພື້ນຖານ", 2},
    {"ດີ", 3},         {"ດີຫຼາຍ", 4},   {"ດີຫລາຍ", 4},    {"ຊ່ຽວຊານ", 5}, {NULL, 0},
};

const struct word language_words[] = {
    {"lao", 1},   {"lo", 1},       {"ລາວ", 1},     {"ພາສາລາວ", 1},    {"eng", 2}, {"en", 2},
    {"english", 2}, {"ອັງກິດ", 2},    {"ພາສາອັງກິດ", 2}, {"tha", 3},        {"th", 3},  {"thai", 3},
    {"ໄທ", 3},    {"ພາສາໄທ", 3},   {"vie", 4},     {"vi", 4},         {"zho", 5}, {"zh", 5},
    {"chi", 5},   {"kor", 6},      {"ko", 6},      {"jpn", 7},        {"ja", 7},  {"fra", 8},
    {"fr", 8},    {"fre", 8},      {"khm", 9},     {"km", 9},         {"mya", 10}, {"my", 10},
    {"bur", 10},  {"msa", 11},     {"ms", 11},     {"may", 11},       {"deu", 12}, {"de", 12},
    {"ger", 12},  {"rus", 13},     {"ru", 13},     {"spa", 14},       {"es", 14},  {"ara", 15},
    {"ar", 15},   {"hin", 16},     {"hi", 16},     {"ind", 17},       {"id", 17},  {NULL, 0},
};

const struct word language_level_words[] = {
    {"A1", LANGUAGE_A1},
    {"A2", 2},
    {"B1", 3},
    {"B2", 4},
    {"C1", 5},
    {"C2", LANGUAGE_C2},
    {"native", LANGUAGE_NATIVE},
    {"mother_tongue", LANGUAGE_NATIVE},
    {NULL, 0},
};

const struct word schooling_words[] = {
    {"0", 0},
    {"1", 1},
    {"2", 2},
    {"3", 3},
    {"4", 4},
    {"5", 5},
    {"6", 6},
    {"7", 7},
    {"8", 8},
    {"none", 0},
    {"primary", 1},
    {"lower_secondary", 2},
    {"upper_secondary", 3},
    {"post_secondary", 4},
    {"short_tertiary", 5},
    {"diploma", 5},
    {"bachelor", 6},
    {"master", 7},
    {"doctorate", 8},
    {"ບໍ່ໄດ້ຮຽນ", 0},
    {"ປະຖົມ", 1},
    {"ມັດທະຍົມຕົ້ນ", 2},
    {"ມັດທະຍົມປາຍ", 3},
    {NULL, 0},
};

const struct word relation_words[] = {
    {"essential", MATCH_RELATION_ESSENTIAL},
    {"required", MATCH_RELATION_ESSENTIAL},
    {"optional", MATCH_RELATION_OPTIONAL},
    {"preferred", MATCH_RELATION_OPTIONAL},
    {NULL, 0},
};

const struct word origin_words[] = {
    {"extracted", ORIGIN_EXTRACTED},
    {"inferred", ORIGIN_INFERRED},
    {"stated", ORIGIN_STATED},
    {NULL, 0},
};

const struct word support_words[] = {
    {"grant", 1}, {"startup_training", 2}, {"toolkit", 3}, {"referral", 4}, {NULL, 0},
};

const struct word recruiter_words[] = {
    {"employer", 1},
    {"agency", 2},
    {"public", 3},
    {NULL, 0},
};

const struct word period_words[] = {
    {"month", 1}, {"monthly", 1}, {"ເດືອນ", 1}, {"day", 2},   {"daily", 2}, {"ມື້", 2},
    {"hour", 3},  {"week", 4},    {"year", 5}, {"piece", 6}, {NULL, 0},
};

const struct word currency_words[] = {
    {"LAK", 1}, {"kip", 1}, {"ກີບ", 1},  {"₭", 1},   {"THB", 2}, {"baht", 2},
    {"ບາດ", 2}, {"฿", 2},   {"USD", 3}, {"$", 3},   {"KRW", 4}, {"won", 4},
    {"VND", 5}, {"CNY", 6}, {"JPY", 7}, {"MYR", 8}, {"EUR", 9}, {NULL, 0},
};

const struct word country_words[] = {
    {"LA", 1},  {"lao", 1},      {"lao_pdr", 1},     {"laos", 1},    {"ລາວ", 1},
    {"TH", 2},  {"tha", 2},      {"thailand", 2},    {"ໄທ", 2},      {"KR", 3},
    {"kor", 3}, {"korea", 3},    {"south_korea", 3}, {"ເກົາຫຼີ", 3},    {"ເກົາຫລີ", 3},
    {"MY", 4},  {"malaysia", 4}, {"VN", 5},          {"vietnam", 5}, {"viet_nam", 5},
    {"CN", 6},  {"china", 6},    {"JP", 7},          {"japan", 7},   {"KH", 8},
    {"MM", 9},  {"SG", 10},      {"TW", 11},         {"HK", 12},     {"US", 13},
    {"FR", 14}, {"AU", 15},      {"AE", 16},         {"SA", 17},     {"IN", 18},
    {"ID", 19}, {"PH", 20},      {"BN", 21},         {"IL", 22},     {"DE", 23},
    {"GB", 24}, {"RU", 25},      {NULL, 0},
};

const struct word restriction_words[] = {
    {"sex", 1},   {"gender", 1},         {"age", 2}, {"appearance", 3},
    {"looks", 3}, {"marital_status", 4}, {NULL, 0},
};

const struct word sex_words[] = {
    {"f", 1},   {"female", 1}, {"woman", 1}, {"ຍິງ", 1}, {"m", 2},          {"male", 2}, {"man", 2},
    {"ຊາຍ", 2}, {"x", 3},      {"other", 3}, {"", 0},   {"not_stated", 0}, {NULL, 0},
};

const struct word difficulty_words[] = {
    {"1", 1},
    {"2", 2},
    {"3", 3},
    {"4", 4},
    {"7", 7},
    {"8", 8},
    {"9", 9},
    {"no_difficulty", 1},
    {"some_difficulty", 2},
    {"a_lot_of_difficulty", 3},
    {"cannot_do", 4},
    {NULL, 0},
};

const struct word total_words[] = {
    {"total", 1},   {"totals", 1},   {"grand_total", 1}, {"sum", 1}, {"ລວມ", 1},
    {"ລວມທັງໝົດ", 1}, {"ລວມທັງຫມົດ", 1}, {"ທັງໝົດ", 1},        {NULL, 0},
};

/*
 * Brings a text to the form in which words are compared: digits and ASCII letters of one kind,
 * one space for gaps. Everything else is compared as it is, so that this needs no memory; where
 * Lao is spelt in two ways, both are in the tables. False when the text is too long.
 */
static bool
normalise(const char *text, size_t length, char out[WORD_BYTES])
{
    size_t used = 0;

    if (length >= WORD_BYTES) {
        return false;
    }
    length = digits_fold(text, length, out, NULL);
    for (size_t i = 0; i < length; i++) {
        char c = out[i];
        bool gap = c == ' ' || c == '-' || c == '_' || c == '\t';
        if (gap && (used == 0 || out[used - 1] == ' ')) {
            continue;
        }
        out[used++] = gap ? ' ' : (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    while (used > 0 && out[used - 1] == ' ') {
        used--;
    }
    out[used] = '\0';
    return true;
}

const struct word *
words_find(const struct word *words, const char *text, size_t length)
{
    char wanted[WORD_BYTES];
    char candidate[WORD_BYTES];

    for (const struct word *word = words; word->text; word++) {
        if (strlen(word->text) == length && memcmp(word->text, text, length) == 0) {
            return word;
        }
    }
    if (!normalise(text, length, wanted)) {
        return NULL;
    }
    for (const struct word *word = words; word->text; word++) {
        if (normalise(word->text, strlen(word->text), candidate) &&
            strcmp(candidate, wanted) == 0) {
            return word;
        }
    }
    return NULL;
}

const char *
words_text(const struct word *words, int value)
{
    for (const struct word *word = words; word->text; word++) {
        if (word->value == value) {
            return word->text;
        }
    }
    return "";
}

const char *
evidence_name(enum evidence evidence)
{
    return words_text(evidence_words, (int)evidence);
}

const char *
origin_name(enum requirement_origin origin)
{
    return words_text(origin_words, (int)origin);
}

const char *
phase_name(enum phase phase)
{
    return words_text(phase_words, (int)phase);
}

const char *
outcome_name(enum outcome outcome)
{
    return words_text(outcome_words, (int)outcome);
}

const char *
language_level_name(enum language_level level)
{
    return words_text(language_level_words, (int)level);
}
