"""Is every remark of the reviewers settled, and does no text that they changed contradict the data?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from generator.brief.reviewing import Entry
from generator.checks.finished import Finished, Verdict
from generator.compose.answers import asks, settled
from generator.compose.dossier import Inputs
from generator.compose.fields import Field, field_named, says
from generator.compose.filters import de
from generator.document.differences import similarity
from generator.document.docx_names import REMARK_AUTHOR
from generator.document.plain import plain, words
from generator.document.tree import Document, Table, nodes
from generator.document.typography import french

_SHOWN: Final = 90  # characters of a remark that a finding quotes
_ALIKE: Final = 0.5  # from there on, a line is the one that the reviewer changed
_OPENED: Final = re.compile(r"«\s*")
_CLOSED: Final = re.compile(r"\s*»")
_BOX: Final = re.compile(r"^[☐☒].*\b(?:atteste|déclare|honneur)\b")
_ON_HONOUR: Final = re.compile(r"^À confirmer par\b")  # a box of a form, no question to the buyer
_CHECKED: Final = re.compile(r"^Contrôle [A-Z]\d{3}\b")  # a finding put beside its passage, no question either


def remarks_settled(finished: Finished) -> tuple[Verdict, ...]:
    """No comment is open, nor any change that a person has to carry over, or to refuse."""
    loaded = finished.dossier.inputs.reviewing
    return tuple(
        Verdict(loaded.span("comments", i), _told(entry), _remedy(entry))
        for i, entry in enumerate(loaded.value.comments)
        if entry.state == "open" and _counts(finished, entry)
    )


def values_agree(finished: Finished) -> tuple[Verdict, ...]:
    """No text that a reviewer changed says another value than the data, unless the entry is closed."""
    inputs = finished.dossier.inputs
    return tuple(
        Verdict(inputs.reviewing.span("comments", i), _contradicted(entry, _field(inputs, entry)), _REMEDY)
        for i, entry in enumerate(inputs.reviewing.value.comments)
        if entry.kind == "value" and entry.state != "closed" and _stands(finished, entry) and not settled(inputs, entry)
    )


def _counts(finished: Finished, entry: Entry) -> bool:
    """Whether an open entry asks for a decision: an answer to a question does while the question is asked.

    What is said below a finding of ours always does: nobody else keeps it.
    A value does when neither the text nor the data say it: the document is made from data, or was undone.
    """
    if entry.author == REMARK_AUTHOR:
        asked = any(asks(document, entry.text) for document in _documents(finished, entry))
        return asked or bool(_CHECKED.search(entry.text))
    return entry.kind != "value" or not (_stands(finished, entry) or settled(finished.dossier.inputs, entry))


def _field(inputs: Inputs, entry: Entry) -> Field | None:
    return field_named(inputs, entry.file or "", entry.field or "")


_SETTLED = "réglez-{le} puis écrivez « state: closed », ou répondez : « state: answered » et « answer: votre réponse »"
_ANSWERED = "votre réponse revient dans Word ; si elle suffit, écrivez « state: answered », sinon effacez-la"
_NOTED = "notez-la où la question le dit (« confirmed: true ») : elle n'est alors plus posée ; ou « state: closed »"
_HONOUR = "le signataire la confirme dans offer.yaml, « confirmations », et nulle part ailleurs ; ou « state: closed »"
_REMEDY = "changez la donnée, ou remettez le texte d'accord avec elle ; si l'écart est voulu, écrivez « state: closed »"


def _remedy(entry: Entry) -> str:
    if entry.author == REMARK_AUTHOR and _CHECKED.search(entry.text):
        return _SETTLED.format(le="la")
    if entry.author == REMARK_AUTHOR:
        return _HONOUR if _ON_HONOUR.search(entry.text) else _NOTED
    if entry.kind != "comment" and _BOX.search(entry.on or ""):
        return _HONOUR
    if entry.answer:
        return _ANSWERED
    return _SETTLED.format(le="la" if entry.kind == "comment" else "le")


def _told(entry: Entry) -> str:
    if entry.author == REMARK_AUTHOR:
        replies = " ; ".join(f"{reply.author or 'un relecteur'} : « {_short(reply.text)} »" for reply in entry.replies)
        ours = "au constat" if _CHECKED.search(entry.text) else "à notre question"
        asked = f"réponse {ours} « {_short(entry.text)} » ({entry.document})"
        return f"{asked} : {replies or 'marquée comme résolue'}"
    who = f" {de(entry.author)}" if entry.author else ""
    what = f"remarque{who} à régler" if entry.kind == "comment" else "changement à reporter"
    where = entry.document + (f", bloc {entry.block}" if entry.block else "")
    on = f", sur « {_short(entry.on)} »" if entry.on else ""
    return f"{what} : « {_short(entry.text)} » ({where}{on}){_last(entry)}"


def _last(entry: Entry) -> str:
    """The last word of the thread: what is to be settled may be there, and no longer in the first words."""
    if not entry.replies:
        return ""
    last = entry.replies[-1]
    return f" ; dernière réponse, {de(last.author or 'un relecteur')} : « {_short(last.text)} »"


def _contradicted(entry: Entry, field: Field | None) -> str:
    source = f"{entry.file}, {entry.field}" if entry.field else entry.file or "les données"
    says_now = field.printed if field and field.printed else entry.was
    now = f", qui dit « {_short(says_now)} »" if says_now else ""
    return f"{entry.document} dit « {_short(entry.on or '')} », ce qui contredit {source}{now}"


def _short(text: str) -> str:
    """The start of a text that stands between « »: its own quotation marks are “ ”."""
    line = " ".join(text.split())
    line = line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + "…"
    return _CLOSED.sub("”", _OPENED.sub("“", line))


# --- where the words of a value stand ----------------------------------------------------------


def _stands(finished: Finished, entry: Entry) -> bool:
    """Whether the words of the entry still stand where the reviewer wrote them: in that paragraph or row.

    The same words elsewhere say something else: an amount is that of many rows.
    """
    on = (entry.on or "").rstrip("…")
    if not on:
        return False
    texts = [text for document in _documents(finished, entry) for text in _lines(document, entry.block)]
    if not entry.paragraph:
        return any(says(text, on) for text in texts)
    return any(says(text, on) and not _undone(entry, text) for text in _likest(entry, texts))


def _likest(entry: Entry, texts: Sequence[str]) -> list[str]:
    """The lines that are the paragraph of the entry, as it was or as the reviewer left it; none when it is gone."""
    start = _flat(entry.paragraph or "")
    was, on = _flat(entry.was or ""), _flat(entry.on or "")
    wanted = {start} | ({start.replace(was, on)} if was else set())
    scores = [max(similarity(_flat(text)[: len(each)], each) for each in wanted) for text in texts]
    best = max(scores, default=0.0)
    return [text for text, score in zip(texts, scores, strict=True) if score == best >= _ALIKE]


def _undone(entry: Entry, text: str) -> bool:
    """Whether the line is word for word as it was before the review; that of a block was kept as it is after it."""
    start = _flat(entry.paragraph or "")
    return not entry.block and _flat(text).startswith(start) and (says(text, entry.was or "") or not entry.was)


def _flat(text: str) -> str:
    return " ".join(french(text.rstrip("…")).split())


def _documents(finished: Finished, entry: Entry) -> tuple[Document, ...]:
    dossier = finished.dossier
    return tuple(each for each in (*dossier.documents, *dossier.aside) if each.slug == entry.document)


def _lines(document: Document, block: str | None) -> Iterator[str]:
    """The paragraphs and the rows of the parts that this block gave; of the whole document when none is its."""
    own = tuple(part for part in document.parts if part.origin and part.origin.block == block)
    told = replace(document, parts=own, cover=()) if own else document
    yield from plain(told)
    for table in (node for node in nodes(told) if isinstance(node, Table)):
        for row in table.rows:
            yield " | ".join(" ".join(words(p.runs) for p in cell.paragraphs) for cell in row.cells)
