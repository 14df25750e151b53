"""Each rule broken alone is found alone; a rule met to the month is not."""

from dataclasses import dataclass, field

import pytest
from support.small_office import LISTINGS, STINTS, broken_rules, checker, office, pairs, stint_rows, with_rule

from planner.plan.verify.checker import RULES

SECOND_SEAT = {"vice_b": {"seats": "2"}}
TWO_PROVINCES = """
unit   kind        parent
north  province    -
south  province    -
xa_a   commune     north
xa_b   commune     north
xa_c   commune     -
dept   department  south
"""


@dataclass(frozen=True)
class Damage:
    """What is changed in the district and its plan."""

    changes: dict[str, dict[str, str]] = field(default_factory=dict)
    stints: str = STINTS
    listings: str = LISTINGS
    tables: dict[str, str] = field(default_factory=dict)
    attended: str = ""

    def broken(self, settings: str = "") -> set[str]:
        where = office(self.changes, settings, **self.tables)
        return broken_rules(where, self.stints, self.listings, attended=self.attended)


BUDGET = "\ncourses: {budget: 10}"
SESSIONS = "session grants needs starts_on months seats\n"

DAMAGES = {
    "one_holder": Damage(stints=STINTS + "spare vice_b 2026-07 2028-01"),
    "one_post": Damage(SECOND_SEAT, stints=STINTS + "deputy vice_b 2027-01 2028-01"),
    "no_removal": Damage(stints=STINTS.replace("vice_b   2026-01  2028-01", "vice_b 2026-01 2027-01")),
    "min_stay": Damage({"up": {"rotation_since": "2023-08"}}),
    "remaining_service": Damage({"deputy": {"birth_date": "1974-06"}}),
    "in_pool": Damage({"deputy": {"rotates": "no"}}),
    "tenure_cap": Damage({"vice_b": {"held_since": "2017-12"}}),
    "non_local": Damage({"up": {"native_unit": "xa_a"}}),
    "own_province": Damage(tables={"units": TWO_PROVINCES}),
    "grade": Damage({"up": {"grade": "1"}}),
    "standard": Damage({"deputy": {"theory": "primary"}}),
    "discipline": Damage({"deputy": {"discipline_until": "2026-08"}}),
    "higher_title": Damage({"spare": {"grade": "3"}}),
    "bench_size": Damage({"chair_a": {"bench_min": "0", "bench_max": "1"}}),
    "bench_standard": Damage({"spare": {"theory": "none", "degree": "college"}}),
    "bench_service": Damage({"spare": {"birth_date": "1970-12"}}),
    "release_cap": Damage(SECOND_SEAT, stints=STINTS + "second vice_b 2026-07 2028-01"),
    "lateral": Damage(
        {"holds": {"rotates": "yes", "place_since": "2023-08"}},
        STINTS.replace("deputy  vice_a", "holds vice_a").replace("vice_b   2026-01  2028-01", "vice_b 2026-01 2026-07"),
    ),
    "rating": Damage({"deputy": {"ratings": "HTXSNV;HTNV"}}),
    "one_cycle": Damage(tables={"bench": "cadre post since\nup chair_a 2025-08\nspare chair_a -"}),
    "kin": Damage(tables={"relatives": "cadre_a cadre_b\ndeputy up"}),
    "committee": Damage(tables={"titles": "title committee\npc_vice yes"}),
    "course_seats": Damage(
        tables={"sessions": SESSIONS + "k1 theory=advanced - 2026-02 3 1"}, attended="up k1\nspare k1"
    ),
    "course_budget": Damage(
        tables={"sessions": "session grants starts_on cost\nk1 theory=advanced 2026-02 6\nk2 degree=master 2026-03 5"},
        attended="up k1\nspare k2",
    ),
    "course_order": Damage(tables={"sessions": SESSIONS + "k1 theory=intermediate - 2026-02 3 1"}, attended="up k1"),
    "pins": Damage(tables={"pins": "action cadre post\nforbid up chair_a"}),
}
"""Something that breaks each rule and no other."""


def test_the_plan_of_the_small_office_keeps_every_rule() -> None:
    assert broken_rules(office()) == set()


