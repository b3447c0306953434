/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "market.h"

#include "support.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const evidences[MARKET_EVIDENCES] = {
    "self_declared",      "counsellor_interview", "peer_statement", "pay_slip",
    "work_sample",        "employer_reference",   "demonstration",  "digital_badge",
    "training_certificate", "foreign_certificate",  "national_certificate", "licence",
    "skill_test"};

static const char *const wants[] = {"job", "training", "self_employment"};

void
market_add(struct market_text *text, const char *format, ...)
{
    char line[2048];
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    ck_assert(length >= 0 && (size_t)length < sizeof line);
    if (text->size + (size_t)length + 1 > text->capacity) {
        text->capacity = 2 * (text->size + sizeof line);
        text->bytes = realloc(text->bytes, text->capacity);
        ck_assert_ptr_nonnull(text->bytes);
    }
    memcpy(text->bytes + text->size, line, (size_t)length + 1);
    text->size += (size_t)length;
}

void
market_text_free(struct market_text *text)
{
    free(text->bytes);
    *text = (struct market_text){0};
}

/*
 * In each tree skill 0 is on top, 1..3 below it and 4..9 below those. Skills near the top are in
 * many occupations and weigh little.
 */
const char *
market_taxonomy_text(void)
{
    static struct market_text text;

    if (text.bytes) {
        return text.bytes;
    }
    market_add(&text, "format: libmatch-taxonomy/1\nname: market\nversion: '1'\n"
                      "schemes: [{id: isco08, title: ISCO-08}, {id: skills, title: Skills}]\n"
                      "occupation_groups:\n"
                      "  - {code: '93', labels: {en: Group}}\n"
                      "occupations:\n");
    for (int i = 0; i < 12; i++) {
        int tree = i % 4 * MARKET_TREE;
        market_add(&text,
                   "  - {code: '%04d', isco: '%04d', labels: {en: Occupation %d}, %sskills: "
                   "{essential: [S%02d, S%02d], optional: [S%02d, S%02d]}}\n",
                   9310 + i, 9310 + i, i, i < 3 ? "broader: ['93'], " : "", tree, tree + 1 + i / 4,
                   tree + 4 + i / 4, (tree + MARKET_TREE) % MARKET_SKILLS);
    }
    market_add(&text, "skills:\n");
    for (int i = 0; i < MARKET_SKILLS; i++) {
        int in_tree = i % MARKET_TREE;
        market_add(&text, "  - {code: S%02d, scheme: skills, labels: {en: Skill %d}", i, i);
        if (in_tree > 0) {
            market_add(&text, ", broader: [S%02d]",
                       i - in_tree + (in_tree < 4 ? 0 : (in_tree - 1) / 3));
        }
        market_add(&text, "}\n");
    }
    return text.bytes;
}

match_taxonomy *
market_taxonomy(void)
{
    match_error err = {.status = MATCH_OK};
    match_taxonomy *taxonomy =
        match_taxonomy_parse(market_taxonomy_text(), MATCH_NUL, "market.yaml", NULL, &err);

    ck_assert_msg(taxonomy != NULL, "%s:%u: %s", err.source, (unsigned)err.line, err.message);
    return taxonomy;
}

void
market_add_profile(struct market_text *text, const char *id, const struct market_skill *claims,
                   size_t count, const char *extra)
{
    market_add(text, "{\"id\":\"%s\",\"province\":\"13\",\"skills\":[", id);
    for (size_t i = 0; i < count; i++) {
        market_add(text, "%s{\"skill\":\"S%02d\",\"evidence\":\"%s\"", i > 0 ? "," : "",
                   claims[i].skill, evidences[claims[i].evidence]);
        if (claims[i].level != MARKET_LEVEL_UNKNOWN) {
            market_add(text, ",\"level\":%d", claims[i].level);
        }
        market_add(text, "}");
    }
    market_add(text, "]%s}\n", extra);
}

static void
add_requirements(struct market_text *text, const char *key, const struct market_skill *skills,
                 size_t count, int essential)
{
    const char *comma = "";

    market_add(text, ",\"%s\":[", key);
    for (size_t i = 0; i < count; i++) {
        if (skills[i].essential != essential) {
            continue;
        }
        market_add(text, "%s{\"skill\":\"S%02d\"", comma, skills[i].skill);
        if (skills[i].level != MARKET_LEVEL_UNKNOWN) {
            market_add(text, ",\"level\":%d", skills[i].level);
        }
        market_add(text, "}");
        comma = ",";
    }
    market_add(text, "]");
}

