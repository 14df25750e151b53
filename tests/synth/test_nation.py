"""A nation: its real provinces, each of its size, in one scenario that is ready to be planned province by province."""

from dataclasses import replace
from pathlib import Path

import pytest

from planner.check import read
from planner.domain.case import Case, build_case
from planner.rulebook.rulebook import resolve
from planner.scenario.columns import TABLES
from planner.scenario.scenario import Scenario
from planner.synth import profile
from planner.synth.nation import Nation, nation, nationwide, write_nation
from planner.synth.resize import resized


def small(provinces: int = 2, communes: int = 4) -> Nation:
    """The first provinces of the nation with a few communes each."""
    first = nation(provinces)
    return replace(first, provinces=tuple(replace(one, communes=communes) for one in first.provinces))


@pytest.fixture(scope="module")
def made() -> Scenario:
    return nationwide(small())


@pytest.fixture(scope="module")
def case(made: Scenario) -> Case:
    return build_case(made, resolve(made)[0])


def test_the_nation_has_34_provinces_and_3321_communes() -> None:
    provinces = nation().provinces
    assert len(provinces) == len({one.code for one in provinces}) == len({one.name for one in provinces}) == 34
    assert sum(one.communes for one in provinces) == 3321
    assert sum(one.name.startswith("Thành phố ") for one in provinces) == 7
    assert {one.name: one.communes for one in provinces}["Tỉnh Lạng Sơn"] == profile("lang-son-province").communes


def test_the_first_provinces_are_a_nation_too_and_not_more_than_there_are() -> None:
    assert [one.name for one in nation(2).provinces] == ["Thành phố Hà Nội", "Tỉnh Cao Bằng"]
    with pytest.raises(ValueError, match="the nation has 34 provinces; 35 were asked for"):
        nation(35)


def test_it_is_read_without_a_finding_that_somebody_would_have_to_do_something_about(tmp_path: Path) -> None:
    write_nation(small(), tmp_path)
    found, findings = read(tmp_path)
    assert found is not None
    assert not [finding for finding in findings if finding.severity == "error"]
    assert resolve(found)[0].on("own_province")
    assert found.settings.title.startswith("A nation, provinces: 2,")


def test_the_same_nation_is_made_of_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_nation(small(), tmp_path / name)
    assert [file.read_bytes() for file in sorted((tmp_path / "a").iterdir())] == [
        file.read_bytes() for file in sorted((tmp_path / "b").iterdir())
    ]


def test_a_province_does_not_depend_on_the_others(made: Scenario) -> None:
    alone = nationwide(small(1))
    assert alone.cadres["cadre"].str.startswith("01-").all()
    assert made.cadres[made.cadres["cadre"].str.startswith("01-")].equals(alone.cadres)


def test_every_unit_person_and_post_is_of_one_province(made: Scenario, case: Case) -> None:
    assert made.units.loc[made.units["kind"] == "province", "name"].tolist() == ["Thành phố Hà Nội", "Tỉnh Cao Bằng"]
    assert (case.unit_province >= 0).all()
    assert (case.province >= 0).all()
    assert (case.post_province >= 0).all()
    assert made.units["unit"].is_unique
    assert made.cadres["cadre"].is_unique
    assert made.posts["post"].is_unique


def test_nothing_names_anything_of_another_province(made: Scenario) -> None:
    own = {*made.units["unit"], *made.cadres["cadre"], *made.posts["post"], *made.tables["sessions"]["session"]}
    for table in ("posts", "cadres", "bench", "relatives", "pins", "sessions"):
        named = [
            made.tables[table][column.name]
            for column in TABLES[table].columns
            if column.ref in ("units", "posts", "cadres") or column.name in TABLES[table].key
        ]
        ids = (";".join(filter(None, row)).split(";") for row in zip(*named, strict=True))
        assert all(len({one[:3] for one in row if one in own}) == 1 for row in ids)


def test_sessions_are_for_the_people_of_their_province(made: Scenario, case: Case) -> None:
    assert set(made.tables["sessions"]["unit"]) == set(made.units.loc[made.units["kind"] == "province", "unit"])
    for session, code in enumerate(made.tables["sessions"]["session"].str[:3]):
        attending = made.cadres["cadre"][case.sessions.open[:, session]]
        assert attending.str.startswith(code).all()


def test_targets_stand_for_each_province_and_for_all(made: Scenario) -> None:
    scopes = [target.scope for target in made.settings.mix]
    assert scopes.count("each_province") == 2
    assert scopes.count("key_posts") == 2


def test_what_a_profile_counts_follows_its_communes() -> None:
    base = profile("lang-son-province")
    double = resized(base, communes=130)
    assert sum(count for group in double.staff_titles for count in group.values()) == double.staff == 2 * base.staff
    assert [course.seats for course in double.sessions] == [2 * course.seats for course in base.sessions]
    assert double.department_places == {title: 2 * count for title, count in base.department_places.items()}
    assert double.courses.of_year(2026) == 2 * (base.courses.of_year(2026) or 0)
    assert resized(base) == base
    tiny = resized(base, communes=1)
    assert all(free <= size for course in tiny.sessions for free, size in zip(course.free, course.sizes, strict=True))
