"""Is every remark of the reviewers settled, and does no text that they changed contradict the data?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.brief.reviewing import Entry
from generator.checks.finished import Finished, Verdict
from generator.compose.answers import asks, settled
from generator.compose.dossier import Inputs
from generator.compose.fields import Field, field_named, says
from generator.document.docx_names import REMARK_AUTHOR
from generator.document.plain import plain
from generator.document.tree import Document

_SHOWN = 90  # characters of a remark that a finding quotes


def remarks_settled(finished: Finished) -> tuple[Verdict, ...]:
    """No comment is open, nor any change that a person has to carry over, or to refuse."""
    loaded = finished.dossier.inputs.reviewing
    return tuple(
        Verdict(loaded.span("comments", i), _told(entry), _NOTED if entry.author == REMARK_AUTHOR else _SETTLED)
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

    A value does when neither the text nor the data say it: the document is made from data, or was undone.
    """
    if entry.author == REMARK_AUTHOR:
        return any(asks(document, entry.text) for document in _documents(finished, entry))
    return entry.kind != "value" or not (_stands(finished, entry) or settled(finished.dossier.inputs, entry))


def _field(inputs: Inputs, entry: Entry) -> Field | None:
    return field_named(inputs, entry.file or "", entry.field or "")


_SETTLED = "réglez-la puis écrivez « state: closed », ou répondez : « state: answered » et « answer: votre réponse »"
_NOTED = "notez-la où la question le dit (« confirmed: true ») : elle n'est alors plus posée ; ou « state: closed »"
_REMEDY = "changez la donnée, ou remettez le texte d'accord avec elle ; si l'écart est voulu, écrivez « state: closed »"


def _told(entry: Entry) -> str:
    if entry.author == REMARK_AUTHOR:
        replies = " ; ".join(f"{reply.author or 'un relecteur'} : « {_short(reply.text)} »" for reply in entry.replies)
        asked = f"réponse à notre question « {_short(entry.text)} » ({entry.document})"
        return f"{asked} : {replies or 'marquée comme résolue'}"
    who = f" de {entry.author}" if entry.author else ""
    what = f"remarque{who} à régler" if entry.kind == "comment" else "changement à reporter"
    where = entry.document + (f", bloc {entry.block}" if entry.block else "")
    on = f", sur « {_short(entry.on)} »" if entry.on else ""
    return f"{what} : « {_short(entry.text)} » ({where}{on})"


def _contradicted(entry: Entry, field: Field | None) -> str:
    source = f"{entry.file}, {entry.field}" if entry.field else entry.file or "les données"
    says_now = field.printed if field and field.printed else entry.was
    now = f", qui dit « {_short(says_now)} »" if says_now else ""
    return f"{entry.document} dit « {_short(entry.on or '')} », ce qui contredit {source}{now}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + "…"


def _stands(finished: Finished, entry: Entry) -> bool:
    """Whether the words of the entry are still in its document: in its block, in its paragraph when that is known."""
    texts = list(_texts(finished, entry))
    around = [text for text in texts if entry.paragraph and _starts(text, entry.paragraph)]
    return bool(entry.on) and any(says(text, (entry.on or "").rstrip("…")) for text in around or texts)


def _starts(text: str, paragraph: str) -> bool:
    start = " ".join(paragraph.rstrip("…").split())
    return " ".join(text.split()).startswith(start)


def _texts(finished: Finished, entry: Entry) -> Iterator[str]:
    for document in _documents(finished, entry):
        yield from _paragraphs(document, entry.block)


def _documents(finished: Finished, entry: Entry) -> tuple[Document, ...]:
    dossier = finished.dossier
    return tuple(each for each in (*dossier.documents, *dossier.aside) if each.slug == entry.document)


def _paragraphs(document: Document, block: str | None) -> Iterable[str]:
    """The paragraphs of the parts that this block gave; of the whole document when none is its."""
    own = tuple(part for part in document.parts if part.origin and part.origin.block == block)
    return plain(replace(document, parts=own, cover=())) if own else plain(document)
