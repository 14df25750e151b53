"""``planner explain`` on real files."""

import json
import shutil
from pathlib import Path

import pytest
from support.commands import planner

WOMEN = "women in key posts"


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The scenario that ``new`` writes, and its plan."""
    folder = tmp_path_factory.mktemp("explain")
    assert planner("new", folder / "small").exit_code == 0
    assert planner("solve", folder / "small", "--out", folder / "plan").exit_code == 0
    return folder / "small", folder / "plan"


@pytest.fixture(scope="module")
def placed(solved: tuple[Path, Path]) -> tuple[str, str]:
    """Somebody whom the plan places, and where."""
    rows = (solved[1] / "stints.csv").read_text("utf-8").splitlines()[1:]
    row = next(row.split(",") for row in rows if ",holds," not in row)
    return row[0], row[2]


def test_a_placement_is_explained_by_rules_price_and_who_would_be_elsewhere(
    solved: tuple[Path, Path], placed: tuple[str, str]
) -> None:
    told = planner("explain", *solved, "--cadre", placed[0], "--post", placed[1])
    assert told.exit_code == 0, told.output
    assert told.stdout.startswith("The plan places ")
    assert "Why it can be" in told.stdout
    assert "Otherwise" in told.stdout
    assert "Who is elsewhere" in told.stdout


def test_the_same_as_json(solved: tuple[Path, Path], placed: tuple[str, str]) -> None:
    answer = json.loads(planner("explain", *solved, "--cadre", placed[0], "--post", placed[1], "--json").stdout)
    assert (answer["cadre"], answer["post"]) == placed
    assert (answer["state"], answer["verdict"]) == ("placed", "price")
    assert any(tier["better"] < 0 for tier in answer["tiers"])
    everybody = json.loads(planner("explain", *solved, "--post", placed[1], "--exact", "1", "--json").stdout)
    assert everybody["candidates"][0]["cadre"] == placed[0]
    assert everybody["candidates"][0]["tiers"] == answer["tiers"]


def test_a_person_is_found_by_name_and_has_every_post_in_order(
    solved: tuple[Path, Path], placed: tuple[str, str]
) -> None:
    names = {
        line.split(",")[0]: line.split(",")[1] for line in (solved[0] / "cadres.csv").read_text("utf-8").splitlines()
    }
    told = planner("explain", *solved, "--cadre", names[placed[0]].upper())
    assert told.exit_code == 0, told.output
    assert told.stdout.startswith(f"In the plan {names[placed[0]]}")
    assert "in the plan" in told.stdout


def test_a_target_is_explained(solved: tuple[Path, Path]) -> None:
    target = json.loads(planner("explain", *solved, "--target", WOMEN, "--json").stdout)
    assert target["target"] == WOMEN
    assert planner("explain", *solved, "--target", WOMEN).stdout.startswith("The plan ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Give --cadre, --post or both; or --target."),
        (("--post", "x", "--target", "women"), "Give --cadre, --post or both; or --target."),
        (("--cadre", "nobody at all"), "the scenario has no nobody at all."),
        (("--target", "women in key post"), "Did you mean women in key posts?"),
        (("--target", "youth"), "It has women in key posts, under 35 in key posts"),
    ],
)
def test_what_the_scenario_does_not_have_is_refused(
    solved: tuple[Path, Path], arguments: tuple[str, ...], words: str
) -> None:
    refused = planner("explain", *solved, *arguments)
    assert refused.exit_code == 2
    assert words in refused.stderr


def test_a_plan_of_other_data_is_sent_to_drift(solved: tuple[Path, Path], tmp_path: Path) -> None:
    planner("new", tmp_path / "small")
    cadres = tmp_path / "small" / "cadres.csv"
    rows = cadres.read_text("utf-8").splitlines()
    cadres.write_text("\n".join([rows[0], *(row.replace("female", "male") for row in rows[1:])]), "utf-8")
    refused = planner("explain", tmp_path / "small", solved[1], "--target", WOMEN)
    assert refused.exit_code == 1
    assert "planner drift" in refused.stderr


def test_a_plan_of_another_scenario_is_refused_with_what_does_not_hold(
    solved: tuple[Path, Path], placed: tuple[str, str], tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(solved[0], other)
    (other / "pins.csv").write_text(f"action,cadre,post\nforbid,{placed[0]},{placed[1]}\n", "utf-8")
    asked = ("explain", other, solved[1], "--cadre", placed[0], "--post", placed[1])
    told = planner(*asked)
    assert (told.exit_code, told.stdout) == (1, "")
    assert "planner drift" in told.stderr
    answer = planner(*asked, "--json")
    data = json.loads(answer.stdout)
    assert (answer.exit_code, data["ok"]) == (1, False)
    assert data["remedy"] in " ".join(told.stderr.split())


def test_an_answer_in_little_time_says_what_is_certain(solved: tuple[Path, Path], placed: tuple[str, str]) -> None:
    asked = ("explain", *solved, "--cadre", placed[0], "--post", placed[1], "--time-limit", "1e-9")
    told = planner(*asked)
    assert told.exit_code == 0
    assert "A longer --time-limit proves more." in " ".join(told.stdout.split())
    assert json.loads(planner(*asked, "--json").stdout)["verdict"] == "unknown"
