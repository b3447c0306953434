# SPDX-License-Identifier: Apache-2.0
import os
from pathlib import Path

import pytest

import libmatch
from libmatch import examples

TODAY = "2025-02-10"
SOURCE = Path(os.environ.get("MATCH_TEST_SOURCE", Path(__file__).resolve().parents[2]))


def pytest_terminal_summary(terminalreporter):
    """Says each result as a line of TAP, for make check."""
    if not os.environ.get("MATCH_TEST_TAP"):
        return
    number = 0
    for outcome, verdict, directive in (
        ("passed", "ok", ""),
        ("skipped", "ok", " # SKIP"),
        ("failed", "not ok", ""),
        ("error", "not ok", ""),
    ):
        for report in terminalreporter.stats.get(outcome, []):
            if outcome == "passed" and report.when != "call":
                continue
            number += 1
            name = report.nodeid.replace("#", "").replace("tests/python/", "")
            terminalreporter.write_line(f"{verdict} {number} - {name}{directive}")
    terminalreporter.write_line(f"1..{number}")


@pytest.fixture(scope="session")
def source():
    return SOURCE


@pytest.fixture(scope="session")
def taxonomy():
    return libmatch.Taxonomy.parse(examples.TAXONOMY)


@pytest.fixture(scope="session")
def people(taxonomy):
    return libmatch.Roster.from_records(taxonomy, examples.PEOPLE, strict=True)


@pytest.fixture
def offers(taxonomy):
    return libmatch.Catalogue.from_records(taxonomy, examples.OFFERS, strict=True)


@pytest.fixture
def matcher(offers):
    return libmatch.Matcher(offers, today=TODAY)


@pytest.fixture(scope="session")
def bundled():
    path = SOURCE / "taxonomies/returnee-skills/returnee-skills.yaml"
    return libmatch.Taxonomy.load(path)


@pytest.fixture(scope="session")
def crowd(bundled):
    """5,000 people with three skills each, always the same."""
    skills = [concept.code for concept in bundled if concept.kind == "skill"]
    count = len(skills)
    rows = [
        f"P{i:05},{i % 18 + 1:02},{skills[i % count]}={i % 5 + 1};"
        f"{skills[i * 7 % count]}=2;{skills[i * 31 % count]}\n"
        for i in range(5000)
    ]
    roster = libmatch.Roster(bundled)
    roster.parse("id,province,skills\n" + "".join(rows))
    assert len(roster) == 5000
    return roster


@pytest.fixture(scope="session")
def market(bundled):
    """A vacancy for each occupation of the bundled taxonomy, with its essential skills."""
    rows = []
    for occupation in bundled:
        if occupation.kind != "occupation":
            continue
        needed = ";".join(f"{skill.code}>=2" for skill, _, _ in occupation.skills(essential=True))
        rows.append({"id": f"V{occupation.code}", "title": occupation.label(),
                     "isco": occupation.isco, "province": "01", "essential_skills": needed})
    return libmatch.Catalogue.from_records(bundled, rows, strict=True)
