# SPDX-License-Identifier: Apache-2.0
"""How each number of a pair comes about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from . import native
from .result import Match, known, make_match, unpack
from .taxonomy import Concept, Taxonomy

if TYPE_CHECKING:
    from .matcher import Matcher
    from .records import Roster


class Part(NamedTuple):
    """What one criterion contributes; the points of all parts add up to the score."""

    criterion: str
    weight: int
    value: int | None
    points: int
    state: str  #: "not_applicable", "unknown" or "known"


class Line(NamedTuple):
    """A requirement and the claim that covers it best, or the other way round.

    The points of the lines of one kind add up to coverage, use or gain.
    """

    requirement: Concept | None
    claim: Concept | None
    requirement_text: str
    claim_text: str
    evidence: str
    weight: int
    similarity: int  #: 0..255
    required_level: int | None
    claimed_level: int | None
    level_permille: int
    trust_permille: int
    points: int
    essential: bool
    state: str  #: "missing", "partial", "level_unknown", "met", "unresolved" or "to_confirm"
    link: str = ""  #: How the claim came from another taxonomy, "" where it did not, ...
    carried_permille: int = 1000  #: ... how much of it counts, ...
    carried_code: str = ""  #: ... and its code ...
    carried_label: str = ""  #: ... and label there.
    origin: str = ""  #: Of the requirement: "stated", "extracted", "inferred"; "" for none.
    words: str = ""  #: What it was read from; of an inferred one the occupation.
    at: int | None = None  #: Where that stands in the text of the vacancy, in bytes of UTF-8.
    confidence: int | None = None  #: Per cent, where it was resolved by its name.
    claim_words: str = ""  #: What the claim was read from; of an inferred one the job.
    claim_confidence: int | None = None


class Reason(NamedTuple):
    """One reason of the screening with its particulars."""

    code: str
    standing: str
    text: str
    owner: str  #: Who set an admission rule, "" where it is the policy.


class Adjustment(NamedTuple):
    """What became of one need of the person."""

    need: str
    state: str
    text: str


class Improvement(NamedTuple):
    """One change: a skill brought to the level that is asked for, or proved."""

    skill: Concept
    have: int | None  #: Level claimed now; None: claimed, level not known.
    need: int
    kind: str  #: "prove", "raise" or "learn"
    essential: bool
    evidence: str  #: What it is counted with.


class Counterfactual:
    """The smallest change that would make a vacancy a strong match."""

    def __init__(self, matcher: Matcher, roster: Roster, rows: tuple[Any, ...]) -> None:
        state, improvements, pair = rows
        taxonomy = matcher.catalogue.taxonomy
        #: "smallest": nothing less is enough; "found": enough, the search for less was cut
        #: short; "strong": it is one already; "none": no change of skills is enough;
        #: "not_applicable": no vacancy, or it asks for no known skill.
        self.state: str = state
        #: The changes, in the order of the vacancy.
        self.improvements: list[Improvement] = [
            Improvement(Concept(taxonomy, skill), known(have), *rest)
            for skill, have, *rest in improvements
            if taxonomy is not None
        ]
        #: The numbers of the pair once the changes are made.
        self.match: Match = make_match(matcher, roster, unpack(pair))

    def to_dict(self) -> dict[str, Any]:
        """Returns it as dicts, lists, texts and numbers, for JSON. Concepts are their ids."""
        return {
            "state": self.state,
            "changes": [
                {**change._asdict(), "skill": change.skill.id} for change in self.improvements
            ],
            "match": {**self.match._asdict(), "reasons": list(self.match.reasons)},
        }

    def __repr__(self) -> str:
        return (
            f"<Counterfactual of {self.match.profile} and {self.match.opportunity}: {self.state}>"
        )


class Explanation:
    """Everything there is to say about one pair. All of it is plain data."""

    def __init__(self, matcher: Matcher, roster: Roster, rows: tuple[Any, ...]) -> None:
        pair, parts, coverage, use, gain, reasons, adjustments, questions = rows
        taxonomy = matcher.catalogue.taxonomy
        #: The numbers of the pair, equal to those in any list.
        self.match: Match = make_match(matcher, roster, unpack(pair))
        #: The parts of the score, in the order of the policy.
        self.parts: list[Part] = [
            Part(criterion, weight, known(value), points, state)
            for criterion, weight, value, points, state in parts
        ]
        #: Coverage: a line for each requirement.
        self.lines: list[Line] = _lines(taxonomy, coverage)
        #: Use: a line for each claim.
        self.use_lines: list[Line] = _lines(taxonomy, use)
        #: Gain: a line for each skill that is taught.
        self.gain_lines: list[Line] = _lines(taxonomy, gain)
        #: Reasons of the screening.
        self.reasons: list[Reason] = [Reason(*_texts(reason)) for reason in reasons]
        #: What became of each need.
        self.adjustments: list[Adjustment] = [Adjustment(*_texts(row)) for row in adjustments]
        #: Skills to ask a person about of whom none is stated; those that were filled in first.
        self.questions: list[Concept] = [
            Concept(taxonomy, number) for number in questions if taxonomy is not None
        ]

    @property
    def score(self) -> int:
        """The score of the pair."""
        return self.match.score

    @property
    def missing(self) -> list[Line]:
        """The lines of coverage that no claim covers, essential ones first."""
        missing = [line for line in self.lines if line.state == "missing"]
        return sorted(missing, key=lambda line: not line.essential)

    def to_dict(self) -> dict[str, Any]:
        """Returns it as dicts, lists, texts and numbers, for JSON. Concepts are their ids."""
        return {
            "match": {**self.match._asdict(), "reasons": list(self.match.reasons)},
            "parts": [part._asdict() for part in self.parts],
            "coverage": [_plain(line) for line in self.lines],
            "use": [_plain(line) for line in self.use_lines],
            "gain": [_plain(line) for line in self.gain_lines],
            "reasons": [reason._asdict() for reason in self.reasons],
            "adjustments": [adjustment._asdict() for adjustment in self.adjustments],
            "questions": [concept.id for concept in self.questions],
        }

    def __repr__(self) -> str:
        return f"<Explanation of {self.match.profile} and {self.match.opportunity}: {self.score}>"


def _texts(row: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(text or "" for text in row)


def _lines(taxonomy: Taxonomy | None, rows: tuple[tuple[Any, ...], ...]) -> list[Line]:
    return [
        Line(
            requirement=_concept(taxonomy, row[0]),
            claim=_concept(taxonomy, row[1]),
            requirement_text=row[2] or "",
            claim_text=row[3] or "",
            evidence=row[4] or "",
            weight=row[5],
            similarity=row[6],
            required_level=known(row[7]),
            claimed_level=known(row[8]),
            level_permille=row[9],
            trust_permille=row[10],
            points=row[11],
            essential=bool(row[12]),
            state=row[13],
            link=native.link_kind_name(row[14]),
            carried_permille=row[15],
            carried_code=row[16] or "",
            carried_label=row[17] or "",
            origin=row[18] or "",
            words=row[19] or "",
            at=known(row[20]),
            confidence=known(row[21]),
            claim_words=row[22] or "",
            claim_confidence=known(row[23]),
        )
        for row in rows
    ]


def _concept(taxonomy: Taxonomy | None, number: int) -> Concept | None:
    return Concept(taxonomy, number) if number and taxonomy is not None else None


def _plain(line: Line) -> dict[str, Any]:
    values = line._asdict()
    for name in ("requirement", "claim"):
        concept = values[name]
        values[name] = concept.id if concept is not None else None
    return values
