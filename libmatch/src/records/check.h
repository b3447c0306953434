/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_CHECK_H
#define MATCH_RECORDS_CHECK_H

#include "records/reader.h"

/**
 * @file check.h
 * What can only be seen on a whole record, and the order in which its lists are kept.
 */

match_status check_profile(struct reader *reader, void *profile);
match_status check_opportunity(struct reader *reader, void *opportunity);

#endif
