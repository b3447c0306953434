/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/limits.h"
#include "text/table.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Writes rows as text: line:row[cell][cell], each on a line. */
static match_status
show_row(const struct table_row *row, void *data, match_error *err)
{
    struct buffer *out = data;
    (void)err;
    buffer_add_int(out, row->line);
    buffer_add_text(out, ":");
    buffer_add_int(out, row->row);
    for (size_t i = 0; i < row->count; i++) {
        ck_assert_uint_eq(row->lengths[i], strlen(row->cells[i]));
        buffer_add_text(out, "[");
        buffer_add_text(out, row->cells[i]);
        buffer_add_text(out, "]");
    }
    buffer_add_text(out, " ");
    return MATCH_OK;
}

static bool
show_header(const struct table_row *row, void *data)
{
    (void)show_row(row, data, NULL);
    return true;
}

static const struct {
    const char *csv, *rows;
    char separator;
} good[] = {
    {"a,b\n1,2\n", "1:0[a][b] 2:1[1][2] ", ','},
    {"a,b\n1,2", "1:0[a][b] 2:1[1][2] ", ','},
    {"a;b;c\n1;2,5;3", "1:0[a][b][c] 2:1[1][2,5][3] ", ';'},
    {"a\tb\n1\t2", "1:0[a][b] 2:1[1][2] ", '\t'},
    {"a|b\n1|2", "1:0[a][b] 2:1[1][2] ", '|'},
    {"only\n1\n", "1:0[only] 2:1[1] ", ','},
    {"\xEF\xBB\xBF"
     "a,b\n1,2",
     "1:0[a][b] 2:1[1][2] ", ','},
    {"a,b\r\n1,2\r\n3,4\r\n", "1:0[a][b] 2:1[1][2] 3:2[3][4] ", ','},
    {"a,b\r1,2\r3,4\r", "1:0[a][b] 2:1[1][2] 3:2[3][4] ", ','},
    {"a,b\n\n\n1,2\n  \n3,4\n", "1:0[a][b] 4:1[1][2] 6:2[3][4] ", ','},
    {"a,b\n\"x\ny\",2\n3,4", "1:0[a][b] 2:1[x\ny][2] 4:2[3][4] ", ','},
    {"a,b\n\"x\r\ny\",2\r\n3,4", "1:0[a][b] 2:1[x\r\ny][2] 4:2[3][4] ", ','},
    {"a,b\n\"say \"\"hi\"\"\",2\n", "1:0[a][b] 2:1[say \"hi\"][2] ", ','},
    {"a,b\n\"1,5\",\n", "1:0[a][b] 2:1[1,5][] ", ','},
    {"a,b,c\n1\n1,2,3,4\n,,\n", "1:0[a][b][c] 2:1[1] 3:2[1][2][3][4] 4:3[][][] ", ','},
    {"a,b\n  x  , y z \n", "1:0[a][b] 2:1[x][y z] ", ','},
    {"a,b\n\"  x  \",y\n", "1:0[a][b] 2:1[  x  ][y] ", ','},
    {"\"a;1\",\"b\"\nx,y", "1:0[a;1][b] 2:1[x][y] ", ','},
    {"a,b\n\"one\",\"two\"", "1:0[a][b] 2:1[one][two] ", ','},
    {"a,b\n5\" pipe,2\n3,4\n", "1:0[a][b] 2:1[5\" pipe][2] 3:2[3][4] ", ','},
    {"a\tb\n\t2\n1\t\n", "1:0[a][b] 2:1[][2] 3:2[1][] ", '\t'},
    /* What Excel writes before the header. */
    {"sep=;\na,b;c\n1,2;3\n", "2:0[a,b][c] 3:1[1,2][3] ", ';'},
    {"\xEF\xBB\xBF\"SEP=|\"\r\na;b|c\r\n1|2", "2:0[a;b][c] 3:1[1][2] ", '|'},
    {"sep=;x\n1;2\n", "1:0[sep=][x] 2:1[1][2] ", ';'},
    {"sep=", "1:0[sep=] ", ','},
};

