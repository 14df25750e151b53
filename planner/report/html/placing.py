"""Which section of the report each kind of chart stands in."""

from collections.abc import Sequence
from typing import Final

from planner.report.html.view import Series

SECTION_OF: Final = {
    "succession": "bench",
    "bench": "bench",
    "overcommitted": "bench",
    "resilience": "bench",
    "retirements": "returns",
    "tenure": "moves",
    "careers": "moves",
    "cascade": "moves",
    "flows": "moves",
    "training": "courses",
    "mix": "mix",
    "pyramid": "mix",
    "gap": "proof",
}
"""Where each kind of chart stands; others stand with the moves."""


def charts_of(section: str, series: Sequence[Series]) -> tuple[Series, ...]:
    """The charts of a section."""
    return tuple(one for one in series if SECTION_OF.get(one.kind, "moves") == section)
