/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/screening.h"

#include "base/buffer.h"
#include "base/fail.h"
#include "scoring/criteria.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define VACANCY (1u << MATCH_RECORD_VACANCY)
#define TRAINING (1u << MATCH_RECORD_TRAINING)
#define SUPPORT (1u << MATCH_RECORD_SUPPORT)
#define ALL (VACANCY | TRAINING | SUPPORT)

/* Writes the particulars; text is NULL where only the answer is wanted. */
static void say(char *text, const char *format, ...) MATCH_PRINTF(2, 3);

static void
say(char *text, const char *format, ...)
{
    va_list arguments;

    if (text) {
        va_start(arguments, format);
        fail_format(text, SCREENING_TEXT_SIZE, format, arguments);
        va_end(arguments);
    }
}

/* No country stated is that of the policy. */
static bool
is_abroad(const struct screening_case *screened)
{
    const char *country = screened->opportunity->country;
    return *country && strcmp(country, screened->policy->country) != 0;
}

static bool
is_past(match_date date, match_date today)
{
    return date != MATCH_DATE_NONE && date < today;
}

static bool
rule_closed(const struct screening_case *screened, char *text)
{
    const struct opportunity *opportunity = screened->opportunity;
    char day[MATCH_DATE_TEXT_SIZE];

    if (is_past(opportunity->closes, screened->today)) {
        match_date_format(opportunity->closes, day);
        say(text, "applications closed on %s", day);
        return true;
    }
    if (is_past(opportunity->ends, screened->today)) {
        match_date_format(opportunity->ends, day);
        say(text, "it ended on %s", day);
        return true;
    }
    return false;
}

static bool
rule_not_yet_open(const struct screening_case *screened, char *text)
{
    char day[MATCH_DATE_TEXT_SIZE];

    if (screened->opportunity->opens == MATCH_DATE_NONE ||
        screened->opportunity->opens <= screened->today) {
        return false;
    }
    match_date_format(screened->opportunity->opens, day);
    say(text, "applications open on %s", day);
    return true;
}

static bool
rule_no_seats(const struct screening_case *screened, char *text)
{
    if (screened->opportunity->openings != 0) {
        return false;
    }
    say(text, "no %s are left",
        screened->opportunity->kind == MATCH_RECORD_VACANCY ? "openings" : "seats");
    return true;
}

static bool
rule_worker_fee(const struct screening_case *screened, char *text)
{
    if (screened->opportunity->worker_fee <= 0) { /* unknown is below 0 */
        return false;
    }
    say(text, "the worker pays %lld", (long long)screened->opportunity->worker_fee);
    return true;
}

static bool
rule_licence_expired(const struct screening_case *screened, char *text)
{
    char day[MATCH_DATE_TEXT_SIZE];

    if (!is_past(screened->opportunity->recruiter_licence_until, screened->today)) {
        return false;
    }
    match_date_format(screened->opportunity->recruiter_licence_until, day);
    say(text, "the licence of the recruiter ran out on %s", day);
    return true;
}

static bool
rule_licence_missing(const struct screening_case *screened, char *text)
{
    if (strcmp(screened->opportunity->recruiter_type, "agency") != 0 ||
        *screened->opportunity->recruiter_licence) {
        return false;
    }
    say(text, "the agency names no licence");
    return true;
}

static bool
rule_recruiter_sanctioned(const struct screening_case *screened, char *text)
{
    say(text, "the recruiter is under a sanction");
    return screened->opportunity->recruiter_sanctioned == ANSWER_YES;
}

