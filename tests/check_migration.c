/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <stdio.h>
#include <string.h>

#include <libmatch/matcher.h>
#include <libmatch/migration.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char old_text[] =
    "format: libmatch-taxonomy/1\nname: old\nschemes: [{id: old}]\n"
    "occupations:\n"
    "  - {code: o-same, uri: \"urn:o\", isco: \"7531\", labels: {en: Tailor}}\n"
    "  - {code: o-new, isco: \"8153\", labels: {en: Sewer}, mappings: {replaced_by: [n-sewer]}}\n"
    "  - {code: o-close, isco: \"7112\", labels: {en: Mason}, mappings: {close: [n-mason]}}\n"
    "skills:\n"
    "  - {code: same, uri: \"urn:s\", labels: {en: Sew}}\n"
    "  - {code: named, labels: {en: Cut cloth}}\n"
    "  - {code: close, labels: {en: Mend}, mappings: {close: [n-mend]}}\n"
    "  - {code: split, labels: {en: Split}, mappings: {replaced_by: [n-one, n-two]}}\n"
    "  - {code: twice, labels: {en: Twice}, mappings: {exact: [n-one]}}\n"
    "  - {code: unsure, labels: {en: Unsure}, mappings: {close: [n-one, n-two]}}\n"
    "  - {code: gone, labels: {en: Gone}}\n";

static const char new_text[] =
    "format: libmatch-taxonomy/1\nname: new\nschemes: [{id: new}]\n"
    "occupations:\n"
    "  - {code: o-same, uri: \"urn:o\", isco: \"7531\", labels: {en: Tailor}}\n"
    "  - {code: n-sewer, isco: \"8154\", labels: {en: Operator}}\n"
    "  - {code: n-mason, isco: \"7112\", labels: {en: Bricklayer}}\n"
    "skills:\n"
    "  - {code: same, uri: \"urn:s\", labels: {en: Sew}}\n"
    "  - {code: n-cut, labels: {en: Cut cloth}}\n"
    "  - {code: n-mend, labels: {en: Repair}}\n"
    "  - {code: n-one, labels: {en: One}}\n"
    "  - {code: n-two, labels: {en: Two}}\n";

/* As O*NET: its occupations have no ISCO codes. */
static const char bare_text[] =
    "format: libmatch-taxonomy/1\nname: bare\nschemes: [{id: bare}]\n"
    "occupations:\n"
    "  - {code: o-close, labels: {en: Mason}, mappings: {close: [n-mason]}}\n";

static const char people[] =
    "id,province,skills,jobs\n"
    "P1,01,same=3;named=2 evidence:skill_test;close=4;gone=1,occupation:o-new months:5\n"
    "P2,01,split=2;twice=1;unsure=3;nobody=5,occupation:o-close;7531 occupation:o-same\n"
    "P3,01,,\n";

static const char offers[] =
    "id,kind,title,province,occupation,essential_skills,optional_skills,teaches\n"
    "V1,vacancy,Sewer,01,o-new,same>=2;named>=1,gone;split,\n"
    "T1,training,Course,01,,,,named>=2;close>=1\n";

struct world {
    match_taxonomy *old, *new, *bare;
    match_translation *translation;
    match_migration *migration;
};

static struct world
make_world(void)
{
    match_error err = {0};
    struct world world = {.old = parse_taxonomy(old_text),
                          .new = parse_taxonomy(new_text),
                          .bare = parse_taxonomy(bare_text)};
    world.translation = match_translation_new(world.old, world.new, &err);
    world.migration = match_migration_new(&err);
    ck_assert_ptr_nonnull(world.translation);
    ck_assert_ptr_nonnull(world.migration);
    return world;
}

static void
free_world(struct world *world)
{
    match_migration_free(world->migration);
    match_translation_unref(world->translation);
    match_taxonomy_unref(world->old);
    match_taxonomy_unref(world->new);
    match_taxonomy_unref(world->bare);
}

static match_roster *
read_people(const match_taxonomy *taxonomy, const char *text)
{
    match_error err = {0};
    match_roster *roster = match_roster_new(taxonomy, &err);
    assert_ok(match_roster_parse(roster, text, MATCH_NUL, "people.csv", NULL, NULL, &err), &err);
    return roster;
}

static match_catalogue *
read_offers(const match_taxonomy *taxonomy, const char *text)
{
    match_error err = {0};
    match_catalogue *catalogue = match_catalogue_new(taxonomy, &err);
    assert_ok(match_catalogue_parse(catalogue, text, MATCH_NUL, "offers.csv", NULL, NULL, &err),
              &err);
    return catalogue;
}

static void
assert_person(const match_roster *roster, size_t index, const char *field, const char *expected)
{
    match_error err = {0};
    char text[500];
    ck_assert_uint_lt(match_roster_field(roster, index, field, text, sizeof text, &err),
                      sizeof text);
    ck_assert_str_eq(text, expected);
}

