"""An offer exempt from VAT as training: has the candidate what the exemption wants, and does the offer read so?"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finished import Finished, Verdict
from generator.compose.filters import et
from generator.law.training import action_marks

_REGIME = "exoneration_formation"
_FORMS = {"dc1", "dc2", "dc4", "attri1", "mandate", "attestation"}


def exemption_held(finished: Finished) -> tuple[Verdict, ...]:
    """Whoever is exempt has a declaration of activity and a proof; what is sold reads as training."""
    inputs = finished.dossier.inputs
    answering = [("candidate.yaml", inputs.candidate)]
    answering += [(f"partners/{key}.yaml", partner) for key, partner in inputs.partners]
    verdicts = []
    for file, candidate in answering:
        value = candidate.value
        if value.vat.regime == _REGIME and value.nda is None:
            said = f"{value.name} est exonéré de TVA au titre de la formation, sans déclaration d'activité"
            hint = f"donnez « nda » dans boilerplate/{file}, ou revoyez le régime de TVA"
            verdicts.append(Verdict(candidate.span("vat", "regime"), said, hint))
        if (
            value.vat.regime == _REGIME
            and not (value.vat.proof or value.vat.annex)
            and candidate is not inputs.candidate
        ):
            said = f"{value.name} est exonéré de TVA au titre de la formation, sans attestation (formulaire n° 3511)"
            verdicts.append(Verdict(candidate.span("vat", "regime"), said, "donnez « vat.proof » ou « vat.annex »"))
    return (*verdicts, *(_read_as_training(finished) if finished.dossier.quote.regime == _REGIME else ()))


def _read_as_training(finished: Finished) -> Iterator[Verdict]:
    """The words of an action of training, in the note and the documents of execution."""
    day = finished.dossier.inputs.offer.value.date
    note = next((printed for printed in finished.printed if printed.key == "note"), None)
    if note is None:
        return
    told = " ".join(said for printed in finished.written if printed.key not in _FORMS for said in printed.words).lower()
    missing = [mark for mark in action_marks(day) if not any(word in told for word in mark.words)]
    if missing:
        sources = et(dict.fromkeys(mark.source for mark in missing))
        yield Verdict(
            finished.place(note.docx),
            f"offre exonérée de TVA comme formation, et rien n'y dit {et(mark.says for mark in missing)} ({sources})",
            "décrivez la prestation comme une action de formation, ou revoyez le régime de TVA avec un conseil",
        )
