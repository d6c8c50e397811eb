"""A workspace as `offer init` and `offer new` make it, and the few lines that a person writes in it."""

from pathlib import Path

from generator.build.scaffold import client_files, lay, workspace_files

CLIENT = "demo"
BRIEF = {
    "title: null": "title: Analyse des pratiques des accueillants",
    "kind: null": "kind: établissement public",
    "department: null ": 'department: "79" ',
    "procedure: null": "procedure: procédure adaptée",
    "deadline: null": "deadline: 2024-03-29",
    "themes: null": "themes: [accueil du public]",
    "professions: null": "professions: [agents d'accueil, travailleurs sociaux]",
    "groups: null": "groups: 1",
    "participants: null": "participants: 12",
    "per_year: null": "per_year: 4",
    "length: null": "length: half_day",
    "avoid: []": "avoid: [school_holidays]",
    "profiles: null": "profiles: [formateur]",
    "pieces: null": "pieces: [{piece: note}, {piece: planning}, {piece: cv}, {piece: cost, tax: ttc}]",
    "requirements: null": "requirements:\n"
    "  - {id: R01, source: 1, topic: confidentiality, text: Garantir la confidentialité}\n"
    "  - {id: R02, source: 2, piece: planning, text: Planning}",
}
OFFER = {
    "date: null": "date: 2024-03-18",
    "from: null": "from: 2024-09-09",
    "to: null": "to: 2025-06-27",
    "weekdays: null": "weekdays: [mardi]",
    "half_day: null": "half_day: morning",
    "start: null": "start: 9:00",
    "end: null": "end: 12:00",
    "max_weeks: 12": "max_weeks: 16",
    "place: null": "place: dans vos locaux",
    "km_per_trip: null": "km_per_trip: 40",
}


def empty(folder: Path) -> Path:
    """A new workspace with a new client, nothing filled in."""
    lay(folder, workspace_files())
    lay(folder / "offers" / CLIENT, client_files(folder, CLIENT))
    return folder


def filled(folder: Path) -> Path:
    """The same, with the lines that a first offer needs."""
    empty(folder)
    for name, changes in (("brief", BRIEF), ("offer", OFFER)):
        path = folder / "offers" / CLIENT / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        for was, now in changes.items():
            assert f"{was} " in text or f"{was}\n" in text, was
            text = text.replace(was, now, 1)
        path.write_text(text, encoding="utf-8")
    return folder
