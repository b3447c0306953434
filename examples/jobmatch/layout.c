/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "layout.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#define DEFAULT_WIDTH 100
#define SMALLEST_WIDTH 50
#define LARGEST_WIDTH 200

static size_t
clamp_width(long width)
{
    if (width < SMALLEST_WIDTH) {
        return SMALLEST_WIDTH;
    }
    return width > LARGEST_WIDTH ? LARGEST_WIDTH : (size_t)width;
}

void
layout_init(struct layout *layout, FILE *file)
{
    const char *columns = getenv("COLUMNS");
    const char *no_colour = getenv("NO_COLOR");
    const char *kind = getenv("TERM");
    struct winsize size = {0};
    bool terminal = isatty(fileno(file)) != 0;

    *layout = (struct layout){.file = file, .width = DEFAULT_WIDTH};
    if (columns && strtol(columns, NULL, 10) > 0) {
        layout->width = clamp_width(strtol(columns, NULL, 10));
    } else if (terminal && ioctl(fileno(file), TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        layout->width = clamp_width(size.ws_col);
    }
    layout->colour = terminal && !(no_colour && no_colour[0]) && kind && strcmp(kind, "dumb") != 0;
}

size_t
columns_of(const char *text)
{
    return match_text_columns(text, MATCH_NUL);
}

static void
put_bytes(const struct layout *layout, const char *text, size_t length)
{
    const unsigned char *at = (const unsigned char *)text;
    const unsigned char *end = at + length;

    while (at < end) {
        size_t skip = unwanted(at);
        if (skip == 0) {
            fputc(*at++, layout->file);
        } else {
            fputc(' ', layout->file);
            at += skip;
        }
    }
}

void
layout_text(const struct layout *layout, enum colour colour, const char *text)
{
    static const char *const codes[] = {"", "\033[1m", "\033[32m", "\033[33m", "\033[31m",
                                        "\033[2m"};
    bool on = layout->colour && colour != COLOUR_PLAIN;

    fputs(on ? codes[colour] : "", layout->file);
    put_bytes(layout, text, strlen(text));
    fputs(on ? "\033[0m" : "", layout->file);
}

static void
pad(const struct layout *layout, size_t count)
{
    fprintf(layout->file, "%*s", (int)count, "");
}

void
layout_ends(const struct layout *layout, const char *left, const char *right, enum colour colour)
{
    size_t right_columns = columns_of(right);
    size_t space = layout->width > right_columns + 2 ? layout->width - right_columns - 2 : 0;
    size_t left_columns = columns_of(left);

    if (left_columns <= space) {
        layout_text(layout, COLOUR_BOLD, left);
    } else {
        struct text start = {0};
        text_add_bytes(&start, left, match_text_cut(left, strlen(left), space - 1));
        text_add(&start, "…");
        layout_text(layout, COLOUR_BOLD, text_of(&start));
        left_columns = columns_of(text_of(&start));
        text_clear(&start);
    }
    if (right[0]) {
        pad(layout, layout->width - right_columns - left_columns);
        layout_text(layout, colour, right);
    }
    fputc('\n', layout->file);
}

void
layout_rule(const struct layout *layout)
{
    for (size_t i = 0; i < layout->width; i++) {
        fputs("─", layout->file);
    }
    fputc('\n', layout->file);
}

/* --- Paragraphs ------------------------------------------------------------------------------- */

void
paragraph_begin(struct paragraph *paragraph, const struct layout *layout, size_t indent,
                const char *label, size_t label_columns, const char *separator)
{
    size_t columns = columns_of(label);

    *paragraph = (struct paragraph){
        .layout = layout, .indent = indent + label_columns, .separator = separator};
    pad(layout, indent);
    layout_text(layout, COLOUR_DIM, label);
    paragraph->column = indent + columns;
    if (columns < label_columns) {
        pad(layout, label_columns - columns);
        paragraph->column = paragraph->indent;
    } else if (label_columns > 0) {
        fputc(' ', layout->file);
        paragraph->column++;
    }
}

static void
next_line(struct paragraph *paragraph)
{
    fputc('\n', paragraph->layout->file);
    pad(paragraph->layout, paragraph->indent);
    paragraph->column = paragraph->indent;
}

/* Puts a piece of a word where it fits; returns how many bytes it put. */
static size_t
put_piece(struct paragraph *paragraph, const char *word, size_t length)
{
    size_t width = paragraph->layout->width;
    size_t columns = match_text_columns(word, length);
    size_t room = width > paragraph->column ? width - paragraph->column : 0;
    bool fresh = paragraph->column <= paragraph->indent;
    size_t cut = length;

    if (columns > room) {
        if (!fresh && columns <= width - paragraph->indent) {
            next_line(paragraph);
            return 0;
        }
        cut = match_text_cut(word, length, room);
        if (cut == 0 && !fresh) {
            next_line(paragraph);
            return 0;
        }
        cut = cut > 0 ? cut : length;
    }
    put_bytes(paragraph->layout, word, cut);
    paragraph->column += match_text_columns(word, cut);
    return cut;
}

/* Puts one word; a word longer than a line, as Lao without spaces, is broken between letters. */
static void
put_word(struct paragraph *paragraph, const char *word, size_t length, bool after_space)
{
    size_t width = paragraph->layout->width;
    size_t columns = match_text_columns(word, length);

    if (after_space && paragraph->column > paragraph->indent) {
        if (paragraph->column + 1 + columns > width && columns <= width - paragraph->indent) {
            next_line(paragraph);
        } else if (paragraph->column + 1 < width) {
            fputc(' ', paragraph->layout->file);
            paragraph->column++;
        } else {
            next_line(paragraph);
        }
    }
    while (length > 0) {
        size_t put = put_piece(paragraph, word, length);
        word += put;
        length -= put;
    }
}

static void
put_words(struct paragraph *paragraph, const char *text)
{
    bool after_space = false;

    while (*text) {
        size_t length = strcspn(text, " \n\t");
        if (length > 0) {
            put_word(paragraph, text, length, after_space);
        }
        text += length;
        after_space = *text != '\0';
        text += *text ? 1 : 0;
    }
}

void
paragraph_item(struct paragraph *paragraph, const char *text)
{
    size_t columns = columns_of(text);
    size_t separator = columns_of(paragraph->separator);
    size_t width = paragraph->layout->width;

    if (paragraph->items++ > 0) {
        if (paragraph->column + separator + columns > width) {
            put_bytes(paragraph->layout, paragraph->separator,
                      strcspn(paragraph->separator, " "));
            next_line(paragraph);
        } else {
            put_bytes(paragraph->layout, paragraph->separator, strlen(paragraph->separator));
            paragraph->column += separator;
        }
    }
    put_words(paragraph, text);
}

void
paragraph_end(struct paragraph *paragraph)
{
    fputc('\n', paragraph->layout->file);
}

/* --- Grids ------------------------------------------------------------------------------------ */

void
grid_add(struct grid *grid, const char *cell)
{
    struct text copy = {0};

    text_add(&copy, cell);
    grid->cells = take(grid->cells, grid->count + 1, sizeof *grid->cells);
    grid->cells[grid->count++] = copy.bytes;
}

static void
print_cell(const struct grid *grid, const struct layout *layout, size_t column, size_t width,
           const char *cell)
{
    size_t columns = columns_of(cell);
    size_t space = columns < width ? width - columns : 0;

    if (columns > width) {
        put_bytes(layout, cell, match_text_cut(cell, strlen(cell), width - 1));
        fputs("…", layout->file);
        return;
    }
    if (grid->right[column] == 'r') {
        pad(layout, space);
    }
    put_bytes(layout, cell, strlen(cell));
    if (grid->right[column] != 'r' && column + 1 < grid->columns) {
        pad(layout, space);
    }
}

void
grid_print(const struct grid *grid, const struct layout *layout, size_t indent)
{
    size_t widths[GRID_COLUMNS] = {0};
    size_t total = indent + 2 * (grid->columns - 1);
    size_t widest = 0;

    for (size_t i = 0; i < grid->count; i++) {
        size_t columns = columns_of(grid->cells[i]);
        size_t *width = &widths[i % grid->columns];
        *width = columns > *width ? columns : *width;
    }
    for (size_t i = 0; i < grid->columns; i++) {
        total += widths[i];
        widest = widths[i] > widths[widest] ? i : widest;
    }
    if (total > layout->width && widths[widest] > total - layout->width + 8) {
        widths[widest] -= total - layout->width;
    }
    for (size_t i = 0; i < grid->count; i++) {
        size_t column = i % grid->columns;
        pad(layout, column == 0 ? indent : 2);
        print_cell(grid, layout, column, widths[column], grid->cells[i]);
        if (column + 1 == grid->columns) {
            fputc('\n', layout->file);
        }
    }
}

void
grid_clear(struct grid *grid)
{
    for (size_t i = 0; i < grid->count; i++) {
        free(grid->cells[i]);
    }
    free(grid->cells);
    grid->cells = NULL;
    grid->count = 0;
}
