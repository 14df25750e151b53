"""The commands one after the other, on real files: the scenario that ``new`` writes, and mistakes made in it."""

import contextlib
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.commands import planner


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scenario that ``new`` writes."""
    folder = tmp_path_factory.mktemp("cli") / "small"
    assert planner("new", folder).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def solved(small: Path) -> Path:
    """Its plan."""
    plan = small.parent / "plan"
    answer = planner("solve", small, "--out", plan)
    assert answer.exit_code == 0, answer.output
    return plan


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The same scenario with three mistakes in two files."""
    folder = tmp_path / "broken"
    planner("new", folder)
    posts, cadres = folder / "posts.csv", folder / "cadres.csv"
    posts.write_text(posts.read_text("utf-8").replace("doi-thong,secretary", "nowhere,king"), "utf-8")
    cadres.write_text(cadres.read_text("utf-8").replace("1966-04-12", "1966-13-12"), "utf-8")
    return folder


def test_new_names_the_scenario_after_its_folder_and_overwrites_nothing(small: Path) -> None:
    assert 'name: "small"\n' in (small / "scenario.yaml").read_text("utf-8")
    assert planner("new", small).exit_code == 2


def test_new_takes_any_name(tmp_path: Path) -> None:
    for name in ("2026", "yes", "Huyện: Đông #2"):
        assert planner("new", tmp_path / name).exit_code == 0
        assert planner("check", tmp_path / name).stdout.startswith(f"{name}: 10 cadres")


def test_new_leaves_nothing_behind_when_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    assert planner("new", tmp_path / "mine").exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_the_scenario_to_start_from_has_nothing_to_mend(small: Path) -> None:
    answer = planner("check", small)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert answer.stdout == "small: 10 cadres, 6 posts with 6 seats. Ready to solve.\n"


def test_check_tells_every_mistake_with_file_and_line(broken: Path) -> None:
    answer = planner("check", broken)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert [line.partition(":")[0] for line in answer.stderr.splitlines()[:-1]] == [
        "posts.csv",
        "posts.csv",
        "cadres.csv",
    ]
    assert answer.stderr.splitlines()[-1] == "3 errors"


def test_check_gives_findings_as_json(broken: Path) -> None:
    answer = planner("check", broken, "--json")
    told = json.loads(answer.stdout)
    assert answer.exit_code == 2
    assert told["ok"] is False
    assert {finding["severity"] for finding in told["findings"]} == {"error"}


def test_solve_with_bad_input_tells_all_and_writes_nothing(broken: Path, tmp_path: Path) -> None:
    answer = planner("solve", broken, "--out", tmp_path / "plan")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.splitlines()[-1] == "3 errors"
    assert not (tmp_path / "plan").exists()


def test_solve_writes_a_plan_and_tells_what_is_in_it(small: Path, tmp_path: Path) -> None:
    answer = planner("solve", small, "--out", tmp_path / "plan")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert "Proof" in answer.stdout
    assert answer.stdout.endswith(f"Plan written to {tmp_path / 'plan'}\n")
    assert (tmp_path / "plan" / "plan.json").is_file()


def test_solve_as_json(small: Path, tmp_path: Path) -> None:
    told = json.loads(planner("solve", small, "--out", tmp_path / "plan", "--json").stdout)
    assert told["status"] == "optimal"
    assert [tier["name"] for tier in told["tiers"]] == ["fill", "bench", "mix", "fit"]


@pytest.mark.parametrize("command", ["solve", "verify", "chart", "courses"])
def test_bad_input_is_json_for_every_command_that_has_it(
    command: str, broken: Path, solved: Path, tmp_path: Path
) -> None:
    arguments = {
        "solve": (broken, "--out", tmp_path / "plan"),
        "verify": (broken, solved),
        "chart": (broken, "mix"),
        "courses": (broken,),
    }
    answer = planner(command, *arguments[command], "--json")
    told = json.loads(answer.stdout)
    assert (answer.exit_code, answer.stderr, told["ok"]) == (2, "", False)
    assert len(told["findings"]) == (1 if command in ("chart", "courses") else 3)


