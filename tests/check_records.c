/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libmatch/records.h>

#include "base/file.h"
#include "base/limits.h"
#include "record_taxonomy.h"
#include "records/record.h"

#define GOOD "tests/cases/records/good/"

static match_roster *
new_roster(void)
{
    match_error err;
    match_roster *roster = match_roster_new(record_taxonomy, &err);
    ck_assert_ptr_nonnull(roster);
    return roster;
}

static match_catalogue *
new_catalogue(void)
{
    match_error err;
    match_catalogue *catalogue = match_catalogue_new(record_taxonomy, &err);
    ck_assert_ptr_nonnull(catalogue);
    return catalogue;
}

static match_roster *
read_roster(const char *path)
{
    match_error err;
    match_roster *roster = new_roster();
    assert_ok(match_roster_read(roster, path, NULL, NULL, &err), &err);
    return roster;
}

static match_roster *
parse_roster(const char *text)
{
    match_error err;
    match_roster *roster = new_roster();
    assert_ok(match_roster_parse(roster, text, strlen(text), "test.csv", NULL, NULL, &err), &err);
    return roster;
}

static match_catalogue *
read_catalogue(const char *path)
{
    match_error err;
    match_catalogue *catalogue = new_catalogue();
    assert_ok(match_catalogue_read(catalogue, path, NULL, NULL, &err), &err);
    return catalogue;
}

static match_catalogue *
parse_catalogue(const char *text)
{
    match_error err;
    match_catalogue *catalogue = new_catalogue();
    assert_ok(match_catalogue_parse(catalogue, text, strlen(text), "test.csv", NULL, NULL, &err),
              &err);
    return catalogue;
}

static void
assert_field(const match_roster *roster, size_t index, const char *field, const char *expected)
{
    match_error err;
    char text[1024];
    size_t length = match_roster_field(roster, index, field, text, sizeof text, &err);
    ck_assert_uint_eq(length, strlen(expected));
    ck_assert_msg(strcmp(text, expected) == 0, "%s is %s, expected %s", field, text, expected);
}

static void
assert_offer_field(const match_catalogue *catalogue, size_t index, const char *field,
                   const char *expected)
{
    match_error err;
    char text[1024];
    size_t length = match_catalogue_field(catalogue, index, field, text, sizeof text, &err);
    ck_assert_uint_eq(length, strlen(expected));
    ck_assert_msg(strcmp(text, expected) == 0, "%s is %s, expected %s", field, text, expected);
}

/* ---- what is read ---- */

static const char *const profile_files[] = {GOOD "profiles.yaml", GOOD "profiles.jsonl",
                                            GOOD "profiles.csv"};

static const struct {
    const char *field, *text;
} profile_values[] = {
    {"id", "P-ALL"},
    {"consent", "matching and follow-up"},
    {"consent_date", "2025-01-05"},
    {"province", "16"},
    {"district", "1601"},
    {"willing_provinces", "01; 14; Atlantis"},
    {"willing_anywhere", "no"},
    {"needs_boarding", "yes"},
    {"maximum_travel_km", "25"},
    {"interview_language", "lao"},
    {"schooling", "2"},
    {"available_from", "2025-02-10"},
    {"available_until", "2025-12-31"},
    {"reservation_wage", "2500000"},
    {"wants", "self_employment; job"},
    {"preferred_sectors", "41; F"},
    {"skills", "\"x = y; z\"; BRICK=3 evidence:employer_reference date:2024-06-01 phase:during "
               "used:2024-05-30 by:\"Site \"\"A\"\"; Block 2\"; SEW-IND=2 evidence:skill_test; "
               "\"lay tiles\"=3"},
    {"jobs", "9313 country:TH months:36 end:2024-06-30 isic:41; 0110 months:1; 5120 "
             "occupation:Cooks months:5"},
    {"credentials", "TH-DSD=2 title:\"Mason, level 2\" issuer:DSD country:TH date:2023-01-01 "
                    "expires:2026-01-01"},
    {"languages", "lao=native; tha=B1"},
    {"needs", "seated_work; step_free"},
    {"notes", "First line\n=second line"},
    {"sex", "f"},
    {"birth_date", "1991-03-04"},
    {"birth_year", "1991"},
    {"age_group", "25-34"},
    {"wg_seeing", "1"},
    {"wg_hearing", "2"},
    {"wg_walking", "3"},
    {"wg_remembering", "4"},
    {"wg_selfcare", "7"},
    {"wg_communicating", "9"},
    {"ethnicity", "@home"},
    {"return_corridor", "LA-TH"},
    {"return_reason", "end of contract"},
};

START_TEST(all_formats_read_the_same_profile)
{
    match_roster *roster = read_roster(test_path(profile_files[_i]));

    ck_assert_uint_eq(match_roster_count(roster), 2);
    for (size_t i = 0; i < sizeof profile_values / sizeof *profile_values; i++) {
        assert_field(roster, 0, profile_values[i].field, profile_values[i].text);
    }
    match_roster_unref(roster);
}
END_TEST

