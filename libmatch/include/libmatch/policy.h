/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_POLICY_H
#define LIBMATCH_POLICY_H

#include <libmatch/error.h>

/**
 * @file policy.h
 * Weights, trust in evidence, rules and dated constants, as data.
 *
 * A match_policy never changes, is counted by references and may be used by any thread.
 * The default is taxonomies/policies/lao-pdr.yaml, compiled into the library.
 */

#ifdef __cplusplus
extern "C" {
#endif

typedef struct match_policy match_policy;

/**
 * Returns the default policy for Lao PDR.
 * @return A new reference, to be given back with match_policy_unref(), or NULL on
 *         MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_policy *match_policy_default(match_error *err);

/**
 * Loads a policy from a YAML file (docs/formats.md). What the file does not state has its
 * default; unknown keys and values out of range are errors with their line.
 * @return A new reference, to be given back with match_policy_unref(), or NULL.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_policy *match_policy_load(const char *path, match_error *err);

/** Makes a policy from YAML in memory; see match_policy_load(). @since 0.1 */
MATCH_API MATCH_NODISCARD match_policy *match_policy_parse(const char *text, size_t length,
                                                          const char *source, match_error *err);

/** Takes another reference and returns its argument; NULL is allowed. @since 0.1 */
MATCH_API match_policy *match_policy_ref(const match_policy *policy);

/** Gives a reference back. NULL is allowed. @since 0.1 */
MATCH_API void match_policy_unref(match_policy *policy);

/** Returns the name of the policy, such as "lao-pdr". Owned by @p policy. @since 0.1 */
MATCH_API const char *match_policy_name(const match_policy *policy);

/** Returns the version of the policy. Owned by @p policy. @since 0.1 */
MATCH_API const char *match_policy_version(const match_policy *policy);

/**
 * Returns the whole policy as YAML with every value stated and explained; loading it gives the
 * same policy. Owned by @p policy.
 * @since 0.1
 */
MATCH_API const char *match_policy_text(const match_policy *policy);

/** Returns 16 hexadecimal digits that stand for all values. Owned by @p policy. @since 0.1 */
MATCH_API const char *match_policy_hash(const match_policy *policy);

#ifdef __cplusplus
}
#endif

#endif
