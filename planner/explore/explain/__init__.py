"""Why a plan is as it is: a cadre in a post or not, who could take a post, and what a target costs."""

from planner.explore.explain.candidates import Candidate, candidates
from planner.explore.explain.pair import Loss, PairAnswer, Refusal, explain_pair, refusals
from planner.explore.explain.target import TargetAnswer, explain_target

__all__ = [
    "Candidate",
    "Loss",
    "PairAnswer",
    "Refusal",
    "TargetAnswer",
    "candidates",
    "explain_pair",
    "explain_target",
    "refusals",
]
