#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Finds the ESCO occupation of titles of vacancies.

    titles.py CSV

The file has the columns vacancyTitle and conceptUri. A title that stands for several occupations
has a row for each, so no method gets all. ``mrr`` looks at 100 candidates. ``answered`` is the share
of the titles with an answer at the default threshold, ``precision`` how many of these are right.
"""

import argparse
import sys

from measure import (
    Labels,
    baselines,
    emit,
    esco,
    first_rank,
    mean_reciprocal_rank,
    note,
    read_csv,
    resolve_all,
    share_within,
    unique,
)

TOP = 100


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("csv")
    arguments = parser.parse_args()
    taxonomy = esco()
    resolver = taxonomy.resolver()
    listed = read_csv(arguments.csv, "vacancyTitle", "conceptUri")
    rows = [
        (row["vacancyTitle"], taxonomy[row["conceptUri"]].id)
        for row in listed
        if row["conceptUri"] in taxonomy
    ]
    if len(rows) < len(listed):
        note(f"{len(listed) - len(rows)} rows name no occupation of ESCO 1.1.1")
    texts = unique(text for text, _ in rows)

    def tell(prefix, found):
        by_text = dict(zip(texts, found))
        ranks = [first_rank(by_text[text], {concept}) for text, concept in rows]
        emit(f"{prefix}hit1", share_within(ranks, 1))
        emit(f"{prefix}hit5", share_within(ranks, 5))
        emit(f"{prefix}mrr", mean_reciprocal_rank(ranks))

    emit("titles", len(rows))
    emit("different_titles", len(texts))
    found = resolve_all(
        resolver, texts, language="en", kind="occupation", top=TOP, threshold=0
    )
    tell("", [[concept for concept, _ in row] for row in found])
    sure = resolve_all(resolver, texts, language="en", kind="occupation", top=1)
    answers = {text: row[0][0] for text, row in zip(texts, sure) if row}
    answered = [(answers[text], concept) for text, concept in rows if text in answers]
    emit("answered", len(answered) / max(len(rows), 1))
    emit("precision", sum(one == concept for one, concept in answered) / max(len(answered), 1))
    labels = Labels.of(taxonomy, "en", "occupation")
    for name, found in baselines(labels, texts, "char_tfidf", "bm25", top=5 * TOP):
        tell(f"baseline_{name}_", [unique(row)[:TOP] for row in found])


if __name__ == "__main__":
    sys.exit(main())
