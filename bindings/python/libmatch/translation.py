# SPDX-License-Identifier: Apache-2.0
"""From the concepts of one taxonomy to those of another."""

from __future__ import annotations

from typing import Any, NamedTuple

from . import _frames, native
from ._handle import Handle
from .taxonomy import Concept, Taxonomy


class Link(NamedTuple):
    """A concept that stands for one of another taxonomy."""

    concept: Concept
    #: "same", "exact", "replaced", "code", "close", "label", "broader", "narrower", "related"
    #: or "isco"
    kind: str
    similarity: int  #: How much of the meaning is carried, of 1000.
    via: str  #: The third URI that both are mapped to, "" without one.


class Translation(Handle):
    """Says for each concept of one taxonomy what stands for it in another.

    >>> from libmatch import Taxonomy, Translation, examples
    >>> old = Taxonomy.parse(examples.TAXONOMY)
    >>> new = Taxonomy.parse(examples.TAXONOMY.replace("SEW", "SEWING"))
    >>> translation = Translation.between(old, new)
    >>> translation.state("SEW")
    'one'
    >>> [(link.concept.id, link.kind) for link in translation.links("SEW")]
    [('SEWING', 'label')]
    """

    _makers = "between()"
    _source: Taxonomy
    _target: Taxonomy

    @classmethod
    def between(cls, source: Taxonomy, target: Taxonomy) -> Translation:
        """Finds the links from all concepts of *source* to those of *target*."""
        made = cls._own(native.translation_new(source._native, target._native))
        made._source = source
        made._target = target
        return made

    @property
    def source(self) -> Taxonomy:
        """The taxonomy that is translated."""
        return self._source

    @property
    def target(self) -> Taxonomy:
        """The taxonomy that is translated to."""
        return self._target

    def _number(self, concept: Concept | str) -> int:
        if isinstance(concept, str):
            concept = self._source[concept]
        if concept not in self._source:
            raise ValueError("the concept is not one of the taxonomy that is translated")
        return concept._number

    def state(self, concept: Concept | str) -> str:
        """What becomes of a concept: "none", "one", "split" or "ambiguous"."""
        return native.translation_state_name(
            native.translation_state_of(self._native, self._number(concept))
        )

    def links(self, concept: Concept | str) -> list[Link]:
        """The concepts that stand for one: several where it was split or is ambiguous."""
        return [
            Link(Concept(self._target, found), native.link_kind_name(kind), similarity, via)
            for found, kind, similarity, via in native.translation_links(
                self._native, self._number(concept)
            )
        ]

    def to_pandas(self) -> Any:
        """All of it as a DataFrame: a row for each link, and for each concept without one."""
        rows: list[tuple[Any, ...]] = []
        for concept in self._source:
            state = self.state(concept)
            head = (concept.id, concept.label(), concept.kind, state)
            rows += [
                (*head, link.concept.id, link.concept.label(), link.kind, link.similarity, link.via)
                for link in self.links(concept)
            ] or [(*head, "", "", "", None, "")]
        names = ("id", "label", "concept_kind", "state", "to_id", "to_label", "link",
                 "similarity", "via")
        return _frames.frame(
            {name: [row[i] for row in rows] for i, name in enumerate(names)},
            integers=("similarity",),
        )

    def __repr__(self) -> str:
        if self.closed:
            return "<Translation, closed>"
        return f"<Translation of {len(self._source)} concepts to {len(self._target)}>"
