#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counts strong matches between occupations that have nothing to do with each other.

Every ESCO occupation is a person who has all its skills, proven, and a vacancy that asks for them.
Two are unrelated when they have no skill in common and their ISCO-08 major groups differ.
``unrelated_strong`` is the share of such pairs that the library calls strong.
"""
import argparse
from pathlib import Path

import libmatch
import measures
from measures import numpy


def main():
    data = measures.SHARED / "data"
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--esco", type=Path, default=data / "esco-1.1.1")
    parser.add_argument("--stride", type=int, default=4, help="every so many occupations as people")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    measures.need(arguments.esco)

    esco = measures.Esco(libmatch.Taxonomy.import_esco(arguments.esco))
    rows = range(0, len(esco.occupations), arguments.stride)
    people = [measures.person(f"P{row:05}", esco.uris(numpy.nonzero(esco.asked[row])[0]),
                              jobs=[{"occupation": esco.occupations[row].uri}]) for row in rows]
    catalogue = libmatch.Catalogue.from_records(
        esco.taxonomy, measures.occupation_vacancies(esco), strict=True)
    roster = libmatch.Roster.from_records(esco.taxonomy, people, strict=True)
    matcher = libmatch.Matcher(catalogue, today=measures.TODAY)
    majors = numpy.array([occupation.isco[:1] for occupation in esco.occupations])
    listed = esco.asked > 0
    counts = {"unrelated_pairs": 0, "unrelated_strong_pairs": 0, "pairs": 0}
    at = iter(rows)

    def keep(result):
        row = next(at)
        places = numpy.asarray(result.column("opportunity"))
        apart = ~(listed @ listed[row]) & (majors != majors[row])
        counts["pairs"] += len(places)
        counts["unrelated_pairs"] += int(apart[places].sum())
        # A vacancy is strong from a coverage of 0.6 on; only those need a closer look.
        high = numpy.nonzero(apart[places] & (numpy.asarray(result.column("coverage")) >= 600000))[0]
        counts["unrelated_strong_pairs"] += sum(result[int(i)].grade == "strong" for i in high)

    matcher.rank_all(roster, top=len(catalogue), threads=arguments.threads, callback=keep)
    measures.show(**counts, unrelated_strong=counts["unrelated_strong_pairs"] /
                  max(counts["unrelated_pairs"], 1))


if __name__ == "__main__":
    main()
