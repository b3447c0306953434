# SPDX-License-Identifier: Apache-2.0
"""pandas, where it is there."""

from __future__ import annotations

import math
from typing import Any


def pandas() -> Any:
    """Returns the module, or says how to get it."""
    try:
        import pandas as module  # type: ignore[import-untyped, unused-ignore]
    except ImportError as error:
        raise ImportError("this needs pandas: python -m pip install pandas") from error
    return module


def frame(columns: dict[str, list[Any]], integers: tuple[str, ...] = ()) -> Any:
    """Makes a DataFrame; integer columns keep "not known" as <NA>."""
    module = pandas()
    made = module.DataFrame(columns)
    for name in integers:
        made[name] = made[name].astype("Int64")
    return made


def records(table: Any) -> list[dict[str, Any]]:
    """Turns the rows of a DataFrame into dicts of plain values, without its missing ones."""
    module = pandas()
    if not isinstance(table, module.DataFrame):
        raise TypeError(f"expected a DataFrame, got {type(table).__name__}")
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def plain(value: Any) -> Any:
    """Makes what JSON can hold of a value: numbers of numpy and dates are common in tables."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None if math.isnan(value) else value
    if isinstance(value, dict):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        items = [plain(item) for item in value]
        return sorted(items, key=str) if isinstance(value, (set, frozenset)) else items
    if hasattr(value, "isoformat"):
        # A date, or a time that is not one.
        return value.isoformat()[:10] if value == value else None
    if hasattr(value, "item"):
        return plain(value.item())
    raise TypeError(f"a record holds a {type(value).__name__}, expected text, numbers or lists")
