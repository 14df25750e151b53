"""The yearly review: what the previous plan published becomes part of the scenario that is planned next."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from planner.domain.case import case_of
from planner.language import _, marked
from planner.model.eligibility import find_eligible
from planner.plan.plan import Plan
from planner.scenario.cells import series
from planner.scenario.columns import TABLES
from planner.scenario.dates import month_date, month_index
from planner.scenario.findings import Finding, InputError
from planner.scenario.scenario import Scenario
from planner.scenario.settings import Settings

DECIDED: Final = ("optimal", "feasible")
"""Statuses of plans that hold decisions."""
_NOTHING: Final = marked("Nothing to do if that is right.")


def carry(scenario: Scenario, previous: Plan, pin_until: int | None = None) -> tuple[Scenario, tuple[Finding, ...]]:
    """The scenario with the previous plan's listings in force and its published placements pinned.

    Parameters
    ----------
    scenario : Scenario
        The people and posts as they are now.
    previous : Plan
        A plan with decisions, of the same or an earlier date.
    pin_until : int, optional
        Month index; published placements that start before it stand, later ones should be kept but need not be.
        Without it none has to stand.

    Returns
    -------
    Scenario, tuple of Finding
        Its bench is the previous plan's, its pins are the scenario's own, which win, then the published placements.
        The goal ``change`` is one of its tiers. The findings are notes on what was left out, and warnings where a
        published placement is overdue, or where rules refuse it by now, so that it does not have to stand.

    Raises
    ------
    InputError
        When the previous plan is of a later date, or holds no decisions.
    """
    refused = list(_refused(scenario, previous))
    if refused:
        raise InputError(refused)
    bench, dropped = _listings(scenario, previous)
    pins, told = _placements(scenario, previous, pin_until)
    _keep_candidates(scenario, previous, bench, pins)
    settings, reordered = _with_change(scenario.settings)
    tables = {**scenario.tables, "bench": bench.frame("bench"), "pins": pins.frame("pins")}
    carried = Scenario(settings, tables, {**scenario.places, "bench": bench.places, "pins": pins.places})
    impossible = _impossible(carried, pins, len(scenario.pins))
    for row, why in impossible.items():
        pins.rows[row]["action"] = "prefer"
        told.append(_no_more(pins.rows[row], pins.places[row], why))
    if impossible:
        carried = Scenario(settings, {**tables, "pins": pins.frame("pins")}, carried.places)
    return carried, (*reordered, *dropped, *told)


@dataclass
class _Rows:
    """Rows of a table, and where each was read."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    def add(self, row: dict[str, Any], place: str) -> None:
        self.rows.append(row)
        self.places.append(place)

    def frame(self, name: str) -> pd.DataFrame:
        """The rows as the table, with the planner's own columns."""
        known = {column.name: column for column in TABLES[name].columns}
        own = dict.fromkeys(column for row in self.rows for column in row if column not in known)
        frame = {column: series(known[column], [row.get(column, "") for row in self.rows]) for column in known}
        frame |= {column: pd.Series([row.get(column, "") for row in self.rows], dtype="str") for column in own}
        return pd.DataFrame(frame)


def overruling(scenario: Scenario, row: int) -> str:
    """The action of a row in pins.csv by which a carried pin would no longer have to stand; empty for an own pin."""
    if not scenario.place("pins", row).startswith(_in_previous("")):
        return ""
    return "list" if scenario.pins["action"].iloc[row] == "delist" else "prefer"


def _refused(scenario: Scenario, previous: Plan) -> Iterator[Finding]:
    """Why this plan cannot be the previous one."""
    if previous.scenario.start > scenario.start:
        yield Finding(
            "error",
            _in_previous("scenario.yaml"),
            _("the previous plan is of a later date than this scenario ({as_of})").format(
                as_of=scenario.settings.as_of
            ),
            _("Name an earlier plan, or correct as_of."),
            previous.scenario.settings.as_of,
        )
    if previous.status not in DECIDED:
        yield Finding(
            "error",
            _in_previous("plan.json"),
            _("the previous plan holds no decisions"),
            _("Name a plan that is optimal or feasible."),
            previous.status,
        )


