"""Each part of the fit by a hand-computed example."""

import pytest
from support.scenarios import scenario

from planner.domain.case import case_of
from planner.domain.fit import points

TITLES = """
title  group       grade  degree    theory        fields
chair  government  3      bachelor  intermediate  law;economics
vice   government  2      -         -             -
front  front       2      -         -             -
other  -           -      -         -             -
"""
UNITS = """
unit  weight  lat   lon
xa    1       21.0  106.0
weak  4       21.0  106.0
near  1       21.5  106.0
far   1       21.0  107.0
lost  1       -     -
"""
PARTS = ("field", "above", "experience", "rating", "development", "need", "distance")


def fit(cadre: str, post: str, part: str, weight: int) -> int:
    """Points of one cadre (columns below) for one post (unit and title), when one part alone has a weight."""
    weights = ", ".join(f"{name}: {weight if name == part else 0}" for name in PARTS)
    where = scenario(
        f"goals: {{fit: {{{weights}}}}}",
        units=UNITS,
        titles=TITLES,
        posts=f"post unit title\npost {post}",
        cadres=f"cadre title grade native_unit degree theory field ratings\nan {cadre}",
    )
    return int(points(case_of(where))[0, 0])


@pytest.mark.parametrize(("field", "expected"), [("law", 3), ("economics", 3), ("medicine", 0), ("-", 0)])
def test_field_of_study_among_those_of_the_title(field: str, expected: int) -> None:
    assert fit(f"- - - - - {field} -", "xa chair", "field", 3) == expected


@pytest.mark.parametrize(
    ("degree", "theory", "expected"),
    [
        ("bachelor", "intermediate", 0),
        ("master", "intermediate", 5),
        ("doctor", "intermediate", 10),
        ("doctor", "bachelor", 20),
        ("college", "advanced", 5),
        ("none", "none", 0),
    ],
)
def test_levels_above_the_standard_count_two_of_each_at_most(degree: str, theory: str, expected: int) -> None:
    assert fit(f"- - - {degree} {theory} - -", "xa chair", "above", 5) == expected


def test_levels_above_are_capped_at_two_and_count_only_for_a_post_with_a_title() -> None:
    assert fit("- - - doctor bachelor - -", "xa vice", "above", 1) == 4
    assert fit("- - - doctor bachelor - -", "xa -", "above", 1) == 0


@pytest.mark.parametrize(
    ("title", "post", "expected"),
    [("vice", "chair", 2), ("front", "chair", 0), ("other", "other", 0), ("-", "chair", 0)],
)
def test_experience_in_a_title_of_the_same_group(title: str, post: str, expected: int) -> None:
    assert fit(f"{title} - - - - - -", f"xa {post}", "experience", 2) == expected


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ("HTXSNV;HTXSNV;HTXSNV", 6),
        ("HTXSNV;HTTNV;HTNV", 3),
        ("KHTNV;HTTNV;HTTNV", 0),
        ("KHTNV", -2),
        ("HTXSNV;HTNV;HTNV;HTNV", 0),
        ("-", 0),
    ],
)
def test_the_last_three_ratings(ratings: str, expected: int) -> None:
    assert fit(f"- - - - - - {ratings}", "xa chair", "rating", 1) == expected


@pytest.mark.parametrize(("grade", "expected"), [("2", 2), ("1", 2), ("3", 0), ("4", 0), ("-", 0)])
def test_development_is_a_grade_higher_than_today_s(grade: str, expected: int) -> None:
    assert fit(f"- {grade} - - - - -", "xa chair", "development", 2) == expected


@pytest.mark.parametrize(
    ("ratings", "unit", "expected"),
    [
        ("HTXSNV;HTNV;HTNV", "weak", 6),
        ("HTXSNV", "xa", 0),
        ("HTTNV", "weak", 0),
        ("HTXSNV;HTNV;HTNV;HTNV", "weak", 0),
        ("HTXSNV", "-", 0),
    ],
)
def test_an_excellent_cadre_for_a_weak_unit(ratings: str, unit: str, expected: int) -> None:
    assert fit(f"- - - - - - {ratings}", f"{unit} chair", "need", 2) == expected


@pytest.mark.parametrize(
    ("native", "expected"), [("xa", 0), ("weak", 0), ("near", -5), ("far", -10), ("lost", 0), ("-", 0)]
)
def test_every_whole_ten_kilometres_from_home_cost_a_point(native: str, expected: int) -> None:
    """Half a degree of latitude is 55.6 km; a degree of longitude on the 21st parallel 103.8 km."""
    assert fit(f"- - {native} - - - -", "xa chair", "distance", 1) == expected


def test_the_parts_add_up_with_the_default_weights() -> None:
    where = scenario(
        units=UNITS,
        titles=TITLES,
        posts="post unit title\npost weak chair",
        cadres="cadre title native_unit degree theory field ratings\n"
        "an vice near master intermediate law HTXSNV;HTTNV;HTTNV",
    )
    field, above, experience, rating, development, need, distance = 3, 1, 2, 4, 2, 2 * 3, -5
    assert points(case_of(where))[0, 0] == field + above + experience + rating + development + need + distance


def test_a_score_in_fit_csv_replaces_the_sum_of_that_pair_only() -> None:
    where = scenario(
        posts="post\np\nq", cadres="cadre ratings\nan HTXSNV\nbinh HTTNV", fit="cadre post score\nan q -7\nbinh p 0"
    )
    assert points(case_of(where)).tolist() == [[2, -7], [0, 1]]
