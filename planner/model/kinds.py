"""The three kinds of new stints."""

from enum import IntEnum


class Kind(IntEnum):
    """What a new stint is to its cadre."""

    MOVE = 0
    """A new main post; the posts of today are left."""
    BESIDE = 1
    """The second post of a dual role, held beside the main one."""
    RETURN = 2
    """Back to a department, after a rotation of today or one that this plan makes."""
