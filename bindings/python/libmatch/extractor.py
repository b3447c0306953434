# SPDX-License-Identifier: Apache-2.0
"""Finding the skills and occupations that a running text names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from . import _frames, native
from ._handle import Handle, bits
from .errors import MatchCancelledError
from .taxonomy import CONCEPT_KINDS, Concept, Taxonomy


class Span(NamedTuple):
    """Words of a text: ``text[begin:end]`` is *words*."""

    begin: int
    end: int
    words: str


class Mention(NamedTuple):
    """A place where a text names a concept."""

    concept: Concept
    label: str  #: The label that was found.
    #: "essential", also where nothing says how much; "optional"; "negated": said not to be
    #: needed; "background": about the employer, the law, or what is offered.
    role: str
    span: Span
    cue: Span | None  #: The words that gave the role.
    months: int | None  #: Of experience, asked for beside it.
    months_span: Span | None  #: The words that say so.
    also: int  #: How many other concepts have this label.

    @property
    def asked(self) -> bool:
        """Whether the text asks for it: essential or optional."""
        return self.role in ("essential", "optional")


class _Places:
    """Turns places in UTF-8 into places in a str."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._bytes = None if text.isascii() else text.encode()
        self._at = (0, 0)

    def _place(self, byte: int) -> int:
        if self._bytes is None:
            return byte
        before, place = self._at
        if byte >= before:  # mentions come in the order of the text
            place += len(self._bytes[before:byte].decode())
        else:
            place = len(self._bytes[:byte].decode())
        self._at = (byte, place)
        return place

    def span(self, begin: int, end: int) -> Span | None:
        if begin == end:
            return None
        first = self._place(begin)
        last = self._place(end)
        return Span(first, last, self._text[first:last])


class Extractor(Handle):
    """Finds the concepts of a taxonomy in running text. Made once, used by any thread.

    >>> from libmatch import Extractor, Taxonomy, examples
    >>> extractor = Extractor.of(Taxonomy.parse(examples.TAXONOMY))
    >>> (mention,) = extractor.extract("You must operate a sewing machine.")
    >>> mention.concept.id, mention.role, mention.cue.words
    ('SEW', 'essential', 'must')
    """

    _makers = "of()"
    _taxonomy: Taxonomy

    @classmethod
    def of(cls, taxonomy: Taxonomy) -> Extractor:
        """The extractor of the labels of a taxonomy."""
        extractor = cls._own(native.extractor_new(taxonomy._native))
        extractor._taxonomy = taxonomy
        return extractor

    def extract(self, text: str, *, kinds: str | Iterable[str] = "skill") -> list[Mention]:
        """Finds all concepts that a text names, in its order.

        *kinds* is one kind of concept or several, such as ("skill", "occupation").
        """
        places = _Places(text)
        mentions = []
        for number, label, also, role, *spans in native.extract(
            self._native, text, bits(kinds, CONCEPT_KINDS, "kind")
        ):
            begin, end, cue_begin, cue_end, months, months_begin, months_end = spans
            concept = Concept(self._taxonomy, number)
            span = places.span(begin, end)
            assert span is not None
            mentions.append(
                Mention(
                    concept,
                    native.taxonomy_label_at(self._taxonomy._native, number, label)[0],
                    role,
                    span,
                    places.span(cue_begin, cue_end),
                    months or None,
                    places.span(months_begin, months_end),
                    also,
                )
            )
        return mentions

    def extract_many(
        self,
        texts: Iterable[str],
        *,
        kinds: str | Iterable[str] = "skill",
        progress: Callable[[int, int], object] | None = None,
    ) -> Any:
        """Finds the concepts of many texts, a list or a column, as a DataFrame.

        Its columns are line (from 0, the place of the text), concept (the id), label, role,
        begin, end and words (where in the text, and what stands there), cue (the words that gave
        the role) and months. A text that names nothing has no line. *progress* hears of texts
        done and in all; when it returns False the run ends with MatchCancelledError.
        """
        columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
        listed = list(texts)
        for line, text in enumerate(listed):
            for mention in self.extract(text, kinds=kinds):
                cells = (
                    line,
                    mention.concept.id,
                    mention.label,
                    mention.role,
                    *mention.span,
                    mention.cue.words if mention.cue else "",
                    mention.months,
                )
                for column, value in zip(columns.values(), cells):
                    column.append(value)
            if progress and progress(line + 1, len(listed)) is False:
                raise MatchCancelledError("the run was cancelled", status="CANCELLED")
        return _frames.frame(columns)


_COLUMNS = ("line", "concept", "label", "role", "begin", "end", "words", "cue", "months")
