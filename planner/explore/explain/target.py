"""What a target of the mix costs: the best plan without it, and who would be elsewhere."""

from dataclasses import dataclass

from planner.explore.compare import Comparison, compare
from planner.explore.explain.pair import labels
from planner.explore.gains import Gain, gains
from planner.explore.question import Question
from planner.scenario.scenario import Scenario
from planner.solving.whole import Options, solve_whole


@dataclass(frozen=True)
class TargetAnswer:
    """What the plan gives up for a target.

    Attributes
    ----------
    target : str
    short, over : int
        Persons the plan is short of or over the target.
    gains : tuple of Gain
        What the best plan without it reaches.
    comparison : Comparison or None
        The plan beside that plan, labels ``plan`` and ``otherwise``; None when none was found in time.
    """

    target: str
    short: int
    over: int
    gains: tuple[Gain, ...]
    comparison: Comparison | None


def explain_target(question: Question, target: str) -> TargetAnswer:
    """Plan without a target of the mix.

    Parameters
    ----------
    question : Question
    target : str
        Its name.

    Raises
    ------
    KeyError
        When the scenario has no such target.
    """
    scenario, plan, effort = question.scenario, question.plan, question.effort
    own = plan.mix[plan.mix["target"] == target]
    if target not in {one.name for one in scenario.settings.mix}:
        raise KeyError(target)
    kept = tuple(one for one in scenario.settings.mix if one.name != target)
    settings = scenario.settings.model_copy(update={"mix": kept})
    without = Scenario(settings, scenario.tables, scenario.places)
    other = solve_whole(without, Options(effort.seconds, seed=effort.seed), stop=effort.stop).plan
    short, over = int(own["short"].sum()), int(own["over"].sum())
    if not other.tiers:
        return TargetAnswer(target, short, over, (), None)
    return TargetAnswer(target, short, over, gains(plan, other), compare([plan, other], labels()))
