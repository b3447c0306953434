/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "ranking/matcher.h"

#include "base/alloc.h"
#include "base/fail.h"

static void
matcher_free(match_matcher *matcher)
{
    postings_clear(&matcher->postings);
    offers_clear(&matcher->offers);
    match_catalogue_unref(matcher->catalogue);
    match_ladders_unref(matcher->ladders);
    match_policy_unref(matcher->policy);
    alloc_free(matcher);
}

/* Screens what needs no person once for all pairs. */
static void
screen_offers(match_matcher *matcher)
{
    for (size_t i = 0; i < matcher->offers.count; i++) {
        struct offer *offer = &matcher->offers.items[i];
        offer->reasons = screening_opportunity(
            &(struct screening_case){.policy = matcher->setting.policy,
                                     .opportunity = offer->opportunity,
                                     .today = matcher->setting.today,
                                     .age = NUMBER_UNKNOWN});
    }
}

match_matcher *
match_matcher_new(match_catalogue *catalogue, const match_policy *policy, match_date today,
                  match_error *err)
{
    match_matcher *matcher;

    if (!match_catalogue_taxonomy(catalogue)) {
        fail(err, MATCH_ERR_INVALID, "the catalogue has no taxonomy, expected one to match by");
        return NULL;
    }
    if (today == MATCH_DATE_NONE) {
        fail(err, MATCH_ERR_INVALID, "the day of the run is not set, expected a date");
        return NULL;
    }
    matcher = alloc_zeroed(1, sizeof *matcher);
    if (!matcher) {
        fail_memory(err);
        return NULL;
    }
    atomic_init(&matcher->references, 1);
    matcher->catalogue = match_catalogue_ref(catalogue);
    matcher->policy = policy ? match_policy_ref(policy) : match_policy_default(err);
    matcher->ladders = match_ladders_lao(err);
    if (!matcher->policy || !matcher->ladders) {
        goto free_matcher;
    }
    matcher->setting = (struct score_setting){.policy = policy_values(matcher->policy),
                                              .taxonomy = match_catalogue_taxonomy(catalogue),
                                              .places = catalogue_places(catalogue),
                                              .ladders = matcher->ladders,
                                              .today = today};
    if (offers_compile(&matcher->offers, catalogue, matcher->setting.policy, err) != MATCH_OK) {
        goto free_matcher;
    }
    if (postings_compile(&matcher->postings, &matcher->offers,
                         match_taxonomy_count(matcher->setting.taxonomy), err) != MATCH_OK) {
        goto free_matcher;
    }
    for (size_t i = 0; i < matcher->offers.count; i++) {
        matcher->has_training = matcher->has_training || matcher->offers.items[i].opportunity->kind ==
                                                             MATCH_RECORD_TRAINING;
    }
    screen_offers(matcher);
    catalogue_freeze(catalogue);
    return matcher;

free_matcher:
    matcher_free(matcher);
    return NULL;
}

match_matcher *
match_matcher_ref(const match_matcher *matcher)
{
    match_matcher *same = (match_matcher *)matcher;

    if (same) {
        atomic_fetch_add_explicit(&same->references, 1, memory_order_relaxed);
    }
    return same;
}

void
match_matcher_unref(match_matcher *matcher)
{
    if (matcher &&
        atomic_fetch_sub_explicit(&matcher->references, 1, memory_order_acq_rel) == 1) {
        matcher_free(matcher);
    }
}

const match_catalogue *
match_matcher_catalogue(const match_matcher *matcher)
{
    return matcher->catalogue;
}

const match_policy *
match_matcher_policy(const match_matcher *matcher)
{
    return matcher->policy;
}

match_date
match_matcher_today(const match_matcher *matcher)
{
    return matcher->setting.today;
}