/* Whatever a table of fields gets must be in the case above. */
START_TEST(the_case_has_every_field_of_a_profile)
{
    match_field field;
    size_t count = 0;

    while (match_record_field(MATCH_RECORD_PROFILE, count, &field)) {
        ck_assert_uint_lt(count, sizeof profile_values / sizeof *profile_values);
        ck_assert_str_eq(field.name, profile_values[count].field);
        ck_assert_str_ne(field.description, "");
        count++;
    }
    ck_assert_uint_eq(count, sizeof profile_values / sizeof *profile_values);
}
END_TEST

START_TEST(an_empty_profile_has_nothing_but_what_it_says)
{
    match_roster *roster = read_roster(test_path(profile_files[_i]));
    match_field field;

    for (size_t i = 0; match_record_field(MATCH_RECORD_PROFILE, i, &field); i++) {
        const char *expected = strcmp(field.name, "id") == 0         ? "P-NONE"
                               : strcmp(field.name, "province") == 0 ? "14"
                                                                     : "";
        assert_field(roster, 1, field.name, expected);
    }
    match_roster_unref(roster);
}
END_TEST

START_TEST(offers_have_every_field)
{
    match_catalogue *catalogue = read_catalogue(test_path(GOOD "offers.yaml"));
    match_field field;
    char text[256];

    ck_assert_uint_eq(match_catalogue_count(catalogue), 3);
    for (size_t index = 0; index < 3; index++) {
        match_record_kind kind = match_catalogue_kind(catalogue, index);
        ck_assert_int_eq(kind, MATCH_RECORD_VACANCY + (int)index);
        for (size_t i = 0; match_record_field(kind, i, &field); i++) {
            bool merged = strcmp(field.name, "skills") == 0; /* read only: into the other two */
            match_error err;
            size_t length =
                match_catalogue_field(catalogue, index, field.name, text, sizeof text, &err);
            ck_assert_msg(merged || (length > 0 && length != (size_t)-1), "%s of %s is empty",
                          field.name, match_record_kind_name(kind));
        }
    }
    match_catalogue_unref(catalogue);
}
END_TEST

static const struct {
    size_t index;
    const char *field, *text;
} offer_values[] = {
    {0, "kind", "vacancy"},
    {0, "province", "16"},
    {0, "country", "LA"},
    {0, "tags", "eco_tourism; green"},
    {0, "wage_min", "2600000"},
    {0, "wage_max", "3200000"},
    {0, "wage_period", "month"},
    {0, "currency", "LAK"},
    {0, "essential_skills", "SEW-IND>=2"},
    {0, "optional_skills", "sing; TEAM>=1"},
    {0, "credential", "LNQF=2"},
    {0, "accommodation", "free"},
    {0, "functional_demands", "standing essential:yes adjustable:yes adjustment:\"high chair\""},
    {0, "recruiter_licence", "0042"},
    {0, "restrictions", "age; sex"},
    {1, "kind", "training"},
    {1, "teaches", "SEW-IND=1; SEW-MEND=3"},
    {1, "accommodation", "yes"},
    {1, "seats", "12"},
    {1, "material_cost", "1000000"},
    {1, "entry_schooling", "1"},
    {1, "leads_to", "self_employment"},
    {2, "kind", "support"},
    {2, "support_type", "grant"},
    {2, "after", "C-ALL"},
    {2, "amount", "4500000"},
    {2, "wage_min", ""},
};

static const struct {
    const char *written, *kept;
} language_codes[] = {
    {"lo", "lao"},      {"LAO", "lao"},   {"ລາວ", "lao"},    {"ພາສາລາວ", "lao"}, {"en", "eng"},
    {"English", "eng"}, {"ອັງກິດ", "eng"}, {"th", "tha"},     {"Thai", "tha"},   {"ໄທ", "tha"},
    {"vi", "vie"},      {"zh", "zho"},    {"ko", "kor"},     {"ja", "jpn"},     {"fr", "fra"},
    {"km", "khm"},      {"my", "mya"},    {"ms", "msa"},     {"de", "deu"},     {"ru", "rus"},
    {"es", "spa"},      {"ar", "ara"},    {"hi", "hin"},     {"id", "ind"},     {"kjg", "kjg"},
    {"tha", "tha"},     {"xx", "xx"},     {"zh-Hant", "zh-hant"},
};

START_TEST(a_language_has_one_code_however_it_is_written)
{
    const char *kept = language_codes[_i].kept;
    char text[256];
    char wanted[64];
    match_error err;
    match_roster *roster;
    match_catalogue *catalogue = new_catalogue();

    snprintf(text, sizeof text, "id,province,interview_language,languages\nA,14,%s,%s=B1\n",
             language_codes[_i].written, language_codes[_i].written);
    roster = parse_roster(text);
    ck_assert_str_eq(roster_profile(roster, 0)->interview_language, kept);
    snprintf(text, sizeof text, "id,title,province,languages\nV,Job,14,%s=B2\n", language_codes[_i].written);
    assert_ok(match_catalogue_parse(catalogue, text, MATCH_NUL, NULL, NULL, NULL, &err), &err);
    ck_assert_str_eq(roster_profile(roster, 0)->languages[0].code, kept);
    ck_assert_str_eq(catalogue_opportunity(catalogue, 0)->languages[0].code, kept);
    /* Written and read again it is the same. */
    snprintf(wanted, sizeof wanted, "%s=B1", kept);
    match_roster_field(roster, 0, "languages", text, sizeof text, &err);
    ck_assert_str_eq(text, wanted);
    match_roster_unref(roster);
    snprintf(text, sizeof text, "id,province,languages\nA,14,%s\n", wanted);
    roster = parse_roster(text);
    ck_assert_str_eq(roster_profile(roster, 0)->languages[0].code, kept);
    match_roster_unref(roster);
    match_catalogue_unref(catalogue);
}
END_TEST

