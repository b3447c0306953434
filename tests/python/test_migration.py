# SPDX-License-Identifier: Apache-2.0
"""Records that go over to another taxonomy."""

import importlib.util
import os
from pathlib import Path

import pytest

import libmatch
from libmatch import Catalogue, Matcher, Migration, Roster, Taxonomy, Translation, examples

RENAMED = examples.TAXONOMY.replace("SEW", "STITCH").replace("Lay bricks", "Build walls")


@pytest.fixture
def translation():
    return Translation.between(Taxonomy.parse(examples.TAXONOMY), Taxonomy.parse(RENAMED))


def people(taxonomy):
    roster = Roster(taxonomy)
    roster.add_records(examples.PEOPLE)
    return roster


def test_migration_writes_new_codes_and_lists_what_happened(translation):
    migration = Migration()
    migrated = people(translation.source).migrate(translation, migration=migration)
    assert migrated.taxonomy is translation.target
    assert "STITCH=3" in migrated["P1"]["skills"]
    assert [(carry.id, carry.code, carry.link, carry.result) for carry in migration] == [
        ("P1", "SEW", "label", "STITCH")]
    assert migration.totals == {"same": 2, "label": 1} and migration.lost == 0
    assert list(migration.to_pandas()["carried"]) == [True]
    assert repr(migration) == "<Migration: 3 codes carried, 0 not>"


def test_offers_are_migrated(translation):
    offers = Catalogue(translation.source)
    offers.add_records(examples.OFFERS)
    assert offers.migrate(translation)["V1"]["essential_skills"].startswith("STITCH")


def test_translated_people_are_matched_and_explained(translation):
    offers = Catalogue(translation.target)
    offers.add_records([{"id": "V1", "title": "Sewer", "province": "01",
                         "essential_skills": "STITCH>=2"}])
    matcher = Matcher(offers, today="2025-02-10")
    explanation = matcher.explain(people(translation.source).translate(translation), "P1", "V1")
    line = explanation.lines[0]
    assert (line.link, line.carried_permille) == ("label", 850)
    assert (line.carried_code, line.carried_label) == ("SEW", "Operate a sewing machine")


def test_what_does_not_belong_together_is_refused(translation):
    with pytest.raises(libmatch.MatchValueError, match="which is translated"):
        people(translation.target).translate(translation)
    with pytest.raises(TypeError, match="expected Migration"):
        people(translation.source).migrate(translation, migration=[])


def test_profiles_of_esco_go_over_to_the_next_version():
    shared = Path(os.environ.get("LIBMATCH_SHARED", "")) / "data"
    if not os.environ.get("LIBMATCH_SHARED") or not (shared / "esco-1.1.0").is_dir():
        pytest.skip("LIBMATCH_SHARED has no ESCO 1.1.0")
    path = Path(__file__).resolve().parents[2] / "bench/migrate_esco.py"
    spec = importlib.util.spec_from_file_location("migrate_esco", path)
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    old = Taxonomy.import_esco(shared / "esco-1.1.0")
    new = Taxonomy.import_esco(shared / "esco-1.1.1")
    migrated, migration = bench.migrate(old, new, bench.draw_profiles(old, new, 500, 1))
    assert len(migrated) == 500
    assert migration.totals == {"same": 5496, "label": 1} and migration.lost == 0
    assert [(carry.label, carry.result) for carry in migration] == [
        ("therapeutic radiographer", "3211.2")]