def _with_change(settings: Settings) -> tuple[Settings, list[Finding]]:
    """The settings with the goal ``change``, before the fit where none is named."""
    tiers = settings.goals.tiers
    if any("change" in (tier if isinstance(tier, dict) else (tier,)) for tier in tiers):
        return settings, []
    of_fit = [place for place, tier in enumerate(tiers) if "fit" in (tier if isinstance(tier, dict) else (tier,))]
    at = of_fit[0] if of_fit else len(tiers)
    goals = settings.goals.model_copy(update={"tiers": (*tiers[:at], "change", *tiers[at:])})
    note = Finding(
        "note",
        "scenario.yaml: goals.tiers",
        _(
            "the goal change is added before the fit: what was published is kept where nothing of more weight speaks "
            "against it"
        )
        if of_fit
        else _(
            "the goal change is added at the end: what was published is kept where nothing of more weight speaks "
            "against it"
        ),
        _("Name change among the tiers to give it another place."),
    )
    return settings.model_copy(update={"goals": goals}), [note]


def _listings(scenario: Scenario, previous: Plan) -> tuple[_Rows, list[Finding]]:
    """The previous plan's benches as listings in force, and what is left out."""
    since = {(row["cadre"], row["post"]): row["since"] for row in _records(previous.scenario.bench)}
    written = {(row["cadre"], row["post"]): row for row in _records(scenario.bench)}
    known = _Known(scenario)
    own = [str(column) for column in scenario.bench if column not in TABLES["bench"].names]
    listed, found = _Rows(), []
    for number, row in enumerate(_records(previous.bench)):
        pair, place = (row["cadre"], row["post"]), _place("bench", number)
        missing = known.lacks(row)
        if missing:
            found.append(
                Finding(
                    "note",
                    place,
                    _("the listing is left out: there is {missing} any more").format(missing=missing),
                    _NOTHING,
                )
            )
            continue
        kept = row["action"] == "keep"
        begun = since.get(pair, "") if kept else previous.scenario.settings.as_of
        more = {column: written[pair][column] for column in own if pair in written}
        listed.add({"cadre": pair[0], "post": pair[1], "since": begun, "ready": row["ready"], **more}, place)
    planned = set(zip(previous.bench["cadre"], previous.bench["post"], strict=True))
    unknown = [row for row, pair in enumerate(written) if pair not in planned]
    if unknown:
        found.append(
            Finding(
                "note",
                scenario.place("bench", unknown[0]),
                _(
                    "bench.csv has {counted} that the previous plan has not; the benches of that plan are "
                    "the ones in force"
                ).format(counted=_counted(len(unknown), "listing")),
                _("Pin a listing (list) that is to stand."),
            )
        )
    return listed, found


def _placements(scenario: Scenario, previous: Plan, pin_until: int | None) -> tuple[_Rows, list[Finding]]:
    """The scenario's pins and the published placements as further ones, with what stands against them."""
    pins = _Rows()
    for number, row in enumerate(_records(scenario.pins)):
        pins.add(row, scenario.place("pins", number))
    decided, known = _Decided(scenario, pins.rows), _Known(scenario)
    settings = previous.scenario.settings
    end = scenario.start + scenario.settings.horizon_months
    found: list[Finding] = []
    for number, row in _published(previous):
        place, begin = _place("stints", number), month_index(row["start"])
        missing = known.lacks(row)
        if missing or decided.holds(row["cadre"], row["post"]) or month_index(row["end"]) <= scenario.start:
            # who has come and gone, or is there already, has nothing left to be kept
            if missing and month_index(row["end"]) > scenario.start:
                found.append(_left_out(row, place, _("there is {missing} any more").format(missing=missing)))
        elif begin < scenario.start:
            decided.overdue.add(row["cadre"])
            found.append(_overdue(row, place, decided.holders.get(row["post"], ())))
        elif begin >= end:
            found.append(
                _left_out(row, place, _("it would begin after the horizon's end ({end})").format(end=month_date(end)))
            )
        else:
            action = "place" if pin_until is not None and begin < pin_until else "prefer"
            action, why = decided.allows(action, row["cadre"], row["post"])
            if why:
                found.append(_yields(row, place, action, why))
            if action:
                reason = f"published in plan {settings.name} of {settings.as_of}"
                pair = {"cadre": row["cadre"], "post": row["post"]}
                pins.add({"action": action, **pair, "from": row["start"], "reason": reason}, place)
    return pins, found


