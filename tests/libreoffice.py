"""LibreOffice as a stranger: a spreadsheet that computes by itself, a word processor that saves and edits our files."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from lxml import etree

import generator
from generator.foundation.files import unzipped, zipped
from generator.writers.grid_book import opened, place


def without_cached(data: bytes) -> bytes:
    """LibreOffice believes the values that a file carries: without them it has to compute."""
    parts, removed = unzipped(data), 0
    for name in parts:
        if name.startswith("xl/worksheets/sheet"):
            root = etree.fromstring(parts[name])
            for cached in root.xpath("//*[local-name() = 'f']/../*[local-name() = 'v']"):
                cached.getparent().remove(cached)
                removed += 1
            parts[name] = etree.tostring(root)
    assert removed
    return zipped(parts)


def recalculated_cells(data: bytes, folder: Path, sheet: str, names: Sequence[str]) -> tuple[Decimal, ...]:
    """What LibreOffice computes in these cells, to the cent."""
    (folder / "grid.xlsx").write_bytes(without_cached(data))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", "out", "grid.xlsx"], cwd=folder, check=True, timeout=120, capture_output=True)
    book = opened((folder / "out" / "grid.xlsx").read_bytes())
    found = book.sheet(sheet)
    assert found
    return tuple(Decimal(book.text(found.cells[place(name)])).quantize(Decimal("0.01")) for name in names)


# --- the word processor

OFFICE = shutil.which("soffice")

_MACRO = """
Dim doc As Object
Dim here As String

Sub Begin(source As String)
  here = source
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Hidden"
  how(0).Value = True
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, how())
End Sub

Sub Finish(target As String)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = "MS Word 2007 XML"
  doc.storeToURL(target, how())
  doc.close(True)
End Sub

Sub Again()
  Finish(here & ".docx")
  Begin(here & ".docx")
End Sub

Function Found(words As String) As Object
  Dim asked As Object
  asked = doc.createSearchDescriptor()
  asked.SearchString = words
  Found = doc.findFirst(asked)
End Function

Sub Change(old As String, other As String)
  Dim place As Object
  place = Found(old)
  place.setString(other)
End Sub

Sub Insert(after As String, words As String)
  Dim place As Object
  place = Found(after)
  place.Text.insertString(place.getEnd(), words, False)
End Sub

Sub Drop(words As String)
  Dim here As Object
  here = Found(words)
  here = here.Text.createTextCursorByRange(here)
  here.gotoStartOfParagraph(False)
  here.gotoEndOfParagraph(True)
  here.goRight(1, True)
  here.setString("")
End Sub

Sub Add(at As String, words As String)
  Dim here As Object
  here = Found(at)
  here = here.Text.createTextCursorByRange(here)
  here.gotoEndOfParagraph(False)
  here.Text.insertControlCharacter(here, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
  here.Text.insertString(here, words, False)
End Sub

Sub Cut(after As String)
  Dim here As Object
  here = Found(after)
  here = here.getEnd()
  here.Text.insertControlCharacter(here, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
End Sub

Sub Remark(words As String, said As String)
  Dim place As Object, note As Object
  place = Found(words)
  note = doc.createInstance("com.sun.star.text.textfield.Annotation")
  note.Author = "Sacha Relecture"
  note.Content = said
  place.Text.insertTextContent(place, note, True)
End Sub

Sub Record(yes As Boolean)
  doc.RecordChanges = yes
End Sub

Sub Button(order As String)
  Dim frame As Object, dispatcher As Object
  frame = doc.CurrentController.Frame
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(frame, order, "", 0, Array())
End Sub

Sub CutAndPaste(words As String, before As String)
  Dim here As Object, seen As Object
  seen = doc.CurrentController.getViewCursor()
  seen.gotoRange(Found(words), False)
  seen.gotoStartOfLine(False)
  here = Found(words)
  here = here.Text.createTextCursorByRange(here)
  here.gotoStartOfParagraph(False)
  here.gotoEndOfParagraph(True)
  here.goRight(1, True)
  doc.CurrentController.select(here)
  Button(".uno:Cut")
  here = Found(before)
  here = here.Text.createTextCursorByRange(here)
  here.gotoStartOfParagraph(False)
  seen.gotoRange(here, False)
  Button(".uno:Paste")
End Sub

Sub Main
  On Error GoTo Failed
%s
  StarDesktop.terminate()
  Exit Sub
Failed:
  Open "%s" For Output As #1
  Print #1, Error$ & " at " & Erl
  Close #1
  StarDesktop.terminate()
End Sub
"""

_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
    'script:language="StarBasic">%s</script:module>'
)


def saved_again(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """These Word files, opened and saved by LibreOffice, by the same names."""
    return edited({name: (data, ()) for name, data in files.items()}, folder)


def edited(files: Mapping[str, tuple[bytes, Sequence[Sequence[str | bool]]]], folder: Path) -> dict[str, bytes]:
    """These Word files after the gestures of each, done by LibreOffice in one sitting: the name of a sub, its words."""
    lines = []
    (folder / "out").mkdir(parents=True, exist_ok=True)
    for name, (data, gestures) in files.items():
        (folder / name).write_bytes(data)
        lines.append(f'  Begin("{(folder / name).as_uri()}")')
        lines += [f"  {sub} {', '.join(map(_said, words))}" for sub, *words in gestures]
        lines.append(f'  Finish("{(folder / "out" / name).as_uri()}")')
    _run(folder, "\n".join(lines))
    return {name: (folder / "out" / name).read_bytes() for name in files}


def _said(value: str | bool) -> str:
    return str(value) if isinstance(value, bool) else '"' + value.replace('"', '""') + '"'


def _run(folder: Path, lines: str) -> None:
    """Runs the macro in a profile of its own, with our fonts and no other; a first start fills the profile."""
    failed = folder / "failed.txt"
    fonts = Path(generator.__file__).parent / "writers" / "fonts"
    config = folder / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{fonts}</dir><cachedir>{folder}/cache</cachedir></fontconfig>", "utf-8")
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), "--headless", "--norestore", own]
    known = {**os.environ, "FONTCONFIG_FILE": str(config)}
    subprocess.run([*command, "--terminate_after_init"], check=True, capture_output=True, timeout=180, env=known)
    code = (_MACRO % (lines, failed)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    module = folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(_MODULE % code, encoding="utf-8")
    macro = "macro:///Standard.Module1.Main"
    subprocess.run([*command, macro], check=True, capture_output=True, timeout=180, env=known)
    assert not failed.exists(), failed.read_text(encoding="utf-8", errors="replace")
