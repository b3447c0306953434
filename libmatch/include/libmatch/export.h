/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_EXPORT_H
#define LIBMATCH_EXPORT_H

/**
 * @file export.h
 * How a declaration is marked: visible, not to be ignored, checked like printf.
 */

#if defined(__GNUC__) && !defined(SWIG)
#define MATCH_API __attribute__((visibility("default")))
#define MATCH_NODISCARD __attribute__((warn_unused_result))
#define MATCH_PRINTF(text, first) __attribute__((__format__(__printf__, text, first)))
#else
#define MATCH_API
#define MATCH_NODISCARD
#define MATCH_PRINTF(text, first)
#endif

/** Length of a text argument that ends with a NUL: the callee counts. */
#define MATCH_NUL ((size_t)-1)

#endif
