"""Small scenarios in which people of a commune lack what their titles ask, and sessions that bring it."""

from support.scenarios import scenario

from planner.api import solve
from planner.scenario.scenario import Scenario

THREE = "an intermediate none -\nbinh intermediate none -\nchi intermediate none -"


def learners(
    sessions: str,
    *,
    people: str = THREE,
    switch: str = "",
    budget: str = "null",
    months: int = 24,
) -> Scenario:
    """People who should be taught skills and theory.

    Parameters
    ----------
    sessions : str
        Rows of grants, needs, first month, months, seats, seats taken and cost; their names are k0, k1 …
    people : str
        Rows of cadre, theory, skills and leaves_on; their titles ask for intermediate theory and updated skills.
    switch : str
        Changes of the rules on courses, such as ``course_order: false``.
    """
    rows = "\n".join(f"k{number} {row}" for number, row in enumerate(sessions.splitlines()))
    return scenario(
        f"horizon_months: {months}\ngoals: {{tiers: [standard, fit]}}\ncourses: {{budget: {budget}}}\n"
        f"rules: {{pack: open, changes: {{{switch}}}}}",
        titles="title theory skills\nclerk intermediate updated",
        units="unit kind\nxa commune",
        posts="post key\np no",
        cadres="cadre unit title theory skills leaves_on\n"
        + "\n".join(
            f"{cadre} xa clerk {rest}" for cadre, rest in (row.split(maxsplit=1) for row in people.splitlines())
        ),
        sessions=f"session grants needs starts_on months seats taken cost\n{rows}",
    )


def attending(where: Scenario) -> set[str]:
    """Attendances of the best plan, as ``cadre session``."""
    return {f"{row.cadre} {row.session}" for row in solve(where).training.itertuples()}
