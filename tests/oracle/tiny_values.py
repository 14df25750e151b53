"""What the tiny random scenarios choose from: cells, rules with their numbers, targets and tiers."""

from collections.abc import Mapping, Sequence
from typing import Any

Row = dict[str, Any]

UNITS = """
unit  kind        parent  sector   weight  cluster  lat   lon
ta    province    -       -        1       -        -     -
tb    province    -       -        1       -        -     -
xa    commune     ta      -        1       hills    21.8  106.7
xb    commune     tb      -        3       plain    21.9  106.9
pa    department  xb      finance  1       plain    21.8  106.8
pb    department  -       -        1       hills    -     -
"""
UNITS_FOR: Mapping[str, Sequence[str]] = {
    "": ("",),
    "xa": ("xa", "ta"),
    "xb": ("xb", "tb"),
    "pa": ("pa", "xb", "tb"),
    "pb": ("pb",),
}
"""For which units a session may be, so that somebody of a unit can attend."""
TITLES = """
title             group       grade  head  degree    theory        skills   party_member  non_local  committee  tenure_cap_months  fields
chair             government  3      yes   bachelor  intermediate  -        yes           yes        no         -                  law
vice              government  2      no    bachelor  -             updated  no            no         no         -                  law;economics
deputy_secretary  party       3      yes   -         intermediate  -        no            no         no         -                  -
council_vice      council     3      yes   -         -             -        no            no         no         -                  -
front             front       2      yes   -         primary       -        no            no         no         18                 -
head              dept        3      yes   -         -             -        no            no         no         -                  -
deputy            dept        2      no    -         -             updated  no            no         no         -                  -
clerk             -           1      no    -         -             -        no            no         no         -                  -
list              party       -      no    -         primary       -        no            no         yes        -                  -
plain             -           -      no    -         -             -        no            no         no         -                  -
"""  # noqa: E501
POSTS: Mapping[str, Sequence[object]] = {
    "unit": ("xa", "xa", "xb", "pa", "pb", ""),
    "title": ("chair", "vice", "vice", "front", "deputy_secretary", "deputy", "clerk", "plain", ""),
    "seats": (1, 1, 1, 2),
    "holders": (0, 1, 1, 2),
    "held_since": ("", "", "2018-03", "2022-01", "2025-01", "2025-06"),
    "vacant_from": ("", "", "", "2026-03", "2026-06", "2026-07", "2027-02"),
    "key": ("yes", "yes", "no"),
    "backfill": ("no", "no", "yes"),
    "bench_min": ("", 0, 1, 2),
    "bench_max": ("", "", 2, 3),
    "weight": (1, 1, 2),
}
CADRES: Mapping[str, Sequence[object]] = {
    "sex": ("male", "female", "female", ""),
    # the last few reach retirement some months after as_of, around the ends of periods
    "birth_date": (
        "",
        "1990-05",
        "1985-02",
        "1985-07",
        "1991-02",
        "1969-05",
        "1969-07",
        "1969-12",
        "1965-01",
        "1973-04",
    ),
    "ethnicity": ("Tày", "Nùng"),
    "native_unit": ("xa", "xb", ""),
    "unit": ("pa", "pa", "pb", "xa", "xb", ""),
    "title": ("chair", "vice", "front", "head", "head", "deputy", "clerk", "clerk", "plain", ""),
    "title_since": ("", "", "2019-01", "2024-07"),
    "place_since": ("", "", "2023-07", "2025-01"),
    "former_title": ("", "", "deputy", "head", "clerk"),
    "grade": ("", "", "", 2),
    "degree": ("none", "college", "bachelor", "bachelor", "master", "doctor"),
    "field": ("law", "economics", ""),
    "theory": ("none", "primary", "intermediate", "intermediate", "advanced"),
    "skills": ("none", "updated"),
    "party_date": ("2010-01", "2010-01", ""),
    "ratings": ("", "HTXSNV;HTTNV", "KHTNV;HTNV;HTXSNV;HTTNV", "HTXSNV;KHTNV;HTNV;HTNV"),
    "discipline_until": ("", "", "", "2026-01", "2026-04", "2026-07"),
    "rotates": ("yes", "yes", "no"),
    "rotation_since": ("", "", "2025-01", "2025-07"),
    "rotation_until": ("", "", "", "2026-05", "2026-07", "2027-01"),
    "sending_unit": ("", "", "pa", "pb"),
    "leaves_on": ("", "", "", "", "2026-07", "2026-10", "2025-11", "2027-01", "2029-01"),
    "rank": ("one", "two", ""),
}
GRANTS = (
    ("theory=intermediate", ""),
    ("theory=intermediate", "theory=primary"),
    ("theory=intermediate", "theory=primary"),
    ("theory=primary", ""),
    ("theory=primary", "skills=updated"),
    ("skills=updated", ""),
    ("skills=updated", "theory=primary"),
    ("degree=bachelor", ""),
)
"""What sessions grant and need."""
SESSIONS: Mapping[str, Sequence[object]] = {
    "starts_on": ("2026-01", "2026-01", "2026-03", "2026-07", "2026-09"),
    "months": (1, 3, 4, 6),
    "seats": (1, 1, 2, 3),
    "taken": (0, 0, 0, 1),
    "cost": (0, 1, 2, 3),
    "priority": ("", "sex=female", "age_band=<35;rank=one", "rotates=yes"),
}
SINCE = ("", "", "2024-05-17", "2025-07", "2025-12", "2026-01")
DUAL_DATES: Sequence[Row] = (
    {"today": True, "from": None, "until": None},
    {"today": True, "from": "2020-01-01", "until": None},
    {"today": True, "from": None, "until": "2026-07-01"},
    {"today": True, "from": None, "until": "2026-09-01"},
    {"today": False, "from": "2026-07-01", "until": None},
    {"today": False, "from": "2026-05-01", "until": "2027-01-01"},
)
"""Since when and until when two titles may be held together, and whether that is so at as_of."""
RULES: Mapping[str, Mapping[str, Sequence[int]]] = {
    "min_stay": {"rotation_months": (0, 6, 12, 18), "holder_months": (0, 12, 18)},
    "remaining_service": {
        "rotation_months": (0, 6, 12, 60),
        "non_local_months": (0, 6, 24),
        "first_time_months": (0, 6, 12, 60),
    },
    "in_pool": {},
    "tenure_cap": {"head_months": (12, 48, 96), "deputy_months": (6, 12, 96)},
    "non_local": {},
    "own_province": {},
    "grade": {"lowest_step": (0,), "highest_step": (1, 2)},
    "standard": {},
    "discipline": {},
    "higher_title": {"highest_step": (1, 2)},
    "bench_standard": {"gaps_max": (0, 1), "near_step": (0, 1)},
    "bench_service": {"months": (0, 12, 24, 60)},
    "release_cap": {"away_max": (1, 2), "counts_months": (6, 12, 24, 60)},
    "dual_role": {},
    "kin": {},
    "one_cycle": {"months": (6, 12)},
    "lateral": {"stay_months": (12, 18, 36)},
    "rating": {"rotation_least": (1, 2), "listing_least": (1, 2)},
    "return_place": {"record_excellent": (0, 1), "highest_step": (0, 1, 2)},
    "committee": {"low_percent": (0, 50, 100), "high_percent": (100, 150)},
    "course_seats": {},
    "course_budget": {},
    "course_order": {},
}
THEMES: Mapping[str, Sequence[str]] = {
    "duals": ("dual_role",),
    "returns": ("return_place",),
    "courses": ("course_order", "course_seats", "course_budget"),
    "committees": ("committee",),
    "kin": ("kin",),
    "standards": ("standard", "bench_standard"),
}
"""Rules that hold in scenarios of each theme."""
BENCH_SIZE: Mapping[str, Sequence[int]] = {"min": (0, 1, 2), "max": (1, 2), "titles_per_person": (1, 2, 3)}
COUNTED: Sequence[tuple[str, list[str]]] = (
    ("sex", ["female"]),
    ("ethnicity", ["Tày"]),
    ("age_band", ["<35"]),
    ("age_band", ["35-40", ">40"]),
    ("rank", ["one"]),
    ("rotates", ["yes"]),
)
BOUNDS: Sequence[Row] = (
    {"preserve": 0},
    {"preserve": 1},
    {"at_least": 1},
    {"at_least": "30%"},
    {"at_least": "100%"},
    {"at_most": 0},
    {"at_most": 1},
    {"at_most": "50%"},
    {"at_most": "33.4%"},
    {"at_least": 1, "at_most": 1},
)
PLACES: Sequence[str | dict[str, str]] = (
    "key_posts",
    "all_posts",
    "each_unit",
    "each_province",
    {"group": "government"},
    {"title": "vice"},
    {"unit": "xa"},
    {"cluster": "hills"},
)
TIERS: Sequence[list[str | dict[str, int]]] = (
    ["fill", "bench", "mix", "fit"],
    ["fill", "bench", "standard", "mix", "change", "fit"],
    ["standard", "change", "fit", "fill"],
    ["mix", "fit", "fill", "bench"],
    ["fit", "bench", "fill", "mix"],
    [{"fill": 1, "bench": 5}, {"mix": 7, "fit": 2}],
    [{"mix": 2, "fit": 1}, {"fill": 1, "bench": 1, "standard": 1}],
    [{"fill": 1, "bench": 3, "mix": 2, "change": 2, "fit": 1}],
    ["mix", {"fit": 1, "fill": 1}],
    ["change", "bench", "fit"],
    ["fit"],
)
