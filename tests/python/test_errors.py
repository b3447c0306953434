# SPDX-License-Identifier: Apache-2.0
import copy
import pickle

import pytest

import libmatch
from libmatch import Catalogue, Policy, Roster, Taxonomy, examples


def test_the_tree_fits_pythons_own():
    for kind, base in (
        (libmatch.MatchIOError, OSError),
        (libmatch.MatchSyntaxError, ValueError),
        (libmatch.MatchValueError, ValueError),
        (libmatch.MatchFormatError, ValueError),
        (libmatch.MatchLimitError, ValueError),
        (libmatch.MatchNotFoundError, LookupError),
        (libmatch.MatchMemoryError, MemoryError),
        (libmatch.MatchCancelledError, libmatch.MatchError),
    ):
        assert issubclass(kind, libmatch.MatchError)
        assert issubclass(kind, base)


def test_an_error_says_what_and_where(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text("format: libmatch-taxonomy/1\nname: [1\n", encoding="utf-8")
    with pytest.raises(libmatch.MatchSyntaxError) as caught:
        Taxonomy.load(path)
    error = caught.value
    assert error.status == "SYNTAX"
    assert error.source.endswith("bad.yaml")
    assert error.line in (2, 3)
    assert error.message in str(error)
    assert f"bad.yaml:{error.line}" in str(error)


def test_every_missing_file_is_an_os_error(tmp_path):
    nowhere = tmp_path / "ບໍ່ມີ" / "file"
    for use in (
        lambda: Taxonomy.load(nowhere),
        lambda: Taxonomy.import_esco(nowhere),
        lambda: Policy.load(nowhere),
        lambda: libmatch.Places.load(nowhere),
        lambda: Roster().read(nowhere),
        lambda: Catalogue().read(nowhere),
        lambda: Roster().write(nowhere, format="csv"),
        lambda: Catalogue().write(nowhere, format="csv"),
        lambda: Taxonomy.parse(examples.TAXONOMY).save(nowhere),
    ):
        with pytest.raises(OSError) as caught:
            use()
        assert isinstance(caught.value, libmatch.MatchIOError)
        assert caught.value.status == "IO"


def test_errors_survive_pickling():
    with pytest.raises(libmatch.MatchError) as caught:
        Policy.parse("nonsense: 1\n", source="p.yaml")
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is type(caught.value)
    assert str(again) == str(caught.value)
    assert again.line == 1


def test_objects_cannot_be_pickled_or_copied(taxonomy, people, offers, matcher):
    result = matcher.rank(people, 0)
    for item in (taxonomy, taxonomy["SEW"], people, people["P1"], offers, matcher, result,
                 Policy.default(), libmatch.Places.lao(), libmatch.Places.lao()["13"]):
        for use in (pickle.dumps, copy.copy, copy.deepcopy):
            with pytest.raises(TypeError, match="cannot pickle"):
                use(item)


def test_tuples_of_plain_data_can_be_pickled(people, matcher):
    match = matcher.rank(people, 0)[0]
    assert pickle.loads(pickle.dumps(match)) == match


def test_what_has_no_constructor_says_how_it_is_made():
    for kind, maker in ((Taxonomy, "load"), (Policy, "default"), (libmatch.Places, "lao")):
        with pytest.raises(TypeError, match=maker):
            kind()


@pytest.mark.parametrize("wrong", [None, 3, 1.5, object(), ["a"], {"a": 1}])
def test_wrong_types_are_type_errors(taxonomy, wrong):
    for use in (
        lambda: Taxonomy.load(wrong),
        lambda: Taxonomy.parse(wrong),
        lambda: Taxonomy.parse("", source=wrong),
        lambda: Taxonomy.import_esco(wrong),
        lambda: taxonomy.save(wrong),
        lambda: taxonomy[wrong],
        lambda: taxonomy.find_label(wrong),
        lambda: taxonomy.fact(wrong),
        lambda: taxonomy["SEW"].label(wrong),
        lambda: taxonomy["SEW"].text("definition", wrong),
        lambda: Policy.load(wrong),
        lambda: Policy.parse(wrong),
        lambda: libmatch.Places.load(wrong),
        lambda: libmatch.Places.lao().find(wrong),
        lambda: libmatch.Places.lao()[wrong],
        lambda: libmatch.Places.lao()["13"].name(wrong),
        lambda: Roster().read(wrong),
        lambda: Roster().parse(wrong),
        lambda: Roster().write(wrong),
        lambda: libmatch.fold(wrong),
        lambda: libmatch.columns(wrong),
    ):
        with pytest.raises(TypeError):
            use()
    if wrong is not None:
        for use in (
            lambda: Roster(wrong),
            lambda: Roster().parse("id\n", places=wrong),
            lambda: Roster().parse("id\n", report=wrong),
            lambda: Taxonomy.load("x", report=wrong),
            lambda: Roster().parse("id\n", format=wrong),
            lambda: libmatch.Places.lao().find("13", within=wrong),
        ):
            with pytest.raises(TypeError):
                use()


@pytest.mark.parametrize("text", ["\ud800", "a\ud800b"])
def test_surrogates_are_encode_errors(taxonomy, text):
    for use in (
        lambda: taxonomy[text],
        lambda: taxonomy.find_label(text),
        lambda: taxonomy.fact(text),
        lambda: taxonomy["SEW"].label(text),
        lambda: Taxonomy.parse(text),
        lambda: Policy.parse(text),
        lambda: Policy.parse("", source=text),
        lambda: libmatch.fold(text),
        lambda: Roster()[text],
        lambda: libmatch.Places.lao()[text],
    ):
        with pytest.raises(UnicodeEncodeError):
            use()


def test_nul_characters_are_refused_or_not_found(taxonomy, tmp_path):
    with pytest.raises(KeyError):
        taxonomy["SEW\0"]
    for use in (
        lambda: taxonomy.fact("name\0"),
        lambda: taxonomy["SEW"].label("en\0"),
        lambda: Taxonomy.load("a\0b"),
        lambda: Policy.parse("", source="a\0b"),
        lambda: Roster()["P\0"],
    ):
        with pytest.raises(ValueError):
            use()


def test_texts_are_folded_measured_and_cut():
    assert libmatch.fold("ＳＥＷ  ໒໓") == "sew 23"
    assert libmatch.fold("") == ""
    assert libmatch.fold("x" * 5000) == "x" * 5000
    assert libmatch.fold("a\0b") in ("a b", "a\0b", "ab")
    assert libmatch.columns("日本") == 4
    assert libmatch.cut("ຊ່າງກໍ່", 2) == "ຊ່າ"
    assert libmatch.cut("abc", 10**6) == "abc"
    with pytest.raises(OverflowError):
        libmatch.cut("abc", -1)


def test_places_know_their_neighbours():
    places = libmatch.Places.lao()
    savannakhet = places["13"]
    assert savannakhet.iso == "LA-SV"
    assert savannakhet.parent is None
    assert all(savannakhet in neighbour.neighbours for neighbour in savannakhet.neighbours)
    districts = [place for place in places if place.parent == savannakhet]
    assert districts
    assert places.find(districts[0].name(), within=savannakhet) == [districts[0]]
    assert savannakhet in places
    assert "nowhere" not in places
    with pytest.raises(KeyError):
        places["nowhere"]
    with pytest.raises(TypeError):
        places.find("13", within="Savannakhet")
    assert "13" in repr(savannakhet)


def test_places_know_where_they_are():
    places = libmatch.Places.lao()
    assert places["0101"].centroid == (102.60864, 18.00132)
    assert places["0103"].centroid is None
    assert places["0103"].ambiguous and not places["0101"].ambiguous
    assert {place.code for place in places.find("ໂພນທອງ")} == {"0612", "1606"}
