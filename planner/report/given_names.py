"""The order of Vietnamese names: by the given name, which comes last, then the middle ones, then the family's."""

import unicodedata
from typing import Final

_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES: Final = ("\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""Huyền, hỏi, ngã, sắc, nặng; no mark comes before them all."""

_BEFORE: Final = 200
"""Puts digits and signs before the letters, and letters of other alphabets behind them."""

Key = tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


def by_given_name(name: str) -> str:
    """The words of a name in the order in which they count: ``Hà Đức Minh (1970)`` as ``Minh Đức Hà 1970``."""
    name, _space, apart = name.removesuffix(")").partition(" (")
    family, *rest = name.split() or [""]
    middle, given = rest[:-1], rest[-1:]
    return " ".join(filter(None, [*given, *middle, family, apart]))


def given_name_key(name: str) -> Key:
    """What names are sorted by: letters in the order of the Vietnamese alphabet, and tones where letters are alike."""
    return tuple(_word_key(part) for part in unicodedata.normalize("NFC", by_given_name(name).lower()).split())


def _word_key(part: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    letters, tones = [], []
    for letter in part:
        apart = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in apart if mark in _TONES), "")
        plain = unicodedata.normalize("NFC", apart.replace(tone, ""))
        letters.append(_ALPHABET.index(plain) if plain in _ALPHABET else ord(plain[0]) - _BEFORE)
        tones.append(_TONES.index(tone) + 1 if tone else 0)
    return tuple(letters), tuple(tones)
