#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Ranks O*NET occupations by skill against the related occupations that O*NET names.

An O*NET occupation has the skills of the ESCO occupations it corresponds to, each counting by
the mean of what it counts there (essential 1, optional 1/2). Every code of the file of related
occupations ranks all others that correspond to something; printed is mean average precision:

- ``map_half``: half coverage and half use, as the library gives them;
- ``map_base``: from that, half of what an average person would have is taken off;
- ``map_full``: 0.6 of that, 0.1 shared digits of ISCO-08, 0.3 the names of occupations.

All numbers come from the library. A vacancy asks for a skill or does not, so what a code counts
in part is put together from its ESCO occupations: coverage is linear in the weights of the
requirements, use in those of the claims, and the cosine of names in their vectors.
``reference_*`` is the same in double precision, ``difference_*`` how far the library is from it.
The others are baselines of the same run.
"""
import argparse
import csv
from pathlib import Path

import libmatch
import measures
from measures import numpy


def read_crosswalk(path, esco):
    """The rows of ESCO occupations that each O*NET code corresponds to."""
    found = {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file):
            row = esco.row.get(line["ESCO or ISCO URI"])
            if row is not None:
                found.setdefault(line["O*NET Id"], set()).add(row)
    return {code: sorted(rows) for code, rows in sorted(found.items())}


def read_truth(path, places):
    """For each place of a code the places of those related to it."""
    found = {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file):
            code, other = line["O*NET-SOC Code"], line["Related O*NET-SOC Code"]
            if code in places and other in places and code != other:
                found.setdefault(places[code], set()).add(places[other])
    return found


def mean_average_precision(scores, truth):
    """Over the rows that have something related; nobody is related to itself."""
    total = 0.0
    for row, gold in truth.items():
        own = scores[row].astype(numpy.float64).copy()
        own[row] = -1e9
        total += measures.average_precision(own, gold)
    return total / len(truth)


class Codes:
    """O*NET occupations as the mean of ESCO occupations, run through the library."""

    def __init__(self, esco, crosswalk, threads):
        self.esco = esco
        self.rows = list(crosswalk.values())
        self.asked = numpy.stack([esco.asked[rows].mean(0) for rows in self.rows])
        self.parts = numpy.zeros((len(self.rows), len(esco.occupations)))
        for i, rows in enumerate(self.rows):
            self.parts[i, rows] = 1 / len(rows)
        self.threads = threads
        self.weights = numpy.array([skill.weight for skill in esco.skills], numpy.float64)

    def people(self):
        return [measures.person(f"P{i:05}", self.esco.uris(numpy.nonzero(row)[0]))
                for i, row in enumerate(self.asked)]

    def vacancies(self):
        return [measures.vacancy(f"V{i:05}", self.esco.uris(numpy.nonzero(row > 0.5)[0]),
                                 self.esco.uris(numpy.nonzero((row > 0) & (row <= 0.5))[0]))
                for i, row in enumerate(self.asked)]

    def coverage(self, chosen):
        """Of each code by each code: the mean over the ESCO occupations asked for."""
        (found,) = measures.run(self.esco.taxonomy, self.people(),
                                list(measures.occupation_vacancies(self.esco)), chosen,
                                self.threads, ("coverage",))
        parts = self.parts * (self.esco.asked @ self.weights)
        return found @ parts.T / parts.sum(1) / measures.ONE

    def double(self, table, rows):
        """Coverage and use of some codes by each code, in double precision, by the same rule."""
        weights = self.esco.weights
        needed = numpy.nonzero(self.parts.any(0))[0]
        asked = measures.asked_lists(self.esco.asked[needed], weights)
        found = numpy.stack([measures.coverage_once(self.asked[row], asked, table)
                             for row in rows])
        parts = self.parts[:, needed] * (self.esco.asked[needed] @ weights)
        coverage = found @ parts.T / parts.sum(1)
        _, use = measures.double_parts(self.asked[rows], self.asked, table, weights)
        return coverage, use

    def use(self, chosen):
        """Of each code by each code: the mean over what the ESCO occupations can do."""
        total = 0.0
        weight = 0.0
        for counts in (1.0, 0.5):
            owned = numpy.where(self.esco.asked == counts, 1.0, 0.0)
            rows = numpy.nonzero(owned.any(1))[0]
            people = [measures.person(f"P{i:05}", self.esco.uris(numpy.nonzero(owned[i])[0]))
                      for i in rows]
            (found,) = measures.run(self.esco.taxonomy, people, self.vacancies(), chosen,
                                    self.threads, ("use",))
            parts = self.parts[:, rows] * counts * (owned[rows] @ self.weights)
            total = total + parts @ found
            weight = weight + parts.sum(1)
        return total / weight[:, None] / measures.ONE

    def base(self, chosen):
        """What an average person would have of each code."""
        catalogue = libmatch.Catalogue.from_records(self.esco.taxonomy, self.vacancies(), fill=False)
        roster = libmatch.Roster.from_records(
            self.esco.taxonomy, [measures.person("P", [self.esco.skills[0].uri])])
        matcher = libmatch.Matcher(catalogue, policy=chosen, today=measures.TODAY)
        found = []
        for i in range(len(catalogue)):
            parts = {part.criterion: part for part in matcher.explain(roster, 0, i).parts}
            found.append(parts["base"].value / measures.ONE)
        return numpy.array(found)

    def jobs(self, criterion):
        """What a criterion says about every ESCO occupation as a job and as a vacancy."""
        rows = numpy.nonzero(self.parts.any(0))[0]
        occupations = [self.esco.occupations[row] for row in rows]
        people = [{"id": f"P{row:05}", "province": "01", "jobs": [{"occupation": job.uri}]}
                  for row, job in zip(rows, occupations)]
        vacancies = [measures.vacancy(f"V{row:05}", [], [], occupation=job.uri)
                     for row, job in zip(rows, occupations)]
        (found,) = measures.run(self.esco.taxonomy, people, vacancies,
                                measures.policy(**{criterion: 1000}), self.threads)
        return self.parts[:, rows] @ found @ self.parts[:, rows].T / measures.ONE


def compare_with_double(codes, lists, truth, stride):
    """Prints the figures of every so many-th query in double precision, and how far off they are."""
    esco = codes.esco
    table = esco.similarities()
    chosen = {row: truth[row] for row in sorted(truth)[::stride]}
    kinds = numpy.where(codes.asked > 0.5, 1, numpy.where(codes.asked > 0, 0.5, 0))
    average = sum(measures.double_parts(esco.asked > 0, kinds, table, esco.weights)) / 2
    reference = numpy.zeros_like(lists["half"])
    reference[list(chosen)] = sum(codes.double(table, list(chosen))) / 2
    measures.show(reference_queries=len(chosen))
    for name, scores in (("half", reference), ("base", reference - average.mean(0) / 2)):
        figure = mean_average_precision(scores, chosen)
        own = mean_average_precision(lists[name], chosen)
        measures.show(**{f"reference_{name}": figure, f"difference_{name}": abs(own - figure)})


def main():
    data = measures.SHARED / "data"
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--esco", type=Path, default=data / "esco-1.1.1")
    parser.add_argument("--crosswalk", type=Path,
                        default=data / "crosswalks/esco_onet_official_2022.csv")
    parser.add_argument("--truth", type=Path, default=data / "onet-29.3/Related Occupations.csv")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--stride", type=int, default=8,
                        help="the reference for every so many-th query only")
    arguments = parser.parse_args()
    measures.need(arguments.esco, arguments.crosswalk, arguments.truth)

    esco = measures.Esco(libmatch.Taxonomy.import_esco(arguments.esco))
    crosswalk = read_crosswalk(arguments.crosswalk, esco)
    places = {code: i for i, code in enumerate(crosswalk)}
    truth = read_truth(arguments.truth, places)
    measures.show(codes=len(crosswalk), queries=len(truth))
    codes = Codes(esco, crosswalk, arguments.threads)

    chosen = measures.policy(coverage=500, use=500, base=500)
    half = (codes.coverage(chosen) + codes.use(chosen)) / 2
    lifted = half - codes.base(chosen) / 2
    names = codes.jobs("title")
    length = numpy.sqrt(numpy.diag(names))
    full = 0.6 * lifted + 0.1 * codes.jobs("occupation") + 0.3 * names / length / length[:, None]
    figures = {"map_half": half, "map_base": lifted, "map_full": full}
    figures = {name: mean_average_precision(scores, truth) for name, scores in figures.items()}
    measures.show(**figures)

    compare_with_double(codes, {"half": half, "base": lifted}, truth, arguments.stride)
    essential = numpy.stack([(esco.asked[rows] == 1).mean(0) for rows in codes.rows])
    weighed = codes.asked * esco.information
    baselines = {"essential_cosine_map": measures.cosine(essential, essential),
                 "idf_cosine_map": measures.cosine(weighed, weighed),
                 "sim_gic_map": measures.sim_gic(codes.asked, codes.asked, esco)}
    measures.show(**{name: mean_average_precision(scores, truth)
                     for name, scores in baselines.items()})


if __name__ == "__main__":
    main()
