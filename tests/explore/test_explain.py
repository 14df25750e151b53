"""Why a plan is as it is, on scenarios small enough to see it."""

from threading import Event

import pytest
from support.scenarios import scenario
from support.small_office import office

from planner.api import solve
from planner.explore.explain import candidates, explain_pair, explain_target
from planner.explore.question import Effort, Question, UnfitPlanError, ask
from planner.language import speaking
from planner.report.explained import candidates_words, pair_words, target_words
from planner.scenario.scenario import Scenario

TWO_POSTS = {
    "posts": "post\nchair\nvice",
    "cadres": "cadre name sex\na An male\nb Bình female\nc Chi female",
    "fit": "cadre post score\na chair 9\nb chair 7\na vice 5\nb vice 6\nc vice 2",
}
"""An is best for both posts; the best plan puts An in the chair (9) and Bình beside (6)."""
ONE_PERIOD = "horizon_months: 6\nfit: only_listed\n"


def asked(where: Scenario, **effort: object) -> Question:
    return ask(where, solve(where), Effort(**effort))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def two_posts() -> Question:
    return asked(scenario(ONE_PERIOD, **TWO_POSTS))


def test_the_price_of_another_placement_is_the_whole_chain_that_follows(two_posts: Question) -> None:
    answer = explain_pair(two_posts, "b", "chair")
    assert (answer.state, answer.verdict) == ("out", "price")
    assert {gain.tier: gain.better for gain in answer.gains if gain.better} == {"fit": -3}
    assert answer.comparison is not None
    stints = answer.comparison.changes.loc["stint"]
    assert {(cadre, post, bool(row["otherwise"])) for (cadre, post), row in stints.iterrows()} == {
        ("a", "chair", False),
        ("a", "vice", True),
        ("b", "chair", True),
        ("b", "vice", False),
    }
    assert pair_words(two_posts.plan, answer) == "The plan does not place Bình (b) in chair. Otherwise: fit down by 3."


def test_what_a_plan_decides_is_asked_without_it(two_posts: Question) -> None:
    answer = explain_pair(two_posts, "a", "chair")
    assert (answer.state, answer.verdict) == ("placed", "price")
    assert {gain.tier: gain.better for gain in answer.gains if gain.better} == {"fit": -3}


def test_candidates_come_in_the_order_of_their_price_and_the_refused_last(two_posts: Question) -> None:
    found = candidates(two_posts, post="vice", exact=3)
    assert [(one.cadre, one.here) for one in found] == [("b", True), ("a", False), ("c", False)]
    prices = [one.answer.gains[-1].better for one in found if one.answer]
    assert prices == [-3, -3, -4]
    (first, *others) = candidates(two_posts, post="chair")
    assert first.here
    assert [(one.cadre, [refusal.rule for refusal in one.refusals]) for one in others] == [
        ("b", []),
        ("c", ["fit_listed"]),
    ]
    assert candidates_words(two_posts.plan, (first, *others), listing=False) == (
        "2 people could take chair; rules refuse 1 other (Only pairs in fit.csv 1)."
    )


def test_a_loss_that_the_prices_know_is_never_above_the_true_one(two_posts: Question) -> None:
    for one in candidates(two_posts, post="vice", exact=3):
        assert one.answer is not None
        assert one.at_least <= -one.answer.gains[-1].better


def test_every_rule_that_refuses_is_told_with_value_limit_and_source() -> None:
    where = office({"spare": {"birth_date": "1966-01", "discipline_until": "2030-01"}})
    question = asked(where)
    answer = explain_pair(question, "spare", "chair_b")
    assert answer.verdict == "refused"
    assert {refusal.rule for refusal in answer.refusals} >= {"discipline", "remaining_service"}
    service = next(refusal for refusal in answer.refusals if refusal.rule == "remaining_service")
    assert "months of service left" in service.why
    assert service.source
    words = pair_words(question.plan, answer)
    assert words.startswith("The plan does not place Hứa Văn E (spare) in xa_b, ")
    assert "rules refuse it: " in words
    with speaking("vi"):
        assert "Thời gian công tác còn lại" in pair_words(question.plan, answer)


def test_a_holder_who_stays_is_asked_as_if_he_left_and_one_who_leaves_as_if_he_stayed() -> None:
    question = asked(office())
    for cadre, post in (("stays", "chair_b"), ("up", "vice_a")):
        answer = explain_pair(question, cadre, post)
        own = question.plan.stints[(question.plan.stints["cadre"] == cadre) & (question.plan.stints["post"] == post)]
        moved = bool((own["until"] == "moves").any())
        assert answer.state == ("moves" if moved else "stays")
        assert answer.verdict in ("price", "clash")


def test_listings_are_asked_alike() -> None:
    question = asked(office())
    cadre, post = question.plan.bench[["cadre", "post"]].iloc[0]
    answer = explain_pair(question, cadre, post, listing=True)
    assert (answer.state, answer.verdict) == ("listed", "price")
    assert candidates(question, post=post, listing=True)[0].here


def test_what_no_plan_holds_is_a_clash() -> None:
    pins = "action cadre post\nplace a chair"
    answer = explain_pair(asked(scenario(ONE_PERIOD, **TWO_POSTS, pins=pins)), "b", "chair")
    assert answer.verdict == "clash"


def test_what_is_not_found_in_time_is_said() -> None:
    stop = Event()
    stop.set()
    where = scenario(ONE_PERIOD, **TWO_POSTS)
    question = ask(where, solve(where), Effort(stop=stop))
    answer = explain_pair(question, "b", "chair")
    assert answer.verdict == "unknown"
    assert pair_words(question.plan, answer).endswith(
        "What the other way would cost was not found in time. A longer --time-limit proves more."
    )


def test_a_target_costs_what_the_plan_without_it_gains() -> None:
    target = "{name: women, column: sex, values: [female], scope: all_posts, at_least: 2}"
    question = asked(scenario(f"{ONE_PERIOD}mix: [{target}]\n", **TWO_POSTS))
    answer = explain_target(question, "women")
    assert (answer.short, answer.over) == (0, 0)
    assert {gain.tier: gain.better for gain in answer.gains if gain.better} == {"fit": 6}
    assert target_words(answer) == "The plan reaches the target women. Without it: fit up by 6."
    with pytest.raises(KeyError):
        explain_target(question, "youth")


def test_a_plan_of_another_scenario_is_not_asked_about() -> None:
    where = scenario(ONE_PERIOD, **TWO_POSTS)
    other = scenario(ONE_PERIOD, **(TWO_POSTS | {"fit": "cadre post score\nb vice 1"}))
    with pytest.raises(UnfitPlanError):
        ask(other, solve(where))
