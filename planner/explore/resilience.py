"""What the benches of a plan can bear: who covers whom, which posts compete, and how many losses at once break them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
import scipy.sparse as sp
from scipy.optimize import Bounds, LinearConstraint, milp

from planner.plan.metrics import bench_depth, holders_at
from planner.plan.plan import Plan
from planner.plan.verify.facts import read_facts
from planner.rulebook.rulebook import resolve
from planner.scenario.dates import month_date, month_index

Ready = Mapping[str, Sequence[str]]
"""Who could take over each post at once."""


@dataclass(frozen=True)
class Benches:
    """The posts that want or have successors, at one date.

    Attributes
    ----------
    date : str
        First day of a month.
    unit : Mapping of str to str
        The unit of each post.
    holders : Mapping of str to tuple of str
        Who holds each post then, as planned; nobody where it is empty.
    ready : Mapping of str to tuple of str
        Successors on its bench who are ready by then, in service, and not in the post themselves.
    """

    date: str
    unit: Mapping[str, str]
    holders: Ready
    ready: Ready


@dataclass(frozen=True)
class Breaking:
    """How many of some holders may leave at once, whoever they are, with every opened post still covered.

    Attributes
    ----------
    of : str
        The unit, or empty for all of them.
    holders : int
        People who hold one of the posts.
    borne : int
        The largest k such that after any k departures each opened post gets a ready successor, each person one post.
        Who left is no successor; what a successor leaves behind is not counted.
    departed : tuple of str
        Of the fewest departures that break it, those who leave; empty if no departures do.
    posts : tuple of str
        The opened posts that have too few people left.
    left : tuple of str
        Everybody ready for any of these posts who has not left: fewer than the opened seats.
    """

    of: str
    holders: int
    borne: int
    departed: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class Keystone:
    """Somebody without whom posts lose their cover.

    Attributes
    ----------
    cadre : str
    own : tuple of str
        Posts that the person holds and that nobody ready could take over; where only both of two cannot be, both.
    others : tuple of str
        Other holders whose loss alone is covered, and not together with the loss of this person.
    """

    cadre: str
    own: tuple[str, ...]
    others: tuple[str, ...]


def benches(plan: Plan, month: int | None = None) -> Benches:
    """The benches of a plan in a month, by default its first; committees, which are lists only, are left out."""
    month = plan.scenario.start if month is None else month
    facts = read_facts(plan.scenario, resolve(plan.scenario)[0])
    posts = [post for post in bench_depth(plan)["post"] if not facts.posts[post].committee]
    holders: dict[str, list[str]] = {post: [] for post in posts}
    for cadre, post in holders_at(plan, month).itertuples(index=False):
        if post in holders:
            holders[post].append(cadre)
    ready: dict[str, list[str]] = {post: [] for post in posts}
    for cadre, post, state, ready_on in plan.bench[["cadre", "post", "ready", "ready_on"]].itertuples(index=False):
        by_then = state == "near" or (ready_on and month_index(ready_on) <= month)
        if post in ready and by_then and facts.people[cadre].served_until > month and cadre not in holders[post]:
            ready[post].append(cadre)
    return Benches(
        date=month_date(month),
        unit={post: facts.posts[post].unit_id for post in posts},
        holders={post: tuple(people) for post, people in holders.items()},
        ready={post: tuple(people) for post, people in ready.items()},
    )


def breaking(found: Benches) -> tuple[Breaking, ...]:
    """Losses borne by all posts together, then by each unit if only its own holders leave, the weakest first."""
    units: dict[str, list[str]] = {}
    for post, unit in found.unit.items():
        units.setdefault(unit, []).append(post)
    by_unit = [fewest_losses(found, posts, unit) for unit, posts in units.items() if unit]
    by_unit = [unit for unit in by_unit if unit.holders]
    by_unit.sort(key=lambda unit: (not unit.departed, unit.borne, -unit.holders))
    return (fewest_losses(found, list(found.unit)), *by_unit)


def fewest_losses(found: Benches, posts: Sequence[str], of: str = "") -> Breaking:
    """The fewest holders of some posts whose loss leaves an opened post without a ready successor.

    By Hall's theorem the opened seats cannot all be covered if and only if there are posts with more opened seats
    than people left who are ready for any of them. To find the fewest departures with such posts is to find the
    smallest circuit of a transversal matroid, which is hard in general (McCormick 1983), so it is a whole-number
    program: ``leave(c)`` for each holder, ``opened(p)`` seats counted of each post, ``left(c)`` for each successor:

        minimise    sum leave
        subject to  sum opened - sum left >= 1
                    opened(p) <= sum of leave over the holders of p
                    seats(p) * left(c) >= opened(p) - seats(p) * leave(c)   for c ready for p

    Its numbers are small and whole, so that its answer is a whole number which HiGHS proves to within a tolerance far
    below one; the departures found are checked by a matching before they are returned.
    """
    held = [post for post in posts if found.holders[post]]
    people = sorted({cadre for post in held for cadre in found.holders[post]})
    succeed = sorted({cadre for post in held for cadre in found.ready[post]})
    if not held:
        return Breaking(of, 0, 0)
    leave = {cadre: place for place, cadre in enumerate(people)}
    opened = {post: len(people) + place for place, post in enumerate(held)}
    left = {cadre: len(people) + len(held) + place for place, cadre in enumerate(succeed)}
    count = len(people) + len(held) + len(succeed)
    rows: list[dict[int, int]] = [{**dict.fromkeys(opened.values(), 1), **dict.fromkeys(left.values(), -1)}]
    for post in held:
        seats = len(found.holders[post])
        rows.append({opened[post]: -1, **{leave[cadre]: 1 for cadre in found.holders[post]}})
        rows += [
            {opened[post]: -1, left[cadre]: seats, **({leave[cadre]: seats} if cadre in leave else {})}
            for cadre in found.ready[post]
        ]
    seats_of = [len(found.holders[post]) for post in held]
    upper = np.concatenate([np.ones(len(people)), seats_of, np.ones(len(succeed))])
    answer = milp(
        np.concatenate([np.ones(len(people)), np.zeros(count - len(people))]),
        integrality=np.ones(count, dtype=np.int64),
        bounds=Bounds(0, upper),
        constraints=LinearConstraint(_matrix(rows, count), np.array([1, *[0] * (len(rows) - 1)]), np.inf),
        options={"mip_rel_gap": 0},
    )
    if answer.status == INFEASIBLE:
        return Breaking(of, len(people), len(people))
    if not answer.success:
        raise RuntimeError(f"the fewest losses of {of or 'all posts'} were not found: {answer.message}")
    values = np.rint(answer.x).astype(np.int64)
    departed = [cadre for cadre in people if values[leave[cadre]]]
    short = [post for post in held if values[opened[post]]]
    if covers(found, departed, short):
        raise RuntimeError(f"the losses found do not leave a post of {of or 'all posts'} uncovered")
    still = dict.fromkeys(cadre for post in short for cadre in found.ready[post] if cadre not in departed)
    return Breaking(of, len(people), len(departed) - 1, tuple(departed), tuple(short), tuple(still))


INFEASIBLE = 2
"""What ``scipy.optimize.milp`` calls a program without any solution: no departures leave a post uncovered."""


def _matrix(rows: Sequence[Mapping[int, int]], count: int) -> sp.csr_array:
    at = [(number, column) for number, row in enumerate(rows) for column in row]
    values = [value for row in rows for value in row.values()]
    return sp.csr_array((values, tuple(zip(*at, strict=True))), shape=(len(rows), count))


def covers(found: Benches, departed: Iterable[str], posts: Iterable[str]) -> bool:
    """Whether ready successors who have not left can take over every seat that departures open in some posts."""
    gone = set(departed)
    seats = {
        f"{post}\n{holder}": [cadre for cadre in found.ready[post] if cadre not in gone]
        for post in posts
        for holder in found.holders[post]
        if holder in gone
    }
    return covered_at_once(seats) == len(seats)


def keystones(found: Benches) -> tuple[Keystone, ...]:
    """The people whose loss leaves most others irreplaceable, the worst first; those on whom nobody hangs are left out.

    One loss beside that of another holder is looked at: whether the two together leave a seat uncovered that neither of
    them alone does.
    """
    index = _Index(found)
    stones = [index.keystone(cadre) for cadre in dict.fromkeys((*index.held, *index.listed))]
    worth = [stone for stone in stones if stone.own or stone.others]
    return tuple(sorted(worth, key=lambda stone: (-len(stone.others) - len(stone.own), stone.cadre)))


class _Index:
    """Who holds what and is ready for what, by person."""

    def __init__(self, found: Benches) -> None:
        self.found = found
        self.held: dict[str, list[str]] = {}
        self.listed: dict[str, list[str]] = {}
        for of, people in ((self.held, found.holders), (self.listed, found.ready)):
            for post, cadres in people.items():
                for cadre in cadres:
                    of.setdefault(cadre, []).append(post)
        self.alone = {holder: covers(found, [holder], posts) for holder, posts in self.held.items()}

    def keystone(self, cadre: str) -> Keystone:
        """What hangs on one person."""
        found, own = self.found, self.held.get(cadre, [])
        uncovered = tuple(post for post in own if not covers(found, [cadre], [post]))
        if not self.alone.get(cadre, True):
            return Keystone(cadre, uncovered or tuple(own), ())
        # the worse for his loss are only holders of posts that share a successor with his own or have him as one, and
        # his own successors
        successors = {other for mine in own for other in found.ready[mine]}
        near = {*own, *self.listed.get(cadre, []), *(post for other in successors for post in self.listed[other])}
        beside = successors | {holder for post in near for holder in found.holders[post]}
        others = (holder for holder in self.held if holder in beside and holder != cadre and self.alone[holder])
        return Keystone(cadre, (), tuple(other for other in others if not self._both_covered(cadre, other)))

    def _both_covered(self, cadre: str, other: str) -> bool:
        return covers(self.found, [cadre, other], dict.fromkeys((*self.held.get(cadre, []), *self.held[other])))


def covered_at_once(ready: Ready) -> int:
    """Most posts that different people can take over at once: a maximum matching."""
    graph, posts, _people = _graph(ready)
    return sum(node in posts for node in nx.bipartite.hopcroft_karp_matching(graph, posts))


def competing(ready: Ready) -> list[tuple[list[str], list[str]]]:
    """Groups of posts with fewer people ready than posts.

    From a post that a maximum matching leaves out, go to the people who are ready for it, from these to the posts that
    they are matched to, and so on. All posts so reached compete for the people so reached; which these are does not
    depend on the matching (Dulmage and Mendelsohn). Posts and people that hang together are one group.

    Parameters
    ----------
    ready : Mapping of str to sequence of str
        Who is ready now for each post.

    Returns
    -------
    list of (posts, people)
        The groups of two or more posts with most posts too many first, then those with most posts; posts for which
        nobody is ready stand in none.
    """
    graph, posts, people = _graph(ready)
    matched = nx.bipartite.hopcroft_karp_matching(graph, posts)
    reached = {node for node in posts if node not in matched and graph.degree(node)}
    waiting = sorted(reached)
    while waiting:
        for person in sorted(graph[waiting.pop()]):
            reached.add(person)
            if matched[person] not in reached:
                reached.add(matched[person])
                waiting.append(matched[person])
    parts = nx.connected_components(graph.subgraph(reached))
    groups = [
        (
            [posts[node] for node in sorted(part) if node in posts],
            [people[node] for node in sorted(part, reverse=True) if node in people],
        )
        for part in parts
    ]
    return sorted(groups, key=lambda group: (len(group[1]) - len(group[0]), -len(group[0]), group[0]))


def _graph(ready: Ready) -> "tuple[nx.Graph[int], dict[int, str], dict[int, str]]":
    """Posts as 0, 1, …, people as -1, -2, …, for names are walked in another order in each run."""
    posts = dict(enumerate(ready))
    numbers = {cadre: -1 - n for n, cadre in enumerate(dict.fromkeys(c for people in ready.values() for c in people))}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(posts)
    graph.add_edges_from((node, numbers[cadre]) for node, post in posts.items() for cadre in ready[post])
    return graph, posts, {number: cadre for cadre, number in numbers.items()}
