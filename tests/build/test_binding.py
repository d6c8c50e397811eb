"""What goes into the packet: the divider of a signed annex names the file that travels beside it."""

from __future__ import annotations

from dataclasses import replace

from generator.build.binding import Attached, attached, binder, deposit_paths
from generator.packet.annexes import inspect
from generator.packet.binder import AnnexFile
from tests.packet.foreign import annex, folder, signed
from tests.workspaces import ROOT


def test_a_signed_annex_is_named_as_the_buyer_sees_it(dossier, tmp_path) -> None:
    known, _ = attached(dossier.inputs, ROOT)
    loaded = annex("reçu le 3 mai.pdf", "Attestation signée")
    file, _ = inspect(loaded, folder(tmp_path, {"reçu le 3 mai.pdf": signed()}), tmp_path)
    assert file is not None
    every = (*known, Attached("attestation-signee", loaded.value, file))
    path = deposit_paths(dossier, every)["attestation-signee"]
    assert path.startswith("depot/1-candidature/")
    assert _lines(binder(dossier, every, {}))[-1].endswith(
        f"jointe à part\u00a0: {path.rpartition('/')[2]}, avec les pièces de la candidature"
    )


def test_for_several_lots_it_keeps_its_own_name(dossier, tmp_path) -> None:
    loaded = annex("signe.pdf", "Attestation signée", part="offre")
    file, _ = inspect(loaded, folder(tmp_path, {"signe.pdf": signed()}), tmp_path)
    assert file is not None
    inputs = dossier.inputs
    offer = replace(inputs.offer, value=inputs.offer.value.model_copy(update={"lots": (1, 2)}))
    several = replace(dossier, inputs=replace(inputs, offer=offer))
    made = binder(several, (Attached("attestation-signee", loaded.value, file),), {})
    assert _lines(made)[-1].endswith("jointe à part\u00a0: signe.pdf, avec les pièces de l’offre")


def _lines(made) -> tuple[str, ...]:
    (file,) = (one for half in made.sections for one in half.entries if isinstance(one, AnnexFile) and one.apart)
    return file.lines
