"""The language of what people read: English as it stands in the source, others by catalogues in ``locale/``."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations, translation
from importlib import resources
from typing import Final, Literal

Language = Literal["en", "vi"]

_current: Final[ContextVar[Language]] = ContextVar("language", default="en")


def current() -> Language:
    """The language spoken now."""
    return _current.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language inside the block."""
    before = _current.set(language)
    try:
        yield
    finally:
        _current.reset(before)


def _(text: str) -> str:
    """The text in the current language."""
    return _catalogue(current()).gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """The text for a number of things, in the current language."""
    return _catalogue(current()).ngettext(one, many, count)


@cache
def _catalogue(language: Language) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    with resources.as_file(resources.files("planner").joinpath("locale")) as folder:
        return translation("planner", folder, [language], fallback=True)
