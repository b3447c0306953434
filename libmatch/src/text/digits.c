/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/digits.h"

#include <string.h>

/* The digits zero that have nine more behind them in UTF-8, all of three bytes. */
static const unsigned char zeros[][3] = {
    {0xE0, 0xBB, 0x90}, /* Lao, U+0ED0 */
    {0xE0, 0xB9, 0x90}, /* Thai, U+0E50 */
    {0xEF, 0xBC, 0x90}, /* full width, U+FF10 */
};

/* The value of the digit that begins here, -1 when there is none. */
static int
digit_at(const unsigned char *text, size_t length)
{
    if (length < 3 || text[0] < 0xE0) {
        return -1;
    }
    for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++) {
        if (memcmp(text, zeros[i], 2) == 0 && text[2] >= zeros[i][2] &&
            text[2] <= zeros[i][2] + 9) {
            return text[2] - zeros[i][2];
        }
    }
    return -1;
}

size_t
digits_fold(const char *text, size_t length, char *out, bool *changed)
{
    size_t written = 0;
    bool found = false;
    for (size_t i = 0; i < length;) {
        int digit = digit_at((const unsigned char *)text + i, length - i);
        found = found || digit >= 0;
        out[written++] = digit >= 0 ? (char)('0' + digit) : text[i];
        i += digit >= 0 ? 3 : 1;
    }
    out[written] = '\0';
    if (changed) {
        *changed = found;
    }
    return written;
}