START_TEST(two_names_of_one_language_are_one)
{
    match_roster *roster =
        parse_roster("id,province,languages\nA,14,\"th=A1; tha=B1; Thai=A2; lo=native\"\n");
    const struct profile *profile = roster_profile(roster, 0);

    ck_assert_uint_eq(profile->language_count, 2);
    ck_assert_str_eq(profile->languages[0].code, "lao");
    ck_assert_str_eq(profile->languages[1].code, "tha");
    ck_assert_int_eq(profile->languages[1].level, 3);
    match_roster_unref(roster);
}
END_TEST

START_TEST(memory_may_end_in_nul_and_have_no_name)
{
    static const char profiles[] = "id,province\nA,14\nB,nowhere\n";
    static const char vacancies[] = "id,title,province\nV,Job,14\n,Nothing,14\n";
    match_error err = {.status = MATCH_OK};
    match_roster *roster = new_roster();
    match_catalogue *catalogue = new_catalogue();
    match_read_options *options = match_read_options_new(&err);

    match_read_options_set_places(options, NULL); /* those of the Lao PDR */
    assert_ok(match_roster_parse(roster, profiles, MATCH_NUL, NULL, options, NULL, &err), &err);
    ck_assert_uint_eq(match_roster_count(roster), 2);
    ck_assert_str_eq(match_places_code(roster_places(roster), roster_profile(roster, 0)->province),
                     "14");
    assert_ok(match_catalogue_parse(catalogue, vacancies, MATCH_NUL, NULL, NULL, NULL, &err), &err);
    ck_assert_uint_eq(match_catalogue_count(catalogue), 1);
    match_read_options_set_strict(options, true);
    ck_assert_int_eq(
        match_catalogue_parse(catalogue, vacancies, MATCH_NUL, NULL, options, NULL, &err),
        MATCH_ERR_INVALID);
    ck_assert_str_eq(err.source, "<memory>");
    match_read_options_free(options);
    match_roster_unref(roster);
    match_catalogue_unref(catalogue);
}
END_TEST

START_TEST(offers_are_read_as_they_are_meant)
{
    match_catalogue *catalogue = read_catalogue(test_path(GOOD "offers.yaml"));

    for (size_t i = 0; i < sizeof offer_values / sizeof *offer_values; i++) {
        assert_offer_field(catalogue, offer_values[i].index, offer_values[i].field,
                           offer_values[i].text);
    }
    match_catalogue_unref(catalogue);
}
END_TEST

START_TEST(records_hold_what_scoring_needs)
{
    match_roster *roster = read_roster(test_path(profile_files[_i]));
    const struct profile *profile = roster_profile(roster, 0);
    const match_places *places = roster_places(roster);

    ck_assert_str_eq(match_places_code(places, profile->province), "16");
    ck_assert_uint_eq(profile->willing_province_count, 2);
    ck_assert_uint_lt(profile->willing_provinces[0], profile->willing_provinces[1]);
    ck_assert_uint_eq(profile->claim_count, 4);
    ck_assert_uint_eq(profile->claims[0].skill, 0);
    ck_assert_int_eq(profile->claims[0].level, LEVEL_UNKNOWN);
    for (size_t i = 1; i < profile->claim_count; i++) {
        ck_assert_uint_gt(profile->claims[i].skill, profile->claims[i - 1].skill);
    }
    ck_assert_str_eq(match_taxonomy_code(record_taxonomy, profile->claims[1].skill), "BRICK");
    ck_assert_int_eq(profile->claims[1].evidence, EVIDENCE_EMPLOYER_REFERENCE);
    ck_assert_int_eq(profile->claims[1].phase, PHASE_DURING);
    ck_assert_str_eq(profile->claims[1].verified_by, "Site \"A\"; Block 2");
    ck_assert_str_eq(match_taxonomy_code(record_taxonomy, profile->jobs[0].occupation), "9313");
    ck_assert_str_eq(profile->jobs[2].isco, "5120");
    ck_assert_int_eq(profile->wants[0], OUTCOME_SELF_EMPLOYMENT);
    ck_assert_int_eq(profile->wants[1], OUTCOME_JOB);
    ck_assert_int_eq(profile->languages[0].level, LANGUAGE_NATIVE);
    ck_assert_int_eq(roster_profile(roster, 1)->schooling, NUMBER_UNKNOWN);
    ck_assert_int_eq(roster_profile(roster, 1)->available_from, MATCH_DATE_NONE);
    ck_assert(roster_profile(roster, 1)->reservation_wage == MONEY_UNKNOWN);
    match_roster_unref(roster);
}
END_TEST

