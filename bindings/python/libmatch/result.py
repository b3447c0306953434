# SPDX-License-Identifier: Apache-2.0
"""Lists of the best, and their tables."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from . import _frames, native

if TYPE_CHECKING:
    from .matcher import Matcher
    from .records import Roster

#: match_pair of matcher.h, and where its members begin.
_PAIR = struct.Struct("=IIiiiiiiIIIHHHH")
_COLUMNS = {
    "profile": ("u", 0),
    "opportunity": ("u", 4),
    "score": ("i", 8),
    "coverage": ("i", 12),
    "coverage_lowest": ("i", 16),
    "coverage_highest": ("i", 20),
    "use": ("i", 24),
    "gain": ("i", 28),
}
if _PAIR.size != native.PAIR_SIZE:
    raise ImportError("the library and the Python package are not of the same version")

REASON_CODES = tuple(native.reason_code(reason) for reason in range(native.MATCH_REASON_COUNT))
_NUMBERS = ("coverage", "coverage_lowest", "coverage_highest", "use", "gain")


class Match(NamedTuple):
    """A person and an opportunity, with the numbers of the pair in millionths.

    None is a number that is not known, never 0.
    """

    profile: str
    opportunity: str
    kind: str
    title: str
    score: int
    coverage: int | None  #: Share of what is asked for that the person has.
    coverage_lowest: int | None
    coverage_highest: int | None
    use: int | None  #: Share of what the person can do that is used.
    gain: int | None  #: Training: share of what is taught that is new.
    grade: str  #: "strong", "partial", "start" or "unknown"
    standing: str  #: "shown", "flagged", "demoted" or "blocked"
    adjustment: str  #: "none", "met", "met_with_adjustment", "ask" or "barrier"
    essential_met: int
    essential_count: int
    reasons: tuple[str, ...]  #: Codes, such as "WORKER_FEE".


class Unlock(NamedTuple):
    """What a course opens: vacancies that would be a strong match after it and are not now."""

    vacancies: int
    openings: int  #: Of all of them; a vacancy that states none counts as one.
    closing: int  #: How many of the vacancies close before the course ends.
    points: int  #: Added to the score of the course to order the list.
    wage: int | None  #: Highest of their least wages a month.


class Scores:
    """One number of every pair of a list, as an array: a sequence that numpy views without a copy.

    ``numpy.asarray(result.scores)`` is read-only and keeps the memory alive. A number that is
    not known is -1 here.
    """

    __slots__ = ("_pairs", "_type", "_offset")

    def __init__(self, pairs: bytes, name: str) -> None:
        self._pairs = pairs
        self._type, self._offset = _COLUMNS[name]

    @property
    def __array_interface__(self) -> dict[str, Any]:
        order = "<" if struct.pack("=H", 1)[0] else ">"
        return {
            "version": 3,
            "shape": (len(self),),
            "typestr": f"{order}{self._type}4",
            "data": self._pairs,
            "offset": self._offset,
            "strides": (_PAIR.size,),
        }

    def __len__(self) -> int:
        return len(self._pairs) // _PAIR.size

    def __getitem__(self, index: int) -> int:
        start = range(len(self))[index] * _PAIR.size + self._offset
        kind = "=I" if self._type == "u" else "=i"
        value: int = struct.unpack_from(kind, self._pairs, start)[0]
        return value

    def __repr__(self) -> str:
        return f"<Scores: {len(self)}>"


class Result(Sequence[Match]):
    """The best for one person, or for one opportunity, best first."""

    def __init__(self, matcher: Matcher, roster: Roster, side: str, rows: tuple[Any, ...]) -> None:
        subject, considered, pairs, blocked, totals, unlocks, switches, wishes = rows[:8]
        self._matcher = matcher
        self._roster = roster
        self._side = side
        self._index: int = subject
        self._considered: int = considered
        self._pairs: bytes = pairs
        self._blocked: bytes = blocked
        self._totals: tuple[int, ...] = totals
        self._unlocks: tuple[tuple[int, ...], ...] = unlocks
        self._switches: bytes = switches
        self._wishes: tuple[str, ...] = wishes
        self._of_kind: tuple[bytes, ...] = rows[8:]

    @property
    def subject(self) -> str:
        """The id of the person or opportunity the list is for."""
        if self._side == "profile":
            return self._roster._id(self._index)
        return self._matcher.catalogue._id(self._index)

    @property
    def considered(self) -> int:
        """How many pairs were looked at."""
        return self._considered

    @property
    def blocked(self) -> list[Match]:
        """The pairs that screening keeps out of the list, with their reasons."""
        return self._matches(self._blocked)

    @property
    def reason_totals(self) -> dict[str, int]:
        """How many of the pairs that were looked at have each reason."""
        return {code: total for code, total in zip(REASON_CODES, self._totals) if total}

    @property
    def switches(self) -> list[Match]:
        """Strong vacancies outside the sectors of the person's earlier jobs, best first."""
        return self._matches(self._switches)

    @property
    def vacancies(self) -> list[Match]:
        """The best vacancies for a person by score alone, whatever else is listed."""
        return self._matches(self._of_kind[0])

    @property
    def training(self) -> list[Match]:
        """The best training for a person, in the same way."""
        return self._matches(self._of_kind[1])

    @property
    def supports(self) -> list[Match]:
        """The best supports of an own business for a person, in the same way."""
        return self._matches(self._of_kind[2])

    @property
    def wishes(self) -> list[str | None]:
        """What of the person's wishes each entry answers to: "first", "towards_first" for a course
        that leads to it, "second", ..., "far" for what is wished for, or leads to it, of which
        hardly anything is there, "not_wished"; None where no wish is stated or one kind is
        listed."""
        return [wish or None for wish in self._wishes]

    @property
    def unlocks(self) -> list[Unlock]:
        """What each course of the list of a person opens; all 0 for what is no course.

        Empty in the list of an opportunity. See Matcher.unlocks() for the vacancies.
        """
        return [Unlock(*row[:4], wage=row[4] or None) for row in self._unlocks]

    @property
    def scores(self) -> Scores:
        """The scores, for numpy."""
        return Scores(self._pairs, "score")

    def column(self, name: str) -> Scores:
        """A number of every pair, for numpy: score, coverage, coverage_lowest,
        coverage_highest, use, gain, or the index of the profile or opportunity."""
        if name not in _COLUMNS:
            raise KeyError(name)
        return Scores(self._pairs, name)

    @overload
    def __getitem__(self, index: int) -> Match: ...
    @overload
    def __getitem__(self, index: slice) -> list[Match]: ...
    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        start = range(len(self))[index] * _PAIR.size
        return self._matches(self._pairs[start : start + _PAIR.size])[0]

    def __len__(self) -> int:
        return len(self._pairs) // _PAIR.size

    def to_records(self) -> list[dict[str, Any]]:
        """Returns a dict for each pair; see Results.to_pandas() for its keys."""
        return _records([self])

    def to_pandas(self) -> Any:
        """Returns a table of the list; see Results.to_pandas()."""
        return Results([self]).to_pandas()

    def _matches(self, pairs: bytes) -> list[Match]:
        return [make_match(self._matcher, self._roster, row) for row in _PAIR.iter_unpack(pairs)]

    def _missing(self, index: int) -> tuple[str, ...]:
        row = _PAIR.unpack_from(self._pairs, index * _PAIR.size)
        return self._matcher._missing(self._roster, row[0], row[1])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Result):
            return NotImplemented
        return self._content() == other._content()

    def __hash__(self) -> int:
        return hash(self._content())

    def _content(self) -> tuple[Any, ...]:
        return (self._side, self._index, self._considered, self._pairs, self._blocked, self._totals,
                self._unlocks, self._wishes, self._of_kind)

    def __repr__(self) -> str:
        return f"<Result for {self._side} {self.subject}: {len(self)} of {self.considered}>"

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError("cannot pickle or copy a Result: use to_records()")


