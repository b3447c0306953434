#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Finds the ESCO occupation of real advertisements, by their titles and with their descriptions.

    hahu.py CSV

The file has the columns title, description and esco_code; the code was given by a person.
``hit1_isco`` asks for the ISCO unit group only, ``hit1_description`` lets the description help.
``answered`` is the share with an answer at the default threshold, ``precision`` how many of these
are right.
"""

import argparse
import sys

from measure import Labels, baselines, emit, esco, note, read_csv, resolve_all


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("csv")
    arguments = parser.parse_args()
    taxonomy = esco()
    listed = read_csv(arguments.csv, "title", "description", "esco_code")
    rows = [
        row
        for row in listed
        if row["esco_code"] in taxonomy and taxonomy[row["esco_code"]].kind == "occupation"
    ]
    if len(rows) < len(listed):
        note(f"{len(listed) - len(rows)} rows name no occupation of ESCO 1.1.1")
    wanted = [taxonomy[row["esco_code"]] for row in rows]
    titles = [row["title"] for row in rows]

    def tell(prefix, suffix, found):
        right = [bool(ids) and ids[0] == one.id for ids, one in zip(found, wanted)]
        group = [bool(ids) and taxonomy[ids[0]].isco == one.isco for ids, one in zip(found, wanted)]
        emit(f"{prefix}hit1{suffix}", sum(right) / max(len(rows), 1))
        emit(f"{prefix}hit1_isco{suffix}", sum(group) / max(len(rows), 1))

    emit("advertisements", len(rows))
    resolver = taxonomy.resolver()
    how = {"language": "en", "kind": "occupation", "top": 1, "threshold": 0}
    found = resolve_all(resolver, titles, **how)
    tell("", "", [[concept for concept, _ in row] for row in found])
    sure = resolve_all(resolver, titles, **{**how, "threshold": None})
    answered = [(row[0][0], one.id) for row, one in zip(sure, wanted) if row]
    emit("answered", len(answered) / max(len(rows), 1))
    emit("precision", sum(one == right for one, right in answered) / max(len(answered), 1))
    described = [
        [candidate.concept.id for candidate in resolver.resolve(title, context=text, **how)]
        for title, text in zip(titles, (row["description"] for row in rows))
    ]
    tell("", "_description", described)
    labels = Labels.of(taxonomy, "en", "occupation")
    for name, found in baselines(labels, titles, "char_tfidf", "bm25", top=1):
        tell(f"baseline_{name}_", "", found)
    whole = [f"{row['title']} {row['description']}" for row in rows]
    for name, found in baselines(labels, whole, "char_tfidf", "bm25", top=1):
        tell(f"baseline_{name}_", "_description", found)


if __name__ == "__main__":
    sys.exit(main())