@pytest.mark.parametrize("rule", DAMAGES)
def test_a_broken_rule_is_found_and_no_other(rule: str) -> None:
    assert DAMAGES[rule].broken(BUDGET) == {rule}


@pytest.mark.parametrize("rule", DAMAGES)
def test_a_rule_switched_off_is_not_checked(rule: str) -> None:
    assert DAMAGES[rule].broken(with_rule(rule, "false") + BUDGET) == set()


def test_every_rule_is_damaged_somewhere() -> None:
    # dual roles, which are a permission, have a scenario of their own
    assert set(RULES) - set(DAMAGES) == {"dual_role"}


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        pytest.param(Damage(stints=STINTS + "nobody vice_b 2026-07 2028-01"), "plan", id="unknown cadre"),
        pytest.param(Damage(listings="spare nowhere"), "plan", id="unknown post"),
        pytest.param(Damage(SECOND_SEAT, STINTS + "spare vice_b 2026-08 2028-01"), "plan", id="between two periods"),
        pytest.param(Damage(SECOND_SEAT, STINTS + "spare vice_b 2027-07 2027-01"), "plan", id="ends before it starts"),
        pytest.param(Damage(SECOND_SEAT, STINTS + "spare vice_b 2027-07 2028-07"), "plan", id="beyond the horizon"),
        pytest.param(Damage(stints=STINTS + "up chair_a 2027-01 2028-01"), "plan", id="the same stint twice"),
        pytest.param(Damage(listings=LISTINGS + "spare chair_a"), "plan", id="the same listing twice"),
        pytest.param(
            Damage({"vice_b": {"vacant_from": "2027-12"}}), "plan", id="stays when the post is to fall vacant"
        ),
        pytest.param(
            Damage({"holds": {"leaves_on": "2027-12"}}, listings="spare chair_a"), "plan", id="stays beyond service"
        ),
        pytest.param(Damage({"chair_a": {"vacant_from": "2027-01"}}), "one_holder", id="comes before the post opens"),
        pytest.param(
            Damage(
                {"holds": {"rotates": "yes"}},
                STINTS.replace("vice_b   2026-01  2028-01", "vice_b 2026-01 2027-01\nholds vice_b 2027-01 2028-01"),
            ),
            "one_post",
            id="takes the own post",
        ),
        pytest.param(
            Damage(stints=STINTS.replace("deputy  vice_a   2026-07  2028-01", "deputy vice_a 2026-07 2027-07")),
            "no_removal",
            id="a new stint ends early",
        ),
        pytest.param(
            Damage(stints=STINTS.replace("up      vice_a   2026-01  2026-07", "")),
            "no_removal",
            id="lost the post before moving on",
        ),
        pytest.param(Damage(tables={"bench": "cadre post\nspare chair_a"}), "in_pool", id="no longer listed"),
        pytest.param(Damage({"holds": {"native_unit": "xa_a"}}), "non_local", id="a native on the bench"),
        pytest.param(
            Damage({"spare": {"sending_unit": "dept"}, "deputy": {"unit": "xa_b"}}, tables={"units": TWO_PROVINCES}),
            "own_province",
            id="of another province on the bench",
        ),
        pytest.param(Damage({"up": {"grade": "4"}}), "grade", id="a lower post"),
        pytest.param(Damage({"deputy": {"party_date": "-"}}), "standard", id="not a party member"),
        pytest.param(Damage({"spare": {"discipline_until": "2026-02"}}), "discipline", id="disciplined on the bench"),
        pytest.param(Damage(listings=LISTINGS + "up chair_b"), "higher_title", id="placed as high as the bench"),
        pytest.param(Damage(listings=LISTINGS + "up chair_a"), "higher_title", id="on the bench of the new post"),
        pytest.param(Damage(listings=LISTINGS + "up vice_a"), "higher_title", id="on the bench of the old post"),
        pytest.param(Damage({"spare": {"title": "-", "grade": "0"}}), "higher_title", id="three steps up"),
        pytest.param(Damage({"stays": {"sending_unit": "dept"}}), "release_cap", id="somebody was already sent away"),
    ],
)
def test_each_other_way_to_break_a_rule_is_found(damage: Damage, rule: str) -> None:
    assert damage.broken() == {rule}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"up": {"rotation_since": "2023-07"}}, id="36 months since the rotation"),
        pytest.param({"deputy": {"birth_date": "1974-07"}}, id="120 months left for a rotation"),
        pytest.param({"up": {"birth_date": "1969-07"}}, id="60 months left for another move"),
        pytest.param({"spare": {"birth_date": "1971-01"}}, id="60 months left at the end of the term"),
        pytest.param({"vice_b": {"held_since": "2018-01"}}, id="the tenure cap falls on the last day"),
        pytest.param({"deputy": {"discipline_until": "2026-07"}}, id="the measure ends as the post is taken"),
        pytest.param({"spare": {"discipline_until": "2026-01"}}, id="the measure ends as the list is made"),
        pytest.param({"chair_a": {"vacant_from": "2026-12"}}, id="the post opens in the period's last month"),
        pytest.param({"vice_b": {"vacant_from": "2028-01"}}, id="falls vacant after the last period"),
        pytest.param({"spare": {"theory": "none"}}, id="one gap on the bench"),
        pytest.param({"up": {"native_unit": "-"}}, id="a native of nowhere known"),
        pytest.param({"up": {"grade": "3"}}, id="a move of no step"),
    ],
)
def test_a_rule_met_exactly_is_not_broken(changes: dict[str, dict[str, str]]) -> None:
    assert broken_rules(office(changes)) == set()


