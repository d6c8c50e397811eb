"""« À faire »: what a person does to hand the offer in, step by step, with the times; nothing in it is ticked.

It says neither sizes nor hashes, which a signature changes: the index does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from generator.brief.designation import designation
from generator.compose.dossier import Inputs
from generator.compose.filters import et
from generator.deposit.envelopes import Enclosed
from generator.deposit.label import NAME as LABEL
from generator.deposit.label import backup_wanted, lots_said, postal
from generator.deposit.proof import SUMS
from generator.deposit.seal import INDEX, zip_name
from generator.document.tree import Cell, Document, Heading, Node, Paragraph, Part, Row, Table, Text
from generator.document.typography import french_document
from generator.foundation import days
from generator.law.deposit import Key, deposit_rule
from generator.planning.countdown import Countdown

NAME: Final = "a-faire.pdf"
_THERE: Final = "à l'adresse de la demande"
_HOW: Final = {"platform": "sur une plateforme", "email": "par courriel", "paper": "sur papier"}


@dataclass(frozen=True, slots=True)
class Due:
    """A signature to make before the deposit: on which document, by whom (name; name and capacity), how and why.

    `packet`: the whole packet, when it is sent, bears the same signature.
    """

    slug: str
    title: str
    person: str
    who: str
    because: str = ""
    by_hand: bool = False
    packet: str = ""

    def said(self, files: Iterable[tuple[str, str]]) -> str:
        """« 2-offre/01-note.pdf par Camille Exemple, gérante »; `files` gives the slug and the path of each."""
        if self.by_hand:
            return f"à la main « {self.title} », une fois imprimé, par {self.who}"
        names = [path for slug, path in files if slug == self.slug and path.endswith(".pdf")]
        return f"{et((*names, self.packet) if self.packet else names) or self.title} par {self.who}"


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs what: before the deposit; later, a sentence each."""

    now: tuple[Due, ...] = ()
    later: tuple[str, ...] = ()


def checklist(inputs: Inputs, way: Countdown, files: Iterable[Enclosed], signatures: Signatures) -> Document:
    """The checklist of one deposit."""
    listed = tuple(files)
    sections = (
        ("deposit", "Le dépôt", _deposit(inputs, way)),
        ("before", "Avant de déposer", _before(inputs, listed, signatures)),
        ("files", "Les fichiers, dans l'ordre", _files(inputs, listed)),
        ("send", "Le jour du dépôt", _send(inputs, listed)),
        ("after", "Après", _after(inputs)),
    )
    parts = tuple(Part(f"a-faire-{key}", (_heading(title), *nodes)) for key, title, nodes in sections)
    candidate = inputs.candidate.value.name
    title = "À faire pour déposer l'offre"
    document = Document(
        "todo", "a-faire", title, inputs.brief.value.title, header=candidate, author=candidate, parts=parts
    )
    return french_document(document)


# --- sections --------------------------------------------------------------------------------------


def _deposit(inputs: Inputs, way: Countdown) -> Iterator[Node]:
    brief, offer = inputs.brief.value, inputs.offer.value
    rule = brief.rules.deposit
    where = ", ".join(part for part in (_HOW[rule.by], rule.platform) if part) if rule else "la demande ne le dit pas"
    said = (
        ("Acheteur", designation(brief.buyer)),
        ("Référence", brief.reference or "aucune référence publiée"),
        ("Lots", lots_said(brief, offer)),
        ("Remise", where),
        ("Adresse", (rule.address or "") if rule else ""),
        ("Date limite", way.words or "inconnue : demandez-la à l'acheteur"),
    )
    yield _fields(((name, value) for name, value in said if value), "Où et quand remettre l'offre")
    if way.stages:
        yield Paragraph((Text("Nos étapes, comptées à rebours de la date limite :"),))
        rows = [
            (days.full(stage.day) + (f" à {days.clock(stage.hour)}" if stage.hour else ""), stage.title)
            for stage in way.stages
        ]
        yield _grid(("Au plus tard", "Étape"), rows, (40, 60), "Étapes avant la date limite")
    yield from _law(inputs, "late")


def _before(inputs: Inputs, files: tuple[Enclosed, ...], signatures: Signatures) -> Iterator[Node]:
    yield _box("Relire le dossier une dernière fois : dates, prix, noms, pages.")
    places = [(one.slug, one.path) for one in files]
    for due in signatures.now:
        yield _box(f"Faire signer {due.said(places)}.")
        yield _small(f"{due.title} ; {due.because}" if due.because else due.title)
    if any(not due.by_hand for due in signatures.now):
        yield from _how_to_sign(inputs)
        yield from _law(inputs, "scan")
    elif not signatures.now:
        yield Paragraph((Text("Rien n'est à signer au dépôt."),))
    if signatures.later:
        yield _small("Rien de plus ne se signe avant le dépôt. Plus tard :")
    for said in signatures.later:
        yield _small(said)


def _how_to_sign(inputs: Inputs) -> Iterator[Node]:
    client = inputs.client
    how = f"« offer sign {client} --p12 FICHIER »"
    yield _small(f"On signe les fichiers de ce dossier-ci, depot/{client}/ ({how}) ; rien n'est modifié ensuite.")
    yield _small(f"Avec un autre logiciel, « offer sign {client} --adopt » les prend en compte ensuite.")
    if _by(inputs) is None:
        yield _small(f"dossier-{client}.pdf, d'un seul tenant, se signe de même s'il est envoyé.")
    yield _small(f"« offer sign {client} --list » dit ce qui reste à signer ; {INDEX} dit qui a signé quoi.")


