# SPDX-License-Identifier: Apache-2.0
"""What happened to the codes of records on their way to another taxonomy."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, overload

from . import _frames, native
from ._handle import items


class Carry(NamedTuple):
    """What happened to one code of one record."""

    source: str
    line: int
    row: int
    id: str  #: Of the record.
    field: str  #: Such as "skills" or "occupation".
    code: str  #: As it is written.
    label: str  #: Its label, "" where the old taxonomy does not have the code.
    state: str  #: "none", "one", "split" or "ambiguous"
    link: str  #: Such as "replaced" or "label", "" where nothing stands for it.
    similarity: int  #: Of 1000, 0 where nothing stands for it.
    carried: bool  #: False where the record keeps the old code.
    result: str  #: New codes, "; " between them; where nothing was chosen, the candidates.


class Migration(Sequence[Carry]):
    """The codes that are not the same in both taxonomies, in the order of the records.

    >>> from libmatch import Migration
    >>> migration = Migration()
    >>> len(migration), migration.lost
    (0, 0)
    """

    def __init__(self) -> None:
        self._carries: list[Carry] = []
        self._totals: dict[str, int] = {}
        self._lost = 0

    @property
    def totals(self) -> dict[str, int]:
        """How many codes were carried by each kind of link, those that stayed as they were too."""
        return dict(self._totals)

    @property
    def lost(self) -> int:
        """How many codes could not be carried."""
        return self._lost

    @overload
    def __getitem__(self, index: int) -> Carry: ...
    @overload
    def __getitem__(self, index: slice) -> list[Carry]: ...
    def __getitem__(self, index: Any) -> Any:
        return self._carries[index]

    def __len__(self) -> int:
        return len(self._carries)

    def __repr__(self) -> str:
        return f"<Migration: {sum(self._totals.values())} codes carried, {self._lost} not>"

    def to_pandas(self) -> Any:
        """Returns a DataFrame with a row for each code that is not the same. Needs pandas."""
        return _frames.frame(
            {name: [getattr(carry, name) for carry in self._carries] for name in Carry._fields}
        )

    def _add(self, capsule: Any) -> None:
        for row in items(native.migration_at, capsule):
            *texts, state, link, similarity, carried, result = row
            self._carries.append(
                Carry(*texts, native.translation_state_name(state), native.link_kind_name(link),
                      similarity, bool(carried), result)
            )
        self._lost += native.migration_total(capsule, 0)
        kind = 1
        while name := native.link_kind_name(kind):
            count = native.migration_total(capsule, kind)
            if count:
                self._totals[name] = self._totals.get(name, 0) + count
            kind += 1


@contextlib.contextmanager
def following(migration: Migration | None) -> Iterator[Any]:
    """Gives a native list; what it holds is in *migration* afterwards."""
    if migration is None:
        yield None
        return
    if not isinstance(migration, Migration):
        raise TypeError(f"migration is {type(migration).__name__}, expected Migration")
    capsule = native.migration_new()
    yield capsule
    migration._add(capsule)
