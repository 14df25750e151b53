"""What a planner could change to make a plan possible again, each change with its price."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from planner.explore.repair.clash import Clash
from planner.explore.repair.demands import ASKING, STRUCTURAL, Demand, Ground
from planner.model.rules import RULES
from planner.model.rules.base import Rule
from planner.rulebook.rulebook import RuleSetting, resolve
from planner.scenario.scenario import Scenario
from planner.scenario.settings import RulesChoice

PERIOD_UNITS: Final = ("months",)
"""Units of rules' numbers that are loosened by whole periods at a time, so that a step changes something."""


@dataclass(frozen=True, order=True)
class Edit:
    """One change of a scenario.

    Attributes
    ----------
    kind : str
        ``pin`` (drop it), ``target`` (let it be missed), ``number`` (loosen a number of a rule), ``rule`` (switch it
        off), ``session`` (more seats in a course) or ``seat`` (more seats of a post).
    name : str
        Row of pins, name of the target, ``rule.number``, rule, session or post.
    steps : int
        How many times: persons, steps of the number, seats.
    price : int
        By the planner's prices of one step.
    """

    kind: Literal["pin", "target", "number", "rule", "session", "seat"]
    name: str
    steps: int
    price: int

    @property
    def key(self) -> tuple[str, str]:
        """What is changed, however far."""
        return self.kind, self.name

    @property
    def given_up(self) -> Demand | None:
        """The demand that is given up, where the change is nothing else."""
        if self.kind == "pin":
            return Demand("pin", int(self.name))
        return Demand("target", name=self.name) if self.kind == "target" else None


def edits_for(ground: Ground, clash: Clash) -> Iterator[tuple[Edit, ...]]:
    """What could undo a clash: sets of changes, one step of each; a rule is switched off, see ``looser`` for less.

    Of a pin that rules refuse by themselves, nothing but all of these rules gives way. Else any rule that refuses
    people or shapes when they may come could be what keeps somebody where he is in the way.
    """
    scenario = ground.scenario
    yield from ((edit,) for demand in clash.demands for edit in _giving_way(scenario, demand))
    refusing = [_refusing(ground, demand) for demand in clash.demands]
    price = scenario.settings.repair.rule
    if any(refusing):
        for rules in refusing:
            if rules and not rules & STRUCTURAL:
                yield tuple(Edit("rule", rule, 1, price) for rule in sorted(rules))
        return
    yield from ((edit,) for edit in _seats(scenario, clash))
    in_clash = {demand.name for demand in clash.demands}
    for rule in _rules(scenario):
        own = (type(rule).start_window, type(rule).refused_stints, type(rule).refused_listings)
        shapes = own != (Rule.start_window, Rule.refused_stints, Rule.refused_listings)
        if shapes or rule.name in in_clash:
            yield (Edit("rule", rule.name, 1, price),)


def _giving_way(scenario: Scenario, demand: Demand) -> Iterator[Edit]:
    """What gives way in a demand itself."""
    prices = scenario.settings.repair
    if demand.kind == "pin":
        yield Edit("pin", str(demand.row), 1, prices.pin)
    elif demand.kind == "target":
        yield Edit("target", demand.name, 1, prices.target)
    elif demand.name == "course_seats":
        for session in scenario.tables["sessions"]["session"]:
            yield Edit("session", session, 1, prices.session)


def _seats(scenario: Scenario, clash: Clash) -> Iterator[Edit]:
    """One more seat of each post that a pin of the clash fills."""
    pins = scenario.pins.iloc[[demand.row for demand in clash.demands if demand.kind == "pin"]]
    for post in sorted(set(pins.loc[pins["action"] == "place", "post"])):
        yield Edit("seat", post, 1, scenario.settings.repair.seat)


def _rules(scenario: Scenario) -> Iterator[Rule]:
    """The rules that can be switched off."""
    book, _findings = resolve(scenario)
    for rule in RULES:
        if rule.name in book.rules and book.on(rule.name) and rule.name not in STRUCTURAL | {"pins"}:
            yield rule


def _refusing(ground: Ground, demand: Demand) -> frozenset[str]:
    """The rules that refuse the pair of a pin by themselves."""
    if demand.kind != "pin":
        return frozenset()
    pin = ground.scenario.pins.iloc[demand.row]
    if pin["action"] not in ASKING:
        return frozenset()
    case, eligibility = ground.case, ground.eligibility
    pair = case.people.ids.tolist().index(pin["cadre"]), case.posts.ids.tolist().index(pin["post"])
    refused = eligibility.refused_listings if pin["action"] == "list" else eligibility.refused_stints
    mask = int(refused[pair])
    return frozenset(rule.name for bit, rule in enumerate(eligibility.rules) if mask >> bit & 1)


def looser(scenario: Scenario, rule: str) -> tuple[Edit, ...]:
    """One step of every number of a rule that can be looser."""
    book, _findings = resolve(scenario)
    setting, price = book.rules[rule], scenario.settings.repair.number
    numbers = [number for number, told in setting.numbers.items() if not told.goal]
    period = scenario.settings.period_months
    return tuple(
        Edit("number", f"{rule}.{number}", 1, price)
        for number in numbers
        if loosened(setting, number, 1, period) is not None
    )


def times(edit: Edit, steps: int) -> Edit:
    """The same change, so many steps far."""
    return Edit(edit.kind, edit.name, steps, edit.price // edit.steps * steps)


def loosened(setting: RuleSetting, number: str, steps: int, period: int) -> int | None:
    """The value of a number some steps looser; None where it cannot be."""
    told = setting.numbers[number]
    step = period if told.unit in PERIOD_UNITS else 1
    value = told.value + (-step if told.stricter == "higher" else step) * steps
    if told.unit in PERIOD_UNITS and told.stricter == "higher":
        value = max(0, value)
    return None if value < 0 or (value == told.value and steps) else value


def applied(scenario: Scenario, edits: tuple[Edit, ...]) -> Scenario | None:
    """The scenario after all changes; None where one of them cannot be made."""
    settings, tables = scenario.settings, dict(scenario.tables)
    book, _findings = resolve(scenario)
    choice = settings.rule_choice
    changes = dict(choice.changes)
    dropped = {int(edit.name) for edit in edits if edit.kind == "pin"}
    soft = {edit.name for edit in edits if edit.kind == "target"}
    for edit in edits:
        if edit.kind == "rule":
            changes[edit.name] = False
        elif edit.kind == "number":
            rule, _dot, number = edit.name.partition(".")
            value = loosened(book.rules[rule], number, edit.steps, settings.period_months)
            if value is None:
                return None
            before = changes.get(rule, {})
            changes[rule] = {**({"on": before} if isinstance(before, bool) else before), number: value}
        elif edit.kind in ("session", "seat"):
            table, key = ("sessions", "session") if edit.kind == "session" else ("posts", "post")
            frame = tables[table]
            tables[table] = frame.assign(seats=frame["seats"] + edit.steps * (frame[key] == edit.name))
    pins = tables["pins"]
    tables["pins"] = pins.drop(index=sorted(dropped)).reset_index(drop=True)
    mix = tuple(one.model_copy(update={"hard": one.hard and one.name not in soft}) for one in settings.mix)
    rules = RulesChoice(pack=choice.pack, overlays=choice.overlays, changes=changes)
    return Scenario(settings.model_copy(update={"mix": mix, "rules": rules}), tables, scenario.places)