static bool
rule_wage_below_minimum(const struct screening_case *screened, char *text)
{
    const struct opportunity *opportunity = screened->opportunity;
    const struct dated_wage *wage = policy_minimum_wage(screened->policy, screened->today);
    int64_t offered = opportunity->wage_minimum != MONEY_UNKNOWN ? opportunity->wage_minimum
                                                                  : opportunity->wage_maximum;
    char day[MATCH_DATE_TEXT_SIZE];

    if (!wage || offered == MONEY_UNKNOWN || offered >= wage->amount || is_abroad(screened) ||
        (*opportunity->currency &&
         strcmp(opportunity->currency, screened->policy->currency) != 0) ||
        (*opportunity->wage_period && strcmp(opportunity->wage_period, "month") != 0)) {
        return false;
    }
    match_date_format(wage->from, day);
    say(text, "wage %lld is below the minimum wage %lld (since %s)", (long long)offered,
        (long long)wage->amount, day);
    return true;
}

/* Adds an item to a list for a reader; one that does not fit is cut. */
static void
add_item(char list[SCREENING_TEXT_SIZE], const char *item)
{
    size_t used = strlen(list);

    snprintf(list + used, SCREENING_TEXT_SIZE - used, "%s%s", used > 0 ? ", " : "", item);
}

static bool
rule_advertisement_restriction(const struct screening_case *screened, char *text)
{
    const struct text_list *found = &screened->opportunity->advertisement_restrictions;
    char list[SCREENING_TEXT_SIZE] = "";

    if (found->count == 0) {
        return false;
    }
    for (size_t i = 0; i < found->count; i++) {
        add_item(list, found->items[i]);
    }
    say(text, "the advertisement restricts %s; this is left out of account", list);
    return true;
}

static bool
rule_terms_incomplete(const struct screening_case *screened, char *text)
{
    const struct opportunity *opportunity = screened->opportunity;
    bool no_wage = opportunity->wage_minimum == MONEY_UNKNOWN &&
                   opportunity->wage_maximum == MONEY_UNKNOWN;
    bool no_hours = !*opportunity->hours;
    bool no_contract = !*opportunity->contract;
    bool no_place = opportunity->province == 0 && !is_abroad(screened);

    if (!no_wage && !no_hours && !no_contract && !no_place) {
        return false;
    }
    say(text, "not stated:%s%s%s%s", no_wage ? " wage" : "", no_hours ? " hours" : "",
        no_contract ? " contract" : "", no_place ? " place" : "");
    return true;
}

static bool
rule_hazardous_under_18(const struct screening_case *screened, char *text)
{
    if (screened->opportunity->hazardous != ANSWER_YES || screened->age == NUMBER_UNKNOWN ||
        screened->age >= screened->policy->hazardous_age) {
        return false;
    }
    say(text, "hazardous work is allowed from the age of %d", (int)screened->policy->hazardous_age);
    return true;
}

static bool
rule_under_age(const struct screening_case *screened, char *text)
{
    if (screened->age == NUMBER_UNKNOWN || screened->age >= screened->policy->working_age) {
        return false;
    }
    say(text, "work is allowed from the age of %d", (int)screened->policy->working_age);
    return true;
}

static bool
rule_age_unknown(const struct screening_case *screened, char *text)
{
    const struct opportunity *opportunity = screened->opportunity;

    if (screened->age != NUMBER_UNKNOWN) {
        return false;
    }
    if (opportunity->hazardous == ANSWER_YES) {
        say(text, "hazardous work is allowed from the age of %d; the age is not known",
            (int)screened->policy->hazardous_age);
        return true;
    }
    say(text, "the provider admits by age; the age is not known");
    return opportunity->entry_age_minimum > 0 || opportunity->entry_age_maximum > 0;
}

static bool
rule_admission_age(const struct screening_case *screened, char *text)
{
    int least = screened->opportunity->entry_age_minimum;
    int most = screened->opportunity->entry_age_maximum;

    if (screened->age == NUMBER_UNKNOWN ||
        !((least > 0 && screened->age < least) || (most > 0 && screened->age > most))) {
        return false;
    }
    if (least > 0 && most > 0) {
        say(text, "admits ages %d to %d", least, most);
    } else {
        say(text, least > 0 ? "admits ages from %d" : "admits ages up to %d",
            least > 0 ? least : most);
    }
    return true;
}

