"""The checklist and the label say what this demand asks, and nothing that it does not say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from generator.brief.rules import DepositRule
from generator.checks.packet.deadline import way_of
from generator.deposit.checklist import Due, Signatures, checklist
from generator.deposit.envelopes import Enclosed
from generator.deposit.label import label
from generator.document.plain import plain
from tests.checks.spoils_first import updated

FILES = (
    Enclosed("1-candidature", "01-dc1.pdf", b"", "", title="DC1"),
    Enclosed("2-offre-lot-2", "01-note.pdf", b"", "", slug="note", title="Note"),
    Enclosed("2-offre-lot-2", "02-kbis.pdf", b"", "", title="Extrait Kbis", apart=True),
)


def handed_in(inputs, rule: DepositRule | None, **dates):
    brief = inputs.brief.value
    rules = brief.rules.model_copy(update={"deposit": rule})
    changed = brief.model_copy(update={"rules": rules, "dates": brief.dates.model_copy(update=dates)})
    return replace(inputs, brief=updated(inputs.brief, rules=changed.rules, dates=changed.dates))


def said(document) -> str:
    return " ".join(plain(document)).replace("\xa0", " ").replace("\u202f", " ").replace("’", "'")


def listed(inputs, signatures: Signatures | None = None) -> str:
    return said(checklist(inputs, way_of(inputs, None), FILES, signatures or Signatures()))


def test_on_a_platform_envelopes_go_in_order_and_the_receipt_is_waited_for(inputs):
    told = listed(handed_in(inputs, DepositRule(by="platform", platform="AW", backup=True)))
    assert "sur une plateforme, AW" in told
    assert "Déposer candidature.zip et offre-lot-2.zip, ou les fichiers un à un" in told
    assert "télécharger l'accusé de réception" in told
    assert "Copie de sauvegarde : copier" in told
    assert "Extrait Kbis (déjà signé : à remettre tel quel)" in told
    assert "1-candidature, ou candidature.zip" in told


def test_by_email_the_packet_goes(inputs):
    rule = DepositRule(by="email", address="marches@acheteur.example")
    asked = handed_in(inputs, rule)
    note = Due("note", "Note", "A B", "A B", packet="dossier-vienne.pdf")
    told = listed(asked, Signatures((note,)))
    assert "☐ Faire signer 2-offre-lot-2/01-note.pdf et dossier-vienne.pdf par A B." in told
    assert "Envoyer dossier-vienne.pdf et les fichiers remis à part à marches@acheteur.example." in told
    assert "avant l'heure limite, à l'adresse de la demande" in told  # no envelope is brought to a mailbox
    page = label(asked, way_of(asked, None))
    assert page
    assert "À remettre à : ……" in said(page)
    assert "plateforme, c" in told  # only what the law says of it
    assert "Se connecter" not in told


def test_on_paper_it_is_printed_as_often_as_asked_without_backup_copy(inputs):
    rule = DepositRule(by="paper", copies="3", address="1 place du Marché")
    note = Due("note", "Note", "A B", "A B, gérante", by_hand=True)
    told = listed(handed_in(inputs, rule), Signatures((note,)))
    assert "Imprimer dossier-vienne.pdf et les fichiers remis à part en 3 exemplaires" in told
    assert "Mettre sous pli, 1 place du Marché" in told
    assert "☐ Faire signer à la main « Note », une fois imprimé, par A B, gérante." in told
    assert not [each for each in ("offer sign", ".zip", "numérisée", "empreintes") if each in told]
    assert "auvegarde" not in told


@pytest.mark.parametrize(
    ("rule", "there"),
    [
        (None, True),
        (DepositRule(by="platform"), True),
        (DepositRule(by="platform", backup=True), True),
        (DepositRule(by="platform", backup=False), False),
        (DepositRule(by="paper"), False),
    ],
)
def test_the_label_and_its_steps_are_there_unless_the_demand_excludes_them(inputs, rule, there):
    asked = handed_in(inputs, rule)
    assert (label(asked, way_of(asked, None)) is not None) == there
    assert ("copie-de-sauvegarde.pdf" in listed(asked)) == there
    if there:
        assert ("si la demande l'admet" in listed(asked)) == (rule is None or not rule.backup)


def test_what_the_demand_does_not_say_is_left_to_write(inputs):
    page = label(inputs, way_of(inputs, None))
    assert page
    lines = said(replace(page, parts=()))
    assert "À remettre à : ……" in lines
    assert "Référence" not in lines
    assert "Date limite : dimanche 2 juillet 2023 à ……" in lines
    assert "inconnue" not in lines
    assert "aucune référence publiée" in listed(inputs)  # we must know it
    assert "Lots" not in lines


def test_without_a_deadline_it_is_asked_for(inputs):
    asked = handed_in(inputs, None, deadline=None)
    assert "inconnue : demandez-la à l'acheteur" in listed(asked)
    with_hour = handed_in(inputs, None, deadline=date(2023, 7, 3), hour=time(12))
    told = listed(with_hour)
    assert "lundi 3 juillet 2023 à 12 h, heure de Paris" in told
    assert "lundi 3 juillet 2023 à 8 h Dernière heure pour un dépôt complet" in told


def test_who_signs_now_and_who_later(inputs):
    note = Due("note", "Note", "Dominique Exemple", "Dominique Exemple, gérante", "demande, ligne 25")
    told = listed(inputs, Signatures((note,), ("ATTRI1 : à l'attribution",)))
    assert "☐ Faire signer 2-offre-lot-2/01-note.pdf par Dominique Exemple, gérante. Note ; demande, ligne 25" in told
    assert "☐ Faire signer ATTRI1" not in told
    assert "ATTRI1 : à l'attribution" in told
    assert "offer sign vienne --list" in told
    assert "dossier-vienne.pdf, d'un seul tenant, se signe de même" in told  # nobody says that a platform takes files
    assert "ou d'index.txt" in told
    assert "Rien n'est à signer au dépôt" in listed(inputs)


def test_how_to_hand_in_is_asked_for_when_nobody_says_it(inputs):
    assert "Demander à l'acheteur comment remettre l'offre" in listed(handed_in(inputs, None))
    assert "comment remettre l'offre" not in listed(handed_in(inputs, DepositRule(by="platform")))


def test_nothing_is_known_of_a_backup_copy_before_the_code(inputs):
    before = handed_in(inputs, None, deadline=date(2018, 5, 2))
    assert label(before, way_of(before, None)) is None
