"""Why a foreign page can't stand in a PDF/A-2a and PDF/UA-1 as it is, told in French; None when it can.

Only what shows without reading font programs or colour profiles is looked at; clauses are those of ISO 19005-2.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from typing import Any

from generator.packet.content import Budget, Drawing, TooHeavyError, filters

MAX_OBJECTS = 20_000
MAX_PIXELS = 120_000_000
_INTENTS = {"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"}
_BLENDS = {
    *(
        "/Normal",
        "/Compatible",
        "/Multiply",
        "/Screen",
        "/Overlay",
        "/Darken",
        "/Lighten",
        "/ColorDodge",
        "/ColorBurn",
    ),
    *(
        "/HardLight",
        "/SoftLight",
        "/Difference",
        "/Exclusion",
        "/Hue",
        "/Saturation",
        "/Color",
        "/Luminosity",
    ),
}
_ENCODINGS = {"/WinAnsiEncoding", "/MacRomanEncoding"}
_REFUSED_FILTERS = {
    "/LZWDecode": "compression LZW",
    "/JPXDecode": "image JPEG 2000",
    "/Crypt": "flux chiffré",
}
_NOT_FOLLOWED = {
    *("/Parent", "/P", "/Pg", "/StructParent", "/StructParents"),
    *("/PieceInfo", "/Metadata", "/Alternates", "/OPI", "/AF"),
    *("/W", "/W2", "/Widths"),  # numbers only, by the thousand
}
_SPOILT = "dessin abîmé"
_ILL_SPELT = "nom mal codé"
# ISO 32000-1, table A.1
_OPERATORS = """
    b B b* B* BDC BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i j J K k l m M MP n q Q re RG rg ri
    s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "
