"""A rulebook on the terminal: rules with numbers, sources and marks, titles, dual roles, what was changed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from planner.language import _, counted, current, day, marked, translated
from planner.model.rules import RULES
from planner.model.rules.base import Rule
from planner.rulebook.book import Change, Origin, Rulebook, RuleSetting, Title
from planner.rulebook.compare import ages, by_year, standard
from planner.rulebook.layers import SCENARIO, span
from planner.rulebook.overlay import Overlay
from planner.rulebook.packs import overlay_names, pack_names, source_address

MARKS: Final = {
    "V": marked("verified in the source"),
    "V2": marked("second-hand"),
    "M": marked("not verified"),
    "": marked("no mark given"),
}
"""What the confidence marks mean; second-hand is one locality's practice as well."""

STRICTER: Final = {"higher": marked("higher is stricter"), "lower": marked("lower is stricter")}
OWN_CHOICE: Final = marked("a choice of this program")
SIGNS: Final = {"V": "✓", "V2": "~", "M": "?", "": "?"}
STYLES: Final = {"V": "green", "V2": "yellow", "M": "red", "": "red"}
CHANGED: Final = "»"
"""Before what an overlay or the scenario changes."""


def rules_list(book: Rulebook, overlays: Sequence[Overlay] = ()) -> RenderableType:
    """Everything that a rulebook says.

    Parameters
    ----------
    book : Rulebook
        A pack, with what is laid over it.
    overlays : sequence of Overlay
        What is laid over it, for their names and dates.
    """
    parts = [
        _heading(book, overlays),
        _rules(book),
        _titles(book),
        _dual_roles(book),
        _shares(book),
        _changes(book),
    ]
    return Group(*(part for part in parts if part is not None))


def rules_json(book: Rulebook, overlays: Sequence[Overlay] = ()) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "packs": pack_names(),
        "known_overlays": overlay_names(),
        "pack": book.pack,
        "name_en": book.name_en,
        "name_vi": book.name_vi,
        "in_force_from": book.in_force_from,
        "in_force_until": book.in_force_until or None,
        "overlays": [
            overlay.model_dump(include={"name", "name_en", "name_vi", "in_force_from", "in_force_until", "note"})
            for overlay in overlays
        ],
        "rules": [
            {
                "rule": rule.name,
                "code": rule.code,
                "title_en": rule.title,
                "title_vi": translated(rule.title, "vi"),
                **asdict(book.rules[rule.name]),
            }
            for rule in listed(book)
        ],
        "titles": [asdict(title) for title in book.titles.values()],
        "dual_roles": [asdict(role) | {"when": span(role)} for role in book.dual_roles],
        "age_bands": book.age_bands,
        "retirement": book.retirement and asdict(book.retirement),
        "origins": {name: asdict(origin) for name, origin in book.origins.items()},
        "targets": [asdict(target) for target in book.targets],
        "changes": [asdict(change) for change in book.changes],
        "marks": MARKS,
        "sources": addresses(_used(book)),
    }