void
market_add_vacancy(struct market_text *text, const char *id,
                   const struct market_skill *requirements, size_t count, const char *extra)
{
    market_add(text,
               "{\"id\":\"%s\",\"kind\":\"vacancy\",\"title\":\"Job\",%s"
               "\"wage_min\":3000000,\"hours\":\"48\",\"contract\":\"one year\"",
               id, strstr(extra, "\"province\"") ? "" : "\"province\":\"13\",");
    add_requirements(text, "essential_skills", requirements, count, 1);
    add_requirements(text, "optional_skills", requirements, count, 0);
    market_add(text, "%s}\n", extra);
}

void
market_add_training(struct market_text *text, const char *id, const struct market_skill *teaches,
                    size_t count, const char *extra)
{
    market_add(text,
               "{\"id\":\"%s\",\"kind\":\"training\",\"title\":\"Course\",\"province\":\"13\","
               "\"teaches\":[",
               id);
    for (size_t i = 0; i < count; i++) {
        market_add(text, "%s{\"skill\":\"S%02d\"", i > 0 ? "," : "", teaches[i].skill);
        if (teaches[i].level != MARKET_LEVEL_UNKNOWN) {
            market_add(text, ",\"level\":%d", teaches[i].level);
        }
        market_add(text, "}");
    }
    market_add(text, "]%s}\n", extra);
}

static int
random_below(uint64_t *state, int limit)
{
    return (int)(random_next(state) % (uint32_t)limit);
}

size_t
market_random_skills(uint64_t *state, struct market_skill *skills, size_t most)
{
    size_t wanted = random_next(state) % (uint32_t)(most + 1);
    size_t count = 0;
    /* Mostly from one or two trees, so that related skills meet. */
    int tree = random_below(state, 4);

    for (int i = 0; i < MARKET_SKILLS && count < wanted; i++) {
        int chance = i / MARKET_TREE == tree ? 2 : 12;
        if (random_below(state, chance) == 0) {
            skills[count++] = (struct market_skill){
                .skill = i,
                .level = random_below(state, 7) - 1,
                .evidence = random_below(state, MARKET_EVIDENCES),
                .essential = random_below(state, 3) > 0,
            };
        }
    }
    return count;
}

void
market_add_people(struct market_text *text, uint64_t *state, int count)
{
    for (int i = 0; i < count; i++) {
        struct market_skill skills[12];
        struct market_text extra = {0};
        char id[16];
        size_t n = market_random_skills(state, skills, 12);

        snprintf(id, sizeof id, "P%03d", i);
        market_add(&extra, "%s", random_below(state, 2) ? ",\"district\":\"1301\"" : "");
        if (random_below(state, 3) > 0) {
            int first = random_below(state, 3);
            market_add(&extra, ",\"wants\":[\"%s\",\"%s\"]", wants[first], wants[(first + 1) % 3]);
        }
        if (random_below(state, 2)) {
            market_add(&extra, ",\"jobs\":[{\"isco\":\"%04d\",\"months\":%d,\"country\":\"TH\"}]",
                       9310 + random_below(state, 12), random_below(state, 40));
        }
        if (random_below(state, 2)) {
            market_add(&extra, ",\"languages\":[{\"code\":\"lao\",\"level\":\"native\"},"
                               "{\"code\":\"tha\",\"level\":\"A%d\"}]",
                       random_below(state, 2) + 1);
        }
        if (random_below(state, 4) == 0) {
            market_add(&extra, ",\"credentials\":[{\"ladder\":\"LNQF\",\"level\":%d,"
                               "\"title\":\"C00%d\"}]",
                       random_below(state, 4) + 1, random_below(state, 9));
        }
        if (random_below(state, 3) == 0) {
            market_add(&extra, ",\"needs\":[\"step_free\"],\"needs_boarding\":\"yes\"");
        }
        if (random_below(state, 3) > 0) {
            market_add(&extra, ",\"birth_year\":%d", 1970 + random_below(state, 40));
        }
        market_add_profile(text, id, skills, n, extra.bytes);
        market_text_free(&extra);
    }
}

