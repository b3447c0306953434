# SPDX-License-Identifier: Apache-2.0
"""What a reader found on its way through a file."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, overload

from . import _frames, native
from ._handle import items

#: Names of the severities.
SEVERITIES = {
    native.MATCH_SEVERITY_ERROR: "error",
    native.MATCH_SEVERITY_WARNING: "warning",
    native.MATCH_SEVERITY_NOTE: "note",
}


class Finding(NamedTuple):
    """One row that was left out, value that was repaired, or thing to know."""

    severity: str  #: "error", "warning" or "note"
    line: int | None
    row: int | None
    source: str
    field: str
    code: str  #: Stable, such as "DUPLICATE_ID".
    message: str

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.source, self.line) if part)
        field = f" {self.field}:" if self.field else ""
        return f"{place}: {self.severity}:{field} {self.message} [{self.code}]"


class Report(Sequence[Finding]):
    """The findings of one or several readings, in their order.

    At most 10,000 findings of a reading are kept; ``errors``, ``warnings``, ``notes`` and
    ``codes`` count them all.

    >>> from libmatch import Report
    >>> report = Report()
    >>> len(report), report.errors, report.codes
    (0, 0, {})
    """

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._totals = dict.fromkeys(SEVERITIES, 0)
        self._codes: dict[str, int] = {}

    @property
    def errors(self) -> int:
        """How many rows or relations were left out."""
        return self._totals[native.MATCH_SEVERITY_ERROR]

    @property
    def warnings(self) -> int:
        """How many values were repaired or kept without their meaning."""
        return self._totals[native.MATCH_SEVERITY_WARNING]

    @property
    def notes(self) -> int:
        """How many other things there are to know."""
        return self._totals[native.MATCH_SEVERITY_NOTE]

    @property
    def codes(self) -> dict[str, int]:
        """How often each code occurred, in the order of first occurrence."""
        return dict(self._codes)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> list[Finding]: ...
    def __getitem__(self, index: Any) -> Any:
        return self._findings[index]

    def __len__(self) -> int:
        return len(self._findings)

    def __repr__(self) -> str:
        return f"<Report: {self.errors} errors, {self.warnings} warnings, {self.notes} notes>"

    def to_pandas(self) -> Any:
        """Returns a DataFrame with a row for each finding. Needs pandas."""
        columns: dict[str, list[Any]] = {
            name: [getattr(finding, name) for finding in self._findings]
            for name in Finding._fields
        }
        return _frames.frame(columns, integers=("line", "row"))

    def _add(self, capsule: Any) -> None:
        for finding in items(native.report_finding, capsule):
            severity, line, row, source, field, code, message = finding
            self._findings.append(
                Finding(
                    SEVERITIES[severity],
                    line or None,
                    row or None,
                    source or "",
                    field or "",
                    code or "",
                    message or "",
                )
            )
        for severity in self._totals:
            self._totals[severity] += native.report_total(capsule, severity)
        for name, occurrences in items(native.report_code, capsule):
            self._codes[name] = self._codes.get(name, 0) + occurrences


@contextlib.contextmanager
def collecting(report: Report | None) -> Iterator[Any]:
    """Gives a native report; its findings are in *report* afterwards, also after a failure."""
    if report is None:
        yield None
        return
    if not isinstance(report, Report):
        raise TypeError(f"report is {type(report).__name__}, expected Report")
    capsule = native.report_new()
    try:
        yield capsule
    finally:
        report._add(capsule)
