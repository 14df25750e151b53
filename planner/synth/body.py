"""What is known of a body of another level than the communes, such as a department of the province."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field


@dataclass(frozen=True)
class Body:
    """A unit with posts and people of its own.

    Attributes
    ----------
    name, bloc, sector, cluster
        As in units.csv.
    level : str
        Level of the body and its people, a column of its own; communes and the area's departments have theirs.
    over : tuple[str, ...]
        Names of the units whose parent it is.
    posts : tuple[str, ...]
        Title of each seat; every seat is a key post.
    people : Mapping[str, int]
        Further people by title.
    rotates : Mapping[str, int]
        How many of them, by title, are in the rotation pool.
    """

    name: str
    level: str
    bloc: str = "government"
    sector: str = ""
    cluster: str = ""
    over: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    people: Mapping[str, Annotated[int, Field(ge=0)]] = field(default_factory=dict)
    rotates: Mapping[str, Annotated[int, Field(ge=0)]] = field(default_factory=dict)

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
