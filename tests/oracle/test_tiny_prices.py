"""What a forced or forbidden placement costs, against an oracle that tries every plan with that decision taken."""

from dataclasses import replace
from threading import Event

import pandas as pd
from hypothesis import event, given, reject, settings
from hypothesis.strategies import DataObject, data, integers
from test_oracle import EXAMPLES, THOROUGH, best_of, planned
from tiny_scenarios import tiny_scenarios

from planner.explore.explain import candidates, explain_pair
from planner.explore.question import Effort, Question, ask
from planner.scenario.scenario import Scenario


def pinned(scenario: Scenario, action: str, cadre: str, post: str) -> Scenario:
    """The scenario with one more decision taken."""
    pins = scenario.tables["pins"]
    row = pd.DataFrame([{"action": action, "cadre": cadre, "post": post, "from": "", "reason": ""}], dtype="str")
    return Scenario(
        scenario.settings, {**scenario.tables, "pins": pd.concat([pins, row], ignore_index=True)}, scenario.places
    )


def asked(source: DataObject) -> Question:
    """A question about the best plan of a tiny scenario without pins or rules that the oracle would not see."""
    scenario = source.draw(tiny_scenarios())
    plan = planned(scenario)
    if plan is None or plan.status != "optimal":
        reject()
    return ask(scenario, plan)


@settings(THOROUGH, max_examples=max(15, EXAMPLES // 4))
@given(data())
def test_the_price_of_a_placement_is_what_the_best_plan_with_it_loses(source: DataObject) -> None:
    question = asked(source)
    columns, case = question.model.columns, question.model.case
    pairs = sorted({(int(cadre), int(post)) for cadre, post in zip(columns.cadre, columns.post, strict=True)})
    if not pairs:
        reject()
    number = source.draw(integers(0, len(pairs) - 1))
    cadre, post = (str(case.people.ids[pairs[number][0]]), str(case.posts.ids[pairs[number][1]]))
    answer = explain_pair(question, cadre, post)
    event(answer.state)
    if answer.state not in ("out", "placed"):
        reject()
    best = best_of(pinned(question.scenario, "place" if answer.state == "out" else "forbid", cadre, post))
    if answer.state == "placed" and question.listings(*pairs[number]).size:
        reject()  # a pin that forbids takes the listing as well
    if best is None:
        assert answer.verdict == "clash"
        return
    assert answer.verdict == "price"
    assert all(gain.proven for gain in answer.gains)
    signs = [-1 if gain.sense == "max" else 1 for gain in answer.gains]
    assert tuple(sign * gain.after for sign, gain in zip(signs, answer.gains, strict=True)) == best.values  # noqa: PD011
    stopped = Event()
    stopped.set()
    hasty = explain_pair(replace(question, effort=Effort(stop=stopped)), cadre, post)
    assert all(gain.bound == gain.after for gain in answer.gains)
    if hasty.certain is not None:  # what is certain without any solve is no more than the first true loss
        first = next(gain for gain in answer.gains if gain.better)
        order = [gain.tier for gain in answer.gains]
        assert order.index(first.tier) <= order.index(hasty.certain.tier)
        assert first.tier != hasty.certain.tier or -first.better >= hasty.certain.at_least
    least = {one.cadre: one for one in candidates(question, post=post)}[cadre]
    loses = next((gain for gain in answer.gains if gain.better), None)
    if least.at_least and loses is not None:
        order = [gain.tier for gain in answer.gains]
        assert order.index(loses.tier) <= order.index(least.tier)
        assert loses.tier != least.tier or -loses.better >= least.at_least
    else:
        assert not least.at_least
