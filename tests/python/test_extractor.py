# SPDX-License-Identifier: Apache-2.0
"""Finding skills in running text: places in str, roles, months."""

import pytest

import libmatch
from libmatch import Extractor, Span, Taxonomy, examples

AD = "ຮັບ: ຊ່າງ\nRequirements: sewing skills\nMust operate  a SEWING machine, 2 years."


@pytest.fixture
def taxonomy():
    return Taxonomy.parse(examples.TAXONOMY)


def test_mentions_have_places_in_the_text(taxonomy):
    (mention,) = taxonomy.extract(AD)
    assert mention.concept is not None and mention.concept.id == "SEW"
    assert mention.label == "Operate a sewing machine"
    assert (mention.role, mention.asked, mention.also) == ("essential", True, 0)
    for span in (mention.span, mention.cue, mention.months_span):
        assert isinstance(span, Span)
        assert AD[span.begin : span.end] == span.words
    assert mention.span.words == "operate  a SEWING machine"
    assert mention.cue.words == "Must"
    assert (mention.months, mention.months_span.words) == (24, "2 years")


def test_kinds_are_chosen(taxonomy):
    found = taxonomy.extract("Sewing machine operator ຊ່າງກໍ່", kinds=("skill", "occupation"))
    assert [(mention.concept.id, mention.cue, mention.months) for mention in found] == [
        ("8153", None, None),
        ("7112", None, None),
    ]
    assert taxonomy.extract("bricklayer") == []
    with pytest.raises(ValueError):
        taxonomy.extract("bricklayer", kinds="job")


def test_an_extractor_is_made_of_a_taxonomy(taxonomy):
    extractor = Extractor.of(taxonomy)
    taxonomy.close()
    with pytest.raises(ValueError):
        extractor.extract("operate a sewing machine")[0].concept.id
    assert extractor.extract("") == []
    with pytest.raises(TypeError):
        Extractor()


def test_a_column_of_texts_becomes_a_table(taxonomy):
    pandas = pytest.importorskip("pandas")
    seen = []
    column = pandas.Series([AD, "nothing here", AD])
    table = taxonomy.extract_many(column, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert list(table["line"]) == [0, 2]
    row = table.iloc[0]
    assert row["concept"] == "SEW" and row["role"] == "essential" and row["months"] == 24
    assert column[0][row["begin"]:row["end"]] == row["words"]
    with pytest.raises(libmatch.MatchCancelledError):
        taxonomy.extract_many(column, progress=lambda done, total: False)
    assert list(taxonomy.extract_many([]).columns)[0] == "line"
