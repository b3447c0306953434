/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "base/alloc.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define HUGE_PAGE ((size_t)2 * 1024 * 1024)

#define FIRST_CAPACITY 8u

/* The one mutable global of the library. Atomic, since workers allocate too; never for order. */
static atomic_long countdown = -1; /* negative: off */
static atomic_long asked;
static atomic_long live;

static bool
may_allocate(void)
{
    atomic_fetch_add_explicit(&asked, 1, memory_order_relaxed);
    if (atomic_load_explicit(&countdown, memory_order_relaxed) < 0) {
        return true;
    }
    return atomic_fetch_sub_explicit(&countdown, 1, memory_order_relaxed) != 0;
}

void *
alloc_zeroed(size_t n, size_t size)
{
    void *memory;
    size_t bytes;

    if (!may_allocate() || __builtin_mul_overflow(n, size, &bytes) || bytes > PTRDIFF_MAX) {
        return NULL;
    }
    memory = calloc(1, bytes > 0 ? bytes : 1);
    if (memory) {
        atomic_fetch_add_explicit(&live, 1, memory_order_relaxed);
    }
    return memory;
}

/* Whole huge pages: what is past the last one would be of small pages again. */
static void *
new_huge(size_t size)
{
    void *memory = NULL;
    size = (size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    if (posix_memalign(&memory, HUGE_PAGE, size) != 0) {
        return NULL;
    }
#ifdef MADV_HUGEPAGE
    (void)madvise(memory, size, MADV_HUGEPAGE); /* a wish: small pages are right too */
#endif
    return memory;
}

void *
alloc_block(size_t size)
{
    void *memory;
    if (!may_allocate() || size > PTRDIFF_MAX - HUGE_PAGE) {
        return NULL;
    }
    memory = size >= HUGE_PAGE ? new_huge(size) : malloc(size > 0 ? size : 1);
    if (memory) {
        atomic_fetch_add_explicit(&live, 1, memory_order_relaxed);
    }
    return memory;
}

void
alloc_free(void *memory)
{
    if (memory) {
        atomic_fetch_sub_explicit(&live, 1, memory_order_relaxed);
        free(memory);
    }
}

void *
alloc_grow(void *items, size_t *capacity, size_t wanted, size_t size)
{
    size_t old = items ? *capacity : 0;
    size_t target = old > FIRST_CAPACITY / 2 ? old : FIRST_CAPACITY / 2;
    size_t bytes;
    char *memory;

    if (items && wanted <= old) {
        return items;
    }
    if (__builtin_mul_overflow(target, (size_t)2, &target) || target < wanted) {
        target = wanted;
    }
    if (!may_allocate() || __builtin_mul_overflow(target, size, &bytes) || bytes > PTRDIFF_MAX) {
        return NULL;
    }
    memory = realloc(items, bytes > 0 ? bytes : 1);
    if (!memory) {
        return NULL;
    }
    if (!items) {
        atomic_fetch_add_explicit(&live, 1, memory_order_relaxed);
    }
    memset(memory + old * size, 0, (target - old) * size);
    *capacity = target;
    return memory;
}

void
alloc_fail_after(long successes)
{
    atomic_store_explicit(&asked, 0, memory_order_relaxed);
    atomic_store_explicit(&countdown, successes < 0 ? -1 : successes, memory_order_relaxed);
}

long
alloc_count(void)
{
    return atomic_load_explicit(&asked, memory_order_relaxed);
}

long
alloc_live(void)
{
    return atomic_load_explicit(&live, memory_order_relaxed);
}
