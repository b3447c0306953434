/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "base/buffer.h"

#include "base/alloc.h"

#include <string.h>

void
buffer_add(struct buffer *buffer, const void *bytes, size_t size)
{
    size_t wanted;
    char *grown;

    if (buffer->failed) {
        return; /* what comes after a gap is of no use */
    }
    if (__builtin_add_overflow(buffer->size, size, &wanted) ||
        __builtin_add_overflow(wanted, (size_t)1, &wanted)) {
        buffer->failed = true;
        return;
    }
    grown = alloc_grow(buffer->bytes, &buffer->capacity, wanted, 1);
    if (!grown) {
        buffer->failed = true;
        return;
    }
    buffer->bytes = grown;
    if (size > 0) {
        memcpy(buffer->bytes + buffer->size, bytes, size);
    }
    buffer->size += size;
    buffer->bytes[buffer->size] = '\0';
}

void
buffer_add_text(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

void
buffer_add_char(struct buffer *buffer, char c)
{
    buffer_add(buffer, &c, 1);
}

void
buffer_add_int(struct buffer *buffer, int64_t number)
{
    char digits[20]; /* the longest is -9223372036854775808 */
    size_t start = sizeof digits;
    uint64_t rest = number < 0 ? UINT64_C(0) - (uint64_t)number : (uint64_t)number;

    do {
        digits[--start] = (char)('0' + (int)(rest % 10));
        rest /= 10;
    } while (rest > 0);
    if (number < 0) {
        digits[--start] = '-';
    }
    buffer_add(buffer, digits + start, sizeof digits - start);
}

void
buffer_clear(struct buffer *buffer)
{
    alloc_free(buffer->bytes);
    *buffer = (struct buffer){0};
}
