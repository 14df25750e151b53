"""A synthetic scenario of any size, whole and repeatable."""

from pathlib import Path

from planner.rulebook.rulebook import Rulebook, resolve
from planner.scenario.columns import TABLES
from planner.scenario.scenario import Scenario
from planner.scenario.settings import Settings
from planner.scenario.write import write
from planner.synth.area import commune_rows, department_rows, province_rows
from planner.synth.benches import bench_rows
from planner.synth.bodies import body_people, body_seats, leveled, leveled_units
from planner.synth.committees import committee_listings, committee_posts
from planner.synth.counts import counted
from planner.synth.courses import session_rows
from planner.synth.decisions import disciplined, pin_rows, relative_rows
from planner.synth.frames import Row, frame
from planner.synth.people import Person, make_people
from planner.synth.posts import department_posts, make_posts, post_rows, title_rows
from planner.synth.profiles import Profile
from planner.synth.records import cadre_rows
from planner.synth.staffing import rotating, staffed
from planner.synth.standards import levelled


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
        courses=profile.courses,
        age_bands=profile.age_bands,
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
    units = leveled_units(profile, communes, departments)
    ids = [row["unit"] for row in communes]
    own = [*make_posts(profile, ids, book), *department_posts(profile, [row["unit"] for row in departments])]
    bodies = body_seats(profile)
    posts = [*own, *bodies]
    people = staffed(profile, make_people(profile, own, book.titles, departments, ids), book.titles, ids)
    people += body_people(profile, bodies, book.titles, len(people) + 1)
    cadres = _records(profile, book, people, units, ids)
    clusters = {row["unit"]: row.get("cluster", "") for row in units}
    bench = bench_rows(profile, posts, people, cadres, book, clusters)
    relatives = relative_rows(profile, people, cadres, bench)
    held = {person.seat: row for person, row in zip(people, cadres, strict=True) if person.seat}
    return {
        "units": [*province_rows(profile), *units],
        "posts": [*post_rows(profile, posts, held), *committee_posts(profile, ids)],
        "cadres": [_without(profile, row) for row in disciplined(profile, people, cadres, bench)],
        "bench": [*bench, *committee_listings(profile, people, cadres, ids)],
        "relatives": relatives,
        "sessions": session_rows(profile.sessions),
        "pins": pin_rows(profile, posts, people, bench),
    }


def _without(profile: Profile, row: Row) -> Row:
    return {column: cell for column, cell in row.items() if column not in profile.without}


def _records(
    profile: Profile, book: Rulebook, people: list[Person], units: list[Row], communes: list[str]
) -> list[Row]:
    """Rows of cadres.csv, true to the published numbers of the profile."""
    cadres = cadre_rows(profile, people, book, communes)
    if profile.bodies:
        cadres = leveled(profile, units, cadres)
    if profile.standards:
        cadres = levelled(profile.standards, cadres, book.titles, communes, profile.seed)
    return rotating(profile, people, counted(profile.counts, cadres, profile.seed))