def addresses(used: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """Where the tags in use point to, each once; the scenario is no source to look up."""
    tags = dict.fromkeys(tag for tags in used for tag in tags)
    return {tag: _address(tag) for tag in tags if tag != SCENARIO}


def source_lines(addresses: Mapping[str, str]) -> str:
    """Sources line by line, never wrapped, so that the addresses can be clicked and copied."""
    return "\n".join([_("Sources"), *(f"{tag}  {address}" for tag, address in addresses.items())])


def _heading(book: Rulebook, overlays: Sequence[Overlay]) -> RenderableType:
    text = Text(f"{book.pack}: {book_name(book)}\n", style="bold")
    text.append(in_force(book), style="not bold")
    for overlay in overlays:
        names = (overlay.name_vi, overlay.name_en) if current() == "vi" else (overlay.name_en, overlay.name_vi)
        name = f"{overlay.name}: {next(filter(None, names), '')}".removesuffix(": ")
        since, until = overlay.in_force_from, overlay.in_force_until
        dates = [_("from {date}").format(date=day(since))] if since else []
        dates += [_("until {date}").format(date=day(until))] if until else []
        text.append(
            "\n"
            + _("+ overlay {name}, in force {dates}").format(
                name=name, dates=" ".join(dates) or _("from a day that is not known")
            ),
            style="not bold",
        )
        if overlay.note:
            text.append(f"\n  {overlay.note}", style="not bold dim")
    known = _("Packs: {packs}. Overlays: {overlays}.").format(
        packs=", ".join(pack_names()), overlays=", ".join(overlay_names())
    )
    text.append(f"\n\n{known}\n", style="not bold dim")
    signs = legend()
    if book.changes:
        signs.append("   " + _("{sign} changed by an overlay or the scenario").format(sign=CHANGED))
    return Group(text, signs)


def legend() -> Text:
    """What the signs of the marks mean."""
    signs = (
        Text(SIGNS[mark], style=STYLES[mark]).append(f" {_(MARKS[mark])}", style="default") for mark in MARKS if mark
    )
    return Text("   ").join(signs)


def in_force(book: Rulebook) -> str:
    """When a pack is in force, in words."""
    since, until = day(book.in_force_from), day(book.in_force_until or "")
    if not until:
        return _("in force from {since}").format(since=since)
    return _("in force from {since}, superseded on {until}").format(since=since, until=until)


def book_name(book: Rulebook) -> str:
    """The name of a pack in the language spoken now."""
    return book.name_vi if current() == "vi" else book.name_en


def _rules(book: Rulebook) -> RenderableType:
    """Rule by rule: name and state, titles, numbers, note; on the right where each is from."""
    changes = {change.what: change for change in book.changes}
    parts: list[RenderableType] = []
    for rule in listed(book):
        setting = book.rules[rule.name]
        lines = Table.grid(padding=(0, 2, 0, 0), expand=True)
        lines.add_column(width=3)
        lines.add_column(ratio=3, overflow="fold")
        lines.add_column(ratio=2, overflow="fold")
        name = Text(rule.name, style="bold").append(f": {state(setting)}", style="not bold")
        origin = origin_text(setting.source, setting.mark) if setting.source else Text()
        lines.add_row(Text(rule.code, style="bold"), _changed(name, changes.get(rule.name)), origin)
        lines.add_row("", Text(_(rule.title)), "")
        for number, one in setting.numbers.items():
            direction = _("a goal") if one.goal else _(STRICTER[one.stricter])
            told = Text(f"{number:<19}{one.told:<16}{direction}")
            told = _changed(told, changes.get(f"{rule.name}.{number}"))
            lines.add_row("", told, origin_text(one.source, one.mark))
        parts.append(lines)
        if setting.note:
            parts.append(Padding(Text(setting.note, style="dim"), (0, 0, 0, 5)))
    return _titled(_("Rules"), *parts)


def state(setting: RuleSetting) -> str:
    """Whether a rule is on, and since when."""
    what = _("off") if not setting.on else _("on, permits") if setting.permits else _("on, hard")
    return _("{what} (from {since})").format(what=what, since=day(setting.since)) if setting.since else what


def _titles(book: Rulebook) -> RenderableType | None:
    if not book.titles:
        return None
    table = plain_table(_("Title"), _("Group, grade"), _("Standard"), _("Further"))
    changes: dict[str, list[Change]] = {}
    for change in book.changes:
        section, __, rest = change.what.partition(".")
        if section == "titles":
            changes.setdefault(rest.partition(".")[0], []).append(change)
    for title in by_group(book.titles.values()):
        also = Text(", ".join(further(title)))
        if title.source:
            also = Text("\n").join([also, origin_text(title.source, title.mark)])
        for change in changes.get(title.title, ()):
            column = change.what.split(".", 2)[2:]
            told = " ".join([*column, change.after])
            also.append(f"\n{CHANGED} {change.layer}: {told}{_was(change)}", style="bold")
        name = Text(title.title, style="bold").append(f"\n{_both(title)}", style="not bold")
        grade = "" if title.grade is None else f", {title.grade}"
        table.add_row(name, Text(f"{title.group}{grade}".removeprefix(", ")), Text(standard(title)), also)
    return _titled(_("Titles"), _whole(book.origins["titles"]), table)


def by_group(titles: Collection[Title]) -> list[Title]:
    """Titles by group as first met, the highest grade first in each."""
    groups = list(dict.fromkeys(title.group for title in titles))
    return sorted(titles, key=lambda title: (groups.index(title.group), -(title.grade or 0)))


def _both(title: Title) -> str:
    """The name in both languages, as far as it is given."""
    return " / ".join(filter(None, (title.name, title.name_vi)))


def further(title: Title) -> Iterator[str]:
    """What a title says beside its standard."""
    if title.head:
        yield _("head")
    if title.non_local:
        yield _("not a local")
    if title.committee:
        yield _("committee list")
    if title.tenure_cap_months:
        yield _("at most {months}").format(months=counted(title.tenure_cap_months, "month"))


def _dual_roles(book: Rulebook) -> RenderableType | None:
    if not book.dual_roles:
        return None
    table = plain_table(_("Main post"), _("Beside it"), _("When"), _("Where it is from"))
    changes = {change.what: change for change in book.changes}
    for role in book.dual_roles:
        when = _changed(Text(span(role)), changes.get(f"dual_roles.{role.main}+{role.beside}"))
        table.add_row(Text(role.main), Text(role.beside), when, origin_text(role.source, role.mark))
    return _titled(_("Dual roles, two posts of one unit in one hand"), table)


def _shares(book: Rulebook) -> RenderableType:
    """Retirement, age bands and the shares that guides set, which refuse nobody."""
    table = plain_table(_("What"), "", _("Where it is from"))
    changes = {change.what: change for change in book.changes}
    retirement, bands = book.origins["retirement"], book.origins["age_bands"]
    schedule = "" if book.retirement is None else f"\n{by_year(book.retirement)}"
    told = _noted(Text(f"{ages(book.retirement)}{schedule}"), retirement.note)
    table.add_row(_("Retirement"), told, origin_text(retirement.source, retirement.mark))
    told = _changed(Text(", ".join(book.age_bands)), changes.get("age_bands"))
    table.add_row(_("Age bands"), told, origin_text(bands.source, bands.mark))
    for target in book.targets:
        least = _("at least {at_least}").format(at_least=target.at_least) if target.at_least else _("no number")
        share = _noted(
            _changed(Text(_("{least}, soft").format(least=least)), changes.get(f"targets.{target.name}")), target.note
        )
        table.add_row(
            Text(f"{target.name} / {target.name_vi}".removesuffix(" / ")),
            share,
            origin_text(target.source, target.mark),
        )
    heading = _("Ages, and shares that guides set (a scenario states its own under mix)")
    return _titled(heading if book.targets else _("Ages"), table)


def _changes(book: Rulebook) -> RenderableType | None:
    if not book.changes:
        return None
    table = plain_table(_("By"), _("What"), _("Now"), _("Where it is from"))
    table.columns[1].no_wrap = True
    for change in book.changes:
        after = f"{change.after}{_was(change)}{_(', looser') if change.looser else ''}"
        table.add_row(Text(change.layer), Text(change.what), Text(after), origin_text(change.source, change.mark))
    return _titled(f"{CHANGED} {_('Changes')}", table)


def origin_text(source: tuple[str, ...], mark: str) -> Text:
    """Sign, meaning of the mark where it is not the best one, and the tags of the sources."""
    if source == (SCENARIO,):
        return Text(_("the scenario"))
    if source == ("product",):
        return Text(f"{SIGNS[mark]} ", style=STYLES[mark]).append(_(OWN_CHOICE))
    text = Text(f"{SIGNS[mark]} ", style=STYLES[mark])
    return text.append(", ".join(source), style="default").append("" if mark == "V" else f" ({_(MARKS[mark])})")


def _changed(text: Text, change: Change | None) -> Text:
    if change is None:
        return text
    return text.append(f"\n{CHANGED} {change.layer}{_was(change)}", style="bold")


def _was(change: Change) -> str:
    return _(", as before") if change.before == change.after else _(", was {before}").format(before=change.before)


def _whole(origin: Origin) -> Text:
    return _noted(origin_text(origin.source, origin.mark), origin.note)


def _noted(text: Text, note: str) -> Text:
    return text.append(f"\n{note}", style="dim") if note else text


def _titled(title: str, *parts: RenderableType) -> RenderableType:
    return Group(Text(f"\n{title}", style="bold"), *parts)


def plain_table(*headings: str) -> Table:
    """A table of few lines, which folds what is too long."""
    table = Table(box=box.SIMPLE_HEAD, show_header=any(headings))
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def listed(book: Rulebook) -> Iterator[Rule]:
    """The rules of the model that the rulebook switches, in the order in which refusals are told."""
    return (rule for rule in RULES if rule.name in book.rules)


def _used(book: Rulebook) -> Iterator[tuple[str, ...]]:
    """Tags of everything listed, in the order in which it comes."""
    for rule in listed(book):
        setting = book.rules[rule.name]
        yield from (setting.source, *(number.source for number in setting.numbers.values()))
    for part in (book.origins.values(), book.titles.values(), book.dual_roles, book.targets, book.changes):
        yield from (one.source for one in part)


def _address(tag: str) -> str:
    """Where a tag points to; a source that an overlay of the planner's own names speaks for itself."""
    try:
        return source_address(tag)
    except KeyError:
        return _("named in the overlay")
