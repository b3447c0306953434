# SPDX-License-Identifier: Apache-2.0
"""Scores people against opportunities, lists the best, and explains each number."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Any, overload

from . import native
from ._handle import Handle, bits
from .errors import MatchCancelledError, MatchValueError
from .explanation import Counterfactual, Explanation
from .policy import Policy
from .records import OPPORTUNITY_KINDS, Catalogue, Roster
from .result import REASON_CODES, Match, Result, Results, make_match, unpack

#: The codes of the reasons of the screening, and their numbers.
REASONS = {code: number for number, code in enumerate(REASON_CODES)}


class Matcher(Handle):
    """A catalogue made ready for a day. Never changes; any number of threads may use it.

    There is no clock in the library: *today* is a date, or text such as "2025-02-10".

    >>> from libmatch import Catalogue, Matcher, Roster, Taxonomy, examples
    >>> taxonomy = Taxonomy.parse(examples.TAXONOMY)
    >>> people = Roster.from_records(taxonomy, examples.PEOPLE)
    >>> matcher = Matcher(Catalogue.from_records(taxonomy, examples.OFFERS), today="2025-02-10")
    >>> result = matcher.rank(people, "P1", top=3)
    >>> [match.opportunity for match in result]
    ['V1', 'C1', 'V2']
    >>> explanation = matcher.explain(people, "P1", "V1")
    >>> sum(part.points for part in explanation.parts) == explanation.score == result[0].score
    True
    """

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        policy: Policy | None = None,
        today: datetime.date | str,
    ) -> None:
        if not isinstance(catalogue, Catalogue):
            raise TypeError(f"catalogue is {type(catalogue).__name__}, expected Catalogue")
        if policy is not None and not isinstance(policy, Policy):
            raise TypeError(f"policy is {type(policy).__name__}, expected Policy or None")
        policy = Policy.default() if policy is None else policy
        day = _day(today)
        with catalogue._guard.looking():
            self._capsule = native.matcher_new(catalogue._native, policy._native, day)
        self._catalogue = catalogue
        self._policy = policy
        self._sessions: list[Any] = []

    @property
    def catalogue(self) -> Catalogue:
        """What it lists the best of."""
        return self._catalogue

    @property
    def policy(self) -> Policy:
        """How it scores and screens."""
        return self._policy

    @property
    def today(self) -> datetime.date:
        """The day of the run."""
        return datetime.date.fromisoformat(
            native.date_format(native.matcher_today(self._native))
        )

    def rank(
        self,
        roster: Roster,
        profile: str | int,
        *,
        top: int = 10,
        kinds: str | Iterable[str] | None = None,
        allow: str | Iterable[str] = (),
        why: str = "",
    ) -> Result:
        """Lists the best opportunities for a person, given by id or index.

        *kinds* is "vacancy", "training", "support", or several of them; None is all.
        *allow* are codes of reasons, such as "WORKER_FEE", that shall neither block nor demote:
        a person's decision, which needs *why*. Keep it: nothing is written down here.
        """
        options = self._options(top, kinds)
        if allow:
            native.options_set_allowed(options, bits(allow, REASONS, "reason"), why)
        with self._ready(roster) as session:
            index = roster.index(profile)
            rows = native.session_rank(session, roster._native, index, options)
        return Result(self, roster, "profile", rows)

    def candidates(self, roster: Roster, opportunity: str | int, *, top: int = 10) -> Result:
        """Lists the best people for an opportunity, given by id or index."""
        options = self._options(top, None)
        with self._ready(roster) as session:
            index = self._catalogue.index(opportunity)
            rows = native.session_candidates(session, roster._native, index, options)
        return Result(self, roster, "opportunity", rows)

    def unlocks(self, roster: Roster, profile: str | int, training: str | int) -> Result:
        """Lists the vacancies that a course opens for a person, with the numbers after it."""
        with self._ready(roster) as session:
            person, offer = roster.index(profile), self._catalogue.index(training)
            rows = native.session_unlocks(session, roster._native, person, offer)
        return Result(self, roster, "profile", rows)

    def pair(self, roster: Roster, profile: str | int, opportunity: str | int) -> Match:
        """Scores one pair, whatever its standing."""
        with self._ready(roster) as session:
            person, offer = roster.index(profile), self._catalogue.index(opportunity)
            pair = native.session_pair(session, roster._native, person, offer)
        return make_match(self, roster, unpack(pair))

    def explain(
        self, roster: Roster, profile: str | int, opportunity: str | int
    ) -> Explanation:
        """Explains one pair, whatever its standing."""
        with self._ready(roster) as session:
            person, offer = roster.index(profile), self._catalogue.index(opportunity)
            rows = native.session_explain(session, roster._native, person, offer)
        return Explanation(self, roster, rows)

    def counterfactual(
        self, roster: Roster, profile: str | int, opportunity: str | int
    ) -> Counterfactual:
        """Finds the least to learn or prove for a vacancy to be a strong match."""
        with self._ready(roster) as session:
            person, offer = roster.index(profile), self._catalogue.index(opportunity)
            rows = native.session_counterfactual(session, roster._native, person, offer)
        return Counterfactual(self, roster, rows)

    @overload
    def rank_all(
        self,
        roster: Roster,
        *,
        top: int = 10,
        kinds: str | Iterable[str] | None = None,
        threads: int = 1,
        callback: None = None,
    ) -> Results: ...
    @overload
    def rank_all(
        self,
        roster: Roster,
        *,
        top: int = 10,
        kinds: str | Iterable[str] | None = None,
        threads: int = 1,
        callback: Callable[[Result], object],
    ) -> None: ...
    def rank_all(
        self,
        roster: Roster,
        *,
        top: int = 10,
        kinds: str | Iterable[str] | None = None,
        threads: int = 1,
        callback: Callable[[Result], object] | None = None,
    ) -> Results | None:
        """Lists the best opportunities for every person, on several threads.

        Without a callback all lists are returned. A callback gets them one by one, in the order
        of the roster and in this thread, and ends the run by returning False. Ctrl-C ends it
        with KeyboardInterrupt, an exception in the callback with that exception.
        """
        if callback is not None and not callable(callback):
            raise TypeError(f"callback is {type(callback).__name__}, expected a callable")
        options = self._options(top, kinds)
        native.options_set_threads(options, threads)
        made: list[Result] = []
        hear = made.append if callback is None else callback
        stopped = False

        def receive(rows: tuple[Any, ...]) -> bool:
            nonlocal stopped
            stopped = hear(Result(self, roster, "profile", rows)) is False
            return not stopped

        _check_roster(roster)
        with roster._guard.looking():
            try:
                native.matcher_rank_roster(self._native, roster._native, options, receive)
            except MatchCancelledError:
                if not stopped:
                    raise
        return Results(made) if callback is None else None

    def close(self) -> None:
        """Lets go of the object of the library. Closing twice does nothing."""
        self._sessions.clear()
        super().close()

    @contextlib.contextmanager
    def _ready(self, roster: Roster) -> Iterator[Any]:
        """Gives a session that no other thread uses; sessions are kept for later calls."""
        matcher = self._native
        _check_roster(roster)
        try:
            session = self._sessions.pop()
        except IndexError:
            session = native.session_new(matcher)
        try:
            with roster._guard.looking():
                yield session
        finally:
            if not self.closed:
                self._sessions.append(session)

    def _missing(self, roster: Roster, profile: int, opportunity: int) -> tuple[str, ...]:
        explanation = self.explain(roster, profile, opportunity)
        return tuple(
            line.requirement.id if line.requirement else line.requirement_text
            for line in explanation.missing
        )

    def _options(self, top: int, kinds: str | Iterable[str] | None) -> Any:
        options = native.options_new()
        native.options_set_top(options, top)
        if kinds is not None:
            native.options_set_kinds(options, bits(kinds, OPPORTUNITY_KINDS, "kind"))
        return options

    def __repr__(self) -> str:
        if self.closed:
            return "<Matcher: closed>"
        return f"<Matcher: {len(self._catalogue)} opportunities on {self.today}>"


def match_all(
    matcher: Matcher,
    roster: Roster,
    *,
    top: int = 10,
    kinds: str | Iterable[str] | None = None,
    threads: int = 1,
) -> Results:
    """Lists the best opportunities for every person; ``.to_pandas()`` makes a table of it all."""
    if not isinstance(matcher, Matcher):
        raise TypeError(f"matcher is {type(matcher).__name__}, expected Matcher")
    return matcher.rank_all(roster, top=top, kinds=kinds, threads=threads)


def _check_roster(roster: Any) -> None:
    if not isinstance(roster, Roster):
        raise TypeError(f"roster is {type(roster).__name__}, expected Roster")


def _day(today: Any) -> int:
    if isinstance(today, str):
        return native.date_parse(today)
    if isinstance(today, datetime.date):
        day = native.date_from_civil(today.year, today.month, today.day)
        if day == native.DATE_NONE:
            raise MatchValueError(f"today is {today}, expected a year from 1800 to 2399")
        return day
    raise TypeError(f"today is {type(today).__name__}, expected a date or text")
