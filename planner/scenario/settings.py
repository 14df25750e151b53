"""What scenario.yaml may say: the strict schema of a scenario's settings."""

import unicodedata
from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from planner.language import _
from planner.scenario.cells import LONGEST, is_seen, on_one_line
from planner.scenario.dates import month_index, parse_date
from planner.scenario.findings import shorten

GOALS = ("fill", "bench", "standard", "mix", "change", "fit")
"""All goals, in the order in which merged ones are named."""
DEFAULT_TIERS: Final = ("fill", "bench", "mix", "fit")
"""The goals that count unless the settings say otherwise; an earlier one never pays for a later one."""

LISTING_SCOPES: Final = ("all_benches", "each_bench", "each_committee")
"""Scopes of targets that count listings rather than holders."""
AREA_SCOPES = ("key_posts", "all_posts", "each_unit", "each_province", *LISTING_SCOPES)
NAMED_SCOPES = ("group", "title", "unit", "cluster")

LAST_MONTH: Final = "2199-12"
"""Plans end no later, because dates do not."""


def _cleaned(text: str) -> str:
    """A text as the cells of the tables are kept, so that the two can be compared."""
    text = unicodedata.normalize("NFC", text).strip()
    if not is_seen(text):
        raise ValueError(_("the text holds characters that cannot be seen; type it anew, on one line"))
    return on_one_line(text)


Text = Annotated[str, AfterValidator(_cleaned), Field(min_length=1, max_length=LONGEST)]
LongText = Annotated[str, AfterValidator(_cleaned), Field(max_length=1000)]
Weight = Annotated[int, Field(ge=1, le=1000)]
Points = Annotated[int, Field(ge=0, le=100)]
Share = Annotated[str, Field(pattern=r"^(100|[0-9]{1,2}(\.[0-9]{1,3})?)%$")]
Price = Annotated[int, Field(ge=1, le=1000)]
Cost = Annotated[int, Field(ge=0, le=10**12)]
# The keys of a file are texts.
Year = Annotated[int, Field(ge=1900, le=2199, strict=False)]
Persons = Annotated[int, Field(ge=0, le=1_000_000)]


