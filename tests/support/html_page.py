"""A page of HTML as its readers meet it: tables, pages of people and posts, links, and what is wrong with its tags."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "input"}
OPTIONAL = {"path", "use", "rect", "defs"}
"""Elements of drawings that may close themselves."""


@dataclass
class Table:
    """A table: caption, headings, and the text of each cell; lines of a cell are joined by ``; ``."""

    caption: str = ""
    headings: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    numeric: list[bool] = field(default_factory=list)

    def column(self, heading: str) -> list[str]:
        return [row[self.headings.index(heading)] for row in self.rows]


class Page(HTMLParser):
    """Reads a page whole."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: dict[str, Table] = {}
        self.articles: dict[str, str] = {}
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.outline: list[tuple[int, str]] = []
        self.language = ""
        self.text = ""
        self._open: list[str] = []
        self._table: Table | None = None
        self._article = ""
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._note(tag, given)
        if tag == "br" and self._table is not None:
            self._table.rows[-1][-1] += "; "
        if tag not in VOID:
            self._open.append(tag)
        if tag == "table":
            self._table = self.tables[given["id"]] = Table()
        if tag == "article":
            self._article = given["id"]
            self.articles[self._article] = ""
        if self._table is not None:
            self._start_in_table(self._table, tag, given)
        if tag in ("h1", "h2", "h3", "h4", "h5"):
            self.outline.append((int(tag[1]), ""))

    def _note(self, tag: str, given: dict[str, str]) -> None:
        if tag == "html":
            self.language = given["lang"]
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        elif "src" in given or (tag == "link" and "href" in given):
            self.sources.append(given.get("src") or given["href"])

    def _start_in_table(self, table: Table, tag: str, given: dict[str, str]) -> None:
        if tag == "tr" and "thead" not in self._open:
            table.rows.append([])
        elif tag in ("th", "td") and "thead" in self._open:
            assert given["scope"] == "col"
            table.headings.append("")
            table.numeric.append(given.get("class") == "n")
        elif tag in ("th", "td"):
            table.rows[-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"{tag} closes nothing"
        if tag == "table":
            self._table = None
        if tag == "article":
            self._article = ""

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in ("style", "script"):
            return
        self.text += data
        if self._article:
            self.articles[self._article] += data
        if self._open and self._open[-1] in ("h1", "h2", "h3", "h4", "h5"):
            level, text = self.outline[-1]
            self.outline[-1] = level, text + data
        if self._table is not None:
            self._in_table(self._table, data)

    def _in_table(self, table: Table, data: str) -> None:
        if "caption" in self._open:
            table.caption += data
        elif "thead" in self._open and "th" in self._open:
            table.headings[-1] += data
        elif "tbody" in self._open and ("td" in self._open or "th" in self._open):
            table.rows[-1][-1] += data