def test_a_place_that_cannot_be_written_is_told_before_solving(small: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for arguments in (("solve", small, "--out"), ("synth", "--out"), ("new",)):
        answer = planner(*arguments, tmp_path / "file" / "plans" / "mine")
        assert answer.exit_code == 2
        assert f"{tmp_path / 'file' / 'plans' / 'mine'} cannot be written: Not a directory" in answer.stderr


def test_a_name_that_is_too_long_or_a_link_to_itself_is_told_before_solving(small: Path, tmp_path: Path) -> None:
    ring = tmp_path / "ring"
    ring.symlink_to(ring)
    for out, message in (
        (tmp_path / ("n" * 250), "cannot be written: File name too long"),
        (tmp_path / ("n" * 300) / "plan", "cannot be written: File name too long"),
        (ring, "cannot be written: it is a link that leads to itself"),
    ):
        answer = planner("solve", small, "--out", out)
        assert answer.exit_code == 2
        assert answer.stderr.endswith(f"{message}\n")
    assert list(tmp_path.iterdir()) == [ring]


def test_what_stands_under_a_name_that_leads_nowhere_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").symlink_to(tmp_path / "nowhere")
    assert planner("new", tmp_path / "mine").exit_code == 2
    assert "exists already" in planner("synth", "--out", tmp_path / "mine").stderr


def test_verify_finds_an_edited_copy_of_the_scenario(small: Path, tmp_path: Path) -> None:
    planner("solve", small, "--out", tmp_path / "plan")
    settings = tmp_path / "plan" / "scenario" / "scenario.yaml"
    settings.write_text(settings.read_text("utf-8").replace("at_least: 25%", "at_least: 20%"), "utf-8")
    answer = planner("verify", small, tmp_path / "plan")
    assert answer.exit_code == 1
    assert "own copy of the scenario" in answer.stdout


def test_names_that_are_no_utf8_are_told_with_their_bytes(tmp_path: Path) -> None:
    strange = os.fsdecode(os.fsencode(tmp_path) + b"/o\xff")
    for arguments in (["new", strange], ["check", strange], ["verify", strange, strange], ["new", strange]):
        with start(*arguments) as running:
            told, failed = running.communicate(timeout=60)
        assert running.returncode == (2 if failed else 0)
        assert b"Traceback" not in failed
        assert b"xff" in told + failed or b"udcff" in failed


def test_solve_leaves_a_folder_with_other_files_alone(small: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", "utf-8")
    assert planner("solve", small, "--out", tmp_path).exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.fixture
def contradiction(tmp_path: Path) -> Path:
    """A scenario with two targets that no plan can reach together."""
    folder = tmp_path / "contradiction"
    planner("new", folder)
    (folder / "pins.csv").write_text("action,cadre,post\nlist,c10,doi-thong-front\n", "utf-8")
    with (folder / "scenario.yaml").open("a", encoding="utf-8") as settings:
        settings.write(
            "  - {name: women, column: sex, values: [female], at_least: 6, hard: true}\n"
            "  - {name: men, column: sex, values: [male], at_least: 6, hard: true}\n"
        )
    return folder


def test_decisions_that_contradict_each_other_are_exit_1_and_write_nothing(contradiction: Path, tmp_path: Path) -> None:
    answer = planner("solve", contradiction, "--out", tmp_path / "plan")
    assert answer.exit_code == 1
    assert "infeasible: no plan keeps every rule" in answer.stdout
    assert "planner repair" in answer.stdout
    assert "  pins.csv:2: list Hà Thị Quyên in Xã Đồi Thông, Fatherland Front chair\n" in answer.stdout
    assert "  hard target: women\n  hard target: men\n" in answer.stdout
    assert answer.stdout.endswith("Nothing was written.\n")
    assert not (tmp_path / "plan").exists()


def test_without_a_plan_json_has_no_figures(contradiction: Path, tmp_path: Path) -> None:
    told = json.loads(planner("solve", contradiction, "--out", tmp_path / "plan", "--json").stdout)
    assert list(told) == ["scenario", "status", "message"]
    assert told["status"] == "infeasible"


def test_a_former_plan_stays_when_there_is_no_new_one(small: Path, contradiction: Path, tmp_path: Path) -> None:
    planner("solve", small, "--out", tmp_path / "plan")
    before = (tmp_path / "plan" / "plan.json").read_bytes()
    answer = planner("solve", contradiction, "--out", tmp_path / "plan")
    assert answer.stdout.endswith(f"Nothing was written; {tmp_path / 'plan'} still holds the former plan.\n")
    assert (tmp_path / "plan" / "plan.json").read_bytes() == before


@pytest.mark.parametrize("arguments", [["chart", "PLAN", "all"], ["courses", "PLAN"]])
def test_there_is_no_chart_and_no_list_without_a_plan(arguments: list[str], small: Path, tmp_path: Path) -> None:
    planner("solve", small, "--out", tmp_path / "plan")
    head = tmp_path / "plan" / "plan.json"
    head.write_text(head.read_text("utf-8").replace('"optimal"', '"infeasible"'), "utf-8")
    answer = planner(*(argument.replace("PLAN", str(tmp_path / "plan")) for argument in arguments))
    assert answer.exit_code == 1
    assert "there is no plan here: infeasible" in answer.stderr
    assert not (tmp_path / "plan" / "charts").exists()


def test_verify_finds_nothing_in_an_untouched_plan(small: Path, solved: Path) -> None:
    answer = planner("verify", small, solved)
    assert (answer.exit_code, answer.stderr) == (0, "")
    told = json.loads(planner("verify", small, solved, "--json").stdout)
    assert told["ok"] is True


def test_verify_computes_the_bounds_anew_from_the_prices(small: Path, solved: Path) -> None:
    result = planner("verify", "--proof", small, solved)
    assert result.exit_code == 0
    assert "By prices alone" in result.stdout
    told = json.loads(planner("verify", "--proof", "--json", small, solved).stdout)
    assert all(tier["by_search"] >= 0 for tier in told["proof"])


@pytest.mark.parametrize("options", [[], ["--proof"]])
def test_verify_loads_no_solver(small: Path, solved: Path, options: list[str]) -> None:
    code = (
        "import sys; from planner.cli import commands; commands(sys.argv[1:], standalone_mode=False); "
        "sys.exit(any(name.startswith('ortools') for name in sys.modules))"
    )
    arguments = [sys.executable, "-c", code, "verify", *options, str(small), str(solved)]
    assert subprocess.run(arguments, capture_output=True, check=False).returncode == 0


def test_prices_that_do_not_fit_the_model_are_bad_input(small: Path, solved: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(solved, tmp_path / "copy"))
    (copy / "duals.csv").write_text("tier,row,price\nfill,999999999,1\n", encoding="utf-8")
    result = planner("verify", "--proof", small, copy)
    assert result.exit_code == 2
    assert "duals.csv" in result.stderr


def test_prices_of_a_province_that_the_plan_does_not_know_are_bad_input(
    small: Path, solved: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(solved, tmp_path / "copy"))
    (copy / "duals.csv").write_text("province,tier,row,price\nlang_son,fill,1,1\n", encoding="utf-8")
    result = planner("verify", "--proof", small, copy)
    assert result.exit_code == 2
    assert "lang_son" in result.stderr


def test_verify_finds_a_person_put_in_two_posts_by_hand(small: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    planner("solve", small, "--out", plan)
    stints = plan / "stints.csv"
    text = stints.read_text("utf-8")
    held = next(line for line in text.splitlines() if line.startswith("c01,"))
    stints.write_text(text + held.replace("doi-thong-secretary", "suoi-vang-secretary") + "\n", "utf-8")
    answer = planner("verify", small, plan)
    assert answer.exit_code == 1
    assert "c01" in answer.stdout.splitlines()[0]
    assert "The plan's own figures no longer fit it (" in answer.stdout
    assert "rule violation" in answer.stdout.splitlines()[-1]


def test_verify_says_when_the_scenario_has_changed_since(solved: Path, tmp_path: Path) -> None:
    changed = tmp_path / "small"
    planner("new", changed)
    settings = changed / "scenario.yaml"
    settings.write_text(settings.read_text("utf-8").replace("at_least: 25%", "at_least: 20%"), "utf-8")
    told = planner("verify", changed, solved).stdout
    assert "made for another scenario" in told
    assert told.endswith("\n0 rule violations, 0 figures that no longer fit\n")


def test_verify_of_a_folder_that_is_no_plan_is_exit_2(small: Path) -> None:
    assert planner("verify", small, small).exit_code == 2


def test_chart_draws_where_it_is_told(solved: Path, tmp_path: Path) -> None:
    answer = planner("chart", solved, "succession", "--out", tmp_path / "charts", "--format", "svg", "--json")
    assert answer.exit_code == 0
    drawn = [Path(path) for path in json.loads(answer.stdout)["charts"]]
    assert drawn == sorted((tmp_path / "charts").iterdir())
    assert {path.suffix for path in drawn} == {".svg"}


def test_chart_prints_the_table_behind_it(solved: Path) -> None:
    shown = planner("chart", solved, "bench", "--table")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("bench\n")
    assert "risk" in shown.stdout
    told = json.loads(planner("chart", solved, "bench", "--table", "--json").stdout)
    assert told["files"] == []
    assert {"post", "label", "near", "risk"} <= set(told["tables"]["bench"][0])


def test_chart_writes_the_tables_where_it_is_told(solved: Path, tmp_path: Path) -> None:
    answer = planner("chart", solved, "all", "--table", "--out", tmp_path / "tables")
    assert answer.exit_code == 0
    files = [Path(line) for line in answer.stdout.splitlines()]
    assert sorted(files) == sorted((tmp_path / "tables").iterdir())
    assert files[0].name == "succession.csv"
    assert files[0].read_text("utf-8").startswith("unit,unit_name,")


def test_the_table_of_a_chart_with_nothing_to_show_says_so(solved: Path) -> None:
    assert planner("chart", solved, "training", "--table").stdout == ("training: The scenario has no course sessions\n")


def test_an_unknown_kind_of_chart_is_exit_2_and_names_the_known_ones(solved: Path) -> None:
    answer = planner("chart", solved, "pie")
    assert answer.exit_code == 2
    assert "succession" in answer.stderr


@pytest.fixture(scope="module")
def a_year_later(small: Path) -> Path:
    """The same scenario of the next year: the first chair of the plan is in post, the other placements are to come."""
    folder = small.parent / "later"
    shutil.copytree(small, folder)
    settings = folder / "scenario.yaml"
    settings.write_text(settings.read_text("utf-8").replace("as_of: 2026-01-01", "as_of: 2027-01-01"), "utf-8")
    return folder


def test_the_yearly_review_keeps_to_what_was_published(a_year_later: Path, solved: Path, tmp_path: Path) -> None:
    answer = planner("solve", a_year_later, "--out", tmp_path / "next", "--previous", solved, "--pin-until", "2029")
    assert answer.exit_code == 0, answer.output
    assert "the goal change is added before the fit" in answer.stderr
    assert "changes of what was published" in answer.stdout
    resolved = tmp_path / "next" / "scenario"
    assert answer.stdout.endswith(f"planner verify {resolved} {tmp_path / 'next'}\n")
    told = json.loads(planner("verify", resolved, tmp_path / "next", "--json").stdout)
    assert told["ok"] is True
    before, after = ((plan / "bench.csv").read_text("utf-8") for plan in (solved, tmp_path / "next"))
    in_force = {tuple(line.split(",")[:2]) for line in (resolved / "bench.csv").read_text("utf-8").splitlines()[1:]}
    assert in_force >= {(line.split(",")[0], line.split(",")[2]) for line in before.splitlines()[1:]}
    assert ",keep," in after


def test_a_review_before_its_plan_is_bad_input(small: Path, a_year_later: Path, tmp_path: Path) -> None:
    planner("solve", a_year_later, "--out", tmp_path / "later")
    answer = planner("solve", small, "--out", tmp_path / "plan", "--previous", tmp_path / "later", "--json")
    told = json.loads(answer.stdout)
    assert (answer.exit_code, told["ok"]) == (2, False)
    assert "of a later date" in told["findings"][0]["message"]
    assert not (tmp_path / "plan").exists()


@pytest.fixture(scope="module")
def taught(small: Path) -> Path:
    """The plan with a full course, which secretaries and Front chairs need, and one that nobody does."""
    folder = small.parent / "taught"
    shutil.copytree(small, folder)
    (folder / "titles.csv").write_text("title,theory\nsecretary,advanced\nfront_chair,advanced\n", "utf-8")
    settings = folder / "scenario.yaml"
    text = settings.read_text("utf-8").replace("[fill, bench, mix, fit]", "[fill, bench, standard, mix, fit]")
    settings.write_text(text, "utf-8")
    (folder / "sessions.csv").write_text(
        "session,course,grants,starts_on,months,seats,taken,cost\n"
        "theory-1,Advanced theory,theory=advanced,2026-03,6,5,4,10\n"
        "state-1,State management,state_mgmt=high,2026-03,2,9,,1\n",
        "utf-8",
    )
    answer = planner("solve", folder, "--out", small.parent / "taught-plan")
    assert answer.exit_code == 0, answer.output
    return small.parent / "taught-plan"


def test_courses_lists_who_attends(taught: Path) -> None:
    answer = planner("courses", taught)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert answer.stdout.startswith(
        "1 of 10 seats taken by 1 person; 1 of 2 sessions used, 1 is full; cost 10 in 2026\n"
    )
    assert "theory-1, Advanced theory: 2026-03 to 2026-09, 1 of 1 seat\n" in answer.stdout


def test_the_price_of_a_seat_is_exact_and_proven(taught: Path) -> None:
    told = json.loads(planner("courses", taught, "--prices", "--json").stdout)
    (price,) = told["prices"]
    assert price["session"] == "theory-1"
    assert [tier["tier"] for tier in price["tiers"]] == ["fill", "bench", "standard", "mix", "fit"]
    assert all(tier["proven"] for tier in price["tiers"])
    first = next(tier["better"] for tier in price["tiers"] if tier["better"])
    assert first > 0
    told = planner("courses", taught, "--prices").stdout
    assert "One more seat at a full session" in told
    assert "fewer missing on the benches" in told


def test_synth_makes_a_scenario_of_the_size_asked(tmp_path: Path) -> None:
    answer = planner("synth", "--out", tmp_path / "made", "--communes", "3", "--posts", "4", "--seed", "5")
    assert answer.exit_code == 0
    told = planner("check", tmp_path / "made")
    assert told.exit_code == 0
    assert "12 posts" in told.stdout


def test_synth_makes_the_first_provinces_of_a_nation(tmp_path: Path) -> None:
    answer = planner("synth", "--profile", "nation", "--provinces", "1", "--out", tmp_path / "made")
    assert answer.exit_code == 0
    assert "provinces: 1," in (tmp_path / "made" / "scenario.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--provinces", "2"), "--provinces goes with --profile nation only"),
        (("--profile", "nation", "--communes", "5"), "only --provinces goes with it"),
    ],
)
def test_synth_says_which_sizes_go_together(options: tuple[str, ...], told: str, tmp_path: Path) -> None:
    answer = planner("synth", "--out", tmp_path / "made", *options)
    assert answer.exit_code == 2
    assert told in answer.stderr


