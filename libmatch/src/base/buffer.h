/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_BASE_BUFFER_H
#define MATCH_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * @file buffer.h
 * Bytes that grow. After a failed addition the buffer is marked and stays as it was, so a writer
 * may add many times and look at `failed` once at the end.
 */

/** Zero-initialised: empty and ready. */
struct buffer {
    char *bytes; /* bytes[size] is 0 once something was added */
    size_t size;
    size_t capacity;
    bool failed;
};

void buffer_add(struct buffer *buffer, const void *bytes, size_t size);
void buffer_add_text(struct buffer *buffer, const char *text);
void buffer_add_char(struct buffer *buffer, char c);
/** Decimal digits in the C locale, whatever the locale is. */
void buffer_add_int(struct buffer *buffer, int64_t number);
void buffer_clear(struct buffer *buffer);

#endif
