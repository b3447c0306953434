/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "market.h"
#include "support.h"

#include "scoring/criteria.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- base: what an average person would have --------------------------------------------------- */

/* A person for every occupation of the taxonomy, with all its skills, all of them tested. */
static size_t
add_occupations(struct market_text *people)
{
    match_taxonomy *taxonomy = market_taxonomy();
    size_t added = 0;

    for (match_concept concept = 1; concept <= match_taxonomy_count(taxonomy); concept++) {
        size_t count;
        const match_relation *skills = match_taxonomy_skills(taxonomy, concept, &count);

        if (match_taxonomy_kind(taxonomy, concept) != MATCH_CONCEPT_OCCUPATION || count == 0) {
            continue;
        }
        market_add(people, "{\"id\":\"O%u\",\"province\":\"13\",\"skills\":[", (unsigned)concept);
        for (size_t i = 0; i < count; i++) {
            market_add(people, "%s\"%s evidence:skill_test\"", i > 0 ? "," : "",
                       match_taxonomy_code(taxonomy, skills[i].concept));
        }
        market_add(people, "]}\n");
        added++;
    }
    match_taxonomy_unref(taxonomy);
    return added;
}

/* One skill of a tree, so that no claim is wanted twice; trees have nothing to do with each other. */
static const struct {
    const char *skills;
} asked[] = {{"\"S00\""}, {"\"S05\",\"S17\""}, {"\"S03\",\"S12\",\"S28\",\"S39\""}};

static match_part
part_of(const struct market *market, size_t profile, const char *criterion)
{
    match_explanation *explanation =
        match_session_explain(market->session, market->roster, profile, 0, NULL);
    size_t count;
    const match_part *parts = match_explanation_parts(explanation, &count);
    match_part found = {.criterion = NULL};

    for (size_t i = 0; i < count; i++) {
        if (strcmp(parts[i].criterion, criterion) == 0) {
            found = parts[i];
        }
    }
    ck_assert_ptr_nonnull(found.criterion);
    match_explanation_free(explanation);
    return found;
}

START_TEST(base_is_the_mean_over_all_occupations)
{
    struct market_text people = {0};
    struct market_text offers = {0};
    struct market market;
    size_t count = add_occupations(&people);
    int64_t sum = 0;

    ck_assert_uint_gt(count, 10);
    market_add(&offers,
               "{\"id\":\"V\",\"title\":\"Job\",\"province\":\"13\",\"essential_skills\":[%s]}\n",
               asked[_i].skills);
    market_open_texts(&market, &people, &offers);
    for (size_t i = 0; i < count; i++) {
        match_pair pair = market_pair_at(&market, i, 0);
        match_part base = part_of(&market, i, "base");

        ck_assert_int_ge(pair.coverage, 0);
        ck_assert_int_ge(pair.use, 0);
        sum += pair.coverage + pair.use;
        /* A constant of the vacancy, and never more than coverage and use give. */
        ck_assert_int_eq(base.value, part_of(&market, 0, "base").value);
        ck_assert_int_le(base.points, 0);
        ck_assert_int_ge(base.points + part_of(&market, i, "coverage").points +
                             part_of(&market, i, "use").points,
                         0);
    }
    /* Pairs are rounded down one by one. */
    ck_assert_int_le(llabs(part_of(&market, 0, "base").value - sum / (2 * (int64_t)count)), 3);
    ck_assert_int_gt(part_of(&market, 0, "base").value, 0);
    market_close(&market);
}
END_TEST

START_TEST(base_needs_something_to_be_asked_or_taught)
{
    struct offer offer = {.base = 5};
    struct facts facts = {.offer = &offer};

    ck_assert_int_eq(criterion_base(&facts), VALUE_NOT_APPLICABLE);
    offer.taught_count = 1;
    ck_assert_int_eq(criterion_base(&facts), 5);
    offer = (struct offer){.base = 7, .requirement_count = 2};
    ck_assert_int_eq(criterion_base(&facts), 7);
}
END_TEST

/* --- title: words that the names of occupations share ------------------------------------------ */

static const char titles[] =
    "format: libmatch-taxonomy/1\n"
    "name: titles\n"
    "version: '1'\n"
    "skills:\n"
    "  - {code: A, labels: {en: Sew}}\n"
    "occupations:\n"
    "  - {code: '1', labels: {en: Sewing machine operator}}\n"
    "  - {code: '2', labels: {en: Sewing machine mechanic}}\n"
    "  - {code: '3', labels: {en: Mason}}\n";

struct title_case {
    match_taxonomy *taxonomy;
    struct job jobs[2];
    struct profile profile;
    struct person person;
    struct opportunity opportunity;
    struct offer offer;
    struct facts facts;
};

static match_concept
occupation(const struct title_case *made, const char *code)
{
    return *code ? match_taxonomy_find(made->taxonomy, code, MATCH_NUL) : 0;
}

static int32_t
title_of(struct title_case *made, const char *first, const char *second, const char *wanted)
{
    made->jobs[0] = (struct job){.occupation = occupation(made, first)};
    made->jobs[1] = (struct job){.occupation = occupation(made, second)};
    made->profile = (struct profile){.jobs = made->jobs, .job_count = 2};
    made->person = (struct person){.profile = &made->profile};
    made->opportunity = (struct opportunity){.occupation = occupation(made, wanted)};
    made->offer = (struct offer){.opportunity = &made->opportunity};
    made->facts = (struct facts){
        .taxonomy = made->taxonomy, .person = &made->person, .offer = &made->offer};
    return criterion_title(&made->facts);
}

START_TEST(title_is_how_much_names_share)
{
    struct title_case made;
    match_error err = {.status = MATCH_OK};
    int32_t near;

    made.taxonomy = match_taxonomy_parse(titles, MATCH_NUL, "t", NULL, &err);
    ck_assert_msg(made.taxonomy != NULL, "%s", err.message);
    near = title_of(&made, "2", "", "1");
    ck_assert_int_gt(near, 0);
    ck_assert_int_lt(near, MATCH_SCORE_ONE);
    ck_assert_int_eq(title_of(&made, "1", "", "1"), MATCH_SCORE_ONE);
    ck_assert_int_eq(title_of(&made, "3", "", "1"), 0);
    /* From both sides the same; of several jobs the nearest, in any order. */
    ck_assert_int_eq(title_of(&made, "1", "", "2"), near);
    ck_assert_int_eq(title_of(&made, "3", "2", "1"), near);
    ck_assert_int_eq(title_of(&made, "2", "3", "1"), near);
    /* Nothing known on one side says nothing. */
    ck_assert_int_eq(title_of(&made, "", "", "1"), MATCH_SCORE_UNKNOWN);
    ck_assert_int_eq(title_of(&made, "1", "2", ""), MATCH_SCORE_UNKNOWN);
    match_taxonomy_unref(made.taxonomy);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("criteria");
    TCase *tcase = tcase_create("criteria");

    tcase_add_loop_test(tcase, base_is_the_mean_over_all_occupations, 0,
                        (int)(sizeof asked / sizeof asked[0]));
    tcase_add_test(tcase, base_needs_something_to_be_asked_or_taught);
    tcase_add_test(tcase, title_is_how_much_names_share);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