"""
OPERATORS = frozenset(_OPERATORS.split())
_SUBSET = re.compile(r"^/?(?:[A-Z]{6}\+)?")


def obstacle(page: Any, drawn: tuple[Drawing, ...], budget: Budget) -> str | None:
    """The first reason in what it draws why this page must become a picture; forms are judged once for all pages."""
    new = [one for one in drawn if one.stream.objgen not in budget.judged]
    size = sum(len(one.data) for one in new)
    if not budget.readable(size):
        return "dessin très complexe"
    budget.parsed -= size
    if reason := held_obstacle((page,)):
        return reason
    for one in new:
        budget.judged[one.stream.objgen] = held_obstacle((one.stream,)) or _operators(one)
    return next((reason for one in drawn if (reason := budget.judged[one.stream.objgen])), None)


def held_obstacle(reached: tuple[Any, ...]) -> str | None:
    """The first reason in these dictionaries and streams, which is all that the resources of a page lead to."""
    if len(reached) >= MAX_OBJECTS:
        return "dessin très complexe"
    return next((reason for one in reached for look in _LOOKS if (reason := look(one))), None)


def reachable(roots: tuple[Any, ...], budget: Budget | None = None) -> tuple[Any, ...]:
    """Every dictionary and stream that these lead to, at most MAX_OBJECTS; pages and tags are not followed.

    What is known to be sound is left out, with all that it leads to.
    """
    import pikepdf

    budget = budget or Budget()
    found: list[Any] = []
    seen = set(budget.sound)
    waiting = list(reversed(roots))
    while waiting and len(found) < MAX_OBJECTS:
        one = waiting.pop()
        if not isinstance(one, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream) or one.objgen in seen:
            continue
        if one.is_indirect:
            seen.add(one.objgen)
        if isinstance(one, pikepdf.Array):
            inner = list(one)
        else:
            found.append(one)
            inner = [value for key, value in one.items() if key not in _NOT_FOLLOWED]
        budget.look(len(inner))
        waiting += inner
    return tuple(found)


def _kind(one: Any, key: str) -> str:
    value = one.get(key)
    return "" if value is None else str(value)


def _spelt(one: Any) -> str | None:
    """6.1.8: names are UTF-8."""
    import pikepdf

    for key, value in one.items():
        if any("\udc80" <= letter <= "\udcff" for letter in key):
            return _ILL_SPELT
        if isinstance(value, pikepdf.Name) and not _reads(value):
            return _ILL_SPELT
    return None


def _reads(name: Any) -> bool:
    try:
        return bool(str(name))
    except UnicodeDecodeError:
        return False


def spell(one: Any) -> None:
    """Gives a font that is named in another code a name that reads: nothing but its name changes."""
    import pikepdf

    for key in ("/BaseFont", "/FontName"):
        value = one.get(key)
        if isinstance(value, pikepdf.Name) and not _reads(value):
            one[key] = pikepdf.Name("/" + value.unparse().decode("ascii").replace("#", "")[1:])


def _streams(one: Any) -> str | None:
    import pikepdf

    if not isinstance(one, pikepdf.Stream):
        return None
    if "/F" in one:
        return "contenu placé dans un autre fichier"
    if _kind(one, "/Subtype") == "/PS" or "/PS" in one or "/Ref" in one:
        return "contenu PostScript ou externe"
    return next((reason for name, reason in _REFUSED_FILTERS.items() if name in filters(one)), None)


def _pixels(one: Any) -> str | None:
    if _kind(one, "/Subtype") == "/Image" and int(one.get("/Width", 0)) * int(one.get("/Height", 0)) > MAX_PIXELS:
        raise TooHeavyError
    return None


def _colours(one: Any) -> str | None:
    """6.2.4: CMYK needs a CMYK output intent, and ours is RGB."""
    import pikepdf

    profile = isinstance(one, pikepdf.Stream) and one.get("/N") == 4 and "/FunctionType" not in one
    return "couleurs CMJN" if profile or any(_names_cmyk(value) for _, value in one.items()) else None


def _names_cmyk(value: Any) -> bool:
    import pikepdf

    if isinstance(value, pikepdf.Array):
        return any(_names_cmyk(inner) for inner in value if not isinstance(inner, pikepdf.Dictionary | pikepdf.Stream))
    return isinstance(value, pikepdf.Name) and str(value) == "/DeviceCMYK"


def _printing(one: Any) -> str | None:
    """6.2.5 and 6.2.10: transfer functions and unknown blend modes."""
    if "/TR" in one or "/HTP" in one or ("/TR2" in one and _kind(one, "/TR2") != "/Default"):
        return "réglages d'imprimerie"
    return "mode de fusion inconnu" if "/BM" in one and _kind(one, "/BM") not in _BLENDS else None


def _font(one: Any) -> str | None:
    """6.2.11: every font embedded, and every character with its meaning."""
    if _kind(one, "/Type") != "/Font" or _kind(one, "/Subtype").startswith("/CIDFont"):
        return None
    name = _SUBSET.sub("", _kind(one, "/BaseFont")) or "sans nom"
    if _kind(one, "/Subtype") == "/Type3":
        return "police dessinée (Type 3)"
    composite = _kind(one, "/Subtype") == "/Type0"
    face = one.DescendantFonts[0] if composite else one
    descriptor = face.get("/FontDescriptor", {})
    if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        return f"police non incorporée ({name})"
    told = _composite_told(one, face) if composite else _simple_told(one, descriptor)
    return None if told else f"police au codage incertain ({name})"


def _composite_told(font: Any, face: Any) -> bool:
    mapped = _kind(face, "/Subtype") != "/CIDFontType2" or "/CIDToGIDMap" in face
    return "/ToUnicode" in font and _kind(font, "/Encoding") in {"/Identity-H", "/Identity-V"} and mapped


def _simple_told(font: Any, descriptor: Any) -> bool:
    """6.2.11.6: a TrueType font is either symbolic without encoding, or has one of the two standard ones."""
    encoding = _kind(font, "/Encoding")
    if _kind(font, "/Subtype") == "/TrueType":
        symbolic = int(descriptor.get("/Flags", 0)) & 4
        if bool(symbolic) == bool(encoding) or (encoding and encoding not in _ENCODINGS):
            return False
    return "/ToUnicode" in font or encoding in _ENCODINGS


_LOOKS: tuple[Callable[[Any], str | None], ...] = (_spelt, _streams, _pixels, _colours, _printing, _font)


# What an operator is given beside numbers: texts without others in them, names, and comments. None of these patterns
# ever goes back: a drawing of a million digits is read in one go too.
_GIVEN = re.compile(rb"\((?:[^()\\]|\\.)*+\)|<[0-9A-Fa-f\s]*+>|/[^\s/\[\]()<>{}%]*+|%[^\r\n]*+", re.DOTALL)
_NUMBER = re.compile(rb"[+-]?(?:[0-9]++\.?[0-9]*+|\.[0-9]++)")
_CLOSER = {b"k", b"K", b"ri", b"BI", b"ID", b"EI"}  # these are looked at with what they are given
_BRACKETS = ((b"[", b"]"), (b"<<", b">>"))
_PLAIN = frozenset(name.encode() for name in OPERATORS) - _CLOSER | {one for pair in _BRACKETS for one in pair}


def _operators(drawing: Drawing) -> str | None:
    """6.2.2: known operators only, and every saved state given back; colours and images as for resources."""
    data = drawing.data
    for bracket in (one for pair in _BRACKETS for one in pair):
        data = data.replace(bracket, b" " + bracket + b" ")
    return None if _is_plain(_GIVEN.sub(b" ", data).split()) else _told(drawing.stream)


def _is_plain(words: list[bytes]) -> bool:
    """Whether these are numbers and well-known operators, nested as they must: then nothing else needs a look."""
    if not all(word in _PLAIN or _NUMBER.fullmatch(word) for word in set(words)):
        return False
    if any(words.count(one) != words.count(two) for one, two in _BRACKETS):
        return False
    depth = 0
    for word in words:
        depth += (word == b"q") - (word == b"Q")
        if depth < 0:
            return False
    return depth == 0


def _told(stream: Any) -> str | None:
    """The same, operator by operator with its operands."""
    import pikepdf

    depth = 0
    for one in _instructions(stream):
        if isinstance(one, pikepdf.ContentStreamInlineImage):
            return "image écrite dans le dessin"
        name = str(one.operator)
        depth += (name == "q") - (name == "Q")
        if name in {"k", "K"}:
            return "couleurs CMJN"
        if name == "ri" and str(one.operands[0]) not in _INTENTS:
            return "réglages d'imprimerie"
        if name not in OPERATORS or depth < 0:
            return _SPOILT
    return _SPOILT if depth else None


def _instructions(stream: Any) -> list[Any]:
    """What a stream draws; one that can't be read, or breaks off, holds an operator that does not exist."""
    import pikepdf

    found: list[Any] = []
    broken = pikepdf.ContentStreamInstruction([], pikepdf.Operator("broken"))
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            found += pikepdf.parse_content_stream(stream)
        except pikepdf.PdfError:
            found.append(broken)
    return [broken, *found] if any("end of stream" in str(one.message) for one in told) else found
