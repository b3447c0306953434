# SPDX-License-Identifier: Apache-2.0
"""Text for comparison and for tables, in Lao, Thai and every other script."""

from __future__ import annotations

from . import native


def fold(text: str) -> str:
    """Folds a text for comparison: case, accents, width, digits, punctuation, Lao and Thai spelling.

    What is the same once folded is the same name.

    >>> fold("  Sewing-MACHINE  operator ")
    'sewing machine operator'
    """
    return native.text_fold(text)


def search_key(text: str) -> str:
    """Gives the search key of a text: what has the same key may be the same, a person confirms it.

    Thai letters become Lao ones, and what the two languages spell differently goes.

    >>> search_key("โรงงาน") == search_key("ໂຮງງານ")
    True
    """
    return native.text_search_key(text)


def columns(text: str) -> int:
    """Returns how many columns a text takes on a terminal.

    >>> columns("ຊ່າງກໍ່")
    4
    """
    return native.text_columns(text)


def cut(text: str, columns: int) -> str:
    """Returns as much of a text as fits into columns, without parting a letter from its marks.

    >>> cut("welding", 4)
    'weld'
    """
    return text.encode()[: native.text_cut(text, columns)].decode()


def words(text: str, language: str = "lo") -> list[str]:
    """Cuts a text into words and what stands between them; together they are the text.

    Lao, Thai and other scripts without spaces are cut by ICU's dictionaries, never between a
    letter and its vowels and marks.

    >>> words("ຊ່າງຕັດຫຍິບ")
    ['ຊ່າງ', 'ຕັດ', 'ຫຍິບ']
    """
    encoded = text.encode()
    pieces = []
    begin = 0
    for end in native.text_words(text, language):
        pieces.append(encoded[begin:end].decode())
        begin = end
    return pieces