START_TEST(every_field_is_documented)
{
    struct file_bytes page;
    match_error err;
    match_field field;

    assert_ok(file_read(test_path("docs/formats.md"), &page, &err), &err);
    for (int kind = MATCH_RECORD_PROFILE; kind <= MATCH_RECORD_SUPPORT; kind++) {
        for (size_t i = 0; match_record_field((match_record_kind)kind, i, &field); i++) {
            char row[256];
            snprintf(row, sizeof row, "\n| `%s`", field.name);
            ck_assert_msg(strstr(page.bytes, row) != NULL, "%s is missing", field.name);
            snprintf(row, sizeof row, "| %s | %s |\n", field.type, field.description);
            ck_assert_msg(strstr(page.bytes, row) != NULL, "%s says something else", field.name);
        }
    }
    file_bytes_clear(&page);
}
END_TEST

/* ---- there and back ---- */

static const struct {
    match_format format;
    const char *name;
} formats[] = {
    {MATCH_FORMAT_CSV, "out.csv"},
    {MATCH_FORMAT_JSONL, "out.jsonl"},
    {MATCH_FORMAT_YAML, "out.yaml"},
};

static const char *const roster_files[] = {
    GOOD "profiles.yaml",
    "examples/data/mini/profiles.csv",
    "examples/data/profiles.csv",
    "examples/data/profiles.jsonl",
};

START_TEST(profiles_come_back_from_every_format)
{
    match_roster *roster =
        read_roster(test_path(roster_files[_i / (int)(sizeof formats / sizeof *formats)]));
    size_t format = (size_t)_i % (sizeof formats / sizeof *formats);
    match_roster *again;
    match_error err;

    ck_assert_uint_gt(match_roster_count(roster), 0);
    assert_ok(
        match_roster_write(roster, temp_path(formats[format].name), formats[format].format, &err),
        &err);
    again = read_roster(temp_path(formats[format].name));
    assert_ok(match_roster_write(roster, temp_path("a"), MATCH_FORMAT_JSONL, &err), &err);
    assert_ok(match_roster_write(again, temp_path("b"), MATCH_FORMAT_JSONL, &err), &err);
    assert_same_files(temp_path("a"), temp_path("b"));
    match_roster_unref(roster);
    match_roster_unref(again);
}
END_TEST

static const char *const catalogue_files[] = {
    GOOD "offers.yaml",
    "examples/data/mini/vacancies.csv",
    "examples/data/mini/training.yaml",
    "examples/data/mini/supports.yaml",
    "examples/data/mini/korea.csv",
    "examples/data/vacancies.csv",
    "examples/data/training.csv",
    "examples/data/supports.yaml",
};

START_TEST(offers_come_back_from_every_format)
{
    match_catalogue *catalogue =
        read_catalogue(test_path(catalogue_files[_i / (int)(sizeof formats / sizeof *formats)]));
    size_t format = (size_t)_i % (sizeof formats / sizeof *formats);
    match_catalogue *again;
    match_error err;

    ck_assert_uint_gt(match_catalogue_count(catalogue), 0);
    assert_ok(match_catalogue_write(catalogue, temp_path(formats[format].name),
                                    formats[format].format, (match_record_kind)0, &err),
              &err);
    again = read_catalogue(temp_path(formats[format].name));
    assert_ok(match_catalogue_write(catalogue, temp_path("a"), MATCH_FORMAT_JSONL,
                                    (match_record_kind)0, &err),
              &err);
    assert_ok(match_catalogue_write(again, temp_path("b"), MATCH_FORMAT_JSONL, (match_record_kind)0,
                                    &err),
              &err);
    assert_same_files(temp_path("a"), temp_path("b"));
    match_catalogue_unref(catalogue);
    match_catalogue_unref(again);
}
END_TEST

START_TEST(each_kind_can_be_written_alone)
{
    match_catalogue *catalogue = read_catalogue(test_path(GOOD "offers.yaml"));
    match_record_kind kind = (match_record_kind)_i;
    match_catalogue *again;
    match_error err;

    assert_ok(match_catalogue_write(catalogue, temp_path("one.csv"), MATCH_FORMAT_CSV, kind, &err),
              &err);
    again = read_catalogue(temp_path("one.csv"));
    ck_assert_uint_eq(match_catalogue_count(again), 1);
    ck_assert_int_eq(match_catalogue_kind(again, 0), kind);
    match_catalogue_unref(again);
    match_catalogue_unref(catalogue);
}
END_TEST

START_TEST(formulas_are_kept_from_running)
{
    match_catalogue *catalogue =
        parse_catalogue("id;title;province;contact\nV1;'=1+1;14;'-x\nV2;''=2;14;it's\n");
    struct file_bytes file;
    match_error err;

    assert_offer_field(catalogue, 0, "title", "=1+1");
    assert_offer_field(catalogue, 0, "contact", "-x");
    assert_offer_field(catalogue, 1, "title", "'=2");
    assert_offer_field(catalogue, 1, "contact", "it's");
    assert_ok(match_catalogue_write(catalogue, temp_path("f.csv"), MATCH_FORMAT_CSV,
                                    MATCH_RECORD_VACANCY, &err),
              &err);
    assert_ok(file_read(temp_path("f.csv"), &file, &err), &err);
    ck_assert_ptr_nonnull(strstr(file.bytes, "\nV1,'=1+1,14,"));
    ck_assert_ptr_nonnull(strstr(file.bytes, ",'-x\n"));
    ck_assert_ptr_nonnull(strstr(file.bytes, "\nV2,''=2,14,"));
    ck_assert_ptr_nonnull(strstr(file.bytes, ",it's\n"));
    file_bytes_clear(&file);
    match_catalogue_unref(catalogue);
}
END_TEST