@pytest.mark.parametrize("named", ["nowhere.yaml", __file__])
def test_synth_with_a_profile_that_cannot_be_read_is_exit_2(named: str, tmp_path: Path) -> None:
    assert planner("synth", "--out", tmp_path / "made", "--profile", named).exit_code == 2
    assert not (tmp_path / "made").exists()


def test_ctrl_c_keeps_a_plan_or_says_that_there_is_none(tmp_path: Path) -> None:
    planner("synth", "--out", tmp_path / "district", "--profile", "cao-loc")
    screen, terminal = pty.openpty()
    running = subprocess.Popen(
        [
            *(sys.executable, "-c", "from planner.cli import main; main()"),
            *("solve", str(tmp_path / "district"), "--out", str(tmp_path / "plan")),
        ],
        stdout=subprocess.PIPE,
        stderr=terminal,
        encoding="utf-8",
    )
    os.close(terminal)
    shown = b""
    while b"relaxing" not in shown:
        shown += os.read(screen, 4096)
    running.send_signal(signal.SIGINT)
    # a terminal that nobody reads would block the progress line
    with contextlib.suppress(OSError):
        while more := os.read(screen, 4096):
            shown += more
    os.close(screen)
    told, _ = running.communicate(timeout=120)
    assert b"Traceback" not in shown
    assert b"Stopping with what is found so far" in shown
    assert running.returncode == (1 if "no plan was found" in told else 0)
    assert (tmp_path / "plan" / "plan.json").is_file() == (running.returncode == 0)


