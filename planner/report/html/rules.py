"""The rules in force with their numbers, marks and sources, the titles, and what the scenario changed."""

from planner.language import _, current
from planner.model.rules import RULES
from planner.plan.plan import Plan
from planner.report.html.view import Cell, Fact, Grid, Line, Row, Section, Text, cell, headings, line, rows
from planner.report.rules_list import MARKS, OWN_CHOICE, SIGNS, by_group, further, in_force, rules_json, state
from planner.rulebook.book import Rulebook
from planner.rulebook.compare import ages, standard
from planner.rulebook.layers import SCENARIO, span
from planner.rulebook.overlay import read_overlay
from planner.rulebook.rulebook import resolve

PRODUCT = "product"
"""The tag of what is a choice of this program."""


def rules_in_force(plan: Plan) -> Section:
    """All that a rulebook says, each number with where it is from."""
    book, _findings = resolve(plan.scenario)
    written = plan.scenario.settings.rule_choice.overlays
    overlays = [overlay for overlay, _found in (read_overlay(one, "") for one in written) if overlay]
    told = rules_json(book, overlays)
    sources = _Sources(told["sources"])
    name = book.name_vi if current() == "vi" and book.name_vi else book.name_en
    laid = ", ".join(filter(None, (overlay.name_en or overlay.name_vi or overlay.name for overlay in overlays)))
    facts = {
        _("Rule pack"): f"{book.pack}: {name}, {in_force(book)}",
        _("Laid over it"): laid,
        _("Marks"): ", ".join(f"{SIGNS[mark]} {words}" for mark, words in MARKS.items() if mark),
        _("Retirement"): ages(book.retirement),
        _("Age bands"): ", ".join(book.age_bands),
    }
    grids = [_rules(book, sources), _changes(book, sources), _titles(book, sources), _duals(book, sources)]
    return Section(
        "rules",
        _("Rules in force"),
        facts=tuple(Fact(term, line(words)) for term, words in facts.items() if words),
        grids=(*(grid for grid in grids if grid.rows), sources.grid()),
    )


class _Sources:
    """Sources by tag: links to their row in the list of sources."""

    def __init__(self, addresses: dict[str, str]) -> None:
        self._addresses = addresses
        self._numbers = {tag: number for number, tag in enumerate(addresses, 1)}

    def told(self, source: tuple[str, ...], mark: str) -> Line:
        """Sign of the mark, and the tags."""
        if source == (SCENARIO,):
            return line(_("the scenario"))
        if source == (PRODUCT,):
            return (Text(f"{SIGNS[mark]} {_(OWN_CHOICE)}"),)
        pieces = [Text(f"{SIGNS[mark]} ")] if source else []
        for place, tag in enumerate(source):
            pieces += [Text(", ")] * bool(place)
            pieces.append(Text(tag, f"#source-{self._numbers[tag]}" if tag in self._numbers else ""))
        return tuple(pieces)

    def grid(self) -> Grid:
        """Where each tag leads to."""
        return Grid(
            "sources-table",
            _("Sources"),
            headings(_("Source"), _("Where it is")),
            tuple(
                Row((cell(tag), cell(Text(address, address if _is_web(address) else ""))), f"source-{number}")
                for number, (tag, address) in enumerate(self._addresses.items(), 1)
            ),
        )


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://")) and " " not in address


def _rules(book: Rulebook, sources: _Sources) -> Grid:
    found = []
    for rule in RULES:
        if rule.name not in book.rules:
            continue
        setting = book.rules[rule.name]
        title = _(rule.title)
        numbers = [
            (Text(f"{name}: {number.told} "), *sources.told(number.source, number.mark))
            for name, number in setting.numbers.items()
        ]
        cells = (
            cell(rule.code, key=f"{rule.code[:1]}{rule.code[1:]:0>4}"),
            Cell(((Text(title),), (Text(rule.name),))),
            cell(state(setting)),
            Cell(tuple(numbers)),
            Cell((sources.told(setting.source, setting.mark),)),
            cell(setting.note),
        )
        found.append(Row(cells, f"rule-{rule.name}"))
    names = (_("Code"), _("Rule"), _("State"), _("Numbers and where each is from"), _("Source of the rule"), _("Note"))
    return Grid("rules-table", _("Rules"), headings(*names), tuple(found))


def _titles(book: Rulebook, sources: _Sources) -> Grid:
    names = (_("Title"), _("Id"), _("Group"), _("Grade"), _("Standard"), _("Further"), _("Source"))
    return Grid(
        "titles-table",
        _("Titles and their standards"),
        headings(*names, numeric=names[3:4]),
        rows(
            (
                (title.name_vi if current() == "vi" else title.name) or title.name or title.name_vi or title.title,
                title.title,
                title.group,
                "" if title.grade is None else title.grade,
                standard(title),
                ", ".join(further(title)),
                Cell((sources.told(title.source, title.mark),)),
            )
            for title in by_group(book.titles.values())
        ),
    )


def _duals(book: Rulebook, sources: _Sources) -> Grid:
    return Grid(
        "duals-table",
        _("Two posts of one unit in one hand"),
        headings(_("Main post"), _("Beside it"), _("When"), _("Source")),
        rows(
            (role.main, role.beside, span(role), Cell((sources.told(role.source, role.mark),)))
            for role in book.dual_roles
        ),
    )


def _changes(book: Rulebook, sources: _Sources) -> Grid:
    return Grid(
        "changes-table",
        _("What overlays and the scenario change in the pack"),
        headings(_("By"), _("What"), _("Before"), _("Now"), _("Refuses less"), _("Source")),
        rows(
            (
                change.layer,
                change.what,
                change.before,
                change.after,
                _("yes") if change.looser else "",
                Cell((sources.told(change.source, change.mark),)),
            )
            for change in book.changes
        ),
    )
