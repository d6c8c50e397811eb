"""Does anything remain that must not reach a buyer: placeholders, redactions, marks of a program, slips?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.checks.finished import Finished, Verdict
from generator.checks.leftovers.texts import Leaf, Said, leaves

# What stands between brackets until someone fills it in, or not: « Insérer ici le nom ».
# « Il [l'enfant] dort » is a quotation made clear.
_ASKED: Final = (
    "noms?|prénoms?|dates?|heures?|lieux?|adresse|ville|commune|montant|prix|titre|intitulé|objet|client|acheteur"
    "|service|fonction|téléphone|courriel|numéro|n°|référence|insérer|indiquer|compléter|préciser|votre|vos"
)
_LEFT: Final = re.compile(
    r"\[\s*\d*\s*(?:…|\.{2,3})\s*\]"  # [1…], [6...]: the buyer's redactions
    r"|\{\{|\}\}|\{%|%\}|\{#|#\}|\{\w+\}|<<|>>"
    r"|\bTODO\b|\bXXX+\b|\bFIXME\b|(?i:\blorem ipsum\b|\bdolor sit amet\b|\bà compléter\b)"
    r"|(?i:[(\[«]\s*à (?:préciser|définir|confirmer|renseigner|remplir)\s*[)\]»])"
    r"|(?i:(?:^|[:–-]\s*)à (?:préciser|définir|confirmer|renseigner|remplir)\s*\.?\s*$)"
    rf"|\[(?i:{_ASKED})\b[^\[\]]{{0,60}}\]|\[[A-ZÀ-Þ][A-ZÀ-Þ _-]{{2,40}}\]"  # [Nom de l'acheteur], [ACHETEUR]
    r"|<[^\W\d_](?![^<>]*(?:@|:/))[^<>]{0,60}>"  # <nom>, but no address
    r"|(?i:\b(?:insér|cliqu|saisi)(?:er|ez|r|ssez) (?:ou appuyez )?ici\b[^.;:,]{0,40})"
    rf"|(?i:\b(?:indiqu|complét|renseign|remplac)(?:er|ez) ici (?:le |la |les |l['’])(?:{_ASKED})\b[^.;:,]{{0,30}})"
    r"|\b(?:Pr[ée]nom|PR[ÉE]NOM) NOM\b|\bNOM (?:Pr[ée]nom|PR[ÉE]NOM)\b"
    r"|\bNOM (?:DU|DE LA|DE L['’]) ?(?:CLIENT|ACHETEUR|COLLECTIVITÉ|COMMUNE|STRUCTURE)\b"
    r"|(?i:\btexte à (?:remplacer|insérer)\b|\bvotre texte ici\b)"
    r"|(?i:\b(?:xx|jj)\s*/\s*(?:xx|mm)\b(?:\s*/\s*\w{2,4}\b)?)|\bXX+(?=[\s\u00a0\u202f]*(?:€|%|h\b|euros|séances|participants))"
    r"|[\ue000-\uf8ff]"
)
_BLANK: Final = re.compile(r"_{3,}|…{3,}|\.{6,}")  # room for a hand, which forms and execution papers do leave
_WHOLE: Final = {"note", "planning", "cv", "cost"}  # documents that leave none
_PROGRAM: Final = re.compile(
    r"\b(?:None|NaN|nan|NaT|True|False|null|undefined)\b|\[object Object\]|\bMERGEFIELD\b"
    r"|#(?:REF|NOM|NAME|VALEUR|VALUE|DIV/0)[!?]|#N/A"
    r"|(?i:erreur\s*! (?:source du renvoi|signet)|error! (?:reference|bookmark))"
)
_SLIP: Final = re.compile(
    r"\(\s*\)|\[\s*\]|«\s*»|\bN/A\b"
    r"|(?<![.…])\.\.(?!\.)|,\s*[,.;]|;\s*[,.;]|(?<=\w) [,.](?=\s|$)"
    r"|(?<=[\w,;]) {2,}(?=\w)"
    r"|\b(?i:(de|le|la|les|des|du|et|à|un|une|pour|par|dans|sur|au|aux)) (?i:\1)\b"
)
# What each of these shapes needs, in small letters: a file that has none of it is not searched.
_LEFT_SIGNS: Final = (
    *"[]{}<>", "todo", "xx", "fixme", "lorem", "dolor", "à compléter", "à préciser", "à définir", "à confirmer",
    "à renseigner", "à remplir", "jj/", "jj /", "er ici", "ez ici", "ir ici", "appuyez ici", "prénom nom",
    "prenom nom", "nom prénom", "nom prenom", "nom d", "texte ",
)  # fmt: skip
_BLANK_SIGNS: Final = ("___", "………", "......")
_PROGRAM_SIGNS: Final = ("[object", "#", "erreur", "error", "mergefield")
_PROGRAM_WORDS: Final = frozenset({"None", "NaN", "nan", "NaT", "True", "False", "null", "undefined"})
_SLIP_SIGNS: Final = (
    "()", "( )", "(\u00a0)", "[]", "[ ]", "«»", "« »", "«\u00a0»", "«\u00a0\u00a0»", "n/a", "..", ",,", ",.", ",;",
    ";,", ";.", ";;", ", ,", ", .", ", ;", "; ,", "; .", " ,", " .", "  ",
)  # fmt: skip
_TWICE: Final = re.compile(r"\b(de|le|la|les|des|du|et|à|un|une|pour|par|dans|sur|au|aux) \1\b")
_OURS: Final = re.compile("[\ue000-\uf8ff]")
_MOST: Final = 4  # slips that a finding tells
_MENDED: Final = "complétez ou supprimez ce passage à sa source"


def left_over(text: str) -> str | None:
    """The first placeholder or redaction token of this text."""
    found = _LEFT.search(text)
    return found[0].strip() if found else None


def nothing_left(finished: Finished) -> tuple[Verdict, ...]:
    """No placeholder and no redaction token in any document."""
    whole = {printed.docx for printed in finished.written if printed.key in _WHOLE}
    found = [(each, left) for leaf in leaves(finished) for each in _marked(leaf) if (left := left_over(each.text))]
    found += [
        (each, blank[0])
        for leaf in leaves(finished)
        if leaf.texts and leaf.texts[0].file in whole and leaf.holds(_BLANK_SIGNS)
        for each in leaf.texts
        if (blank := _BLANK.search(each.text))
    ]
    return tuple(_verdict(finished, each, left, _MENDED) for each, left in found)


def _marked(leaf: Leaf) -> Iterator[Said]:
    """The texts that hold a sign of a mark."""
    signs = [sign for sign in _LEFT_SIGNS if sign in leaf.small]
    if signs or _OURS.search(leaf.small):
        for each in leaf.texts:
            small = each.text.lower()
            if any(sign in small for sign in signs) or _OURS.search(small):
                yield each


def no_program_value(finished: Finished) -> tuple[Verdict, ...]:
    """No value as a program prints it when it holds none (« None »), no error of Word or Excel."""
    hint = "une valeur manque : donnez-la dans les données, ou ne l'imprimez pas quand elle est inconnue"
    return tuple(
        _verdict(finished, each, found[0], hint)
        for leaf in leaves(finished)
        if leaf.spelled & _PROGRAM_WORDS or leaf.holds(_PROGRAM_SIGNS)
        for each in leaf.texts
        if each.where != "nom du fichier" and (found := _PROGRAM.search(each.text))
    )


def no_slip(finished: Finished) -> tuple[Verdict, ...]:
    """No empty brackets, no doubled comma, space or small word: one finding a document, all its slips told."""
    verdicts = []
    for leaf in leaves(finished):
        slips = [(each, found) for each in _suspected(leaf) if (found := _slip(each))]
        if slips:
            file = slips[0][0].file
            told = " ; ".join(f"« {around(each.text, found, 20)} »" for each, found in slips[:_MOST])
            more = f" ; et {len(slips) - _MOST} autres" if len(slips) > _MOST else ""
            hint = (
                "corrigez-les à leur source ; deux virgules ou des parenthèses vides cachent souvent une valeur absente"
            )
            passage = slips[0][0].passage
            verdicts.append(Verdict(finished.place(file), f"fautes de frappe : {told}{more}", hint, passage))
    return tuple(verdicts)


def _suspected(leaf: Leaf) -> Iterator[Said]:
    """The texts worth looking at: all of them when the file holds a sign, or a small word twice in a row."""
    if leaf.holds(_SLIP_SIGNS) or _TWICE.search(leaf.small):
        yield from leaf.texts


def _slip(each: Said) -> str | None:
    """The slip in a paragraph; boxes to tick are set apart by several spaces."""
    found = None if each.where or "☐" in each.text or "☒" in each.text else _SLIP.search(each.text)
    return found[0] if found else None


def _verdict(finished: Finished, each: Said, found: str, hint: str) -> Verdict:
    where = f" ({each.where})" if each.where else ""
    message = f"reste « {found} » dans : « {around(each.text, found, 40)} »{where}"
    return Verdict(finished.place(each.file), message, hint, each.passage)


def around(text: str, words: str, margin: int = 45) -> str:
    """These words with what stands around them, cut at spaces."""
    at = max(text.lower().find(words.lower()), 0)
    start, end = max(0, at - margin), min(len(text), at + len(words) + margin)
    left = text.find(" ", start) + 1 if start else 0
    left = left if left <= at else start
    right = text.rfind(" ", at + len(words), end) if end < len(text) else end
    right = right if right > at else end
    return f"{'…' if left else ''}{text[left:right].strip()}{'…' if right < len(text) else ''}"
