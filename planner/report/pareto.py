"""The frontier between goals in words: what one goal costs in another, point by point, and whether it is complete."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pandas as pd
from rich.console import Group, RenderableType
from rich.text import Text

from planner.explore.pareto import Frontier, Point
from planner.language import _, change, grouped, ngettext
from planner.report.plain_table import PlainTable


def goal_name(goal: str) -> str:
    """A goal and what it counts."""
    measured = {
        "fill": _("weighted months empty"),
        "bench": _("successors missing"),
        "standard": _("person-months below the standard"),
        "mix": _("weighted persons off target"),
        "change": _("changes of what was published"),
        "fit": _("points"),
        "moves": _("new main posts"),
    }
    return _("{goal}: {measured}").format(goal=goal, measured=measured[goal])


def better_words(goal: str, n: int) -> str:
    """So much better in a goal."""
    words = {
        "fill": ngettext("{n} fewer weighted month empty", "{n} fewer weighted months empty", n),
        "bench": ngettext("{n} fewer successor missing", "{n} fewer successors missing", n),
        "standard": ngettext("{n} fewer person-month below standard", "{n} fewer person-months below the standard", n),
        "mix": ngettext("{n} fewer person off target", "{n} fewer persons off target", n),
        "change": ngettext("{n} fewer change of what was published", "{n} fewer changes of what was published", n),
        "fit": ngettext("{n} more point of fit", "{n} more points of fit", n),
        "moves": ngettext("{n} fewer move", "{n} fewer moves", n),
    }
    return words[goal].format(n=grouped(n))


def loss_words(goal: str, n: int) -> str:
    """So much lost in a goal."""
    words = {
        "fill": ngettext("{n} more weighted month empty", "{n} more weighted months empty", n),
        "bench": ngettext("{n} more successor missing", "{n} more successors missing", n),
        "standard": ngettext("{n} more person-month below standard", "{n} more person-months below the standard", n),
        "mix": ngettext("{n} more person off target", "{n} more persons off target", n),
        "change": ngettext("{n} more change of what was published", "{n} more changes of what was published", n),
        "fit": ngettext("{n} point of fit", "{n} points of fit", n),
        "moves": ngettext("{n} more move", "{n} more moves", n),
    }
    return words[goal].format(n=grouped(n))


def finding(frontier: Frontier) -> str:
    """What the first goal costs in the second, first where it is cheap, then where it is dear."""
    goals, points = frontier.goals, frontier.points
    if len(points) == 1:
        reached = ", ".join(f"{goal} {grouped(value)}" for goal, value in zip(goals, points[0].reached, strict=True))
        return _("These goals cost each other nothing: one plan is best in all of them ({reached}).").format(
            reached=reached
        )
    if len(goals) > 2:
        spans = (sorted(point.reached[place] for point in points) for place in range(len(goals)))
        told = ", ".join(
            _("{goal} {low} to {high}").format(goal=goal, low=grouped(span[0]), high=grouped(span[-1]))
            for goal, span in zip(goals, spans, strict=True)
        )
        return _("{n} plans from {spans}; none is beaten by another").format(n=grouped(len(points)), spans=told)
    knee = _knee(points)
    first, rest = _between(points[0], points[knee]), _between(points[knee], points[-1])
    whole = _between(points[0], points[-1])
    if knee == len(points) - 1:
        return _("{gain} cost {loss}").format(
            gain=better_words(goals[0], whole[0]), loss=loss_words(goals[1], whole[1])
        )
    return _("{gain} cost {loss}, the next {more} cost {most}").format(
        gain=better_words(goals[0], first[0]),
        loss=loss_words(goals[1], first[1]),
        more=grouped(rest[0]),
        most=grouped(rest[1]),
    )


def _between(one: Point, other: Point) -> tuple[int, int]:
    """What is gained in the first goal, and lost in the second."""
    return abs(other.reached[0] - one.reached[0]), abs(other.reached[1] - one.reached[1])


def _knee(points: Sequence[Point]) -> int:
    """The point that lies farthest off the straight line from end to end on the cheap side; else the last one."""
    gain, loss = _between(points[0], points[-1])

    def saved(place: int) -> int:
        more, most = _between(points[0], points[place])
        return more * loss - most * gain

    place = max(range(len(points)), key=saved)
    return place if saved(place) > 0 else len(points) - 1


def ending_words(frontier: Frontier) -> str:
    """Whether these are all points, and where nothing was searched."""
    if frontier.ending == "complete":
        return _("The frontier is complete: it is proven that no other point belongs to it.")
    told = _("Not complete")
    if len(frontier.goals) > 2:
        told = _("A filling: further plans may lie between these")
    spans = [
        grouped(low) if low == high else _("{low} to {high}").format(low=grouped(low), high=grouped(high))
        for low, high in frontier.open
    ]
    where = _("; not searched: {goal} {spans}").format(goal=frontier.stepped, spans=", ".join(spans)) if spans else ""
    why = _("; time was out") if frontier.ending == "time" else ""
    return f"{told}{where}{why}."


def kept_words(frontier: Frontier) -> str:
    """What every plan keeps of the goals before these; blank where there are none."""
    kept = ", ".join(f"{goal} {grouped(value)}" for goal, value in frontier.kept)
    return _("Every plan keeps {kept}.").format(kept=kept) if kept else ""


def pareto_table(frontier: Frontier) -> pd.DataFrame:
    """The figures behind the chart.

    Returns
    -------
    pandas.DataFrame
        A row for each point in the order of the first goal, its worst first: ``plan`` (the number of its folder), a
        column for each goal, ``proven`` (that no plan beats it), ``own`` (as good in these goals as the scenario's own
        plan).
    """
    rows = [(number, *point.reached, point.proven, point.own) for number, point in enumerate(frontier.points, 1)]
    return pd.DataFrame(rows, columns=["plan", *frontier.goals, "proven", "own"])


def pareto_tables(frontier: Frontier) -> RenderableType:
    """The finding, then every point with what the step to it gains and costs."""
    parts: list[RenderableType] = [Text(finding(frontier), style="bold")]
    step = _("Step from the plan before")
    heads = (_("Plan"), *frontier.goals, step, "")
    steps = ["", *(_step(frontier, one, other) for one, other in pairwise(frontier.points))]
    rows = [
        (str(number), *map(grouped, point.reached), step, _remarks(point))
        for number, (point, step) in enumerate(zip(frontier.points, steps, strict=True), 1)
    ]
    parts.append(PlainTable("", heads, rows, right=frontier.goals, spare=(step,)))
    told = [ending_words(frontier), kept_words(frontier)]
    if not any(point.own for point in frontier.points):
        reached = ", ".join(
            f"{goal} {grouped(value)}" for goal, value in zip(frontier.goals, frontier.own.reached, strict=True)
        )
        told.append(_("The scenario's own plan is none of these: {reached}.").format(reached=reached))
    return Group(*parts, *(Text(line) for line in told if line))


def _step(frontier: Frontier, one: Point, other: Point) -> str:
    """What changes from one point to the next."""
    told = zip(frontier.goals, one.reached, other.reached, strict=True)
    return ", ".join(f"{goal} {change(after - before)}" for goal, before, after in told if after != before)


def _remarks(point: Point) -> str:
    own = [_("the scenario's own plan")] if point.own else []
    return ", ".join([*own, *([] if point.proven else [_("not proven")])])


def pareto_json(frontier: Frontier) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "goals": [{"goal": goal, "sense": sense} for goal, sense in zip(frontier.goals, frontier.senses, strict=True)],
        "kept": [{"goal": goal, "value": value} for goal, value in frontier.kept],
        "answer": finding(frontier),
        "ending": frontier.ending,
        "complete": frontier.ending == "complete",
        "not_searched": {"goal": frontier.stepped, "values": [list(span) for span in frontier.open]},
        "own": dict(zip(frontier.goals, frontier.own.reached, strict=True)),
        "points": [
            {
                "plan": number,
                "values": dict(zip(frontier.goals, point.reached, strict=True)),
                "proven": point.proven,
                "own": point.own,
            }
            for number, point in enumerate(frontier.points, 1)
        ],
    }
