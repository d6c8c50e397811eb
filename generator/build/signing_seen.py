"""Which signatures of the map the files of a kit bear, in their own field or elsewhere in the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.deposit.proof import FILE, Sent, read_proof
from generator.foundation.diagnostic import Diagnostic, Span, warning
from generator.signing.identity import same_person
from generator.signing.map import ToSign
from generator.signing.report import SignatureReport, signatures


def seen(entries: tuple[ToSign, ...], files: Mapping[str, bytes]) -> Mapping[ToSign, SignatureReport]:
    """The signature that each entry got: the one in its field, else its signatory's own, put elsewhere in its file."""
    reports = {name: signatures(data) for name, data in files.items() if name.endswith(".pdf")}
    ours = {one.field for one in entries if one.field}
    by_field = {one.field: one for found in reports.values() for one in found if one.field in ours}
    proof = read_proof(files.get(FILE, b""))
    slugs = {one.file: one.slug for one in proof.files} if proof else {}
    found = {}
    for one in entries:
        elsewhere = (
            report
            for name, reported in reports.items()
            if slugs.get(name) == one.slug
            for report in reported
            if report.field not in ours and same_person(one.signatory, report.names)
        )
        if report := by_field.get(one.field) or next(elsewhere, None):
            found[one] = report
    return found


def is_theirs(one: ToSign, report: SignatureReport | None) -> bool:
    """Whether this is a signature by whoever was to make it; anybody will do where nobody is named."""
    return report is not None and (not one.signatory or same_person(one.signatory, report.names))


def state(one: ToSign, report: SignatureReport | None) -> str:
    """« signé par … », with what is odd about it, or « pas encore signé »."""
    if report is None:
        return "pas encore signé"
    odd = [] if report.sound else ["signature à vérifier"]
    if report.signer and not is_theirs(one, report):
        odd.append(f"au lieu de {one.signatory}")
    if report.field != one.field:
        odd.append("hors du cadre prévu")
    return ", ".join((f"signé par {report.signer or 'personne de connu'}", *odd))


def strangers(
    client: str, entries: tuple[ToSign, ...], taken: Iterable[tuple[Sent, SignatureReport]]
) -> Iterator[Diagnostic]:
    """Warns of each file signed by somebody whom nobody expected there."""
    for sent, report in taken:
        here = [one for one in entries if one.field == report.field]
        here = here or [one for one in entries if sent.slug and one.slug == sent.slug and one.when != "never"]
        people = dict.fromkeys(one.signatory for one in here if one.signatory)
        if people and not any(same_person(name, report.names) for name in people):
            said = f"signé par {report.signer or 'personne de connu'}, alors que {' ou '.join(people)} doit signer"
            hint = (
                f"si ce n'est pas voulu, refaites le dossier (« offer deposit {client} ») et faites signer qui de droit"
            )
            yield warning("W782", Span(f"depot/{client}/{sent.file}"), said, hint)
