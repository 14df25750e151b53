"""No removal: nobody loses a post but by a planned end or by moving to another post."""

from planner.language import marked
from planner.model.rules.base import Rule


class NoRemoval(Rule):
    """Holders stay until their stint's limit or until they move; a new placement lasts to its limit.

    The model has no column that would end a stint otherwise, so there is nothing to add; the verifier checks it.
    """

    name = "no_removal"
    code = "P1"
    title = marked("Nobody is removed")
    structural = True
