"""Every rule tells why it refuses a pair, and tells the same in English and in Vietnamese."""

import re
import unicodedata
from collections import Counter

import pytest
from support.scenarios import scenario
from support.solving import only

from planner.domain.case import Case, case_of
from planner.domain.levels import gap_parts
from planner.language import speaking
from planner.model.eligibility import find_eligible
from planner.model.kinds import Kind
from planner.model.rules import RULES
from planner.model.rules.base import PARTS, Rule
from planner.model.rules.pins import action_words
from planner.report.retold import reason_words
from planner.scenario.columns import TABLES
from planner.scenario.scenario import Scenario

UNITS = "unit kind\nu1 commune\nu2 commune\nu3 department"
BELOW = scenario(
    only("standard"),
    titles="title degree theory state_mgmt skills party_member\nt1 bachelor intermediate specialist updated yes",
    posts="post title\np1 t1",
    cadres="cadre\nc1",
)
SESSION = "session course grants starts_on months seats\ns1 k1 theory=intermediate 2026-05 6 9"


def taught(rule: str, asked: str) -> Scenario:
    """A title that asks for theory, and ``asked`` of a Party member; a course ends within the last period."""
    return scenario(
        only(rule, "{on: true, gaps_max: 0}" if rule == "bench_standard" else "true"),
        titles=f"title theory party_member\nt1 intermediate {asked}",
        posts="post title\np1 t1",
        cadres="cadre\nc1",
        sessions=SESSION,
    )


def away(switch: str, rotated: str) -> Scenario:
    """A holder in a commune, on rotation or not, and a post of a department one grade above."""
    return scenario(
        only("return_place", switch),
        units=UNITS,
        titles="title grade\nt1 3\nt2 2",
        posts="post unit title holder\np1 u3 t1 -\np2 u1 t2 c1",
        cadres=f"cadre unit title rotation_since\nc1 u1 t2 {rotated}",
    )


def committee(unit: str) -> Scenario:
    return scenario(
        only("committee"),
        units=UNITS,
        titles="title committee\nt1 yes",
        posts="post unit title seats\np1 u1 t1 3",
        cadres=f"cadre unit\nc1 {unit}",
    )


def provincial(unit: str) -> Scenario:
    return scenario(
        only("own_province"),
        units="unit kind parent\nu1 province -\nu2 province -\nu3 commune u1\nu4 department -",
        posts=f"post unit\np1 {unit}",
        cadres="cadre unit\nc1 u3",
    )


def graded(rule: str) -> Scenario:
    return scenario(only(rule), titles="title grade\nt1 4", posts="post title\np1 t1", cadres="cadre grade\nc1 1")


def pinned(pins: str, holder: str = "-") -> Scenario:
    return scenario(
        posts=f"post holder\np1 -\np2 {holder}\np3 -\np4 -\np5 -",
        cadres="cadre\nc1",
        pins=f"action cadre post reason\n{pins}",
    )


