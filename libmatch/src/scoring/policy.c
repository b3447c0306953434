/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/policy.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/fail.h"
#include "base/file.h"

/* taxonomies/policies/lao-pdr.yaml as the text policy_default. */
#include "scoring/policy_default.h"

#include <stdatomic.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#define HASH_SIZE 17

struct match_policy {
    atomic_uint references;
    struct policy_values values;
    struct buffer text;
    char hash[HASH_SIZE];
};

static void
policy_free(match_policy *policy)
{
    buffer_clear(&policy->text);
    alloc_free(policy);
}

/* Writes the text and the hash of values that do not change any more. */
static bool
finish(match_policy *policy)
{
    static const char digits[] = "0123456789abcdef";
    struct buffer bare = {0};
    uint64_t hash;

    policy_write(&policy->values, true, &policy->text);
    policy_write(&policy->values, false, &bare);
    if (bare.failed || policy->text.failed) {
        buffer_clear(&bare);
        return false;
    }
    hash = XXH3_64bits(bare.bytes, bare.size);
    for (size_t i = HASH_SIZE - 1; i-- > 0; hash >>= 4) {
        policy->hash[i] = digits[hash & 15];
    }
    buffer_clear(&bare);
    return true;
}

/* The default, and what text states over it; text may be NULL. */
static match_policy *
make_policy(const char *text, size_t size, const char *source, match_error *err)
{
    bool stated[POLICY_FIELDS_MAXIMUM] = {false};
    match_policy *policy = alloc_zeroed(1, sizeof *policy);

    if (!policy) {
        fail_memory(err);
        return NULL;
    }
    atomic_init(&policy->references, 1);
    if (policy_read(policy_default, sizeof policy_default - 1, "default policy", &policy->values,
                    stated, err) != MATCH_OK ||
        (text && policy_read(text, size, source, &policy->values, stated, err) != MATCH_OK)) {
        policy_free(policy);
        return NULL;
    }
    if (!finish(policy)) {
        policy_free(policy);
        fail_memory(err);
        return NULL;
    }
    return policy;
}

match_policy *
match_policy_default(match_error *err)
{
    return make_policy(NULL, 0, NULL, err);
}

match_policy *
match_policy_load(const char *path, match_error *err)
{
    struct file_bytes file = {0};
    match_policy *policy;

    if (file_read(path, &file, err) != MATCH_OK) {
        return NULL;
    }
    policy = make_policy(file.bytes, file.size, path, err);
    file_bytes_clear(&file);
    return policy;
}

match_policy *
match_policy_parse(const char *text, size_t length, const char *source, match_error *err)
{
    return make_policy(text, length == MATCH_NUL ? strlen(text) : length,
                       source ? source : "<memory>", err);
}

match_policy *
match_policy_ref(const match_policy *policy)
{
    match_policy *same = (match_policy *)policy;

    if (same) {
        atomic_fetch_add_explicit(&same->references, 1, memory_order_relaxed);
    }
    return same;
}

void
match_policy_unref(match_policy *policy)
{
    if (policy &&
        atomic_fetch_sub_explicit(&policy->references, 1, memory_order_acq_rel) == 1) {
        policy_free(policy);
    }
}

const char *
match_policy_name(const match_policy *policy)
{
    return policy->values.name;
}

const char *
match_policy_version(const match_policy *policy)
{
    return policy->values.version;
}

const char *
match_policy_text(const match_policy *policy)
{
    return policy->text.bytes;
}

const char *
match_policy_hash(const match_policy *policy)
{
    return policy->hash;
}

const struct policy_values *
policy_values(const match_policy *policy)
{
    return &policy->values;
}

const struct dated_wage *
policy_minimum_wage(const struct policy_values *values, match_date day)
{
    const struct dated_wage *found = NULL;

    for (size_t i = 0; i < values->wage_count && values->wages[i].from <= day; i++) {
        found = &values->wages[i];
    }
    return found;
}
