#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Finds the ESCO skill of phrases from advertisements, and when there is none.

    phrases.py CSV

The file has the columns span, sub_span and label; the phrase is the sub-span where there is one.
``hit1`` is over the rows that have a skill. ``precision_at_threshold`` is the share of right
answers among all that the library gives at its default threshold, over all rows, and
``kept_at_threshold`` the share of rows with an answer.
"""

import argparse
import sys

from libmatch import fold
from measure import Labels, baselines, emit, esco, note, read_csv, resolve_all

NO_SKILL = {"LABEL NOT PRESENT", "UNDERSPECIFIED", ""}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("csv")
    rows = read_csv(parser.parse_args().csv, "span", "sub_span", "label")
    taxonomy = esco()
    skills = {}
    for concept in taxonomy:
        if concept.kind == "skill":
            skills.setdefault(fold(concept.label("en")), set()).add(concept.id)
    texts = [row["sub_span"].strip() or row["span"] for row in rows]
    labels = [row["label"].strip() for row in rows]
    wanted = [
        set() if label in NO_SKILL else skills.get(fold(label), {"no such skill"})
        for label in labels
    ]
    lost = sum("no such skill" in ids for ids in wanted)
    if lost:
        note(f"{lost} labels name no skill of ESCO 1.1.1 and count as not found")

    def hit1(found):
        right = sum(bool(ids) and ids[0] in one for ids, one in zip(found, wanted) if one)
        return right / max(sum(map(bool, wanted)), 1)

    emit("phrases", len(rows))
    emit("phrases_with_skill", sum(map(bool, wanted)))
    resolver = taxonomy.resolver()
    how = {"language": "en", "kind": "skill", "top": 1}
    always = [[one for one, _ in row] for row in resolve_all(resolver, texts, threshold=0, **how)]
    emit("hit1", hit1(always))
    sure = [[one for one, _ in row] for row in resolve_all(resolver, texts, **how)]
    kept = sum(map(bool, sure))
    right = sum(bool(ids) and ids[0] in one for ids, one in zip(sure, wanted))
    emit("precision_at_threshold", right / max(kept, 1))
    emit("kept_at_threshold", kept / max(len(rows), 1))
    stock = Labels.of(taxonomy, "en", "skill")
    for name, found in baselines(stock, texts, "char_tfidf", "bm25", "edit", top=1):
        emit(f"baseline_{name}_hit1", hit1(found))


if __name__ == "__main__":
    sys.exit(main())
