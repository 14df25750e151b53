"""Plain arithmetic before any solver: what cannot work, or cannot be filled, said at once."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

import numpy as np

from planner.domain.case import Case
from planner.domain.mix import Part, parts
from planner.language import _, counted, marked, ngettext
from planner.model.columns import build_columns
from planner.model.eligibility import Eligibility, find_eligible, too_large
from planner.model.kinds import Kind
from planner.model.stints import limit_months
from planner.scenario.dates import month_date
from planner.scenario.findings import Finding, Severity
from planner.scenario.settings import MixTarget

MOST_SHOWN: Final = 20
"""How many findings of a kind are shown before the rest is only counted."""
ENDS: Final = {
    "service": marked("service ends"),
    "tenure_cap": marked("the tenure cap is reached"),
    "planned": marked("vacant_from ends the stint"),
    "rotation": marked("rotation_until ends the stint"),
    "dual": marked("the main post, or the permission to hold this one beside it, ends"),
}
"""What a holder's stint ends by, in words."""


def screen(case: Case, eligibility: Eligibility | None = None) -> tuple[Finding, ...]:
    """Findings that counting gives: errors are contradictions, warnings are seats and targets out of reach.

    Parameters
    ----------
    case : Case
    eligibility : Eligibility, optional
        Of the case, where it is known.

    Returns
    -------
    tuple of Finding
        Pins that rules refuse, that exceed seats, that nothing can keep or that no goal counts; targets above their
        seats; rules that refuse everybody; posts that fall vacant and that too few eligible people could take; benches
        that cannot be filled; holders past their cap. Of more pairs than one model can have nothing else is asked.
    """
    large = too_large(case)
    if large:
        return large
    eligibility = eligibility or find_eligible(case)
    return (
        *_pins(case, eligibility),
        *_preferred(case),
        *screen_targets(case),
        *_refused_by_one(case, eligibility),
        *_shortened(_seats(case, eligibility)),
        *_shortened(_benches(case, eligibility)),
        *_shortened(_overdue(case)),
    )


def _pins(case: Case, eligibility: Eligibility) -> Iterable[Finding]:
    cadres = {cadre: row for row, cadre in enumerate(case.people.ids)}
    posts = {post: row for row, post in enumerate(case.posts.ids)}
    wanted: dict[tuple[str, int], list[int]] = {}
    pins = case.scenario.pins.to_dict("records") if case.rulebook.on("pins") else []
    for row, pin in enumerate(pins):
        cadre, post, action = cadres[pin["cadre"]], posts[pin["post"]], pin["action"]
        if action == "keep":
            yield from _kept(case, row, cadre, post)
        if action not in ("place", "list"):
            continue
        if action == "list" or _stays_to_the_end(case, eligibility, cadre, post):
            wanted.setdefault((action, post), []).append(row)
        reasons = eligibility.reasons(case, cadre, post, listing=action == "list")
        if reasons:
            yield Finding(
                "error",
                case.scenario.place("pins", row),
                _("a rule refuses what this row decides: {reasons}").format(reasons="; ".join(reasons)),
                _("Drop the row, or change the rule in scenario.yaml under rules."),
                f"{action} {pin['cadre']} {pin['post']}",
            )
    for (action, post), rows in wanted.items():
        most = int((case.posts.seats if action == "place" else case.posts.bench_max)[post])
        if len(rows) > most:
            places = counted(most, "seat" if action == "place" else "bench_place")
            yield Finding(
                "error",
                case.scenario.place("pins", rows[most]),
                _("{count} people are pinned to {post}, which has {places}").format(
                    count=len(rows), post=case.posts.ids[post], places=places
                ),
                _("Keep {most} of the rows {rows}.").format(
                    most=most, rows=", ".join(case.scenario.place("pins", row) for row in rows)
                ),
                case.posts.ids[post],
            )


def _kept(case: Case, row: int, cadre: int, post: int) -> Iterable[Finding]:
    """What ends a stint that a pin wants kept."""
    incumbents = case.incumbents
    held = (incumbents.cadre == cadre) & (incumbents.post == post) & (incumbents.until < case.calendar.periods)
    for number in np.flatnonzero(held):
        reason, until = str(incumbents.reason[number]), int(incumbents.until[number])
        yield Finding(
            "warning" if until else "error",
            case.scenario.place("pins", row),
            _("{ends} within the horizon, so the post can be kept only until {date}").format(
                ends=_(ENDS[reason]), date=month_date(case.calendar.start + until * case.calendar.length)
            ),
            _("Drop the row, or mend what ends the stint: the dates, tenure_cap_months of the title, or vacant_from."),
            f"keep {case.people.ids[cadre]} {case.posts.ids[post]}",
        )


