"""What of a scenario does not fit its rules: their dates, titles that they do not know, second posts."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from planner.language import _
from planner.rulebook.book import Rulebook
from planner.rulebook.overlay import Overlay, did_you_mean
from planner.rulebook.packs import pack, pack_names
from planner.scenario.dates import month_date
from planner.scenario.findings import Finding, shorten
from planner.scenario.scenario import Scenario

WHERE: Final = "scenario.yaml: rules"

_TITLED: Final = (("posts", "title"), ("cadres", "title"), ("cadres", "former_title"))


def rules_of_the_day(book: Rulebook, as_of: str) -> tuple[Rulebook, list[Finding]]:
    """A pack without the rules that are not in force yet, and what its dates have to do with ``as_of``."""
    findings = []
    if book.in_force_from > _day(as_of):
        findings.append(
            Finding(
                "note",
                WHERE,
                _("the pack {pack} is in force from {in_force_from}, after as_of {as_of}").format(
                    pack=book.pack, in_force_from=book.in_force_from, as_of=as_of
                ),
                _("Nothing to do if today's rules are to be applied to an earlier term."),
            )
        )
    if _superseded(book, as_of):
        later = [
            name
            for name in pack_names()
            if book.in_force_until <= pack(name).in_force_from <= _day(as_of) and not _superseded(pack(name), as_of)
        ]
        findings.append(
            Finding(
                "note",
                WHERE,
                _("the pack {pack} was superseded on {in_force_until}, before as_of {as_of}").format(
                    pack=book.pack, in_force_until=book.in_force_until, as_of=as_of
                ),
                _("Use {later}, or nothing to do if the former rules are to be applied.").format(
                    later=", ".join(later)
                ),
            )
        )
    rules = {
        name: replace(setting, on=setting.on and setting.since <= _day(as_of)) for name, setting in book.rules.items()
    }
    return replace(book, rules=rules), findings


def overlay_findings(book: Rulebook, overlay: Overlay, as_of: str, where: str) -> Iterator[Finding]:
    """An overlay for other packs, or one that is not in force on the day."""
    if overlay.packs and book.pack not in overlay.packs:
        message = _("the overlay is for {packs}, not for {pack}").format(packs=", ".join(overlay.packs), pack=book.pack)
        yield Finding("error", where, message, _("Take another pack, or leave the overlay out."), shorten(overlay.name))
    for name in overlay.packs:
        if name not in pack_names():
            remedy = _("Use one of {pack_names}.").format(pack_names=", ".join(pack_names()))
            yield Finding("error", f"{where}.packs", _("no such rule pack"), remedy, shorten(name))
    if not as_of or (overlay.packs and book.pack not in overlay.packs):
        return
    if overlay.in_force_from and overlay.in_force_from > _day(as_of):
        message = _("the overlay is in force from {in_force_from}, after as_of {as_of}").format(
            in_force_from=overlay.in_force_from, as_of=as_of
        )
    elif overlay.in_force_until and overlay.in_force_until <= _day(as_of):
        message = _("the overlay is in force until {in_force_until}, before as_of {as_of}").format(
            in_force_until=overlay.in_force_until, as_of=as_of
        )
    else:
        return
    remedy = _("It is applied all the same; leave it out if it shall not be.")
    yield Finding("warning", where, message, remedy, shorten(overlay.name))


def misfits(scenario: Scenario, book: Rulebook) -> Iterator[Finding]:
    """Rules that are not in force yet, titles without rules, pairs of posts that the rules do not allow today."""
    yield from _later_rules(book, scenario.settings.as_of)
    if book.titles:
        for table, column in _TITLED:
            yield from _unknown_titles(scenario, book, table, column)
    yield from _forbidden_pairs(scenario, book)


def _later_rules(book: Rulebook, as_of: str) -> Iterator[Finding]:
    """Rules that are off because they came later; none of which the scenario or an overlay says on or off."""
    decided = {change.what for change in book.changes}
    for name, setting in book.rules.items():
        if setting.since > _day(as_of) and name not in decided:
            message = _("{name} is in force from {since}, after as_of {as_of}, and therefore off").format(
                name=name, since=setting.since, as_of=as_of
            )
            yield Finding(
                "note", WHERE, message, _("To apply it write changes: {change}.").format(change=f"{{{name}: on}}")
            )


def _unknown_titles(scenario: Scenario, book: Rulebook, table: str, column: str) -> Iterator[Finding]:
    """The first row of each title that neither the pack nor the scenario has."""
    titles = scenario.tables[table][column].tolist()
    for title in dict.fromkeys(titles):
        if title and title not in book.titles:
            rows = _(" ({count} rows in all)").format(count=titles.count(title)) if titles.count(title) > 1 else ""
            yield Finding(
                "error",
                scenario.place(table, titles.index(title)),
                _("the {column} is neither in the pack {pack} nor in titles{rows}").format(
                    column=column, pack=book.pack, rows=rows
                ),
                _("{did_you_mean} Or add it to titles.").format(did_you_mean=did_you_mean(title, book.titles)),
                shorten(title),
            )


def _forbidden_pairs(scenario: Scenario, book: Rulebook) -> Iterator[Finding]:
    posts = scenario.posts
    first: dict[str, int] = {}
    for row, (holders, title) in enumerate(zip(posts["holder"], posts["title"], strict=True)):
        for holder in filter(None, holders.split(";")):
            if holder not in first:
                first[holder] = row
            elif not _allowed(book, {title, posts["title"].iloc[first[holder]]}, scenario.start):
                other = posts["title"].iloc[first[holder]]
                yield Finding(
                    "error",
                    scenario.place("posts", row),
                    _(
                        "the holder also holds the {post} at {where}, and the rules allow no such pair in {month}"
                    ).format(
                        post=other or _("post"),
                        where=scenario.place("posts", first[holder]),
                        month=month_date(scenario.start)[:7],
                    ),
                    _(
                        "Take the holder out of one of the two posts, or allow the pair: name main and beside "
                        "under dual_roles of an overlay."
                    ),
                    shorten(holder),
                )


def _allowed(book: Rulebook, titles: set[str], month: int) -> bool:
    return book.on("dual_role") and any(
        {role.main, role.beside} == titles and role.holds_in(month) for role in book.dual_roles
    )


def _superseded(book: Rulebook, as_of: str) -> bool:
    return bool(book.in_force_until) and book.in_force_until <= _day(as_of)


def _day(date: str) -> str:
    """A date that may lack month or day, to be compared with whole ones: before all of the days it may mean."""
    return date.ljust(len("2026-01-01"), "-")