START_TEST(table_gives_its_rows)
{
    struct buffer rows = {0};
    match_error err = {0};
    char separator = 0;
    assert_ok(table_read(good[_i].csv, strlen(good[_i].csv), "test", NULL, show_header, show_row,
                         &rows, &separator, &err),
              &err);
    ck_assert_str_eq(rows.bytes, good[_i].rows);
    ck_assert_int_eq(separator, good[_i].separator);
    buffer_clear(&rows);
}
END_TEST

START_TEST(table_takes_a_given_separator)
{
    struct buffer rows = {0};
    match_error err = {0};
    const struct table_options options = {.separator = ';'};
    const char csv[] = "a,b;c\n1,2;3";
    assert_ok(
        table_read(csv, strlen(csv), "test", &options, show_header, show_row, &rows, NULL, &err),
        &err);
    ck_assert_str_eq(rows.bytes, "1:0[a,b][c] 2:1[1,2][3] ");
    buffer_clear(&rows);
}
END_TEST

static const struct {
    const char *csv;
    size_t size; /* 0: up to NUL */
    match_status status;
    uint32_t line;
    const char *message;
} bad[] = {
    {"", 0, MATCH_ERR_FORMAT, 1, "the table is empty"},
    {"\n\n", 0, MATCH_ERR_FORMAT, 1, "the table is empty"},
    {"a,b\n1,2\n\"x,4\n5,6\n", 0, MATCH_ERR_SYNTAX, 3, "a quote opens here and is not closed"},
    {"a,b\n\"x\ny\",\"z\n5,6\n", 0, MATCH_ERR_SYNTAX, 3, "a quote opens here and is not closed"},
    {"\xFF\xFE"
     "a,b",
     0, MATCH_ERR_SYNTAX, 1, "text is UTF-16, expected UTF-8"},
    {"\xFE\xFF"
     "a,b",
     0, MATCH_ERR_SYNTAX, 1, "CSV UTF-8"},
    {"a,b\n1,\xFF\n", 0, MATCH_ERR_SYNTAX, 2, "byte 6 in row 1 is not UTF-8"},
    {"a,b\n\"1\n1\",2\n3,\xC3\n", 0, MATCH_ERR_SYNTAX, 4, "byte 14 in row 2 is not UTF-8"},
    {"a\xE0,b\n1,2\n", 0, MATCH_ERR_SYNTAX, 1, "byte 1 is not UTF-8"},
    {"a,b\n\xAA\xE8\xD2\xA7,2\n", 0, MATCH_ERR_SYNTAX, 2, "looks like Windows-874"},
    {"a,b\n1,\0x\n", 9, MATCH_ERR_SYNTAX, 2, "byte 6 is NUL"},
};

START_TEST(table_that_is_wrong_says_where)
{
    struct buffer rows = {0};
    match_error err = {0};
    size_t size = bad[_i].size ? bad[_i].size : strlen(bad[_i].csv);
    match_status status =
        table_read(bad[_i].csv, size, "test", NULL, show_header, show_row, &rows, NULL, &err);
    ck_assert_int_eq(status, bad[_i].status);
    assert_error(&err, bad[_i].status, bad[_i].line, bad[_i].message);
    buffer_clear(&rows);
}
END_TEST

static bool
refuse_header(const struct table_row *row, void *data)
{
    (void)row;
    (void)data;
    return false;
}

static match_status
stop_at_second(const struct table_row *row, void *data, match_error *err)
{
    (void)err;
    *(uint32_t *)data = row->row;
    return row->row == 2 ? MATCH_ERR_CANCELLED : MATCH_OK;
}

START_TEST(table_ends_when_a_callback_says_so)
{
    match_error err = {0};
    uint32_t row = 0;
    const char csv[] = "a\n1\n2\n3\n";
    ck_assert_int_eq(
        table_read(csv, strlen(csv), "test", NULL, refuse_header, NULL, NULL, NULL, &err),
        MATCH_ERR_FORMAT);
    ck_assert_int_eq(
        table_read(csv, strlen(csv), "test", NULL, NULL, stop_at_second, &row, NULL, &err),
        MATCH_ERR_CANCELLED);
    ck_assert_uint_eq(row, 2);
}
END_TEST

