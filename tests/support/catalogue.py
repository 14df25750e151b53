"""The catalogues of words against the source: what is marked there, and what is translated. Run, it updates them."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from inspect import cleandoc
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import click
from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from planner.cli import commands
from planner.language import LOCALE

PACKAGE: Final = LOCALE.parent
FOLDER: Final = LOCALE / "vi" / "LC_MESSAGES"
KEYWORDS: Final[dict[str, Any]] = {
    "_": None,
    "marked": None,
    "ngettext": (1, 2),
    "forms": (1, 2),
    "pgettext": ((1, "c"), 2),
}
"""The functions of ``planner.language`` that mark a text, and which of their arguments are texts."""
CHANGING: Final = (b'"POT-', b'"PO-', b'"Report', b'"Last', b'"Generated')
"""Beginnings of lines that would change with the day and the desk."""


def marked() -> Catalog:
    """Every text that is marked in the source, and the help of every command, none of them translated."""
    found = Catalog(locale="vi")
    for path in (*sorted(PACKAGE.rglob("*.py")), *sorted(PACKAGE.rglob("*.jinja"))):
        method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
        with path.open("rb") as file:
            for _line, text, _comments, context in extract(method, file, KEYWORDS, options={"encoding": "utf-8"}):
                found.add(text, locations=[(str(path.relative_to(PACKAGE.parent)), 0)], context=context)
    for command in (commands, *commands.commands.values()):
        found.add(cleandoc(command.help or ""), locations=[(str(_file_of(command).relative_to(PACKAGE.parent)), 0)])
    return found


def translated(name: str = "planner") -> Catalog:
    """The Vietnamese catalogue as it is written."""
    with (FOLDER / f"{name}.po").open("rb") as file:
        return read_po(file, locale="vi", abort_invalid=True)


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as the program reads it."""
    # the same bytes from the same words, on whatever day
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    data = BytesIO()
    write_mo(data, catalogue)
    return data.getvalue()


def untranslated(catalogue: Catalog) -> Iterator[Message]:
    """Texts that a catalogue has no words for, or only guessed ones."""
    return (one for one in catalogue if one.id and (not all(_strings(one)) or one.fuzzy))


def as_po(messages: list[Message]) -> str:
    """Messages as they are written into a catalogue, to be pasted and filled in."""
    some = Catalog(locale="vi")
    for one in messages:
        some.add(one.id, locations=one.locations, context=one.context)
    data = BytesIO()
    write_po(data, some, omit_header=True, width=120, include_lineno=False)
    return data.getvalue().decode()


def update() -> int:
    """Bring the catalogues up to date with the source, and return how many texts lack words."""
    catalogue = translated()
    catalogue.update(marked(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    written = BytesIO()
    write_po(written, catalogue, width=120, include_lineno=False, sort_by_file=True)
    kept = (line for line in written.getvalue().splitlines(keepends=True) if not line.startswith(CHANGING))
    (FOLDER / "planner.po").write_bytes(b"".join(kept))
    for name in ("planner", "click"):
        (FOLDER / f"{name}.mo").write_bytes(compiled(translated(name)))
    missing = list(untranslated(translated()))
    sys.stdout.write(as_po(missing))
    return len(missing)


def _strings(one: Message) -> tuple[str, ...]:
    return (one.string,) if isinstance(one.string, str) else tuple(one.string)


def _file_of(command: click.Command) -> Path:
    function = getattr(command.callback, "__wrapped__", command.callback)
    return Path(function.__code__.co_filename)


if __name__ == "__main__":
    sys.exit(1 if update() else 0)
