# SPDX-License-Identifier: Apache-2.0
import gc
import struct

import pytest

import libmatch
from libmatch import Matcher, match_all, native
TODAY = "2025-02-10"
TABLE_COLUMNS = libmatch.Results.COLUMNS


def test_a_result_is_a_sequence(matcher, people):
    result = matcher.rank(people, "P1")
    assert len(result) == len(list(result)) == 3
    assert result[-1] == list(result)[2]
    assert result[:2] == [result[0], result[1]]
    assert result[0] in result
    with pytest.raises(IndexError):
        result[3]
    with pytest.raises(TypeError):
        result["P1"]
    assert repr(result) == "<Result for profile P1: 3 of 3>"
    assert repr(matcher.candidates(people, "V1")) == "<Result for opportunity V1: 2 of 2>"


def test_scores_are_a_sequence_without_numpy(matcher, people):
    result = matcher.rank(people, "P1")
    assert list(result.scores) == [match.score for match in result]
    assert list(result.column("coverage")) == [
        -1 if match.coverage is None else match.coverage for match in result]
    assert result.scores[-1] == result[-1].score
    with pytest.raises(IndexError):
        result.scores[3]
    with pytest.raises(KeyError):
        result.column("colour")


def test_the_size_of_a_pair_is_that_of_c():
    assert native.PAIR_SIZE == struct.calcsize("=IIiiiiiiIIIHHHH")


def test_numpy_views_scores_without_a_copy(matcher, people):
    numpy = pytest.importorskip("numpy")
    result = matcher.rank(people, "P1")
    expected = [match.score for match in result]
    array = numpy.asarray(result.scores)
    again = numpy.asarray(result.scores)
    assert array.dtype == numpy.int32
    assert not array.flags.owndata
    assert not array.flags.writeable
    assert numpy.shares_memory(array, again)
    del result, again
    gc.collect()
    assert array.tolist() == expected


def test_unknown_is_none_and_not_zero(taxonomy, people):
    offer = {"id": "V1", "title": "Anything", "province": "01"}
    offers = libmatch.Catalogue.from_records(taxonomy, [offer])
    match = Matcher(offers, today=TODAY).rank(people, "P1")[0]
    assert match.grade == "unknown"
    assert match.coverage is None
    assert match.gain is None


def test_records_of_a_table_have_all_columns(matcher, people):
    rows = match_all(matcher, people).to_records()
    assert len(rows) == 6
    assert all(tuple(row) == TABLE_COLUMNS for row in rows)
    assert [row["rank"] for row in rows] == [1, 2, 3, 1, 2, 3]
    by_pair = {(row["profile"], row["opportunity"]): row for row in rows}
    assert by_pair["P2", "V1"]["missing"] == "SEW;TEAM"
    assert by_pair["P1", "V1"]["missing"] == ""


def test_a_table_is_tidy_and_the_same_each_time(matcher, people):
    pandas = pytest.importorskip("pandas")
    table = match_all(matcher, people).to_pandas()
    assert tuple(table.columns) == TABLE_COLUMNS
    assert list(table["profile"]) == ["P1"] * 3 + ["P2"] * 3
    assert table["coverage"].dtype == pandas.Int64Dtype()
    assert table.to_csv() == match_all(matcher, people, threads=2).to_pandas().to_csv()
    one = matcher.rank(people, "P1").to_pandas()
    assert one.equals(table[table["profile"] == "P1"])


def test_an_empty_table_has_its_columns(matcher, taxonomy):
    pytest.importorskip("pandas")
    table = match_all(matcher, libmatch.Roster(taxonomy)).to_pandas()
    assert tuple(table.columns) == TABLE_COLUMNS
    assert len(table) == 0


def test_frames_go_in_and_out(taxonomy, people, offers):
    pandas = pytest.importorskip("pandas")
    for records in (people, offers):
        table = records.to_pandas()
        again = type(records).from_pandas(taxonomy, table, strict=True)
        assert again.to_records() == records.to_records()
    frame = pandas.DataFrame({"id": ["V1", "V2"], "title": ["Mason", "Tailor"],
                              "province": ["16", "01"],
                              "openings": [4, None], "closes": pandas.to_datetime(
                                  ["2025-03-31", None])})
    made = libmatch.Catalogue.from_pandas(taxonomy, frame, strict=True)
    assert made["V1"]["openings"] == "4"
    assert made["V1"]["closes"] == "2025-03-31"
    assert made["V2"]["openings"] == made["V2"]["closes"] == ""
    with pytest.raises(TypeError):
        libmatch.Roster.from_pandas(taxonomy, [{"id": "P1"}])


def test_a_report_is_a_table(taxonomy):
    pytest.importorskip("pandas")
    report = libmatch.Roster(taxonomy).parse("id,province\nP1,01\nP1,01\n")
    table = report.to_pandas()
    assert list(table["code"]) == [finding.code for finding in report]


def test_without_pandas_the_error_says_what_to_do(monkeypatch, matcher, people):
    import sys

    monkeypatch.setitem(sys.modules, "pandas", None)
    for use in (match_all(matcher, people).to_pandas, people.to_pandas,
                matcher.rank(people, 0).to_pandas, libmatch.Report().to_pandas,
                lambda: libmatch.Roster.from_pandas(None, None)):
        with pytest.raises(ImportError, match="pip install pandas"):
            use()