def _impossible(carried: Scenario, pins: _Rows, own: int) -> dict[int, str]:
    """Published placements that rules refuse by now, by row of the pins after the scenario's own, with the reasons."""
    if all(pin["action"] != "place" for pin in pins.rows[own:]):
        return {}
    case = case_of(carried)
    eligible = find_eligible(case)
    cadres, posts = ({name: row for row, name in enumerate(ids)} for ids in (case.people.ids, case.posts.ids))
    found = {}
    for row, pin in enumerate(pins.rows[own:], start=own):
        if pin["action"] == "place":
            cadre, post = cadres[pin["cadre"]], posts[pin["post"]]
            start = (month_index(pin["from"]) - case.calendar.start) // case.calendar.length
            windows = [(first[cadre, post], last[cadre, post]) for first, last in eligible.windows.values()]
            if not any(first <= start <= last for first, last in windows):
                reasons = eligible.reasons(case, cadre, post)
                found[row] = "; ".join(reasons) or _("the rules allow it at another time only")
    return found


class _Known:
    """The people and posts that there are."""

    def __init__(self, scenario: Scenario) -> None:
        self.ids = {"cadre": set(scenario.cadres["cadre"]), "post": set(scenario.posts["post"])}

    def lacks(self, row: Mapping[str, Any]) -> str:
        """What there is not of a pair, in words; empty when both are there."""
        return next(
            (
                _("no {what} {row}").format(what=what, row=row[what])
                for what, ids in self.ids.items()
                if row[what] not in ids
            ),
            "",
        )


def _keep_candidates(scenario: Scenario, previous: Plan, bench: _Rows, pins: _Rows) -> None:
    """Leave in force the listings that let somebody be placed, which the plan ended because it places him.

    They are pinned as ended, so that they count neither as kept nor as changed.
    """
    # a post without title is like itself only
    titles = {row["post"]: row["title"] or row["post"] for row in _records(scenario.posts)}
    pool = set(scenario.cadres.loc[scenario.cadres["rotates"], "cadre"])
    listed = {(row["cadre"], titles[row["post"]]) for row in bench.rows}
    own = {(pin["cadre"], pin["post"]) for pin in pins.rows if pin["action"] in ("list", "delist", "forbid")}
    new = {(row["cadre"], row["post"]) for _number, row in _published(previous)}
    # a row of the scenario that places or prefers the same pair stands for what was published
    stands = [pin for pin in pins.rows[: len(scenario.pins)] if pin["action"] in ("place", "prefer")]
    published = [pin for pin in stands if (pin["cadre"], pin["post"]) in new] + pins.rows[len(scenario.pins) :]
    wanted = {(pin["cadre"], titles[pin["post"]]): pin["reason"] for pin in published}
    for number, row in enumerate(_records(previous.scenario.bench)):
        of = (row["cadre"], titles.get(row["post"], ""))
        if of in wanted and of not in listed and row["cadre"] not in pool and row["post"] in titles:
            pair = {"cadre": row["cadre"], "post": row["post"]}
            place = _in_previous(f"scenario/bench.csv:{number + 2}")
            bench.add({**pair, "since": row["since"], "ready": row["ready"]}, place)
            if tuple(pair.values()) not in own:
                pins.add({"action": "delist", **pair, "from": "", "reason": wanted[of]}, place)


