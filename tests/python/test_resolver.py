# SPDX-License-Identifier: Apache-2.0
import pytest

from libmatch import Aliases, MatchCancelledError, MatchValueError, Report, Resolver, Taxonomy

pandas = pytest.importorskip("pandas")

MARKET = """
format: libmatch-taxonomy/1
name: market
occupations:
  - {code: MASON, labels: {en: {preferred: Bricklayer, alternative: [mason]}}}
  - {code: WELD, labels: {en: Welder, lo: ຊ່າງເຊື່ອມ}}
  - {code: DOOR, labels: {en: {preferred: Door keeper, alternative: [porter]}}}
  - {code: CARRY, labels: {en: {preferred: Luggage carrier, alternative: [porter]}}}
skills:
  - {code: WELDING, labels: {en: welding}}
"""


@pytest.fixture(scope="module")
def market():
    return Taxonomy.parse(MARKET)


@pytest.fixture(scope="module")
def resolver(market):
    return market.resolver()


def test_a_phrase_finds_its_concept(resolver, market):
    best = resolver.resolve("  BRICKLAYER")[0]
    assert best.concept == market["MASON"]
    assert (best.label, best.language, best.reason) == ("Bricklayer", "en", "folded")
    assert best.score == 1
    assert 0 < best.confidence <= 1
    assert not best.ambiguous
    assert market.resolve("mason")[0].concept == market["MASON"]


def test_all_concepts_of_an_ambiguous_name_are_given(resolver):
    found = resolver.resolve("porter", top=1)
    assert {candidate.concept.id for candidate in found} == {"DOOR", "CARRY"}
    assert all(candidate.ambiguous for candidate in found)


def test_options(resolver, market):
    assert resolver.resolve("Welding work", kind="skill", threshold=0)[0].concept.id == "WELDING"
    assert resolver.resolve("welder", language="lo", threshold=0) == []
    assert resolver.resolve("qqq", threshold=0) == []
    assert [c.concept.id for c in resolver.resolve("welders", ancestor=market["WELD"],
                                                   threshold=0)] == ["WELD"]
    assert len(resolver.resolve("mason", by="label", top=2, threshold=0)) == 1
    with pytest.raises(ValueError, match="expected concept or label"):
        resolver.resolve("a", by="word")
    with pytest.raises(ValueError, match="expected one of occupation"):
        resolver.resolve("a", kind="job")
    with pytest.raises(MatchValueError, match="expected 1..10000"):
        resolver.resolve("a", top=0)
    with pytest.raises(ValueError, match="another taxonomy"):
        resolver.resolve("a", ancestor=Taxonomy.parse(MARKET)["WELD"])
    with pytest.raises(TypeError):
        resolver.resolve("a", colour="red")
    with pytest.raises(TypeError, match="expected str"):
        resolver.resolve(None)


def test_many_texts_are_a_frame(resolver):
    texts = pandas.Series(["mason", "qqq", "porter"])
    heard = []
    frame = resolver.resolve_many(texts, top=1, threads=2,
                                  progress=lambda done, total: heard.append((done, total)))
    assert list(frame.columns) == ["line", "rank", "concept", "label", "score", "confidence",
                                   "reason"]
    assert list(frame["line"]) == [0, 2, 2]
    assert list(frame["rank"]) == [1, 1, 2]
    assert frame["concept"][0] == "MASON"
    assert heard == [(1, 3), (2, 3), (3, 3)]
    assert len(resolver.resolve_many([])) == 0
    with pytest.raises(MatchCancelledError):
        resolver.resolve_many(texts, progress=lambda done, total: False)
    with pytest.raises(ZeroDivisionError):
        resolver.resolve_many(texts, progress=lambda done, total: 1 // 0)
    with pytest.raises(TypeError, match="expected str, got int"):
        resolver.resolve_many(["a", 1])


def test_texts_are_compared(resolver):
    assert resolver.similarity("mason", "bricklayer") > resolver.similarity("mason", "welder")
    pairs = resolver.similarity(["mason", "welder"], ["welder", "porter", "mason"])
    assert pairs.shape == (2, 3)
    assert pairs[0, 2] > 0.9 > pairs[0, 0]
    assert len(resolver.similarity([], ["a"])) == 0


def test_a_context_orders_candidates(resolver):
    assert resolver.resolve("porter", context="doors and luggage")[0].label == "porter"
    with pytest.raises(TypeError):
        resolver.resolve("porter", context=1)


def test_aliases_are_learned_and_kept(market, tmp_path):
    aliases = Aliases()
    aliases.add("Las-Mann", market["WELD"])
    aliases.add("astronaut", "SPACE", language="en")
    aliases.save(tmp_path / "aliases.csv")
    again = Aliases.load(tmp_path / "aliases.csv")
    assert list(again) == list(aliases)
    assert [alias.text for alias in again] == ["Las-Mann", "astronaut"]
    report = Report()
    best = market.resolver(again, report=report).resolve("las mann")[0]
    assert (best.concept.id, best.reason) == ("WELD", "learned")
    assert report.codes == {"UNKNOWN_CONCEPT": 1}


def test_handles(resolver, market):
    assert resolver.taxonomy is market
    assert "Resolver" in repr(resolver)
    assert repr(Aliases()) == "<Aliases: 0>"
    with pytest.raises(TypeError, match="Taxonomy.resolver"):
        Resolver()
    closed = market.resolver()
    closed.close()
    with pytest.raises(ValueError, match="closed"):
        closed.resolve("a")