def test_ctrl_c_leaves_a_stream_of_json_as_it_is(tmp_path: Path) -> None:
    planner("synth", "--out", tmp_path / "district", "--profile", "cao-loc")
    with start("solve", tmp_path / "district", "--out", tmp_path / "plan", "--progress", "json") as running:
        first = running.stderr.readline()
        running.send_signal(signal.SIGINT)
        _, rest = running.communicate(timeout=120)
    for line in (first + rest).splitlines():
        json.loads(line)


def test_a_reader_who_stops_reading_does_not_change_the_exit_status(small: Path, tmp_path: Path) -> None:
    with start("solve", small, "--out", tmp_path / "plan") as running:
        running.stdout.close()
        assert running.wait(timeout=60) == 0
        assert running.stderr.read() == b""
    assert (tmp_path / "plan" / "plan.json").is_file()


def test_progress_nobody_reads_does_not_stop_a_solve(small: Path, tmp_path: Path) -> None:
    with start("solve", small, "--out", tmp_path / "plan", "--progress", "json") as running:
        running.stderr.close()
        told = running.stdout.read().decode()
        assert running.wait(timeout=60) == 0
    assert told.endswith(f"Plan written to {tmp_path / 'plan'}\n")
    assert (tmp_path / "plan" / "trace.csv").read_text("utf-8").count(",done,") == 4


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_progress_that_cannot_be_written_does_not_stop_a_solve(small: Path, tmp_path: Path) -> None:
    arguments = ("solve", str(small), "--out", str(tmp_path / "plan"), "--progress", "line")
    code = "from planner.cli import main; main()"
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, stderr=full, check=False
        )
    assert ended.returncode == 0
    assert (tmp_path / "plan" / "plan.json").is_file()


