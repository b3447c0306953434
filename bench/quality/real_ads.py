#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Ranks people drawn from the occupations of real advertisements over all advertisements.

Each advertisement asks for the skills of the ESCO occupation it is coded with. From each
occupation people are drawn who have ten of its skills, each replaced with probability 0.3 by one
that shares a broader concept with it. ``hit1`` is the share of people for whom an advertisement of
their own occupation comes first, ``mrr`` its mean reciprocal rank; ``cosine_*`` are the same for a
cosine of skills weighed by inverse document frequency.
"""
import argparse
import csv
import random
from pathlib import Path

import libmatch
import measures
from incomplete_profiles import disturb, draw, siblings
from measures import numpy

SKILLS = 10
PEOPLE = 10  # of each occupation


def read_advertisements(path, esco):
    """The occupation of each advertisement whose code is known."""
    by_code = {occupation.code: i for i, occupation in enumerate(esco.occupations)}
    with open(path, encoding="utf-8", newline="") as file:
        found = [by_code.get(row["esco_code"]) for row in csv.DictReader(file)]
    return [row for row in found if row is not None]


def first_of(scores, wanted):
    """The place of the first of several items."""
    return min(measures.rank_of(scores, int(item)) for item in numpy.nonzero(wanted)[0])


def main():
    data = measures.SHARED / "data"
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--esco", type=Path, default=data / "esco-1.1.1")
    parser.add_argument("--ads", type=Path, default=data / "vacancies/hahu_dev.csv")
    parser.add_argument("--seed", type=int, default=20260101)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    measures.need(arguments.esco, arguments.ads)

    esco = measures.Esco(libmatch.Taxonomy.import_esco(arguments.esco))
    coded = numpy.array(read_advertisements(arguments.ads, esco))
    asked = esco.asked[coded]
    vacancies = [measures.vacancy(f"V{i:05}", esco.uris(numpy.nonzero(row == 1)[0]),
                                  esco.uris(numpy.nonzero(row == 0.5)[0]))
                 for i, row in enumerate(asked)]
    near = siblings(esco)
    choice = random.Random(arguments.seed)
    people, own, owned = [], [], []
    for row in sorted(set(coded.tolist())):
        for i in range(PEOPLE):
            chosen = disturb(draw(esco.asked[row], SKILLS, choice), near, choice)
            people.append(measures.person(f"P{row:05}-{i}", esco.uris(chosen)))
            own.append(coded == row)
            owned.append(numpy.isin(numpy.arange(len(esco.skills)), chosen))
    (scores,) = measures.run(esco.taxonomy, people, vacancies,
                             measures.policy(coverage=500, use=500, base=500), arguments.threads)
    cosine = measures.cosine(numpy.array(owned) * esco.information, asked * esco.information)
    measures.show(advertisements=len(coded), people=len(people))
    for name, found in (("", scores), ("cosine_", cosine)):
        hit, mrr = measures.hit_and_mrr(first_of(row, mine) for row, mine in zip(found, own))
        measures.show(**{f"{name}hit1": hit, f"{name}mrr": mrr})


if __name__ == "__main__":
    main()
