#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Finds a person's occupation from a few of its skills.

From every ESCO occupation people are drawn who have 5, 10 or 15 of its skills, two essential to
one optional, and are ranked over all occupations as vacancies. In the noisy half each skill is
replaced with probability 0.3 by one that shares a broader concept with it. ``hit1_*`` is the share
of people whose own occupation comes first, ``mrr_*`` the mean reciprocal rank; ``cosine_*`` are the
same for a cosine of skills weighed by inverse document frequency, ``reference_*`` for the score in
double precision with claims standing in any number of times.

There is no job history here: what counts is coverage, use and base, as in the default policy.
"""
import argparse
import random
from pathlib import Path

import libmatch
import measures
from measures import numpy

NOISE = 0.3


def siblings(esco):
    """For each skill the others that share a broader concept with it."""
    found = []
    for i, skill in enumerate(esco.skills):
        near = {esco.column[other.uri] for wide in skill.broader for other in wide.narrower
                if other.uri in esco.column}
        found.append(sorted(near - {i}))
    return found


def draw(row, count, choice):
    """Skills of an occupation, two essential to one optional as far as there are any."""
    essential = [int(column) for column in numpy.nonzero(row == 1)[0]]
    optional = [int(column) for column in numpy.nonzero(row == 0.5)[0]]
    first = min(len(essential), max(count - len(optional), round(count * 2 / 3)))
    chosen = choice.sample(essential, first)
    return chosen + choice.sample(optional, min(len(optional), count - first))


def disturb(chosen, near, choice):
    """Replaces some skills by their siblings."""
    return sorted({choice.choice(near[skill]) if near[skill] and choice.random() < NOISE else skill
                   for skill in chosen})


def main():
    data = measures.SHARED / "data"
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--esco", type=Path, default=data / "esco-1.1.1")
    parser.add_argument("--seed", type=int, default=20260101)
    parser.add_argument("--people", type=int, default=0, help="only so many occupations; 0 is all")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    measures.need(arguments.esco)

    esco = measures.Esco(libmatch.Taxonomy.import_esco(arguments.esco))
    vacancies = list(measures.occupation_vacancies(esco))
    near = siblings(esco)
    table = esco.similarities()
    choice = random.Random(arguments.seed)
    rows = [i for i in range(len(esco.occupations)) if (esco.asked[i] > 0).any()]
    if arguments.people:
        rows = sorted(choice.sample(rows, arguments.people))
    chosen_policy = measures.policy(coverage=500, use=500, base=500)
    average = sum(measures.double_parts(esco.asked > 0, esco.asked, table, esco.weights)).mean(0) / 2
    for kind in ("clean", "noisy"):
        for count in (5, 10, 15):
            owned = numpy.zeros((len(rows), len(esco.skills)), numpy.float32)
            people = []
            for i, row in enumerate(rows):
                chosen = draw(esco.asked[row], count, choice)
                chosen = disturb(chosen, near, choice) if kind == "noisy" else sorted(chosen)
                owned[i, chosen] = 1
                people.append(measures.person(f"P{row:05}", esco.uris(chosen)))
            (scores,) = measures.run(esco.taxonomy, people, vacancies, chosen_policy,
                                     arguments.threads)
            reference = sum(measures.double_parts(owned, esco.asked, table, esco.weights)) / 2
            lists = {"": scores, "cosine_": measures.cosine(owned * esco.information,
                                                            esco.asked * esco.information),
                     "reference_": reference - average / 2}
            for name, found in lists.items():
                hit, mrr = measures.hit_and_mrr(
                    measures.rank_of(found[i], row) for i, row in enumerate(rows))
                measures.show(**{f"{name}hit1_{count}_{kind}": hit, f"{name}mrr_{count}_{kind}": mrr})


if __name__ == "__main__":
    main()