static void
add_one_opportunity(struct market_text *text, uint64_t *state, int number)
{
    struct market_skill skills[10];
    struct market_text extra = {0};
    char id[16];
    size_t n = market_random_skills(state, skills, 10);

    market_add(&extra, ",\"isco\":\"%04d\"", 9310 + random_below(state, 12));
    if (random_below(state, 6) == 0) {
        market_add(&extra, ",\"closes\":\"2025-0%d-15\"", random_below(state, 3) + 1);
    }
    if (random_below(state, 5) == 0) {
        market_add(&extra, ",\"languages\":[{\"code\":\"tha\",\"level\":\"B1\"}]");
    }
    if (random_below(state, 3) == 0 && n > 0) {
        snprintf(id, sizeof id, "C%03d", number);
        if (random_below(state, 3) == 0) {
            market_add(&extra, ",\"after\":[\"C00%d\"]", random_below(state, 9));
        }
        if (random_below(state, 3) == 0) {
            market_add(&extra, ",\"entry_age_min\":15,\"entry_age_max\":35");
        }
        market_add_training(text, id, skills, n, extra.bytes);
    } else {
        snprintf(id, sizeof id, "V%03d", number);
        if (random_below(state, 6) == 0) {
            market_add(&extra, ",\"credential\":\"LNQF=3\"");
        }
        if (random_below(state, 8) == 0) {
            market_add(&extra, ",\"recruiter_type\":\"agency\"");
        }
        if (random_below(state, 12) == 0) {
            market_add(&extra, ",\"worker_fee\":500000");
        }
        if (random_below(state, 8) == 0) {
            market_add(&extra, ",\"hazardous\":\"yes\"");
        }
        market_add_vacancy(text, id, skills, n, extra.bytes);
    }
    market_text_free(&extra);
}

void
market_add_opportunities(struct market_text *text, uint64_t *state, int count)
{
    for (int i = 0; i < count; i++) {
        add_one_opportunity(text, state, i);
    }
    market_add(text, "{\"id\":\"G000\",\"kind\":\"support\",\"title\":\"Grant\","
                     "\"support_type\":\"grant\",\"province\":\"14\"}\n");
}

match_date
market_today(void)
{
    match_date today = MATCH_DATE_NONE;

    ck_assert_int_eq(match_date_parse(MARKET_TODAY, MATCH_NUL, &today, NULL), MATCH_OK);
    return today;
}

void
market_open(struct market *market, const char *profiles, const char *opportunities,
            const char *policy)
{
    match_error err = {.status = MATCH_OK};
    match_read_options *options = match_read_options_new(&err);

    *market = (struct market){.taxonomy = market_taxonomy()};
    assert_ok(match_read_options_set_format(options, MATCH_FORMAT_JSONL, &err), &err);
    match_read_options_set_strict(options, true);
    market->roster = match_roster_new(market->taxonomy, &err);
    market->catalogue = match_catalogue_new(market->taxonomy, &err);
    assert_ok(match_roster_parse(market->roster, profiles, strlen(profiles), "people", options,
                                 NULL, &err),
              &err);
    assert_ok(match_catalogue_parse(market->catalogue, opportunities, strlen(opportunities),
                                    "opportunities", options, NULL, &err),
              &err);
    market->policy = policy ? match_policy_parse(policy, MATCH_NUL, NULL, &err)
                            : match_policy_default(&err);
    ck_assert_msg(market->policy != NULL, "%s", err.message);
    market->matcher =
        match_matcher_new(market->catalogue, market->policy, market_today(), &err);
    ck_assert_msg(market->matcher != NULL, "%s", err.message);
    market->session = match_session_new(market->matcher, &err);
    ck_assert_ptr_nonnull(market->session);
    match_read_options_free(options);
}

void
market_open_texts(struct market *market, struct market_text *profiles,
                  struct market_text *opportunities)
{
    market_open(market, profiles->bytes, opportunities->bytes, NULL);
    market_text_free(profiles);
    market_text_free(opportunities);
}

void
market_open_random(struct market *market, uint64_t seed)
{
    struct market_text people = {0}, opportunities = {0};
    uint64_t state = seed;

    market_add_people(&people, &state, MARKET_PEOPLE);
    market_add_opportunities(&opportunities, &state, MARKET_OPPORTUNITIES);
    market_open_texts(market, &people, &opportunities);
}

void
market_close(struct market *market)
{
    match_session_free(market->session);
    match_matcher_unref(market->matcher);
    match_policy_unref(market->policy);
    match_catalogue_unref(market->catalogue);
    match_roster_unref(market->roster);
    match_taxonomy_unref(market->taxonomy);
    *market = (struct market){0};
}

size_t
market_person(const struct market *market, const char *id)
{
    size_t index = 0;
    match_error err = {.status = MATCH_OK};

    assert_ok(match_roster_find(market->roster, id, &index, &err), &err);
    return index;
}

size_t
market_opportunity(const struct market *market, const char *id)
{
    size_t index = 0;
    match_error err = {.status = MATCH_OK};

    assert_ok(match_catalogue_find(market->catalogue, id, &index, &err), &err);
    return index;
}

match_pair
market_pair_at(const struct market *market, size_t profile, size_t opportunity)
{
    match_pair pair;
    match_error err = {.status = MATCH_OK};

    assert_ok(match_session_pair(market->session, market->roster, profile, opportunity, &pair,
                                 &err),
              &err);
    return pair;
}

match_pair
market_pair(const struct market *market, const char *profile, const char *opportunity)
{
    return market_pair_at(market, market_person(market, profile),
                          market_opportunity(market, opportunity));
}
