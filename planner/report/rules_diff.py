"""Two rulebooks side by side on the terminal: only what differs, rule by rule, with sources and marks."""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.language import _, marked, ngettext
from planner.model.rules import RULES
from planner.report.rules_list import addresses, book_name, in_force, legend, origin_text, plain_table
from planner.rulebook.book import Origin, Rulebook
from planner.rulebook.compare import ALL_TITLES, NOTE, SINCE, Difference, compare

SECTIONS: Final = {
    "rules": marked("Rules"),
    "titles": marked("Titles"),
    "dual_roles": marked("Dual roles"),
    "age_bands": marked("Age bands"),
    "retirement": marked("Retirement"),
    "targets": marked("Shares that guides set"),
}


def rules_diff(left: Rulebook, right: Rulebook) -> RenderableType:
    """What differs between two rulebooks, section by section and rule by rule."""
    differences = compare(left, right)
    other = sum(difference.same_text for difference in differences)
    told = ngettext(
        "{n} difference, {other} more in source or mark only (=)",
        "{n} differences, {other} more in source or mark only (=)",
        len(differences) - other,
    ).format(n=len(differences) - other, other=other)
    parts: list[RenderableType] = [
        Text(_("{one} and {other}").format(one=left.pack, other=right.pack), style="bold"),
        Text(f"{left.pack}: {book_name(left)}, {in_force(left)}"),
        Text(f"{right.pack}: {book_name(right)}, {in_force(right)}"),
        Text(told),
        legend(),
    ]
    for section, group in groupby(differences, key=lambda difference: difference.section):
        parts += [Text(f"\n{_(SECTIONS[section])}", style="bold"), _side_by_side(left, right, list(group))]
    return Group(*parts)


def diff_json(left: Rulebook, right: Rulebook) -> dict[str, Any]:
    """The same as plain data."""
    differences = compare(left, right)
    return {
        "left": left.pack,
        "right": right.pack,
        "differences": [asdict(difference) for difference in differences],
        "sources": addresses(_used(differences)),
    }


def _side_by_side(left: Rulebook, right: Rulebook, differences: list[Difference]) -> Table:
    rules = {rule.name: rule for rule in RULES}
    table = plain_table("", left.pack, right.pack)
    for item, group in groupby(differences, key=lambda difference: difference.item):
        rows = list(group)
        name = Text(_(item) if item == ALL_TITLES else item, style="bold")
        if rows[0].section == "rules":
            name = Text(f"{rules[item].code} ").append(name).append(f"\n{_(rules[item].title)}", style="not bold")
        if rows[0].part:
            table.add_row(name, "", "")
        for row in rows:
            label = Text(f"  {_(row.part) if row.part in (SINCE, NOTE) else row.part}") if row.part else name
            sign = "= " if row.same_text else ""
            table.add_row(label, *(_said(sign, one.text, one.origin) for one in (row.left, row.right)))
    return table


def _said(sign: str, text: str, origin: Origin) -> Text:
    said = Text(f"{sign}{text}")
    return said.append("\n").append(origin_text(origin.source, origin.mark)) if origin.source else said


def _used(differences: tuple[Difference, ...]) -> Iterator[tuple[str, ...]]:
    for difference in differences:
        yield from (difference.left.origin.source, difference.right.origin.source)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
