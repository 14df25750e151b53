"""Every word that charts and reports print, in one place, so that another language is another table."""

from typing import Final

WORDS: Final[dict[str, str]] = {
    # frame
    "caption": "Scenario {scenario} · as of {as_of} · {status}",
    "caption.tier": "{tier} {value} {proof}",
    "proof.proven": "(proven best)",
    "proof.min": "(no plan below {bound})",
    "proof.max": "(no plan above {bound})",
    "page": "page {page} of {pages}",
    "period": "{place}, {start} – {end}",
    "post.label": "{unit} · {title}",
    "outside": "outside",
    "status.optimal": "optimal plan, every value proven best",
    "status.feasible": "feasible plan",
    "status.infeasible": "no plan possible",
    "status.no_plan": "no plan found in time",
    "status.invalid": "plan breaks rules",
    "tier.fill": "weighted vacant months",
    "tier.bench": "bench shortfalls",
    "tier.standard": "person-months below the standard",
    "tier.mix": "mix shortfalls",
    "tier.change": "changes of what was published",
    "tier.fit": "fit",
    "measured.fill": "weighted months empty",
    "measured.bench": "successors missing",
    "measured.standard": "person-months below the standard",
    "measured.mix": "weighted persons off target",
    "measured.change": "changes of what was published",
    "measured.fit": "points",
    "and_more": "+{n} more, see the table",
    "none": "nothing to show",
    # readiness, ends and ways into a post
    "ready.near": "ready now",
    "ready.next": "ready later",
    "ready.course": "ready {date} after a course",
    "ready.course.short": "ready {date}",
    "ready.course.key": "ready after a course",
    "how.holds": "in post",
    "how.rotation": "rotation",
    "how.promotion": "promotion",
    "how.lateral": "lateral",
    "how.appointment": "appointment",
    "how.dual": "second post",
    "how.return": "return",
    "until.horizon": "",
    "until.service": "service ends",
    "until.service.short": "service",
    "until.tenure_cap": "tenure cap",
    "until.planned": "rotation or term ends as decided",
    "until.planned.short": "as decided",
    "until.rotation": "rotation ends",
    "until.rotation.short": "rotation",
    "until.returns": "returns",
    "until.dual": "second post ends",
    "until.moves": "moves on",
    "until.moves.short": "moves",
    "from.why": "from {date}, {why}",
    "from.until.why": "{start} – {end}, {why}",
    "also": "also {title}",
    "also.only": "two posts",
    "also.short": "{note}, two posts",
    "also.from": "{title} from {date}",
    "until": "until {date}",
    "until.why": "until {date}, {why}",
    "dating": (
        "Moves are dated by the period of {months} in which they happen, ends of service and of terms "
        "by their own month; “until” names the first month no longer in post."
    ),
    "ready.near.key": "ready now (meets the standard)",
    "ready.next.key": "ready later (one gap, or two grades below)",
    "ready.next.key.other": "ready later (a gap, or further below in grade)",
    # succession
    "succession.vacancies": "{vacant} of {posts} {are} left vacant for a time; {bench}",
    "succession.vacancies.bench": "{without} {have} no successor ready now{by_course}",
    "succession.vacancies.nobody": "{without} {have} no successor ready now{by_course}, {nobody} of them none at all",
    "succession.vacancies.covered": "all have a successor ready now",
    "succession.vacancies.covered.some": "all {posts} with a bench have a successor ready now",
    "succession.finding": "{without} {have} no successor ready now{by_course}; {nobody}",
    "succession.nobody": "{number} {have} no successor at all",
    "succession.nobody.none": "none is without any successor",
    "succession.of": "{number} of {posts}",
    "succession.covered": "All {posts} have a successor who is ready now",
    "succession.unbenched": "{posts}, {vacant} vacant for a time; no benches wanted",
    "succession.subtitle": "Holders and successors of the {posts}: {period}",
    "succession.subtitle.more": (
        "Holders and successors of the {posts}, and of {others} that somebody moves to or from: {period}"
    ),
    "succession.by_course": ", {course} of them one after a course",
    "succession.departments": "Departments",
    "succession.today": "holder today",
    "succession.planned": "planned holder",
    "succession.key.empty": "post without a holder today",
    "succession.key.vacant": "left vacant by the plan",
    "succession.empty": "no holder on the first day",
    "succession.vacant": "vacant {start} – {end}",
    "succession.none": "no successor",
    "succession.nothing": "No key posts to show",
    # bench
    "bench.finding": "{gross} of {posts} {have} nobody ready now; with each person counted once it is {net}",
    "bench.subtitle": "{listings} of {people}, posts most at risk first: {period}",
    "bench.finding.shared": (
        "Every post has somebody ready now; with each person counted once, {net} of {posts} {have} not"
    ),
    "bench.finding.none": "Every post has somebody ready now, even with each person counted once",
    "bench.finding.course": (
        "{gross} of {posts} {have} nobody ready now, which courses change for {course}; "
        "with each person counted once it is {net}"
    ),
    "bench.finding.all_courses": (
        "{gross} of {posts} {have} nobody ready now, which courses change for all of them; "
        "with each person counted once it is {net}"
    ),
    "bench.finding.committees": "{short} of the committees' lists {are} too short",
    "bench.note.course": "whom a course of this plan makes ready",
    "bench.note.list": "committees: people listed for each seat",
    "bench.note.listed": "persons on the post's bench",
    "bench.note.once": "each person counted for one post only",
    "bench.note.shared": "ready now, but counted for another post",
    "bench.note.few": "fewer than wanted, each counted once",
    "bench.note.covered": "as many as wanted, each counted once",
    "bench.listed": "listed",
    "bench.once": "once",
    "bench.course": "course",
    "bench.list": "… a seat",
    "bench.all": "all",
    "bench.nothing": "No post of this plan has or wants a bench",
    "risk.nobody": "no successor",
    "risk.later": "none ready now",
    "risk.course": "after a course",
    "risk.shared": "shared",
    "risk.few": "too few",
    "risk.covered": "covered",
    "risk.list_short": "{share} a seat",
    "risk.list": "{share} a seat",
    # tenure
    "tenure.finding": "{changed} of {posts} change hands; {vacant} vacant for a time, {months} in all",
    "tenure.finding.none": "{changed} of {posts} change hands; none stands vacant",
    "tenure.subtitle": "Who holds which post when: {period}",
    "tenure.vacant": "vacant",
    "tenure.left.more": "+{n}",
    "tenure.left": "before the bars: who leaves within the first period",
    "tenure.seat": "{title} ({seat})",
    "tenure.nothing": "Nobody holds a post in this plan",
    # mix
    "mix.finding": "{met} of {targets} reached; missed: {missed}",
    "mix.missed": "{target} by {persons}",
    "mix.missed.more": " and {n} more {targets}",
    "mix.reached": "All {targets} reached",
    "mix.reached.first": "All {targets} reached; {target}: {today} → {planned}",
    "mix.what": "{scope} · {column}: {values}",
    "mix.own_bounds": "of its own for each",
    "mix.persons": "{today} → {persons}",
    "mix.persons.missed": "{today} → {persons}, {missed} off target",
    "mix.subtitle": "Persons today and planned against the target: {period}",
    "mix.today": "today",
    "mix.planned": "planned",
    "mix.at_least": "at least {lower}",
    "mix.at_most": "at most {upper}",
    "mix.between": "{lower} to {upper}",
    "mix.exactly": "exactly {lower}",
    "mix.target": "target {bounds}",
    "mix.ok": "✓ reached",
    "mix.short": "✕ {persons} short",
    "mix.over": "✕ {persons} too many",
    "mix.parts": "{today} → {planned} of {parts} reached",
    "mix.periods": "in {met} of {periods} periods",
    "mix.tile": "{today} → {planned}  {verdict}",
    "mix.nothing": "The scenario sets no mix targets",
    "column.age_band": "age",
    "scope.key_posts": "key posts",
    "scope.all_posts": "all posts",
    "scope.each_unit": "in each unit",
    "scope.each_province": "in each province",
    "scope.all_benches": "all benches",
    "scope.each_bench": "on each bench",
    "scope.each_committee": "on each committee's list",
    # pyramid
    "pyramid.finding": "Median age of key post holders {before} → {after}; {band}: {young} → {young_after}",
    "pyramid.finding.plain": "Median age of key post holders {before} → {after}",
    "pyramid.subtitle": "Holders of key posts by age in years and sex, {start} and {end}: {place}",
    "pyramid.unknown": "; {persons} without sex or birth date left out",
    "pyramid.female": "Women {before} → {after}",
    "pyramid.male": "Men {before} → {after}",
    "pyramid.before": "{date}",
    "pyramid.after": "{date}, planned",
    "band.under": "under {age}",
    "band.over": "over {age}",
    "band.range": "{low} to {high}",
    "pyramid.change": "{before} → {after}",
    "pyramid.nothing": "No holder of a key post with known age and sex",
    # flows
    "flows.finding": "{placements}: {parts}",
    "flows.finding.province": "{persons} from posts of the province",
    "flows.finding.department": "{persons} from departments",
    "flows.finding.commune": "{persons} from other communes",
    "flows.finding.return": "{persons} back from a rotation",
    "flows.finding.same": "{persons} within the unit",
    "flows.finding.outside": "{persons} from outside",
    "flows.subtitle": "New placements by sending and receiving unit, persons: {period}",
    "flows.same": "within the unit",
    "flows.several": "{units} ({persons} each)",
    "flows.between": "{fewest}–{most} persons",
    "flows.from": "from",
    "flows.to": "to",
    "flows.via.province": "from a post of the province",
    "flows.via.department": "from a department",
    "flows.via.commune": "from another commune",
    "flows.via.return": "back from a rotation",
    "flows.via.same": "within the unit",
    "flows.via.outside": "from outside",
    "flows.node": "{unit}: {count}",
    "flows.nothing": "Nobody comes to a unit in this plan",
    # gap
    "gap.nothing": "This plan keeps no steps of its solve; solve the scenario again",
    # courses
    "courses.taken": "{taken} of {free} taken by {people}; {used} of {sessions} used, {full} {are} full",
    "courses.cost": "cost {years}",
    "courses.year": "{spent} in {year}",
    "courses.year.budget": "{spent} of {budget} in {year}",
    "why.post": "post: {of}",
    "why.order": "before session {of}",
    "why.bench": "bench: {of}",
    "why.standard": "own title: {of}",
    "why.none": "no reason",
    # what becomes of rotations, second posts and lists
    "outcome.line": "{people} on rotation: {parts}",
    "outcome.returns": "{n} return{s}",
    "outcome.to_sending_unit": "{n} to the sending unit",
    "outcome.elsewhere": "{n} elsewhere",
    "outcome.to_higher_grade": "{n} to a higher grade",
    "outcome.moves": "{n} move{s} to another commune",
    "outcome.stays": "{n} stay{s} on for good",
    "outcome.continues": "{n} {are} still there at the end",
    "outcome.leaves": "{n} leave{s} the service",
    "outcome.without_place": "{n} {are} without a place",
    "review.line": "{kept} kept, {added} added, {removed} removed",
    "dual.today": "{n} today",
    "dual.new": "{n} take{s} a second one: {who}",
    "dual.one": "{name} ({post}) from {date}",
    "committees.line": "{lists}: {listed} for {seats} ({coefficient} a seat)",
    "committees.short": "{n} too short: {lists}",
    "committees.short.one": "{post} has {listed} of {wanted}",
    "and_others": "and {n} more",
    # what one more seat brings
    "price.title": "One more seat at a full session",
    "price.none": "No session is full: one more seat brings nothing.",
    "price.line": "{changes} ({proof})",
    "price.nothing": "nothing",
    "price.proven": "proven",
    "price.not_proven": "not proven",
    "price.unknown": "no plan found in time",
    "gain.fill.better": "{n} fewer weighted {months} empty",
    "gain.fill.worse": "{n} more weighted {months} empty",
    "gain.bench.better": "{n} fewer missing on the benches",
    "gain.bench.worse": "{n} more missing on the benches",
    "gain.standard.better": "{n} fewer person-{months} below the standard",
    "gain.standard.worse": "{n} more person-{months} below the standard",
    "gain.mix.better": "{n} fewer off target in the mix",
    "gain.mix.worse": "{n} more off target in the mix",
    "gain.change.better": "{n} fewer {changes} of what was published",
    "gain.change.worse": "{n} more {changes} of what was published",
    "gain.fit.better": "fit up by {n}",
    "gain.fit.worse": "fit down by {n}",
    "gain.merged.better": "{tier} better by {n}",
    "gain.merged.worse": "{tier} worse by {n}",
}

