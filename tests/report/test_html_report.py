"""The report as one page: every figure is the plan's, every link has its target, nothing is loaded, all is escaped."""

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from sample_plan import bare_plan
from support.html_page import Page
from support.office_plan import office_plan, with_cell
from whole_plan import whole_plan

from planner import api
from planner.language import speaking
from planner.plan.metrics import bench_depth
from planner.plan.plan import PLAN_TABLES, Plan
from planner.report.given_names import given_name_key
from planner.report.html.page import make_report
from planner.report.names import cadre_names, post_names, unit_names
from planner.report.rules_list import rules_json
from planner.report.summary import summary_json
from planner.rulebook.rulebook import resolve

EXAMPLE = Path(__file__).parents[2] / "planner" / "example"


@cache
def solved() -> Plan:
    """The example that the program writes to start from, solved."""
    return api.solve(api.load(EXAMPLE))


@cache
def html_of(name: str) -> str:
    return make_report(PLANS[name]()).html


@cache
def of(name: str) -> Page:
    return Page(html_of(name))


PLANS = {"solved": solved, "office": office_plan, "wider": whole_plan, "bare": bare_plan}
ALL = pytest.mark.parametrize("name", PLANS)


@ALL
def test_every_link_has_its_target_and_every_target_one_place(name: str) -> None:
    page = of(name)
    assert len(page.ids) == len(set(page.ids))
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)
    assert all(link.startswith(("#", "https://", "http://")) for link in page.links)


@ALL
def test_nothing_is_loaded(name: str) -> None:
    html = html_of(name)
    assert [source for source in of(name).sources if not source.startswith("data:")] == []
    assert re.findall(r"@import|url\((?!#|data:)", html) == []
    assert "default-src 'none'" in html


@ALL
def test_headings_go_down_one_step_at_a_time(name: str) -> None:
    levels = [level for level, _ in of(name).outline]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@ALL
def test_every_table_has_a_caption_and_whole_rows(name: str) -> None:
    for table in of(name).tables.values():
        assert table.caption
        assert all(table.headings)
        assert all(len(row) == len(table.headings) for row in table.rows)


@ALL
def test_a_number_stands_in_every_cell_of_a_column_of_numbers(name: str) -> None:
    for table in of(name).tables.values():
        for place, numeric in enumerate(table.numeric):
            cells = [row[place] for row in table.rows] if numeric else []
            assert all(re.fullmatch(r"|-?\d+(\.\d+)?%?|not known", cell) for cell in cells)


def test_the_same_plan_gives_the_same_page_however_many_draw() -> None:
    assert make_report(office_plan(), workers=2).html == html_of("office")


def test_the_large_figures_and_lines_are_those_of_the_summary() -> None:
    figures, text = summary_json(solved()), " ".join(of("solved").text.split())
    posts, bench = figures["posts"], figures["bench"]
    assert f"{posts['held_at_end']} of {posts['seats']} seats held at the end {posts['held_today']} today" in text
    assert f"{posts['months_empty']} months empty in all {posts['months_empty_unmoved']} if nobody moved" in text
    assert f"{bench['enough']} of {bench['posts']} posts with enough successors {bench['enough_today']} today" in text
    assert "Optimal: no better plan exists." in text
    assert "Checked: the plan keeps every rule" in text


@pytest.mark.parametrize("name", ["solved", "office", "wider"])
def test_empty_seats_are_those_of_the_plan_with_their_reasons(name: str) -> None:
    plan, table = PLANS[name](), of(name).tables["empty"]
    heaviest = plan.vacancies.sort_values("weighted", ascending=False, kind="stable")
    posts = post_names(plan)
    told = [
        [posts[row["post"]], row["start"][:7], row["end"][:7], str(row["months"]), str(row["weighted"]), row["why"]]
        for row in heaviest.to_dict("records")
    ]
    assert [row[:6] for row in table.rows] == told


