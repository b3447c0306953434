/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_MATCH_H
#define LIBMATCH_MATCH_H

/**
 * @file match.h
 * All of libmatch.
 */

#include <libmatch/counterfactual.h>
#include <libmatch/date.h>
#include <libmatch/error.h>
#include <libmatch/ladders.h>
#include <libmatch/extract.h>
#include <libmatch/matcher.h>
#include <libmatch/migration.h>
#include <libmatch/places.h>
#include <libmatch/policy.h>
#include <libmatch/records.h>
#include <libmatch/report.h>
#include <libmatch/resolver.h>
#include <libmatch/taxonomy.h>
#include <libmatch/taxonomy_check.h>
#include <libmatch/taxonomy_diff.h>
#include <libmatch/translation.h>
#include <libmatch/text.h>
#include <libmatch/unlocks.h>
#include <libmatch/version.h>

#endif
