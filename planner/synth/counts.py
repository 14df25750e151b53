"""Published numbers of people by level: the records of a group of people changed until they add up to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from pydantic import ConfigDict

from planner.language import _
from planner.scenario.columns import TABLES
from planner.synth.chance import stream
from planner.synth.frames import Row

ORDER: Final = {column.name: column.choices for column in TABLES["cadres"].columns if column.choices}


@dataclass(frozen=True)
class Counted:
    """How many people of a group have which value in a column of cadres.

    Attributes
    ----------
    of : Mapping[str, tuple[str, ...]]
        The group: columns with the values that its people have.
    column : str
        What is counted.
    values : Mapping[str, int]
        People by value, the highest level first: it goes to those who have the highest one already.
    rest : str
        Value of everybody else in the group; blank keeps what each has.
    """

    of: Mapping[str, tuple[str, ...]]
    column: str
    values: Mapping[str, int]
    rest: str = ""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


def counted(counts: Sequence[Counted], cadres: Sequence[Row], seed: int) -> list[Row]:
    """The records with the levels that the counts ask for, one count after the other."""
    rows = [dict(row) for row in cadres]
    for number, count in enumerate(counts):
        rng = stream(seed, _("count {number}").format(number=number))
        group = [row for row in rows if all(row.get(column, "") in values for column, values in count.of.items())]
        levels = [level for level, persons in count.values.items() for _ in range(persons)]
        if len(levels) > len(group):
            raise ValueError(
                _("count of {column}: {count} people, but the group has {wanted}").format(
                    column=count.column, count=len(levels), wanted=len(group)
                )
            )
        order = ORDER.get(count.column, ())
        rank = {id(row): (order.index(row.get(count.column) or order[0]) if order else 0) for row in group}
        group.sort(key=lambda row: (-rank[id(row)], rng.random()))
        for row, level in zip(group, levels, strict=False):
            row[count.column] = level
        for row in group[len(levels) :]:
            row[count.column] = count.rest or row.get(count.column, "")
    return rows
