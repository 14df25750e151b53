"""Titles as planners write them: which title of the rules it is, and the unit that it names."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from string import Formatter
from typing import Final

from planner.language import _
from planner.scenario.book.labels import read_data
from planner.scenario.book.plain import plain, words

_CLAUSES: Final = re.compile(r"[,;+\n]| kiêm | đồng thời là | - ", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"^\s*(?:[IVXLC]+|[A-ZĐ]|[a-zđ]|\d+(?:\.\d+)*)\s*[.):–-]+\s*|^\s*[-–+*]\s*")
_REMARK: Final = re.compile(r"\s*(?:\([^)]*\)|:\s*\d.*)\s*$")


@dataclass(frozen=True)
class Office:
    """What a title says.

    Attributes
    ----------
    title : str
        Its name in the rules; blank where it is not known.
    unit : str
        The unit that the text names; blank if none.
    kind : str
        The unit's kind as the title tells it.
    more : str
        A second office that the text names.
    unread : str
        Why the title is not known.
    """

    title: str = ""
    unit: str = ""
    kind: str = ""
    more: str = ""
    unread: str = ""


@dataclass(frozen=True)
class _Form:
    """One way to write a title; the attributes are those of ``offices.yaml``."""

    title: str
    place: str
    body: str


@cache
def read_office(text: str, titles: frozenset[str]) -> Office:
    """The title and the unit of a text such as ``Phó Chủ tịch UBND xã Tân Lang``.

    Parameters
    ----------
    text : str
        The text.
    titles : frozenset of str
        Titles that the rules have.
    """
    read = [office for clause in _CLAUSES.split(text) if clause.strip() and (office := _clause(clause.strip(), titles))]
    named = [office for office in read if office.title]
    if not named:
        why = next((office.unread for office in read if office.unread), _no_title())
        return Office(unread=why, unit=next((office.unit for office in read if office.unit), _last_unit(text)))
    first, *others = named
    unit = next((office.unit for office in named if office.unit), "") or _last_unit(text)
    for pair in read_data("offices.yaml")["pairs"]:
        if {office.title for office in named} == set(pair["of"]):
            return Office(pair["title"], unit, first.kind)
    more = ", ".join(office.title for office in others if office.title != first.title)
    return Office(first.title, unit, first.kind, more)


def unit_kind(name: str) -> str:
    """Whether a name says that the unit is a commune or a department; nothing where it says neither."""
    data, bare = read_data("offices.yaml"), f"{plain(name)} "
    if any(bare.startswith(f"{plain(word)} ") for word in data["communes"]):
        return "commune"
    return "department" if any(bare.startswith(f"{plain(word)} ") for word in data["bodies"]) else ""


def bloc_of(text: str) -> str:
    """The bloc that the heading of a group names; nothing where it names none."""
    bare = plain(text)
    blocs = read_data("offices.yaml")["blocs"]
    return next((bloc for bloc, named in blocs.items() if any(bare.startswith(plain(word)) for word in named)), "")


def heading_of_group(text: str) -> str:
    """A heading inside a list without its number and without what stands in brackets behind it."""
    bare = _REMARK.sub("", _NUMBERED.sub("", text, count=1)).strip(" .:-–")
    return in_usual_case(" ".join(bare.split()))


def in_usual_case(name: str) -> str:
    """The name of a unit that is written in capitals as it usually is: Xã Tân Lang, Phòng Nội vụ."""
    if not name.isupper():
        return name
    if unit_kind(name) == "commune":
        return " ".join(word.capitalize() for word in name.split())
    data = read_data("offices.yaml")
    body = next((body for body in data["bodies"] if name.casefold().startswith(f"{body} ")), "")
    rest = [word if word in data["initials"] else word.lower() for word in name[len(body) :].split()]
    named = [rest[0] if rest[0] in data["initials"] else rest[0].capitalize(), *rest[1:]] if rest else []
    return " ".join([body.capitalize(), *named] if body else named)


def _no_title() -> str:
    return _("no title that the rules have")


@cache
def _forms() -> list[tuple[tuple[str, ...], _Form]]:
    """Every way to write an office, longest first."""
    data = read_data("offices.yaml")
    found = []
    for office in data["offices"]:
        form = _Form(office["title"], office["place"], office.get("body", ""))
        for pattern in office["words"]:
            found += [(tuple(plain(text).split()), form) for text in _spelt(pattern, data["parts"])]
    return sorted(found, key=lambda item: -len(item[0]))


def _spelt(pattern: str, parts: dict[str, list[str]]) -> Iterator[str]:
    names = [name for _text, name, _spec, _conversion in Formatter().parse(pattern) if name]
    for chosen in product(*(parts[name] for name in names)):
        yield pattern.format(**dict(zip(names, chosen, strict=True)))


def _clause(text: str, titles: Collection[str]) -> Office | None:
    written = words(text)
    bare = [plain(word) for word in written]
    for pattern, form in _forms():
        if tuple(bare[: len(pattern)]) == pattern:
            return _as_form(form, written[len(pattern) :], titles)
    return None


def _as_form(form: _Form, rest: list[str], titles: Collection[str]) -> Office:
    """An office with what is written behind its title."""
    data = read_data("offices.yaml")
    title = form.title
    if title not in titles and title in data["before_2025"]:
        title = data["before_2025"][title]
    behind = " ".join(rest)
    if form.place == "body":
        # A title without the name of its body is one of the unit that stands elsewhere.
        unit = f"{form.body} {behind}" if behind else ""
        if unit_kind(_last_unit(behind)) == "commune":
            return Office(unit=unit, unread=_("a body of a commune has no title in the rules"))
        known = title in titles
        return Office(title if known else "", unit, "department", unread="" if known else _no_title())
    if form.place == "any":
        return Office(title, _last_unit(behind)) if title in titles else Office(unread=_no_title())
    above = [word for word in data["above_communes"] if f"{plain(behind)} ".startswith(f"{plain(word)} ")]
    if above:
        return Office(unread=_("a title of a level above the communes, or of none that is known"))
    if behind and unit_kind(behind) != "commune":
        return Office(unread=_("what stands behind the title is no commune"))
    if title in titles or title in data["other"]:
        return Office(title, _spelt_out(behind), "commune")
    return Office(unread=_no_title())


def _spelt_out(unit: str) -> str:
    """The name of a unit behind a title, from its kind on, up to the unit above it."""
    above = read_data("offices.yaml")["above_communes"]
    kept: list[str] = []
    for word in unit.split():
        if kept and plain(word) in map(plain, above):
            break
        kept.append(word)
    name = " ".join(kept)
    return name[:1].upper() + name[1:]


def _last_unit(text: str) -> str:
    """The commune named at the end of a text: `… xã Tân Lang`."""
    for clause in reversed(_CLAUSES.split(text)):
        written = clause.split()
        for start, word in enumerate(written):
            if plain(word) in ("xa", "phuong") or plain(" ".join(written[start : start + 2])) in (
                "thi tran",
                "dac khu",
            ):
                return _spelt_out(" ".join(written[start:]))
        if unit_kind(clause) == "department" and clause.strip() != text.strip():
            return clause.strip()
    return ""
