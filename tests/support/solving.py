"""What the engine decides about a small scenario, short enough for one assertion."""

from planner.api import solve
from planner.domain.case import case_of
from planner.model.eligibility import find_eligible
from planner.plan.plan import Plan
from planner.rulebook.packs import pack
from planner.scenario.scenario import Scenario

SWITCHED = ("in_pool", "non_local", "standard", "discipline", "kin")
"""Rules of a pack without numbers that refuse people."""


def only(rule: str, switch: str = "true") -> str:
    """Settings in which one personnel rule holds alone; ``switch`` is true, false or the rule's numbers."""
    return f"rules: {{pack: open, changes: {{{rule}: {switch}}}}}\n"


def together(start: str = "null", until: str = "null", **switches: str) -> str:
    """Settings in which a ``main`` post may be held with one ``beside`` it from ``start`` to ``until``.

    No other personnel rule holds but those of ``switches``, each with true or its numbers. The titles of the two are
    ``deputy_secretary`` and ``council_vice``; a table ``titles`` may lay other standards over theirs.
    """
    rules = {name: "false" for name, rule in pack("vn-2022").rules.items() if rule.numbers or name in SWITCHED}
    rules |= {"bench_size": "{min: 0, max: 0, titles_per_person: 1000}", "dual_role": "true"} | switches
    changes = ", ".join(f"{name}: {switch}" for name, switch in rules.items())
    pair = f"{{main: deputy_secretary, beside: council_vice, from: {start}, until: {until}, loosens: true, reason: t}}"
    overlay = f"{{name: pair, packs: [vn-2022], source: [test], mark: M, dual_roles: [{pair}]}}"
    return f"rules: {{pack: vn-2022, overlays: [{overlay}], changes: {{{changes}}}}}\n"


def placed(where: Scenario) -> set[str]:
    """New stints of the best plan, as ``cadre post first-month``."""
    return placements(solve(where))


def placements(plan: Plan) -> set[str]:
    """New stints of a plan, as ``cadre post first-month``."""
    new = plan.stints[plan.stints["how"] != "holds"]
    return {f"{row.cadre} {row.post} {row.start[:7]}" for row in new.itertuples()}


def holding(where: Scenario) -> set[str]:
    """Every stint of the best plan, as ``cadre post first-month..first-month-after why-it-ends``."""
    rows = solve(where).stints.itertuples()
    return {f"{row.cadre} {row.post} {row.start[:7]}..{row.end[:7]} {row.until}" for row in rows}


def listed(where: Scenario) -> set[str]:
    """Listings of the best plan, as ``cadre post readiness``."""
    return {f"{row.cadre} {row.post} {row.ready}" for row in solve(where).bench.itertuples()}


def refusals(where: Scenario, cadre: str, post: str, *, listing: bool = False) -> list[str]:
    """Why a pair is not possible, a sentence for each rule that refuses it."""
    case = case_of(where)
    row, column = list(case.people.ids).index(cadre), list(case.posts.ids).index(post)
    return find_eligible(case).reasons(case, row, column, listing=listing)
