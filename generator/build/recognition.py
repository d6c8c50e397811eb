"""What a file that comes back is: which document, of which offer, given back by whom."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.brief.brief import Brief
from generator.brief.designation import designation
from generator.build.clients import clients
from generator.compose.compose import shortened
from generator.compose.dossier import Dossier
from generator.document.typography import french
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error, warning
from generator.foundation.record import read_record
from generator.readers.docx.review import reviewed
from generator.readers.docx.reviewed import Reviewed
from generator.readers.docx.threads import remarks
from generator.review.comments import news
from generator.review.parts import likeness


def opened(path: Path) -> tuple[Reviewed | None, Diagnostics]:
    """What this file holds, or why it can't be read."""
    try:
        data = path.read_bytes()
    except OSError:
        hint = "vérifiez le nom et le dossier du fichier"
        return None, (error("R101", Span(path.name), "fichier introuvable ou illisible", hint),)
    made, problems = reviewed(data)
    return made, tuple(replace(problem, span=Span(path.name)) for problem in problems)


def author_of(one: Reviewed) -> str:
    """Who gives the file back: whoever tracked changes or said something new, else whoever saved it."""
    names = list(dict.fromkeys([*(each.author for each in one.revisions if each.author), *voices(one)]))
    saved = one.author if one.author != one.document.author else ""
    return ", ".join(names[:3]) or saved


def voices(one: Reviewed) -> list[str]:
    """Who says something in the comments that was not there when the file left us."""
    said = {remark.author for remark in remarks(one.base)} | {r.author for m in remarks(one.base) for r in m.replies}
    found: list[str] = []
    for comment in one.comments:
        if news(comment, one.base):
            speakers = [] if comment.known else [comment.author]
            speakers += [reply.author for reply in comment.replies if not comment.known or reply.author not in said]
            found += [name for name in speakers if name]
    return found


def recognised(
    workspace: Path, client: str, dossier: Dossier, name: str, one: Reviewed
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The slug of the document that this file is, whatever its name; what is doubtful about it."""
    documents = {document.slug: document for document in (*dossier.documents, *dossier.aside)}
    slug = one.document.slug or (one.base.slug if one.base else "")
    if other := _elsewhere(workspace, client, dossier, one):
        hint = f"lancez « offer review {other} … »"
        return "", (error("R103", Span(name), f"ce fichier vient de l'offre « {other} », non de « {client} »", hint),)
    doubts: list[Diagnostic] = []
    if slug not in documents:
        best = max(documents.values(), key=lambda document: likeness(document, one.document))
        if likeness(best, one.document) < 0.3:
            hint = "documents de cette offre : " + ", ".join(documents)
            return "", (error("R102", Span(name), "ce fichier n'est aucun des documents de cette offre", hint),)
        slug = best.slug
        said = f"le fichier ne dit plus quel document il est ; reconnu par son texte : {slug}"
        doubts.append(warning("R104", Span(name), said, "vérifiez que c'est bien lui"))
    if one.base is None:
        said = "le fichier ne dit plus de quelle construction il vient : il est comparé aux sources actuelles"
        hint = "si les sources ont changé depuis, relisez chaque modification avant --apply"
        doubts.append(warning("R105", Span(name), said, hint))
    return slug, tuple(doubts)


def _elsewhere(workspace: Path, client: str, dossier: Dossier, one: Reviewed) -> str:
    """The other client that this file was built for, when its foot or its subtitle says so."""
    base = one.base or one.document
    own = {french(document.footer) for document in (*dossier.documents, *dossier.aside)}
    if french(base.footer) in own or not base.footer:
        return ""
    for name in clients(workspace):
        brief, _ = read_record(workspace / "offers" / name / "brief.yaml", "brief.yaml", Brief)
        if name != client and brief:
            said = {brief.value.title, brief.value.reference or "", designation(brief.value.buyer)}
            if french(base.footer) in {french(shortened(text)) for text in said}:
                return name
    return ""