class Results(Sequence[Result]):
    """The lists of several people."""

    #: The columns of the table.
    COLUMNS = ("profile", "rank", *Match._fields[1:], "missing")

    def __init__(self, results: Iterable[Result]) -> None:
        self._results = list(results)

    @overload
    def __getitem__(self, index: int) -> Result: ...
    @overload
    def __getitem__(self, index: slice) -> Results: ...
    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return Results(self._results[index])
        return self._results[index]

    def __len__(self) -> int:
        return len(self._results)

    def __repr__(self) -> str:
        return f"<Results: {len(self)} lists, {sum(map(len, self._results))} pairs>"

    def to_records(self) -> list[dict[str, Any]]:
        """Returns a dict for each pair; see to_pandas() for its keys."""
        return _records(self._results)

    def to_pandas(self) -> Any:
        """Returns a tidy table, a row for each pair, always in the same order. Needs pandas.

        Columns: profile, rank, opportunity, kind, title, score, coverage, coverage_lowest,
        coverage_highest, use, gain, grade, standing, adjustment, essential_met,
        essential_count, reasons and missing. The last two are joined with ";"; missing are the
        skills that are asked for and that no claim covers, essential ones first.
        """
        _frames.pandas()
        rows = self.to_records()
        return _frames.frame(
            {name: [row[name] for row in rows] for name in self.COLUMNS}, integers=_NUMBERS
        )


def make_match(matcher: Matcher, roster: Roster, row: tuple[int, ...]) -> Match:
    """Makes a Match of the members of a match_pair."""
    catalogue = matcher.catalogue
    profile, opportunity, score, coverage, lowest, highest, use, gain = row[:8]
    essential_count, essential_met, reasons, grade, standing, adjustment = row[8:14]
    return Match(
        profile=roster._id(profile),
        opportunity=catalogue._id(opportunity),
        kind=catalogue._kind(opportunity),
        title=catalogue._title(opportunity, "en"),
        score=score,
        coverage=known(coverage),
        coverage_lowest=known(lowest),
        coverage_highest=known(highest),
        use=known(use),
        gain=known(gain),
        grade=native.grade_name(grade),
        standing=native.standing_name(standing),
        adjustment=native.adjustment_name(adjustment),
        essential_met=essential_met,
        essential_count=essential_count,
        reasons=tuple(code for bit, code in enumerate(REASON_CODES) if reasons >> bit & 1),
    )


def known(value: int) -> int | None:
    """Turns what C writes for "not known" into None."""
    return None if value == native.MATCH_SCORE_UNKNOWN else value


def unpack(pair: bytes) -> tuple[int, ...]:
    """Returns the members of one match_pair."""
    return _PAIR.unpack(pair)


def _records(results: Iterable[Result]) -> list[dict[str, Any]]:
    rows = []
    for result in results:
        for index, match in enumerate(result):
            row: dict[str, Any] = {"profile": match.profile, "rank": index + 1}
            row.update(zip(Match._fields[1:], match[1:]))
            row["reasons"] = ";".join(match.reasons)
            row["missing"] = ";".join(result._missing(index))
            rows.append(row)
    return rows
