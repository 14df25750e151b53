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
    "tier.mix": "mix shortfalls",
    "tier.fit": "fit",
    "and_more": "+{n} more, see the table",
    "none": "nothing to show",
    # readiness, ends and ways into a post
    "ready.near": "ready now",
    "ready.next": "ready later",
    "how.holds": "in post",
    "how.rotation": "rotation",
    "how.promotion": "promotion",
    "how.lateral": "lateral",
    "how.appointment": "appointment",
    "until.horizon": "",
    "until.service": "service ends",
    "until.tenure_cap": "tenure cap",
    "until.planned": "as planned",
    "until.moves": "moves on",
    "from": "from {date}",
    "until": "until {date}",
    "until.why": "until {date}, {why}",
    # succession
    "succession.finding": "{without} {have} no successor ready now; {nobody}",
    "succession.nobody": "{number} {have} no successor at all",
    "succession.nobody.none": "none is without any successor",
    "succession.of": "{number} of {posts}",
    "succession.covered": "All {posts} have a successor who is ready now",
    "succession.unbenched": "{posts}, {vacant} vacant for a time; no benches wanted",
    "succession.subtitle": "Holders and successors of the {posts}: {period}",
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
    "bench.legend": (
        "listed: persons on the post's bench · once: each person counted for one post only, "
        "spread so that as many posts as possible have somebody"
    ),
    "bench.listed": "listed",
    "bench.once": "once",
    "bench.all": "all",
    "bench.nothing": "No post of this plan has or wants a bench",
    "risk.nobody": "no successor",
    "risk.later": "none ready now",
    "risk.shared": "shared",
    "risk.few": "too few",
    "risk.covered": "covered",
    "risk.legend": (
        "shared: whoever is ready now is needed for another post · "
        "too few: fewer than wanted when each person counts once"
    ),
    # tenure
    "tenure.finding": "{changed} of {posts} change hands; {vacant} vacant for a time, {months} in all",
    "tenure.subtitle": "Who holds which post when: {period}",
    "tenure.vacant": "vacant",
    "tenure.seat": "{title} ({seat})",
    "tenure.nothing": "Nobody holds a post in this plan",
    # mix
    "mix.finding": "{met} of {targets} reached; missed: {missed}",
    "mix.missed": "{target} by {persons}",
    "mix.missed.more": " and {n} more",
    "mix.reached": "All of {targets} reached",
    "mix.reached.first": "All of {targets} reached; {target}: {today} → {planned}",
    "mix.what": "{scope} · {column}: {values}",
    "mix.own_bounds": "of its own for each",
    "mix.lack": "{persons} missing in all",
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
    "mix.parts": "{met} of {parts} reached",
    "mix.periods": "in {met} of {periods} periods",
    "mix.tile": "{today} → {planned}  {verdict}",
    "mix.nothing": "The scenario sets no mix targets",
    "column.age_band": "age",
    "scope.key_posts": "key posts",
    "scope.all_posts": "all posts",
    "scope.each_unit": "in each unit",
    "scope.all_benches": "all benches",
    "scope.each_bench": "on each bench",
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
    "flows.finding": (
        "{placements}: {department} from departments, {commune} from other communes, {same} within the unit"
    ),
    "flows.finding.outside": "; {outside} from outside",
    "flows.subtitle": "New placements by sending and receiving unit, persons: {period}",
    "flows.same": "within the unit",
    "flows.several": "{units}, {persons} each",
    "flows.between": "{fewest}–{most}",
    "flows.from": "from",
    "flows.to": "to",
    "flows.via.department": "from a department",
    "flows.via.commune": "from another commune",
    "flows.via.same": "within the unit",
    "flows.via.outside": "from outside",
    "flows.node": "{unit}  {count}",
    "flows.nothing": "Nobody comes to a unit in this plan",
}

FORMS: Final[dict[str, tuple[str, str]]] = {
    "key_post": ("key post", "key posts"),
    "person": ("person", "persons"),
    "post": ("post", "posts"),
    "listing": ("listing", "listings"),
    "stands": ("stands", "stand"),
    "month": ("month", "months"),
    "target": ("target", "targets"),
    "period": ("period", "periods"),
    "placement": ("placement", "placements"),
    "has": ("has", "have"),
    "department": ("department", "departments"),
    "commune": ("commune", "communes"),
    "unit": ("unit", "units"),
}


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