static void
assert_offer(const match_catalogue *catalogue, size_t index, const char *field,
             const char *expected)
{
    match_error err = {0};
    char text[500];
    ck_assert_uint_lt(match_catalogue_field(catalogue, index, field, text, sizeof text, &err),
                      sizeof text);
    ck_assert_str_eq(text, expected);
}

START_TEST(migrate_writes_the_new_codes)
{
    match_error err = {0};
    struct world world = make_world();
    match_roster *roster = read_people(world.old, people);
    match_roster *migrated = match_roster_migrate(roster, world.translation, NULL, &err);
    assert_ok(err.status, &err);
    match_roster_unref(roster); /* the new one keeps what it needs */
    ck_assert_uint_eq(match_roster_count(migrated), 3);
    ck_assert_ptr_eq(match_roster_taxonomy(migrated), world.new);
    assert_person(migrated, 0, "skills", "close=4; gone=1; n-cut=2 evidence:skill_test; same=3");
    assert_person(migrated, 0, "jobs", "8154 occupation:n-sewer months:5");
    /* n-one came twice, once from a split: the better one of each stays. */
    assert_person(migrated, 1, "skills", "nobody=5; unsure=3; n-one=2; n-two=2");
    assert_person(migrated, 1, "jobs", "7112 occupation:o-close; 7531 occupation:o-same");
    assert_person(migrated, 2, "skills", "");
    match_roster_unref(migrated);
    free_world(&world);
}
END_TEST

START_TEST(migrate_writes_the_new_codes_of_offers)
{
    match_error err = {0};
    struct world world = make_world();
    match_catalogue *catalogue = read_offers(world.old, offers);
    match_catalogue *migrated =
        match_catalogue_migrate(catalogue, world.translation, world.migration, &err);
    assert_ok(err.status, &err);
    match_catalogue_unref(catalogue);
    assert_offer(migrated, 0, "occupation", "n-sewer");
    assert_offer(migrated, 0, "isco", "8154");
    assert_offer(migrated, 0, "essential_skills", "n-cut>=1; same>=2");
    assert_offer(migrated, 0, "optional_skills", "gone; n-one; n-two");
    assert_offer(migrated, 1, "teaches", "close=1; n-cut=2");
    ck_assert_uint_eq(match_migration_total(world.migration, (match_link_kind)0), 2);
    match_catalogue_unref(migrated);
    free_world(&world);
}
END_TEST

static const struct {
    uint32_t line;
    const char *id, *field, *code, *label, *result;
    match_translation_state state;
    match_link_kind link;
    uint32_t carried;
} carries[] = {
    {2, "P1", "skills", "close", "Mend", "n-mend", MATCH_TRANSLATION_ONE, MATCH_LINK_CLOSE, 0},
    {2, "P1", "skills", "gone", "Gone", "", MATCH_TRANSLATION_NONE, (match_link_kind)0, 0},
    {2, "P1", "skills", "named", "Cut cloth", "n-cut", MATCH_TRANSLATION_ONE, MATCH_LINK_LABEL, 1},
    {2, "P1", "jobs", "o-new", "Sewer", "n-sewer", MATCH_TRANSLATION_ONE, MATCH_LINK_REPLACED, 1},
    {3, "P2", "skills", "nobody", "", "", MATCH_TRANSLATION_NONE, (match_link_kind)0, 0},
    {3, "P2", "skills", "split", "Split", "n-one; n-two", MATCH_TRANSLATION_SPLIT,
     MATCH_LINK_REPLACED, 1},
    {3, "P2", "skills", "twice", "Twice", "n-one", MATCH_TRANSLATION_ONE, MATCH_LINK_EXACT, 1},
    {3, "P2", "skills", "unsure", "Unsure", "n-one; n-two", MATCH_TRANSLATION_AMBIGUOUS,
     MATCH_LINK_CLOSE, 0},
    {3, "P2", "jobs", "o-close", "Mason", "n-mason", MATCH_TRANSLATION_ONE, MATCH_LINK_CLOSE, 0},
};

