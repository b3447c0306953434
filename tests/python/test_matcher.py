# SPDX-License-Identifier: Apache-2.0
import datetime

import pytest

import libmatch
from libmatch import SCORE_ONE, Catalogue, Matcher, Policy, Roster, examples

TODAY = "2025-02-10"


def test_the_best_come_first(matcher, people):
    result = matcher.rank(people, "P1")
    assert result.subject == "P1"
    assert result.considered == 3
    assert result[0].opportunity == "V1"
    assert result[0].grade == "strong"
    assert result[0].essential_met == result[0].essential_count == 1
    assert 0 < result[0].coverage <= SCORE_ONE
    assert matcher.rank(people, 1)[0].opportunity == "V2"
    assert matcher.rank(people, -1) == matcher.rank(people, "P2")


def test_both_sides_see_the_same_numbers(matcher, people):
    by_person = {
        (match.profile, match.opportunity): match
        for person in people.ids
        for match in matcher.rank(people, person)
    }
    by_offer = {
        (match.profile, match.opportunity): match
        for offer in matcher.catalogue.ids
        for match in matcher.candidates(people, offer)
    }
    assert by_person == by_offer
    for (person, offer), match in by_person.items():
        assert matcher.pair(people, person, offer) == match
        assert matcher.explain(people, person, offer).match == match


def test_what_is_explained_adds_up(bundled, market, crowd):
    matcher = Matcher(market, today=TODAY)
    for person in range(0, 5000, 503):
        for match in matcher.rank(crowd, person, top=4):
            explanation = matcher.explain(crowd, person, match.opportunity)
            assert sum(part.points for part in explanation.parts) == match.score
            assert sum(line.points for line in explanation.lines) == match.coverage
            if match.use is not None:
                assert sum(line.points for line in explanation.use_lines) == match.use


def test_lines_name_requirement_claim_and_level(matcher, people):
    explanation = matcher.explain(people, "P1", "V1")
    sewing = explanation.lines[0]
    assert sewing.requirement.code == sewing.claim.code == "SEW"
    assert (sewing.required_level, sewing.claimed_level) == (2, 3)
    assert (sewing.evidence, sewing.essential, sewing.state) == ("skill_test", True, "met")
    assert explanation.missing == []
    missing = matcher.explain(people, "P2", "V1").missing
    assert [line.requirement.code for line in missing] == ["SEW", "TEAM"]
    assert missing[0].claim is None
    assert missing[0].claimed_level is None


def test_an_explanation_is_plain_data(matcher, people):
    import json

    explanation = matcher.explain(people, "P1", "C1")
    copy = json.loads(json.dumps(explanation.to_dict()))
    assert copy["match"]["opportunity"] == "C1"
    assert copy["match"]["gain"] == explanation.match.gain
    assert [line["requirement"] for line in copy["gain"]] == [
        line.requirement.id for line in explanation.gain_lines]
    assert sum(line["points"] for line in copy["gain"]) == copy["match"]["gain"]
    assert "P1 and C1" in repr(explanation)


def test_a_person_without_skills_is_unknown_and_asked(taxonomy, offers):
    people = Roster.from_records(taxonomy, [{"id": "P1", "province": "01", "jobs": "8153"}])
    matcher = Matcher(offers, today=TODAY)
    match = matcher.pair(people, "P1", "V1")
    assert match.grade == "unknown"
    assert "SEW" in [c.code for c in matcher.explain(people, "P1", "V1").questions]


def test_top_and_kinds_choose(matcher, people):
    assert len(matcher.rank(people, "P1", top=1)) == 1
    assert {m.kind for m in matcher.rank(people, "P1", kinds="training")} == {"training"}
    both = matcher.rank(people, "P1", kinds=["training", "vacancy"])
    assert both == matcher.rank(people, "P1")
    for wrong, error in (("person", ValueError), ((), ValueError), (3, TypeError),
                         ([3], TypeError)):
        with pytest.raises(error):
            matcher.rank(people, "P1", kinds=wrong)
    for wrong in (0, 10**6 + 1, -1, 2**64, 2**200):
        with pytest.raises((ValueError, OverflowError)):
            matcher.rank(people, "P1", top=wrong)


def test_screening_blocks_and_says_why(taxonomy, people):
    offers = Catalogue.from_records(
        taxonomy,
        [*examples.OFFERS,
         {"id": "V7", "title": "Cleaner", "province": "01", "worker_fee": 1500000,
          "recruiter_type": "agency", "essential_skills": "TEAM>=1"}],
    )
    result = Matcher(offers, today=TODAY).rank(people, "P1")
    assert "V7" not in [match.opportunity for match in result]
    blocked = result.blocked[0]
    assert blocked.opportunity == "V7"
    assert blocked.standing == "blocked"
    assert "WORKER_FEE" in blocked.reasons
    assert result.reason_totals["WORKER_FEE"] == 1
    explanation = Matcher(offers, today=TODAY).explain(people, "P1", "V7")
    assert "WORKER_FEE" in [reason.code for reason in explanation.reasons]


