"""What a synthetic scenario is made from: sizes, shares and targets."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import ConfigDict, Field, TypeAdapter
from ruamel.yaml import YAML

from planner.language import _
from planner.scenario.settings import Courses, Goals, MixTarget, RulesChoice
from planner.synth.body import Body
from planner.synth.counts import Counted
from planner.synth.courses import Course
from planner.synth.standards import Standards

COMMUNE_MIX: Final = (
    MixTarget(name="women in key posts", column="sex", values=("female",), at_least="25%", weight=3),
    MixTarget(name="under 35 in key posts", column="age_band", values=("<35",), at_least="15%", weight=3),
)
"""The shares that planning guides set for communes; the targets of a profile that names none."""

LANG_SON: Final[Mapping[str, int]] = {"Nùng": 335316, "Tày": 282014, "Kinh": 125740, "Dao": 28225}
"""Persons in Lạng Sơn by ethnic group, census of 1 April 2019 (General Statistics Office), groups over 5,000."""

MOST_UNITS: Final = 5000
"""Most communes, and most departments: beyond the communes of the whole country."""
MOST_POSTS: Final = 13
"""Most posts of a commune: there are no more titles."""
MOST_PEOPLE: Final = 2_000_000
"""Most people of a scenario."""

Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]


@dataclass(frozen=True)
class Profile:
    """Sizes, shares and targets of a synthetic scenario.

    Attributes
    ----------
    communes, posts_per_commune, departments, leaders, staff : int
        Sizes; ``leaders`` counts heads and deputies of all departments, those
        away in communes included; ``staff`` are people of communes without post.
    titles, seats : tuple[str, ...], Mapping[str, tuple[int, ...]]
        The titles of a commune in place of the first ``posts_per_commune``, and
        how many seats a title has, by commune in turn.
    beside, beside_held : Mapping[str, str], int
        Titles that the holder of another title of the commune may have as well,
        and in how many communes it is so at as_of (all when not given).
    leaving : Mapping[str, str]
        Posts of communes, and the date on which the holder leaves the area.
    pool : int
        Leaders who rotate; ``away`` of them hold a post of a commune at as_of,
        the others came back from a commune, ``returned_higher`` to a higher
        post than before, all of them from ``receiving`` communes.
    away_ends, away_months, away_excellent, away_rotate : int, (int, int), int, bool
        Of the leaders away: for how many the end of the rotation is decided,
        for how many months they have been away, how many former deputies have
        an excellent record (when not given, that is left to chance), and
        whether they may go on to another commune.
    bench_leaders : bool
        Whether leaders of departments stand on benches of communes.
    level : {"district", "town", "city", "province"}
        Which list the departments are named from.
    province : str
        The unit of the kind province in which all others lie, when given.
    leader_titles : tuple[str, ...]
        Title of the first leader of a department, of the second, and so on.
    department_titles : tuple[str, ...]
        Titles of departments that are posts of the scenario; ``backfill`` are
        those that have to be filled, with a bench of ``department_bench``;
        ``department_places`` how many seats of each open within the horizon,
        none of them in its first ``places_after`` months.
    appointed : str
        Date on which all holders of posts in communes came, when given.
    vacant : int
        Posts empty at as_of.
    vacancy_share : float
        Share of all posts that are empty at as_of or open within the horizon
        by themselves; posts opened by moves come on top.
    tightness : float
        Share of the three bench places of a post that nobody is listed for.
    weak : int
        Communes of weight 2 or 3.
    party_share, schooling_share, trained_share, theory_share : float
        Shares of the people serving in communes who are Party members, have
        upper-secondary schooling, professional training, political theory.
    bachelor_share : float
        Share of trained commune staff with a university degree.
    required_degree, required_theory : str
        Replace the rule pack's standard of all titles, when given.
    ethnic_groups : Mapping[str, int]
        Persons or weights by group.
    commune_names : tuple[str, ...]
        Named communes; further ones get invented names.
    clusters : Mapping[str, tuple[str, ...]]
        Named communes by cluster, in place of ``commune_names``.
    latitude, longitude, spread : float
        Middle of the area and its radius in degrees.
    own_titles : tuple[Mapping[str, Any], ...]
        Further rows of titles.csv, and changes of those that there are.
    staff_titles : tuple[Mapping[str, int], ...]
        Staff of communes by title, in place of ``staff``; the first mapping for the first communes.
    serving : Mapping[str, int]
        How many people serve in which commune, holders of posts included;
        the others are as large as one another.
    without : tuple[str, ...]
        Columns of cadres.csv that are left out.
    lateral : int
        Leaders of communes who may move to another commune.
    bodies : tuple[Body, ...]
        Units of other levels.
    committees : Mapping[str, int]
        Titles of the committee lists of each commune, and their seats.
    counts : tuple[Counted, ...]
        Published numbers of people by level.
    standards : Standards, optional
        Published numbers of people who meet the standard of their title.
    sessions : tuple[Course, ...]
        Courses.
    """

    name: str
    title: str = ""
    as_of: str = "2025-07-01"
    horizon_months: Annotated[int, Field(ge=12)] = 60
    period_months: int = 6
    communes: Annotated[int, Field(ge=1)] = 12
    posts_per_commune: Annotated[int, Field(ge=1)] = 5
    titles: tuple[str, ...] = ()
    seats: Mapping[str, tuple[Annotated[int, Field(ge=1, le=9)], ...]] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
    beside_held: Count | None = None
    leaving: Mapping[str, str] = field(default_factory=dict)
    departments: Annotated[int, Field(ge=1)] = 8
    level: Literal["district", "town", "city", "province"] = "district"
    province: str = ""
    leader_titles: Annotated[tuple[str, ...], Field(min_length=2)] = ("dept_head", "dept_deputy")
    department_titles: tuple[str, ...] = ()
    department_places: Mapping[str, Count] = field(default_factory=dict)
    places_after: Count = 2
    department_bench: Count = 2
    backfill: tuple[str, ...] = ("dept_head",)
    leaders: Count = 32
    pool: Count = 12
    away: Count = 2
    away_ends: Count = 2
    away_months: tuple[Count, Count] = (3, 40)
    away_excellent: Count | None = None
    away_rotate: bool = True
    bench_leaders: bool = True
    returned_higher: Count = 2
    receiving: Annotated[int, Field(ge=1)] = 6
    staff: Count = 150
    appointed: str = ""
    vacant: Count = 2
    vacancy_share: Share = 0.4
    tightness: Share = 0.4
    weak: Count = 3
    party_share: Share = 0.9
    schooling_share: Share = 0.99
    trained_share: Share = 0.98
    theory_share: Share = 0.7
    bachelor_share: Share = 0.8
    required_degree: str = ""
    required_theory: str = ""
    relatives: Count = 6
    disciplined: Count = 1
    seed: Count = 1
    ethnic_groups: Mapping[str, int] = field(default_factory=lambda: LANG_SON)
    commune_names: tuple[str, ...] = ()
    clusters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    latitude: float = 21.85
    longitude: float = 106.85
    spread: float = 0.16
    rules: RulesChoice | str = "vn-2022"
    goals: Goals = field(default_factory=Goals)
    mix: tuple[MixTarget, ...] = COMMUNE_MIX
    courses: Courses = field(default_factory=Courses)
    age_bands: tuple[int, ...] | None = None
    own_titles: tuple[Mapping[str, Any], ...] = ()
    staff_titles: tuple[Mapping[str, Count], ...] = ()
    serving: Mapping[str, Count] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    lateral: Count = 0
    bodies: tuple[Body, ...] = ()
    committees: Mapping[str, Annotated[int, Field(ge=1)]] = field(default_factory=dict)
    counts: tuple[Counted, ...] = ()
    standards: Standards | None = None
    sessions: tuple[Course, ...] = ()

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    def __post_init__(self) -> None:
        for share in _SHARES:
            if not 0 <= getattr(self, share) <= 1:
                raise ValueError(
                    _("{share} ({value}) is not a share from 0 to 1").format(share=share, value=getattr(self, share))
                )
        for size, value, most in (
            ("communes", self.communes, MOST_UNITS),
            ("departments", self.departments, MOST_UNITS),
            ("posts_per_commune", self.posts_per_commune, MOST_POSTS),
            (_("leaders and staff together"), self.leaders + self.staff, MOST_PEOPLE),
            ("relatives", self.relatives, MOST_PEOPLE),
            ("disciplined", self.disciplined, MOST_PEOPLE),
        ):
            if value > most:
                raise ValueError(
                    _("{size} ({value}) is more than the most that can be made ({most})").format(
                        size=size, value=value, most=most
                    )
                )
        opening = round(self.vacancy_share * self.communes * self.posts_per_commune)
        for part, whole, most in (
            ("away", "pool", self.pool),
            ("places_after", _("the months of the horizon, without three"), self.horizon_months - 3),
            ("pool", "leaders", self.leaders),
            ("receiving", "communes", self.communes),
            ("weak", "communes", self.communes),
            ("vacant", _("the posts that vacancy_share opens, without away"), opening - self.away),
        ):
            if getattr(self, part) > most:
                raise ValueError(
                    _("{part} ({value}) is more than {whole} ({most})").format(
                        part=part, value=getattr(self, part), whole=whole, most=most
                    )
                )


_SHARES: Final = tuple(field.name for field in fields(Profile) if field.type == Share)


def profile(name_or_path: str | Path) -> Profile:
    """Read a profile: one that comes with the program, or a YAML file.

    Parameters
    ----------
    name_or_path : str or Path
        ``cao-loc``, ``lang-son-province``, or the path of a file.

    Raises
    ------
    FileNotFoundError
        When it is neither a known name nor a file.
    ValueError
        When a value is not what its YAML tag says.
    pydantic.ValidationError
        When a key is unknown or a value is not allowed.
    """
    if str(name_or_path) in PROFILES:
        return TypeAdapter(Profile).validate_python(stored(f"{name_or_path}.yaml"))
    path = Path(name_or_path)
    if not path.is_file():
        raise FileNotFoundError(
            _("{path} is neither a file nor one of the profiles {profiles} and nation").format(
                path=path, profiles=", ".join(PROFILES)
            )
        )
    try:
        data = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    except (LookupError, ArithmeticError, TypeError, RecursionError) as error:
        # The parser's own slips, such as over `!!bool maybe`.
        raise ValueError(_("{path} holds a value that is not valid YAML").format(path=path)) from error
    return TypeAdapter(Profile).validate_python(data)


PROFILES: Final = (
    "cao-loc",
    "cao-loc-returns",
    "lang-son-2025",
    "lang-son-city",
    "lang-son-province",
    "quang-yen",
    "thai-nguyen",
    "van-lang",
)
"""Names of the profiles that come with the program."""


@cache
def stored(name: str) -> Any:
    """Content of a data file of this package."""
    text = (resources.files("planner.synth") / name).read_text("utf-8")
    return YAML(typ="safe", pure=True).load(text)