@pytest.mark.parametrize("name", ["solved", "office", "wider"])
def test_moves_are_those_of_the_plan(name: str) -> None:
    plan, table = PLANS[name](), of(name).tables["moves-table"]
    people, posts, places = cadre_names(plan), post_names(plan), unit_names(plan) | post_names(plan)
    told = [
        [
            str(row["chain"]),
            str(row["step"]),
            row["date"][:7],
            people[row["cadre"]],
            places.get(row["from"], row["from"] or "outside"),
            posts[row["to"]],
            posts.get(row["opens"], ""),
        ]
        for row in plan.moves.to_dict("records")
    ]
    assert [[*row[:6], row[7]] for row in table.rows] == told


@pytest.mark.parametrize("name", ["solved", "office", "wider"])
def test_benches_and_reviews_are_those_of_the_plan(name: str) -> None:
    plan, page = PLANS[name](), of(name)
    depth = bench_depth(plan)
    table = page.tables["bench-table"]
    assert table.column("Asked") == [str(wanted) for wanted in depth["wanted"]]
    assert table.column("Planned") == [str(number) for number in depth["near"] + depth["next"]]
    assert table.column("Ready now") == [str(number) for number in depth["near"]]
    people = cadre_names(plan)
    for post, told in zip(depth["post"], table.column("Successors"), strict=True):
        listed = plan.bench.loc[plan.bench["post"] == post, "cadre"]
        assert [line.partition(":")[0] for line in told.split("; ") if line] == [people[cadre] for cadre in listed]
    review = page.tables["review-table"]
    assert review.column("Name") == [people[cadre] for cadre in plan.review["cadre"]]
    words = {"continue": "kept", "add": "added", "remove": "removed"}
    assert review.column("What becomes of it") == [words[action] for action in plan.review["action"]]


@pytest.mark.parametrize("name", ["solved", "office", "wider"])
def test_targets_are_those_of_the_plan(name: str) -> None:
    plan, table = PLANS[name](), of(name).tables["mix-table"]
    last = plan.mix[plan.mix["date"] == plan.mix.groupby("target")["date"].transform("max")]
    sums = last.groupby(["target", "scope"], sort=False)[["today", "planned"]].sum()
    assert [[int(cell) for cell in row[3:5]] for row in table.rows] == sums.to_numpy().tolist()
    off = plan.mix.groupby(["target", "scope"], sort=False)[["short", "over"]].sum().sum(axis=1)
    told = [sum(map(int, re.findall(r"\d+", cell))) for cell in table.column("Persons")]
    assert told == off.tolist()


def test_returns_and_courses_are_those_of_the_plan() -> None:
    plan, page = whole_plan(), of("wider")
    people, posts = cadre_names(plan), post_names(plan)
    returns = page.tables["returns-table"]
    assert sorted(returns.column("Name")) == sorted(people[cadre] for cadre in plan.returns["cadre"])
    assert sorted(returns.column("Placement")) == sorted(posts.get(post, "") for post in plan.returns["placement"])
    training = page.tables["training-table"]
    assert training.column("Name") == [people[cadre] for cadre in plan.training["cadre"]]
    assert training.column("Session") == plan.training["session"].tolist()
    attend = dict(
        zip(
            page.tables["sessions-table"].column("Session"), page.tables["sessions-table"].column("Attend"), strict=True
        )
    )
    assert attend == {
        session: str(int((plan.training["session"] == session).sum()))
        for session in plan.scenario.tables["sessions"]["session"]
    }


@pytest.mark.parametrize("name", ["solved", "office", "wider"])
def test_each_person_has_all_stints_listings_and_courses_on_one_page(name: str) -> None:
    plan, page = PLANS[name](), of(name)
    posts = post_names(plan)
    numbers = {cadre: number for number, cadre in enumerate(plan.scenario.cadres["cadre"], 1)}
    for stint in plan.stints.to_dict("records"):
        text = page.articles[f"person-{numbers[stint['cadre']]}"]
        assert posts[stint["post"]] in text
        assert stint["how"] == "holds" or stint["start"][:7] in text
    for listing in plan.bench.to_dict("records"):
        assert posts[listing["post"]] in page.articles[f"person-{numbers[listing['cadre']]}"]
    for row in plan.training.to_dict("records"):
        assert row["session"] in page.articles[f"person-{numbers[row['cadre']]}"]


