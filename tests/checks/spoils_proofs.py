"""What a case of identifiers, proofs and people can do (« do: name ») that its words cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from generator.brief.candidate import Candidate
from generator.checks.finished import Finished
from generator.document.tree import Figure, Part, Table
from generator.foundation.record import Loaded
from generator.foundation.source import Source
from generator.library.annex import Annex

PLACE = "boilerplate/annexes/essai.yaml"
ANNEX = {"specimen": True, "title": "Pièce d'essai", "file": "essai.pdf", "holder": "Organisme Exemple"}


def _inputs(finished: Finished, **values: Any) -> Finished:
    return replace(finished, dossier=replace(finished.dossier, inputs=replace(finished.dossier.inputs, **values)))


def _annex(**values: Any) -> tuple[str, Loaded[Annex]]:
    return "essai", Loaded(Annex.model_validate({**ANNEX, **values}), Source(PLACE))


def _joined(finished: Finished, **values: Any) -> Finished:
    """The offer with one more annex."""
    return _inputs(finished, annexes=(*finished.dossier.inputs.annexes, _annex(**values)))


def _kept(finished: Finished, **values: Any) -> Finished:
    """The offer with one more proof kept for the award."""
    return _inputs(finished, ready=(*finished.dossier.inputs.ready, _annex(**values)))


def _us(finished: Finished, **values: Any) -> Finished:
    file = finished.dossier.inputs.candidate
    data = file.value.model_dump(by_alias=True) | values
    return _inputs(finished, candidate=Loaded(Candidate.model_validate(data), file.source))


# --- proofs --------------------------------------------------------------------------------------


def vigilance_of_january(finished: Finished) -> Finished:
    """A certificate of vigilance of 2 January 2023: six months old on 2 July."""
    return _joined(finished, kind="vigilance", title="Attestation de vigilance", issued="2023-01-02", siren="000123455")


def vigilance_of_april(finished: Finished) -> Finished:
    return _joined(finished, kind="vigilance", title="Attestation de vigilance", issued="2023-04-03", siren="000123455")


def vigilance_undated(finished: Finished) -> Finished:
    return _joined(finished, kind="vigilance", title="Attestation de vigilance")


def newer_sirene(finished: Finished) -> Finished:
    return _joined(finished, kind="sirene", title="Avis de situation", issued="2023-06-26", siren="000123455")


def nothing_kept(finished: Finished) -> Finished:
    return _inputs(finished, ready=())


def all_kept(finished: Finished) -> Finished:
    """Every proof that the law and usage ask of a candidate alone, above the threshold, in September 2025."""
    kinds = ("vigilance", "fiscal", "etrangers", "assurance")
    made = tuple(_annex(kind=kind, title=kind, issued="2025-08-20", siren="000123455") for kind in kinds)
    return _inputs(finished, ready=made)


def kept_in_the_name_of_another(finished: Finished) -> Finished:
    return _inputs(finished, ready=(_annex(kind="fiscal", issued="2023-06-05", holder="Cabinet Voisin Fictif"),))


def twenty_people(finished: Finished) -> Finished:
    return _us(finished, staff=[{"year": 2022, "total": 20}])


def twenty_people_proved(finished: Finished) -> Finished:
    return _kept(twenty_people(finished), kind="oeth", title="Attestation OETH", issued="2023-05-02")


def insured_for_works(finished: Finished) -> Finished:
    return _joined(finished, kind="assurance", covers="travaux de bâtiment", until="2024-12-31", issued="2023-01-05")


def insured_unknown(finished: Finished) -> Finished:
    finished = _us(finished, insurance=None)
    annexes = tuple((k, a) for k, a in finished.dossier.inputs.annexes if k != "assurance")
    return _joined(_inputs(finished, annexes=annexes), kind="assurance", until="2024-12-31", issued="2023-01-05")


def slip_of_another(finished: Finished) -> Finished:
    return _joined(finished, kind="rib", title="Relevé d'identité bancaire", iban="FR7699999000010000000000115")


def slip_of_ours(finished: Finished) -> Finished:
    return _joined(finished, kind="rib", title="Relevé d'identité bancaire", iban="FR76 9999 9000 0100 0000 0000 309")


def no_slip(finished: Finished) -> Finished:
    annexes = tuple((k, a) for k, a in finished.dossier.inputs.annexes if a.value.kind != "rib")
    return _inputs(finished, annexes=annexes)


def receipt(finished: Finished) -> Finished:
    return _joined(finished, kind="nda", title="Récépissé de déclaration", number="75 79 00000 79", issued="2016-06-01")


def receipt_of_another(finished: Finished) -> Finished:
    return _joined(finished, kind="nda", title="Récépissé de déclaration", number="75860000086", issued="2016-06-01")


def certified(finished: Finished) -> Finished:
    categories = ["formation"]
    return _joined(finished, kind="qualiopi", title="Certificat Qualiopi", categories=categories, until="2024-12-15")


def certified_for_skills(finished: Finished) -> Finished:
    return _joined(finished, kind="qualiopi", title="Certificat Qualiopi", categories=["bilan"], until="2024-12-15")


def certified_until_march(finished: Finished) -> Finished:
    categories = ["formation"]
    return _joined(finished, kind="qualiopi", title="Certificat Qualiopi", categories=categories, until="2024-03-15")


def certified_without_category(finished: Finished) -> Finished:
    return _joined(finished, kind="qualiopi", title="Certificat Qualiopi", until="2024-12-15")


def partner_certified(finished: Finished) -> Finished:
    """The certificate that is joined is a stranger's."""
    return _joined(finished, kind="qualiopi", title="Certificat Qualiopi", holder="Cabinet Voisin Fictif")