static bool
rule_admission_schooling(const struct screening_case *screened, char *text)
{
    int least = screened->opportunity->entry_schooling;

    if (least <= 0 || screened->profile->schooling < 0 || screened->profile->schooling >= least) {
        return false;
    }
    say(text, "admits from ISCED level %d, the person has %d", least,
        screened->profile->schooling);
    return true;
}

static bool
has_credential(const struct profile *profile, const char *title)
{
    for (size_t i = 0; i < profile->credential_count; i++) {
        if (strcmp(profile->credentials[i].title, title) == 0) {
            return true;
        }
    }
    return false;
}

static bool
rule_admission_training(const struct screening_case *screened, char *text)
{
    const struct text_list *after = &screened->opportunity->after;
    char list[SCREENING_TEXT_SIZE] = "";
    bool missing = false;

    for (size_t i = 0; i < after->count; i++) {
        if (!has_credential(screened->profile, after->items[i])) {
            missing = true;
            add_item(list, after->items[i]);
        }
    }
    if (missing) {
        say(text, "comes after %s", list);
    }
    return missing;
}

static bool
rule_boarding_needed(const struct screening_case *screened, char *text)
{
    say(text, screened->opportunity->accommodation == ANSWER_NO
                  ? "the person needs lodging and none is offered"
                  : "the person needs lodging; it is not stated whether it is offered");
    return screened->profile->needs_boarding == ANSWER_YES && !screened->at_home &&
           screened->opportunity->accommodation != ANSWER_YES;
}

static bool
rule_wage_below_wanted(const struct screening_case *screened, char *text)
{
    int64_t wanted = screened->profile->reservation_wage;
    struct wage_range offered = wage_offered(screened->policy, screened->opportunity);

    if (wanted == MONEY_UNKNOWN || offered.most == MONEY_UNKNOWN || offered.most >= wanted) {
        return false;
    }
    say(text, "wage %lld is below the %lld that the person would work for",
        (long long)offered.most, (long long)wanted);
    return true;
}

static bool
rule_not_available(const struct screening_case *screened, char *text)
{
    const struct opportunity *opportunity = screened->opportunity;
    match_date until = screened->profile->available_until;
    char day[MATCH_DATE_TEXT_SIZE];

    if (availability(screened->profile, opportunity, screened->today) != ANSWER_NO) {
        return false;
    }
    if (until != MATCH_DATE_NONE &&
        (until < screened->today || until < opportunity->starts || until < opportunity->ends)) {
        match_date_format(until, day);
        say(text, "the person is available until %s", day);
    } else {
        match_date_format(screened->profile->available_from, day);
        say(text, "the person is available from %s", day);
    }
    return true;
}

