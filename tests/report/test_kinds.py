"""Every kind of chart: readable, complete pages, and the same bytes each time."""

from dataclasses import replace
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from sample_plan import bare_plan, sample_plan
from text_boxes import outside, overlaps
from wider_plan import wider_plan

from planner.language import speaking
from planner.plan.plan import Plan
from planner.report.charts import KINDS, draw, save, table
from planner.report.charts.base import MissingLetterError
from planner.report.words import scope_words
from planner.scenario.scenario import Scenario


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("plan", [sample_plan(4), sample_plan(23), wider_plan(1), wider_plan(4), wider_plan(23)])
def test_no_two_texts_overlap_and_none_leaves_the_page(kind: str, plan: Plan) -> None:
    for figure in draw(plan, kind):
        assert overlaps(figure) == []
        assert outside(figure) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fmt", ["png", "svg", "pdf"])
def test_the_same_plan_gives_the_same_bytes(kind: str, fmt: str, tmp_path: Path) -> None:
    first = save(wider_plan(), [kind], tmp_path / "first", fmt)
    second = save(wider_plan(), [kind], tmp_path / "second", fmt)

    assert [path.name for path in first] == [f"{kind}-{page}.{fmt}" for page in range(1, len(first) + 1)]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_a_kind_with_nothing_to_show_has_no_file_and_is_told(tmp_path: Path) -> None:
    empty: list[str] = []

    paths = save(bare_plan(), KINDS, tmp_path, on_skip=empty.append)

    assert {path.name.partition("-")[0] for path in paths} == {"succession", "tenure", "careers"}
    assert {kind: KINDS[kind].nothing() for kind in empty} == {
        "bench": "No post of this plan has or wants a bench",
        "overcommitted": "Nobody is listed as a successor in this plan",
        "resilience": "No post of this plan has or wants a bench",
        "cascade": "Nobody moves in this plan",
        "flows": "Nobody comes to a unit in this plan",
        "retirements": "No holder's time in post ends within the plan or as long again after it",
        "training": "The scenario has no course sessions",
        "mix": "The scenario sets no mix targets",
        "pyramid": "No holder of a key post with known age and sex",
        "gap": "This plan keeps no steps of its solve; solve the scenario again",
    }


def test_several_processes_write_the_same_bytes_as_one(tmp_path: Path) -> None:
    kinds = ["mix", "training", "pyramid"]
    one = save(wider_plan(), kinds, tmp_path / "one")
    two = save(wider_plan(), kinds, tmp_path / "two", workers=2)

    assert [path.name for path in two] == ["mix-1.png", "training-1.png", "pyramid-1.png"]
    assert [path.read_bytes() for path in two] == [path.read_bytes() for path in one]


def test_a_letter_that_cannot_be_drawn_is_told_from_another_process_too(tmp_path: Path) -> None:
    plan = wider_plan()
    units = plan.scenario.units.assign(name="干部")
    unreadable = replace(plan, scenario=Scenario(plan.scenario.settings, {**plan.scenario.tables, "units": units}))

    with pytest.raises(MissingLetterError, match=r"^a name holds what charts cannot draw: Glyph"):
        save(unreadable, ["tenure", "training"], tmp_path, workers=2)


def test_a_few_posts_are_drawn_large_and_a_district_has_its_targets_on_one_page() -> None:
    (small,), (_,) = draw(sample_plan(1), "succession"), draw(sample_plan(23), "mix")
    sizes = [text.get_fontsize() for text in small.findobj(Text) if text.get_text() == "ready now"]

    assert min(sizes) > 10


