/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "base/arena.h"

#include "base/alloc.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISON 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_POISON 1
#endif

#ifdef ARENA_POISON
#include <sanitizer/asan_interface.h>
#define RED_ZONE 32u
#else
#define RED_ZONE 0u
#define ASAN_POISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#endif

#define ALIGNMENT _Alignof(max_align_t)
#define FIRST_CHUNK ((size_t)4 * 1024)
#define LARGEST_CHUNK ((size_t)64 * 1024)

struct arena_chunk {
    struct arena_chunk *next;
    size_t size;
    max_align_t bytes[];
};

static struct arena_chunk *
chunk_new(size_t size)
{
    struct arena_chunk *chunk;
    size_t bytes;

    if (__builtin_add_overflow(size, sizeof *chunk, &bytes)) {
        return NULL;
    }
    chunk = alloc_zeroed(1, bytes);
    if (!chunk) {
        return NULL;
    }
    chunk->size = size;
    ASAN_POISON_MEMORY_REGION(chunk->bytes, size);
    return chunk;
}

/* Chunks grow with the arena, so that a small object stays small. */
static size_t
next_chunk_size(const struct arena *arena)
{
    size_t size = FIRST_CHUNK;
    if (arena->chunks) {
        size = arena->chunks->size * 2;
    }
    return size < LARGEST_CHUNK ? size : LARGEST_CHUNK;
}

void *
arena_zeroed(struct arena *arena, size_t n, size_t size)
{
    struct arena_chunk *chunk = arena->chunks;
    size_t bytes;
    size_t step; /* bytes with the red zone, aligned */
    char *memory;

    if (__builtin_mul_overflow(n, size, &bytes) ||
        __builtin_add_overflow(bytes, (bytes == 0) + RED_ZONE + ALIGNMENT - 1, &step)) {
        return NULL;
    }
    step &= ~(ALIGNMENT - 1);

    if (chunk && step > LARGEST_CHUNK / 4 && step > chunk->size - arena->used) {
        /* A big piece gets a chunk of its own, behind the newest, which stays in use. */
        struct arena_chunk *own = chunk_new(step);
        if (!own) {
            return NULL;
        }
        own->next = chunk->next;
        chunk->next = own;
        memory = (char *)own->bytes;
        ASAN_UNPOISON_MEMORY_REGION(memory, bytes);
        return memory;
    }
    if (!chunk || step > chunk->size - arena->used) {
        size_t wanted = next_chunk_size(arena);
        chunk = chunk_new(step > wanted ? step : wanted);
        if (!chunk) {
            return NULL;
        }
        chunk->next = arena->chunks;
        arena->chunks = chunk;
        arena->used = 0;
    }
    memory = (char *)chunk->bytes + arena->used;
    arena->used += step;
    ASAN_UNPOISON_MEMORY_REGION(memory, bytes);
    return memory;
}

char *
arena_text(struct arena *arena, const char *text, size_t length)
{
    char *copy;

    if (length == SIZE_MAX) {
        return NULL;
    }
    copy = arena_zeroed(arena, length + 1, 1);
    if (copy && length > 0) {
        memcpy(copy, text, length);
    }
    return copy;
}

void
arena_clear(struct arena *arena)
{
    struct arena_chunk *chunk = arena->chunks;
    while (chunk) {
        struct arena_chunk *next = chunk->next;
        ASAN_UNPOISON_MEMORY_REGION(chunk->bytes, chunk->size);
        alloc_free(chunk);
        chunk = next;
    }
    *arena = (struct arena){0};
}