def test_the_day_is_a_date_or_text(offers, people):
    assert Matcher(offers, today=TODAY).today == datetime.date(2025, 2, 10)
    day = datetime.date(2025, 2, 10)
    moment = datetime.datetime(2025, 2, 10, 23, 59)
    ranks = [Matcher(offers, today=t).rank(people, 0) for t in (TODAY, day, moment)]
    assert ranks[0] == ranks[1] == ranks[2]
    with pytest.raises(TypeError):
        Matcher(offers)
    for wrong in ("", "today", "2025-2-10", "2025-02-30", "10/02/2025", datetime.date(1700, 1, 1)):
        with pytest.raises(libmatch.MatchValueError):
            Matcher(offers, today=wrong)
    for wrong in (None, 20250210, 1.5, (2025, 2, 10)):
        with pytest.raises(TypeError):
            Matcher(offers, today=wrong)


def test_a_policy_changes_the_order_of_nothing_else(offers, people):
    policy = Policy.default()
    matcher = Matcher(offers, policy=policy, today=TODAY)
    assert matcher.policy is policy
    assert matcher.catalogue is offers
    assert matcher.rank(people, 0) == Matcher(offers, today=TODAY).rank(people, 0)


def test_policies_are_data(tmp_path):
    policy = Policy.default()
    path = tmp_path / "policy.yaml"
    path.write_text(policy.text, encoding="utf-8")
    again = Policy.load(path)
    assert again == policy
    assert hash(again) == hash(policy)
    assert again.hash == policy.hash and len(policy.hash) == 16
    assert policy.name and policy.version
    assert policy.name in repr(policy)
    with pytest.raises(libmatch.MatchError) as caught:
        Policy.parse("nonsense: 1\n", source="p.yaml")
    assert (caught.value.source, caught.value.line) == ("p.yaml", 1)


def test_people_of_another_taxonomy_are_refused(matcher, bundled):
    person = {"id": "P1", "province": "01", "skills": "SEW-IND=2"}
    strangers = Roster.from_records(bundled, [person])
    for use in (
        lambda: matcher.rank(strangers, "P1"),
        lambda: matcher.candidates(strangers, "V1"),
        lambda: matcher.pair(strangers, "P1", "V1"),
        lambda: matcher.explain(strangers, "P1", "V1"),
        lambda: matcher.rank_all(strangers),
    ):
        with pytest.raises(libmatch.MatchValueError):
            use()


def test_a_taxonomy_with_the_same_content_will_do(matcher):
    twin = libmatch.Taxonomy.parse(examples.TAXONOMY)
    people = Roster.from_records(twin, examples.PEOPLE)
    assert matcher.rank(people, "P1")[0].opportunity == "V1"


def test_a_catalogue_without_taxonomy_is_refused():
    catalogue = Catalogue.from_records(None, examples.OFFERS)
    with pytest.raises(libmatch.MatchValueError):
        Matcher(catalogue, today=TODAY)


@pytest.mark.parametrize("wrong", [None, 3, "text", object(), [], {}])
def test_wrong_objects_are_type_errors(matcher, offers, people, wrong):
    for use in (
        lambda: Matcher(wrong, today=TODAY),
        lambda: matcher.rank(wrong, 0),
        lambda: matcher.rank(offers, 0),
        lambda: matcher.candidates(wrong, 0),
        lambda: matcher.pair(wrong, 0, 0),
        lambda: matcher.explain(wrong, 0, 0),
        lambda: matcher.rank_all(wrong),
        lambda: libmatch.match_all(wrong, people),
        lambda: libmatch.match_all(matcher, wrong),
    ):
        with pytest.raises(TypeError):
            use()
    if wrong is not None:
        with pytest.raises(TypeError):
            Matcher(offers, policy=wrong, today=TODAY)
        with pytest.raises(TypeError):
            matcher.rank_all(people, callback=wrong)


def test_unknown_people_and_offers_are_key_errors(matcher, people):
    for use in (
        lambda: matcher.rank(people, "P9"),
        lambda: matcher.candidates(people, "V9"),
        lambda: matcher.pair(people, "P1", "V9"),
        lambda: matcher.explain(people, "P9", "V1"),
    ):
        with pytest.raises(KeyError):
            use()
    for use in (
        lambda: matcher.rank(people, 2),
        lambda: matcher.candidates(people, 3),
        lambda: matcher.pair(people, 0, 10**40),
    ):
        with pytest.raises(IndexError):
            use()


def test_a_closed_matcher_says_so(offers, people):
    with Matcher(offers, today=TODAY) as matcher:
        result = matcher.rank(people, "P1")
    for use in (
        lambda: matcher.rank(people, "P1"),
        lambda: matcher.rank_all(people),
        lambda: matcher.today,
    ):
        with pytest.raises(ValueError, match="closed"):
            use()
    assert "closed" in repr(matcher)
    assert result[0].opportunity == "V1"


