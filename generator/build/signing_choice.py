"""Which signatures of the map are made now: those of the deposit, those of the award, or the pieces that are named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.foundation.diagnostic import Diagnostic, Diagnostics, Rejected, error, near_miss
from generator.signing.map import ToSign

USAGE = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command asks for: pieces (their key or their file), the award instead of the deposit, a time server."""

    pieces: tuple[str, ...] = ()
    award: bool = False
    timestamp: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be signed here, by whoever it is, and why the rest can't."""

    possible: tuple[ToSign, ...]
    refused: Diagnostics = ()


def chosen(client: str, entries: tuple[ToSign, ...], asked: Asked) -> Choice:
    """The signatures to make; raises Rejected when there is none, or when a named piece can't be signed here."""
    wanted = _named(client, entries, asked) if asked.pieces else _due(client, entries, asked)
    refused = tuple(problem for one in wanted for problem in _refusals(one))
    possible = tuple(one for one in wanted if not list(_refusals(one)))
    if refused and (asked.pieces or not possible):
        raise Rejected(refused)
    return Choice(possible, refused)


def _due(client: str, entries: tuple[ToSign, ...], asked: Asked) -> tuple[ToSign, ...]:
    when = "award" if asked.award else "deposit"
    found = tuple(one for one in entries if one.when == when)
    if not found:
        moment = "à l'attribution" if asked.award else "au dépôt"
        said = f"rien à signer {moment} pour « {client} »"
        raise Rejected([error("E982", None, said, f"« offer sign {client} » dit qui signe quoi, et quand")])
    return found


def _named(client: str, entries: tuple[ToSign, ...], asked: Asked) -> tuple[ToSign, ...]:
    known = dict.fromkeys(name for one in entries for name in (one.piece, one.slug))
    problems: list[Diagnostic] = []
    found: list[ToSign] = []
    for name in asked.pieces:
        these = [one for one in entries if name in (one.piece, one.slug)]
        if not these:
            hint = near_miss(name, known) or f"pièces : {', '.join(known) or 'aucune'}"
            raise Rejected([error("E982", None, f"pièce inconnue : « {name} »", hint)], USAGE)
        problems += (problem for one in these if (problem := _untimely(client, one, asked)))
        found += these
    if problems:
        raise Rejected(dict.fromkeys(problems))
    return tuple(dict.fromkeys(found))


def _untimely(client: str, one: ToSign, asked: Asked) -> Diagnostic | None:
    if one.when == "never":
        return error("E982", None, f"{one.title} ne se signe pas : {one.because}", "retirez cette pièce de --piece")
    if one.when == "award" and not asked.award:
        said = f"{one.title} se signe à l'attribution, pas au dépôt : {one.because}"
        return error("E982", None, said, f"une fois l'offre retenue : « offer sign {client} --award --p12 … »")
    return None


def _refusals(one: ToSign) -> Iterator[Diagnostic]:
    """Why this signature can't be made here."""
    if one.by_hand:
        said = f"{one.title} : la demande veut une signature manuscrite ({one.because})"
        yield error("E983", None, said, "imprimez la pièce, signez-la à la main ; une image de signature ne vaut rien")
    elif one.formats and "PAdES" not in one.formats:
        said = f"{one.title} : la demande veut le format {' ou '.join(one.formats)} ({one.because}), pas PAdES"
        yield error("E984", None, said, "signez avec l'outil de la plateforme de dépôt")
    elif not one.field:
        said = f"{one.title} : à signer, sans cadre de signature dans le document"
        yield error("E981", None, said, "ajoutez « ::: signature » au document, ou signez avec un autre outil")
    elif not one.signatory:
        said = f"{one.title} : le cadre de signature ne nomme aucun signataire connu"
        yield error("E981", None, said, "écrivez-y le nom du signataire, tel que dans candidate.yaml")
