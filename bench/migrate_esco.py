#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Migrates profiles drawn from ESCO 1.1.0 to ESCO 1.1.1 and prints what happened to their codes.

Each profile has a job in an occupation drawn from ESCO 1.1.0 and ten skills of it (all, where it
has fewer); the first occupations are those that 1.1.1 does not have any more, so that what is
hard is in it. The seed is fixed. Prints ``name=value`` lines: codes in all, codes carried by each
kind of link, codes lost; and then each code that is not the same, with its successor.
"""
import argparse
import os
import random
import sys
from pathlib import Path

import libmatch

SKILLS_PER_PROFILE = 10


def draw_profiles(old, new, count, seed):
    """Records of people whose codes are those of the old version."""
    draw = random.Random(seed)
    occupations = sorted(c.uri for c in old if c.kind == "occupation" and c.skills())
    gone = [uri for uri in occupations if uri not in new]
    drawn = gone + draw.sample([uri for uri in occupations if uri in new], count - len(gone))
    records = []
    for number, uri in enumerate(drawn, 1):
        skills = sorted(relation.concept.uri for relation in old[uri].skills())
        chosen = draw.sample(skills, min(SKILLS_PER_PROFILE, len(skills)))
        records.append({"id": f"P{number:03}", "province": "01",
                        "skills": [{"skill": skill, "level": draw.randint(1, 5)} for skill in chosen],
                        "jobs": [{"occupation": uri, "months": draw.randint(1, 120)}]})
    return records


def migrate(old, new, records):
    """The migrated roster and what happened."""
    roster = libmatch.Roster(old)
    report = roster.add_records(records)
    if report.errors or "UNRESOLVED_SKILL" in report.codes:
        raise SystemExit(f"the profiles cannot be read: {report!r}")
    migration = libmatch.Migration()
    migrated = roster.migrate(libmatch.Translation.between(old, new), migration=migration)
    return migrated, migration


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--profiles", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    shared = Path(os.environ.get("LIBMATCH_SHARED", "../shared")) / "data"
    if not (shared / "esco-1.1.0").is_dir():
        print(f"skipped: there is no {shared}/esco-1.1.0")
        return 77
    old = libmatch.Taxonomy.import_esco(shared / "esco-1.1.0")
    new = libmatch.Taxonomy.import_esco(shared / "esco-1.1.1")
    records = draw_profiles(old, new, arguments.profiles, arguments.seed)
    migrated, migration = migrate(old, new, records)
    print(f"profiles={len(migrated)}")
    print(f"codes={sum(migration.totals.values()) + migration.lost}")
    for link, count in migration.totals.items():
        print(f"{link}={count}")
    print(f"lost={migration.lost}")
    for carry in migration:
        print(f"{carry.id} {carry.field} {carry.label!r}: {carry.link or carry.state} > {carry.result}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
