"""The structure summary: counts and percentages by title, sex, ethnicity, age and levels, all of them formulas."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from planner.report.tables.base import A3, Both, Cell, Column, Day, Form, Formula, Head, Styles, counted
from planner.report.tables.people import MAJORITY, NUMBER, People, word
from planner.report.tables.planning import HOLDER
from planner.report.tables.staff import MARK, PLANNED, TODAY, holdings, last_period
from planner.scenario.dates import month_date, month_index

AGES: Final = Both("Độ tuổi", "Age")
TOTAL: Final = Column("total", Both("Tổng số", "Total"), 8)
WOMEN_COUNT: Final = Column("women", Both("Nữ", "Women"), 7)
MINORITY: Final = Column("minority", Both("Dân tộc thiểu số", "Ethnic minority"), 9)
UNKNOWN_AGE: Final = "age_unknown"
_DATE: Final = Column("date", Both("Tính tuổi đến ngày", "Ages as of"), 12)
_DEGREES: Final = Both("Trình độ chuyên môn", "Professional level")
_THEORY: Final = Both("Lý luận chính trị", "Political theory")
_OTHERS: Final = Both("Khác", "Others")
_UNKNOWN: Final = Both("Không rõ", "Unknown")
_LEVELS: Final = {
    "degree": {"doctor": "Doctor", "master": "Master", "bachelor": "Bachelor", "college": "College",
               "intermediate": "Intermediate"},
    "theory": {"bachelor": "Bachelor", "advanced": "Advanced", "intermediate": "Intermediate", "primary": "Primary"},
}  # fmt: skip

Person = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of the summary: what it asks of a list, in formulas and of a person in a month.

    ``criteria`` are alternatives whose counts are added, each a column of the list and what is asked of it, with
    ``{date}`` for the cell that holds the date. Without any, the column is what the others of its group leave.
    """

    column: Column
    criteria: tuple[tuple[tuple[str, str], ...], ...] = ()
    holds: Callable[[Person, int], bool] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A list that is counted.

    Attributes
    ----------
    name : Both
        Whom it names.
    form : Form
        Its sheet.
    whom : tuple of (str, str)
        Columns of the sheet and what is asked of them.
    once : str
        The column that holds 1 where a person is counted the first time.
    titles : list of str
        Those that people are counted in, in order.
    people : list of (str, Person)
        Everybody counted, each with the title in which, as the plan has them.
    month : int
        Of the ages.
    """

    name: Both
    form: Form
    whom: tuple[tuple[str, str], ...]
    once: str
    titles: list[str]
    people: list[tuple[str, Person]]
    month: int


@dataclass(frozen=True, slots=True)
class Persons:
    """The row that counts each person of a list once, with its values."""

    name: Both
    form: Form
    row: int
    values: dict[str, int]

    def cell(self, column: str) -> Formula:
        """A formula that repeats one of the counts on another sheet."""
        return Formula(f"={self.form.cell(column, self.row)}", self.values[column])


def measures_of(people: People) -> list[Measure]:
    """The columns of the summary."""
    return [*_shares(), *_ages(people.book.age_starts), *_degrees(), *_theory()]


def structure(
    styles: Styles, people: People, planning: Form, holders: Form, head: Head
) -> tuple[Form, tuple[Persons, ...]]:
    """Write the summary: holders of key posts today and as planned, and the planned successors."""
    measures = measures_of(people)
    columns = [NUMBER, Column("title", Both("Chức danh", "Title"), 34), _DATE, TOTAL]
    for measure in measures:
        columns.append(measure.column)
        if measure.column in (WOMEN_COUNT, MINORITY):
            columns.append(Column(_share(measure), Both("Tỷ lệ", "Share"), 8))
    form = Form(styles, "5 Cơ cấu", Both("BIỂU TỔNG HỢP CƠ CẤU", "Structure summary"), columns, head, paper=A3)
    blocks = zip(("I", "II", "III"), _sources(people, planning, holders), strict=True)
    rows = tuple(_Block(form, source, measures).write(roman) for roman, source in blocks)
    form.finish()
    return form, rows


def _sources(people: People, planning: Form, holders: Form) -> list[Source]:
    start, end, held = people.plan.scenario.start, last_period(people), holdings(people)
    today, planned = ([row for row in held if row[when]] for when in (TODAY, PLANNED))
    listed = people.tables["bench"]

    def source(
        name: Both, form: Form, whom: tuple[tuple[str, str], ...], once: str, rows: list[Person], month: int
    ) -> Source:
        among = [(people.title_of(row["post"]), people.rows[row["cadre"]]) for row in rows]
        return Source(name, form, whom, once, people.titles_of(row["post"] for row in rows), among, month)

    name = Both("Cán bộ giữ chức danh chủ chốt hiện nay", "Holders of key posts today")
    now = source(name, holders, ((TODAY, f'"{MARK}"'),), f"{TODAY}_once", today, start)
    name = Both("Cán bộ giữ chức danh chủ chốt cuối kỳ theo phương án", "Holders of key posts at the end, as planned")
    then = source(name, holders, ((PLANNED, f'"{MARK}"'),), f"{PLANNED}_once", planned, end)
    name = Both("Cán bộ trong quy hoạch theo phương án", "Successors listed by the plan")
    whom = (("class", '"<>"'), ("class", f'"<>{HOLDER.vi}"'))
    return [now, then, source(name, planning, whom, "once", listed, start)]


class _Block:
    """The rows of one list: a row for each title, their sum, its shares, and each person once."""

    def __init__(self, form: Form, source: Source, measures: Sequence[Measure]) -> None:
        self.form, self.source, self.measures = form, source, measures
        self.names = [TOTAL.name, *(measure.column.name for measure in measures)]

    def write(self, roman: str) -> Persons:
        """Write the block."""
        form, name = self.form, self.source.name
        form.part(roman, f"{name.vi} ({name.en})")
        first = form.next
        for number, title in enumerate(self.source.titles or ["–"], 1):
            asked = (("title", form.cell("title", form.next)),)
            among = [person for own, person in self.source.people if own == title]
            self._row({"number": number, "title": title}, asked, among, "count")
        last = form.next - 1
        values = self._values([person for _, person in self.source.people])
        sums = {one: Formula(f"=SUM({form.span(one, first, last)})", values[one]) for one in self.names}
        total = {"title": "Cộng (số lượt chức danh) / Total of posts"}
        self._write({**total, **sums, **self._shares(values)}, "total_count")
        shares = {one: _ratio(form.cell(one, last + 1), form.cell("total", last + 1), values[one], values["total"])
                  for one in self.names}  # fmt: skip
        form.row({"title": "Tỷ lệ / Share", **shares}, dict.fromkeys(shares, "percent"))
        once = list({person["cadre"]: person for _, person in self.source.people}.values())
        label: dict[str, Cell] = {"title": "Số người (mỗi người tính một lần) / Persons, each counted once"}
        row = self._row(label, ((self.source.once, "1"),), once, "total_count")
        return Persons(name, form, row, self._values(once))

    def _row(self, cells: dict[str, Cell], asked: tuple[tuple[str, str], ...], among: list[Person], style: str) -> int:
        """Write a row of counts with all that is asked of the list beside what the measures ask."""
        line, values = self.form.next, self._values(among)
        found: dict[str, Cell] = {"total": Formula(f"={self._count((*asked, *self.source.whom))}", values["total"])}
        group: list[str] = []
        for measure in self.measures:
            name, parts = measure.column.name, []
            for alternative in measure.criteria:
                own = tuple(
                    (column, wanted.format(date=self.form.cell("date", line))) for column, wanted in alternative
                )
                parts.append(self._count((*asked, *self.source.whom, *own)))
            if not parts:
                parts = ["-".join([self.form.cell("total", line), *(self.form.cell(one, line) for one in group)])]
            group = [] if not measure.criteria or measure.column.group is None else [*group, name]
            found[name] = Formula(f"={'+'.join(parts)}", values[name])
        return self._write(
            {**cells, "date": Day(month_date(self.source.month)), **found, **self._shares(values)}, style
        )

    def _write(self, cells: dict[str, Cell], style: str) -> int:
        styles = {name: "percent" if name.endswith("_share") else style for name in cells if name != "date"}
        return self.form.row(cells, styles | {"title": "total" if style == "total_count" else ""})

    def _shares(self, values: dict[str, int]) -> dict[str, Formula]:
        form, line = self.form, self.form.next
        return {
            _share(measure): _ratio(
                form.cell(measure.column.name, line),
                form.cell("total", line),
                values[measure.column.name],
                values["total"],
            )
            for measure in self.measures
            if measure.column in (WOMEN_COUNT, MINORITY)
        }

    def _count(self, criteria: tuple[tuple[str, str], ...]) -> str:
        spans = [(self.source.form.span(column), wanted) for column, wanted in criteria]
        return counted(*(part for pair in spans for part in pair))

    def _values(self, among: list[Person]) -> dict[str, int]:
        """The same counts from the people of the plan."""
        values, left = {"total": len(among)}, len(among)
        for measure in self.measures:
            if measure.holds:
                number = sum(measure.holds(person, self.source.month) for person in among)
                left -= number if measure.column.group else 0
            else:
                number, left = left, len(among)
            values[measure.column.name] = number
        return values


def _ratio(part: str, whole: str, number: int, total: int) -> Formula:
    return Formula(f"=IF({whole}=0,0,{part}/{whole})", number / total if total else 0)


def _share(measure: Measure) -> str:
    return f"{measure.column.name}_share"


def _shares() -> list[Measure]:
    return [
        Measure(WOMEN_COUNT, ((("women", '"<>"'),),), lambda person, _month: person["sex"] == "female"),
        Measure(
            MINORITY,
            ((("ethnicity", '"<>"'), ("ethnicity", f'"<>{MAJORITY}"')),),
            lambda person, _month: person["ethnicity"] not in ("", MAJORITY),
        ),
    ]


def _ages(starts: Sequence[int]) -> list[Measure]:
    """The age bands of the rules; a person of 35 years and more was born before the month 35 years ago has ended."""
    if not starts:
        return []
    found = []
    for low, high in zip((None, *starts), (*starts, None), strict=True):
        asked = [] if low is None else [f'"<"&EDATE({{date}},{1 - 12 * low})']
        asked += [] if high is None else [f'">="&EDATE({{date}},{1 - 12 * high})']
        criteria = tuple(tuple((column, wanted) for wanted in asked) for column in ("men", "women"))
        found.append(Measure(Column(f"age_{low}", _band(low, high), 8, AGES), criteria, _Aged(low, high)))
    return [*found, Measure(Column(UNKNOWN_AGE, _UNKNOWN, 8, AGES))]


@dataclass(frozen=True, slots=True)
class _Aged:
    """Whether a person is of an age, counted in months as the rules do."""

    low: int | None
    high: int | None

    def __call__(self, person: Person, month: int) -> bool:
        if not person["birth_date"] or not person["sex"]:
            return False
        age = (month - month_index(person["birth_date"])) // 12
        return (self.low is None or age >= self.low) and (self.high is None or age < self.high)


def _band(low: int | None, high: int | None) -> Both:
    if low is None:
        return Both(f"Dưới {high}", f"Under {high}")
    if high is None:
        return Both(f"Trên {low - 1}", f"Over {low - 1}")
    return Both(f"{low} – {high - 1}", f"{low} to {high - 1}")


def _degrees() -> list[Measure]:
    """Degrees, which stand before the field of study."""
    return [*_levels("degree", _DEGREES, "*"), Measure(Column("degree_other", _OTHERS, 8, _DEGREES))]


def _theory() -> list[Measure]:
    return [*_levels("theory", _THEORY, ""), Measure(Column("theory_other", _OTHERS, 8, _THEORY))]


def _levels(column: str, group: Both, rest: str) -> list[Measure]:
    found = []
    for code, english in _LEVELS[column].items():
        heading = Column(f"{column}_{code}", Both(word(column, code), english), 9, group)
        found.append(Measure(heading, (((column, f'"{word(column, code)}{rest}"'),),), _Has(column, code)))
    return found


@dataclass(frozen=True, slots=True)
class _Has:
    """Whether a person has exactly this level."""

    column: str
    code: str

    def __call__(self, person: Person, month: int) -> bool:
        del month
        return bool(person[self.column] == self.code)
