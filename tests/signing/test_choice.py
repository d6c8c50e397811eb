"""Which signatures are made now, and which can't be made here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.build.signing_choice import Asked, Choice, chosen
from generator.foundation.diagnostic import Rejected
from generator.signing.map import ToSign

DC1 = ToSign("dc1", "DC1", "dc1", "never", "le formulaire n'a pas de cadre")
NOTE = ToSign(
    "note", "Note", "note-methodologique", "deposit", "demande, ligne 25", "Dominique Exemple", field="note/ici"
)
ACT = ToSign("attri1", "Acte", "acte", "award", "demande, ligne 60", "Dominique Exemple", field="acte/ici")
CHARTER = replace(NOTE, piece="charter", slug="charte", when="unasked", field="charte/ici")
ALL = (DC1, NOTE, ACT, CHARTER)


def refused(entries: tuple[ToSign, ...], **asked: object) -> str:
    with pytest.raises(Rejected) as caught:
        chosen("vienne", entries, Asked(**asked))
    (one,) = caught.value.diagnostics
    assert one.hint
    return str(one)


def test_by_default_what_is_due_at_the_deposit() -> None:
    assert chosen("vienne", ALL, Asked()) == Choice((NOTE,))
    assert chosen("vienne", ALL, Asked(award=True)) == Choice((ACT,))


def test_a_piece_is_named_by_its_key_or_its_file() -> None:
    for name in ("note", "note-methodologique"):
        assert chosen("vienne", ALL, Asked(pieces=(name, "charte"))) == Choice((NOTE, CHARTER))


def test_nothing_to_sign_is_said() -> None:
    assert "E982 rien à signer au dépôt pour « vienne »" in refused((DC1, ACT))
    assert "E982 rien à signer à l'attribution" in refused((DC1, NOTE), award=True)


def test_a_piece_that_is_not_signed_now_is_refused() -> None:
    assert "DC1 ne se signe pas : le formulaire n'a pas de cadre" in refused(ALL, pieces=("dc1",))
    assert "« offer sign vienne --award --p12 … »" in refused(ALL, pieces=("attri1",))
    assert "pièce inconnue : « nte »\n  aide : vouliez-vous dire « note » ?" in refused(ALL, pieces=("nte",))


def test_what_can_not_be_signed_here_is_refused_with_its_remedy() -> None:
    assert "E983 Note : la demande veut une signature manuscrite" in refused((replace(NOTE, how="handwritten"),))
    assert "format XAdES ou CAdES" in refused((replace(NOTE, formats=("XAdES", "CAdES")),))
    assert "E981 Note : à signer, sans cadre" in refused((replace(NOTE, field=""),))
    assert "ne nomme aucun signataire connu" in refused((replace(NOTE, signatory=""),))
    assert chosen("vienne", (replace(NOTE, formats=("XAdES", "PAdES")),), Asked()).refused == ()


def test_one_that_can_not_be_does_not_stop_the_others_unless_it_is_named() -> None:
    by_hand = replace(CHARTER, when="deposit", how="handwritten")
    choice = chosen("vienne", (NOTE, by_hand), Asked())
    assert choice.possible == (NOTE,)
    assert [one.code for one in choice.refused] == ["E983"]
    assert "E983" in refused((NOTE, by_hand), pieces=("note", "charter"))
