"""The tables of a scenario and what each of their columns holds."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

DEGREES: Final = ("none", "primary", "intermediate", "college", "bachelor", "master", "doctor")
"""Professional training, lowest first (sơ cấp, trung cấp, cao đẳng, đại học, thạc sĩ, tiến sĩ)."""
THEORY: Final = ("none", "primary", "intermediate", "advanced", "bachelor")
"""Political theory, lowest first (sơ cấp, trung cấp, cao cấp, cử nhân)."""
STATE_MGMT: Final = ("none", "specialist", "senior", "high")
"""State management, lowest first (chuyên viên, chuyên viên chính, chuyên viên cao cấp)."""
SKILLS: Final = ("none", "updated")
"""Short courses (bồi dưỡng) attended in the term, lowest first."""
RATINGS: Final = ("KHTNV", "HTNV", "HTTNV", "HTXSNV")
"""Yearly rating codes, lowest first."""
SECTORS: Final = (
    "home_affairs",
    "inspectorate",
    "finance",
    "banking",
    "tax",
    "customs",
    "industry_trade",
    "planning",
    "natural_resources",
    "army",
    "police",
    "court",
    "procuracy",
)
"""Branches whose head may have no relative at the head of the unit that they serve."""


class Kind(Enum):
    """What a cell of a column holds, and how the loaded frame keeps it.

    ID, TEXT, REF and CHOICE are ``str`` (blank is ``""``); DATE is a checked
    ``str`` as written (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``); INT is
    ``int64`` with a default or ``Int64`` without; NUMBER is ``float64`` (blank
    is NaN); FLAG is ``bool`` with a default or nullable ``boolean`` without; LIST
    is ``str`` with ``;`` between the items.
    """

    ID = "id"
    TEXT = "text"
    REF = "ref"
    CHOICE = "choice"
    DATE = "date"
    INT = "int"
    NUMBER = "number"
    FLAG = "flag"
    LIST = "list"


@dataclass(frozen=True)
class Column:
    """One column: its kind, and what is allowed in it.

    A REF names a row of ``ref``; a LIST may too (its items). ``default`` is what
    a blank cell or a missing column means. ``rulebook_ref`` marks references
    (to titles) that the rule pack can satisfy as well.
    """

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    default: int | bool | str | None = None
    ref: str = ""
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    rulebook_ref: bool = False


@dataclass(frozen=True)
class Table:
    """One table: its columns and the columns that identify a row."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The known column names, in their order."""
        return tuple(column.name for column in self.columns)


_C, _K = Column, Kind