REFUSING = {
    "one_holder": {"not yet": scenario(posts="post vacant_from\np1 2027-06", cadres="cadre\nc1")},
    "one_post": {"holder": scenario(posts="post holder\np1 c1", cadres="cadre\nc1")},
    "dual_role": {
        "no pair": scenario(
            rules="vn-2022",
            posts="post unit title\np1 u1 pc_vice\np2 u1 council_chair\np3 u1 secretary",
            cadres="cadre\nc1",
        )
    },
    "committee": {"other unit": committee("u2"), "seat": committee("u1")},
    "in_pool": {
        "title": scenario(only("in_pool"), titles="title\nt1", posts="post title\np1 t1", cadres="cadre\nc1"),
        "no title": scenario(only("in_pool"), posts="post\np1", cadres="cadre\nc1"),
    },
    "return_place": {
        "grade": away("{on: true, highest_step: 0}", "2023-01"),
        "off": away("false", "2023-01"),
        "not on rotation": away("true", "-"),
    },
    "grade": {"far up": graded("grade")},
    "non_local": {
        "local": scenario(
            only("non_local"),
            titles="title non_local\nt1 yes",
            posts="post unit title\np1 u1 t1",
            cadres="cadre native_unit\nc1 u1",
        )
    },
    "own_province": {
        "other province": provincial("u2"),
        "no province": provincial("u4"),
    },
    "standard": {"every part": BELOW, "too late": taught("standard", "no"), "never": taught("standard", "yes")},
    "rating": {
        "rotation": scenario(
            only("rating", "{on: true, rotation_least: 2, listing_least: 1}"),
            units=UNITS,
            posts="post unit\np1 u1",
            cadres="cadre unit ratings\nc1 u3 HTNV",
        )
    },
    "discipline": {
        "stands": scenario(only("discipline"), posts="post\np1", cadres="cadre discipline_until\nc1 2030-02-15")
    },
    "remaining_service": {
        "short": scenario(
            only("remaining_service", "{on: true, first_time_months: 60}"),
            posts="post\np1",
            cadres="cadre leaves_on\nc1 2030-12",
        )
    },
    "min_stay": {
        "no time": scenario(
            only("min_stay", "{on: true, rotation_months: 36}"),
            units=UNITS,
            posts="post unit\np1 u1",
            cadres="cadre unit leaves_on\nc1 u3 2028-12",
        ),
        "stays": scenario(
            only("min_stay", "{on: true, rotation_months: 36}"),
            units=UNITS,
            posts="post unit holder\np1 u1 -\np2 u1 c1",
            cadres="cadre unit rotation_since\nc1 u1 2025-01",
        ),
    },
    "lateral": {
        "stays": scenario(
            only("lateral", "{on: true, stay_months: 36}"),
            units=UNITS,
            titles="title grade\nt1 2",
            posts="post unit title holder held_since\np1 u1 t1 - -\np2 u2 t1 c1 2025-01",
            cadres="cadre unit title\nc1 u2 t1",
        )
    },
    "one_cycle": {
        "just listed": scenario(
            only("one_cycle", "{on: true, months: 14}"),
            posts="post\np1",
            cadres="cadre\nc1",
            bench="cadre post since\nc1 p1 2025-12",
        )
    },
    "tenure_cap": {
        "short": scenario(
            only("tenure_cap"), titles="title tenure_cap_months\nt1 5", posts="post title\np1 t1", cadres="cadre\nc1"
        )
    },
    "higher_title": {"far up": graded("higher_title")},
    "bench_size": {"none": scenario(posts="post bench_min bench_max\np1 0 0", cadres="cadre\nc1")},
    "bench_standard": {
        "no course": scenario(
            only("bench_standard", "{on: true, gaps_max: 1}"),
            titles="title degree theory\nt1 bachelor intermediate",
            posts="post title\np1 t1",
            cadres="cadre\nc1",
        ),
        "courses": taught("bench_standard", "yes"),
    },
    "bench_service": {
        "short": scenario(
            only("bench_service", "{on: true, months: 60}"), posts="post\np1", cadres="cadre leaves_on\nc1 2031-12"
        )
    },
    "pins": {
        "forbidden": pinned('forbid c1 p1 "TB 12"\nplace c1 p2 -\nlist c1 p3 -\ndelist c1 p4 -\nprefer c1 p5 -'),
        "kept": pinned("keep c1 p2 -", holder="c1"),
    },
    "fit_listed": {"absent": scenario("fit: only_listed", posts="post\np1", cadres="cadre\nc1")},
}
"""For each rule, cases in which it refuses c1 for p1: one for each sentence that it has."""

ROWS_ONLY = {
    "no_removal": "the model has no column that would remove anybody",
    "release_cap": "counts all who are away from a department at once",
    "kin": "keeps two people apart, either may take the post alone",
    "course_seats": "counts the participants of a session",
    "course_budget": "adds up the costs of a year",
    "course_order": "orders the sessions that one person attends",
}
"""Rules that refuse no pair by themselves, and why."""

CASES = [
    pytest.param(rule, where, id=f"{rule.name}: {what}")
    for rule in RULES
    for what, where in REFUSING.get(rule.name, {}).items()
]
SAME_IN_BOTH = {"fit", "csv", "return_place"}
RULE_WORDS = {"lacks", "grade", "months", "needed", "bench", "post", "unit", "rotation", "course", "refuses", "pinned"}


