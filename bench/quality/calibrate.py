#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fits the confidence of resolved texts: how often is the best candidate of a score right?

    calibrate.py TAXONOMY.lmt TITLES.csv PHRASES.csv...

TITLES has the columns vacancyTitle and conceptUri, PHRASES span, sub_span and label: development
data. The share that is right never falls with the score (pool adjacent violators); each of the two
sorts counts the same. Prints the table of libmatch/src/taxonomy/resolver_confidence.c and, by what
was said, how often it was so: each case is judged by a table made without it and its fifth of all.
"""

import collections
import csv
import sys

import libmatch

KNOTS = 20
FOLDS = 5
TITLES_AT_MOST = 4000  # every n-th title, in the order of the file


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def judge(resolver, texts, kind, is_right):
    frame = resolver.resolve_many(texts, kind=kind, top=1, threshold=0)
    first = frame[frame["rank"] == 1]
    return [(row.score, is_right(row.line, row.concept)) for row in first.itertuples()]


def judged_titles(resolver, taxonomy, path):
    rows = read(path)
    rows = rows[:: -(-len(rows) // TITLES_AT_MOST)]
    right = [taxonomy.get(row["conceptUri"]) for row in rows]
    return judge(resolver, [row["vacancyTitle"] for row in rows], "occupation",
                 lambda line, concept: right[line] is not None and right[line].id == concept)


def judged_phrases(resolver, taxonomy, paths):
    rows = [row for path in paths for row in read(path) if row["label"] != "UNDERSPECIFIED"]
    return judge(resolver, [row["sub_span"] or row["span"] for row in rows], "skill",
                 lambda line, concept: rows[line]["label"].casefold() in
                 {label.text.casefold() for label in taxonomy[concept].labels.get("en", [])})


def never_falling(shares):
    """Pool adjacent violators: [(share, weight)] to a share each that never falls."""
    pools = []
    for share, weight in shares:
        pools.append([share, weight, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            share, weight, count = pools.pop()
            last = pools[-1]
            last[0] = (last[0] * last[1] + share * weight) / (last[1] + weight)
            last[1] += weight
            last[2] += count
    return [share for share, _, count in pools for _ in range(count)]


def fit(sorts):
    """The share that is right at each knot; each sort of cases counts the same."""
    bins = collections.defaultdict(lambda: [0.0, 1e-9])
    for cases in sorts:
        for score, right in cases:
            knot = bins[round(score * KNOTS)]
            knot[0] += right / len(cases)
            knot[1] += 1 / len(cases)
    return never_falling([(bins[i][0] / bins[i][1], bins[i][1]) for i in range(KNOTS + 1)])


def share_at(fitted, score):
    """On a straight line between the two nearest knots."""
    below = min(int(score * KNOTS), KNOTS - 1)
    return fitted[below] + (fitted[below + 1] - fitted[below]) * (score * KNOTS - below)


def said_of_others(sorts):
    """What a fit without a case says of it, and whether it was right: in FOLDS parts."""
    said = [[] for _ in sorts]
    for fold in range(FOLDS):
        fitted = fit([[one for i, one in enumerate(cases) if i % FOLDS != fold]
                      for cases in sorts])
        for cases, out in zip(sorts, said):
            out += [(share_at(fitted, score), right)
                    for i, (score, right) in enumerate(cases) if i % FOLDS == fold]
    return said


def main():
    taxonomy = libmatch.Taxonomy.load(sys.argv[1])
    resolver = taxonomy.resolver()
    sorts = [judged_titles(resolver, taxonomy, sys.argv[2]),
             judged_phrases(resolver, taxonomy, sys.argv[3:])]
    print("static const int32_t shares[] = {" + ", ".join(
        f"{round(share * 1000) * 1000}" for share in fit(sorts)) + "};")
    for name, cases in zip(("titles", "phrases"), said_of_others(sorts)):
        gap = 0.0
        for tenth in range(10):
            some = [one for one in cases if min(int(one[0] * 10), 9) == tenth]
            if not some:
                continue
            said = sum(share for share, _ in some) / len(some)
            so = sum(right for _, right in some) / len(some)
            gap += abs(said - so) * len(some) / len(cases)
            print(f"{name}_{tenth * 10}: said={said:.3f} so={so:.3f} cases={len(some)}")
        print(f"{name}_calibration_error={gap:.4f}")


if __name__ == "__main__":
    main()
