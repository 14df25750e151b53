"""People of a synthetic area: who stands where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from planner.rulebook.rulebook import Title
from planner.synth.frames import Row
from planner.synth.posts import Seat, home_places, receiving_units
from planner.synth.profiles import Profile

Role = Literal["holder", "staff", "leader"]


@dataclass(frozen=True)
class Person:
    """Where one person stands at as_of, before there is a record of him or her.

    ``home`` is the department of a rotated leader and ``former`` the title held there, ``served`` the commune that
    a leader of the pool served or serves in.
    """

    cadre: str
    role: Role
    unit: str
    title: Title
    seat: Seat | None = None
    home: str = ""
    former: str = ""
    served: str = ""
    bloc: str = ""

    @property
    def pool(self) -> bool:
        """Whether he or she rotates."""
        return bool(self.served)

    @property
    def fate(self) -> str:
        """What becomes of his or her post, empty without one."""
        return self.seat.fate if self.seat else ""


def make_people(
    profile: Profile, posts: list[Seat], titles: Mapping[str, Title], departments: list[Row], communes: list[str]
) -> list[Person]:
    """Holders of posts in communes, commune staff, department leaders, in this order.

    The first ``away`` departments have one leader in a commune, and begin anew when there are more.
    """
    people: list[Person] = []

    def add(role: Role, unit: str, title: str, **more: Any) -> None:
        people.append(Person(f"c{len(people) + 1:04d}", role, unit, titles[title], **more))

    home = {row["unit"] for row in departments}
    away = dict(_homes(profile, posts, titles, departments, communes))
    for post in posts:
        if post.unit not in home and post.fate not in ("vacant", "beside"):
            add("holder", post.unit, post.title, seat=post, **away.get(post, {}))
    for i in range(profile.staff):
        add("staff", communes[i % len(communes)], "staff")
    receiving = receiving_units(profile, communes)
    back = {i: receiving[(profile.away + n) % len(receiving)] for n, i in enumerate(_returned(profile))}
    blocs = {row["unit"]: row["bloc"] for row in departments}
    own = {post.number: post for post in posts if post.unit in home}
    for i, (unit, title) in enumerate(home_places(profile, list(blocs))):
        add("leader", unit, title, seat=own.get(i), served=back.get(i, ""), bloc=blocs[unit])
    return people


def _homes(
    profile: Profile, posts: list[Seat], titles: Mapping[str, Title], departments: list[Row], communes: list[str]
) -> Iterator[tuple[Seat, dict[str, Any]]]:
    """Where each rotated leader comes from, and from the lowest title from which the post is one grade up at most."""
    order = receiving_units(profile, communes)
    away = sorted((post for post in posts if post.fate == "away"), key=lambda post: order.index(post.unit))
    grades = sorted((titles[title].grade or 0, title) for title in set(profile.leader_titles))
    for i, post in enumerate(away):
        home, grade = departments[i % len(departments)], titles[post.title].grade or 0
        former = next((title for own, title in grades if own >= grade - 1), grades[-1][1])
        yield post, {"home": home["unit"], "former": former, "served": post.unit, "bloc": home["bloc"]}


def _returned(profile: Profile) -> list[int]:
    """Which leaders at home are in the pool: one per department before a second one, the head in every third."""

    def rank(i: int) -> tuple[int, int]:
        turn, place = divmod(i, profile.departments)
        head_last = turn - 1 if turn else profile.leaders
        return (turn if place % 3 == 0 else head_last), place

    return sorted(sorted(range(profile.leaders - profile.away), key=rank)[: profile.pool - profile.away])