class Strict(BaseModel):
    """Base of every settings block: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class MixTarget(Strict):
    """One target on the mix of people in posts or on benches.

    Exactly one of ``preserve``, ``at_least``, ``at_most`` or both of the last
    two. A share (``25%``) becomes whole persons of the seats in scope, a whole
    number is a number of persons.
    """

    name: Text
    column: Text
    values: tuple[Text, ...] = Field(min_length=1, strict=False)
    scope: str | dict[str, Text] = "key_posts"
    preserve: Persons | None = None
    at_least: Persons | Share | None = None
    at_most: Persons | Share | None = None
    when: Literal["end", "every"] = "end"
    weight: Weight = 1
    hard: bool = False

    @field_validator("scope")
    @classmethod
    def _known_scope(cls, scope: str | dict[str, str]) -> str | dict[str, str]:
        if isinstance(scope, str):
            if scope not in AREA_SCOPES:
                raise ValueError(
                    _("unknown scope {scope}; use one of {area_scopes} or one of {named_scopes} with a value").format(
                        scope=shorten(scope), area_scopes=", ".join(AREA_SCOPES), named_scopes=", ".join(NAMED_SCOPES)
                    )
                )
        elif len(scope) != 1 or next(iter(scope)) not in NAMED_SCOPES:
            raise ValueError(
                _("a scope names one thing only; write one of {named_scopes} with its value").format(
                    named_scopes=", ".join(NAMED_SCOPES)
                )
            )
        return scope

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        ranged = self.at_least is not None or self.at_most is not None
        if ranged == (self.preserve is not None):
            raise ValueError(_("a target needs one kind of bound; give either preserve, or at_least and/or at_most"))
        if self.scope in LISTING_SCOPES:
            what = _("committee list") if self.scope == "each_committee" else _("bench")
            if self.preserve is not None:
                raise ValueError(
                    _("preserve compares with today's holders; a {what} takes at_least or at_most").format(what=what)
                )
            if self.when == "every":
                raise ValueError(
                    _("a {what} is one list for the whole plan; leave out `when: every`").format(what=what)
                )
        return self


class FitWeights(Strict):
    """Whole points of each part of the fit of a cadre and a post.

    See ``planner.domain.fit`` for what each part measures.
    """

    field: Points = 3
    above: Points = 1
    experience: Points = 2
    rating: Points = 1
    development: Points = 2
    need: Points = 2
    distance: Points = 1
    move: Points = 6
    keep: Points = 4
    ready: Points = 3
    course: Points = 2
    priority: Points = 1
    own_bench: Points = 4

    @model_validator(mode="after")
    def _courses_are_never_free(self) -> Self:
        if self.priority and self.priority >= self.course:
            raise ValueError(
                _(
                    "priority ({priority}) is not below course ({course}), so that people would attend for "
                    "nothing but their priority; give priority fewer points than course, or 0"
                ).format(priority=self.priority, course=self.course)
            )
        return self


class Goals(Strict):
    """Order of the goals, how merged goals weigh, and the parts of the fit."""

    tiers: tuple[str | dict[str, Weight], ...] = Field(default=DEFAULT_TIERS, strict=False)
    fit: FitWeights = FitWeights()

    @field_validator("tiers")
    @classmethod
    def _known_goals(cls, tiers: tuple[str | dict[str, int], ...]) -> tuple[str | dict[str, int], ...]:
        named = [goal for tier in tiers for goal in ([tier] if isinstance(tier, str) else tier)]
        for goal in named:
            if goal not in GOALS:
                raise ValueError(
                    _("unknown goal {goal}; the goals are {goals}").format(goal=shorten(goal), goals=", ".join(GOALS))
                )
        if len(set(named)) != len(named):
            raise ValueError(_("a goal stands in two tiers; keep it in one"))
        if not named:
            raise ValueError(_("no goal is named; name at least one of {goals}").format(goals=", ".join(GOALS)))
        if not all(tiers):
            raise ValueError(_("a tier names no goal; name a goal in it, or take it out"))
        return tiers


class RulesChoice(Strict):
    """A rule pack and what this scenario changes in it.

    Attributes
    ----------
    pack : str
        Name of the pack.
    overlays : tuple of str or dict
        What is laid over the pack, one after the other: the name of an overlay that comes with the program, or the
        content of one. The reader puts the content of a file in place of its path (``./ours.yaml``), so that a
        scenario is whole by itself.
    changes : dict
        Maps a rule to ``off``, ``on`` or to new values of its numbers.
    """

    pack: str
    overlays: tuple[Text | dict[str, Any], ...] = Field(default=(), strict=False)
    changes: dict[str, bool | dict[str, Any]] = Field(default_factory=dict)


class Courses(Strict):
    """What all course sessions together may cost.

    Attributes
    ----------
    budget : int or dict of int to int, optional
        Cost units of every calendar year, or of each; a year that is not named has none. None: no limit.
    """

    budget: Cost | dict[Year, Cost] | None = None

    @field_validator("budget")
    @classmethod
    def _in_order(cls, budget: int | dict[int, int] | None) -> int | dict[int, int] | None:
        return dict(sorted(budget.items())) if isinstance(budget, dict) else budget

    def of_year(self, year: int) -> int | None:
        """What the sessions that start in a calendar year may cost; None is without limit."""
        return self.budget.get(year, 0) if isinstance(self.budget, dict) else self.budget


class LeavingGroup(Strict):
    """People of whom a planner expects that a share leaves within a year, for a reason of its own.

    ``column`` and ``values`` choose them as those of a mix target do; with ``age_band``, by their age then.
    """

    name: Text
    column: Text
    values: tuple[Text, ...] = Field(min_length=1, strict=False)
    yearly: Share


class Simulate(Strict):
    """What a simulation draws: shares of people who leave within a year, and how their posts are filled again.

    Shares and months are assumptions of this program and not measured anywhere; a planner puts his own in their place.

    Attributes
    ----------
    health : str
        Of everybody: illness and death.
    promotion : str
        Of those who hold a post at as_of: to posts outside the area planned here.
    early_retirement : str
        Of those who have at most ``early_months`` of service left.
    early_months : int
    groups : tuple of LeavingGroup
        What comes on top for some.
    refill_months : int
        Months for which a post stays empty at least before somebody of its bench takes over.
    only_ready : bool
        Whether successors who are not ready yet are left out, instead of coming last.
    """

    health: Share = "0.5%"
    promotion: Share = "1%"
    early_retirement: Share = "2%"
    early_months: Annotated[int, Field(ge=0, le=600)] = 60
    groups: tuple[LeavingGroup, ...] = Field(default=(), strict=False)
    refill_months: Annotated[int, Field(ge=0, le=60)] = 1
    only_ready: bool = False

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        names = ["health", "promotion", "early_retirement", *(group.name for group in self.groups)]
        if len(set(names)) != len(names):
            raise ValueError(_("two groups have the same name, or that of another cause; rename one"))
        return self


class RepairPrices(Strict):
    """What it costs the planner to give way, for one step of each kind; only their proportions matter.

    The defaults are a choice of this program: seats and numbers before targets, these before decisions already taken,
    and whole rules last.

    Attributes
    ----------
    session, seat : int
        One more seat in a course, or of a post.
    number : int
        A number of a rule looser by one, or by one period where it counts months.
    target : int
        A hard target missed by one person.
    pin : int
        A decision of pins.csv taken back.
    rule : int
        A whole rule switched off.
    """

    session: Price = 1
    number: Price = 2
    target: Price = 3
    pin: Price = 5
    seat: Price = 8
    rule: Price = 20


class Settings(Strict):
    """The content of scenario.yaml."""

    name: Text
    title: LongText = ""
    as_of: str
    horizon_months: Annotated[int, Field(ge=1, le=240)] = 60
    period_months: Annotated[int, Field(ge=1, le=60)] = 6
    rules: RulesChoice | str = "vn-2022"
    goals: Goals = Goals()
    mix: tuple[MixTarget, ...] = Field(default=(), strict=False)
    courses: Courses = Courses()
    fit: Literal["computed", "only_listed"] = "computed"
    age_bands: tuple[Annotated[int, Field(ge=16, le=100)], ...] | None = Field(default=None, strict=False)
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 1
    simulate: Simulate = Simulate()
    repair: RepairPrices = RepairPrices()

    @field_validator("as_of", mode="before")
    @classmethod
    def _as_of(cls, value: object) -> str:
        return parse_date(str(value))

    @model_validator(mode="after")
    def _whole_periods(self) -> Self:
        if self.horizon_months % self.period_months:
            raise ValueError(
                _(
                    "horizon_months ({horizon_months}) is not a multiple of period_months ({period_months}); "
                    "change one of the two, so that the horizon is a number of whole periods"
                ).format(horizon_months=self.horizon_months, period_months=self.period_months)
            )
        if month_index(self.as_of) + self.horizon_months > month_index(LAST_MONTH):
            raise ValueError(
                _(
                    "as_of ({as_of}) and horizon_months ({horizon_months}) lead beyond {last_month}; give an "
                    "earlier as_of or a shorter horizon"
                ).format(as_of=self.as_of, horizon_months=self.horizon_months, last_month=LAST_MONTH)
            )
        if self.age_bands is not None and list(self.age_bands) != sorted(set(self.age_bands)):
            raise ValueError(_("age_bands are not in rising order; list the first ages of the second and later bands"))
        names = [target.name for target in self.mix]
        if len(set(names)) != len(names):
            raise ValueError(_("two targets of the mix have the same name; rename one"))
        return self

    @property
    def rule_choice(self) -> RulesChoice:
        """The rule pack in its long form."""
        return RulesChoice(pack=self.rules) if isinstance(self.rules, str) else self.rules
