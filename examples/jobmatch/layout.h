/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JOBMATCH_LAYOUT_H
#define JOBMATCH_LAYOUT_H

#include "support.h"

#include <stdio.h>

/**
 * @file layout.h
 * Text in columns for a terminal or a page, in scripts whose letters and columns differ.
 */

struct layout {
    FILE *file;
    size_t width;
    bool colour;
};

enum colour { COLOUR_PLAIN, COLOUR_BOLD, COLOUR_GOOD, COLOUR_MIDDLE, COLOUR_BAD, COLOUR_DIM };

/** Takes width and colours from where the output goes. */
void layout_init(struct layout *layout, FILE *file);

/** Columns a text takes. */
size_t columns_of(const char *text);

/** Prints a text without control characters and bidirectional overrides. */
void layout_text(const struct layout *layout, enum colour colour, const char *text);

/** Prints @p left, cut if it must be, and @p right at the right edge, on one line. */
void layout_ends(const struct layout *layout, const char *left, const char *right,
                 enum colour colour);

/** A rule over the whole width. */
void layout_rule(const struct layout *layout);

/**
 * A paragraph: a label, then items that are kept whole where they fit, further lines indented
 * like the first item.
 */
struct paragraph {
    const struct layout *layout;
    size_t indent; /* of the items */
    size_t column;
    size_t items;
    const char *separator;
};

void paragraph_begin(struct paragraph *paragraph, const struct layout *layout, size_t indent,
                     const char *label, size_t label_columns, const char *separator);
void paragraph_item(struct paragraph *paragraph, const char *text);
void paragraph_end(struct paragraph *paragraph);

/** A table of texts; columns are as wide as their widest cell. */
#define GRID_COLUMNS 8

struct grid {
    size_t columns;
    const char *right; /* for each column 'r' or 'l' */
    char **cells;
    size_t count;
};

void grid_add(struct grid *grid, const char *cell);
void grid_print(const struct grid *grid, const struct layout *layout, size_t indent);
void grid_clear(struct grid *grid);

#endif