START_TEST(order_of_items_changes_nothing_in_a_record)
{
    static const char *const skills[] = {
        "BRICK=1 evidence:skill_test; TILE=2; BRICK=3; lay bricks=3 evidence:pay_slip; zz; aa=1",
        "aa=1; zz; lay bricks=3 evidence:pay_slip; BRICK=3; TILE=2; BRICK=1 evidence:skill_test",
        "BRICK=3\nBRICK=1 evidence:skill_test\nzz\naa=1\nTILE=2\nlay bricks=3 evidence:pay_slip",
    };
    char text[512];
    match_roster *roster;

    snprintf(text, sizeof text, "id,province,skills\nA,14,\"%s\"\n", skills[_i]);
    roster = parse_roster(text);
    assert_field(roster, 0, "skills",
                 "aa=1; zz; BRICK=1 evidence:skill_test; \"lay bricks\"=3 evidence:pay_slip; "
                 "BRICK=3; TILE=2");
    match_roster_unref(roster);
}
END_TEST

/* Rows in another order, and columns too: the same records in that order. */
START_TEST(order_of_rows_and_columns_changes_no_record)
{
    match_roster *one = parse_roster("id,province,skills,reservation_wage,sex\n"
                                     "A,14,BRICK=2; TILE=1,2500000,f\n"
                                     "B,Champasak,zz; COOK=?,3m,\n"
                                     "C,13,,,x\n");
    match_roster *other = parse_roster("sex,skills,id,reservation_wage,province\n"
                                       "x,,C,,13\n"
                                       "f,TILE=1; BRICK=2,A,2500000,14\n"
                                       ",COOK=?; zz,B,3m,Champasak\n");
    static const size_t places[] = {1, 2, 0};
    match_field field;
    match_error err;

    for (size_t i = 0; i < 3; i++) {
        for (size_t j = 0; match_record_field(MATCH_RECORD_PROFILE, j, &field); j++) {
            char expected[256];
            ck_assert_uint_lt(
                match_roster_field(one, i, field.name, expected, sizeof expected, &err),
                sizeof expected);
            assert_field(other, places[i], field.name, expected);
        }
    }
    match_roster_unref(one);
    match_roster_unref(other);
}
END_TEST

/* ---- rosters and catalogues as objects ---- */

START_TEST(a_failed_read_leaves_the_roster_as_it_was)
{
    static const char *const bad[] = {
        "id,province\nB,14\nC,\"14\n",           /* a quote */
        "id,province\nB,14\nC,13\xff\n",         /* not UTF-8 */
        "id,province,id\nB,14,x\n",              /* a column twice */
        "id,province,schooling\nB,14,\nC,14,9\n" /* strict */
    };
    match_roster *roster = parse_roster("id,province\nA,14\n");
    match_read_options *options;
    match_error err;
    size_t index = 99;

    options = match_read_options_new(&err);
    match_read_options_set_strict(options, true);
    ck_assert_int_ne(
        match_roster_parse(roster, bad[_i], strlen(bad[_i]), "x.csv", options, NULL, &err),
        MATCH_OK);
    ck_assert_uint_eq(match_roster_count(roster), 1);
    ck_assert_int_eq(match_roster_find(roster, "B", &index, &err), MATCH_ERR_NOT_FOUND);
    ck_assert_uint_eq(index, 99);
    assert_ok(match_roster_find(roster, " a", &index, &err), &err);
    ck_assert_uint_eq(index, 0);
    match_read_options_free(options);
    match_roster_unref(roster);
}
END_TEST

START_TEST(an_id_of_an_earlier_file_is_refused)
{
    match_roster *roster = parse_roster("id,province\nA,14\n");
    match_report *report;
    match_error err;

    report = match_report_new(&err);
    assert_ok(match_roster_parse(roster, "id,province\na,13\nB,13\n", MATCH_NUL, "second.csv", NULL,
                                 report, &err),
              &err);
    ck_assert_uint_eq(match_roster_count(roster), 2);
    ck_assert_str_eq(match_roster_id(roster, 1), "B");
    ck_assert_str_eq(match_report_finding(report, 0)->code, "DUPLICATE_ID");
    ck_assert_ptr_nonnull(strstr(match_report_finding(report, 0)->message, "of test.csv"));
    match_report_free(report);
    match_roster_unref(roster);
}
END_TEST

START_TEST(a_frozen_catalogue_takes_no_more)
{
    match_catalogue *catalogue = parse_catalogue("id,title,province\nV1,Cook,14\n");
    match_error err;

    catalogue_freeze(catalogue);
    ck_assert_int_eq(match_catalogue_parse(catalogue, "id,title,province\nV2,Cook,14\n", MATCH_NUL,
                                           NULL, NULL, NULL, &err),
                     MATCH_ERR_INVALID);
    ck_assert_uint_eq(match_catalogue_count(catalogue), 1);
    match_catalogue_unref(catalogue);
}
END_TEST