def _preferred(case: Case) -> Iterable[Finding]:
    """That preferred placements are the concern of no goal."""
    wishes = np.flatnonzero((case.scenario.pins["action"] == "prefer").to_numpy() & case.rulebook.on("pins")).tolist()
    tiers = case.scenario.settings.goals.tiers
    if wishes and not any("change" in (tier if isinstance(tier, dict) else (tier,)) for tier in tiers):
        rows = _(" ({count} rows in all)").format(count=len(wishes)) if len(wishes) > 1 else ""
        yield Finding(
            "note",
            case.scenario.place("pins", wishes[0]),
            _("prefer changes nothing, because the goal change is not among goals.tiers{rows}").format(rows=rows),
            _("Add change to goals.tiers in scenario.yaml, or write place where the placement is decided."),
            "prefer",
        )


def _stays_to_the_end(case: Case, eligibility: Eligibility, cadre: int, post: int) -> bool:
    """Whether every stint of the cadre in the post lasts to the horizon, so that nobody can follow him in the seat."""
    move = eligibility.openings[Kind.MOVE]
    start = np.arange(move.first[cadre, post], move.last[cadre, post] + 1)
    limit = limit_months(case, np.full_like(start, cadre), np.full_like(start, post), start)
    return bool((case.calendar.whole_periods_before(limit) == case.calendar.periods).all())


def screen_targets(case: Case) -> Iterable[Finding]:
    """Targets that contradict themselves or ask for more people than there are places."""
    flagged: set[str] = set()
    for target in case.scenario.settings.mix:
        unknown = _unknown(case, target)
        if unknown:
            flagged.add(target.name)
            yield Finding("error", f"scenario.yaml: mix.{target.name}", *unknown)
    for part in parts(case):
        target = part.target
        if target.name in flagged:
            continue
        problem = _contradiction(case, part)
        if problem is not None:
            flagged.add(target.name)
            severity, message, remedy = problem
            yield Finding(severity, f"scenario.yaml: mix.{target.name}", message, remedy, _bound_text(target))


def _unknown(case: Case, target: MixTarget) -> tuple[str, str, str] | None:
    """What a target names that the rule pack does not know: message, remedy and value."""
    bands = case.rulebook.age_bands
    strange = [value for value in target.values if value not in bands] if target.column == "age_band" else []
    if strange:
        return _("no such age band"), _("The bands are {bands}.").format(bands=", ".join(bands)), ", ".join(strange)
    groups = sorted({title.group for title in case.rulebook.titles.values()} - {""})
    if isinstance(target.scope, dict) and "group" in target.scope and target.scope["group"] not in groups:
        return (
            _("no title has this group"),
            _("The groups are {groups}.").format(groups=", ".join(groups) or _("none")),
            target.scope["group"],
        )
    return None


def _contradiction(case: Case, part: Part) -> tuple[Severity, str, str] | None:
    """What makes a target impossible whoever is placed: how bad it is, what it is, and what to do."""
    target = part.target
    places = int((case.posts.bench_max if part.kind == "bench" else case.posts.seats)[part.posts].sum())
    where = _(" in {of}").format(of=part.of) if part.of else ""
    if part.lower > places:
        message = ngettext(
            "the target asks for {lower} people{where}, where there is {places}",
            "the target asks for {lower} people{where}, where there are {places}",
            places,
        ).format(lower=part.lower, where=where, places=counted(places, "place"))
        return "error", message, _("Lower the target, or widen its scope.")
    if part.lower <= part.upper:
        return None
    message = _("the target asks for at least {lower} and at most {upper} people{where}").format(
        lower=part.lower, upper=part.upper, where=where
    )
    if _shares_leave_room(target) and not target.hard:
        remedy = _("Nothing to do if one person off is acceptable there; else widen the two shares.")
        return (
            "warning",
            _("{message}, as no whole number of people lies between the shares").format(message=message),
            remedy,
        )
    return "error", message, _("Lower the target, or widen its scope.")


def _shares_leave_room(target: MixTarget) -> bool:
    """Whether both bounds are shares that contradict each other only once rounded to whole people."""
    if not isinstance(target.at_least, str) or not isinstance(target.at_most, str):
        return False
    return Fraction(target.at_least.removesuffix("%")) <= Fraction(target.at_most.removesuffix("%"))


