"""The summary in the terminal."""

from __future__ import annotations

from dataclasses import replace

from generator.foundation.diagnostic import Span, error, info, warning
from generator.report.terminal import findings_lines, verdict

BAD = error("C801", Span("brief.yaml", 3, 7), "pièce absente", "joignez-la")
ODD = warning("C861", None, "à confirmer")


def test_findings_stand_by_level_with_their_remedy():
    lines = [line for line, _ in findings_lines([ODD, BAD])]
    assert lines == [
        "Bloquant (1)",
        "  C801  brief.yaml:3:7 : pièce absente",
        "        aide : joignez-la",
        "À vérifier (1)",
        "  C861  à confirmer",
    ]


def test_the_verdict_follows_the_gravest():
    assert verdict([ODD, BAD], "p.pdf")[1] == "red"
    assert verdict([ODD], "p.pdf") == ("Offre construite : p.pdf ; relisez les points à vérifier.", "yellow")
    assert verdict([], "p.pdf") == ("Offre construite : p.pdf.", "green")
    assert verdict([]) == ("Aucun point bloquant.", "green")


def test_findings_stand_by_subject_and_a_shared_remedy_is_said_once():
    found = [
        warning("C861", None, "lecture un", "demandez"),
        warning("C861", None, "lecture deux", "demandez"),
        warning("P321", None, "un dimanche", "déposez avant"),
        replace(info("C813", None, "expire"), waived="levé par X"),
    ]
    found = [replace(each, family="Complétude") if each.code == "C861" else each for each in found]
    assert [line for line, _ in findings_lines(found)] == [
        "À vérifier (3)",
        " Complétude",
        "  C861  lecture un",
        "  C861  lecture deux",
        "        aide : demandez",
        " Planning",
        "  P321  un dimanche",
        "        aide : déposez avant",
        "Levés (1)",
        "  C813  expire",
        "        levé par X",
    ]
