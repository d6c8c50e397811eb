"""Is every remark of the reviewers settled, and does no text that they changed contradict the data?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.brief.reviewing import Entry
from generator.checks.finished import Finished, Verdict
from generator.compose.fields import Field, field_named, says
from generator.document.docx_names import REMARK_AUTHOR
from generator.document.plain import plain
from generator.document.tree import Document

_SHOWN = 90  # characters of a remark that a finding quotes


def remarks_settled(finished: Finished) -> tuple[Verdict, ...]:
    """No comment is open, nor any change that a person has to carry over, or to refuse."""
    loaded = finished.dossier.inputs.reviewing
    hint = "réglez-la puis écrivez « state: closed », ou répondez : « state: answered » et « answer: votre réponse »"
    return tuple(
        Verdict(loaded.span("comments", i), _told(entry), hint)
        for i, entry in enumerate(loaded.value.comments)
        if entry.state == "open" and (entry.kind != "value" or _wished(finished, entry))
    )


def values_agree(finished: Finished) -> tuple[Verdict, ...]:
    """No text that a reviewer changed says another value than the data, unless the entry is closed."""
    loaded = finished.dossier.inputs.reviewing
    return tuple(
        Verdict(loaded.span("comments", i), _contradicted(entry, _field(finished, entry)), _REMEDY)
        for i, entry in enumerate(loaded.value.comments)
        if entry.kind == "value" and entry.state != "closed" and _stands(finished, entry) and not _said(finished, entry)
    )


def _wished(finished: Finished, entry: Entry) -> bool:
    """Whether neither the text nor the data say what the reviewer wrote: it is made from data, or was undone."""
    return not _stands(finished, entry) and not _said(finished, entry)


def _said(finished: Finished, entry: Entry) -> bool:
    """Whether the data say now what the reviewer wrote."""
    field = _field(finished, entry)
    return field is not None and any(says(entry.on or "", form) for form in field.forms)


def _field(finished: Finished, entry: Entry) -> Field | None:
    return field_named(finished.dossier.inputs, entry.file or "", entry.field or "")


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
    dossier = finished.dossier
    for document in (*dossier.documents, *dossier.aside):
        if document.slug == entry.document:
            yield from _paragraphs(document, entry.block)


def _paragraphs(document: Document, block: str | None) -> Iterable[str]:
    """The paragraphs of the parts that this block gave; of the whole document when none is its."""
    own = tuple(part for part in document.parts if part.origin and part.origin.block == block)
    return plain(replace(document, parts=own, cover=())) if own else plain(document)
