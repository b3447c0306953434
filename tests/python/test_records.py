# SPDX-License-Identifier: Apache-2.0
import datetime
import threading
import time

import pytest

import libmatch
from libmatch import Catalogue, Report, Roster, examples

BAD = "id;province;skills\nP1;13;SEW=3\n;13;SEW\nP1;13;SEW\nP2;99;SEW=9\n"


def test_a_file_is_read_and_its_bad_rows_are_listed(taxonomy, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(BAD, encoding="utf-8")
    roster = Roster(taxonomy)
    report = roster.read(path)
    assert roster.ids[0] == "P1"
    assert report.errors >= 2
    assert sum(report.codes.values()) == report.errors + report.warnings + report.notes
    first = next(finding for finding in report if finding.severity == "error")
    assert first.line == 3
    assert first.row == 2
    assert first.source.endswith("people.csv")
    assert "people.csv:3" in str(first)


def test_strict_keeps_nothing_of_a_bad_file(taxonomy):
    roster = Roster(taxonomy)
    report = Report()
    with pytest.raises(libmatch.MatchValueError) as caught:
        roster.parse(BAD, strict=True, report=report)
    assert caught.value.line == 3
    assert len(roster) == 0
    assert report.errors == 1


def test_one_report_collects_several_readings(taxonomy):
    report = Report()
    first = Roster(taxonomy).parse("id\n\n;\n", report=report)
    assert first is report
    errors = report.errors
    Roster(taxonomy).parse(BAD, report=report)
    assert report.errors > errors
    assert len(report[1:]) == len(report) - 1
    assert "errors" in repr(report)


def test_records_are_mappings(people):
    record = people["P1"]
    assert record["skills"] == "SEW=3 evidence:skill_test; TEAM=2"
    assert record["province"] == "01"
    assert record["notes"] == ""
    assert record.id == "P1"
    assert record.kind == "profile"
    assert record.index == 0
    assert len(dict(record)) == len(record) == len(libmatch.fields("profile"))
    with pytest.raises(KeyError, match="colour"):
        record["colour"]
    assert record.get("colour") is None
    assert repr(record) == "<Record profile P1>"


def test_records_are_found_by_id_and_place(people):
    assert people.ids == ["P1", "P2"]
    assert people[1].id == people[-1].id == "P2"
    assert "P2" in people
    assert "P3" not in people
    assert people["P2"] in people
    assert [record.id for record in people] == ["P1", "P2"]
    with pytest.raises(KeyError):
        people["P3"]
    for index in (2, -3, 10**30):
        with pytest.raises(IndexError):
            people[index]
    for wrong in (None, 1.0, True, b"P1", ("P1",)):
        with pytest.raises(TypeError):
            people[wrong]


def test_a_catalogue_knows_kinds_and_titles(offers):
    assert [record.kind for record in offers] == ["vacancy", "vacancy", "training"]
    assert offers["V2"].title() == "Bricklayer"
    assert offers["C1"]["teaches"] == "PATTERN=2; SEW=3"


def test_records_go_out_and_come_back(taxonomy, people, offers, tmp_path):
    for records, made in ((people, Roster), (offers, Catalogue)):
        again = made.from_records(taxonomy, records.to_records(), strict=True)
        assert again.to_records() == records.to_records()
        for format in ("csv", "jsonl", "yaml"):
            path = tmp_path / f"records.{format}"
            records.write(path)
            read = made(taxonomy)
            read.read(path, strict=True)
            assert read.to_records() == records.to_records()


def test_one_kind_can_be_written(taxonomy, offers, tmp_path):
    offers.write(tmp_path / "courses.csv", kind="training")
    read = Catalogue(taxonomy)
    read.read(tmp_path / "courses.csv")
    assert read.ids == ["C1"]
    with pytest.raises(ValueError, match="expected one of vacancy"):
        offers.write(tmp_path / "x.csv", kind="profile")


def test_a_format_can_be_given(taxonomy, people, tmp_path):
    people.write(tmp_path / "people.txt", format="jsonl")
    read = Roster(taxonomy)
    read.read(tmp_path / "people.txt", format="jsonl")
    assert len(read) == 2
    with pytest.raises(ValueError, match="'xml'"):
        read.read(tmp_path / "people.txt", format="xml")


def test_a_separator_can_be_given(taxonomy):
    roster = Roster(taxonomy)
    roster.parse("id|province|notes\nP1|01|a, b; c\n", separator="|", format="csv")
    assert roster["P1"]["notes"] == "a, b; c"
    for wrong in ("", "||", "x", "ກ", 5):
        with pytest.raises(ValueError):
            roster.parse("id\n", separator=wrong)


def test_values_of_records_may_be_numbers_dates_and_lists(taxonomy):
    offers = Catalogue.from_records(
        taxonomy,
        [{"id": "V1", "title": "Mason", "province": 16, "openings": 4.0,
          "closes": datetime.date(2025, 3, 31), "wage_min": 2500000, "contact": float("nan"), "essential_skills": ["BRICK>=2"],
          "tags": ("b", "a")}],
        strict=True,
    )
    record = offers["V1"]
    assert record["openings"] == "4"
    assert record["closes"] == "2025-03-31"
    assert record["wage_min"] == "2500000"
    assert record["essential_skills"] == "BRICK>=2"


@pytest.mark.parametrize("wrong", [None, 3, "text", [3], [None], [["id"]], [{"id": object()}]])
def test_what_is_no_record_is_a_type_error(taxonomy, wrong):
    with pytest.raises(TypeError):
        Roster.from_records(taxonomy, wrong)


def test_text_may_be_bytes_and_bad_bytes_are_said(taxonomy):
    roster = Roster(taxonomy)
    roster.parse("id,province\nP1,01\n".encode())
    assert roster.ids == ["P1"]
    with pytest.raises(libmatch.MatchError):
        roster.parse(b"id,province,notes\nP2,01,\xff\xfe\xfd\n")
    with pytest.raises(UnicodeEncodeError):
        roster.parse("id\n\ud800\n")
    for wrong in (None, 3, bytearray(b"id\n"), ["id"]):
        with pytest.raises(TypeError):
            roster.parse(wrong)


def test_no_more_is_read_once_a_matcher_uses_it(offers):
    libmatch.Matcher(offers, today="2025-02-10")
    with pytest.raises(libmatch.MatchValueError):
        offers.parse("id,title\nV9,Late\n")
    assert len(offers) == 3


def test_long_fields_are_whole(taxonomy):
    notes = "ລາວ " * 400
    roster = Roster.from_records(taxonomy, [{"id": "P1", "province": "01", "notes": notes}])
    assert roster["P1"]["notes"] == notes.strip()


def test_readers_and_lookers_of_two_threads_do_not_meet():
    roster = Roster()
    text = "id,province\n" + "".join(f"P{i},01\n" for i in range(100_000))
    clashes = 0
    thread = threading.Thread(target=roster.parse, args=(text,))
    thread.start()
    while thread.is_alive():
        try:
            assert len(roster) in (0, 100_000)
        except RuntimeError:
            clashes += 1
        time.sleep(0.0005)
    thread.join()
    assert clashes
    assert len(roster) == 100_000
    with roster._guard.looking(), pytest.raises(RuntimeError, match="in use"):
        roster.parse("id,province\nX,01\n")
    roster.parse("id,province\nX,01\n")
    assert len(roster) == 100_001


def test_closed_records_say_so(taxonomy):
    with Roster.from_records(taxonomy, examples.PEOPLE) as roster:
        record = roster["P1"]
    for use in (lambda: len(roster), lambda: record["id"], lambda: roster["P1"],
                lambda: roster.parse("id\nP9\n"), lambda: roster.ids):
        with pytest.raises(ValueError, match="closed"):
            use()
    assert "closed" in repr(roster)
    assert "closed" in repr(record)


def test_fields_describe_themselves():
    for kind in ("profile", "vacancy", "training", "support"):
        found = libmatch.fields(kind)
        assert "id" in [field.name for field in found]
        assert all(field.name and field.type and field.description for field in found)
    with pytest.raises(ValueError):
        libmatch.fields("person")


def test_names_are_resolved_and_keep_their_words(taxonomy):
    aliases = libmatch.Aliases()
    aliases.add("slap mud on walls", "BRICK")
    resolver = taxonomy.resolver(aliases)
    roster = Roster(taxonomy)
    text = "id,province,skills\nA,14,slap mud on walls=2; qqqq zzzz\n"
    report = roster.parse(text, resolver=resolver, language="en")
    assert [finding.code for finding in report][:2] == ["RESOLVED_BY_WORDS", "UNRESOLVED_SKILL"]
    assert 'BRICK=2 words:"slap mud on walls" confidence:' in roster["A"]["skills"]
    with pytest.raises(TypeError):
        roster.parse(text, resolver=taxonomy)


def test_what_is_not_stated_is_filled_in_and_marked(taxonomy):
    text = ("id,title,province,text,isco\n"
            "V1,Work,16,\"You must lay bricks and blocks.\",\nV2,Work,16,,7112\n")
    offers = Catalogue(taxonomy)
    report = offers.parse(text)
    assert {"REQUIREMENTS_EXTRACTED", "REQUIREMENTS_INFERRED"} <= set(report.codes)
    assert offers["V1"]["essential_skills"].startswith("BRICK origin:extracted words:")
    assert "origin:inferred words:7112" in offers["V2"]["essential_skills"]
    people = Roster.from_records(taxonomy, [{"id": "A", "province": "16", "jobs": "7112"}])
    assert "evidence:inferred" in people["A"]["skills"]
    explanation = libmatch.Matcher(offers, today="2025-02-10").explain(people, "A", "V1")
    assert explanation.lines[0].origin == "extracted"
    assert explanation.lines[0].words.startswith("lay bricks")
    assert explanation.lines[0].at == len("You must ")
    assert explanation.lines[0].state == "to_confirm"
    assert explanation.lines[0].claim_words == "7112"
    plain = Catalogue(taxonomy)
    plain.parse(text, fill=False)
    assert plain["V2"]["essential_skills"] == ""
    assert Roster.from_records(
        taxonomy, [{"id": "A", "province": "16", "jobs": "7112"}], fill=False
    )["A"]["skills"] == ""


def test_gains_between_departure_and_return(taxonomy):
    people = libmatch.Roster.from_records(
        taxonomy,
        [
            {
                "id": "P1",
                "province": "01",
                "skills": "SEW=1 evidence:self_declared date:2019-05-20 phase:before;"
                "SEW=3 evidence:skill_test date:2024-11-02 phase:during;TEAM=2 phase:after",
            }
        ],
        strict=True,
    )
    sew, team = people.gains("P1")
    assert (sew.skill, sew.before, sew.during, sew.after, sew.gained) == ("SEW", 1, 3, None, 2)
    assert (sew.state, sew.abroad, sew.phases) == ("more", True, ("before", "during"))
    assert (sew.before_evidence, sew.evidence) == ("self_declared", "skill_test")
    assert (sew.before_date.isoformat(), sew.date.isoformat()) == ("2019-05-20", "2024-11-02")
    assert (team.state, team.gained, team.before, team.date) == ("new", 0, None, None)
    assert people.gains(0) == [sew, team]
    with pytest.raises(KeyError):
        people.gains("P2")
