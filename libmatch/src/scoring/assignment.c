/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/assignment.h"

#include "base/alloc.h"

struct assignment_row {
    int64_t dual;     /* >= 0; 0 while the row has no column */
    int64_t distance; /* in the tree of the present search */
};

struct assignment_column {
    int64_t dual; /* >= 0; 0 while no row has the column */
    int64_t distance;
    uint32_t row;         /* that has it, or ASSIGNMENT_NONE */
    uint32_t search;      /* number of the search that reached it last */
    uint32_t parent;      /* row from which it was reached */
    uint32_t parent_edge;
    bool done;
};

/* One problem being solved. dual(row) + dual(column) >= gain for every edge, equal if chosen. */
struct problem {
    struct assignment *space;
    const uint32_t *first;
    const struct assignment_edge *edges;
    uint32_t *chosen;
    uint32_t search;
    size_t reached_count;
    size_t tree_count;
    /* Where the search ends: the cheapest row that can go without a column. */
    uint32_t end_row;
    int64_t end_cost;
};

/* Puts a row into the tree and reaches its columns from it. */
static void
enter_row(struct problem *problem, uint32_t row, int64_t distance)
{
    struct assignment_row *state = &problem->space->rows[row];

    state->distance = distance;
    problem->space->tree[problem->tree_count++] = row;
    if (distance + state->dual < problem->end_cost) {
        problem->end_cost = distance + state->dual;
        problem->end_row = row;
    }
    for (uint32_t i = problem->first[row]; i < problem->first[row + 1]; i++) {
        const struct assignment_edge *edge = &problem->edges[i];
        struct assignment_column *column = &problem->space->columns[edge->column];
        int64_t reach = distance + state->dual + column->dual - edge->gain;

        if (column->search != problem->search) {
            column->search = problem->search;
            column->done = false;
            problem->space->reached[problem->reached_count++] = edge->column;
        } else if (column->done || reach >= column->distance) {
            continue;
        }
        column->distance = reach;
        column->parent = row;
        column->parent_edge = i;
    }
}

/* The nearest reached column that is not done, the lower number of equal ones. */
static uint32_t
nearest_column(const struct problem *problem)
{
    const struct assignment_column *columns = problem->space->columns;
    uint32_t best = ASSIGNMENT_NONE;

    for (size_t i = 0; i < problem->reached_count; i++) {
        uint32_t column = problem->space->reached[i];
        if (columns[column].done) {
            continue;
        }
        if (best == ASSIGNMENT_NONE || columns[column].distance < columns[best].distance ||
            (columns[column].distance == columns[best].distance && column < best)) {
            best = column;
        }
    }
    return best;
}

/* Keeps the duals valid once the search has ended at a cost. */
static void
update_duals(struct problem *problem, int64_t cost)
{
    for (size_t i = 0; i < problem->tree_count; i++) {
        struct assignment_row *row = &problem->space->rows[problem->space->tree[i]];
        if (row->distance < cost) {
            row->dual -= cost - row->distance;
        }
    }
    for (size_t i = 0; i < problem->reached_count; i++) {
        struct assignment_column *column =
            &problem->space->columns[problem->space->reached[i]];
        if (column->done && column->distance < cost) {
            column->dual += cost - column->distance;
        }
    }
}

/* Gives a column to the row it was reached from, that row's old one to the next, up to root. */
static void
flip_path(struct problem *problem, uint32_t root, uint32_t column)
{
    for (;;) {
        struct assignment_column *state = &problem->space->columns[column];
        uint32_t row = state->parent;
        uint32_t before = problem->chosen[row];

        problem->chosen[row] = state->parent_edge;
        state->row = row;
        if (row == root) {
            return;
        }
        column = problem->edges[before].column;
    }
}

static void
insert_row(struct problem *problem, uint32_t root)
{
    struct assignment *space = problem->space;
    int64_t dual = 0;
    uint32_t column;

    for (uint32_t i = problem->first[root]; i < problem->first[root + 1]; i++) {
        const struct assignment_edge *edge = &problem->edges[i];
        int64_t wanted = edge->gain - space->columns[edge->column].dual;
        dual = wanted > dual ? wanted : dual;
    }
    space->rows[root].dual = dual;
    problem->search++;
    problem->reached_count = 0;
    problem->tree_count = 0;
    problem->end_cost = INT64_MAX;
    enter_row(problem, root, 0);
    for (;;) {
        struct assignment_column *state;

        column = nearest_column(problem);
        if (column == ASSIGNMENT_NONE ||
            space->columns[column].distance > problem->end_cost) {
            break;
        }
        state = &space->columns[column];
        state->done = true;
        if (state->row == ASSIGNMENT_NONE) {
            update_duals(problem, state->distance);
            flip_path(problem, root, column);
            return;
        }
        enter_row(problem, state->row, state->distance);
    }
    /* Somebody goes without: root itself or a row whose column moves towards root. */
    update_duals(problem, problem->end_cost);
    if (problem->end_row != root) {
        column = problem->edges[problem->chosen[problem->end_row]].column;
        problem->chosen[problem->end_row] = ASSIGNMENT_NONE;
        flip_path(problem, root, column);
    }
}

static bool
make_room(struct assignment *space, size_t rows, size_t columns)
{
    struct assignment_row *row_room =
        alloc_grow(space->rows, &space->row_capacity, rows, sizeof *space->rows);
    if (!row_room) {
        return false;
    }
    space->rows = row_room;
    struct assignment_column *column_room =
        alloc_grow(space->columns, &space->column_capacity, columns, sizeof *space->columns);
    if (!column_room) {
        return false;
    }
    space->columns = column_room;
    uint32_t *room =
        alloc_grow(space->reached, &space->reached_capacity, columns, sizeof *space->reached);
    if (!room) {
        return false;
    }
    space->reached = room;
    room = alloc_grow(space->tree, &space->tree_capacity, rows, sizeof *space->tree);
    if (!room) {
        return false;
    }
    space->tree = room;
    return true;
}

bool
assignment_solve(struct assignment *assignment, size_t row_count, size_t column_count,
                 const uint32_t *first, const struct assignment_edge *edges, uint32_t *chosen)
{
    struct problem problem = {
        .space = assignment, .first = first, .edges = edges, .chosen = chosen};

    if (!make_room(assignment, row_count, column_count)) {
        return false;
    }
    for (size_t i = 0; i < column_count; i++) {
        assignment->columns[i] = (struct assignment_column){.row = ASSIGNMENT_NONE};
    }
    for (size_t i = 0; i < row_count; i++) {
        chosen[i] = ASSIGNMENT_NONE;
    }
    for (uint32_t i = 0; i < row_count; i++) {
        insert_row(&problem, i);
    }
    return true;
}

void
assignment_clear(struct assignment *assignment)
{
    alloc_free(assignment->rows);
    alloc_free(assignment->columns);
    alloc_free(assignment->reached);
    alloc_free(assignment->tree);
    *assignment = (struct assignment){0};
}