@pytest.mark.parametrize("name", ["solved", "office", "wider"])
def test_each_post_has_its_holders_successors_and_empty_times_on_one_page(name: str) -> None:
    plan, page = PLANS[name](), of(name)
    people = cadre_names(plan)
    numbers = {post: number for number, post in enumerate(plan.scenario.posts["post"], 1)}
    assert {f"post-{number}" for number in numbers.values()} <= set(page.articles)
    for table in (plan.stints, plan.bench):
        for row in table.to_dict("records"):
            assert people[row["cadre"]] in page.articles[f"post-{numbers[row['post']]}"]
    for row in plan.vacancies.to_dict("records"):
        assert f"{row['start'][:7]} to {row['end'][:7]}: {row['why']}" in page.articles[f"post-{numbers[row['post']]}"]


def test_everybody_is_in_the_table_of_people_and_every_post_in_that_of_posts() -> None:
    plan, page = whole_plan(), of("wider")
    assert page.tables["people-table"].column("Name") == sorted(cadre_names(plan).values(), key=given_name_key)
    assert page.tables["posts-table"].column("Post") == list(post_names(plan).values())
    empty = plan.vacancies.groupby("post")["months"].sum()
    assert page.tables["posts-table"].column("Months empty") == [str(empty.get(post, 0)) for post in post_names(plan)]


def test_the_proof_has_value_bound_and_gap_of_each_goal() -> None:
    plan = replace(solved(), status="feasible", tiers=(replace(solved().tiers[0], value=20, bound=18, gap=0.1),))
    rows = Page(make_report(plan).html).tables["proof-table"].rows
    assert [[row[0], *row[3:6], row[7]] for row in rows] == [["fill", "20", "18", "10.00%", "gap 10.00%"]]


def test_bounds_computed_anew_stand_there_when_asked_for() -> None:
    page = Page(make_report(solved(), anew=True).html)
    assert page.tables["anew-table"].column("Goal") == [tier.name for tier in solved().tiers]
    assert page.tables["anew-table"].column("Bound told") == [str(tier.bound) for tier in solved().tiers]
    assert "anew-table" not in of("solved").tables


def test_every_rule_stands_there_with_its_numbers_and_sources() -> None:
    book, _ = resolve(solved().scenario)
    page, told = of("solved"), rules_json(book)
    rules = page.tables["rules-table"]
    assert rules.column("Rule") == [f"{rule['title_en']}; {rule['rule']}" for rule in told["rules"]]
    for row, rule in zip(rules.column("Numbers and where each is from"), told["rules"], strict=True):
        assert all(f"{name}: {book.rules[rule['rule']].numbers[name].told}" in row for name in rule["numbers"])
    assert dict(page.tables["sources-table"].rows) == told["sources"]


def test_hashes_are_those_of_the_files_that_the_plan_is_written_to(tmp_path: Path) -> None:
    from hashlib import sha256

    from planner.plan import store

    store.write(solved(), tmp_path / "plan")
    table = of("solved").tables["hash-table"]
    assert table.column("SHA-256") == [
        sha256((tmp_path / "plan" / f"{name}.csv").read_bytes()).hexdigest() for name in PLAN_TABLES
    ]
    assert solved().scenario.digest in of("solved").text


def test_a_plan_with_faults_is_told_so_first_and_where_they_are() -> None:
    plan = with_cell(office_plan(), "stints", 0, "start", "2026-01-01")
    page = Page(make_report(plan).html)
    assert page.text.index("Not to be used as it stands") < page.text.index("months empty in all")
    assert "no better plan exists" not in page.text
    assert page.tables["misfit-table"].rows or page.tables["broken-table"].rows


def test_what_a_planner_wrote_is_text_and_no_markup() -> None:
    plan = office_plan()
    cadres = plan.scenario.cadres.copy()
    cadres.loc[0, "name"] = "<script>alert('x')</script> & \"An\""
    scenario = replace(plan.scenario, tables=dict(plan.scenario.tables) | {"cadres": cadres})
    html = make_report(replace(plan, scenario=scenario)).html
    assert html.count("<script") == 1
    assert "<script>alert('x')</script> & \"An\"" in Page(html).text


def test_the_page_says_which_language_it_speaks() -> None:
    assert of("solved").language == "en"
    with speaking("vi"):
        assert Page(make_report(solved()).html).language == "vi"
