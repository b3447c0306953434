/* SPDX-License-Identifier: Apache-2.0 */
/* Load, read, rank, print: rank TAXONOMY PROFILES CATALOGUE. */
#include <stdio.h>

#include <libmatch/match.h>

int
main(int count, char **words)
{
    match_error err = {0};
    match_taxonomy *taxonomy = match_taxonomy_load(count > 3 ? words[1] : "", NULL, &err);
    match_roster *people = taxonomy ? match_roster_new(taxonomy, &err) : NULL;
    match_catalogue *offers = people ? match_catalogue_new(taxonomy, &err) : NULL;
    match_matcher *matcher = NULL;
    match_session *session = NULL;

    if (offers && match_roster_read(people, words[2], NULL, NULL, &err) == MATCH_OK &&
        match_catalogue_read(offers, words[3], NULL, NULL, &err) == MATCH_OK) {
        matcher = match_matcher_new(offers, NULL, match_date_from_civil(2025, 2, 10), &err);
        session = matcher ? match_session_new(matcher, &err) : NULL;
    }
    for (size_t i = 0; session && i < match_roster_count(people); i++) {
        match_result *result = match_session_rank(session, people, i, NULL, &err);
        const match_pair *best = result ? match_result_pairs(result) : NULL;
        for (size_t j = 0; result && j < match_result_count(result) && j < 3; j++) {
            printf("%s\t%s\t%d\n", match_roster_id(people, i),
                   match_catalogue_id(offers, best[j].opportunity), (int)best[j].score);
        }
        match_result_free(result);
    }
    if (err.status != MATCH_OK) {
        fprintf(stderr, "%s: %s\n", err.source, err.message);
    }
    match_session_free(session); /* each accepts NULL */
    match_matcher_unref(matcher);
    match_catalogue_unref(offers);
    match_roster_unref(people);
    match_taxonomy_unref(taxonomy);
    return err.status != MATCH_OK;
}