def test_a_rotation_that_could_not_last_three_years_breaks_min_stay() -> None:
    fresh = {"vice_a": {"held_since": "2026-01"}, "vice_b": {"held_since": "2026-01"}}
    capped = "title tenure_cap_months\npc_vice {}"
    assert broken_rules(office(fresh, titles=capped.format(35))) == {"min_stay"}
    assert broken_rules(office(fresh, titles=capped.format(36))) == set()


def test_a_holder_stays_as_long_as_the_scenario_asks() -> None:
    assert broken_rules(office(settings=with_rule("min_stay", "{holder_months: 54}"))) == set()
    assert broken_rules(office(settings=with_rule("min_stay", "{holder_months: 55}"))) == {"min_stay"}


def test_a_rotation_into_a_non_local_title_needs_only_five_years() -> None:
    straight = STINTS.replace("up      vice_a   2026-01  2026-07", "up vice_a 2026-01 2028-01")
    straight = straight.replace("up      chair_a  2026-07  2028-01", "").replace("deputy  vice_a", "deputy chair_a")
    assert broken_rules(office({"deputy": {"birth_date": "1969-07"}}), straight) == set()
    assert broken_rules(office({"deputy": {"birth_date": "1969-06"}}), straight) == {"remaining_service"}


def test_nobody_stands_on_more_benches_than_allowed() -> None:
    settings = with_rule("bench_size", "{titles_per_person: 1}")
    assert broken_rules(office(settings=settings)) == set()
    assert broken_rules(office(settings=settings), listed="spare chair_b") == {"bench_size"}


@pytest.mark.parametrize(("title", "rules"), [("dept_head", {"release_cap"}), ("dept_deputy", set())])
def test_the_head_of_a_department_does_not_leave_with_another(title: str, rules: set[str]) -> None:
    where = office(SECOND_SEAT | {"second": {"title": title, "grade": "2"}}, with_rule("release_cap", "{away_max: 2}"))
    assert broken_rules(where, more="second vice_b 2026-07 2028-01") == rules


def test_a_department_short_of_people_over_several_periods_is_one_line() -> None:
    where = office(SECOND_SEAT)
    (found,) = checker(where).violations(stint_rows(STINTS + "second vice_b 2026-07 2028-01"), pairs(LISTINGS))
    assert (found.cadres, found.period) == (("deputy", "second"), "2026-07-01")
    assert str(found) == (
        "release_cap: department dept has 2 people away from 2026-07-01 until 2028-01-01 "
        "(Vi Văn D (deputy), Mã Văn G (second)); at most 1 may be."
    )