START_TEST(what_happened_to_each_code_is_listed)
{
    match_error err = {0};
    struct world world = make_world();
    match_roster *roster = read_people(world.old, people);
    match_roster *migrated = match_roster_migrate(roster, world.translation, world.migration, &err);
    assert_ok(err.status, &err);
    ck_assert_uint_eq(match_migration_count(world.migration), COUNT(carries));
    for (size_t i = 0; i < COUNT(carries); i++) {
        const match_carry *carry = match_migration_at(world.migration, i);
        ck_assert_str_eq(carry->source, "people.csv");
        ck_assert_uint_eq(carry->line, carries[i].line);
        ck_assert_str_eq(carry->id, carries[i].id);
        ck_assert_str_eq(carry->field, carries[i].field);
        ck_assert_str_eq(carry->code, carries[i].code);
        ck_assert_str_eq(carry->label, carries[i].label);
        ck_assert_str_eq(carry->result, carries[i].result);
        ck_assert_uint_eq(carry->state, carries[i].state);
        ck_assert_uint_eq(carry->link, carries[i].link);
        ck_assert_uint_eq(carry->carried, carries[i].carried);
    }
    ck_assert_ptr_null(match_migration_at(world.migration, COUNT(carries)));
    ck_assert_uint_eq(match_migration_total(world.migration, MATCH_LINK_SAME), 2);
    ck_assert_uint_eq(match_migration_total(world.migration, MATCH_LINK_REPLACED), 2);
    ck_assert_uint_eq(match_migration_total(world.migration, (match_link_kind)0), 5);
    match_roster_unref(migrated);
    match_roster_unref(roster);
    free_world(&world);
}
END_TEST

/* --- Matching -------------------------------------------------------------------------------- */

static const char asked[] = "id,kind,title,province,occupation,essential_skills\n"
                            "V1,vacancy,Sewer,01,n-mason,same>=2;n-mend>=2\n";

/* Explains the pair; the lines of a kind add up to its number. */
static match_explanation *
explain(match_session *session, const match_roster *roster)
{
    match_error err = {0};
    match_explanation *explanation = match_session_explain(session, roster, 0, 0, &err);
    assert_ok(err.status, &err);
    const match_pair *pair = match_explanation_pair(explanation);
    const int32_t totals[] = {pair->coverage, pair->use};
    for (int kind = MATCH_LINES_COVERAGE; kind <= MATCH_LINES_USE; kind++) {
        size_t count;
        int64_t sum = 0;
        const match_line *lines =
            match_explanation_lines(explanation, (match_line_kind)kind, &count);
        for (size_t i = 0; i < count; i++) {
            sum += lines[i].points;
        }
        ck_assert_int_eq(sum, totals[kind - MATCH_LINES_COVERAGE]);
    }
    return explanation;
}

/* One person in the terms of both taxonomies, and offers in those of the new one. */
struct comparison {
    struct world world;
    match_catalogue *catalogue;
    match_matcher *matcher;
    match_session *session;
    match_roster *exact, *foreign, *translated;
};

static struct comparison
open_comparison(const char *asked_for, const char *exact, const char *foreign)
{
    match_error err = {0};
    struct comparison both = {.world = make_world()};
    both.catalogue = read_offers(both.world.new, asked_for);
    both.matcher =
        match_matcher_new(both.catalogue, NULL, match_date_from_civil(2025, 2, 10), &err);
    assert_ok(err.status, &err);
    both.session = match_session_new(both.matcher, &err);
    assert_ok(err.status, &err);
    both.exact = read_people(both.world.new, exact);
    both.foreign = read_people(both.world.old, foreign);
    both.translated =
        match_roster_translate(both.foreign, both.world.translation, both.world.migration, &err);
    assert_ok(err.status, &err);
    return both;
}

static void
close_comparison(struct comparison *both)
{
    match_roster_unref(both->translated);
    match_roster_unref(both->foreign);
    match_roster_unref(both->exact);
    match_session_free(both->session);
    match_matcher_unref(both->matcher);
    match_catalogue_unref(both->catalogue);
    free_world(&both->world);
}

START_TEST(what_came_by_a_close_link_counts_less_and_says_so)
{
    struct comparison both =
        open_comparison(asked, "id,province,skills,jobs\nP,01,same=3;n-mend=3,occupation:n-mason\n",
                        "id,province,skills,jobs\nP,01,same=3;close=3,occupation:o-close\n");
    match_explanation *best = explain(both.session, both.exact);
    match_explanation *less = explain(both.session, both.translated);
    size_t count;
    const match_line *lines = match_explanation_lines(less, MATCH_LINES_COVERAGE, &count);
    ck_assert_uint_eq(count, 2);
    for (size_t i = 0; i < count; i++) {
        bool close = strcmp(lines[i].requirement_text, "n-mend") == 0;
        ck_assert_int_eq(lines[i].carried_permille, close ? 900 : 1000);
        ck_assert_uint_eq(lines[i].link, close ? MATCH_LINK_CLOSE : 0);
        ck_assert_str_eq(lines[i].carried_code, close ? "close" : "");
        ck_assert_str_eq(lines[i].carried_label, close ? "Mend" : "");
    }
    ck_assert_int_lt(match_explanation_pair(less)->coverage,
                     match_explanation_pair(best)->coverage);
    ck_assert_int_gt(match_explanation_pair(less)->coverage, 0);
    ck_assert_int_lt(match_explanation_pair(less)->use, match_explanation_pair(best)->use);
    ck_assert_int_lt(match_explanation_pair(less)->score, match_explanation_pair(best)->score);
    match_explanation_free(less);
    match_explanation_free(best);
    close_comparison(&both);
}
END_TEST

