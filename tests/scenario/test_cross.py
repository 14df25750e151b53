"""What each row allows but several rows together do not."""

from pathlib import Path

from support.scenario_files import lines_of


def test_what_has_happened_lies_before_as_of(tmp_path: Path) -> None:
    posts = "post,holder,held_since\nchair,c1,2026-02\n"
    cadres = "cadre,birth_date,title_since\nc1,2027,\nc2,,2026-01-02\nc3,,2026-01\nc4,,2026\n"
    remedy = "Give a date no later than 2026-01-01, or correct as_of."
    assert lines_of(tmp_path, {"posts.csv": posts, "cadres.csv": cadres}) == [
        f"posts.csv:2: error: held_since lies after as_of [2026-02]. {remedy}",
        f"cadres.csv:2: error: birth_date lies after as_of [2027]. {remedy}",
        f"cadres.csv:3: error: title_since lies after as_of [2026-01-02]. {remedy}",
    ]


def test_nobody_is_under_16_or_over_80(tmp_path: Path) -> None:
    cadres = "cadre,birth_date\nc1,1944-12\nc2,1945-02\nc3,2010-01\nc4,2010-02\n"
    message = "the age at as_of is not between 16 and 80"
    assert lines_of(tmp_path, {"cadres.csv": cadres}) == [
        f"cadres.csv:2: error: {message} [1944-12]. Correct the birth date, or as_of.",
        f"cadres.csv:5: error: {message} [2010-02]. Correct the birth date, or as_of.",
    ]


def test_nobody_joins_the_party_before_birth(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"cadres.csv": "cadre,birth_date,party_date\nc1,1970-05,1969-12-31\n"}) == [
        "cadres.csv:2: error: party_date lies before birth_date [1969-12-31]. Correct one of the two dates."
    ]


def test_a_cadre_is_not_his_own_relative(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"relatives.csv": "cadre_a,cadre_b\nc1,c2\nc1,c1\n"}) == [
        "relatives.csv:3: error: both columns name the same cadre [c1]. Correct one, or delete the row."
    ]


def test_each_circle_of_parents_is_found_once(tmp_path: Path) -> None:
    units = "unit,parent\nxa_a,xa_b\nxa_b,xa_a\nxa_c,xa_a\nxa_d,xa_d\nxa_e,\n"
    assert lines_of(tmp_path, {"units.csv": units}) == [
        "units.csv:2: error: the parents go round in a circle [xa_b]. Clear or correct one parent in the circle.",
        "units.csv:5: error: the parents go round in a circle [xa_d]. Clear or correct one parent in the circle.",
    ]


def test_a_bench_is_not_smaller_than_its_least(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"posts.csv": "post,bench_min,bench_max\nchair,3,2\nvice,3,\nclerk,,2\n"}) == [
        "posts.csv:2: error: bench_min is greater than bench_max [3]. Correct one of the two."
    ]


def test_a_rotation_ends_after_it_began_and_not_before_as_of(tmp_path: Path) -> None:
    cadres = (
        "cadre,rotation_since,rotation_until\n"
        "c1,,2026-06\nc2,2025-03,2025-02\nc3,2025,2025-12\nc4,2025-03,2026-01\nc5,2025-03,\n"
    )
    assert lines_of(tmp_path, {"cadres.csv": cadres}) == [
        "cadres.csv:2: error: rotation_until without rotation_since [2026-06]. "
        "Fill in rotation_since, or clear rotation_until.",
        "cadres.csv:3: error: rotation_until lies before rotation_since [2025-02]. Correct one of the two dates.",
        "cadres.csv:4: error: rotation_until lies before as_of [2025-12]. "
        "Give a date no earlier than 2026-01-01, or clear both dates of a rotation that is over.",
    ]


def test_relatives_and_former_titles_exist(tmp_path: Path) -> None:
    files = {"relatives.csv": "cadre_a,cadre_b\nc1,c9\n", "cadres.csv": "cadre,former_title\nc1,stafff\nc2,staff\n"}
    assert [line.partition(" Known titles")[0] for line in lines_of(tmp_path, {**files})] == [
        "cadres.csv:2: error: the former_title is not in titles of the scenario or the rule pack [stafff]. "
        "Did you mean staff? Correct stafff, or add it to titles.",
        "relatives.csv:2: error: the cadre_b is not in cadres [c9]. Correct c9, or add it to cadres.",
    ]
