"""Two rulebooks side by side: what one says and the other does not, or says otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from planner.language import _, marked
from planner.rulebook.book import Origin, Retirement, Rulebook, Title
from planner.rulebook.layers import span, told_cell

TITLE_PARTS: Final = (
    "name_vi",
    "group",
    "grade",
    "head",
    "degree",
    "theory",
    "state_mgmt",
    "skills",
    "party_member",
    "non_local",
    "committee",
    "tenure_cap_months",
    "fields",
)
"""What a title says, in the order in which it is told."""

ABSENT: Final = marked("not there")
SINCE, NOTE, ALL_TITLES = marked("in force from"), marked("note"), marked("all titles")
"""Parts and items that are none of the rulebook's own names."""
"""What a rulebook says of something that it does not have."""

Key = tuple[str, str, str]
"""Section, item and part: ``("rules", "tenure_cap", "head_months")``; the part is blank for the item as a whole."""


@dataclass(frozen=True)
class Statement:
    """What a rulebook says of one thing, in words, and where that comes from."""

    text: str
    origin: Origin


@dataclass(frozen=True)
class Difference:
    """One thing of which two rulebooks speak differently.

    Attributes
    ----------
    section, item, part : str
        ``rules``, ``titles``, ``dual_roles``, ``age_bands``, ``retirement`` or ``targets``; what of it.
    left, right : Statement
        What each of the two says.
    """

    section: str
    item: str
    part: str
    left: Statement
    right: Statement

    @property
    def same_text(self) -> bool:
        """Whether only the sources or their mark differ."""
        return self.left.text == self.right.text


def compare(left: Rulebook, right: Rulebook) -> tuple[Difference, ...]:
    """Everything that differs, in the order of the first rulebook, then what only the second has.

    Parameters
    ----------
    left, right : Rulebook
        Two packs, with or without overlays.
    """
    said = [dict(_statements(book)) for book in (left, right)]
    whole = [{key[:2] for key in statements} for statements in said]
    absent = Statement(_(ABSENT), Origin())
    found = []
    for key in dict.fromkeys([*said[0], *said[1]]):
        section, item, part = key
        if part and not all((section, item) in items for items in whole):
            continue  # an item that only one of them has is told as a whole
        one, other = (statements.get(key, absent) for statements in said)
        if _content(one) != _content(other):
            found.append(Difference(section, item, part, one, other))
    return tuple(sorted(found, key=lambda difference: _SECTIONS.index(difference.section)))


def standard(title: Title) -> str:
    """What a title asks of its holder, in words."""
    levels: Mapping[str, str] = {
        _("degree"): title.degree,
        _("theory"): title.theory,
        _("state management"): title.state_mgmt,
        _("short courses"): title.skills,
    }
    asked = [f"{name} {level}" for name, level in levels.items() if level != "none"]
    return ", ".join([*asked, *([_("Party member")] if title.party_member else [])]) or _("no standard")


def ages(schedule: Retirement | None) -> str:
    """A retirement schedule in one line."""
    if schedule is None:
        return _("nobody retires by age")
    told = [
        _("{sex} {first_age} until {first_year}, {last_age} from {last_year}").format(
            sex=sex,
            first_age=_age(months[0]),
            first_year=schedule.first_year,
            last_age=_age(months[-1]),
            last_year=schedule.first_year + len(months) - 1,
        )
        for sex, months in ((_("men"), schedule.male), (_("women"), schedule.female))
    ]
    return "; ".join(told)


def by_year(schedule: Retirement) -> str:
    """A retirement schedule year by year: ``men 2020 60y, 2021 60y 3m, …``."""
    told = []
    for sex, months in ((_("men"), schedule.male), (_("women"), schedule.female)):
        years = (f"{schedule.first_year + place} {_short(age)}" for place, age in enumerate(months))
        told.append(f"{sex} {', '.join(years)}")
    return "\n".join(told)


_SECTIONS: Final = ("rules", "titles", "dual_roles", "age_bands", "retirement", "targets")


def _statements(book: Rulebook) -> Iterator[tuple[Key, Statement]]:
    for rule, setting in book.rules.items():
        origin = Origin(setting.source, setting.mark)
        yield ("rules", rule, ""), Statement(_("on") if setting.on else _("off"), origin)
        yield ("rules", rule, SINCE), Statement(setting.since or _("as the pack"), Origin())
        for name, number in setting.numbers.items():
            yield ("rules", rule, name), Statement(number.told, Origin(number.source, number.mark))
        yield ("rules", rule, NOTE), Statement(setting.note or _("none"), Origin())
    if book.titles:
        yield ("titles", ALL_TITLES, ""), Statement(_("standards and grades"), book.origins["titles"])
    for title in book.titles.values():
        origin = Origin(title.source, title.mark)
        yield ("titles", title.title, ""), Statement(title.name, origin)
        for part in TITLE_PARTS:
            yield ("titles", title.title, part), Statement(told_cell(getattr(title, part)), origin)
    for role in book.dual_roles:
        yield ("dual_roles", f"{role.main} + {role.beside}", ""), Statement(span(role), Origin(role.source, role.mark))
    yield ("age_bands", "", ""), Statement(", ".join(book.age_bands), book.origins["age_bands"])
    yield ("retirement", "", ""), Statement(ages(book.retirement), book.origins["retirement"])
    for target in book.targets:
        least = _("at least {at_least}").format(at_least=target.at_least) if target.at_least else _("no number")
        yield ("targets", target.name, ""), Statement(least, Origin(target.source, target.mark))


def _content(statement: Statement) -> tuple[str, frozenset[str], str]:
    """What counts as different: not the order of the sources, nor a note."""
    return statement.text, frozenset(statement.origin.source), statement.origin.mark


def _short(months: int) -> str:
    years, over = divmod(months, 12)
    return _("{years}y {months}m").format(years=years, months=over) if over else _("{years}y").format(years=years)


def _age(months: int) -> str:
    years, over = divmod(months, 12)
    if over:
        return _("{years} years {months} months").format(years=years, months=over)
    return _("{years} years").format(years=years)
