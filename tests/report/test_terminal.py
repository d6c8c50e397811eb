"""The summary in the terminal."""

from __future__ import annotations

from generator.foundation.diagnostic import Span, error, warning
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
