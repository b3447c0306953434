/* SPDX-License-Identifier: Apache-2.0 */

/*
 * How a server uses the library: taxonomy and matcher are made once and shared; each thread has
 * a session of its own; one person is matched with 5,000 vacancies at a time.
 *
 *     server TAXONOMY PROFILES [THREADS [ROUNDS]]
 *
 * Prints one line for each person, and fails unless all threads found the same.
 */

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <libmatch/match.h>

#define VACANCIES 5000u
#define MOST_THREADS 32u

/* What all threads share; none of it changes while they run. */
struct service {
    match_taxonomy *taxonomy;
    match_roster *people;
    match_catalogue *offers;
    match_matcher *matcher;
    unsigned rounds;
};

struct worker {
    const struct service *service;
    pthread_t thread;
    uint64_t checksum; /* of all pairs it saw */
    match_error err;
};

/* A fixed sequence: the same vacancies in every run. */
static uint32_t
next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

/* The skill with a number, counted through the taxonomy. */
static const char *
skill_at(const match_taxonomy *taxonomy, uint32_t number)
{
    uint32_t count = match_taxonomy_count(taxonomy);

    for (uint32_t i = 0; i < count; i++) {
        match_concept concept = (number + i) % count + 1;
        if (match_taxonomy_kind(taxonomy, concept) == MATCH_CONCEPT_SKILL) {
            return match_taxonomy_id(taxonomy, concept);
        }
    }
    return "";
}

/* Vacancies as a portal would send them: JSON Lines. */
static char *
make_vacancies(const match_taxonomy *taxonomy, size_t *size)
{
    size_t capacity = VACANCIES * (size_t)1024;
    char *bytes = malloc(capacity);
    uint64_t state = 17;
    size_t used = 0;

    for (unsigned i = 0; bytes && i < VACANCIES && used < capacity; i++) {
        const char *first = skill_at(taxonomy, next(&state));
        const char *second = skill_at(taxonomy, next(&state));
        const char *third = skill_at(taxonomy, next(&state));
        int length = snprintf(
            bytes + used, capacity - used,
            "{\"id\":\"S%04u\",\"kind\":\"vacancy\",\"title\":\"Vacancy %u\",\"province\":\"%02u\","
            "\"essential_skills\":[{\"skill\":\"%s\",\"level\":%u},{\"skill\":\"%s\",\"level\":1}],"
            "\"optional_skills\":[{\"skill\":\"%s\",\"level\":2}]}\n",
            i, i, (unsigned)(next(&state) % 18 + 1), first, (unsigned)(next(&state) % 4 + 1),
            second, third);
        used += length > 0 ? (size_t)length : 0;
    }
    *size = used;
    return bytes;
}

static bool
open_service(struct service *service, const char *taxonomy, const char *people, match_error *err)
{
    size_t size = 0;
    char *vacancies;
    bool ready;

    service->taxonomy = match_taxonomy_load(taxonomy, NULL, err);
    service->people = service->taxonomy ? match_roster_new(service->taxonomy, err) : NULL;
    service->offers = service->people ? match_catalogue_new(service->taxonomy, err) : NULL;
    if (!service->offers ||
        match_roster_read(service->people, people, NULL, NULL, err) != MATCH_OK) {
        return false;
    }
    vacancies = make_vacancies(service->taxonomy, &size);
    ready = vacancies && match_catalogue_parse(service->offers, vacancies, size, "portal.jsonl",
                                               NULL, NULL, err) == MATCH_OK;
    free(vacancies);
    if (ready) {
        service->matcher = match_matcher_new(service->offers, NULL,
                                             match_date_from_civil(2025, 2, 10), err);
    }
    return service->matcher != NULL;
}

static void
close_service(struct service *service)
{
    match_matcher_unref(service->matcher);
    match_catalogue_unref(service->offers);
    match_roster_unref(service->people);
    match_taxonomy_unref(service->taxonomy);
}

static uint64_t
checksum(uint64_t sum, const match_pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        sum = (sum ^ pairs[i].opportunity) * UINT64_C(1099511628211);
        sum = (sum ^ (uint32_t)pairs[i].score) * UINT64_C(1099511628211);
    }
    return sum;
}

/* One thread of the server: its own session, the shared matcher. */
static void *
serve(void *data)
{
    struct worker *worker = data;
    const struct service *service = worker->service;
    match_session *session = match_session_new(service->matcher, &worker->err);
    bool well = session != NULL;

    for (unsigned round = 0; well && round < service->rounds; round++) {
        for (size_t i = 0; well && i < match_roster_count(service->people); i++) {
            match_result *result =
                match_session_rank(session, service->people, i, NULL, &worker->err);
            well = result != NULL;
            if (well) {
                worker->checksum = checksum(worker->checksum, match_result_pairs(result),
                                            match_result_count(result));
            }
            match_result_free(result);
        }
    }
    match_session_free(session);
    return NULL;
}

static bool
run_threads(const struct service *service, unsigned threads)
{
    struct worker workers[MOST_THREADS];
    struct timespec start;
    struct timespec stop;
    unsigned started = 0;
    bool well = true;
    double seconds;

    memset(workers, 0, sizeof workers);
    timespec_get(&start, TIME_UTC);
    for (; started < threads; started++) {
        workers[started].service = service;
        if (pthread_create(&workers[started].thread, NULL, serve, &workers[started]) != 0) {
            well = false;
            break;
        }
    }
    for (unsigned i = 0; i < started; i++) {
        pthread_join(workers[i].thread, NULL);
        well = well && workers[i].err.status == MATCH_OK &&
               workers[i].checksum == workers[0].checksum;
    }
    timespec_get(&stop, TIME_UTC);
    seconds = (double)(stop.tv_sec - start.tv_sec) + (double)(stop.tv_nsec - start.tv_nsec) / 1e9;
    fprintf(stderr, "%u threads, %zu lists of %u vacancies in %.3f s\n", started,
            (size_t)started * service->rounds * match_roster_count(service->people), VACANCIES,
            seconds);
    return well;
}

static bool
print_best(const struct service *service, match_error *err)
{
    match_session *session = match_session_new(service->matcher, err);
    bool well = session != NULL;

    for (size_t i = 0; well && i < match_roster_count(service->people); i++) {
        match_result *result = match_session_rank(session, service->people, i, NULL, err);
        const match_pair *best = result ? match_result_pairs(result) : NULL;
        well = result != NULL;
        if (well && match_result_count(result) > 0) {
            printf("%s\t%s\t%d\n", match_roster_id(service->people, i),
                   match_catalogue_id(service->offers, best->opportunity), (int)best->score);
        }
        match_result_free(result);
    }
    match_session_free(session);
    return well;
}

int
main(int count, char **words)
{
    struct service service = {.rounds = count > 4 ? (unsigned)strtoul(words[4], NULL, 10) : 3};
    unsigned threads = count > 3 ? (unsigned)strtoul(words[3], NULL, 10) : 4;
    match_error err = {0};
    bool well;

    if (count < 3 || threads < 1 || threads > MOST_THREADS) {
        fprintf(stderr, "usage: server TAXONOMY PROFILES [THREADS [ROUNDS]]\n");
        return 2;
    }
    well = open_service(&service, words[1], words[2], &err) && print_best(&service, &err) &&
           run_threads(&service, threads);
    if (!well) {
        fprintf(stderr, "server: %s %s\n", err.source, err.message);
    }
    close_service(&service);
    return well ? 0 : 1;
}