def test_a_terminal_that_is_closed_does_not_stop_a_solve(small: Path, tmp_path: Path) -> None:
    screen, terminal = pty.openpty()
    with subprocess.Popen(
        [
            *(sys.executable, "-c", "from planner.cli import main; main()"),
            *("solve", str(small), "--out", str(tmp_path / "plan")),
        ],
        stdout=subprocess.PIPE,
        stderr=terminal,
        encoding="utf-8",
    ) as running:
        os.close(terminal)
        os.close(screen)
        told, _ = running.communicate(timeout=60)
    assert running.returncode == 0, told
    assert told.endswith(f"Plan written to {tmp_path / 'plan'}\n")


def test_a_solve_without_any_stderr_goes_on(small: Path, tmp_path: Path) -> None:
    command = f'exec "{sys.executable}" -c "from planner.cli import main; main()" solve "$0" --out "$1" 2>&-'
    ended = subprocess.run(["sh", "-c", command, small, tmp_path / "plan"], stdout=subprocess.PIPE, check=False)
    assert ended.returncode == 0
    assert (tmp_path / "plan" / "plan.json").is_file()


def test_progress_as_json_lines_tells_every_goal(small: Path, tmp_path: Path) -> None:
    answer = planner("solve", small, "--out", tmp_path / "plan", "--progress", "json", "--time-limit", "60")
    told = [json.loads(line) for line in answer.stderr.splitlines()]
    assert [step["tier"] for step in told if step["phase"] == "done"] == ["fill", "bench", "mix", "fit"]
    assert all(0 < step["left"] <= 60 for step in told)