def in_both(rule: Rule, case: Case) -> tuple[str, str]:
    """The sentence in English and in Vietnamese."""
    with speaking("vi"):
        vietnamese = rule.refusal(case, 0, 0)
    return rule.refusal(case, 0, 0), vietnamese


def with_days(sentence: str) -> str:
    """The sentence with its dates as Vietnamese writes them."""
    return re.sub(r"(\d{4})-(\d\d)-(\d\d)", r"\3/\2/\1", sentence)


def refused(case: Case, rule: Rule) -> bool:
    """Whether the rule refuses c1 for p1, as a successor or for a stint of any kind."""
    eligible = find_eligible(case)
    masks = [eligible.refused_listings, *(opening.refused for opening in eligible.openings.values())]
    return any(mask[0, 0] >> eligible.rules.index(rule) & 1 for mask in masks)


def facts(sentence: str) -> Counter[str]:
    """Ids, numbers, dates and ratings of a sentence; every id of these scenarios has a digit."""
    return Counter(re.findall(r"[\w-]*\d[\w-]*|[A-Z]{3,}", sentence))


def plain_words(sentence: str) -> set[str]:
    """Words of a sentence that are written in English letters and are no ids, numbers or ratings."""
    words = re.findall(r"\w+", sentence)
    return {word.lower() for word in words if word.isascii() and not re.search(r"\d", word) and not word.isupper()}


def test_every_rule_that_refuses_somebody_is_asked_here() -> None:
    assert REFUSING.keys() | ROWS_ONLY.keys() == {rule.name for rule in RULES}
    assert not REFUSING.keys() & ROWS_ONLY.keys()


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.name in ROWS_ONLY], ids=lambda rule: rule.name)
def test_a_rule_of_rows_only_answers_for_no_pair(rule: Rule) -> None:
    for case in (case_of(BELOW), case_of(away("true", "2023-01"))):
        assert rule.refused_listings(case) is None
        for kind in Kind:
            assert rule.refused_stints(case, kind) is None
            assert rule.start_window(case, kind) == (None, None)


@pytest.mark.parametrize(("rule", "where"), CASES)
def test_both_sentences_name_the_same_people_posts_numbers_and_dates(rule: Rule, where: Scenario) -> None:
    case = case_of(where)
    assert refused(case, rule)
    english, vietnamese = in_both(rule, case)
    assert facts(english).keys() & {"c1", "p1", "t1"}
    assert facts(vietnamese) == facts(english)


@pytest.mark.parametrize(("rule", "where"), CASES)
def test_an_english_sentence_that_is_kept_is_found_again_in_vietnamese(rule: Rule, where: Scenario) -> None:
    english, vietnamese = in_both(rule, case_of(where))
    with speaking("vi"):
        assert reason_words(rule.name, english) == with_days(vietnamese)


@pytest.mark.parametrize(("rule", "where"), CASES)
def test_the_vietnamese_sentence_is_vietnamese_throughout(rule: Rule, where: Scenario) -> None:
    case = case_of(where)
    english, vietnamese = in_both(rule, case)
    assert english.isascii()
    assert re.search(r"[ăâđêôơưĂÂĐÊÔƠƯạảấầậắặẹếềệịọốồộớờợụủứừựỳ]", vietnamese)
    assert unicodedata.is_normalized("NFC", vietnamese)
    assert plain_words(vietnamese) & (plain_words(english) | RULE_WORDS) <= SAME_IN_BOTH


def test_every_part_of_the_standard_and_every_decision_has_its_vietnamese_name() -> None:
    (action,) = (column for column in TABLES["pins"].columns if column.name == "action")
    assert [action_words(choice) for choice in action.choices] == list(action.choices)
    with speaking("vi"):
        assert not {action_words(choice) for choice in action.choices} & set(action.choices)
    assert set(PARTS) == gap_parts(case_of(BELOW)).keys()


def test_the_reasons_of_a_pair_are_told_in_the_language_spoken() -> None:
    case = case_of(graded("grade"))
    eligible = find_eligible(case)
    told = {"en": "c1 has grade 1, p1 grade 4", "vi": "c1 giữ chức vụ bậc 1, vị trí p1 thuộc bậc 4"}
    assert eligible.reasons(case, 0, 0) == [told["en"]]
    with speaking("vi"):
        assert eligible.reasons(case, 0, 0) == [told["vi"]]
