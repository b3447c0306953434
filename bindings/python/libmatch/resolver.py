# SPDX-License-Identifier: Apache-2.0
"""From what people write to concepts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _frames, native
from ._handle import Handle, bits, items
from .taxonomy import CONCEPT_KINDS, Concept

if TYPE_CHECKING:
    from .taxonomy import Taxonomy

_ONE = native.MATCH_RESOLVE_ONE


class Candidate(NamedTuple):
    """One concept that a text may mean."""

    concept: Concept
    label: str  #: The label or alias that was found.
    language: str  #: Of the label.
    score: float  #: 0 .. 1, for comparing candidates of one text.
    confidence: float  #: In this share of cases like this, it is right.
    reason: str  #: "exact", "folded", "learned", "partial" or "fuzzy"
    ambiguous: bool  #: Whether several concepts have this very name.


class Alias(NamedTuple):
    """A text that somebody has confirmed to mean a concept."""

    text: str
    concept: str  #: Code or URI.
    language: str  #: "" where it is not known.


class Aliases(Handle):
    """Confirmed aliases: a file that a user owns and that grows with use.

    >>> from libmatch import Aliases
    >>> aliases = Aliases()
    >>> aliases.add("tukang jahit", "http://data.europa.eu/esco/isco/C7531", language="ms")
    >>> len(aliases)
    1
    """

    _makers = "load()"

    def __init__(self) -> None:
        self._capsule = native.aliases_new()

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Aliases:
        """Reads a CSV file with the columns text, concept and, if wanted, language."""
        return cls._own(native.aliases_load(path))

    def add(self, text: str, concept: str | Concept, *, language: str = "") -> None:
        """Notes that a text means a concept, given by its code or URI."""
        name = concept.uri if isinstance(concept, Concept) else concept
        native.aliases_add(self._native, text, name, language)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the file that load() reads, complete or not at all."""
        native.aliases_save(self._native, path)

    def __len__(self) -> int:
        return native.aliases_count(self._native)

    def __iter__(self) -> Iterator[Alias]:
        return (Alias(*alias) for alias in items(native.aliases_at, self._native))

    def __repr__(self) -> str:
        return "<Aliases: closed>" if self.closed else f"<Aliases: {len(self)}>"


class Resolver(Handle):
    """Finds the concepts of a taxonomy that texts mean. Made by Taxonomy.resolver().

    It never changes, and any number of threads may use it.
    """

    _makers = "Taxonomy.resolver()"
    _taxonomy: Taxonomy

    @classmethod
    def _of(cls, capsule: Any, taxonomy: Taxonomy) -> Resolver:
        made = cls._own(capsule)
        made._taxonomy = taxonomy
        return made

    @property
    def taxonomy(self) -> Taxonomy:
        """The taxonomy whose concepts are found."""
        return self._taxonomy

    def resolve(self, text: str, **how: Any) -> list[Candidate]:
        """The concepts a text may mean, the best first; none where nothing is likely enough.

        *language* is a hint such as "lo"; *kind* one kind of concept or several, such as
        "occupation"; *scheme* the id of a scheme; *ancestor* a concept below which to look;
        *by* is "concept", or "label" for several labels of one concept; *top* how many are
        wanted; *threshold* the confidence, 0 .. 1, below which there is no answer: 0 always
        answers, None is the default; *context* a text that says more about what is wanted, such
        as the description of the vacancy whose title is resolved. All concepts of an ambiguous name are given.
        """
        found = native.resolver_resolve(self._native, self._options(**how), text)
        return [self._candidate(candidate) for candidate in found]

    def resolve_many(
        self,
        texts: Iterable[str],
        *,
        threads: int | None = None,
        progress: Callable[[int, int], object] | None = None,
        **how: Any,
    ) -> Any:
        """Resolves many texts, a list or a column, into a DataFrame.

        Its columns are line (from 0, the place of the text), rank (from 1), concept (the id),
        label, score, confidence and reason. A text without an answer has no line. *threads* are
        as many as there are processors where it is None; *progress* hears of texts done and in
        all; when it returns False the run ends with MatchCancelledError. The rest is that of
        resolve().
        """
        columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
        listed = list(texts)

        def hear(line: int, found: tuple[tuple[Any, ...], ...]) -> object:
            for rank, row in enumerate(found, start=1):
                concept, label, _, score, confidence, reason, _ = row
                cells = (
                    line,
                    rank,
                    native.taxonomy_id(self._taxonomy._native, concept),
                    label,
                    score / _ONE,
                    confidence / _ONE,
                    reason,
                )
                for column, value in zip(columns.values(), cells):
                    column.append(value)
            return progress(line + 1, len(listed)) if progress else None

        options = self._options(**how)
        native.resolve_options_set_threads(
            options, min(os.cpu_count() or 1, 256) if threads is None else threads
        )
        native.resolver_resolve_all(self._native, options, listed, hear)
        return _frames.frame(columns)

    def similarity(self, text: Any, other: Any, **how: Any) -> Any:
        """How alike texts are in meaning, 0 .. 1: of two, or of all pairs of two lists.

        Two titles without a common word are alike when they may mean near concepts. Two lists, or
        columns, give a numpy array with a row for each text of the first. *language*, *kind*,
        *scheme* and *ancestor* are those of resolve().
        """
        single = isinstance(text, str) and isinstance(other, str)
        rows = [text] if isinstance(text, str) else list(text)
        columns = [other] if isinstance(other, str) else list(other)
        raw = native.resolver_similarities(self._native, self._options(**how), rows, columns)
        values = memoryview(raw).cast("i")
        if single:
            return values[0] / _ONE
        import numpy

        return numpy.frombuffer(raw, "int32").reshape(len(rows), len(columns)) / _ONE

    def _candidate(self, row: tuple[Any, ...]) -> Candidate:
        concept, label, language, score, confidence, reason, ambiguous = row
        return Candidate(
            Concept(self._taxonomy, concept),
            label,
            language,
            score / _ONE,
            confidence / _ONE,
            reason,
            bool(ambiguous),
        )

    def _options(
        self,
        *,
        language: str | None = None,
        kind: str | Iterable[str] | None = None,
        scheme: str | None = None,
        ancestor: Concept | None = None,
        by: str = "concept",
        top: int = 10,
        threshold: float | None = None,
        context: str | None = None,
    ) -> Any:
        if by not in ("concept", "label"):
            raise ValueError(f"by is {by!r}, expected concept or label")
        options = native.resolve_options_new()
        native.resolve_options_set_language(options, language or "")
        native.resolve_options_set_kinds(options, bits(kind, CONCEPT_KINDS, "kind"))
        native.resolve_options_set_scheme(options, scheme or "")
        if ancestor is not None:
            if ancestor.taxonomy is not self._taxonomy:
                raise ValueError("ancestor is a concept of another taxonomy")
            native.resolve_options_set_ancestor(options, ancestor._number)
        native.resolve_options_set_by_label(options, by == "label")
        native.resolve_options_set_top(options, top)
        if context is not None:
            native.resolve_options_set_context(options, context)
        if threshold is not None:
            native.resolve_options_set_threshold(options, round(threshold * _ONE))
        return options

    def __repr__(self) -> str:
        return "<Resolver: closed>" if self.closed else f"<Resolver of {self._taxonomy!r}>"


_COLUMNS = ("line", "rank", "concept", "label", "score", "confidence", "reason")
