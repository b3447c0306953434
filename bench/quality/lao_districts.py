#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Finds districts of Lao PDR by names as two independent sources spell them.

    lao_districts.py CSV

The file has the columns pcode (LA0204), name_source_a and name_source_b. A name is linked when the
reader of records, which knows the province, takes it for that district.
"""

import argparse
import sys

import libmatch
from measure import emit, note, read_csv

SOURCES = ("name_source_a", "name_source_b")


def linked(names):
    """Which names the reader of records takes for the district they are of."""
    people = libmatch.Roster.from_records(
        None,
        [
            {"id": f"N{index}", "province": code[:2], "district": name}
            for index, (_, name, code) in enumerate(names)
        ],
    )
    return [people[f"N{index}"]["district"] == code for index, (_, _, code) in enumerate(names)]


def nearest_is_right(places, name, code):
    """Whether the most similar of the province's names, as written, is the district's."""
    from rapidfuzz.fuzz import ratio

    near = [place for place in places if place.parent == places[code[:2]]]
    return max(near, key=lambda place: ratio(place.name("lo"), name)).code == code


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("csv")
    rows = read_csv(parser.parse_args().csv, "pcode", *SOURCES)
    places = libmatch.Places.lao()
    names = [
        (source, row[source], row["pcode"].removeprefix("LA"))
        for row in rows
        for source in SOURCES
        if row[source].strip()
    ]
    right = linked(names)
    for (_, name, code), good in zip(names, right):
        if not good:
            note(f"not linked: {name} ({code})")
    emit("names", len(names))
    emit("linked", sum(right) / max(len(names), 1))
    for source in SOURCES:
        own = [good for (of, _, _), good in zip(names, right) if of == source]
        emit(f"linked_{source}", sum(own) / max(len(own), 1))
    same = [name == places[code].name("lo") for _, name, code in names]
    emit("baseline_as_written", sum(same) / max(len(names), 1))
    try:
        near = [nearest_is_right(places, name, code) for _, name, code in names]
        emit("baseline_edit", sum(near) / max(len(names), 1))
    except ImportError as error:
        note(f"baseline edit is left out: {error}")


if __name__ == "__main__":
    sys.exit(main())