def test_sessions_outlive_their_matcher(offers, people):
    from libmatch import native

    matcher = Matcher(offers, today=TODAY)
    session = native.session_new(matcher._native)
    matcher.close()
    del matcher
    assert native.session_rank(session, people._native, 0, None)[0] == 0


def test_the_smallest_change_keeps_what_it_promises(bundled):
    people = libmatch.Roster.from_records(
        bundled,
        [
            {"id": "NOW", "province": "01", "skills": ["SEW-IND=3", "TEAM=2"]},
            {
                "id": "THEN",
                "province": "01",
                "skills": [
                    "SEW-IND=3",
                    "TEAM=2",
                    "FOOD-HYG=2 evidence:training_certificate",
                    "QC-VIS=2 evidence:training_certificate",
                ],
            },
        ],
        strict=True,
    )
    offers = libmatch.Catalogue.from_records(
        bundled,
        [
            {
                "id": "V3",
                "title": "Food processing operator",
                "province": "13",
                "essential_skills": ["FOOD-HYG>=2", "QC-VIS>=2"],
                "optional_skills": ["TEAM>=1"],
            }
        ],
        strict=True,
    )
    matcher = libmatch.Matcher(offers, today="2025-02-10")
    found = matcher.counterfactual(people, "NOW", "V3")
    assert found.state == "smallest"
    assert [(c.skill.code, c.kind, c.have, c.need) for c in found.improvements] == [
        ("FOOD-HYG", "learn", 0, 2),
        ("QC-VIS", "learn", 0, 2),
    ]
    assert found.match._replace(profile="THEN") == matcher.pair(people, "THEN", "V3")
    assert found.match.grade == "strong"
    assert found.to_dict()["changes"][0]["skill"] == "FOOD-HYG"
    assert matcher.counterfactual(people, "THEN", "V3").state == "strong"


def test_an_override_needs_a_reason_and_flags(taxonomy, people):
    fee = {
        "id": "FEE",
        "title": "Sewing machine operator",
        "essential_skills": "SEW>=2",
        "province": "01",
        "worker_fee": "500000",
    }
    matcher = libmatch.Matcher(libmatch.Catalogue.from_records(taxonomy, [fee]), today="2025-02-10")
    assert [match.opportunity for match in matcher.rank(people, "P1").blocked] == ["FEE"]
    with pytest.raises(libmatch.MatchValueError, match="no justification is given"):
        matcher.rank(people, "P1", allow="WORKER_FEE", why=" ")
    with pytest.raises(ValueError, match="reason is 'FEE'"):
        matcher.rank(people, "P1", allow="FEE", why="paid back")
    (match,) = matcher.rank(people, "P1", allow="WORKER_FEE", why="the agency pays it back")
    assert (match.standing, match.score) == ("flagged", matcher.pair(people, "P1", "FEE").score)
    assert "WORKER_FEE" in match.reasons
    (match,) = matcher.rank(people, "P1", allow="CLOSED", why="no matter").blocked
    assert match.standing == "blocked"


def test_strong_jobs_in_other_sectors_are_a_group(taxonomy, offers):
    people = libmatch.Roster.from_records(
        taxonomy,
        [
            {"id": "SAME", "province": "01", "skills": "SEW=3;TEAM=2", "jobs": "8153 country:TH"},
            {"id": "OTHER", "province": "01", "skills": "SEW=3;TEAM=2", "jobs": "7112 country:TH"},
        ],
        strict=True,
    )
    matcher = libmatch.Matcher(offers, today="2025-02-10")
    assert matcher.rank(people, "SAME").switches == []
    (switch,) = matcher.rank(people, "OTHER").switches
    assert switch == matcher.pair(people, "OTHER", "V1")


def test_list_goes_by_wishes_and_each_kind_has_its_own(taxonomy, offers):
    people = libmatch.Roster.from_records(
        taxonomy,
        [
            {"id": "T", "province": "01", "skills": "SEW=3;TEAM=2", "wants": "training"},
            {"id": "N", "province": "01", "skills": "SEW=3;TEAM=2"},
        ],
        strict=True,
    )
    matcher = libmatch.Matcher(offers, today="2025-02-10")
    result = matcher.rank(people, "T")
    assert result.wishes == sorted(result.wishes, key=["first", "not_wished"].index)
    assert {match.kind for match, wish in zip(result, result.wishes) if wish == "first"} == {
        "training"
    }
    assert result.vacancies == list(matcher.rank(people, "T", kinds="vacancy"))
    assert result.training == list(matcher.rank(people, "T", kinds="training"))
    assert result.supports == []
    assert set(matcher.rank(people, "N").wishes) == {None}