def _files(inputs: Inputs, files: tuple[Enclosed, ...]) -> Iterator[Node]:
    for envelope in dict.fromkeys(one.envelope for one in files):
        inside = [one for one in files if one.envelope == envelope]
        name = envelope if _by(inputs) == "paper" else f"{envelope}, ou {zip_name(envelope)}"
        yield Heading(2, (Text(name),), numbered=False)
        rows = [
            (one.name, one.title + (" (déjà signé : à remettre tel quel)" if one.apart else ""))
            for each in inside
            for one in (each, *each.copies)
        ]
        yield _grid(("Fichier", "Ce que c'est"), rows, (55, 45), f"Fichiers de l'enveloppe {envelope}")


def _send(inputs: Inputs, files: tuple[Enclosed, ...]) -> Iterator[Node]:
    brief, client = inputs.brief.value, inputs.client
    rule, by = brief.rules.deposit, _by(inputs)
    address = (rule.address if rule else None) or ""
    whole = f"dossier-{client}.pdf" + (" et les fichiers remis à part" if any(map(_is_apart, files)) else "")
    zips = et(tuple(dict.fromkeys(zip_name(one.envelope) for one in files)))
    if by == "paper":
        many = f"en {rule.copies} exemplaires" if rule and rule.copies and rule.copies > 1 else ""
        yield _box(f"Imprimer {whole} {many}".strip() + ".")
        yield _box(f"Mettre sous pli, {address or _THERE} ; garder la preuve de la remise.")
    elif by == "email":
        yield _box(f"Envoyer {whole} {f'à {address}' if address else _THERE}.")
        yield _box("Vérifier que le message est parti avec ses pièces, et demander un accusé de réception.")
    else:
        if by is None:
            yield _box("Demander à l'acheteur comment remettre l'offre : plateforme, courriel ou papier.")
        yield _box("Se connecter tôt ; vérifier la consultation, le lot, et l'heure de la plateforme.")
        yield _box(f"Déposer {zips}, ou les fichiers un à un, dans l'ordre ci-dessus.")
        yield _box("Attendre la fin de l'envoi, puis télécharger l'accusé de réception.")
    if backup_wanted(brief):
        yield from _backup(inputs)
    yield from _law(inputs, "again")


def _backup(inputs: Inputs) -> Iterator[Node]:
    rule = inputs.brief.value.rules.deposit
    sure = "" if rule and rule.backup else " si la demande l'admet"
    place = postal(rule)
    address = f" ({place})" if place else f", {_THERE}"
    yield _box(f"Copie de sauvegarde{sure} : copier ces fichiers sur une clé USB, ou les imprimer ; coller {LABEL}.")
    yield _box(f"La faire arriver avant l'heure limite{address}.")
    yield from _law(inputs, "backup_form")


def _after(inputs: Inputs) -> Iterator[Node]:
    if _by(inputs) == "paper":
        yield _box("Numériser le récépissé de la remise ; y vérifier la date, l'heure et la consultation.")
    else:
        said = "date et heure, nom de la consultation, nombre de fichiers, tailles"
        yield _box(f"Comparer l'accusé de réception : {said}.")
        yield _box(f"Comparer les empreintes de l'accusé, s'il en donne, à celles de {SUMS} ou d'{INDEX}.")
    yield _box(f"Archiver : offer deposited {inputs.client} --receipt accuse.pdf")


def _by(inputs: Inputs) -> str | None:
    rule = inputs.brief.value.rules.deposit
    return rule.by if rule else None


def _is_apart(one: Enclosed) -> bool:
    """Whether the packet does not hold this file."""
    return one.apart or one.kind == "workbook" or bool(one.copies)


# --- shapes ------------------------------------------------------------------------------------------


def _law(inputs: Inputs, key: Key) -> Iterator[Node]:
    """What the law says here, with its source."""
    day: date = inputs.brief.value.dates.deadline or inputs.offer.value.date
    if rule := deposit_rule(key, day):
        yield Paragraph((Text(rule.says), Text(f" ({rule.cited})", emphasis=True)), "small")


def _heading(title: str) -> Heading:
    return Heading(1, (Text(title),), numbered=False)


def _box(said: str) -> Paragraph:
    return Paragraph((Text(f"☐ {said}"),), "choice")


def _small(said: str) -> Paragraph:
    return Paragraph((Text(said),), "small")


def _cell(said: str) -> Cell:
    return Cell((Paragraph((Text(said),)),))


def _fields(lines: Iterable[tuple[str, str]], summary: str) -> Table:
    rows = tuple(Row((_cell(name), _cell(value))) for name, value in lines)
    return Table(rows, (25, 75), header=0, look="fields", summary=summary)


def _grid(head: tuple[str, str], lines: Iterable[tuple[str, str]], widths: tuple[int, int], summary: str) -> Table:
    rows = (Row(tuple(map(_cell, head))), *(Row(tuple(map(_cell, line))) for line in lines))
    return Table(rows, widths, summary=summary)
