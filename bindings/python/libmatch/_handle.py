# SPDX-License-Identifier: Apache-2.0
"""What all objects that stand for an object of the C library have in common."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

Self = TypeVar("Self", bound="Handle")
Item = TypeVar("Item")


class Handle:
    """Owns a capsule of the SWIG core, which frees its C object with its last use.

    ``with`` and close() let go of it early; afterwards every use is a ValueError.
    """

    _capsule: Any = None
    _makers = "load() or parse()"

    def __init__(self) -> None:
        name = type(self).__name__
        raise TypeError(f"{name} is not made by calling it: use {name}.{self._makers}")

    @classmethod
    def _own(cls: type[Self], capsule: Any) -> Self:
        made = cls.__new__(cls)
        made._capsule = capsule
        return made

    @property
    def _native(self) -> Any:
        capsule = self._capsule
        if capsule is None:
            raise ValueError(f"the {type(self).__name__} is closed")
        return capsule

    @property
    def closed(self) -> bool:
        """Whether close() was called."""
        return self._capsule is None

    def close(self) -> None:
        """Lets go of the object of the library. Closing twice does nothing."""
        self._capsule = None

    def __enter__(self: Self) -> Self:
        self._native
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError(f"cannot pickle or copy a {type(self).__name__}: it belongs to a library")


class Guard:
    """Keeps a record set from being read into while others look at it in other threads.

    Long looks and reading run without the interpreter lock, so they have to announce themselves.
    A clash is a RuntimeError, as for a dict that changes during iteration.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._lookers = 0
        self._writing = False

    def check(self) -> None:
        """For a look that is over before another thread can run."""
        if self._writing:
            raise RuntimeError(f"the {self._name} is being read into by another thread")

    @contextlib.contextmanager
    def looking(self) -> Iterator[None]:
        with self._lock:
            self.check()
            self._lookers += 1
        try:
            yield
        finally:
            with self._lock:
                self._lookers -= 1

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        with self._lock:
            self.check()
            if self._lookers:
                raise RuntimeError(f"the {self._name} is in use: it cannot be read into now")
            self._writing = True
        try:
            yield
        finally:
            with self._lock:
                self._writing = False


def items(get: Callable[..., Item | None], *arguments: Any) -> Iterator[Item]:
    """Gives what a getter of the core returns for index 0, 1, ..., up to its None."""
    index = 0
    while True:
        item = get(*arguments, index)
        if item is None:
            return
        yield item
        index += 1


def bits(kinds: Any, names: dict[str, int], what: str) -> int:
    """Turns one name or several into bits 1 << number; None into 0."""
    if kinds is None:
        return 0
    if isinstance(kinds, str):
        kinds = (kinds,)
    found = 0
    for kind in kinds:
        found |= 1 << number(kind, names, what)
    if not found:
        raise ValueError(f"no {what} is given, expected one of {', '.join(names)}")
    return found


def number(name: Any, names: dict[str, int], what: str) -> int:
    """Turns the name of an enumeration into its number."""
    if not isinstance(name, str):
        raise TypeError(f"{what} is {type(name).__name__}, expected str")
    if name not in names:
        raise ValueError(f"{what} is {name!r}, expected one of {', '.join(names)}")
    return names[name]
