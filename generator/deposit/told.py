"""What a verification found, in French: what it is, of which offer, built from what, sent when, changed or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.deposit.differences import some
from generator.deposit.origins import Known, Origin
from generator.deposit.verify import Match, Verdict

_KINDS: Final = {"archive": "dépôt archivé", "kit": "dossier de dépôt", "build": "documents construits"}
_FATES: Final = {
    "same": "identique",
    "signed": "signé depuis, et rien d'autre : ce qui précède la signature est identique",
    "unsigned": "identique au fichier construit, avant sa signature",
    "source": "identique au fichier construit, dont ce qui est remis est une copie nettoyée",
    "extended": "CHANGÉ : identique au début, mais quelque chose a été ajouté à la fin",
    "repacked": "archive refaite : elle contient exactement les mêmes fichiers",
    "changed": "CHANGÉ",
    "like": "INCONNU, mais il ressemble à l'un des nôtres",
    "unknown": "INCONNU : ni construit, ni préparé, ni archivé ici",
}


def told(verdict: Verdict) -> Iterator[str]:
    """The lines of a verdict; the first is the answer."""
    if not verdict.folder:
        yield from _alone(verdict.matches[0])
        return
    yield f"{verdict.name} : {_whose(verdict.origin)}, {_state(verdict)}"
    for match in verdict.slips:
        yield from (f"  {line}" for line in _slip(match, verdict.origin))
    for known in verdict.missing:
        yield f"  {known.file} : MANQUE" + (f" ({known.title})" if known.title else "")
    if verdict.absent:
        yield f"  pas dans ce qui est donné, donc pas jugé : {some(verdict.absent)}"
    if verdict.origin:
        yield from (f"  {line}" for line in origin_lines(verdict.origin))


def _whose(origin: Origin | None) -> str:
    return f"{_KINDS[origin.kind]} de l'offre « {origin.client} »" if origin else "rien de connu"


def _state(verdict: Verdict) -> str:
    count = len(verdict.matches)
    files = f"{count} fichier{'s' if count > 1 else ''}"
    if verdict.unchanged:
        signed = sum(match.fate == "signed" for match in verdict.matches)
        return f"{files}, sans changement" + (f" (signé depuis : {signed})" if signed else "")
    odd = len([*verdict.slips]) + len(verdict.missing)
    return f"{files}, CHANGÉ : {odd} à regarder" if verdict.origin else files


def _alone(match: Match) -> Iterator[str]:
    """A file by itself."""
    yield f"{match.name} : {_FATES[match.fate]}"
    yield from (f"  {line}" for line in match.differences)
    if match.origin and match.known:
        title = f" ({match.known.title})" if match.known.title else ""
        verb = "comparé à" if not match.fine else "c'est" if not match.expected else "sous un autre nom, c'est"
        yield f"  {verb} {match.known.file}{title}, {_KINDS[match.origin.kind]} de l'offre « {match.origin.client} »"
        yield from (f"  {line}" for line in origin_lines(match.origin))
    if match.also:
        yield f"  aussi dans : {some([origin.place for origin in match.also])}"


def _slip(match: Match, main: Origin | None) -> Iterator[str]:
    """A file of a folder that is not what stood there."""
    said = _FATES[match.fate]
    if match.origin and match.known and match.origin is not main:
        said += (
            f" à {match.known.file}, mais c'est un fichier d'ailleurs : {_whose(match.origin)} ({match.origin.place})"
        )
    elif match.known and match.expected:
        said += f" à {match.known.file} : renommé ou déplacé"
    yield f"{match.name} : {said}" + (f", à la place de {match.instead}" if match.instead else "")
    yield from (f"  {line}" for line in match.differences)


def origin_lines(origin: Origin) -> Iterator[str]:
    """When it was sent, and from what it was built."""
    if origin.deposit:
        yield f"remis le {origin.deposit.when} ({origin.place})"
    elif origin.kind == "kit":
        yield f"préparé, pas encore archivé ({origin.place})"
    else:
        yield f"construit dans {origin.place}"
    by = f" ; programme {origin.generator}" if origin.generator else ""
    commit = "" if origin.kind == "build" else f"{_commit(origin)}, "
    yield f"sources : {commit}empreinte {origin.inputs[:16]}…{by}"
    if origin.own:
        yield "d'après lui seul : rien, dans cet espace de travail, ne le confirme"


def _commit(origin: Origin) -> str:
    if not origin.commit:
        return "hors de git"
    state = "" if origin.clean else ", plus des changements que git n'avait pas"
    return f"commit {origin.commit[:12]}{state}"


def data(verdict: Verdict) -> dict[str, Any]:
    """The verdict as JSON holds it."""
    return {
        "given": verdict.name,
        "unchanged": verdict.unchanged,
        "origin": _origin(verdict.origin),
        "files": [_match(match) for match in verdict.matches],
        "missing": [known.file for known in verdict.missing],
    }


def _match(match: Match) -> Mapping[str, Any]:
    known: Known | None = match.known
    return {
        "file": match.name,
        "fate": match.fate,
        "is": known.file if known else None,
        "sha256": known.sha256 if known else None,
        "origin": _origin(match.origin),
        "differences": list(match.differences),
    }


def _origin(origin: Origin | None) -> Mapping[str, Any] | None:
    if origin is None:
        return None
    return {
        "kind": origin.kind,
        "client": origin.client,
        "place": origin.place,
        "generator": origin.generator,
        "commit": origin.commit,
        "clean": origin.clean,
        "inputs": origin.inputs,
        "sent": origin.deposit.moment.isoformat() if origin.deposit else None,
    }
