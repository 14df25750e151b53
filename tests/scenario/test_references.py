"""Ids that one table names and another must have."""

from pathlib import Path

import pytest
from support.scenario_files import lines_of
from support.scenarios import PACK_TITLES

MORE = f" and {len(PACK_TITLES) - 11} more" if len(PACK_TITLES) > 11 else ""


def test_an_unknown_id_gets_the_one_that_was_probably_meant(tmp_path: Path) -> None:
    posts = "post,unit,holder\nchair,xa_á,c1\nvice,elsewhere,c2;c9\n"
    assert lines_of(tmp_path, {"posts.csv": posts.replace("chair,xa_á,c1", "chair,xã_a,"), "fit.csv": None}) == [
        "posts.csv:2: error: the unit is not in units [xã_a]. Did you mean xa_a? Correct xã_a, or add it to units.",
        "posts.csv:3: error: the unit is not in units [elsewhere]. Correct elsewhere, or add it to units.",
        "posts.csv:3: error: the holder is not in cadres [c2;c9]. Correct c9, or add it to cadres.",
        "posts.csv:3: error: the post has more holders than seats [c2;c9]. Raise seats, or take out a holder.",
    ]


def test_a_title_may_come_from_the_rule_pack_or_from_the_scenario(tmp_path: Path) -> None:
    posts = "post,title\nchair,pc_chair\nvice,own\nother,pc_chiar\n"
    assert lines_of(tmp_path, {"posts.csv": posts, "titles.csv": "title,name\nown,Own title\n"}) == [
        "posts.csv:4: error: the title is not in titles of the scenario or the rule pack [pc_chiar]. "
        "Did you mean pc_chair? Correct pc_chiar, or add it to titles. "
        f"Known titles: {', '.join(sorted([*PACK_TITLES, 'own'])[:12])}{MORE}."
    ]


def test_the_known_titles_are_listed_once_and_only_the_first(tmp_path: Path) -> None:
    titles = "title\n" + "".join(f"a{row:02}\n" for row in range(20))
    cadres = "cadre,title\nc1,chủ tịch\nc2,bí thư\n"
    first, second = lines_of(tmp_path, {"titles.csv": titles, "cadres.csv": cadres})
    assert first.endswith(
        f"Known titles: a00, a01, a02, a03, a04, a05, a06, a07, a08, a09, a10, a11 and {8 + len(PACK_TITLES)} more."
    )
    assert second.endswith("Correct bí thư, or add it to titles.")


@pytest.mark.parametrize(("units", "nothing"), [(None, "is missing"), ("unit\n", "has no rows")])
def test_units_that_are_named_but_nowhere_listed_are_one_finding(
    tmp_path: Path, units: str | None, nothing: str
) -> None:
    assert lines_of(tmp_path, {"units.csv": units}) == [
        f"posts.csv:2: error: the unit is not in units, which {nothing} [xa_a]. "
        "Write the table units, or clear the column unit."
    ]


def test_references_to_a_table_that_cannot_be_read_are_not_held_against_the_others(tmp_path: Path) -> None:
    (line,) = lines_of(tmp_path, {"units.csv": b"\xff\xfe"})
    assert line.startswith("units.csv:1: error: the text is not UTF-8")


def test_many_unknown_ids_are_shown_twenty_times_and_then_counted(tmp_path: Path) -> None:
    fit = "cadre,post,score\n" + "".join(f"nobody{row},chair,1\n" for row in range(25))
    lines = lines_of(tmp_path, {"fit.csv": fit})
    assert len(lines) == 21
    assert lines[-1].startswith("fit.csv:22: error: and 5 more like it: the cadre is not in cadres.")
