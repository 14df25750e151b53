"""The language of what people read: English as it stands in the source, others by catalogues in ``locale/``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations, translation
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal

Language = Literal["en", "vi"]

LOCALE: Final = Path(__file__).parent / "locale"
"""Where the catalogues are."""

_current: Final[ContextVar[Language]] = ContextVar("language", default="en")


def current() -> Language:
    """The language spoken now."""
    return _current.get()


def language_of(args: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language that a command is to speak: what it is told, else the environment's; English for any other.

    Parameters
    ----------
    args : sequence of str
        Of the command line, where ``--lang`` may stand.
    environment : mapping
        ``PLANNER_LANG`` counts before the locale of the system; the first one that is set decides.
    """
    options = args[: args.index("--")] if "--" in args else args
    told = [value for option, value in pairwise(options) if option == "--lang"]
    told += [option.removeprefix("--lang=") for option in options if option.startswith("--lang=")]
    names = (environment.get(name, "") for name in ("PLANNER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))
    first = next(filter(None, (*told, *names)), "")
    return "vi" if re.split(r"[_.@-]", first.casefold())[0] == "vi" else "en"


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
    return _catalogue(current()).gettext(text) if text else ""  # nothing is what gettext keeps its own notes under


def translated(text: str, language: Language) -> str:
    """The text in a language of choice, for what is written in several at once."""
    return _catalogue(language).gettext(text)


def pgettext(context: str, text: str) -> str:
    """The text in the current language, where it means different things in different places."""
    return _catalogue(current()).pgettext(context, text)


def ngettext(one: str, many: str, count: int) -> str:
    """The text for a number of things, in the current language."""
    return _catalogue(current()).ngettext(one, many, count)


def marked(text: str) -> str:
    """The text itself, marked for the catalogues: constants are translated where they are shown, by ``_``."""
    return text


def forms(one: str, many: str) -> tuple[str, str]:
    """Both forms themselves, marked for the catalogues as ``marked`` does, for ``ngettext``."""
    return one, many


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 key post``, ``9 key posts``.

    Parameters
    ----------
    number : int
    noun : str
        A key of ``NOUNS``.
    """
    return ngettext(*NOUNS[noun], number).format(n=grouped(number))


def grouped(number: float, decimals: int = 0) -> str:
    """A number as the language writes it: ``2,166`` and ``2.5``, or ``2.166`` and ``2,5``."""
    from babel.numbers import format_decimal  # takes its time, and help does without

    return format_decimal(number, "#,##0" + ("." + "0" * decimals if decimals else ""), current())


def change(number: int) -> str:
    """A difference as the language writes it, with its sign: ``+2,166``, or ``+2.166``."""
    return f"{'+' if number > 0 else ''}{grouped(number)}"


def share(part: float, decimals: int = 0) -> str:
    """A share as the language writes it: ``2.5%``, or ``2,5%``."""
    return grouped(100 * part, decimals) + "%"


def day(date: str) -> str:
    """A date as the language writes it: ``2027-07-01``, or ``01/07/2027``; a blank one stays blank."""
    return "/".join(reversed(date.split("-"))) if current() == "vi" else date


def month(date: str) -> str:
    """The month of a date as the language writes it: ``2027-07``, or ``07/2027``."""
    return day(date[:7])


NOUNS: Final = {
    "key_post": forms("{n} key post", "{n} key posts"),
    "other_post": forms("{n} other post", "{n} other posts"),
    "person": forms("{n} person", "{n} persons"),
    "people": forms("{n} person", "{n} people"),
    "cadre": forms("{n} cadre", "{n} cadres"),
    "post": forms("{n} post", "{n} posts"),
    "seat": forms("{n} seat", "{n} seats"),
    "place": forms("{n} place", "{n} places"),
    "bench_place": forms("{n} place on the bench", "{n} places on the bench"),
    "stands": forms("{n} stands", "{n} stand"),
    "listing": forms("{n} listing", "{n} listings"),
    "month": forms("{n} month", "{n} months"),
    "year": forms("{n} year", "{n} years"),
    "period": forms("{n} period", "{n} periods"),
    "target": forms("{n} target", "{n} targets"),
    "placement": forms("{n} placement", "{n} placements"),
    "move": forms("{n} move", "{n} moves"),
    "chain": forms("{n} chain", "{n} chains"),
    "department": forms("{n} department", "{n} departments"),
    "commune": forms("{n} commune", "{n} communes"),
    "unit": forms("{n} unit", "{n} units"),
    "province": forms("{n} province", "{n} provinces"),
    "list": forms("{n} list", "{n} lists"),
    "session": forms("{n} session", "{n} sessions"),
    "change": forms("{n} change", "{n} changes"),
    "grade": forms("{n} grade", "{n} grades"),
    "rating": forms("{n} rating", "{n} ratings"),
    "standard": forms("{n} standard", "{n} standards"),
    "point": forms("{n} point", "{n} points"),
    "note": forms("{n} note", "{n} notes"),
    "warning": forms("{n} warning", "{n} warnings"),
    "error": forms("{n} error", "{n} errors"),
    "row": forms("{n} row", "{n} rows"),
    "column": forms("{n} column", "{n} columns"),
    "violation": forms("{n} rule violation", "{n} rule violations"),
    "figure": forms("{n} figure", "{n} figures"),
    "decision": forms("{n} open decision", "{n} open decisions"),
}
"""What is counted, in both forms; a noun that no number goes with needs none."""


@cache
def _catalogue(language: Language) -> NullTranslations:
    return NullTranslations() if language == "en" else translation("planner", LOCALE, [language])
