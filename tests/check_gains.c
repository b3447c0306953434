/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <libmatch/records.h>

#include <stdio.h>
#include <string.h>

/* Claims of one skill that is in no taxonomy, and what follows from them. */
static const struct {
    const char *skills;
    match_gain_state state;
    int32_t before, during, after, gained;
    unsigned phases;
    bool abroad;
    const char *evidence;
} cases[] = {
    {"X=1 evidence:self_declared phase:before;X=3 evidence:skill_test phase:during",
     MATCH_GAIN_MORE, 1, 3, -1, 2, 3, true, "skill_test"},
    {"X=3 phase:before;X=2 phase:after", MATCH_GAIN_LESS, 3, -1, 2, -1, 5, false, ""},
    {"X=2 phase:before;X=2 phase:during", MATCH_GAIN_SAME, 2, 2, -1, 0, 3, true, ""},
    {"X=2 phase:before", MATCH_GAIN_NOT_ASKED, 2, -1, -1, 0, 1, false, ""},
    {"X=2 phase:during", MATCH_GAIN_NEW, -1, 2, -1, 0, 2, true, ""},
    {"X phase:during", MATCH_GAIN_NEW, -1, -1, -1, 0, 2, true, ""},
    {"X=2", MATCH_GAIN_UNKNOWN, -1, -1, -1, 0, 0, false, ""},
    {"X phase:before;X=2 phase:after", MATCH_GAIN_UNKNOWN, -1, -1, 2, 0, 5, false, ""},
    {"X=1 phase:before;X phase:during", MATCH_GAIN_UNKNOWN, 1, -1, -1, 0, 3, true, ""},
    /* Nothing at all is level 0, and not the same as nothing recorded. */
    {"X=0 phase:before;X=2 phase:during", MATCH_GAIN_MORE, 0, 2, -1, 2, 3, true, ""},
    /* The highest claim since departure counts, of equal ones the latest. */
    {"X=1 phase:before;X=4 evidence:pay_slip phase:during;X=3 evidence:skill_test phase:after",
     MATCH_GAIN_MORE, 1, 4, 3, 3, 7, true, "pay_slip"},
    {"X=1 phase:before;X=3 evidence:pay_slip phase:during date:2023-01-01;"
     "X=3 evidence:skill_test phase:after date:2024-01-01",
     MATCH_GAIN_MORE, 1, 3, 3, 2, 7, false, "skill_test"},
    {"X=2 evidence:pay_slip phase:before;X=1 evidence:skill_test phase:before;X=3 phase:during",
     MATCH_GAIN_MORE, 2, 3, -1, 1, 3, true, ""},
};

static match_roster *
roster_of(const char *skills)
{
    char line[512];
    match_error err = {.status = MATCH_OK};
    match_roster *roster = match_roster_new(NULL, &err);

    snprintf(line, sizeof line, "{\"id\":\"P\",\"province\":\"01\",\"skills\":\"%s\"}\n", skills);
    ck_assert_msg(match_roster_parse(roster, line, MATCH_NUL, NULL, NULL, NULL, &err) == MATCH_OK,
                  "%s", err.message);
    ck_assert_uint_eq(match_roster_count(roster), 1);
    return roster;
}

START_TEST(a_skill_is_compared_by_phase)
{
    match_roster *roster = roster_of(cases[_i].skills);
    match_skill_gain gain;

    ck_assert(match_roster_gain(roster, 0, 0, &gain));
    ck_assert_str_eq(match_gain_state_name((match_gain_state)gain.state),
                     match_gain_state_name(cases[_i].state));
    ck_assert_int_eq(gain.before, cases[_i].before);
    ck_assert_int_eq(gain.during, cases[_i].during);
    ck_assert_int_eq(gain.after, cases[_i].after);
    ck_assert_int_eq(gain.gained, cases[_i].gained);
    ck_assert_uint_eq(gain.phases, cases[_i].phases);
    ck_assert_uint_eq(gain.abroad, cases[_i].abroad);
    ck_assert_str_eq(gain.evidence, cases[_i].evidence);
    ck_assert_str_eq(gain.text, "X");
    ck_assert_uint_eq(gain.skill, 0);
    ck_assert(!match_roster_gain(roster, 0, 1, &gain));
    match_roster_unref(roster);
}
END_TEST

START_TEST(each_skill_is_there_once)
{
    match_roster *roster = roster_of("B=1 phase:before;A=1 phase:before;B=2 phase:during;C=1");
    const char *const names[] = {"A", "B", "C"};
    match_skill_gain gain;

    for (size_t i = 0; i < 3; i++) {
        ck_assert(match_roster_gain(roster, 0, i, &gain));
        ck_assert_str_eq(gain.text, names[i]);
    }
    memset(&gain, 7, sizeof gain);
    ck_assert(!match_roster_gain(roster, 0, 3, &gain));
    ck_assert(!match_roster_gain(roster, 0, SIZE_MAX, &gain));
    ck_assert(!match_roster_gain(roster, 1, 0, &gain));
    ck_assert_int_eq(gain.before, 0x07070707);
    match_roster_unref(roster);
}
END_TEST

START_TEST(a_person_without_skills_gained_nothing)
{
    match_roster *roster = roster_of("");
    match_skill_gain gain;

    ck_assert(!match_roster_gain(roster, 0, 0, &gain));
    match_roster_unref(roster);
}
END_TEST

START_TEST(states_have_names)
{
    for (int state = MATCH_GAIN_UNKNOWN; state <= MATCH_GAIN_NOT_ASKED; state++) {
        ck_assert_str_ne(match_gain_state_name((match_gain_state)state), "");
    }
    ck_assert_str_eq(match_gain_state_name((match_gain_state)(MATCH_GAIN_NOT_ASKED + 1)), "");
    ck_assert_str_eq(match_gain_state_name((match_gain_state)-1), "");
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("gains");
    TCase *tcase = tcase_create("gains");

    tcase_add_loop_test(tcase, a_skill_is_compared_by_phase, 0,
                        (int)(sizeof cases / sizeof cases[0]));
    tcase_add_test(tcase, each_skill_is_there_once);
    tcase_add_test(tcase, a_person_without_skills_gained_nothing);
    tcase_add_test(tcase, states_have_names);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
