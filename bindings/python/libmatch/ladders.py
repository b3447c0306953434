# SPDX-License-Identifier: Apache-2.0
"""Qualification ladders and which of their levels are comparable."""

from __future__ import annotations

import os
from collections.abc import Iterator

from . import native
from ._handle import Handle


class Ladders(Handle):
    """Qualification frameworks and skill standards with their levels, by id. Never changes.

    What links two ladders is indicative: it promises nobody recognition.

    >>> ladders = Ladders.lao()
    >>> ladders.title("LNQF")
    'Lao National Qualifications Framework'
    >>> ladders.level_title("LNQF", 5)
    'High diploma or associate degree'
    >>> ladders.comparable("TPQI", 5, "LNQF")
    5
    >>> ladders.comparable("TH-DSD", 2, "LNQF") is None
    True
    """

    _makers = "lao() or load()"

    @classmethod
    def lao(cls) -> Ladders:
        """Returns the ladders of Lao and Thai certificates that come with the library."""
        return cls._own(native.ladders_lao())

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Ladders:
        """Loads ladders from a YAML file."""
        return cls._own(native.ladders_load(path))

    def __len__(self) -> int:
        return native.ladders_count(self._native)

    def __iter__(self) -> Iterator[str]:
        return (native.ladders_id(self._native, number) for number in range(1, len(self) + 1))

    def __contains__(self, ladder: object) -> bool:
        return isinstance(ladder, str) and native.ladders_find(self._native, ladder) != 0

    def _number(self, ladder: str) -> int:
        number = native.ladders_find(self._native, ladder)
        if number == 0:
            raise KeyError(ladder)
        return number

    def title(self, ladder: str, language: str = "en") -> str:
        """The title of a ladder, given by id or another of its names; KeyError for none."""
        return native.ladders_title(self._native, self._number(ladder), language)

    def level_title(self, ladder: str, level: int, language: str = "en") -> str:
        """What a level is called, "" for one that the ladder does not have."""
        return native.ladders_level_title(self._native, self._number(ladder), level, language)

    def comparable(self, ladder: str, level: int, to: str) -> int | None:
        """The level of another ladder that is said to be comparable, None for no link."""
        found = native.ladders_comparable(
            self._native, self._number(ladder), level, self._number(to)
        )
        return None if found < 0 else found
