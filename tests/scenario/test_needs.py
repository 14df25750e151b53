"""What a rule pack needs to know, and what the open pack does without."""

from pathlib import Path

from support.scenario_files import lines_of

RULES = "name: small\nas_of: 2026-01-01\nrules: vn-2022\n"


def test_the_open_pack_needs_ids_only(tmp_path: Path) -> None:
    files = {"units.csv": None, "posts.csv": "post,seats\nchair,1\n", "cadres.csv": "cadre\nc1\n"}
    assert lines_of(tmp_path, {**files}) == []


def test_posts_and_cadres_are_always_needed_and_units_by_the_rules(tmp_path: Path) -> None:
    files = {"scenario.yaml": RULES, "units.csv": None, "posts.csv": None, "cadres.csv": None}
    assert lines_of(tmp_path, {**files}) == [
        "units.csv:1: error: the table units is missing. Write units.csv with the columns unit.",
        "posts.csv:1: error: the table posts is missing. Write posts.csv with the columns post, unit, title.",
        "cadres.csv:1: error: the table cadres is missing. "
        "Write cadres.csv with the columns cadre, name, sex, birth_date, unit, title.",
    ]


def test_settings_that_cannot_be_read_do_not_ask_for_units(tmp_path: Path) -> None:
    (line,) = lines_of(tmp_path, {"scenario.yaml": "rules: open: x\n", "units.csv": None, "posts.csv": "post\nchair\n"})
    assert line.startswith("scenario.yaml:1: error: this is not valid YAML")


def test_a_missing_column_is_one_finding_however_many_rows_there_are(tmp_path: Path) -> None:
    posts = "post,unit,title\nchair,xa_a,pc_chair\n"
    cadres = "cadre,name,sex,title\n" + "".join(f"c{row},An,male,staff\n" for row in range(500))
    assert lines_of(tmp_path, {"scenario.yaml": RULES, "posts.csv": posts, "cadres.csv": cadres}) == [
        "cadres.csv:1: error: the column birth_date is missing, which the rules need. "
        "Add the column birth_date, or choose the rule pack open."
    ]


def test_each_blank_cell_that_the_rules_need_is_found(tmp_path: Path) -> None:
    posts = "post,unit,title\nchair,,pc_chair\nvice,xa_a,\n"
    cadres = "cadre,name,sex,birth_date,unit,title\nc1,,male,1970,xa_a,\nc2,An,,,,\nc3,Chi,male,1970,,staff\n"
    needed = "is blank, which the rules need. Fill in"
    other = "or choose the rule pack open."
    assert lines_of(tmp_path, {"scenario.yaml": RULES, "posts.csv": posts, "cadres.csv": cadres}) == [
        f"posts.csv:2: error: unit {needed} unit, {other}",
        f"posts.csv:3: error: title {needed} title, {other}",
        f"cadres.csv:2: error: name {needed} name, {other}",
        f"cadres.csv:3: error: sex {needed} sex, {other}",
        f"cadres.csv:3: error: birth_date {needed} birth_date, {other}",
        f"cadres.csv:3: error: title or unit {needed} title or unit, {other}",
    ]