START_TEST(titles_come_in_the_language_that_is_there)
{
    match_catalogue *catalogue =
        parse_catalogue("id,title,title_lo,province\nV1,Cook,ແມ່ຄົວ,14\nV2,,ແມ່ຄົວ,14\nV3,Cook,,14\n");

    ck_assert_str_eq(match_catalogue_title(catalogue, 0, "en"), "Cook");
    ck_assert_str_eq(match_catalogue_title(catalogue, 0, "lo"), "ແມ່ຄົວ");
    ck_assert_str_eq(match_catalogue_title(catalogue, 1, "en"), "ແມ່ຄົວ");
    ck_assert_str_eq(match_catalogue_title(catalogue, 2, "lo"), "Cook");
    ck_assert_str_eq(match_catalogue_title(catalogue, 3, "lo"), "");
    ck_assert_str_eq(match_catalogue_id(catalogue, 3), "");
    ck_assert_int_eq(match_catalogue_kind(catalogue, 3), 0);
    match_catalogue_unref(catalogue);
}
END_TEST

START_TEST(field_getter_says_how_long_the_text_is)
{
    match_roster *roster = parse_roster("id,province,notes\nA,14,abcdef\n");
    char text[4] = "zzz";
    match_error err;

    ck_assert_uint_eq(match_roster_field(roster, 0, "notes", text, sizeof text, &err), 6);
    ck_assert_str_eq(text, "abc");
    ck_assert_uint_eq(match_roster_field(roster, 0, "notes", NULL, 0, &err), 6);
    ck_assert_uint_eq(match_roster_field(roster, 0, "nots", text, sizeof text, &err), (size_t)-1);
    assert_error(&err, MATCH_ERR_NOT_FOUND, 0, "nots");
    ck_assert_uint_eq(match_roster_field(roster, 1, "notes", text, sizeof text, &err), (size_t)-1);
    assert_error(&err, MATCH_ERR_NOT_FOUND, 0, "1");
    match_roster_unref(roster);
}
END_TEST

static const struct {
    const char *birth;
    int age; /* on 2025-02-10 */
} ages[] = {
    {"2007-02-10,", 18}, {"2007-02-11,", 17}, {",2007", 17},           {",2006", 18},
    {",", -1},           {"2030-01-01,", -1}, {"2004-02-29,1950", 20},
};

START_TEST(age_is_never_taken_for_more_than_it_is)
{
    char text[128];
    match_roster *roster;

    snprintf(text, sizeof text, "id,province,birth_date,birth_year\nA,14,%s\n", ages[_i].birth);
    roster = parse_roster(text);
    ck_assert_int_eq(roster_age(roster, 0, match_date_from_civil(2025, 2, 10)), ages[_i].age);
    match_roster_unref(roster);
}
END_TEST

static const struct {
    const char *source, *text;
    size_t count;
} contents[] = {
    {"a.CSV", "id,province\nA,14\n", 1},
    {"a.tsv", "id\tprovince\nA\t14\n", 1},
    {"a.ndjson", "{\"id\": \"A\", \"province\": \"14\"}\n", 1},
    {"a.yml", "[{id: A, province: '14'}]\n", 1},
    {"-", "\n  {\"id\": \"A\", \"province\": \"14\"}\n", 1},
    {"-", "# people\n- id: A\n  province: '14'\n", 1},
    {"-", "profiles:\n- id: A\n  province: '14'\n", 1},
    {"-", "format: libmatch-records/1\nprofiles:\n- id: A\n  province: '14'\n", 1},
    {"-", "\xef\xbb\xbfid|province\nA|14\n", 1},
    {NULL, "id,province\nA,14\n", 1},
};

START_TEST(format_is_found_out)
{
    match_error err;
    match_roster *roster = new_roster();

    assert_ok(match_roster_parse(roster, contents[_i].text, MATCH_NUL, contents[_i].source, NULL,
                                 NULL, &err),
              &err);
    ck_assert_uint_eq(match_roster_count(roster), contents[_i].count);
    match_roster_unref(roster);
}
END_TEST

START_TEST(options_refuse_what_they_cannot_be)
{
    match_error err;
    match_read_options *options = match_read_options_new(&err);

    ck_assert_int_eq(match_read_options_set_format(options, (match_format)4, &err),
                     MATCH_ERR_INVALID);
    ck_assert_int_eq(match_read_options_set_separator(options, 'x', &err), MATCH_ERR_INVALID);
    ck_assert_int_eq(match_read_options_set_separator(options, '\0', &err), MATCH_ERR_INVALID);
    assert_ok(match_read_options_set_separator(options, '|', &err), &err);
    assert_ok(match_read_options_set_format(options, MATCH_FORMAT_CSV, &err), &err);
    match_read_options_free(options);
    match_read_options_free(NULL);
}
END_TEST

START_TEST(all_files_go_by_the_same_places)
{
    match_error err;
    match_roster *roster = parse_roster("id,province\nA,14\n");
    match_read_options *options = match_read_options_new(&err);
    match_places *places = match_places_lao(&err);

    match_read_options_set_places(options, places);
    ck_assert_int_eq(
        match_roster_parse(roster, "id,province\nB,14\n", MATCH_NUL, "b.csv", options, NULL, &err),
        MATCH_ERR_INVALID);
    match_places_unref(places);
    match_read_options_free(options);
    match_roster_unref(roster);
}
END_TEST

