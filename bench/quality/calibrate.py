#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fits the confidence of resolved texts: how often is the best candidate of a score right?

    calibrate.py TAXONOMY.lmt TITLES.csv PHRASES.csv...

TITLES has the columns vacancyTitle and conceptUri, PHRASES span, sub_span and label: development
data. The share that is right never falls with the score (pool adjacent violators); each of the two
sorts counts the same. A text that as a whole is nearly its best label is a case of its own: by the
number of slips or as another order of words, half of the texts above and half of labels with such
slips, which are not those that variants.py draws. There, a label of several concepts is right in
as large a part as each of them would be.

Prints the tables of libmatch/src/taxonomy/resolver_confidence.c and, by what was said, how often
it was so: each case is judged by tables made without it and its fifth of all.
"""

import collections
import csv
import random
import sys
from typing import NamedTuple

import libmatch
import variants

KNOTS = 20
FOLDS = 5
TITLES_AT_MOST = 4000  # every n-th title, in the order of the file
SLIPPED = 4000  # labels, with each sort of slip
SHORTEST = {1: 8, 2: 12}  # characters, by the number of edits: as in resolver_confidence.c
ORDER = "order"


class Case(NamedTuple):
    score: float
    near: object  # 1 or 2 edits, ORDER or None
    right: float


def edits(one, other):
    """The edits of libmatch/src/text/edits.h."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            row.append(min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (letter != wanted)))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                row[-1] = min(row[-1], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]


def nearness(text, row):
    """How near a whole text is to the label that was found."""
    one, other = libmatch.fold(text), libmatch.fold(row.label)
    if row.score == 1 or row.reason == "exact":
        return None
    if row.reason == "folded":
        return ORDER
    if abs(len(one) - len(other)) > max(SHORTEST) or (
            [c for c in one if c in "0123456789"] != [c for c in other if c in "0123456789"]):
        return None
    found = edits(one, other)
    return found if min(len(one), len(other)) >= SHORTEST.get(found, len(one) + 1) else None


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def judge(resolver, texts, kind, is_right):
    frame = resolver.resolve_many(texts, kind=kind, top=1, threshold=0)
    first = frame[frame["rank"] == 1]
    return [Case(row.score, nearness(texts[row.line], row), float(is_right(row.line, row.concept)))
            for row in first.itertuples()]


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


def judged_slips(resolver, taxonomy):
    """Labels that are nearly written as they are."""
    wanted = variants.labels_of(taxonomy, "en")
    texts = sorted(set(wanted) - set(variants.drawn(wanted, 1000, seed=1)))
    draw = random.Random(2)
    cases = []
    for way in (variants.slip, variants.two_slips, variants.word_order):
        pairs = variants.written(way, draw, draw.sample(texts, min(SLIPPED, len(texts))), wanted)
        cases += judge(resolver, [typed for _, typed in pairs], None,
                       lambda line, concept, pairs=pairs:
                       (concept in wanted[pairs[line][0]]) / len(wanted[pairs[line][0]]))
    return cases


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


def fit(sorts, slipped):
    """The share that is right at each knot, each sort of cases counting the same, and by how near
    a text is to its label."""
    bins = collections.defaultdict(lambda: [0.0, 1e-9])
    for cases in sorts:
        far = [case for case in cases if case.near is None]
        for case in far:
            knot = bins[round(case.score * KNOTS)]
            knot[0] += case.right / len(far)
            knot[1] += 1 / len(far)
    shares = never_falling([(bins[i][0] / bins[i][1], bins[i][1]) for i in range(KNOTS + 1)])
    near = {}
    for kind in (ORDER, *SHORTEST):
        means = []
        for cases in ([case for cases in sorts for case in cases], slipped):
            right = [case.right for case in cases if case.near == kind]
            means.append(sum(right) / len(right))
        near[kind] = min(sum(means) / 2, shares[-1])  # no surer than the label itself
    return shares, near


def share_at(fitted, case):
    """On a straight line between the two nearest knots, or what being near says if that is more."""
    shares, near = fitted
    below = min(int(case.score * KNOTS), KNOTS - 1)
    share = shares[below] + (shares[below + 1] - shares[below]) * (case.score * KNOTS - below)
    return max(share, near.get(case.near, 0))


def said_of_others(sorts, slipped):
    """What a fit without a case says of it, and whether it was right: in FOLDS parts."""
    groups = (*sorts, slipped)
    said = [[] for _ in groups]
    for fold in range(FOLDS):
        kept = [[case for i, case in enumerate(cases) if i % FOLDS != fold] for cases in groups]
        fitted = fit(kept[:-1], kept[-1])
        for cases, out in zip(groups, said):
            out += [(share_at(fitted, case), case.right)
                    for i, case in enumerate(cases) if i % FOLDS == fold]
    return said


def thousandths(share):
    return round(share * 1000) * 1000


def main():
    taxonomy = libmatch.Taxonomy.load(sys.argv[1])
    resolver = taxonomy.resolver()
    sorts = [judged_titles(resolver, taxonomy, sys.argv[2]),
             judged_phrases(resolver, taxonomy, sys.argv[3:])]
    slipped = judged_slips(resolver, taxonomy)
    shares, near = fit(sorts, slipped)
    print("static const int32_t shares[] = {" + ", ".join(
        str(thousandths(share)) for share in shares) + "};")
    for kind, share in near.items():
        counts = [sum(case.near == kind for case in cases) for cases in (*sorts, slipped)]
        print(f"near {kind}: {thousandths(share)} of {counts}")
    for name, cases in zip(("titles", "phrases", "slips"), said_of_others(sorts, slipped)):
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