TABLES: Final[dict[str, Table]] = {
    table.name: table
    for table in (
        Table(
            "units",
            (
                _C("unit", _K.ID, required=True),
                _C("name"),
                _C("kind", _K.CHOICE, default="commune", choices=("commune", "department", "province")),
                _C("parent", _K.REF, ref="units"),
                _C("bloc", _K.CHOICE, choices=("party", "government", "front")),
                _C("sector", _K.CHOICE, choices=SECTORS),
                _C("weight", _K.INT, default=1, minimum=1, maximum=100),
                _C("lat", _K.NUMBER, minimum=-90, maximum=90),
                _C("lon", _K.NUMBER, minimum=-180, maximum=180),
            ),
            ("unit",),
        ),
        Table(
            "posts",
            (
                _C("post", _K.ID, required=True),
                _C("unit", _K.REF, ref="units"),
                _C("title", _K.REF, ref="titles", rulebook_ref=True),
                _C("seats", _K.INT, default=1, minimum=1, maximum=1000),
                _C("holder", _K.LIST, ref="cadres"),
                _C("held_since", _K.DATE),
                _C("vacant_from", _K.DATE),
                _C("key", _K.FLAG, default=True),
                _C("backfill", _K.FLAG, default=False),
                _C("bench_min", _K.INT, minimum=0, maximum=20),
                _C("bench_max", _K.INT, minimum=0, maximum=20),
                _C("weight", _K.INT, default=1, minimum=1, maximum=100),
            ),
            ("post",),
            required=True,
        ),
        Table(
            "cadres",
            (
                _C("cadre", _K.ID, required=True),
                _C("name"),
                _C("sex", _K.CHOICE, choices=("female", "male")),
                _C("birth_date", _K.DATE),
                _C("ethnicity"),
                _C("native_unit", _K.REF, ref="units"),
                _C("unit", _K.REF, ref="units"),
                _C("title", _K.REF, ref="titles", rulebook_ref=True),
                _C("title_since", _K.DATE),
                _C("place_since", _K.DATE),
                _C("grade", _K.INT, minimum=0, maximum=100),
                _C("bloc", _K.CHOICE, choices=("party", "government", "front")),
                _C("schooling", _K.CHOICE, choices=("primary", "lower_secondary", "upper_secondary")),
                _C("degree", _K.CHOICE, default="none", choices=DEGREES),
                _C("field"),
                _C("theory", _K.CHOICE, default="none", choices=THEORY),
                _C("state_mgmt", _K.CHOICE, default="none", choices=STATE_MGMT),
                _C("skills", _K.CHOICE, default="none", choices=SKILLS),
                _C("party_date", _K.DATE),
                _C("ratings", _K.LIST, choices=RATINGS),
                _C("discipline_until", _K.DATE),
                _C("rotates", _K.FLAG, default=False),
                _C("rotation_since", _K.DATE),
                _C("rotation_until", _K.DATE),
                _C("former_title", _K.REF, ref="titles", rulebook_ref=True),
                _C("sending_unit", _K.REF, ref="units"),
                _C("leaves_on", _K.DATE),
                _C("note"),
            ),
            ("cadre",),
            required=True,
        ),
        Table(
            "titles",
            (
                _C("title", _K.ID, required=True),
                _C("name"),
                _C("name_vi"),
                _C("group"),
                _C("grade", _K.INT, minimum=0, maximum=100),
                _C("head", _K.FLAG),
                _C("degree", _K.CHOICE, choices=DEGREES),
                _C("theory", _K.CHOICE, choices=THEORY),
                _C("state_mgmt", _K.CHOICE, choices=STATE_MGMT),
                _C("skills", _K.CHOICE, choices=SKILLS),
                _C("party_member", _K.FLAG),
                _C("non_local", _K.FLAG),
                _C("committee", _K.FLAG),
                _C("tenure_cap_months", _K.INT, minimum=1, maximum=600),
                _C("fields", _K.LIST),
            ),
            ("title",),
        ),
        Table(
            "bench",
            (
                _C("cadre", _K.REF, required=True, ref="cadres"),
                _C("post", _K.REF, required=True, ref="posts"),
                _C("since", _K.DATE),
                _C("ready", _K.CHOICE, choices=("near", "next")),
            ),
            ("cadre", "post"),
        ),
        Table(
            "relatives",
            (
                _C("cadre_a", _K.REF, required=True, ref="cadres"),
                _C("cadre_b", _K.REF, required=True, ref="cadres"),
                _C("relation"),
            ),
            ("cadre_a", "cadre_b"),
        ),
        Table(
            "sessions",
            (
                _C("session", _K.ID, required=True),
                _C("course"),
                _C("grants", required=True),
                _C("needs"),
                _C("starts_on", _K.DATE, required=True),
                _C("months", _K.INT, default=1, minimum=1, maximum=120),
                _C("seats", _K.INT, default=1, minimum=0, maximum=100_000),
                _C("taken", _K.INT, default=0, minimum=0, maximum=100_000),
                _C("cost", _K.INT, default=0, minimum=0),
                _C("priority", _K.LIST),
                _C("unit", _K.REF, ref="units"),
            ),
            ("session",),
        ),
        Table(
            "pins",
            (
                _C("action", _K.CHOICE, required=True, choices=("place", "forbid", "keep", "list", "delist", "prefer")),
                _C("cadre", _K.REF, required=True, ref="cadres"),
                _C("post", _K.REF, required=True, ref="posts"),
                _C("from", _K.DATE),
                _C("reason"),
            ),
            ("action", "cadre", "post"),
        ),
        Table(
            "fit",
            (
                _C("cadre", _K.REF, required=True, ref="cadres"),
                _C("post", _K.REF, required=True, ref="posts"),
                _C("score", _K.INT, required=True, minimum=-1_000_000, maximum=1_000_000),
            ),
            ("cadre", "post"),
        ),
    )
}
"""Every table by name; a file or sheet bears the table's name."""
