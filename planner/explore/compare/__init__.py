"""Plans side by side: what differs in their input, in what they reach and in what they decide."""

from planner.explore.compare.comparison import Comparison, NoCommonPostError, compare

__all__ = ["Comparison", "NoCommonPostError", "compare"]
