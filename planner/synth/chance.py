"""Repeatable chance: one independent stream of random numbers per subject."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def stream(seed: int, subject: str) -> Random:
    """A random stream of its own, so that a change in one subject leaves the others as they are."""
    return Random(f"{seed} {subject}")  # noqa: S311  (synthetic data, not secrets)


def weighted(rng: Random, weights: Mapping[T, float]) -> T:
    """One key, as likely as its weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def shuffled(rng: Random, items: Iterable[T]) -> list[T]:
    """The items in random order."""
    result = list(items)
    rng.shuffle(result)
    return result


def top(share: float, scores: Sequence[float]) -> list[bool]:
    """Mark the highest scores: exactly ``share`` of them, to the nearest one."""
    chosen = sorted(range(len(scores)), key=lambda i: (-scores[i], i))[: round(share * len(scores))]
    marks = [False] * len(scores)
    for i in chosen:
        marks[i] = True
    return marks