START_TEST(files_are_for_their_owner_and_complete_or_absent)
{
    match_roster *roster = parse_roster("id,province\nA,14\n");
    match_error err;

    ck_assert_int_eq(
        match_roster_write(roster, temp_path("no/such/folder.csv"), MATCH_FORMAT_CSV, &err),
        MATCH_ERR_IO);
    ck_assert_int_eq(match_roster_write(roster, temp_path("x"), MATCH_FORMAT_AUTO, &err),
                     MATCH_ERR_INVALID);
    ck_assert_int_eq(match_roster_read(roster, temp_path("none.csv"), NULL, NULL, &err),
                     MATCH_ERR_IO);
    match_roster_unref(roster);
}
END_TEST

/* Nothing of the confidential block and no free text gets into a report. */
START_TEST(reports_keep_confidences)
{
    match_error err;
    match_roster *roster = new_roster();
    match_report *report = match_report_new(&err);
    static const char text[] =
        "id,province,notes,sex,birth_date,birth_year,age_group,wg_seeing,ethnicity,"
        "return_reason,available_from,consent\n"
        "A,14,zqx1\x01,zqx2,zqx3 1,zqx4,\"zqx5\x02\",zqx6,\"zqx7\x03\",\"zqx8\x04\",zqx,zqx10\n";

    assert_ok(match_roster_parse(roster, text, sizeof text - 1, "a.csv", NULL, report, &err), &err);
    ck_assert_uint_ge(match_report_count(report), 8);
    for (size_t i = 0; i < match_report_count(report); i++) {
        const match_finding *finding = match_report_finding(report, i);
        ck_assert_msg(!strstr(finding->message, "zqx"), "%s", finding->message);
    }
    match_report_free(report);
    match_roster_unref(roster);
}
END_TEST

START_TEST(references_are_counted)
{
    match_error err;
    match_roster *roster = new_roster();
    match_catalogue *catalogue = new_catalogue();

    ck_assert_ptr_eq(match_roster_ref(roster), roster);
    match_roster_unref(roster);
    ck_assert_ptr_eq(match_roster_taxonomy(roster), record_taxonomy);
    match_roster_unref(roster);
    ck_assert_ptr_eq(match_catalogue_ref(catalogue), catalogue);
    match_catalogue_unref(catalogue);
    ck_assert_ptr_eq(match_catalogue_taxonomy(catalogue), record_taxonomy);
    match_catalogue_unref(catalogue);
    match_roster_unref(NULL);
    match_catalogue_unref(NULL);
    ck_assert_ptr_null(match_roster_ref(NULL));
    (void)err;
}
END_TEST

/* ---- want of memory ---- */

struct attempt {
    struct file_bytes file;
    const char *source;
    bool catalogue;
    match_format format;
    const char *out;
};

static match_status
read_and_write(void *data, match_error *err)
{
    const struct attempt *attempt = data;
    match_report *report = match_report_new(err);
    match_roster *roster = NULL;
    match_catalogue *catalogue = NULL;
    match_status status = MATCH_ERR_NOMEM;
    char cell[64];

    if (report && attempt->catalogue && (catalogue = match_catalogue_new(record_taxonomy, err)) != NULL) {
        status = match_catalogue_parse(catalogue, attempt->file.bytes, attempt->file.size,
                                       attempt->source, NULL, report, err);
        if (status != MATCH_OK) {
            ck_assert_uint_eq(match_catalogue_count(catalogue), 0);
        } else {
            status = match_catalogue_write(catalogue, attempt->out, attempt->format,
                                           (match_record_kind)0, err);
        }
    }
    if (report && !attempt->catalogue && (roster = match_roster_new(record_taxonomy, err)) != NULL) {
        status = match_roster_parse(roster, attempt->file.bytes, attempt->file.size,
                                    attempt->source, NULL, report, err);
        if (status != MATCH_OK) {
            ck_assert_uint_eq(match_roster_count(roster), 0);
        } else {
            status = match_roster_write(roster, attempt->out, attempt->format, err);
        }
        if (status == MATCH_OK &&
            match_roster_field(roster, 0, "skills", cell, sizeof cell, err) == (size_t)-1) {
            status = MATCH_ERR_NOMEM;
        }
    }
    match_roster_unref(roster);
    match_catalogue_unref(catalogue);
    match_report_free(report);
    return status;
}

static const struct {
    const char *path, *source;
    bool catalogue;
    match_format format;
} attempts[] = {
    {GOOD "profiles.csv", "a.csv", false, MATCH_FORMAT_CSV},
    {GOOD "profiles.jsonl", "a.jsonl", false, MATCH_FORMAT_JSONL},
    {GOOD "profiles.yaml", "a.yaml", false, MATCH_FORMAT_YAML},
    {GOOD "offers.yaml", "b.yaml", true, MATCH_FORMAT_CSV},
    {"tests/cases/records/bad/duplicate-ids/input.csv", "c.csv", false, MATCH_FORMAT_CSV},
    {"tests/cases/records/bad/unknown-skill/input.csv", "d.csv", false, MATCH_FORMAT_CSV},
    {"tests/cases/records/bad/isco-88/input.csv", "e.csv", true, MATCH_FORMAT_CSV},
};

