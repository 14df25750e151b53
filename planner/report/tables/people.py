"""What official tables say of people, posts and titles: in Vietnamese, with today's posts, levels and dates."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, Final

from planner.plan.metrics import today_holders
from planner.plan.plan import Plan
from planner.report.given_names import given_name_key
from planner.report.names import committees, post_numbers, records, unit_names
from planner.report.tables.base import Both, Cell, Column, Day
from planner.rulebook.book import Title
from planner.rulebook.rulebook import resolve
from planner.scenario.dates import month_date
from planner.scenario.synonyms import FIELDS, SYNONYMS

BORN: Final = Both("Ngày, tháng, năm sinh", "Date of birth")
LEVELS: Final = Both("Trình độ", "Education")
NUMBER: Final = Column("number", Both("TT", "No."), 5)
NAME: Final = Column("name", Both("Họ và tên", "Full name"), 22)
MEN: Final = Column("men", Both("Nam", "Men"), 11, BORN)
WOMEN: Final = Column("women", Both("Nữ", "Women"), 11, BORN)
ETHNICITY: Final = Column("ethnicity", Both("Dân tộc", "Ethnicity"), 9)
CURRENT: Final = Column("current", Both("Chức vụ, đơn vị công tác hiện nay", "Present post and unit"), 28)
DEGREE: Final = Column("degree", Both("Chuyên môn", "Professional"), 20, LEVELS)
THEORY: Final = Column("theory", Both("Lý luận chính trị", "Political theory"), 10, LEVELS)
STATE: Final = Column("state_mgmt", Both("Quản lý nhà nước", "State management"), 12, LEVELS)
RATINGS: Final = Column("ratings", Both("Xếp loại 03 năm gần nhất", "Ratings of the last 3 years"), 24)
CODE: Final = Column("code", Both("Mã", "Id"), 9, printed=False)

MAJORITY: Final = "Kinh"
UNKNOWN: Final = "x"
"""In the column of men or women where the date of birth is not known."""
RATED_YEARS: Final = 3


class People:
    """Everybody of a plan, as official tables name them.

    Parameters
    ----------
    plan : Plan
        With decisions.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.book, _ = resolve(plan.scenario)
        self.rows = {row["cadre"]: row for row in records(plan.scenario.cadres)}
        self.post_rows = {row["post"]: row for row in records(plan.scenario.posts)}
        self.units = unit_names(plan)
        self.lists = committees(plan)
        self.tables = {name: records(frame) for name, frame in plan.tables.items()}

    @cached_property
    def posts(self) -> dict[str, str]:
        """Each post as its title and unit, or its id where neither has a name."""
        numbers = post_numbers(self.plan)
        return {
            post: (", ".join(filter(None, (self.title(row["title"]), self.unit(row["unit"])))) or post) + numbers[post]
            for post, row in self.post_rows.items()
        }

    @cached_property
    def held(self) -> dict[str, list[str]]:
        """The posts that each person holds today."""
        found: dict[str, list[str]] = {}
        for row in records(today_holders(self.plan.scenario)):
            found.setdefault(row["cadre"], []).append(row["post"])
        return found

    @cached_property
    def new(self) -> dict[str, list[dict[str, Any]]]:
        """The stints of each person that this plan brings, by their start."""
        found: dict[str, list[dict[str, Any]]] = {}
        for row in sorted(self.tables["stints"], key=lambda stint: str(stint["start"])):
            if row["how"] != "holds":
                found.setdefault(row["cadre"], []).append(row)
        return found

    @cached_property
    def courses(self) -> dict[str, list[str]]:
        """The courses that each person attends, with the month in which they begin."""
        found: dict[str, list[str]] = {}
        for row in sorted(self.tables["training"], key=lambda course: str(course["starts_on"])):
            words = f"{row['course'] or row['session']} ({month(row['starts_on'])})"
            found.setdefault(row["cadre"], []).append(words)
        return found

    @property
    def term(self) -> str:
        """The time planned for: ``07/2015 – 06/2020``."""
        start = self.plan.scenario.start
        end = start + self.plan.scenario.settings.horizon_months
        return f"{month(month_date(start))} – {month(month_date(end - 1))}"

    def title(self, title: str) -> str:
        """What a title is called; of no title, nothing."""
        known = self.book.titles.get(title, Title(""))
        return known.name_vi or known.name or title

    def title_of(self, post: str) -> str:
        """What the title of a post is called; a post without a title goes by its own id."""
        return self.title(self.post_rows[post]["title"]) or post

    def unit(self, unit: str) -> str:
        """What a unit is called."""
        return self.units.get(unit, unit)

    def unit_of(self, post: str) -> str:
        """What the unit of a post is called."""
        return self.unit(self.post_rows[post]["unit"])

    def place(self, place: str) -> str:
        """A post or a unit, whichever has this id."""
        return self.posts.get(place) or self.unit(place)

    def titles_of(self, posts: Iterable[str]) -> list[str]:
        """What the titles of some posts are called, each once, in the order of the scenario's posts."""
        mine = set(posts)
        return list(dict.fromkeys(self.title_of(post) for post in self.post_rows if post in mine))

    def units_of(self, posts: Iterable[str]) -> list[str]:
        """What the units of some posts are called, each once, in the order of the scenario's posts."""
        mine = set(posts)
        return list(dict.fromkeys(self.unit_of(post) for post in self.post_rows if post in mine))

    def is_head(self, post: str) -> bool:
        """Whether the post leads its unit."""
        return self.book.titles.get(self.post_rows[post]["title"], Title("")).head

    def current(self, cadre: str) -> str:
        """What somebody does today: the posts held, else title and unit."""
        row, held = self.rows[cadre], self.held.get(cadre, ())
        return "; ".join(self.posts[post] for post in held) or ", ".join(
            filter(None, (self.title(row["title"]), self.unit(row["unit"])))
        )

    def new_posts(self, cadre: str) -> str:
        """What this plan has somebody do next."""
        return "; ".join(
            f"{HOW[row['how']].vi}: {self.posts[row['post']]} ({month(row['start'])})"
            for row in self.new.get(cadre, ())
        )

    def cells(self, cadre: str) -> dict[str, Cell]:
        """What the columns of people hold; each table shows some of them."""
        row = self.rows[cadre]
        born: Cell = Day(row["birth_date"]) if row["birth_date"] else UNKNOWN
        return {
            "name": row["name"] or cadre,
            "men": born if row["sex"] == "male" else None,
            "women": born if row["sex"] == "female" else None,
            "ethnicity": row["ethnicity"],
            "native": self.unit(row["native_unit"]),
            "party": Day(row["party_date"]),
            "current": self.current(cadre),
            "schooling": word("schooling", row["schooling"]),
            "degree": ", ".join(filter(None, (word("degree", row["degree"]), _field(row["field"])))),
            "theory": word("theory", row["theory"]),
            "state_mgmt": word("state_mgmt", row["state_mgmt"]),
            "ratings": "; ".join(row["ratings"].split(";")[-RATED_YEARS:]),
            "code": cadre,
        }

    def in_order(self, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows with a ``cadre`` as Vietnamese lists have them: by given name, namesakes by id."""
        return sorted(rows, key=lambda row: (given_name_key(self.rows[row["cadre"]]["name"]), row["cadre"]))


HOW: Final = {
    "rotation": Both("Luân chuyển", "rotation"),
    "lateral": Both("Luân chuyển ngang", "lateral rotation"),
    "promotion": Both("Bổ nhiệm, giới thiệu ứng cử chức vụ cao hơn", "promotion"),
    "appointment": Both("Bổ nhiệm, giới thiệu ứng cử", "appointment"),
    "dual": Both("Kiêm nhiệm", "second post"),
    "return": Both("Bố trí sau luân chuyển", "placement after rotation"),
}
"""The kinds of new stints."""


def word(column: str, code: str) -> str:
    """A code of a closed vocabulary as official tables have it; nothing for none."""
    if not code or code == "none":
        return ""
    words = SYNONYMS[column].get(code)
    return words[0].capitalize() if words else code


def month(date: str) -> str:
    """A date of a plan, to the month: ``07/2027``."""
    return f"{date[5:7]}/{date[:4]}"


def _field(field: str) -> str:
    return FIELDS[field][0] if field in FIELDS else field