@pytest.mark.parametrize("kind", ["succession", "tenure"])
def test_who_leaves_in_the_first_period_has_room(kind: str) -> None:
    plan = sample_plan(23)
    on = dict.fromkeys(plan.scenario.cadres["cadre"], "2026-04-01")
    cadres = plan.scenario.cadres.assign(leaves_on=plan.scenario.cadres["cadre"].map(on))
    stints = plan.stints[plan.stints["how"] != "holds"]
    scenario = Scenario(plan.scenario.settings, {**plan.scenario.tables, "cadres": cadres})

    for figure in draw(replace(plan, scenario=scenario, tables={**plan.tables, "stints": stints}), kind):
        assert overlaps(figure) == []
        assert outside(figure) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_has_its_table(kind: str) -> None:
    assert not table(wider_plan(), kind).empty


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("plan", [sample_plan(), wider_plan(23)])
def test_long_names_are_shortened_not_laid_over_each_other(kind: str, plan: Plan) -> None:
    scenario = plan.scenario
    tables = {
        **scenario.tables,
        "cadres": scenario.cadres.assign(
            name=[f"Nguyễn Hoàng Phương {name} Thượng Khuyên" for name in scenario.cadres["name"]]
        ),
        "units": scenario.units.assign(
            name=[f"{name} thuộc vùng đặc biệt khó khăn" for name in scenario.units["name"]]
        ),
        "sessions": scenario.tables["sessions"].assign(course="Bồi dưỡng lý luận chính trị và quản lý nhà nước " * 2),
    }
    settings = scenario.settings.model_copy(update={"title": "Huyện vùng cao biên giới phía bắc " * 5})
    mix = plan.mix.assign(target=["Tỷ lệ cán bộ chủ chốt " * 6 + name for name in plan.mix["target"]])
    long = replace(plan, scenario=Scenario(settings, tables), tables={**plan.tables, "mix": mix})

    for figure in draw(long, kind):
        assert overlaps(figure) == []
        assert outside(figure) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_without_decisions_still_gives_a_page(kind: str) -> None:
    plan = sample_plan()
    empty = replace(
        plan, status="no_plan", tiers=(), tables={name: frame.iloc[:0] for name, frame in plan.tables.items()}
    )

    for figure in draw(empty, kind):
        assert overlaps(figure) == []
        assert outside(figure) == []


@pytest.mark.parametrize("kind", KINDS)
def test_posts_and_people_need_no_units_titles_names_or_dates(kind: str) -> None:
    for figure in draw(bare_plan(), kind):
        assert overlaps(figure) == []
        assert outside(figure) == []


def test_the_measure_of_texts_sees_overlaps_and_texts_cut_off() -> None:
    figure = Figure(figsize=(4, 4))
    figure.text(0.5, 0.5, "one text")
    figure.text(0.5, 0.51, "another text on it")
    figure.text(0.97, 0.1, "half outside")

    assert overlaps(figure) == [("one text", "another text on it")]
    assert outside(figure) == ["half outside"]


def test_pages_of_an_earlier_plan_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "mix-7.png").write_bytes(b"old")
    (tmp_path / "mix-notes.png").write_bytes(b"mine")
    save(sample_plan(), ["mix"], tmp_path)
    assert not (tmp_path / "mix-7.png").exists()
    assert (tmp_path / "mix-notes.png").exists()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("plan", [sample_plan(23), wider_plan(4)])
def test_neither_do_texts_in_vietnamese(kind: str, plan: Plan) -> None:
    with speaking("vi"):
        for figure in draw(plan, kind):
            assert overlaps(figure) == []
            assert outside(figure) == []


def test_heads_of_narrow_columns_are_whole_in_vietnamese() -> None:
    with speaking("vi"):
        texts = {text.get_text() for text in draw(sample_plan(), "bench")[0].texts}
    assert {"sẵn", "sàng", "sau"} <= texts


def test_scopes_of_targets_are_words() -> None:
    told = ["key_posts", "group party", "title secretary", "own words"]
    named = {"secretary": "Bí thư Đảng ủy"}
    assert [scope_words(scope, {}) for scope in told] == ["key posts", "group party", "title secretary", "own words"]
    with speaking("vi"):
        assert [scope_words(scope, named) for scope in told[1:3]] == ["nhóm Đảng", "chức danh Bí thư Đảng ủy"]