static match_status
take_plain(const struct table_row *row, void *data, match_error *err)
{
    (void)err;
    ck_assert_uint_eq(row->count, 2);
    ck_assert_str_eq(row->cells[0], "\"wet\" work");
    ck_assert_str_eq(row->cells[1], "5\"");
    *(uint32_t *)data = row->row;
    return MATCH_OK;
}

START_TEST(plain_table_has_quotes_in_its_cells)
{
    match_error err = {0};
    const char *text = "a\tb\n\"wet\" work\t5\"\n";
    uint32_t row = 0;
    struct table_options options = {.separator = '\t', .plain = true};
    assert_ok(table_read(text, strlen(text), "test", &options, NULL, take_plain, &row, NULL, &err),
              &err);
    ck_assert_uint_eq(row, 1);
}
END_TEST

START_TEST(table_that_is_too_large_is_refused)
{
    match_error err = {0};
    size_t size = LIMIT_ROW_BYTES + 100;
    char *csv = malloc(size);
    ck_assert_ptr_nonnull(csv);
    memset(csv, ',', size);
    ck_assert_int_eq(table_read(csv, size, "test", NULL, NULL, NULL, NULL, NULL, &err),
                     MATCH_ERR_LIMIT);
    assert_error(&err, MATCH_ERR_LIMIT, 1, "a row has more than 1024 cells");
    memset(csv, 'x', size);
    memcpy(csv, "a\n\"\n", 4);
    for (size_t i = 1000; i < size; i += 1000) {
        csv[i] = '\n';
    }
    ck_assert_int_eq(table_read(csv, size, "test", NULL, NULL, NULL, NULL, NULL, &err),
                     MATCH_ERR_LIMIT);
    assert_error(&err, MATCH_ERR_LIMIT, 2, "is a quote not closed?");
    free(csv);
}
END_TEST

START_TEST(table_without_line_feeds_is_read_in_linear_time)
{
    match_error err = {0};
    size_t size = 4u * 1024 * 1024;
    char *csv = malloc(size);
    uint32_t row = 0;
    ck_assert_ptr_nonnull(csv);
    for (size_t i = 0; i < size; i++) {
        csv[i] = i % 2 == 0 ? 'x' : '\r';
    }
    ck_assert_int_eq(table_read(csv, size, "test", NULL, NULL, NULL, &row, NULL, &err), MATCH_OK);
    free(csv);
}
END_TEST

static match_status
read_once(void *data, match_error *err)
{
    return table_read(data, strlen(data), "test", NULL, NULL, NULL, NULL, NULL, err);
}

START_TEST(table_survives_every_allocation_failure)
{
    char csv[] = "a,b,c,d,e,f,g,h,i,j\n1,2,3,4,5,6,7,8,9,0\n\"x\ny\",\"a long cell to be kept\"\n";
    ck_assert_int_gt(for_every_allocation_failure(read_once, csv), 4);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("table");
    TCase *rows = tcase_create("rows");
    TCase *failures = tcase_create("failures");

    tcase_add_loop_test(rows, table_gives_its_rows, 0, (int)COUNT(good));
    tcase_add_test(rows, table_takes_a_given_separator);
    tcase_add_test(rows, table_ends_when_a_callback_says_so);
    tcase_add_test(rows, plain_table_has_quotes_in_its_cells);
    tcase_add_test(rows, table_without_line_feeds_is_read_in_linear_time);
    suite_add_tcase(suite, rows);

    tcase_add_loop_test(failures, table_that_is_wrong_says_where, 0, (int)COUNT(bad));
    tcase_add_test(failures, table_that_is_too_large_is_refused);
    tcase_add_test(failures, table_survives_every_allocation_failure);
    suite_add_tcase(suite, failures);
    return run_suite(suite);
}