class _Decided:
    """What the scenario's own pins and today's holders have decided already."""

    def __init__(self, scenario: Scenario, pins: Sequence[Mapping[str, Any]]) -> None:
        posts = _records(scenario.posts)
        self.holders = {row["post"]: tuple(filter(None, row["holder"].split(";"))) for row in posts}
        self.seats = {row["post"]: int(row["seats"]) for row in posts}
        self.own = {(pin["action"], pin["cadre"], pin["post"]) for pin in pins}
        self.bound = {pin["cadre"] for pin in pins if pin["action"] in ("place", "keep")}
        self.taken = Counter(pin["post"] for pin in pins if pin["action"] in ("place", "keep"))
        self.overdue: set[str] = set()

    def holds(self, cadre: str, post: str) -> bool:
        """Whether the cadre is in the post today."""
        return cadre in self.holders.get(post, ())

    def allows(self, action: str, cadre: str, post: str) -> tuple[str, str]:
        """The strongest action for a published placement that contradicts nothing, and why it is not the wanted one.

        Returns
        -------
        str, str
            ``place``, ``prefer`` or nothing; and the reason, empty where the action is as wanted.
        """
        same = {own for own, *pair in self.own if pair == [cadre, post]}
        if same & {"place", "prefer"}:
            return "", ""
        if "forbid" in same:
            return "", _("a pin of the scenario forbids it")
        if action == "prefer":
            return action, ""
        if "list" in same:
            return "prefer", _("a pin of the scenario lists the same person for this post")
        if cadre in self.bound:
            return "prefer", _("a pin of the scenario places or keeps the same person elsewhere")
        if self.taken[post] >= self.seats[post]:
            return "prefer", _("pins of the scenario take every seat of the post")
        if cadre in self.overdue:
            return "prefer", _("an earlier placement of the same person has not happened")
        return action, ""


def _published(previous: Plan) -> list[tuple[int, dict[str, Any]]]:
    """New stints of the previous plan with their row, each person's in the order in which they begin."""
    new = [(number, row) for number, row in enumerate(_records(previous.stints)) if row["how"] != "holds"]
    return sorted(new, key=lambda item: (item[1]["start"], item[1]["how"] == "dual"))


def _overdue(row: Mapping[str, Any], place: str, holders: Iterable[str]) -> Finding:
    there = ", ".join(holders) or _("nobody")
    return Finding(
        "warning",
        place,
        _("{person} should hold {post} since {start}, and posts.csv shows {there}").format(
            person=_person(row), post=row["post"], start=row["start"][:7], there=there
        ),
        _("Name the right holder in posts.csv; if the placement did not happen, there is nothing to do."),
    )


def _no_more(pin: Mapping[str, Any], place: str, why: str) -> Finding:
    return Finding(
        "warning",
        place,
        _("the placement of {cadre} in {post} from {month} cannot stand any more: {why}").format(
            cadre=pin["cadre"], post=pin["post"], month=pin["from"][:7], why=why
        ),
        _("If it is to stand, mend what the rule looks at; otherwise there is nothing to do."),
    )


def _left_out(row: Mapping[str, Any], place: str, why: str) -> Finding:
    return Finding("note", place, _("{what} is left out: {why}").format(what=_what(row), why=why), _(_NOTHING))


def _yields(row: Mapping[str, Any], place: str, action: str, why: str) -> Finding:
    effect = _("need not be kept") if action else _("is left out")
    return Finding("note", place, f"{_what(row)} {effect}: {why}", _(_NOTHING))


def _what(row: Mapping[str, Any]) -> str:
    return _("the placement of {person} in {post} from {start}").format(
        person=_person(row), post=row["post"], start=row["start"][:7]
    )


def _person(row: Mapping[str, Any]) -> str:
    return f"{row['name']} ({row['cadre']})" if row["name"] else str(row["cadre"])


def _place(table: str, number: int) -> str:
    """Where a row of the previous plan stands; line 1 names the columns."""
    return _in_previous(f"{table}.csv:{number + 2}")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _in_previous(place: str) -> str:
    return _("previous plan: {place}").format(place=place)
