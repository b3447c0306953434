# SPDX-License-Identifier: Apache-2.0
"""Provinces and districts."""

from __future__ import annotations

import operator
import os
from collections.abc import Iterator
from typing import Any

from . import native
from ._handle import Handle


class Place:
    """One place of a Places."""

    __slots__ = ("_places", "_number")

    def __init__(self, places: Places, number: int) -> None:
        self._places = places
        self._number = number

    @property
    def code(self) -> str:
        """The code, such as "13" for a province or "1301" for a district."""
        return native.places_code(self._places._native, self._number)

    @property
    def iso(self) -> str:
        """The ISO 3166-2 code, "" where there is none."""
        return native.places_iso(self._places._native, self._number)

    def name(self, language: str = "en") -> str:
        """The name in a language, else in English."""
        return native.places_name(self._places._native, self._number, language)

    @property
    def centroid(self) -> tuple[float, float] | None:
        """Longitude and latitude of the middle in degrees, None where it is not known."""
        found = native.places_centroid(self._places._native, self._number)
        return None if found is None else (found[0] / 1_000_000, found[1] / 1_000_000)

    @property
    def ambiguous(self) -> bool:
        """Whether a name of this place is that of another place of its level too."""
        return native.places_ambiguous(self._places._native, self._number)

    @property
    def parent(self) -> Place | None:
        """The province a district lies in, None for a province."""
        number = native.places_parent(self._places._native, self._number)
        return Place(self._places, number) if number else None

    @property
    def neighbours(self) -> list[Place]:
        """The places that border on this one."""
        numbers = native.places_neighbours(self._places._native, self._number)
        return [Place(self._places, number) for number in numbers]

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Place)
            and self._places is other._places
            and self._number == other._number
        )

    def __hash__(self) -> int:
        return hash((id(self._places), self._number))

    def __repr__(self) -> str:
        if self._places.closed:
            return f"<Place {self._number} of closed places>"
        return f"<Place {self.code} {self.name()}>"

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError("cannot pickle or copy a Place: keep its code")


class Places(Handle):
    """Places with their codes, names, spelling variants and neighbours. Never changes.

    >>> places = Places.lao()
    >>> places["13"].name()
    'Savannakhet'
    >>> [place.code for place in places.find("ສະຫວັນນະເຂດ")]
    ['13']
    """

    _makers = "lao() or load()"

    @classmethod
    def lao(cls) -> Places:
        """Returns the provinces and districts of Lao PDR that come with the library."""
        return cls._own(native.places_lao())

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Places:
        """Loads places from a YAML file."""
        return cls._own(native.places_load(path))

    def __len__(self) -> int:
        return native.places_count(self._native)

    def __iter__(self) -> Iterator[Place]:
        return (Place(self, number) for number in range(1, len(self) + 1))

    def __getitem__(self, text: str) -> Place:
        """The one place with a code or name; KeyError where there is none or several."""
        found = self.find(text)
        if len(found) != 1:
            raise KeyError(text)
        return found[0]

    def __contains__(self, item: object) -> bool:
        if isinstance(item, Place):
            return item._places is self
        return isinstance(item, str) and bool(self.find(item))

    def find(self, text: str, *, within: Place | None = None) -> list[Place]:
        """Returns all places with a code, name or spelling variant, in a province or anywhere."""
        if within is not None and (not isinstance(within, Place) or within._places is not self):
            raise TypeError("within is not a Place of these Places")
        number = 0 if within is None else operator.index(within._number)
        return [Place(self, found) for found in native.places_find(self._native, text, number)]

    def __repr__(self) -> str:
        return "<Places: closed>" if self.closed else f"<Places: {len(self)}>"
