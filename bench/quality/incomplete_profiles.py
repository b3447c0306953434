#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Finds a person's occupation from a few of its skills.

From every ESCO occupation people are drawn who have 5, 10 or 15 of its skills, two essential to
one optional, and are ranked over all occupations as vacancies. In the noisy half each skill is
replaced with probability 0.3 by one that shares a broader concept with it. ``hit1_*`` is the share
of people whose own occupation comes first, ``mrr_*`` the mean reciprocal rank; ``cosine_*`` are the
same for a cosine of skills weighed by inverse document frequency, ``reference_*`` for the score in
double precision; ``mrr_difference`` is the largest difference of the library from that.

There is no job history here: what counts is coverage, use and base, as in the default policy.
"""
import argparse
import random
from pathlib import Path

import libmatch
import measures
from measures import numpy

NOISE = 0.3
EQUAL = 1e-6  #: occupations with the same skills differ by the order of adding up


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


class Reference:
    """The score in double precision."""

    def __init__(self, esco):
        self.esco = esco
        self.table = esco.similarities()
        self.asked = measures.asked_lists(esco.asked, esco.weights)
        parts = measures.double_parts(esco.asked > 0, esco.asked, self.table, esco.weights)
        self.base = sum(parts).mean(0) / 2

    def ranks(self, owned, rows):
        """For each person the place of the own occupation.

        With claims standing in any number of times nothing scores lower: only what comes before
        the own occupation by that has to be looked at.
        """
        coverage, use = measures.double_parts(owned, self.esco.asked, self.table,
                                              self.esco.weights)
        others = (use - self.base) / 2
        for i, own in enumerate(rows):
            least = others[i, own] + self.coverage(owned[i], [own])[0] / 2
            rivals = numpy.nonzero(others[i] + coverage[i] / 2 >= least - EQUAL)[0]
            rivals = rivals[rivals != own]
            ahead = others[i, rivals] + self.coverage(owned[i], rivals) / 2 - least
            equal = (abs(ahead) <= EQUAL) & (rivals < own)
            yield 1 + int((ahead > EQUAL).sum()) + int(equal.sum())

    def coverage(self, person, rows):
        return measures.coverage_once(person, [self.asked[row] for row in rows], self.table)


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
    reference = Reference(esco)
    differences = []
    choice = random.Random(arguments.seed)
    rows = [i for i in range(len(esco.occupations)) if (esco.asked[i] > 0).any()]
    if arguments.people:
        rows = sorted(choice.sample(rows, arguments.people))
    chosen_policy = measures.policy(coverage=500, use=500, base=500)
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
            plain = measures.cosine(owned * esco.information, esco.asked * esco.information)
            lists = {"": [measures.rank_of(scores[i], row) for i, row in enumerate(rows)],
                     "cosine_": [measures.rank_of(plain[i], row) for i, row in enumerate(rows)],
                     "reference_": list(reference.ranks(owned, rows))}
            for name, ranks in lists.items():
                hit, mrr = measures.hit_and_mrr(ranks)
                measures.show(**{f"{name}hit1_{count}_{kind}": hit, f"{name}mrr_{count}_{kind}": mrr})
            differences.append(abs(measures.hit_and_mrr(lists[""])[1] - mrr))
    measures.show(mrr_difference=max(differences))


if __name__ == "__main__":
    main()