START_TEST(every_allocation_may_fail)
{
    struct attempt attempt = {.source = attempts[_i].source,
                              .catalogue = attempts[_i].catalogue,
                              .format = attempts[_i].format,
                              .out = temp_path("memory")};
    match_error err;
    long tried;

    assert_ok(file_read(test_path(attempts[_i].path), &attempt.file, &err), &err);
    build_label_indexes(record_taxonomy);
    tried = for_every_allocation_failure(read_and_write, &attempt);
    ck_assert_int_gt(tried, 20);
    printf("# %s: %ld points of failure\n", attempts[_i].path, tried);
    file_bytes_clear(&attempt.file);
}
END_TEST

/* ---- damaged and random input ---- */

/* Cuts and changes good files: whatever comes of it, nothing may break. */
START_TEST(damaged_files_do_no_harm)
{
    struct file_bytes file;
    match_error err;
    uint64_t state = 4711 + (uint64_t)_i;
    char *copy;

    assert_ok(file_read(test_path(profile_files[_i]), &file, &err), &err);
    copy = malloc(file.size);
    for (int round = 0; round < 400; round++) {
        size_t size = random_next(&state) % 4 == 0 ? random_next(&state) % file.size : file.size;
        match_roster *roster = new_roster();
        match_report *report = match_report_new(&err);
        memcpy(copy, file.bytes, file.size);
        for (uint32_t i = random_next(&state) % 6; i > 0; i--) {
            static const char bytes[] = "\";\n,=>:{}[]'\\\t 0aZ?&*|-\xe0\xba\x81\x80";
            copy[random_next(&state) % file.size] = bytes[random_next(&state) % (sizeof bytes - 1)];
        }
        if (match_roster_parse(roster, copy, size, profile_files[_i], NULL, report, &err) ==
            MATCH_OK) {
            assert_ok(match_roster_write(roster, temp_path("d"), MATCH_FORMAT_CSV, &err), &err);
        }
        match_report_free(report);
        match_roster_unref(roster);
    }
    free(copy);
    file_bytes_clear(&file);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static TCase *
add_case(Suite *suite, const char *name)
{
    TCase *tests = tcase_create(name);
    tcase_add_checked_fixture(tests, load_record_taxonomy, drop_record_taxonomy);
    suite_add_tcase(suite, tests);
    return tests;
}

int
main(void)
{
    Suite *suite = suite_create("records");
    TCase *tests = add_case(suite, "read");

    tcase_add_loop_test(tests, all_formats_read_the_same_profile, 0, COUNT(profile_files));
    tcase_add_test(tests, the_case_has_every_field_of_a_profile);
    tcase_add_loop_test(tests, an_empty_profile_has_nothing_but_what_it_says, 0,
                        COUNT(profile_files));
    tcase_add_test(tests, every_field_is_documented);
    tcase_add_test(tests, offers_have_every_field);
    tcase_add_test(tests, offers_are_read_as_they_are_meant);
    tcase_add_loop_test(tests, a_language_has_one_code_however_it_is_written, 0,
                        (int)(sizeof language_codes / sizeof *language_codes));
    tcase_add_test(tests, two_names_of_one_language_are_one);
    tcase_add_test(tests, memory_may_end_in_nul_and_have_no_name);
    tcase_add_loop_test(tests, records_hold_what_scoring_needs, 0, COUNT(profile_files));
    tcase_add_loop_test(tests, format_is_found_out, 0, COUNT(contents));

    tests = add_case(suite, "write");
    tcase_add_loop_test(tests, profiles_come_back_from_every_format, 0,
                        COUNT(roster_files) * COUNT(formats));
    tcase_add_loop_test(tests, offers_come_back_from_every_format, 0,
                        COUNT(catalogue_files) * COUNT(formats));
    tcase_add_loop_test(tests, each_kind_can_be_written_alone, MATCH_RECORD_VACANCY,
                        MATCH_RECORD_SUPPORT + 1);
    tcase_add_test(tests, formulas_are_kept_from_running);
    tcase_add_loop_test(tests, order_of_items_changes_nothing_in_a_record, 0, 3);
    tcase_add_test(tests, order_of_rows_and_columns_changes_no_record);
    tcase_add_test(tests, files_are_for_their_owner_and_complete_or_absent);

    tests = add_case(suite, "objects");
    tcase_add_loop_test(tests, a_failed_read_leaves_the_roster_as_it_was, 0, 4);
    tcase_add_test(tests, an_id_of_an_earlier_file_is_refused);
    tcase_add_test(tests, a_frozen_catalogue_takes_no_more);
    tcase_add_test(tests, titles_come_in_the_language_that_is_there);
    tcase_add_test(tests, field_getter_says_how_long_the_text_is);
    tcase_add_loop_test(tests, age_is_never_taken_for_more_than_it_is, 0, COUNT(ages));
    tcase_add_test(tests, options_refuse_what_they_cannot_be);
    tcase_add_test(tests, all_files_go_by_the_same_places);
    tcase_add_test(tests, reports_keep_confidences);
    tcase_add_test(tests, references_are_counted);

    tests = add_case(suite, "robust");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, every_allocation_may_fail, 0, COUNT(attempts));
    tcase_add_loop_test(tests, damaged_files_do_no_harm, 0, COUNT(profile_files));
    return run_suite(suite);
}
