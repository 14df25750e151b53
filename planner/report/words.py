"""The words that charts and reports have in common, in one place."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from planner.language import _, forms, grouped, marked, ngettext

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    # frame
    "caption": marked("Scenario {scenario} · as of {as_of} · {status}"),
    "caption.tier": "{tier} {value} {proof}",
    "proof.proven": marked("(proven best)"),
    "proof.min": marked("(no plan below {bound})"),
    "proof.max": marked("(no plan above {bound})"),
    "page": marked("page {page} of {pages}"),
    "period": "{place}, {start} – {end}",
    "post.label": "{unit} · {title}",
    "outside": marked("outside"),
    "status.optimal": marked("optimal plan, every value proven best"),
    "status.feasible": marked("feasible plan"),
    "status.infeasible": marked("no plan possible"),
    "status.no_plan": marked("no plan found in time"),
    "status.invalid": marked("plan breaks rules"),
    "tier.fill": marked("weighted vacant months"),
    "tier.bench": marked("bench shortfalls"),
    "tier.standard": marked("person-months below the standard"),
    "tier.mix": marked("mix shortfalls"),
    "tier.change": marked("changes of what was published"),
    "tier.fit": marked("fit"),
    "measured.fill": marked("weighted months empty"),
    "measured.bench": marked("successors missing"),
    "measured.standard": marked("person-months below the standard"),
    "measured.mix": marked("weighted persons off target"),
    "measured.change": marked("changes of what was published"),
    "measured.fit": marked("points"),
    "and_more": marked("+{n} more, see the table"),
    "none": marked("nothing to show"),
    # readiness, ends and ways into a post
    "ready.near": marked("ready now"),
    "ready.next": marked("ready later"),
    "ready.course": marked("ready {date} after a course"),
    "ready.course.short": marked("ready {date}"),
    "ready.course.key": marked("ready after a course"),
    "how.holds": marked("in post"),
    "how.rotation": marked("rotation"),
    "how.promotion": marked("promotion"),
    "how.lateral": marked("lateral"),
    "how.appointment": marked("appointment"),
    "how.dual": marked("second post"),
    "how.return": marked("return"),
    "moves.rotation": forms("{n} rotation", "{n} rotations"),
    "moves.promotion": forms("{n} promotion", "{n} promotions"),
    "moves.lateral": forms("{n} lateral", "{n} laterals"),
    "moves.appointment": forms("{n} appointment", "{n} appointments"),
    "moves.return": forms("{n} return", "{n} returns"),
    "until.horizon": "",
    "until.service": marked("service ends"),
    "until.service.short": marked("service"),
    "until.tenure_cap": marked("tenure cap"),
    "until.planned": marked("rotation or term ends as decided"),
    "until.planned.short": marked("as decided"),
    "until.rotation": marked("rotation ends"),
    "until.rotation.short": marked("rotation"),
    "until.returns": marked("returns"),
    "until.dual": marked("second post ends"),
    "until.moves": marked("moves on"),
    "until.moves.short": marked("moves"),
    "from.why": marked("from {date}, {why}"),
    "from.until.why": "{start} – {end}, {why}",
    "also": marked("also {title}"),
    "also.only": marked("two posts"),
    "also.short": marked("{note}, two posts"),
    "also.from": marked("{title} from {date}"),
    "until": marked("until {date}"),
    "until.why": marked("until {date}, {why}"),
    "dating": marked(
        "Moves are dated by the period of {months} in which they happen, ends of service and of terms "
        "by their own month; “until” names the first month no longer in post."
    ),
    "ready.near.key": marked("ready now (meets the standard)"),
    "ready.next.key": marked("ready later (one gap, or two grades below)"),
    "ready.next.key.other": marked("ready later (a gap, or further below in grade)"),
    # succession
    "succession.vacancies": marked("{vacant} of {posts} {are} left vacant for a time; {bench}"),
    "succession.vacancies.bench": marked("{without} {have} no successor ready now{by_course}"),
    "succession.vacancies.nobody": marked(
        "{without} {have} no successor ready now{by_course}, {nobody} of them none at all"
    ),
    "succession.vacancies.covered": marked("all have a successor ready now"),
    "succession.vacancies.covered.some": marked("all {posts} with a bench have a successor ready now"),
    "succession.finding": marked("{without} {have} no successor ready now{by_course}; {nobody}"),
    "succession.nobody": marked("{number} {have} no successor at all"),
    "succession.nobody.none": marked("none is without any successor"),
    "succession.of": marked("{number} of {posts}"),
    "succession.covered": marked("All {posts} have a successor who is ready now"),
    "succession.unbenched": marked("{posts}, {vacant} vacant for a time; no benches wanted"),
    "succession.subtitle": marked("Holders and successors of the {posts}: {period}"),
    "succession.subtitle.more": marked(
        "Holders and successors of the {posts}, and of {others} that somebody moves to or from: {period}"
    ),
    "succession.by_course": marked(", {course} of them one after a course"),
    "succession.departments": marked("Departments"),
    "succession.today": marked("holder today"),
    "succession.planned": marked("planned holder"),
    "succession.key.empty": marked("post without a holder today"),
    "succession.key.vacant": marked("left vacant by the plan"),
    "succession.empty": marked("no holder on the first day"),
    "succession.vacant": marked("vacant {start} – {end}"),
    "succession.none": marked("no successor"),
    "succession.nothing": marked("No key posts to show"),
    # bench
    "bench.finding": marked("{gross} of {posts} {have} nobody ready now; with each person counted once it is {net}"),
    "bench.subtitle": marked("{listings} of {people}, posts most at risk first: {period}"),
    "bench.finding.shared": marked(
        "Every post has somebody ready now; with each person counted once, {net} of {posts} {have} not"
    ),
    "bench.finding.none": marked("Every post has somebody ready now, even with each person counted once"),
    "bench.finding.course": marked(
        "{gross} of {posts} {have} nobody ready now, which courses change for {course}; "
        "with each person counted once it is {net}"
    ),
    "bench.finding.all_courses": marked(
        "{gross} of {posts} {have} nobody ready now, which courses change for all of them; "
        "with each person counted once it is {net}"
    ),
    "bench.finding.committees": marked("{short} of the committees' lists {are} too short"),
    "bench.note.course": marked("whom a course of this plan makes ready"),
    "bench.note.list": marked("committees: people listed for each seat"),
    "bench.note.listed": marked("persons on the post's bench"),
    "bench.note.once": marked("each person counted for one post only"),
    "bench.note.shared": marked("ready now, but counted for another post"),
    "bench.note.few": marked("fewer than wanted, each counted once"),
    "bench.note.covered": marked("as many as wanted, each counted once"),
    "bench.listed": marked("listed"),
    "bench.once": marked("once"),
    "bench.course": marked("course"),
    "bench.list": marked("… a seat"),
    "bench.all": marked("all"),
    "bench.nothing": marked("No post of this plan has or wants a bench"),
    "risk.nobody": marked("no successor"),
    "risk.later": marked("none ready now"),
    "risk.course": marked("after a course"),
    "risk.shared": marked("shared"),
    "risk.few": marked("too few"),
    "risk.covered": marked("covered"),
    "risk.list_short": marked("{share} a seat"),
    "risk.list": marked("{share} a seat"),
    # tenure
    "tenure.finding": marked("{changed} of {posts} change hands; {vacant} vacant for a time, {months} in all"),
    "tenure.finding.none": marked("{changed} of {posts} change hands; none stands vacant"),
    "tenure.subtitle": marked("Who holds which post when: {period}"),
    "tenure.vacant": marked("vacant"),
    "tenure.left.more": "+{n}",
    "tenure.left": marked("before the bars: who leaves within the first period"),
    "tenure.seat": "{title} ({seat})",
    "tenure.nothing": marked("Nobody holds a post in this plan"),
    # mix
    "mix.finding": marked("{met} of {targets} reached; missed: {missed}"),
    "mix.missed": marked("{target} by {persons}"),
    "mix.missed.more": forms(" and {n} more target", " and {n} more targets"),
    "mix.reached": marked("All {targets} reached"),
    "mix.reached.first": marked("All {targets} reached; {target}: {today} → {planned}"),
    "mix.what": "{scope} · {column}: {values}",
    "mix.own_bounds": marked("of its own for each"),
    "mix.persons": "{today} → {persons}",
    "mix.persons.missed": marked("{today} → {persons}, {missed} off target"),
    "mix.subtitle": marked("Persons today and planned against the target: {period}"),
    "mix.today": marked("today"),
    "mix.planned": marked("planned"),
    "mix.at_least": marked("at least {lower}"),
    "mix.at_most": marked("at most {upper}"),
    "mix.between": marked("{lower} to {upper}"),
    "mix.exactly": marked("exactly {lower}"),
    "mix.target": marked("target {bounds}"),
    "mix.ok": marked("✓ reached"),
    "mix.short": marked("✕ {persons} short"),
    "mix.over": marked("✕ {persons} too many"),
    "mix.parts": marked("{today} → {planned} of {parts} reached"),
    "mix.periods": marked("in {met} of {periods} periods"),
    "mix.tile": "{today} → {planned}  {verdict}",
    "mix.nothing": marked("The scenario sets no mix targets"),
    "column.age_band": marked("age"),
    "column.sex": marked("sex"),
    "column.ethnicity": marked("ethnicity"),
    "column.rotates": marked("rotates"),
    "value.female": marked("female"),
    "value.male": marked("male"),
    "value.yes": marked("yes"),
    "value.no": marked("no"),
    "scope.key_posts": marked("key posts"),
    "scope.all_posts": marked("all posts"),
    "scope.each_unit": marked("in each unit"),
    "scope.each_province": marked("in each province"),
    "scope.all_benches": marked("all benches"),
    "scope.each_bench": marked("on each bench"),
    "scope.each_committee": marked("on each committee's list"),
    "scope.group": marked("group {name}"),
    "scope.title": marked("title {name}"),
    "scope.unit": marked("unit {name}"),
    "scope.cluster": marked("cluster {name}"),
    "group.party": marked("party"),
    "group.government": marked("government"),
    "group.front": marked("front"),
    # pyramid
    "pyramid.finding": marked("Median age of key post holders {before} → {after}; {band}: {young} → {young_after}"),
    "pyramid.finding.plain": marked("Median age of key post holders {before} → {after}"),
    "pyramid.subtitle": marked("Holders of key posts by age in years and sex, {start} and {end}: {place}"),
    "pyramid.unknown": marked("; {persons} without sex or birth date left out"),
    "pyramid.female": marked("Women {before} → {after}"),
    "pyramid.male": marked("Men {before} → {after}"),
    "pyramid.before": "{date}",
    "pyramid.after": marked("{date}, planned"),
    "band.under": marked("under {age}"),
    "band.over": marked("over {age}"),
    "band.range": marked("{low} to {high}"),
    "pyramid.change": "{before} → {after}",
    "pyramid.nothing": marked("No holder of a key post with known age and sex"),
    # flows
    "flows.finding": "{placements}: {parts}",
    "flows.finding.province": marked("{persons} from posts of the province"),
    "flows.finding.department": marked("{persons} from departments"),
    "flows.finding.commune": marked("{persons} from other communes"),
    "flows.finding.return": marked("{persons} back from a rotation"),
    "flows.finding.same": marked("{persons} within the unit"),
    "flows.finding.outside": marked("{persons} from outside"),
    "flows.subtitle": marked("New placements by sending and receiving unit, persons: {period}"),
    "flows.same": marked("within the unit"),
    "flows.several": marked("{units} ({persons} each)"),
    "flows.between": marked("{fewest}–{most} persons"),
    "flows.from": marked("from"),
    "flows.to": marked("to"),
    "flows.via.province": marked("from a post of the province"),
    "flows.via.department": marked("from a department"),
    "flows.via.commune": marked("from another commune"),
    "flows.via.return": marked("back from a rotation"),
    "flows.via.same": marked("within the unit"),
    "flows.via.outside": marked("from outside"),
    "flows.node": "{unit}: {count}",
    "flows.nothing": marked("Nobody comes to a unit in this plan"),
    # gap
    "gap.nothing": marked("This plan keeps no steps of its solve; solve the scenario again"),
    # courses
    "courses.taken": marked("{taken} of {free} taken by {people}; {used} of {sessions} used, {full} {are} full"),
    "courses.cost": marked("cost {years}"),
    "courses.year": marked("{spent} in {year}"),
    "courses.year.budget": marked("{spent} of {budget} in {year}"),
    "why.post": marked("post: {of}"),
    "why.order": marked("before session {of}"),
    "why.bench": marked("bench: {of}"),
    "why.standard": marked("own title: {of}"),
    "why.none": marked("no reason"),
    # what becomes of rotations, second posts and lists
    "outcome.line": marked("{people} on rotation: {parts}"),
    "outcome.returns": forms("{n} returns", "{n} return"),
    "outcome.to_sending_unit": marked("{n} to the sending unit"),
    "outcome.elsewhere": marked("{n} elsewhere"),
    "outcome.to_higher_grade": marked("{n} to a higher grade"),
    "outcome.moves": forms("{n} moves to another commune", "{n} move to another commune"),
    "outcome.stays": forms("{n} stays on for good", "{n} stay on for good"),
    "outcome.continues": forms("{n} is still there at the end", "{n} are still there at the end"),
    "outcome.leaves": forms("{n} leaves the service", "{n} leave the service"),
    "outcome.without_place": forms("{n} is without a place", "{n} are without a place"),
    "review.line": marked("{kept} kept, {added} added, {removed} removed"),
    "dual.today": marked("{n} today"),
    "dual.new": forms("{n} takes a second one: {who}", "{n} take a second one: {who}"),
    "dual.one": marked("{name} ({post}) from {date}"),
    "committees.line": marked("{lists}: {listed} for {seats} ({coefficient} a seat)"),
    "committees.short": marked("{n} too short: {lists}"),
    "committees.short.one": marked("{post} has {listed} of {wanted}"),
    "and_others": marked("and {n} more"),
    # what one more seat brings
    "price.title": marked("One more seat at a full session"),
    "price.none": marked("No session is full: one more seat brings nothing."),
    "price.line": "{changes} ({proof})",
    "price.nothing": marked("nothing"),
    "price.proven": marked("proven"),
    "price.not_proven": marked("not proven"),
    "price.unknown": marked("no plan found in time"),
    "gain.fill.better": forms("{n} fewer weighted month empty", "{n} fewer weighted months empty"),
    "gain.fill.worse": forms("{n} more weighted month empty", "{n} more weighted months empty"),
    "gain.bench.better": marked("{n} fewer missing on the benches"),
    "gain.bench.worse": marked("{n} more missing on the benches"),
    "gain.standard.better": forms(
        "{n} fewer person-month below the standard", "{n} fewer person-months below the standard"
    ),
    "gain.standard.worse": forms(
        "{n} more person-month below the standard", "{n} more person-months below the standard"
    ),
    "gain.mix.better": marked("{n} fewer off target in the mix"),
    "gain.mix.worse": marked("{n} more off target in the mix"),
    "gain.change.better": forms("{n} fewer change of what was published", "{n} fewer changes of what was published"),
    "gain.change.worse": forms("{n} more change of what was published", "{n} more changes of what was published"),
    "gain.fit.better": marked("fit up by {n}"),
    "gain.fit.worse": marked("fit down by {n}"),
    "gain.merged.better": marked("{tier} better by {n}"),
    "gain.merged.worse": marked("{tier} worse by {n}"),
}

VERBS: Final = {
    "has": forms("has", "have"),
    "is": forms("is", "are"),
}
"""Verbs that go with a number; Vietnamese needs none of them."""

SHORT: Final[dict[str, str]] = {
    "People's Committee": "PC",
    "People's Council": "Council",
    "Fatherland Front": "Front",
    "Deputy head of department": "Dept deputy",
    "Head of department": "Dept head",
    "Ủy ban nhân dân": "UBND",
    "Hội đồng nhân dân": "HĐND",
    "Ủy ban Mặt trận Tổ quốc": "UBMTTQ",
}
"""Long words of titles and units, and what stands for them where space lacks."""


def short(name: str) -> str:
    """A title or unit in its agreed short form: ``PC vice chair``."""
    for long, brief in SHORT.items():
        name = name.replace(long, brief)
    return name


def say(key: str, n: int = 0, **parts: object) -> str:
    """A sentence or label with its parts filled in; ``n`` decides its form where it has two."""
    words = WORDS[key]
    told = {name: grouped(int(part)) if isinstance(part, int | np.integer) else part for name, part in parts.items()}
    text = _(words) if isinstance(words, str) else ngettext(*words, n)
    return text.format(n=grouped(n), **told)


def known(key: str, otherwise: str) -> str:
    """The words of a key, or else what a planner calls it."""
    return say(key) if key in WORDS else otherwise


def scope_words(scope: str, names: Mapping[str, str]) -> str:
    """Where a target is counted: ``key_posts``, all posts of a ``group party``, or of a title or unit by its name."""
    kind, _space, name = scope.partition(" ")
    if not name:
        return known(f"scope.{scope}", scope)
    told = names.get(name, name) if kind in ("title", "unit") else known(f"group.{name}", name)
    return say(f"scope.{kind}", name=told) if f"scope.{kind}" in WORDS else scope


def verb(number: int, word: str) -> str:
    """The form of a verb that goes with a number."""
    return ngettext(*VERBS[word], number)


def gain_words(tier: str, better: int) -> str:
    """A change in a tier: ``12 fewer weighted months empty``; ``better`` is below 0 where the plan is worse."""
    side, n = "better" if better > 0 else "worse", abs(better)
    merged = "merged" if f"gain.{tier}.{side}" not in WORDS else tier
    return say(f"gain.{merged}.{side}", n=n, tier=tier)


def month(date: str) -> str:
    """A date as charts print it: ``07/2027``."""
    return f"{date[5:7]}/{date[:4]}"


def band_words(band: str) -> str:
    """An age band in words: ``under 35``, ``35 to 40``, ``over 40``."""
    if band.startswith("<"):
        return say("band.under", age=band[1:])
    if band.startswith(">"):
        return say("band.over", age=band[1:])
    low, _, high = band.partition("-")
    return say("band.range", low=low, high=high)