def test_titles_that_the_rules_do_not_know_count_as_written() -> None:
    chairs = "mix: [{name: chairs, column: title, values: [pc_chair], scope: {title: pc_chair}, at_least: 1}]"
    where = office(settings=f"rules: open\n{chairs}")
    facts = checker(where).facts
    assert (facts.posts["chair_a"].title, facts.people["up"].title) == ("pc_chair", "pc_vice")
    assert (facts.posts["chair_a"].grade, facts.people["up"].grade) == (None, None)
    (row,) = checker(where).mix_rows(stint_rows(STINTS), pairs(LISTINGS))
    assert (row.today, row.planned) == (1, 1)


def test_people_sent_away_before_the_plan_are_no_fault_of_it() -> None:
    sent = {"stays": {"sending_unit": "dept"}, "holds": {"sending_unit": "dept"}}
    without_rotation = STINTS.replace("deputy  vice_a   2026-07  2028-01", "")
    assert broken_rules(office(sent), without_rotation) == set()


@pytest.mark.parametrize(
    ("pin", "rules"),
    [
        ("place up chair_a -", set()),
        ("place up chair_a 2026-12", set()),
        ("place up chair_a 2027-01", {"pins"}),
        ("place spare chair_a -", {"pins"}),
        ("forbid holds chair_a -", {"pins"}),
        ("forbid holds vice_b -", set()),
        ("keep holds vice_b -", set()),
        ("keep up vice_a -", {"pins"}),
        ("list spare chair_a -", set()),
        ("list spare chair_b -", {"pins"}),
        ("delist spare chair_a -", {"pins"}),
        ("delist spare chair_b -", set()),
    ],
)
def test_pins_are_kept(pin: str, rules: set[str]) -> None:
    assert broken_rules(office(pins=f"action cadre post from\n{pin}")) == rules


SCORES = """
cadre   post     score
up      chair_a  5
deputy  vice_a   5
holds   chair_a  5
spare   chair_a  5
"""


@pytest.mark.parametrize("unscored", ["deputy  vice_a   5", "spare   chair_a  5"])
def test_with_only_listed_pairs_a_pair_without_score_is_not_eligible(unscored: str) -> None:
    only = "fit: only_listed"
    assert broken_rules(office(settings=only, fit=SCORES)) == set()
    assert broken_rules(office(settings=only, fit=SCORES.replace(unscored, ""))) == {"fit_listed"}


@pytest.mark.parametrize(("women", "rules"), [(2, set()), (3, {"mix:women"})])
def test_a_hard_target_is_met_to_the_person(women: int, rules: set[str]) -> None:
    settings = f"mix: [{{name: women, column: sex, values: [female], at_least: {women}, hard: true}}]"
    assert broken_rules(office(settings=settings)) == rules


def test_a_holder_may_leave_in_the_first_and_come_in_the_last_period() -> None:
    at_once = STINTS.replace("up      vice_a   2026-01  2026-07", "").replace("chair_a  2026-07", "chair_a  2026-01")
    assert broken_rules(office(), at_once.replace("vice_a   2026-07", "vice_a   2026-01")) == set()
    last = STINTS.replace("up      vice_a   2026-01  2026-07", "up vice_a 2026-01 2027-07")
    assert broken_rules(office(), last.replace("2026-07", "2027-07")) == set()


def test_without_no_removal_a_stint_may_end_early_but_not_late() -> None:
    settings = with_rule("no_removal", "false")
    early = STINTS.replace("vice_b   2026-01  2028-01", "vice_b 2026-01 2026-07")
    assert broken_rules(office(settings=settings), early) == set()
    assert broken_rules(office({"vice_b": {"vacant_from": "2027-07"}}, settings)) == {"plan"}


def test_a_message_names_rule_person_post_and_limit() -> None:
    where = office({"deputy": {"birth_date": "1974-06"}})
    (violation,) = checker(where).violations(stint_rows(STINTS), pairs(LISTINGS))
    assert str(violation) == (
        "remaining_service: Vi Văn D (deputy) would have 119 months left when taking post vice_a on 2026-07-01; "
        "120 are needed."
    )
    assert (violation.cadres, violation.posts, violation.period) == (("deputy",), ("vice_a",), "2026-07-01")