FORMS: Final[dict[str, tuple[str, str]]] = {
    "key_post": ("key post", "key posts"),
    "other_post": ("other post", "other posts"),
    "person": ("person", "persons"),
    "post": ("post", "posts"),
    "listing": ("listing", "listings"),
    "stands": ("stands", "stand"),
    "month": ("month", "months"),
    "target": ("target", "targets"),
    "period": ("period", "periods"),
    "placement": ("placement", "placements"),
    "has": ("has", "have"),
    "is": ("is", "are"),
    "department": ("department", "departments"),
    "commune": ("commune", "communes"),
    "unit": ("unit", "units"),
    "province": ("province", "provinces"),
    "list": ("list", "lists"),
    "seat": ("seat", "seats"),
    "session": ("session", "sessions"),
    "people": ("person", "people"),
    "change": ("change", "changes"),
}


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


def say(key: str, **parts: object) -> str:
    """A sentence or label with its parts filled in."""
    return WORDS[key].format(**parts)


def form(number: int, word: str) -> str:
    """The form of a noun or verb that goes with a number."""
    one, many = FORMS[word]
    return one if number == 1 else many


def count(number: int, noun: str) -> str:
    """A number with its noun: ``1 key post``, ``9 key posts``."""
    return f"{number} {form(number, noun)}"


def gain_words(tier: str, better: int) -> str:
    """A change in a tier: ``12 fewer weighted months empty``; ``better`` is below 0 where the plan is worse."""
    side, n = "better" if better > 0 else "worse", abs(better)
    merged = "merged" if f"gain.{tier}.{side}" not in WORDS else tier
    return say(f"gain.{merged}.{side}", n=n, tier=tier, months=form(n, "month"), changes=form(n, "change"))


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