def test_a_solve_needs_a_folder_for_its_plan(small: Path) -> None:
    answer = planner("solve", small)
    assert answer.exit_code == 2
    assert "Missing option '--out'" in answer.stderr


def test_the_size_is_explained_without_solving(small: Path, tmp_path: Path) -> None:
    answer = planner("solve", small, "--explain-size", "--out", tmp_path / "plan")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert "One holder for each seat" in answer.stdout
    assert not (tmp_path / "plan").exists()
    told = json.loads(planner("solve", small, "--explain-size", "--json").stdout)
    assert sum(part["rows"] for part in told["by_rule"]) == told["rows"]


def test_the_gap_chart_is_drawn_from_the_steps_of_the_solve(solved: Path, tmp_path: Path) -> None:
    answer = planner("chart", solved, "gap", "--out", tmp_path / "charts", "--json")
    assert [Path(path).name for path in json.loads(answer.stdout)["charts"]] == ["gap-1.png"]
    older = Path(shutil.copytree(solved, tmp_path / "older"))
    (older / "trace.csv").unlink()
    answer = planner("chart", older, "gap")
    assert answer.exit_code == 0
    assert "gap: This plan keeps no steps of its solve; solve the scenario again; no chart drawn" in answer.stderr


def test_a_locale_without_vietnamese_letters(tmp_path: Path) -> None:
    for command, name in ((["new"], "Huyện Đông"), (["check"], "Huyện Đông"), (["synth", "--out"], "Huyện Tây")):
        with start(*command, tmp_path / name, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0") as running:
            told, failed = running.communicate(timeout=60)
        assert running.returncode == 0, failed
        assert name in told.decode()


def start(*arguments: str | Path, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", "from planner.cli import main; main()", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )


def test_the_memory_limit_is_told_as_what_ended_the_search(small: Path, tmp_path: Path) -> None:
    answer = planner("solve", small, "--out", tmp_path / "plan", "--memory-limit", "1")
    assert answer.exit_code == 1
    assert "no plan was found; the memory limit ended the search" in answer.stdout
    assert not (tmp_path / "plan").exists()


def test_another_solver_proves_the_same_plan_values(small: Path, tmp_path: Path) -> None:
    ours = json.loads(planner("solve", small, "--out", tmp_path / "a", "--json").stdout)
    theirs = json.loads(planner("solve", small, "--out", tmp_path / "b", "--method", "direct:scip", "--json").stdout)
    assert [(tier["value"], tier["bound"]) for tier in theirs["tiers"]] == [
        (tier["value"], tier["bound"]) for tier in ours["tiers"]
    ]


def test_people_and_posts_that_are_too_many_for_one_model_are_refused_before_they_take_memory(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = tmp_path / "plan"
    planner("solve", small, "--out", plan)
    monkeypatch.setattr("planner.model.eligibility.MOST_PAIRS", 1)
    for asked in (
        ("check", small),
        ("solve", small, "--explain-size"),
        ("solve", small, "--out", tmp_path / "new", "--method", "direct:highs"),
        ("solve", small, "--out", tmp_path / "new", "--previous", plan),
        ("export", small, "--tier", "fill", "--out", tmp_path / "fill.mps"),
        ("repair", small),
    ):
        answer = planner(*asked)
        assert answer.exit_code == 2, asked
        assert "too many for one model" in answer.stdout + answer.stderr, asked
    assert not (tmp_path / "new").exists()
