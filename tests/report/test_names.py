"""What people and posts are called, and how those are told apart that have the same name."""

from dataclasses import replace
from io import StringIO

from rich.console import Console
from sample_plan import sample_plan
from support.scenarios import scenario
from wider_plan import wider_plan

from planner.plan.plan import PLAN_TABLES, Plan
from planner.report.charts import succession, tenure
from planner.report.charts.posts import charted_posts
from planner.report.courses import course_lists
from planner.report.names import cadre_names, post_names
from planner.report.summary import summary
from planner.scenario.scenario import Scenario


def plan_of(cadres: str) -> Plan:
    """A plan without decisions for these people."""
    return undecided(scenario(posts="post\np1", cadres=cadres))


def undecided(found: Scenario) -> Plan:
    """A plan without decisions."""
    return Plan("feasible", (), found, {name: sample_plan().tables[name].iloc[:0] for name in PLAN_TABLES}, {})


def of_one_name(plan: Plan) -> Plan:
    """The plan where everybody is called Lan, born in a year of her own from 1001 on."""
    cadres = plan.scenario.cadres
    born = [f"{1001 + number}-01-01" for number in range(len(cadres))]
    people = cadres.assign(name="Lan", birth_date=born)
    return replace(plan, scenario=Scenario(plan.scenario.settings, {**plan.scenario.tables, "cadres": people}))


def test_namesakes_are_told_apart_by_year_of_birth_else_by_id() -> None:
    plan = plan_of("""
    cadre  name            birth_date
    c1     "Hoàng Hữu Nam"  1975-03
    c2     "Hoàng Hữu Nam"  1984-07
    c3     "Hoàng Hữu Nam"  1984-11
    c4     "Hoàng Hữu Nam"  -
    c5     "Mai Lan"        1980-01
    c6     -                -
    """)

    assert cadre_names(plan) == {
        "c1": "Hoàng Hữu Nam (1975)",
        "c2": "Hoàng Hữu Nam (c2)",
        "c3": "Hoàng Hữu Nam (c3)",
        "c4": "Hoàng Hữu Nam (c4)",
        "c5": "Mai Lan",
        "c6": "c6",
    }


def test_namesakes_are_told_apart_wherever_a_name_is_shown() -> None:
    plan = of_one_name(wider_plan())
    years = set(cadre_names(plan).values())
    console = Console(width=400, file=StringIO())
    console.print(summary(plan), course_lists(plan))
    told = console.file.getvalue()  # type: ignore[attr-defined]

    assert told.count("Lan") == told.count("Lan (1") > 0
    assert set(tenure.table(plan)["name"]) - {""} <= years
    assert set(succession.table(plan)["name"]) - {""} <= years


def test_posts_of_the_same_unit_and_title_are_numbered() -> None:
    found = scenario(
        rules="vn-2022",
        units="""
        unit  name
        a     "Phòng Nội vụ"
        b     "Phòng Tư pháp"
        """,
        posts="""
        post  unit  title
        a1    a     dept_deputy
        b1    b     dept_deputy
        a2    a     dept_deputy
        a3    a     dept_head
        """,
        cadres="cadre\nc1",
    )
    plan = undecided(found)
    labels = charted_posts(plan).set_index("post")["label"]

    assert post_names(plan) == {
        "a1": "Phòng Nội vụ, Deputy head of department (1)",
        "b1": "Phòng Tư pháp, Deputy head of department",
        "a2": "Phòng Nội vụ, Deputy head of department (2)",
        "a3": "Phòng Nội vụ, Head of department",
    }
    assert {post: label.replace(" · ", ", ") for post, label in labels.items()} == post_names(plan)