def _bound_text(target: MixTarget) -> str:
    bounds = {"at_least": target.at_least, "at_most": target.at_most, "preserve": target.preserve}
    return ", ".join(f"{name} {value}" for name, value in bounds.items() if value is not None)


def _seats(case: Case, eligibility: Eligibility) -> Iterable[Finding]:
    """Posts with a seat that falls vacant and fewer people who could ever take it."""
    columns = build_columns(
        case,
        eligibility.windows,
        np.zeros_like(eligibility.near),
        eligibility.near,
    )
    able = np.zeros(eligibility.near.shape, dtype=bool)
    able[columns.cadre, columns.post] = True
    candidates = able.sum(axis=0)
    staying = np.bincount(
        case.incumbents.post[case.incumbents.until == case.calendar.periods], minlength=len(case.posts.ids)
    )
    opens = case.posts.seats - staying
    late = ~case.posts.held & (case.posts.open_from >= case.calendar.periods)
    for post in np.flatnonzero((candidates < opens) & ~late & case.posts.wanted):
        yield Finding(
            "warning",
            case.scenario.place("posts", int(post)),
            _("{seats} of {post} to fill within the horizon, and {people} could take it").format(
                seats=counted(int(opens[post]), "seat"),
                post=case.posts.ids[post],
                people=counted(int(candidates[post]), "people"),
            ),
            _("List more people for it, or see `planner solve` for who is refused and why."),
            str(case.posts.ids[post]),
        )


def _benches(case: Case, eligibility: Eligibility) -> Iterable[Finding]:
    able = (eligibility.refused_listings == 0).sum(axis=0)
    for post in np.flatnonzero(able < case.posts.bench_min):
        yield Finding(
            "warning",
            case.scenario.place("posts", int(post)),
            _("the bench of {post} should have {bench_min} people, and {able} may be listed").format(
                post=case.posts.ids[post], bench_min=case.posts.bench_min[post], able=able[post]
            ),
            _("Lower bench_min for it, or send people to the courses that they lack."),
            str(case.posts.ids[post]),
        )


def _overdue(case: Case) -> Iterable[Finding]:
    """Holders who leave before the first period is over."""
    incumbents = case.incumbents
    told = {
        "service": case.people.gone[incumbents.cadre],
        "tenure_cap": incumbents.since + case.posts.cap[incumbents.post],
        "rotation": case.people.rotation_until[incumbents.cadre],
    }
    for row in np.flatnonzero((incumbents.until == 0) & np.isin(incumbents.reason, list(told))):
        cadre, post = incumbents.cadre[row], incumbents.post[row]
        reason = str(incumbents.reason[row])
        month = month_date(int(told[reason][row]))
        end = month_date(case.calendar.start + case.calendar.length)
        yield Finding(
            "note",
            case.scenario.place("posts", int(post)),
            _(
                "{ends} by {month}, and the first period lasts until {end}: the post counts as open from "
                "the start, so that a successor is named in the period in which the holder leaves"
            ).format(ends=_(ENDS[reason]), month=month, end=end),
            _("Nothing to do if the dates are right."),
            str(case.people.ids[cadre]),
        )


def _refused_by_one(case: Case, eligibility: Eligibility) -> Iterable[Finding]:
    """Rules that refuse everybody everywhere, mostly because a column is not filled in."""
    benches = eligibility.refused_listings[:, case.posts.bench_max > 0]
    sentences = (
        (eligibility.refused_stints, _("the rule {name} ({title}) refuses every person for every post")),
        (benches, _("the rule {name} ({title}) refuses every person for every bench")),
    )
    for refused, sentence in sentences:
        by_all = int(np.bitwise_and.reduce(refused, axis=None)) if refused.size > 1 else 0
        for bit, rule in enumerate(eligibility.rules):
            if not rule.structural and by_all >> bit & 1:
                yield Finding(
                    "warning",
                    "cadres",
                    sentence.format(name=rule.name, title=_(rule.title).lower()),
                    _("Fill in the columns that it looks at, or switch it off in scenario.yaml under rules."),
                )


def _shortened(findings: Iterable[Finding]) -> Iterable[Finding]:
    """The first findings of a kind, then how many more."""
    listed = list(findings)
    yield from listed[:MOST_SHOWN]
    if len(listed) > MOST_SHOWN:
        last = listed[MOST_SHOWN]
        yield Finding(
            last.severity, last.where, _("and {count} more like it").format(count=len(listed) - MOST_SHOWN), last.remedy
        )
