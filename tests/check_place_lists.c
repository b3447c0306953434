/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "lao_places.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libmatch/places.h>

#include "base/file.h"
#include "text/table.h"

/* Two independent lists of districts, which are not part of this project. */
#define DISTRICTS "data/lao/districts.csv"
#define SPELLINGS "data/lao/district_spellings_dev.csv"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

struct spellings {
    const size_t *columns; /* of names; the first column is the code */
    size_t count;
    unsigned rows;
};

static bool
any_header(const struct table_row *row, void *data)
{
    (void)row;
    (void)data;
    return true;
}

/* Each name of the row finds the district of its code, within its province. */
static match_status
find_spellings(const struct table_row *row, void *data, match_error *err)
{
    struct spellings *spellings = data;
    const char *code = row->cells[0] + 2; /* after "LA" */
    char province[3] = {code[0], code[1], '\0'};
    (void)err;

    for (size_t i = 0; i < spellings->count; i++) {
        const char *name = row->cells[spellings->columns[i]];
        match_place found[2];
        size_t count;
        if (strncmp(name, "ມ. ", strlen("ມ. ")) == 0) {
            name += strlen("ມ. "); /* "district", which the readers of records take off */
        }
        count = match_places_find(lao_places, name, MATCH_NUL, place_of(province), found, 2);
        ck_assert_msg(count == 1, "%s is the name of %zu in %s", name, count, province);
        ck_assert_str_eq(match_places_code(lao_places, found[0]), code);
    }
    spellings->rows++;
    return MATCH_OK;
}

static void
check_list(const char *path, const size_t *columns, size_t count, unsigned rows)
{
    struct spellings spellings = {.columns = columns, .count = count};
    struct file_bytes file;
    match_error err;

    assert_ok(file_read(path, &file, &err), &err);
    assert_ok(table_read(file.bytes, file.size, path, NULL, any_header, find_spellings, &spellings,
                         NULL, &err),
              &err);
    file_bytes_clear(&file);
    ck_assert_uint_eq(spellings.rows, rows);
}

START_TEST(first_list_is_known)
{
    static const size_t columns[] = {3, 4};
    check_list(shared_path(DISTRICTS), columns, COUNT(columns), 148);
}
END_TEST

START_TEST(second_list_is_known)
{
    static const size_t columns[] = {1, 2, 3};
    check_list(shared_path(SPELLINGS), columns, COUNT(columns), 34);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("place_lists");
    TCase *lists = tcase_create("lists");

    tcase_add_checked_fixture(lists, load_lao_places, drop_lao_places);
    tcase_add_test(lists, first_list_is_known);
    tcase_add_test(lists, second_list_is_known);
    suite_add_tcase(suite, lists);
    if (!shared_is_there(DISTRICTS) || !shared_is_there(SPELLINGS)) {
        puts("1..0 # SKIP LIBMATCH_SHARED has no " DISTRICTS " and " SPELLINGS);
        srunner_free(srunner_create(suite));
        return EXIT_SUCCESS;
    }
    return run_suite(suite);
}
