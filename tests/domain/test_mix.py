"""Mix targets as whole persons: whom they count, where, when, and the bounds."""

import pytest
from support.scenarios import scenario

from planner.domain.case import case_of
from planner.domain.mix import NO_UPPER, Part, listings_in_force, matches, parts
from planner.scenario.scenario import Scenario


def target(words: str, months: int = 12, **tables: str) -> Scenario:
    """A scenario with one target, ``words`` without its name."""
    return scenario(f"horizon_months: {months}\nmix: [{{name: women, {words}}}]", **tables)


def bounds(words: str, **tables: str) -> tuple[int, int]:
    (part,) = parts(case_of(target(words, **tables)))
    return part.lower, part.upper


def seats(count: int) -> dict[str, str]:
    return {"posts": f"post seats\np {count}", "cadres": "cadre\nan"}


SEX = "column: sex, values: [female], scope: all_posts"


@pytest.mark.parametrize(
    ("share", "places", "persons"),
    [
        ("25%", 23, 6),
        ("25%", 24, 6),
        ("25%", 25, 7),
        ("0%", 23, 0),
        ("100%", 23, 23),
        ("33.3%", 1000, 333),
        ("33.4%", 1000, 334),
        ("33.3%", 10, 4),
        ("0.1%", 1, 1),
        ("33.333%", 3, 1),
    ],
)
def test_at_least_a_share_is_rounded_up_to_whole_persons(share: str, places: int, persons: int) -> None:
    assert bounds(f"{SEX}, at_least: {share}", **seats(places)) == (persons, NO_UPPER)


@pytest.mark.parametrize(
    ("share", "places", "persons"),
    [("25%", 23, 5), ("25%", 24, 6), ("0.1%", 999, 0), ("0.1%", 1000, 1), ("7.1%", 1000, 71)],
)
def test_at_most_a_share_is_rounded_down_to_whole_persons(share: str, places: int, persons: int) -> None:
    assert bounds(f"{SEX}, at_most: {share}", **seats(places)) == (0, persons)


def test_a_number_of_persons_is_taken_as_it_is_and_both_bounds_can_stand_together() -> None:
    assert bounds(f"{SEX}, at_least: 2, at_most: 30%", **seats(10)) == (2, 3)


TWO_UNITS = {
    "units": "unit cluster\nxa north\nya south\nza north",
    "titles": "title group\nchair government\nvice government\nsecretary party",
    "posts": """
    post  unit  title      seats  holder   key  bench_min
    p     xa    chair      2      an;binh  yes  2
    q     ya    vice       3      chi      yes  0
    r     ya    secretary  5      -        no   1
    s     -     -          7      -        no   0
    """,
    "cadres": "cadre sex birth_date\nan female 1990-08\nbinh male 1980\nchi female 1985\ndung female -\nem male -",
    "bench": "cadre post\ndung p\nem p\ndung r\nem q",
}


def counted(words: str) -> dict[str, tuple[str, int, int]]:
    """Each part of a target: posts, lower bound in persons, and today's count."""
    case = case_of(target(words, **TWO_UNITS))
    return {part.of: ("".join(case.posts.ids[part.posts]), part.lower, part.today) for part in parts(case)}


@pytest.mark.parametrize(
    ("scope", "posts", "lower", "today"),
    [
        ("key_posts", "pq", 3, 2),
        ("all_posts", "pqrs", 9, 2),
        ("{group: government}", "pq", 3, 2),
        ("{group: party}", "r", 3, 0),
        ("{title: vice}", "q", 2, 1),
        ("{unit: xa}", "p", 1, 1),
        ("{cluster: south}", "qr", 4, 1),
        ("all_benches", "pr", 2, 2),
    ],
)
def test_a_scope_of_one_part_counts_its_seats_and_today_s_people(
    scope: str, posts: str, lower: int, today: int
) -> None:
    words = f"column: sex, values: [female], scope: {scope}, at_least: 50%"
    assert counted(words) == {"": (posts, lower, today)}


def test_the_key_posts_of_each_unit_are_a_part_of_their_own() -> None:
    words = "column: sex, values: [female], scope: each_unit, at_least: 50%"
    assert counted(words) == {"xa": ("p", 1, 1), "ya": ("q", 2, 1)}


