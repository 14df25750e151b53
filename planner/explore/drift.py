"""A plan against newer data: what has come true, holds, or no longer does, and the new plan that changes least.

What is left of the plan is put onto the newer scenario and checked as ``planner.plan.verify`` checks any plan: today's
holders stay as long as they may or until the plan moves them, placements to come begin on their date and last as long
as they may, listings and courses are as published. Listings of the plan count as in force (``planner.plan.carry``).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from threading import Event
from typing import Any, Final

import pandas as pd

from planner import api
from planner.engine.outcome import ProgressSink
from planner.language import _
from planner.plan.carry import carry
from planner.plan.plan import Plan
from planner.plan.verify import Checker, Violation
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import StintRow
from planner.plan.verify.reading import rows
from planner.plan.verify.records import Pair, Post
from planner.rulebook.rulebook import Rulebook, resolve
from planner.scenario.dates import month_date, month_index
from planner.scenario.scenario import Scenario

COLUMNS: Final = ("kind", "cadre", "of", "date", "state", "rule", "message", "source")
KINDS: Final = ("placement", "holder", "listing", "course", "plan")
STATES: Final = ("broken", "done", "holds", "later")
DIFFERENCES: Final = ("kind", "cadre", "of", "before", "after", "why")
LISTING_RULES: Final = frozenset(
    {"bench_size", "bench_standard", "bench_service", "higher_title", "own_bench", "committee"}
)
COURSE_RULES: Final = frozenset({"course_seats", "course_budget", "course_order", "courses"})
ENDS: Final[Mapping[str, str]] = {"service": "remaining_service"}
"""Rules behind the ends of stints that are no rules themselves."""


@dataclass(frozen=True)
class Drift:
    """A plan against newer data.

    Attributes
    ----------
    scenario : Scenario
        The newer data with the listings of the plan in force, and its placements to be kept where they can.
    standing : pandas.DataFrame
        Every decision of the plan, texts: ``kind`` (``holder``, ``placement``, ``listing``, ``course``, or ``plan`` for
        what concerns several), ``cadre``, ``of`` (post or session), ``date``, and its ``state``: ``done`` has come true
        or is over, ``holds`` still holds, ``later`` begins after the end of the newer scenario and is not checked,
        ``broken`` no longer holds. What is broken stands once for each ``rule``, with a ``message`` (who, where, value
        against limit) and the ``source`` of the rule. The rule is blank where the data simply say otherwise.
    """

    scenario: Scenario
    standing: pd.DataFrame

    @property
    def broken(self) -> pd.DataFrame:
        """What no longer holds."""
        return self.standing[self.standing["state"] == "broken"]


def drift(scenario: Scenario, plan: Plan) -> Drift:
    """Compare a plan with newer data.

    Parameters
    ----------
    scenario : Scenario
        People, posts and rules as they are now, of the plan's date or a later one.
    plan : Plan

    Raises
    ------
    InputError
        When the plan is of a later date, or holds no decisions.
    """
    carried, __ = carry(scenario, plan)
    rulebook = resolve(carried)[0]
    checker = Checker(carried, rulebook)
    left = _Left(checker.facts, plan)
    violations = checker.violations(left.stints, left.listings, left.attendances)
    told = [*left.told, *_attributed(left, violations, rulebook)]
    broken = {row[:3] for row in told if row[4] == "broken"}
    told += [
        (*key, left.dates[key], "holds", "", "", "")
        for key in left.dates
        if key not in broken
    ]  # fmt: skip
    frame = pd.DataFrame(told, columns=list(COLUMNS), dtype="str")
    order = {state: number for number, state in enumerate(STATES)}
    frame = frame.assign(rank=frame["state"].map(order), place=frame["kind"].map(KINDS.index))
    frame = frame.sort_values(["rank", "place", "date"], kind="stable", ignore_index=True)
    return Drift(carried, frame.drop(columns=["rank", "place"]))


def replan(
    found: Drift,
    *,
    goals_first: bool = False,
    time_limit: float | None = None,
    workers: int | None = None,
    progress: ProgressSink | None = None,
    stop: Event | None = None,
) -> Plan:
    """The plan of the newer data that changes least of what was published.

    Parameters
    ----------
    found : Drift
    goals_first : bool
        Whether the other goals come before ``change`` where the scenario has them so, as in the yearly review. Without
        it ``change`` is the first tier: nothing that was published and can stand is given up for any other goal.
    time_limit, workers, progress, stop
        As of ``planner.api.solve``, which solves and verifies it.
    """
    settings = found.scenario.settings
    if goals_first:
        return api.solve(found.scenario, time_limit=time_limit, workers=workers, progress=progress, stop=stop)
    others: list[str | dict[str, int]] = []
    for tier in settings.goals.tiers:
        kept = {goal: weight for goal, weight in tier.items() if goal != "change"} if isinstance(tier, dict) else tier
        if kept and kept != "change":
            others.append(kept)
    goals = settings.goals.model_copy(update={"tiers": ("change", *others)})
    asked = replace(found.scenario, settings=settings.model_copy(update={"goals": goals}))
    return api.solve(asked, time_limit=time_limit, workers=workers, progress=progress, stop=stop)


def side_by_side(found: Drift, plan: Plan, new: Plan) -> pd.DataFrame:
    """The published plan and the new one side by side, where they differ from now on.

    Parameters
    ----------
    found : Drift
        Of the published plan.
    plan, new : Plan
        The published one, and that of ``replan``.

    Returns
    -------
    pandas.DataFrame
        Texts: ``kind``, ``cadre``, ``of``, what was decided ``before`` and ``after`` (a date and how somebody comes to
        a post, the readiness on a bench, the date of a course; blank for nothing), and ``why`` it no longer held.
    """
    done = {
        (row["kind"], row["cadre"], row["of"]) for row in rows(found.standing) if row["state"] == "done"
    }  # fmt: skip
    former, now = dict(_decided(plan)), dict(_decided(new))
    why: dict[tuple[str, str, str], list[str]] = {}
    for row in rows(found.broken):
        why.setdefault((row["kind"], row["cadre"], row["of"]), []).append(row["message"])
    keys = [
        key for key in dict.fromkeys((*former, *now)) if key not in done and former.get(key, "") != now.get(key, "")
    ]
    told = [(*key, former.get(key, ""), now.get(key, ""), " ".join(why.get(key, ()))) for key in keys]
    told.sort(key=lambda row: KINDS.index(row[0]))
    return pd.DataFrame(told, columns=list(DIFFERENCES), dtype="str")


def _decided(plan: Plan) -> Iterator[tuple[tuple[str, str, str], str]]:
    for row in rows(plan.stints[plan.stints["how"] != "holds"]):
        yield ("placement", row["cadre"], row["post"]), f"{row['start'][:7]} {row['how']}"
    for row in rows(plan.bench):
        yield ("listing", row["cadre"], row["post"]), f"{row['ready']} {row['ready_on'][:7]}".strip()
    for row in rows(plan.training):
        yield ("course", row["cadre"], row["session"]), row["starts_on"][:7]


Told = tuple[str, str, str, str, str, str, str, str]
"""A row of the standing."""


class _Left:
    """What is left of a plan in newer data: the decisions to check, and what is told of the others.

    Attributes
    ----------
    stints, listings, attendances : list
        As ``Checker`` takes them.
    dates : dict of (kind, cadre, of) to str
        Decisions among these.
    told : list of Told
        Decisions that need no check.
    """

    def __init__(self, facts: Facts, plan: Plan) -> None:
        self.facts, self.plan = facts, plan
        self.stints: list[StintRow] = []
        self.listings: list[Pair] = []
        self.attendances: list[Pair] = []
        self.dates: dict[tuple[str, str, str], str] = {}
        self.told: list[Told] = []
        self.now = {cadre: {held.post.post for held in facts.held_today(cadre)} for cadre in facts.people}
        self._moves: dict[str, list[tuple[int, int, Post]]] = {}
        """Main placements to come by cadre: first period, first after it, post."""
        besides = []
        published = sorted(rows(plan.stints), key=lambda row: row["start"])
        for row in published:
            if self._known("holder" if row["how"] == "holds" else "placement", row, "post", row["start"]):
                if row["how"] == "holds":
                    self._holder(row)
                elif self._to_come(row):
                    (besides.append(row) if row["how"] == "dual" else self._move(row))
        for row in besides:
            self._beside(row)
        self._stay()
        for row in rows(plan.bench):
            self._listing(row)
        for row in rows(plan.training):
            self._course(row)

    def _known(self, kind: str, row: Mapping[str, Any], of: str, date: str) -> bool:
        """Whether the person and the post are still there."""
        facts = self.facts
        if row["cadre"] in facts.people and row[of] in facts.posts:
            return True
        gone = (
            _("post {row}").format(row=row[of])
            if row["cadre"] in facts.people
            else _("cadre {cadre}").format(cadre=row["cadre"])
        )
        if row.get("end", "9999") > month_date(facts.clock.start):
            self._tell(kind, row["cadre"], row[of], date, "broken", _("there is no {gone} any more.").format(gone=gone))
        return False

    def _holder(self, row: Mapping[str, Any]) -> None:
        """Who holds a post by plan since its beginning."""
        cadre, post, now = row["cadre"], row["post"], month_date(self.facts.clock.start)
        there = post in self.now[cadre]
        until = f"{row['end'][:7]} ({row['until']})"
        if row["end"] <= now and row["until"] != "horizon":
            if there:
                message = _("{person} should have left {post} by {until} and still holds it.").format(
                    person=self._label(cadre), post=post, until=until
                )
                self._tell("holder", cadre, post, row["end"], "broken", message)
            else:
                self._tell("holder", cadre, post, row["end"], "done")
        elif row["end"] > now and not there:
            message = _("{person} should hold {post} until {until}; posts.csv shows {holders}.").format(
                person=self._label(cadre), post=post, until=until, holders=self._holders(post)
            )
            self._tell("holder", cadre, post, row["end"], "broken", message)

    def _to_come(self, row: Mapping[str, Any]) -> bool:
        """Whether a placement is still ahead; the others are told."""
        cadre, post, clock = row["cadre"], row["post"], self.facts.clock
        start = month_index(row["start"])
        if post in self.now[cadre] or month_index(row["end"]) <= clock.start:
            self._tell("placement", cadre, post, row["start"], "done")
        elif start < clock.start:
            since = row["start"][:7]
            message = _("{person} should hold {post} since {since}; posts.csv shows {holders}.").format(
                person=self._label(cadre), post=post, since=since, holders=self._holders(post)
            )
            self._tell("placement", cadre, post, row["start"], "broken", message)
        elif start >= clock.month(clock.periods):
            self._tell("placement", cadre, post, row["start"], "later")
        else:
            return True
        return False

    def _move(self, row: Mapping[str, Any]) -> None:
        """A main placement to come; a later one of the same person ends it."""
        facts, clock = self.facts, self.facts.clock
        person, post = facts.people[row["cadre"]], facts.posts[row["post"]]
        first = clock.whole_periods(month_index(row["start"]))
        reason, month = min(facts.limits(person, post, clock.month(first)), key=lambda limit: limit[1])
        after = clock.whole_periods(month)
        if after <= first:
            message = _("{label} cannot hold {post} from {start}: {reason} ends it in {date}.").format(
                label=person.label, post=post.post, start=row["start"][:7], reason=reason, date=_date(month)
            )
            self._tell("placement", person.cadre, post.post, row["start"], "broken", message, ENDS.get(reason, reason))
            return
        moves = self._moves.setdefault(person.cadre, [])
        if moves:
            moves[-1] = (moves[-1][0], min(moves[-1][1], first), moves[-1][2])
        moves.append((first, after, post))
        self.dates["placement", person.cadre, post.post] = row["start"]

    def _beside(self, row: Mapping[str, Any]) -> None:
        """A placement beside the main post that is held then."""
        facts, clock = self.facts, self.facts.clock
        person, post = facts.people[row["cadre"]], facts.posts[row["post"]]
        first = clock.whole_periods(month_index(row["start"]))
        mains = [*self._mains(person.cadre)]
        main = next((of for begin, end, of in mains if begin <= first < end), None)
        end = next((end for begin, end, _ in mains if begin <= first < end), first)
        if main is not None:
            limits = facts.limits_beside(person, main, post, first, end)
            end = clock.whole_periods(min(month for _, month in limits))
        if main is None or end <= first:
            message = _("{label} holds no post from {start} beside which {post} may stand.").format(
                label=person.label, start=row["start"][:7], post=post.post
            )
            self._tell("placement", person.cadre, post.post, row["start"], "broken", message, "dual_role")
            return
        self.stints.append((person.cadre, post.post, clock.month(first), clock.month(end)))
        self.dates["placement", person.cadre, post.post] = row["start"]

    def _mains(self, cadre: str) -> Iterator[tuple[int, int, Post]]:
        """Main posts of somebody, from today on."""
        moves = self._moves.get(cadre, [])
        now = self.facts.incumbents.get(cadre)
        if now is not None:
            yield 0, min(now.after, moves[0][0]) if moves else now.after, now.post
        yield from moves

    def _stay(self) -> None:
        """Stints of today and placements to come, each until the next one."""
        clock = self.facts.clock
        for cadre in self.facts.people:
            mains = list(self._mains(cadre))
            beside = self.facts.besides.get(cadre)
            if beside is not None:
                mains.append((0, min(beside.after, mains[0][1]), beside.post))
            self.stints += [
                (cadre, post.post, clock.month(first), clock.month(after))
                for first, after, post in mains
                if after > first
            ]  # fmt: skip
        for row in rows(self.plan.stints[self.plan.stints["how"] == "holds"]):
            if row["post"] in self.now.get(row["cadre"], ()) and row["end"] > month_date(clock.start):
                self.dates["holder", row["cadre"], row["post"]] = row["end"]

    def _listing(self, row: Mapping[str, Any]) -> None:
        cadre, post = row["cadre"], row["post"]
        if not self._known("listing", row, "post", ""):
            return
        if post in self.now[cadre]:
            self._tell("listing", cadre, post, "", "done")
        else:
            self.listings.append((cadre, post))
            self.dates["listing", cadre, post] = ""

    def _course(self, row: Mapping[str, Any]) -> None:
        cadre, session, date = row["cadre"], row["session"], row["starts_on"]
        if date < month_date(self.facts.clock.start):
            self._tell("course", cadre, session, date, "done")
        elif cadre not in self.facts.people or session not in self.facts.sessions:
            gone = (
                _("session {session}").format(session=session)
                if cadre in self.facts.people
                else _("cadre {cadre}").format(cadre=cadre)
            )
            self._tell("course", cadre, session, date, "broken", _("there is no {gone} any more.").format(gone=gone))
        else:
            self.attendances.append((cadre, session))
            self.dates["course", cadre, session] = date

    def _tell(self, kind: str, cadre: str, of: str, date: str, state: str, message: str = "", rule: str = "") -> None:
        source = _source(self.facts.rulebook, rule)
        self.told.append((kind, cadre, of, date, state, rule, message, source))

    def _label(self, cadre: str) -> str:
        return self.facts.people[cadre].label

    def _holders(self, post: str) -> str:
        return ", ".join(self._label(cadre) for cadre, held in self.now.items() if post in held) or "nobody"


def _attributed(left: _Left, violations: Iterable[Violation], rulebook: Rulebook) -> Iterator[Told]:
    """Each broken rule at the decisions of the plan that it concerns; else as one of the plan as a whole."""
    for violation in violations:
        source = _source(rulebook, violation.rule)
        found = [key for key in left.dates if _concerns(violation, key)]
        exact = [key for key in found if key[2] in violation.posts]
        chosen = exact or found
        new = [key for key in chosen if key[0] != "holder"] or chosen
        for key in new:
            yield (*key, left.dates[key], "broken", violation.rule, violation.message, source)
        if not new:
            whom, where = ";".join(violation.cadres), ";".join(violation.posts)
            yield ("plan", whom, where, violation.period, "broken", violation.rule, violation.message, source)


def _concerns(violation: Violation, key: tuple[str, str, str]) -> bool:
    """Whether a broken rule is one of this kind of decision, and of this person."""
    kind, cadre, _of = key
    if cadre not in violation.cadres:
        return False
    if violation.rule in COURSE_RULES:
        return kind == "course"
    if violation.rule in LISTING_RULES:
        return kind == "listing"
    return kind != "course"


def _source(rulebook: Rulebook, rule: str) -> str:
    return "; ".join(rulebook.rules[rule].source) if rule in rulebook.rules else ""


def _date(month: int) -> str:
    return month_date(month)[:7]
