"""The sessions of a plan's courses: who attends, seats and cost, and what one more seat would bring."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.text import Text

from planner.language import _, counted, grouped, marked, month
from planner.plan.plan import Plan
from planner.report.given_names import given_name_key
from planner.report.names import cadre_names, post_names, records, title_names, unit_names
from planner.report.plain_table import PlainTable
from planner.report.words import gain_words, say, verb
from planner.scenario.dates import month_date, month_index

if TYPE_CHECKING:
    # the summary needs this module, and nothing of it the engine
    from planner.explore.prices import SeatPrice

NO_SESSIONS = marked("The scenario of this plan has no course sessions.")


@dataclass(frozen=True)
class Session:
    """A session with its participants.

    Attributes
    ----------
    session, course, grants, needs : str
        As in sessions.csv.
    starts_on, ends_on : str
        First days of months; the level is there from ``ends_on`` on.
    free : int
        Seats that people of the scenario can have.
    cost : int
        Of each participant.
    participants : tuple of dict
        Rows of the plan's table ``training``.
    """

    session: str
    course: str
    grants: str
    needs: str
    starts_on: str
    ends_on: str
    free: int
    cost: int
    participants: tuple[dict[str, Any], ...]

    @property
    def left(self) -> int:
        """Free seats that nobody takes."""
        return max(self.free - len(self.participants), 0)


@dataclass(frozen=True)
class YearCost:
    """What the sessions that start in a year cost, and may cost; without a budget, None."""

    year: int
    spent: int
    budget: int | None


def sessions_of(plan: Plan) -> list[Session]:
    """Every session of the scenario, in its order."""
    attending: dict[str, list[dict[str, Any]]] = {}
    for row in records(plan.tables["training"]):
        attending.setdefault(row["session"], []).append(row)
    found = []
    for row in records(plan.scenario.tables["sessions"]):
        start = month_index(row["starts_on"])
        found.append(
            Session(
                session=row["session"],
                course=row["course"],
                grants=row["grants"],
                needs=row["needs"],
                starts_on=month_date(start),
                ends_on=month_date(start + int(row["months"])),
                free=int(row["seats"]) - int(row["taken"]),
                cost=int(row["cost"]),
                participants=tuple(
                    sorted(attending.get(row["session"], ()), key=lambda one: given_name_key(one["name"]))
                ),
            )
        )
    return found


def costs_of(plan: Plan) -> list[YearCost]:
    """Cost of each year in which a session starts and money is spent or could be."""
    spent: dict[int, int] = {}
    for session in sessions_of(plan):
        year = int(session.starts_on[:4])
        spent[year] = spent.get(year, 0) + session.cost * len(session.participants)
    courses = plan.scenario.settings.courses
    years = [YearCost(year, cost, courses.of_year(year)) for year, cost in sorted(spent.items())]
    return [year for year in years if year.spent or year.budget]


def course_lists(plan: Plan, prices: "Sequence[SeatPrice] | None" = None) -> RenderableType:
    """All sessions in one table, the participants of each session, and last the prices where they are asked for.

    Parameters
    ----------
    plan : Plan
        A plan with decisions.
    prices : sequence of SeatPrice, optional
        Of the full sessions.
    """
    sessions = sessions_of(plan)
    if not sessions:
        return Text(_(NO_SESSIONS))
    answer = [taken_words(sessions), cost_words(costs_of(plan))]
    parts = [Text("; ".join(filter(None, answer)), style="bold"), _overview(sessions), *_lists(plan, sessions)]
    if prices is not None:
        parts.append(_prices(prices))
    return Group(*parts)


def courses_json(plan: Plan, prices: "Sequence[SeatPrice] | None" = None) -> dict[str, Any]:
    """The same as plain data; ``prices`` only where they are asked for."""
    told = {
        "scenario": plan.scenario.settings.name,
        "sessions": [
            {
                **asdict(session),
                "attended": len(session.participants),
                "left": session.left,
                "participants": [
                    {name: row[name] for name in ("cadre", "name", "unit", "priority", "why", "of")}
                    for row in session.participants
                ],
            }
            for session in sessions_of(plan)
        ],
        "costs": [asdict(year) for year in costs_of(plan)],
    }
    if prices is not None:
        told["prices"] = [
            {
                "session": price.session,
                "tiers": [{**asdict(gain), "better": gain.better} for gain in price.gains],
            }
            for price in prices
        ]
    return told


def taken_words(sessions: Sequence[Session]) -> str:
    """How many seats of how many sessions are taken, and by how many people."""
    people = {row["cadre"] for session in sessions for row in session.participants}
    taken = sum(len(session.participants) for session in sessions)
    used = sum(bool(session.participants) for session in sessions)
    full = sum(not session.left for session in sessions)
    return say(
        "courses.taken",
        taken=taken,
        free=counted(sum(session.free for session in sessions), "seat"),
        people=counted(len(people), "people"),
        used=used,
        sessions=counted(len(sessions), "session"),
        full=full,
        are=verb(full, "is"),
    )


def cost_words(costs: Sequence[YearCost]) -> str:
    """Cost by year against the budget; nothing where no session costs anything."""
    years = [
        say("courses.year" if year.budget is None else "courses.year.budget", **asdict(year) | {"year": str(year.year)})
        for year in costs
    ]
    return say("courses.cost", years=", ".join(years)) if years else ""


def price_line(price: "SeatPrice") -> str:
    """What one more seat brings, in words."""
    if not price.gains:
        return say("price.unknown")
    changed = [gain_words(gain.tier, gain.better) for gain in price.gains if gain.better]
    proven = all(gain.proven for gain in price.gains)
    return say(
        "price.line",
        changes=", ".join(changed) or say("price.nothing"),
        proof=say("price.proven" if proven else "price.not_proven"),
    )


def _overview(sessions: Sequence[Session]) -> RenderableType:
    return PlainTable(
        "",
        (_("Session"), _("Course"), _("Grants"), _("From"), _("Until"), _("Seats"), _("Attend"), _("Left"), _("Cost")),
        rows=[
            (
                session.session,
                session.course,
                session.grants,
                month(session.starts_on),
                month(session.ends_on),
                str(session.free),
                str(len(session.participants)),
                str(session.left) if session.left else _("full"),
                grouped(session.cost * len(session.participants)),
            )
            for session in sessions
        ],
        right=(_("Seats"), _("Attend"), _("Left"), _("Cost")),
        spare=(_("Grants"), _("Cost"), _("Course"), _("Until")),
    )


def _prices(prices: "Sequence[SeatPrice]") -> RenderableType:
    if not prices:
        return Text(say("price.none"))
    return PlainTable(
        say("price.title"),
        (_("Session"), _("Brings")),
        rows=[(price.session, price_line(price)) for price in prices],
    )


def _lists(plan: Plan, sessions: Sequence[Session]) -> Iterator[RenderableType]:
    people, units, reasons = cadre_names(plan), unit_names(plan), Reasons(plan)
    for session in sessions:
        if session.participants:
            head = ", ".join(filter(None, [session.session, session.course]))
            seats = _("{taken} of {seats}").format(taken=len(session.participants), seats=counted(session.free, "seat"))
            yield PlainTable(
                _("{head}: {starts_on} to {ends_on}, {seats}").format(
                    head=head, starts_on=month(session.starts_on), ends_on=month(session.ends_on), seats=seats
                ),
                (_("Name"), _("Unit"), _("For"), _("Priority")),
                rows=[
                    (
                        people[row["cadre"]],
                        units.get(row["unit"], row["unit"]),
                        reasons.words(row),
                        _("yes") if row["priority"] == "yes" else "",
                    )
                    for row in session.participants
                ],
                spare=(_("Priority"), _("Unit")),
            )


class Reasons:
    """Why somebody attends, in words."""

    def __init__(self, plan: Plan) -> None:
        posts = post_names(plan)
        self.names = {"post": posts, "bench": posts, "standard": title_names(plan)}

    def words(self, row: dict[str, Any]) -> str:
        """The reason of a row of ``training``."""
        return say(f"why.{row['why']}", of=self.names.get(row["why"], {}).get(row["of"], row["of"]))