def test_the_key_posts_of_each_province_are_a_part_of_their_own() -> None:
    units = "unit kind parent\nxa commune to\nto department north\nya commune -\nnorth province -\nsouth province -"
    posts = "post unit key holder\np xa yes an\nq north yes -\nr ya yes binh\ns xa no -\nt south yes -"
    words = "column: sex, values: [female], scope: each_province, at_least: 50%"
    case = case_of(target(words, units=units, posts=posts, cadres="cadre sex\nan female\nbinh female"))
    counted = {part.of: ("".join(case.posts.ids[part.posts]), part.lower, part.today) for part in parts(case)}
    assert counted == {"north": ("pq", 1, 1), "south": ("t", 1, 0)}


def test_each_bench_counts_its_wanted_successors_and_listings_in_force() -> None:
    words = "column: sex, values: [female], scope: each_bench, at_least: 50%"
    assert counted(words) == {"p": ("p", 1, 1), "r": ("r", 1, 1)}


@pytest.mark.parametrize(("tolerance", "expected"), [(0, (2, 2)), (1, (1, 3)), (5, (0, 7))])
def test_preserve_keeps_today_s_count_within_a_tolerance(tolerance: int, expected: tuple[int, int]) -> None:
    assert bounds(f"{SEX}, preserve: {tolerance}", **TWO_UNITS) == expected


def periods(words: str) -> list[int]:
    return [part.period for part in parts(case_of(target(words, months=18, **TWO_UNITS)))]


def test_a_target_holds_at_the_end_in_every_period_or_for_benches_today() -> None:
    assert periods(f"{SEX}, at_least: 1") == [2]
    assert periods(f"{SEX}, at_least: 1, when: every") == [0, 1, 2]
    assert periods("column: sex, values: [female], scope: all_benches, at_least: 1") == [-1]


def who(part: Part, where: Scenario) -> set[str]:
    return set(case_of(where).people.ids[part.counts])


def test_ages_are_those_at_the_start_of_the_period() -> None:
    """an turns 36 in August 2026: in the band from January and July 2026, out of it from January 2027."""
    words = "column: age_band, values: [<36], scope: all_posts, preserve: 0, when: every"
    where = scenario(f"horizon_months: 18\nage_bands: [36, 41]\nmix: [{{name: young, {words}}}]", **TWO_UNITS)
    assert [who(part, where) for part in parts(case_of(where))] == [{"an"}, {"an"}, set()]
    assert {part.today for part in parts(case_of(where))} == {1}


@pytest.mark.parametrize(
    ("born", "band"),
    [("1991-02", "<35"), ("1991-01", "35-40"), ("1985-02", "35-40"), ("1985-01", ">40"), ("1985", ">40")],
)
def test_bands_change_in_the_month_of_birth(born: str, band: str) -> None:
    where = target(
        f"column: age_band, values: ['{band}'], scope: all_posts, at_least: 0",
        posts="post\np",
        cadres=f"cadre birth_date\nan {born}",
    )
    case = case_of(where)
    assert matches(case, where.settings.mix[0], case.calendar.start).tolist() == [True]


def test_nobody_without_a_birth_date_is_in_a_band() -> None:
    words = "column: age_band, values: [<35, 35-40, '>40'], scope: all_posts, at_least: 0"
    (part,) = parts(case_of(target(words, **TWO_UNITS)))
    assert part.counts.tolist() == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("column: sex, values: [female]", {"an"}),
        ("column: sex, values: [female, male]", {"an", "binh"}),
        ("column: ethnicity, values: [Tày, Nùng]", {"binh", "chi"}),
        ("column: rotates, values: ['yes']", {"an"}),
        ("column: rotates, values: ['no']", {"binh", "chi"}),
        ("column: grade, values: ['3']", {"chi"}),
        ("column: village, values: [Bản Chu]", {"an"}),
    ],
)
def test_any_column_counts_by_its_text(words: str, expected: set[str]) -> None:
    where = target(
        f"{words}, scope: all_posts, at_least: 0",
        posts="post\np",
        cadres="""
        cadre  sex     ethnicity  rotates  grade  village
        an     female  Kinh       yes      -      "Bản Chu"
        binh   male    Tày        no       2      -
        chi    -       Nùng       -        3      "Bản Lỏng"
        """,
    )
    (part,) = parts(case_of(where))
    assert who(part, where) == expected


def test_listings_in_force_are_told_by_position() -> None:
    cadre, post = listings_in_force(case_of(scenario(**TWO_UNITS)))
    assert list(zip(cadre.tolist(), post.tolist(), strict=True)) == [(3, 0), (4, 0), (3, 2), (4, 1)]
