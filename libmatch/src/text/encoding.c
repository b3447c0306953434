/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/encoding.h"

#include <string.h>

#include "base/fail.h"
#include "base/utf8.h"

size_t
encoding_mark(const char *bytes, size_t size)
{
    return size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static bool
starts_like_utf16(const char *bytes, size_t size)
{
    return size >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
}

/*
 * Thai in Windows-874 is letters of one byte, 0xA1 to 0xFB. Nearly all bytes past ASCII being of
 * that range, and not UTF-8, is a strong sign.
 */
static bool
looks_like_windows_874(const char *bytes, size_t size)
{
    size_t high = 0;
    size_t thai = 0;
    for (size_t i = 0; i < size && i < 65536; i++) {
        unsigned char c = (unsigned char)bytes[i];
        high += c >= 0x80;
        thai += (c >= 0xA1 && c <= 0xDA) || (c >= 0xDF && c <= 0xFB);
    }
    return high >= 4 && thai * 10 >= high * 9;
}

/* Lines end with LF, CR or both. */
static uint32_t
line_of(const char *bytes, size_t offset)
{
    uint32_t line = 1;
    for (size_t i = 0; i < offset; i++) {
        bool ends = bytes[i] == '\n' || (bytes[i] == '\r' && bytes[i + 1] != '\n');
        line += ends && line < UINT32_MAX;
    }
    return line;
}

match_status
encoding_fail(const char *bytes, size_t size, const char *source, size_t offset, uint32_t row,
              match_error *err)
{
    if (starts_like_utf16(bytes, size)) {
        return fail_at(err, MATCH_ERR_SYNTAX, source, 1, 0,
                       "text is UTF-16, expected UTF-8 (\"CSV UTF-8\" in a spreadsheet)");
    }
    if (size >= 4 && memcmp(bytes, "PK\3\4", 4) == 0) {
        return fail_at(err, MATCH_ERR_SYNTAX, source, 0, 0,
                       "the file is a spreadsheet or an archive, expected text (\"CSV UTF-8\" in "
                       "a spreadsheet)");
    }
    uint32_t line = line_of(bytes, offset);
    if (bytes[offset] == 0) {
        return fail_at(err, MATCH_ERR_SYNTAX, source, line, 0,
                       "byte %zu is NUL, expected text in UTF-8", offset);
    }
    const char *hint = looks_like_windows_874(bytes, size)
                           ? ": it looks like Windows-874 (Thai), save it as UTF-8 "
                             "(\"CSV UTF-8\" in a spreadsheet)"
                           : ": save it as UTF-8 (\"CSV UTF-8\" in a spreadsheet)";
    if (row == 0) {
        return fail_at(err, MATCH_ERR_SYNTAX, source, line, 0, "byte %zu is not UTF-8%s", offset,
                       hint);
    }
    return fail_at(err, MATCH_ERR_SYNTAX, source, line, 0, "byte %zu in row %u is not UTF-8%s",
                   offset, row, hint);
}

match_status
encoding_check(const char *bytes, size_t size, const char *source, size_t *offset, match_error *err)
{
    size_t good = utf8_check(bytes, size);
    const char *zero = memchr(bytes, 0, good);
    if (zero) {
        good = (size_t)(zero - bytes);
    }
    if (offset) {
        *offset = good;
    }
    return good == size ? MATCH_OK : encoding_fail(bytes, size, source, good, 0, err);
}

/*
 * The first two bytes of a Lao letter are E0 BA or E0 BB, of a Thai one E0 B8 or E0 B9. Read as
 * Windows-1252 and written as UTF-8 again they are C3 A0 C2 BA and so on.
 */
bool
text_looks_double_encoded(const char *text, size_t length)
{
    for (size_t i = 0; i + 4 <= length; i++) {
        const unsigned char *at = (const unsigned char *)text + i;
        if (at[0] == 0xC3 && at[1] == 0xA0 && at[2] == 0xC2 && at[3] >= 0xB8 && at[3] <= 0xBB) {
            return true;
        }
    }
    return false;
}
