"""What the verifier finds: one broken rule, with who, where and when."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Violation:
    """One rule broken by a plan.

    Attributes
    ----------
    rule : str
        Name of the rule; ``plan`` when the plan cannot be read or contradicts itself.
    cadres, posts : tuple of str
        Ids of the people and posts involved.
    period : str
        First day of the period concerned, or empty.
    message : str
        One sentence: rule, person, post, value against limit.
    """

    rule: str
    cadres: tuple[str, ...]
    posts: tuple[str, ...]
    period: str
    message: str

    def __str__(self) -> str:
        return self.message
