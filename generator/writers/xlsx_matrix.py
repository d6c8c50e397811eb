"""The requirement matrix as a spreadsheet: one row an answer, to filter, to print, and to open at the page told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from math import ceil
from typing import Any, Final

from generator.compose.matrix import MatrixAnswer, MatrixLine
from generator.document.typography import french
from generator.foundation.files import unzipped, zipped
from generator.library.theme import Theme

TITLE: Final = "Matrice de conformité"
HEAD: Final = (
    "N°", "Demande de l'acheteur", "Ligne de la demande", "Notre réponse", "Document", "Page", "Page du dossier"
)  # fmt: skip
NOBODY: Final = "aucune réponse"
_WIDTHS: Final = (7, 58, 12, 44, 34, 9, 12)  # characters
_WRAPPED: Final = (1, 3, 4)
_LINES: Final = 2  # of a row, at least: a table whose rows are of one height is read faster
_REPEATED: Final = range(3)  # columns that say the demand: again on each row, for filters, but quieter
_TOP: Final = 3  # rows above the head: title, offer, how to read
_SIZE: Final = 10
_LINKS: Final = "xl/worksheets/_rels/sheet1.xml.rels"
Value = str | int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the sheet says beside its rows: the consultation, who answers, the client's key, the mark, day and look."""

    consultation: str
    candidate: str
    client: str
    mark: str
    day: date
    theme: Theme


def write(lines: Iterable[MatrixLine], sheet: Sheet, files: Mapping[str, str]) -> bytes:
    """The bytes of an .xlsx; `files` is the PDF of each document, by slug, as it stands beside the spreadsheet."""
    from xlsxwriter import Workbook

    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = datetime.combine(sheet.day, time())
    book.set_properties({"title": TITLE, "author": sheet.candidate, "created": created})
    page = book.add_worksheet(TITLE)
    rows = [row for line in lines for row in _rows(line, sheet, files)]
    pen = _Pen(book, page, sheet.theme)
    pen.top(sheet)
    for index, row in enumerate(rows, _TOP + 1):
        pen.row(index, row)
    _set_up(page, sheet, _TOP + len(rows))
    book.close()
    parts = unzipped(buffer.getvalue())
    if _LINKS in parts:  # the library writes « \\ », which only Windows reads as a folder
        parts[_LINKS] = parts[_LINKS].replace(b"\\", b"/")
    return zipped(parts)


@dataclass(frozen=True, slots=True)
class _Row:
    """The values of a row, and where its page and its page of the packet lead.

    `bare`: nothing answers; `again`: the demand is that of the row above.
    """

    values: tuple[Value, ...]
    links: Mapping[int, str]
    bare: bool = False
    again: bool = False


def _rows(line: MatrixLine, sheet: Sheet, files: Mapping[str, str]) -> Iterator[_Row]:
    told = (line.id, line.demand, line.source)
    if not line.answers:
        yield _Row((*told, NOBODY, None, None, None), {}, bare=True)
    for rank, answer in enumerate(line.answers):
        values = (*told, answer.section or answer.document, answer.document, answer.page or None, answer.packet or None)
        yield _Row(values, dict(_links(answer, sheet, files)), again=rank > 0)


def _links(answer: MatrixAnswer, sheet: Sheet, files: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    if answer.page and (file := files.get(answer.slug)):
        yield 5, f"external:{file}#page={answer.page}"
    if answer.packet:
        yield 6, f"external:dossier-{sheet.client}.pdf#page={answer.packet}"


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes the rows, each cell in its look."""

    book: Any
    page: Any
    theme: Theme

    def look(self, **more: Any) -> Any:
        base = {"font_name": self.theme.word_font, "font_size": _SIZE, "valign": "top"}
        return self.book.add_format(base | more)

    def top(self, sheet: Sheet) -> None:
        """Title, offer, and how to read the rows."""
        title = self.look(bold=True, font_size=16, font_color=f"#{self.theme.primary}")
        mark = f" – {sheet.mark}" if sheet.mark else ""
        self.page.set_row(0, 24)
        self.page.write_string(0, 0, TITLE + mark, title)
        self.page.write_string(1, 0, french(f"{sheet.consultation} – {sheet.candidate}"), self.look())
        said = "Une ligne par réponse ; les pages mènent au PDF de la pièce et au dossier assemblé."
        self.page.write_string(2, 0, french(said), self.look(font_color=f"#{self.theme.grey}"))
        head = self.look(bold=True, text_wrap=True, bg_color=f"#{self.theme.primary}", font_color="#FFFFFF")
        self.page.set_row(_TOP, 30)
        for column, word in enumerate(HEAD):
            self.page.write_string(_TOP, column, french(word), head)

    def row(self, index: int, row: _Row) -> None:
        ruled = {"bottom": 1, "bottom_color": "#C8C8C8", "text_wrap": True}
        bold = {"bold": True, "font_color": f"#{self.theme.accent}"} if row.bare else {}
        plain = self.look(**ruled, **bold)
        told = self.look(**ruled, align="center")
        led = self.look(**ruled, align="center", font_color=f"#{self.theme.primary}", underline=1)
        quiet = self.look(**ruled, font_color=f"#{self.theme.grey}")
        count = self.look(**ruled, align="center", font_color=f"#{self.theme.grey}")
        lines = max(_LINES, *(_lines(str(row.values[column] or ""), column) for column in _WRAPPED))
        self.page.set_row(index, 5 + 13 * lines)
        for column, value in enumerate(row.values):
            looks = (quiet, count, led) if row.again and column in _REPEATED else (plain, told, led)
            self.cell(index, column, value, row.links.get(column), looks)

    def cell(self, index: int, column: int, value: Value, link: str | None, looks: tuple[Any, Any, Any]) -> None:
        """Text stays text whatever its first sign; a page is a number, and leads to its file."""
        plain, told, led = looks
        if isinstance(value, int) and link:
            self.page.write_url(index, column, link, led, tip="Ouvrir le PDF")
            self.page.write_number(index, column, value, led)
        elif isinstance(value, int):
            self.page.write_number(index, column, value, told)
        elif value:
            self.page.write_string(index, column, french(value), plain)
        else:
            self.page.write_blank(index, column, None, plain)


def _lines(text: str, column: int) -> int:
    """How many lines a text takes in its column: rows don't grow by themselves in every program."""
    return ceil(len(text) / (_WIDTHS[column] - 2)) or 1


def _set_up(page: Any, sheet: Sheet, last: int) -> None:
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    page.hide_gridlines(2)
    page.set_header(f"&R&B{sheet.mark}" if sheet.mark else "")
    page.set_footer(f"&L{TITLE} – {sheet.candidate[:55].replace('&', '&&')}&RPage &P / &N")
    page.repeat_rows(_TOP)
    page.freeze_panes(_TOP + 1, 2)
    page.autofilter(_TOP, 0, max(last, _TOP + 1), len(HEAD) - 1)
    page.print_area(0, 0, max(last, _TOP + 1), len(HEAD) - 1)
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
