"""A synthetic scenario of any size, whole and repeatable."""

from pathlib import Path

from planner.rulebook.rulebook import Rulebook, resolve
from planner.scenario.columns import TABLES
from planner.scenario.scenario import Scenario
from planner.scenario.settings import Settings
from planner.scenario.write import write
from planner.synth.area import commune_rows, department_rows
from planner.synth.benches import bench_rows
from planner.synth.decisions import disciplined, pin_rows, relative_rows
from planner.synth.frames import Row, frame
from planner.synth.people import make_people
from planner.synth.posts import department_posts, make_posts, post_rows, title_rows
from planner.synth.profiles import Profile
from planner.synth.records import cadre_rows


def district(profile: Profile) -> Scenario:
    """Make a scenario: units, posts, people, benches, relatives and decisions.

    Parameters
    ----------
    profile : Profile
        Sizes, shares and targets.

    Returns
    -------
    Scenario
        The same for the same profile, on every machine.
    """
    settings = Settings(
        name=profile.name,
        title=profile.title,
        as_of=profile.as_of,
        horizon_months=profile.horizon_months,
        period_months=profile.period_months,
        rules=profile.rules,
        goals=profile.goals,
        mix=profile.mix,
        seed=profile.seed,
    )
    tables = {table: frame(table, []) for table in TABLES}
    known, _ = resolve(Scenario(settings, tables))
    tables["titles"] = frame("titles", title_rows(profile, known.titles))
    book, _ = resolve(Scenario(settings, tables))
    rows = _rows(profile, book)
    return Scenario(settings, {**tables, **{table: frame(table, content) for table, content in rows.items()}})


def write_scenario(profile: Profile, out: Path) -> Scenario:
    """Make a scenario and write it as a folder of CSV files with scenario.yaml."""
    scenario = district(profile)
    write(scenario, out)
    return scenario


def _rows(profile: Profile, book: Rulebook) -> dict[str, list[Row]]:
    communes, departments = commune_rows(profile), department_rows(profile)
    units = [row["unit"] for row in communes]
    posts = [*make_posts(profile, units), *department_posts(profile, [row["unit"] for row in departments])]
    people = make_people(profile, posts, book.titles, departments, units)
    cadres = cadre_rows(profile, people, book, units)
    clusters = {row["unit"]: row.get("cluster", "") for row in communes}
    bench = bench_rows(profile, posts, people, cadres, book, clusters)
    relatives = relative_rows(profile, people, cadres, bench)
    held = {person.seat: row for person, row in zip(people, cadres, strict=True) if person.seat}
    return {
        "units": [*communes, *departments],
        "posts": post_rows(profile, posts, held),
        "cadres": disciplined(profile, people, cadres, bench),
        "bench": bench,
        "relatives": relatives,
        "pins": pin_rows(profile, posts, people, bench),
    }
