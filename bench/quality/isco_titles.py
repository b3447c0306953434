#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Finds the ISCO-08 unit group of titles of the ILO's index, with what ESCO says.

    isco_titles.py CSV

The file has the columns isco08 and title. ESCO's labels and ISCO's definitions are used, without
the examples that end these: they overlap the index. ``acc1`` and ``acc5`` are shares of titles
whose unit group is the first, or among the first five, of the groups of the candidates.
"""

import argparse
import sys

from measure import (
    Labels,
    baselines,
    emit,
    esco_without_examples,
    first_rank,
    read_csv,
    resolve_all,
    share_within,
    unique,
)

KINDS = ("occupation", "occupation_group")
TOP = 100


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("csv")
    arguments = parser.parse_args()
    taxonomy = esco_without_examples()
    unit_of = {
        concept.id: concept.isco
        for concept in taxonomy
        if concept.kind in KINDS and len(concept.isco) == 4
    }
    units = set(unit_of.values())
    # Rows with a code that is no unit group are junk, of which the index has one.
    rows = [row for row in read_csv(arguments.csv, "isco08", "title") if row["isco08"] in units]
    texts = [row["title"] for row in rows]

    def tell(prefix, found):
        ranks = [
            first_rank(unique(unit_of[one] for one in ones if one in unit_of), {row["isco08"]})
            for row, ones in zip(rows, found)
        ]
        emit(f"{prefix}acc1", share_within(ranks, 1))
        emit(f"{prefix}acc5", share_within(ranks, 5))

    emit("titles", len(rows))
    found = resolve_all(
        taxonomy.resolver(), texts, language="en", kind=KINDS, top=TOP, threshold=0
    )
    tell("", [[concept for concept, _ in row] for row in found])
    labels = Labels.of(taxonomy, "en", *KINDS)
    for name, found in baselines(labels, texts, "char_tfidf", "bm25", top=TOP):
        tell(f"baseline_{name}_", found)


if __name__ == "__main__":
    sys.exit(main())
