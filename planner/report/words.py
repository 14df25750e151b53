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
    "status.optimal": "optimal plan",
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
    "until.planned": "planned",
    "until.moves": "moves on",
    "from": "from {date}",
    "until": "until {date}",
    "until.why": "until {date}, {why}",
    # succession
    "succession.finding": "{near} of {posts} have no successor ready now; {none} have no successor at all",
    "succession.covered": "All {posts} have a successor who is ready now",
    "succession.subtitle": "Holders and successors of the {posts}: {period}",
    "succession.today": "holder today",
    "succession.planned": "planned holder",
    "succession.key.empty": "post without a holder today",
    "succession.key.vacant": "left vacant by the plan",
    "succession.empty": "no holder on the first day",
    "succession.vacant": "vacant {start} – {end}",
    "succession.none": "no successor",
}

NOUNS: Final[dict[str, tuple[str, str]]] = {
    "key_post": ("key post", "key posts"),
    "person": ("person", "persons"),
    "unit": ("unit", "units"),
}


def say(key: str, **parts: object) -> str:
    """A sentence or label with its parts filled in."""
    return WORDS[key].format(**parts)


def count(number: int, noun: str) -> str:
    """A number with its noun: ``1 key post``, ``9 key posts``."""
    one, many = NOUNS[noun]
    return f"{number} {one if number == 1 else many}"


def month(date: str) -> str:
    """A date as charts print it: ``07/2027``."""
    return f"{date[5:7]}/{date[:4]}"
