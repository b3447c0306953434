# SPDX-License-Identifier: Apache-2.0
"""Weights, trust in evidence, rules and dated constants, as data."""

from __future__ import annotations

import os

from . import native
from ._handle import Handle


class Policy(Handle):
    """Says how pairs are scored and screened. Never changes.

    >>> policy = Policy.default()
    >>> policy.name
    'lao-pdr'
    >>> Policy.parse(policy.text) == policy
    True
    """

    _makers = "default(), load() or parse()"

    @classmethod
    def default(cls) -> Policy:
        """Returns the policy that is used when none is given."""
        return cls._own(native.policy_default())

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Policy:
        """Loads a YAML file. What it does not state has its default."""
        return cls._own(native.policy_load(path))

    @classmethod
    def parse(cls, text: str, *, source: str = "<text>") -> Policy:
        """Makes a policy from YAML; *source* is its name in messages."""
        return cls._own(native.policy_parse(text, source))

    @property
    def name(self) -> str:
        """The name of the policy."""
        return native.policy_name(self._native)

    @property
    def version(self) -> str:
        """The version of the policy."""
        return native.policy_version(self._native)

    @property
    def text(self) -> str:
        """The whole policy as YAML, with every value stated and explained."""
        return native.policy_text(self._native)

    @property
    def hash(self) -> str:
        """16 hexadecimal digits that stand for all values."""
        return native.policy_hash(self._native)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Policy) and self.hash == other.hash

    def __hash__(self) -> int:
        return hash(self.hash)

    def __repr__(self) -> str:
        if self.closed:
            return "<Policy: closed>"
        return f"<Policy {self.name} {self.version}, {self.hash}>"
