"""A paper as offices write it: A4 in Times New Roman, tables with lines, the same bytes for the same text."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell

_FONT: Final = "Times New Roman"
_SIZE, _SMALL, _LARGE = Pt(13), Pt(11), Pt(14)
_A4: Final = (Mm(210), Mm(297))
_LEFT, _OTHER = Mm(30), Mm(20)
"""Margins as the rules for official papers ask for."""
_SIDES: Final = (60, 100)
"""Two blocks side by side, in millimetres: the name of the state needs the more."""
_WARNING: Final = RGBColor(0xB0, 0x00, 0x20)
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""When every part of the file says that it was written: the first day that a zip knows."""


class Paper:
    """One document, written from top to bottom.

    Parameters
    ----------
    title : str
        In the properties of the file.
    written : datetime
        The day that the properties name as that of the file.
    language : str
        Of its words, as ``vi-VN``.
    """

    def __init__(self, title: str, written: datetime, language: str) -> None:
        self._document = Document()
        known = self._document.core_properties
        known.title, known.author, known.comments, known.language = title, "", "", language
        known.created = known.modified = written
        known.last_modified_by = ""
        for style, size in (("Normal", _SIZE), ("Heading 1", _SIZE), ("Title", _LARGE)):
            self._set(style, size)
        normal = self._document.styles["Normal"]
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), language)
        normal.element.get_or_add_rPr().append(spoken)
        normal.paragraph_format.space_after = Pt(6)
        self._document.styles["Heading 1"].paragraph_format.space_before = Pt(12)
        self._turn(self._document.sections[0], across=False)
        self._number_pages()

    def title(self, text: str) -> None:
        """What the paper is called, in the middle."""
        self._document.add_paragraph(text, "Title").alignment = WD_ALIGN_PARAGRAPH.CENTER

    def middle(self, text: str, *, bold: bool = False, italic: bool = False) -> None:
        """A line in the middle."""
        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.bold, run.italic = bold, italic

    def warning(self, text: str) -> None:
        """What is to be read before all else."""
        run = self._document.add_paragraph().add_run(text)
        run.bold, run.font.color.rgb = True, _WARNING

    def heading(self, text: str) -> None:
        """The heading of a part."""
        self._document.add_heading(text, 1)

    def say(self, text: str, *, with_next: bool = False) -> None:
        """A paragraph; one that leads to what follows stands on the same page."""
        paragraph = self._document.add_paragraph(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.keep_with_next = with_next

    def points(self, texts: Sequence[str]) -> None:
        """One point each."""
        for text in texts:
            self.say(f"- {text}")

    def sides(self, left: Sequence[str], right: Sequence[str]) -> None:
        """Two blocks of lines side by side, the first line of each in bold: heads of papers and places to sign."""
        table = self._document.add_table(1, 2)
        _mark(table.rows[0]._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001 - as the library's own guide does
        for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
            for number, text in enumerate(lines):
                self._fill(cell, text, bold=not number, first=not number, middle=True)
        _widths(table, _SIDES)
        self._document.add_paragraph()

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], last: bool) -> None:
        """A table with lines, whose headings stand on every page; numbers and dates stand in the middle.

        Parameters
        ----------
        headings : sequence of str
        rows : sequence of sequences of str
            As many cells as headings.
        widths : sequence of int
            Of the columns, in millimetres.
        last : bool
            Whether the last row is a total, in bold.
        """
        table = self._document.add_table(0, len(headings), "Table Grid")
        for number, texts in enumerate((headings, *rows)):
            heading = not number
            row = table.add_row()
            _mark(row._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001
            if heading:
                _mark(row._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001
            for cell, text in zip(row.cells, texts, strict=True):
                middle = heading or not any(letter.isalpha() for letter in text)
                self._fill(cell, text, bold=heading or (last and number == len(rows)), first=True, middle=middle)
        _widths(table, widths)
        self._document.add_paragraph()

    def across(self) -> None:
        """Begin a page that lies on its side."""
        self._turn(self._document.add_section(WD_SECTION.NEW_PAGE), across=True)

    def data(self) -> bytes:
        """The file."""
        written, same = BytesIO(), BytesIO()
        self._document.save(written)
        with ZipFile(written) as old, ZipFile(same, "w", ZIP_DEFLATED) as new:
            for part in old.infolist():
                new.writestr(ZipInfo(part.filename, _EPOCH), old.read(part), ZIP_DEFLATED)
        return same.getvalue()

    def _set(self, name: str, size: Pt) -> None:
        """One font in black for all letters: the fonts and colours of a theme come before what is named here."""
        style: Any = self._document.styles[name]
        style.font.name, style.font.size = _FONT, size
        fonts = style.element.rPr.rFonts
        for key in list(fonts.attrib):
            if key.lower().endswith("theme"):
                del fonts.attrib[key]
        for letters in ("w:cs", "w:eastAsia"):
            fonts.set(qn(letters), _FONT)
        if name != "Normal":
            style.font.bold, style.font.color.rgb = True, RGBColor(0, 0, 0)
            for border in list(style.element.iter(qn("w:pBdr"))):
                border.getparent().remove(border)

    def _turn(self, section: Section, *, across: bool) -> None:
        width, height = _A4
        section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (height, width) if across else (width, height)
        section.left_margin = _OTHER if across else _LEFT
        section.right_margin = section.top_margin = section.bottom_margin = _OTHER

    def _number_pages(self) -> None:
        paragraph = self._document.sections[0].footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field)  # noqa: SLF001 - the library has no fields

    def _fill(self, cell: _Cell, text: str, *, bold: bool, first: bool, middle: bool) -> None:
        paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        if middle:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, _SMALL


def _mark(properties: Any, name: str) -> None:
    properties.append(OxmlElement(name))


def _widths(table: Table, widths: Sequence[int]) -> None:
    """The widths of the grid and of each cell: programs read the one or the other."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
