"""Units and titles that a list of people names in words, and the posts that follow from them."""

from collections.abc import Container
from typing import Any, Final

from planner.language import _, ngettext
from planner.scenario.book.entries import Entry, Rows
from planner.scenario.book.labels import BESIDE, read_data
from planner.scenario.book.offices import Office, in_usual_case, read_office, unit_kind
from planner.scenario.book.people import OFFICE, PRIVATE
from planner.scenario.book.plain import plain, slug
from planner.scenario.book.references import Known, Names
from planner.scenario.findings import Finding, shorten
from planner.scenario.sheet import MAX_LIKE

_HANDS: Final = (("_native", "native_unit", "native_place"), ("_sending", "sending_unit", "sending_place"))
_STAFF: Final = "staff"


class Places:
    """Fills in units, titles and posts of a list of people."""

    def __init__(self, tables: dict[str, Rows], known: Known) -> None:
        self.tables = tables
        self.known = known
        self.findings: list[Finding] = []
        self.cadres = tables["cadres"]
        self.units = tables.setdefault("units", Rows("units", self.cadres.top))
        self.titles = tables.get("titles")
        own = {entry.get("title") for entry in self.titles.entries} if self.titles else set()
        self._rules = frozenset(known.titles) | own
        self._titled = Names("titles", self.titles, known)
        self._by_id = {entry.get("unit"): entry for entry in self.units.entries}
        self._by_name = {plain(entry.get(name)): entry for entry in self.units.entries for name in ("unit", "name")}

    def fill_in(self) -> None:
        """Read all titles and units in words, then make the posts if the workbook has none."""
        offices = [self._office(entry) for entry in self.cadres.entries]
        for entry, office in zip(self.cadres.entries, offices, strict=True):
            self._unit(entry, office)
        for entry in self.cadres.entries:
            for words, column, kept in _HANDS:
                self._named_unit(entry, words, column, kept)
            self._former_title(entry)
        self._unread_titles(offices)
        self._own_titles()
        if "posts" in self.tables:
            self._written_posts()
        else:
            self._posts()
        for entry in self.cadres.entries:
            for words in PRIVATE:
                entry.cells.pop(words, None)

    def _office(self, entry: Entry) -> Office:
        text = entry.get(OFFICE)
        if not text:
            return Office()
        exact = self._titled.find(text)
        office = Office(exact) if exact else read_office(text, self._rules)
        entry.put("title", office.title, entry.places[OFFICE])
        entry.put("position", text, entry.places[OFFICE])
        return office

    def _unit(self, entry: Entry, office: Office) -> None:
        """The unit that the list names for a person, else the one in the title."""
        name = entry.cells.get("_unit") or office.unit
        if not name or entry.get("unit"):
            return
        where = entry.places.get("_unit") or entry.places[OFFICE]
        entry.put("unit", self._unit_id(in_usual_case(name), where, office.kind), where)

    def _unit_id(self, name: str, where: str, kind: str) -> str:
        """The id of a unit, which is added if it is new."""
        bare = plain(name)
        alike = self._meant(name)
        if alike is None:
            alike = Entry(where)
            alike.put("unit", free_name(slug(name) or "unit", self._by_id), where)
            alike.put("name", name, where)
            alike.put("kind", unit_kind(name) or kind, where)
            self.units.entries.append(alike)
            self._by_name[bare] = self._by_id[alike.get("unit")] = alike
        elif not alike.get("kind"):
            alike.put("kind", kind, where)
        return alike.get("unit")

    def _meant(self, text: str) -> Entry | None:
        """The unit that a text means: its id, also with the name beside it, or its name."""
        return (
            self._by_id.get(text.partition(BESIDE)[0])
            or self._by_name.get(plain(text))
            or self._without_kind(plain(text))
        )

    def _without_kind(self, bare: str) -> Entry | None:
        """The one commune whose name differs only in the word commune in front."""
        kinds = [plain(word) for word in read_data("offices.yaml")["communes"]]
        front = next((kind for kind in kinds if bare.startswith(f"{kind} ")), "")
        if front:
            return self._by_name.get(bare.removeprefix(f"{front} "))
        found = {id(entry): entry for kind in kinds if (entry := self._by_name.get(f"{kind} {bare}"))}
        return next(iter(found.values())) if len(found) == 1 else None

    def _named_unit(self, entry: Entry, words: str, column: str, kept: str) -> None:
        """A place in words: a unit of the list where one is meant, else kept in a column of its own."""
        text = entry.get(words)
        if text:
            where = entry.places[words]
            pieces = [text, *(piece.strip() for piece in text.replace(" - ", ",").split(","))]
            unit = next((found for piece in pieces if (found := self._meant(piece))), None)
            entry.put(column, unit.get("unit") if unit else "", where)
            entry.put(kept, "" if unit and len(pieces) == 2 else text, where)

    def _former_title(self, entry: Entry) -> None:
        text = entry.get("_former")
        if text:
            title = self._titled.find(text) or read_office(text, self._rules).title
            entry.put("former_title", title, entry.places["_former"])
            entry.put("former_position", text if not title else "", entry.places["_former"])

    def _unread_titles(self, offices: list[Office]) -> None:
        told: dict[tuple[str, str], list[Entry]] = {}
        for entry, office in zip(self.cadres.entries, offices, strict=True):
            if office.unread or office.more:
                told.setdefault((entry.get("position"), office.unread or office.more), []).append(entry)
        for (text, why), entries in list(told.items())[:MAX_LIKE]:
            more = len(entries) - 1
            again = ngettext(" here and in {more} more cell", " here and in {more} more cells", more)
            also = again.format(more=more) if more else ""
            if entries[0].get("title"):
                message = _("a second office in one title is not taken over{also}: {why}").format(also=also, why=why)
                remedy = _("Add a post for it with the same holder, if the rules allow the pair.")
            else:
                message = _("the title is not understood{also}: {why}").format(also=also, why=why)
                remedy = _("Write it as the rules name it (planner rules), or add it to the table titles.")
            self.findings.append(Finding("warning", entries[0].places[OFFICE], message, remedy, shorten(text)))
        if len(told) > MAX_LIKE:
            rest = list(told.values())[MAX_LIKE:]
            message = _("and {more} more titles like these").format(more=len(rest))
            remedy = _("Write them the same way.")
            self.findings.append(Finding("warning", rest[0][0].places[OFFICE], message, remedy))

    def _own_titles(self) -> None:
        """Titles of the list that the rule pack does not have: added, because a title needs a grade."""
        used = {entry.get("title"): entry for entry in reversed(self.cadres.entries)}
        other: dict[str, dict[str, Any]] = read_data("offices.yaml")["other"]
        for title in (title for title in other if title in used and title not in self._rules):
            where = used[title].places["title"]
            if self.titles is None:
                self.titles = self.tables["titles"] = Rows("titles", self.cadres.top)
            row = Entry(where)
            for column, value in {"title": title, **other[title]}.items():
                row.put(column, str(value), where)
            self.titles.entries.append(row)
            message = _("the title {title} is not in the rule pack and is added with grade {grade}").format(
                title=title, grade=other[title]["grade"]
            )
            remedy = _("Check its grade and standard in titles.csv.")
            self.findings.append(Finding("note", where, message, remedy, shorten(other[title]["name_vi"])))

    def _written_posts(self) -> None:
        """Posts that the workbook lists: units and titles in words, and ids where there are none."""
        posts = self.tables["posts"]
        for entry in posts.entries:
            unit, title = entry.get("unit"), entry.get("title")
            if unit and unit not in self._by_id and not posts.exact:
                entry.cells["unit"] = self._unit_id(in_usual_case(unit), entry.places["unit"], "")
            if title and not self._titled.find(title):
                entry.cells["title"] = read_office(title, self._rules).title or title
        taken = {entry.get("post") for entry in posts.entries}
        for entry in posts.entries:
            if not entry.get("post") and entry.get("unit") and entry.get("title"):
                title = self._titled.find(entry.get("title")) or slug(entry.get("title"))
                name = free_name(f"{entry.get('unit')}-{title}", taken)
                taken.add(name)
                entry.put("post", name, entry.where)

    def _posts(self) -> None:
        """A post for each title in each unit that somebody holds; two heads of one unit are not for us to judge."""
        held: dict[tuple[str, str], list[Entry]] = {}
        for entry in self.cadres.entries:
            if entry.get("unit") and entry.get("title") not in ("", _STAFF):
                held.setdefault((entry.get("unit"), entry.get("title")), []).append(entry)
        posts = []
        heads = self.known.heads | {title for title, row in read_data("offices.yaml")["other"].items() if row["head"]}
        for (unit, title), holders in held.items():
            if title in heads and len(holders) > 1:
                message = _("{count} people are {title} of one unit, so that no post follows").format(
                    count=len(holders), title=title
                )
                remedy = _("Write the post into posts.csv with the one who holds it, or correct the titles.")
                names = "; ".join(holder.get("name") for holder in holders)
                self.findings.append(Finding("warning", holders[1].places["title"], message, remedy, shorten(names)))
            else:
                posts.append(self._post(unit, title, holders))
        self.tables["posts"] = Rows("posts", self.cadres.top, {"post": self.cadres.top}, posts)

    def _post(self, unit: str, title: str, holders: list[Entry]) -> Entry:
        where = holders[0].places["title"]
        post = Entry(where)
        commune = self._by_id[unit].get("kind") != "department"
        cells = {
            "post": f"{unit}-{title}",
            "unit": unit,
            "title": title,
            "seats": str(len(holders)),
            "holder": ";".join(holder.get("cadre") for holder in holders),
            "held_since": holders[0].get("title_since") if len(holders) == 1 else "",
            # Posts of departments are no key posts, but rotation opens them and they must not stay empty.
            "key": "yes" if commune else "no",
            "backfill": "no" if commune else "yes",
        }
        for column, value in cells.items():
            post.put(column, value, where)
        return post


def free_name(name: str, taken: Container[str]) -> str:
    """A name that is not taken: the name itself, or with a number behind it."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free
