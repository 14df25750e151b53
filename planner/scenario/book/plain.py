"""Texts without what does not matter between two ways to write the same: case, accents, punctuation, spaces."""

import re
import unicodedata
from functools import cache

_OTHER = re.compile(r"[^\w/+]+|_")


@cache
def plain(text: str) -> str:
    """The words of a text in small letters without accents, one space between them; ``/`` and ``+`` are kept."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(_OTHER.sub(" ", bare.replace("/", " / ")).split())


def words(text: str) -> list[str]:
    """The words of a text as they are written, each of which is one word when plain."""
    return [word for word in re.split(r"[\s,;:.()/–—-]+", text) if plain(word)]


def slug(text: str) -> str:
    """A text as an id: ``Xã Tân Lang`` is xa-tan-lang."""
    return plain(text).replace(" / ", " ").replace("+", " ").replace("/", " ").replace(" ", "-")
