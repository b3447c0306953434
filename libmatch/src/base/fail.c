/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "base/fail.h"

#include "base/utf8.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const struct {
    match_status status;
    const char *name;
} status_names[] = {
    {MATCH_OK, "OK"},
    {MATCH_ERR_NOMEM, "NOMEM"},
    {MATCH_ERR_INVALID, "INVALID"},
    {MATCH_ERR_IO, "IO"},
    {MATCH_ERR_SYNTAX, "SYNTAX"},
    {MATCH_ERR_FORMAT, "FORMAT"},
    {MATCH_ERR_NOT_FOUND, "NOT_FOUND"},
    {MATCH_ERR_CANCELLED, "CANCELLED"},
    {MATCH_ERR_LIMIT, "LIMIT"},
};

/* strerror() speaks the language of the locale; messages here are the same everywhere. */
static const struct {
    int number;
    const char *text;
} system_texts[] = {
    {EACCES, "permission denied"},
    {EDQUOT, "the disk quota is used up"},
    {EEXIST, "it is there already"},
    {EFBIG, "the file would be too large"},
    {EIO, "the device failed"},
    {EISDIR, "it is a folder, expected a file"},
    {ELOOP, "too many symbolic links"},
    {EMFILE, "too many open files"},
    {ENAMETOOLONG, "the file name is too long"},
    {ENFILE, "too many open files in the system"},
    {ENOENT, "there is no such file or folder"},
    {ENOMEM, "out of memory"},
    {ENOSPC, "no space is left on the device"},
    {ENOTDIR, "a part of the path is not a folder"},
    {ENOTEMPTY, "the folder is not empty"},
    {ENXIO, "there is no such device"},
    {EPERM, "the operation is not permitted"},
    {EPIPE, "the reader has gone away"},
    {EROFS, "the file system is read-only"},
};

const char *
match_status_name(match_status status)
{
    for (size_t i = 0; i < sizeof status_names / sizeof status_names[0]; i++) {
        if (status_names[i].status == status) {
            return status_names[i].name;
        }
    }
    return "UNKNOWN";
}

const char *
fail_system_text(int number)
{
    for (size_t i = 0; i < sizeof system_texts / sizeof system_texts[0]; i++) {
        if (system_texts[i].number == number) {
            return system_texts[i].text;
        }
    }
    return "the system reports a failure";
}

/* Controls, line and paragraph separators, and what turns the direction of writing. */
static bool
is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

/* Makes control characters and bytes that are no UTF-8 visible as '?', in place. */
static void
clean(char *text, size_t length)
{
    size_t offset = 0;
    while (offset < length) {
        size_t start = offset;
        size_t good = utf8_check(text + offset, length - offset);
        while (offset < start + good) {
            size_t at = offset;
            uint32_t code_point = utf8_next(text, start + good, &offset);
            if (is_control(code_point)) {
                memset(text + at, '?', offset - at);
            }
        }
        if (offset < length) {
            text[offset++] = '?';
        }
    }
}

/* The length of a text without the first bytes of a character that was cut off at its end. */
static size_t
whole_length(const char *text, size_t length)
{
    for (size_t back = 1; back <= 3 && back <= length; back++) {
        unsigned char byte = (unsigned char)text[length - back];
        if (byte >= 0xc0) {
            size_t needed = byte >= 0xf0 ? 4u : byte >= 0xe0 ? 3u : 2u;
            return needed > back ? length - back : length;
        }
        if (byte < 0x80) {
            break;
        }
    }
    return length;
}

void
fail_format(char *out, size_t size, const char *format, va_list arguments)
{
    int wanted = vsnprintf(out, size, format, arguments);
    size_t length = wanted < 0 ? 0 : (size_t)wanted;

    if (length >= size) {
        length = whole_length(out, size - 1);
    }
    out[length] = '\0';
    clean(out, length);
}

/* A long file name loses its front: its end tells more. */
static void
copy_source(char out[MATCH_ERROR_SOURCE_SIZE], const char *source)
{
    static const char cut[] = "...";
    size_t length = source ? strlen(source) : 0;
    size_t start = 0;

    if (length < MATCH_ERROR_SOURCE_SIZE) {
        memcpy(out, source ? source : "", length + 1);
    } else {
        start = length - (MATCH_ERROR_SOURCE_SIZE - sizeof cut);
        while (((unsigned char)source[start] & 0xc0) == 0x80) {
            start++;
        }
        length -= start;
        memcpy(out, cut, sizeof cut - 1);
        memcpy(out + sizeof cut - 1, source + start, length + 1);
        length += sizeof cut - 1;
    }
    clean(out, length);
}

static match_status MATCH_PRINTF(6, 0)
    fail_list(match_error *err, match_status status, const char *source, uint32_t line,
              uint32_t column, const char *format, va_list arguments)
{
    match_error made = {.status = status, .line = line, .column = column};

    if (err) {
        /* Made beside *err, since the arguments may point into it. */
        fail_format(made.message, sizeof made.message, format, arguments);
        copy_source(made.source, source);
        *err = made;
    }
    return status;
}

match_status
fail_at(match_error *err, match_status status, const char *source, uint32_t line, uint32_t column,
        const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    status = fail_list(err, status, source, line, column, format, arguments);
    va_end(arguments);
    return status;
}

match_status
fail(match_error *err, match_status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    status = fail_list(err, status, NULL, 0, 0, format, arguments);
    va_end(arguments);
    return status;
}

match_status
fail_memory(match_error *err)
{
    return fail(err, MATCH_ERR_NOMEM, "out of memory");
}
