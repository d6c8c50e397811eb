"""The quote as a spreadsheet: live formulas, named totals, one A4 page wide, same bytes for the same quote.

Each formula carries our own result as its cached value, for telephones and previews that compute nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any

from generator.document.typography import french
from generator.foundation.files import unzipped, zipped
from generator.library.theme import Theme
from generator.pricing.quote import Quote
from generator.writers.xlsx_rows import Formula, Look, Row, note_rows, table_rows, top_rows

SHEET = "Fiche financière"
COLUMNS = (52, 10, 11, 15, 16)  # widths in characters of label, quantity, unit, price, amount
_PRICE, _LAST = 3, 4
_RULE = "#C8C8C8"  # between lines
_FORMULA_SIGNS = ("=", "+", "-", "@")
_FRENCH = "[$-40C]"  # separators of the French locale, where the program follows it
_PAD = "\u00a0"  # room before the right edge; LibreOffice indents only some right-aligned numbers
_EUROS = f'{_FRENCH}#,##0.00\\ "€{_PAD}"'
_LEFT = {"align": "left", "indent": 1}
_RIGHT = {"align": "right", "num_format": f'@"{_PAD}"'}
_COLUMN_LOOKS = (_LEFT | {"text_wrap": True}, {"align": "right"}, _LEFT, _RIGHT, _RIGHT)

def write(quote: Quote, title: str, heading: tuple[str, ...], theme: Theme, day: date, mark: str) -> bytes:
    """The bytes of an .xlsx; `heading` is under the title and opens with the author; `mark` may be empty."""
    from xlsxwriter import Workbook

    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    author = heading[0] if heading else ""
    book.set_properties({"title": title, "author": author, "created": datetime.combine(day, time())})
    sheet = book.add_worksheet(SHEET)
    top = top_rows(title, heading, mark)
    rows = (*top, *table_rows(quote, len(top) + 1), *note_rows(quote))
    _set_up(sheet, french(title), french(author), mark, len(rows), len(top))
    looks = _looks(theme)
    for index, row in enumerate(rows):
        _put(_Pen(book, sheet, index, looks[row.look]), row)
        for name in row.names:
            book.define_name(name, f"='{SHEET}'!$E${index + 1}")
    book.close()
    return zipped(unzipped(buffer.getvalue()))


# --- how it looks ------------------------------------------------------------------------------


def _looks(theme: Theme) -> dict[Look, dict[str, Any]]:
    """The properties, in xlsxwriter's words, of each kind of row."""
    base = {"font_name": theme.word_font, "font_size": 10, "valign": "vcenter"}
    ruled = {"bottom": 1, "bottom_color": _RULE}
    dark = {"bg_color": f"#{theme.primary}", "font_color": "#FFFFFF", "bold": True}
    return {
        "mark": base | {"bold": True, "font_size": 12, "font_color": f"#{theme.accent}"},
        "title": base | {"bold": True, "font_size": 18, "font_color": f"#{theme.primary}"},
        "heading": base,
        "space": base,
        "header": base | dark,
        "group": base | {"bold": True, "bg_color": f"#{theme.soft}", "font_color": f"#{theme.primary}"},
        "line": base | ruled,
        "total": base | ruled,
        "grand": base | dark | {"font_size": 12},
        "note": base | {"font_size": 9, "font_color": f"#{theme.grey}"},
    }


def _set_up(sheet: Any, title: str, author: str, mark: str, rows: int, header: int) -> None:
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    sheet.set_header(f"&R&B{_plain(mark)}" if mark else "")
    sheet.set_footer(f"&L{_plain(title)} – {_plain(author)}&RPage &P / &N")
    sheet.repeat_rows(header)
    sheet.freeze_panes(header + 1, 0)
    sheet.print_area(0, 0, rows - 1, _LAST)
    for column, width in enumerate(COLUMNS):
        sheet.set_column(column, column, width)


def _plain(text: str) -> str:
    """Text that a header shows as it is: « & » opens a code there, and 255 signs are all it holds."""
    return text[:55].replace("&", "&&")


def _put(pen: _Pen, row: Row) -> None:
    if len(row.cells) == 1:
        pen.wide(str(row.cells[0]))
        return
    if row.cells:
        pen.sheet.set_row(
            pen.index, 5 + 14 * _lines(str(row.cells[0]), COLUMNS[0] - 2, pen.look["font_size"])
        )
    for column, value in enumerate(row.cells):
        pen.cell(column, value)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes the cells of one row in its look."""

    book: Any
    sheet: Any
    index: int
    look: dict[str, Any]

    def wide(self, text: str) -> None:
        """A text across all columns."""
        size = self.look["font_size"]
        made = self.book.add_format(self.look | {"text_wrap": True} | _quoted(text))
        self.sheet.set_row(self.index, 1.5 * size * _lines(text, sum(COLUMNS), size))
        self.sheet.merge_range(self.index, 0, self.index, _LAST, "", made)
        self.sheet.write_string(self.index, 0, french(text), made)

    def cell(self, column: int, value: str | Decimal | Formula | None) -> None:
        """One cell: text stays text whatever its first sign, amounts are numbers or live formulas."""
        look = _COLUMN_LOOKS[column] | self.look
        match value:
            case None:
                self.sheet.write_blank(self.index, column, None, self.book.add_format(look))
            case str():
                made = self.book.add_format(look | _quoted(value))
                self.sheet.write_string(self.index, column, french(value), made)
            case Decimal():
                made = self.book.add_format(look | {"num_format": _format(column, value)})
                self.sheet.write_number(self.index, column, float(value), made)
            case Formula():
                made = self.book.add_format(look | {"num_format": _EUROS})
                self.sheet.write_formula(self.index, column, value.text, made, float(value.result))


def _lines(text: str, width: int, size: int) -> int:
    """How many lines a text takes: merged cells never grow by themselves, others not in every program."""
    return ceil(len(text) * size / (12 * width)) or 1


def _format(column: int, value: Decimal) -> str:
    """The number format of a quantity, a price or a rate: « 0.## » alone would show « 20, % »."""
    if column == _PRICE:
        return f'{_FRENCH}#,##0.00##\\ "€{_PAD}"'
    if column == _LAST:
        percent = "0" if value * 100 == (value * 100).to_integral_value() else "0.0#"
        return f'{_FRENCH}{percent}\\ %"{_PAD}"'
    whole = value == value.to_integral_value()
    return f"{_FRENCH}#,##0" if whole and value >= 1000 else "General"


def _quoted(text: str) -> dict[str, Any]:
    """Excel would read such a text as a formula once somebody edits its cell."""
    return {"quote_prefix": True} if text.startswith(_FORMULA_SIGNS) else {}
