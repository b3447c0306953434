#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a table of the best offers for everybody in a spreadsheet (CSV).

rank_spreadsheet.py TAXONOMY PEOPLE OUTPUT YYYY-MM-DD OFFERS...
"""
import csv
import sys

import libmatch

taxonomy_file, people_file, output_file, today, *offer_files = sys.argv[1:]
taxonomy = libmatch.Taxonomy.load(taxonomy_file)
people = libmatch.Roster(taxonomy)
offers = libmatch.Catalogue(taxonomy)
for records, file in [(people, people_file)] + [(offers, file) for file in offer_files]:
    for finding in records.read(file):
        print(finding, file=sys.stderr)

matcher = libmatch.Matcher(offers, today=today)
rows = libmatch.match_all(matcher, people, top=5).to_records()
# With a byte order mark, so that spreadsheet programs see that it is UTF-8.
with open(output_file, "w", newline="", encoding="utf-8-sig") as file:
    table = csv.DictWriter(file, fieldnames=libmatch.Results.COLUMNS)
    table.writeheader()
    table.writerows(rows)