/* Who says so: the policy, or the provider by an entry condition of its own. */
static const struct rule {
    const char *code;
    uint32_t kinds;
    bool person; /* looks at the person too */
    bool admission;
    bool (*holds)(const struct screening_case *screened, char *text);
} rules[MATCH_REASON_COUNT] = {
    [MATCH_REASON_CLOSED] = {"CLOSED", ALL, false, false, rule_closed},
    [MATCH_REASON_NOT_YET_OPEN] = {"NOT_YET_OPEN", ALL, false, false, rule_not_yet_open},
    [MATCH_REASON_NO_SEATS] = {"NO_SEATS", ALL, false, false, rule_no_seats},
    [MATCH_REASON_WORKER_FEE] = {"WORKER_FEE", VACANCY, false, false, rule_worker_fee},
    [MATCH_REASON_LICENCE_EXPIRED] = {"LICENCE_EXPIRED", VACANCY, false, false,
                                      rule_licence_expired},
    [MATCH_REASON_LICENCE_MISSING] = {"LICENCE_MISSING", VACANCY, false, false,
                                      rule_licence_missing},
    [MATCH_REASON_RECRUITER_SANCTIONED] = {"RECRUITER_SANCTIONED", VACANCY, false, false,
                                           rule_recruiter_sanctioned},
    [MATCH_REASON_WAGE_BELOW_MINIMUM] = {"WAGE_BELOW_MINIMUM", VACANCY, false, false,
                                         rule_wage_below_minimum},
    [MATCH_REASON_HAZARDOUS_UNDER_18] = {"HAZARDOUS_UNDER_18", ALL, true, false,
                                         rule_hazardous_under_18},
    [MATCH_REASON_UNDER_AGE] = {"UNDER_AGE", VACANCY, true, false, rule_under_age},
    [MATCH_REASON_AGE_UNKNOWN] = {"AGE_UNKNOWN", ALL, true, false, rule_age_unknown},
    [MATCH_REASON_ADVERTISEMENT_RESTRICTION] = {"ADVERTISEMENT_RESTRICTION", ALL, false, false,
                                                rule_advertisement_restriction},
    [MATCH_REASON_TERMS_INCOMPLETE] = {"TERMS_INCOMPLETE", VACANCY, false, false,
                                       rule_terms_incomplete},
    [MATCH_REASON_ADMISSION_AGE] = {"ADMISSION_AGE", ALL, true, true, rule_admission_age},
    [MATCH_REASON_ADMISSION_SCHOOLING] = {"ADMISSION_SCHOOLING", ALL, true, true,
                                          rule_admission_schooling},
    [MATCH_REASON_ADMISSION_TRAINING] = {"ADMISSION_TRAINING", ALL, true, true,
                                         rule_admission_training},
    [MATCH_REASON_BOARDING_NEEDED] = {"BOARDING_NEEDED", VACANCY | TRAINING, true, false,
                                      rule_boarding_needed},
    [MATCH_REASON_WAGE_BELOW_WANTED] = {"WAGE_BELOW_WANTED", VACANCY, true, false,
                                        rule_wage_below_wanted},
    [MATCH_REASON_NOT_AVAILABLE] = {"NOT_AVAILABLE", VACANCY | TRAINING, true, false,
                                    rule_not_available},
};

static uint32_t
screen(const struct screening_case *screened, bool person)
{
    uint32_t kind = 1u << screened->opportunity->kind;
    uint32_t reasons = 0;

    for (uint32_t i = 0; i < MATCH_REASON_COUNT; i++) {
        if (rules[i].person == person && (rules[i].kinds & kind) &&
            screened->policy->action[i] != ACTION_OFF && rules[i].holds(screened, NULL)) {
            reasons |= 1u << i;
        }
    }
    return reasons;
}

uint32_t
screening_opportunity(const struct screening_case *screened)
{
    return screen(screened, false);
}

uint32_t
screening_person(const struct screening_case *screened)
{
    return screen(screened, true);
}

match_standing
screening_standing(const struct policy_values *policy, uint32_t reasons)
{
    /* Actions and standings have the same order. */
    int32_t strongest = ACTION_OFF;

    for (uint32_t i = 0; i < MATCH_REASON_COUNT; i++) {
        if ((reasons & (1u << i)) && policy->action[i] > strongest) {
            strongest = policy->action[i];
        }
    }
    return (match_standing)strongest;
}

_Static_assert((int)ACTION_OFF == (int)MATCH_STANDING_SHOWN &&
                   (int)ACTION_FLAG == (int)MATCH_STANDING_FLAGGED &&
                   (int)ACTION_DEMOTE == (int)MATCH_STANDING_DEMOTED &&
                   (int)ACTION_BLOCK == (int)MATCH_STANDING_BLOCKED,
               "screening_standing() turns an action into a standing");

void
screening_text(const struct screening_case *screened, match_reason reason,
               char text[SCREENING_TEXT_SIZE])
{
    text[0] = '\0';
    rules[reason].holds(screened, text);
}

const char *
screening_owner(const struct screening_case *screened, match_reason reason)
{
    const struct opportunity *opportunity = screened->opportunity;

    if (!rules[reason].admission) {
        return "";
    }
    return *opportunity->owner ? opportunity->owner : opportunity->provider;
}

const char *
match_reason_code(match_reason reason)
{
    return (unsigned)reason < MATCH_REASON_COUNT ? rules[reason].code : "";
}