/* An occupation without an ISCO code gets that of the one it became, less what was lost. */
START_TEST(a_translated_occupation_brings_its_isco_code)
{
    match_error err = {0};
    struct world world = make_world();
    match_roster *foreign = read_people(world.bare, "id,province,jobs\nP,01,occupation:o-close\n");
    match_translation *translation = match_translation_new(world.bare, world.new, &err);
    match_roster *translated = match_roster_translate(foreign, translation, NULL, &err);
    assert_ok(err.status, &err);
    assert_person(translated, 0, "jobs", "7112 occupation:o-close");
    match_roster_unref(translated);
    match_translation_unref(translation);
    match_roster_unref(foreign);
    free_world(&world);
}
END_TEST

/* Sure links lose nothing: the numbers are those of a person written in the new terms. */
START_TEST(what_came_by_a_sure_link_counts_in_full)
{
    match_error err = {0};
    match_pair pairs[2];
    struct comparison both =
        open_comparison("id,kind,title,province,occupation,essential_skills\n"
                        "V1,vacancy,S,01,n-sewer,same>=2;n-one\n",
                        "id,province,skills,jobs\nP,01,same=3;n-one=3,8153 occupation:n-sewer\n",
                        "id,province,skills,jobs\nP,01,same=3;twice=3,8153 occupation:o-new\n");
    assert_ok(match_session_pair(both.session, both.exact, 0, 0, &pairs[0], &err), &err);
    assert_ok(match_session_pair(both.session, both.translated, 0, 0, &pairs[1], &err), &err);
    ck_assert_mem_eq(&pairs[0], &pairs[1], sizeof pairs[0]);
    ck_assert_uint_eq(match_migration_total(both.world.migration, (match_link_kind)0), 0);
    close_comparison(&both);
}
END_TEST

/* --- Failures -------------------------------------------------------------------------------- */

START_TEST(records_of_another_taxonomy_are_refused)
{
    match_error err = {0};
    struct world world = make_world();
    match_roster *roster = read_people(world.new, people);
    match_roster *bare = read_people(NULL, people);
    ck_assert_ptr_null(match_roster_translate(roster, world.translation, NULL, &err));
    assert_error(&err, MATCH_ERR_INVALID, 0, "which is translated");
    ck_assert_ptr_null(match_roster_migrate(bare, world.translation, NULL, &err));
    assert_error(&err, MATCH_ERR_INVALID, 0, "have no taxonomy");
    match_roster_unref(bare);
    match_roster_unref(roster);
    free_world(&world);
}
END_TEST

static match_status
migrate_once(void *data, match_error *err)
{
    const match_roster *roster = data;
    match_taxonomy *new = match_taxonomy_parse(new_text, MATCH_NUL, "test", NULL, err);
    match_translation *translation =
        new ? match_translation_new(match_roster_taxonomy(roster), new, err) : NULL;
    match_migration *migration = translation ? match_migration_new(err) : NULL;
    match_roster *translated =
        migration ? match_roster_translate(roster, translation, migration, err) : NULL;
    match_roster *migrated =
        translated ? match_roster_migrate(roster, translation, migration, err) : NULL;
    match_roster_unref(migrated);
    match_roster_unref(translated);
    match_migration_free(migration);
    match_translation_unref(translation);
    match_taxonomy_unref(new);
    return migrated ? MATCH_OK : err->status;
}

START_TEST(migration_survives_every_allocation_failure)
{
    match_taxonomy *old = parse_taxonomy(old_text);
    match_roster *roster = read_people(old, people);
    ck_assert_int_gt(for_every_allocation_failure(migrate_once, roster), 50);
    match_roster_unref(roster);
    match_taxonomy_unref(old);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("migration");
    TCase *migration = tcase_create("migration");
    tcase_add_test(migration, migrate_writes_the_new_codes);
    tcase_add_test(migration, migrate_writes_the_new_codes_of_offers);
    tcase_add_test(migration, what_happened_to_each_code_is_listed);
    tcase_add_test(migration, what_came_by_a_close_link_counts_less_and_says_so);
    tcase_add_test(migration, a_translated_occupation_brings_its_isco_code);
    tcase_add_test(migration, what_came_by_a_sure_link_counts_in_full);
    tcase_add_test(migration, records_of_another_taxonomy_are_refused);
    tcase_add_test(migration, migration_survives_every_allocation_failure);
    tcase_set_timeout(migration, 120);
    suite_add_tcase(suite, migration);
    return run_suite(suite);
}
