# SPDX-License-Identifier: Apache-2.0
"""What a call that fails raises.

>>> import libmatch
>>> try:
...     libmatch.Policy.parse("colour: red", source="my.yaml")
... except libmatch.MatchError as error:
...     print(type(error).__name__, error.source, error.line)
MatchValueError my.yaml 1
"""

from __future__ import annotations

from . import native


class MatchError(Exception):
    """A call of the library that failed.

    ``status`` is the name of the status, such as "SYNTAX"; ``message`` says what is wrong;
    ``source``, ``line`` and ``column`` say where: "" and None where there is no place.
    """

    def __init__(
        self,
        message: str,
        *,
        status: str = "INVALID",
        source: str = "",
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.source = source
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = [str(part) for part in (self.source, self.line, self.column) if part]
        return ":".join(place) + (": " if place else "") + self.message

    def __reduce__(self) -> tuple[object, ...]:
        return _remake, (type(self), self.message, self.status, self.source, self.line, self.column)


class MatchMemoryError(MatchError, MemoryError):
    """Memory could not be had."""


class MatchValueError(MatchError, ValueError):
    """A value is outside what is allowed."""


class MatchIOError(MatchError, OSError):
    """A file could not be opened, read or written."""


class MatchSyntaxError(MatchError, ValueError):
    """A text file is not well formed."""


class MatchFormatError(MatchError, ValueError):
    """A file is well formed but not what was expected."""


class MatchNotFoundError(MatchError, LookupError):
    """An id, code or label is unknown."""


class MatchCancelledError(MatchError):
    """A callback asked to stop."""


class MatchLimitError(MatchError, ValueError):
    """Input is larger than a documented limit."""


_CLASSES: dict[int, type[MatchError]] = {
    native.MATCH_ERR_NOMEM: MatchMemoryError,
    native.MATCH_ERR_INVALID: MatchValueError,
    native.MATCH_ERR_IO: MatchIOError,
    native.MATCH_ERR_SYNTAX: MatchSyntaxError,
    native.MATCH_ERR_FORMAT: MatchFormatError,
    native.MATCH_ERR_NOT_FOUND: MatchNotFoundError,
    native.MATCH_ERR_CANCELLED: MatchCancelledError,
    native.MATCH_ERR_LIMIT: MatchLimitError,
}


def make(status: int, message: str, source: str, line: int, column: int) -> MatchError:
    """Makes the exception for a filled match_error; the SWIG core calls this."""
    return _CLASSES.get(status, MatchError)(
        message,
        status=native.status_name(status),
        source=source,
        line=line or None,
        column=column or None,
    )


def _remake(
    kind: type[MatchError],
    message: str,
    status: str,
    source: str,
    line: int | None,
    column: int | None,
) -> MatchError:
    return kind(message, status=status, source=source, line=line, column=column)