def signed_by_the_deputy(finished: Finished) -> Finished:
    return _us(finished, representative={"name": "Andréa Fictif", "capacity": "présidente"})


def deputy_empowered(finished: Finished) -> Finished:
    finished = signed_by_the_deputy(finished)
    return _joined(finished, kind="pouvoir", title="Pouvoir", holder="Dominique Exemple", until="2023-12-31")


def signatory_empowered(finished: Finished) -> Finished:
    """A power in the name of who signs, whoever the legal representative is."""
    return _joined(finished, kind="pouvoir", title="Pouvoir", holder="Dominique Exemple", until="2023-12-31")


def published_elsewhere(finished: Finished) -> Finished:
    """What the buyer published names a département, and the rest of the brief none."""
    told = "Le Conseil départemental de la Vienne met en place un dispositif."
    return _inputs(finished, neighbours=replace(finished.dossier.inputs.neighbours, source=told))


def deputy_no_longer_empowered(finished: Finished) -> Finished:
    finished = signed_by_the_deputy(finished)
    return _joined(finished, kind="pouvoir", title="Pouvoir", holder="Dominique Exemple", until="2023-06-30")


def a_scan(finished: Finished) -> Finished:
    """The insurance is a picture without text."""
    return replace(finished, files={n: d for n, d in finished.files.items() if "assurance" not in n})


def taxed_without_number(finished: Finished) -> Finished:
    return _us(finished, vat={"regime": "taux_normal"}, tva_number=None)


def until_2027(finished: Finished) -> Finished:
    """The last event is in February 2027."""
    schedule = finished.dossier.schedule
    events = (*schedule.events[:-1], replace(schedule.events[-1], day=date(2027, 2, 4)))
    return replace(finished, dossier=replace(finished.dossier, schedule=replace(schedule, events=events)))


# --- people --------------------------------------------------------------------------------------


def idle_animator(finished: Finished) -> Finished:
    """The substitute becomes an animator, whom the planning gives nothing to do."""
    first, second, *rest = finished.dossier.inputs.team
    idle = replace(second, member=second.member.model_copy(update={"role": "animator"}))
    return _inputs(finished, team=(first, idle, *rest))


def unpriced_subcontractor(finished: Finished) -> Finished:
    """The subcontractor's part is in no lot of the price."""
    quote = finished.dossier.quote
    lots = tuple(replace(lot, shares=()) for lot in quote.lots)
    return replace(finished, dossier=replace(finished.dossier, quote=replace(quote, lots=lots)))


def pictured(finished: Finished) -> Finished:
    """A picture at the head of the first CV."""

    def with_picture(printed: Any) -> Any:
        if printed.docx != "cv-camille-exemple.docx":
            return printed
        picture = Part("", (Figure("portrait", "Portrait", ()),))
        return replace(printed, tree=replace(printed.tree, parts=(picture, *printed.tree.parts)))

    return replace(finished, printed=tuple(map(with_picture, finished.printed)))


def no_reference_left(finished: Finished) -> Finished:
    """The table of references is taken out of the DC2."""

    def kept(node: Any) -> bool:
        return not (isinstance(node, Table) and "moins de trois ans" in node.summary)

    def cut(printed: Any) -> Any:
        if printed.key != "dc2":
            return printed
        parts = tuple(replace(part, nodes=tuple(filter(kept, part.nodes))) for part in printed.tree.parts)
        return replace(printed, tree=replace(printed.tree, parts=parts))

    return replace(finished, printed=tuple(map(cut, finished.printed)))
