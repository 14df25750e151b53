"""What plans decide differently: person by person and post by post, and nothing that they have in common."""

from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd

from planner.plan.plan import Plan
from planner.plan.verify.reading import rows

Key = tuple[str, str, str]
"""Kind, cadre (blank for a post without holder), and the post or session."""

KEYS: Final = ("kind", "cadre", "of")
KINDS: Final = ("stint", "vacancy", "listing", "course", "return")


def changes(plans: Sequence[Plan], labels: Sequence[str]) -> pd.DataFrame:
    """Everything that plans decide differently.

    Parameters
    ----------
    plans : sequence of Plan
    labels : sequence of str
        Their columns.

    Returns
    -------
    pandas.DataFrame
        Texts, a column for each plan, blank where it decides nothing of the kind; the index is ``kind``, ``cadre`` and
        ``of``. A ``stint`` in the post ``of`` reads ``2026-07..2028-01 promotion``, several are separated by ``; ``; a
        ``vacancy`` of it ``2026-01..2026-07``; a ``listing`` for it ``near`` or ``next`` and the month of a course that
        makes ready; a ``course`` gives why a session is attended, and for what; a ``return`` from a rotation in the
        post what becomes of it, when, and the placement.
    """
    said = [dict(_decided(plan)) for plan in plans]
    keys = dict.fromkeys(key for one in said for key in one)
    differing = {key: [one.get(key, "") for one in said] for key in keys}
    kept = {key: texts for key, texts in differing.items() if len(set(texts)) > 1}
    index = pd.MultiIndex.from_tuples(list(kept), names=list(KEYS))
    frame = pd.DataFrame(list(kept.values()), index=index, columns=list(labels), dtype="str")
    return frame.sort_index(key=lambda level: level.map(KINDS.index) if level.name == "kind" else level)


def _decided(plan: Plan) -> Iterator[tuple[Key, str]]:
    """Every decision of a plan."""
    spans: dict[Key, list[str]] = {}
    for row in rows(plan.stints):
        told = f"{_span(row['start'], row['end'])} {row['how']}"
        spans.setdefault(("stint", row["cadre"], row["post"]), []).append(told)
    for row in rows(plan.vacancies):
        spans.setdefault(("vacancy", "", row["post"]), []).append(_span(row["start"], row["end"]))
    for key, parts in spans.items():
        yield key, "; ".join(sorted(parts))
    for row in rows(plan.bench):
        yield ("listing", row["cadre"], row["post"]), f"{row['ready']} {row['ready_on'][:7]}".strip()
    for row in rows(plan.training):
        yield ("course", row["cadre"], row["session"]), f"{row['why']} {row['of']}".strip()
    for row in rows(plan.returns):
        told = f"{row['outcome']} {row['date'][:7]} {row['placement']}".strip()
        yield ("return", row["cadre"], row["post"]), told


def _span(start: str, end: str) -> str:
    return f"{start[:7]}..{end[:7]}"
