"""Whatever people read is marked for the catalogues: found by reading the source, not by running it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from support.catalogue import KEYWORDS, PACKAGE

WORDS: Final = re.compile(r"[^\W\d_]{2,}[,;:)]? \(?[^\W\d_]|[^\W\d_]{3,}[;:] \{|\} [^\W\d_]{2,}|[^\W\d_]{2,} \{")
"""What looks like words to be read: two in a row, or one beside a field."""
HEADING: Final = re.compile(r"[A-Z][a-z]{2,}[.:]?")
"""One word as a heading or a sentence of its own."""

EXCEPT: Final = {
    # data that the program reads or writes, the same in every language
    "planner/scenario/synonyms.py": "what planners write for a code, in both languages",
    "planner/scenario/book": "what planners head their own lists with, in both languages",
    "planner/report/input_book": "a workbook in the language asked for, with both in headings.yaml and guide.yaml",
    "planner/report/tables": "official forms: Vietnamese with English below, whatever is spoken",
    "planner/synth": "synthetic scenarios are data",
    "planner/plan/benches.py": "reasons are kept in English; report.retold words them",
    "planner/plan/verify/claims/benches.py": "how the reasons that are kept begin",
    "planner/plan/vacancy.py": "reasons are kept in English; report.retold words them",
    # what no planner sees
    "planner/__init__.py": "public names, and a message to programmers",
    "planner/report/html/drawings.py": "names of SVG and CSS",
    "planner/report/html/font.py": "names of SVG and CSS",
    "planner/report/html/pdf.py": "paths and switches of browsers",
    "planner/report/charts/files.py": "keys of the metadata of pictures",
    "planner/report/charts/base.py": "settings of matplotlib",
    "planner/report/paper.py": "names of fonts, styles and properties of Word",
    "planner/report/words.py": "short forms of titles, in both languages",
}
"""Places, by file or folder, that hold words which are not to be translated, and why."""

ALSO: Final = {
    # names in code
    ("planner/report/imported.py", "sex, birth_date"),
    ("planner/report/imported.py", "title, unit"),
    ("planner/scenario/stray.py", "Target"),
    ("planner/cli/frame.py", "Show this message and exit."),
    # messages to programmers, and what other libraries say
    ("planner/engine/mathopt.py", "HighsModelStatus unimplemented: 16"),
    ("planner/explore/pareto.py", "two or three of {}"),
    ("planner/explore/reference.py", "no plan can be made of an outcome without decisions"),
    ("planner/explore/resilience.py", "the fewest losses of {} were not found: {}"),
    ("planner/explore/resilience.py", "the losses found do not leave a post of {} uncovered"),
    ("planner/plan/store.py", "Value error, "),
    ("planner/report/terminal.py", "{}\nPython {} on {}\n"),
    ("planner/rulebook/overlay.py", "Value error, "),
    ("planner/scenario/csvfile.py", "field limit"),
    ("planner/scenario/scenario.py", "tables missing from the scenario: {}"),
    ("planner/explore/compare/inputs.py", "{} in force"),
    # what stands in files, and places in them
    ("planner/cli/scenarios.py", "name: example\n"),
    ("planner/cli/scenarios.py", "name: {}\n"),
    ("planner/model/screen.py", "keep {} {}"),
    ("planner/model/screen.py", "scenario.yaml: mix.{}"),
    ("planner/plan/carry.py", "published in plan {} of {}"),
    ("planner/plan/carry.py", "scenario.yaml: goals.tiers"),
    ("planner/report/html/proof.py", "planner {}"),
    ("planner/rulebook/fitting.py", "scenario.yaml: rules"),
    ("planner/scenario/references.py", "{}: [{{}, remove: true}]"),
    ("planner/scenario/scenario.py", "{} row {}"),
}
"""Single texts in other files that are not to be translated."""


def unmarked(path: Path) -> Iterator[tuple[int, str]]:
    """Texts of a file that look like words to be read and are not marked, each with its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    aside = {id(part) for node in ast.walk(tree) for part in _aside(node)}
    for node in ast.walk(tree):
        if id(node) in aside:
            continue
        text = _text(node)
        if text is not None and (WORDS.search(text) or HEADING.fullmatch(text)):
            yield node.lineno, text  # type: ignore[attr-defined]


def _text(node: ast.AST) -> str | None:
    """A text, with its fields as braces."""
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _aside(node: ast.AST) -> Iterator[ast.AST]:
    """Parts of the tree that are looked at elsewhere, or hold no words for people."""
    if isinstance(node, ast.JoinedStr):  # as a whole
        yield from (part for part in ast.walk(node) if part is not node and isinstance(part, ast.Constant))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
        yield from (part for argument in node.args for part in ast.walk(argument))
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):  # docstrings
        yield node.value
    elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
        yield from ast.walk(node.annotation)
    elif isinstance(node, ast.FunctionDef) and node.returns:
        yield from ast.walk(node.returns)
    elif isinstance(node, ast.Call) and _name(node.func) in ("resources", "files", "compile", "cast", "TypeVar"):
        yield from (part for argument in node.args for part in ast.walk(argument))
    elif isinstance(node, ast.keyword) and node.arg in ("style", "metavar"):
        yield node.value
    elif isinstance(node, ast.Assign) and any(_name(target) == "__all__" for target in node.targets):
        yield from ast.walk(node.value)


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _files() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if not any(_below(path, place) for place in EXCEPT)]


def _below(path: Path, place: str) -> bool:
    return (PACKAGE.parent / place) in (path, *path.parents)


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(PACKAGE.parent)))
def test_no_words_stand_outside_the_catalogues(path: Path) -> None:
    place = str(path.relative_to(PACKAGE.parent))
    assert [(line, text) for line, text in unmarked(path) if (place, text) not in ALSO] == []


def test_the_exceptions_are_still_needed() -> None:
    assert [place for place in EXCEPT if not (PACKAGE.parent / place).exists()] == []
    found = {(place, text) for place, _text in ALSO for _line, text in unmarked(PACKAGE.parent / place)}
    assert ALSO - found == set()


def test_nothing_is_translated_before_the_language_is_known() -> None:
    early = []
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inside = {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.Lambda)
            for body in (node.body if isinstance(node.body, list) else [node.body])
            for part in ast.walk(body)
        }
        early += [
            f"{path}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and _name(node.func) in ("_", "ngettext", "pgettext", "counted", "grouped")
            and id(node) not in inside
        ]
    assert early == []


def test_words_that_are_not_marked_are_found(tmp_path: Path) -> None:
    source = tmp_path / "some.py"
    source.write_text(
        '"""A docstring."""\n\nfrom planner.language import _\n\n\ndef told(n: int) -> str:\n'
        '    """Another one."""\n'
        '    print(_("These are marked"), f"{n} of these are not", "nor these", "Heading", "a_code")\n'
    )
    assert [text for _line, text in unmarked(source)] == ["{} of these are not", "nor these", "Heading"]
