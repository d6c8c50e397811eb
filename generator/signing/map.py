"""Who signs what, when and how: from the rules of the brief, from usage, from the names above each place to sign.

A piece is signed by whom its own frame names: our signatory, a member of the groupement, a subcontractor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.rules import SignatureRule
from generator.compose.dossier import Dossier, Inputs
from generator.document.plain import words
from generator.document.tree import Document, Signature, nodes
from generator.foundation.words import folded
from generator.law.signatures import signing
from generator.writers.pdf.fields import rooms

When = Literal["deposit", "award", "unasked", "never"]
How = Literal["electronic", "handwritten", "either"]
WHEN: Final[Mapping[When, str]] = {
    "deposit": "au dépôt",
    "award": "à l'attribution",
    "unasked": "rien ne le demande",
    "never": "ne se signe pas",
}
HEADINGS: Final[Mapping[When, str]] = {
    "deposit": "À signer au dépôt",
    "award": "À signer à l'attribution, par le candidat retenu",
    "unasked": "Cadres que personne ne demande de signer",
    "never": "Ne se signent pas",
}
HOW: Final[Mapping[How, str]] = {
    "electronic": "signature électronique",
    "handwritten": "signature manuscrite",
    "either": "signature électronique ou manuscrite",
}
_SAID: Final = "un cadre de signature est prévu, la demande n'en dit rien"
_NO_SEAT: Final = "cette pièce n'a pas de cadre de signature"


@dataclass(frozen=True, slots=True)
class ToSign:
    """One signature on one piece, or a piece that is not signed. Empty texts: not known, or nobody of ours."""

    piece: str  # its key: note, attri1…
    title: str
    slug: str
    when: When
    because: str  # in French, with the line of the demand
    signatory: str = ""
    capacity: str = ""
    organisation: str = ""
    field: str = ""  # the field of its PDF; empty: the document keeps no room for a signature
    how: How | None = None  # None: the buyer does not say
    formats: tuple[str, ...] = ()  # of electronic signatures that are admitted; empty: the buyer does not say
    file: str = ""  # as `paths` says
    unverified: bool = False  # rests on a text that is to be read again

    @property
    def by_hand(self) -> bool:
        """Whether an electronic signature would not do."""
        return self.how == "handwritten"


@dataclass(frozen=True, slots=True)
class _Ask:
    when: When
    because: str
    how: How | None = None
    formats: tuple[str, ...] = ()
    unverified: bool = False


def signing_map(dossier: Dossier, paths: Mapping[str, str] | None = None) -> tuple[ToSign, ...]:
    """Every signature of the offer in the order of the packet; `paths` gives the file of each document by its slug."""
    named = paths or {}
    return tuple(one for document in dossier.documents for one in _of(document, dossier.inputs, named))


def told(one: ToSign) -> str:
    """« Note méthodologique : Camille Exemple, gérante (Organisme Exemple), au dépôt, … ; demande, ligne 25 »."""
    if one.when == "never":
        return f"{one.title} : {WHEN[one.when]} ; {reason(one)}"
    return f"{one.title} : {seat(one)}, {WHEN[one.when]}{_manner(one)} ; {reason(one)}"


def listed(entries: tuple[ToSign, ...], states: Mapping[ToSign, str]) -> tuple[str, ...]:
    """The map as lines, a heading for each moment; `states` says what is known of an entry's signature today."""
    lines: list[str] = []
    for when, heading in HEADINGS.items():
        these = [one for one in entries if one.when == when]
        lines += [heading] if these else []
        for because in dict.fromkeys(reason(one) for one in these):
            alike = [one for one in these if reason(one) == because]
            lines += dict.fromkeys(f"  {_line_of(one, states.get(one, ''))}" for one in alike)
            lines.append(f"      {because}")
    return tuple(lines)


def _line_of(one: ToSign, state: str) -> str:
    own = "" if one.when == "never" else f" : {seat(one)}{_manner(one)}"
    return f"{one.title}{own}{f' ; {state}' if state else ''}"


def seat(one: ToSign) -> str:
    """« Camille Exemple, gérante (Organisme Exemple) », or « à désigner »."""
    who = ", ".join(part for part in (one.signatory, one.capacity) if part) or "à désigner"
    return f"{who} ({one.organisation})" if one.organisation not in ("", one.signatory) else who


def _manner(one: ToSign) -> str:
    formats = f" ({' ou '.join(one.formats)})" if one.formats else ""
    return f", {HOW[one.how]}{formats}" if one.how else formats


def reason(one: ToSign) -> str:
    """Why it is signed then, with the line of the demand or the usage."""
    return f"{one.because}, à vérifier" if one.unverified else one.because


def _of(document: Document, inputs: Inputs, paths: Mapping[str, str]) -> Iterator[ToSign]:
    asked = _asked(document, inputs)
    frames = [node for node in nodes(document) if isinstance(node, Signature)]
    file, title = paths.get(document.slug, ""), document.title or document.slug
    if asked is None and not frames:
        return
    ask = asked or _Ask("unasked", _SAID)
    base = ToSign(document.key, title, document.slug, ask.when, ask.because, how=ask.how, formats=ask.formats)
    base = replace(base, file=file, unverified=ask.unverified)
    for frame, room in zip(frames, rooms(document), strict=True):
        yield _by(base, _who(frame, inputs), room.name)
    if not frames and ask.when == "never":
        yield base
    elif not frames:
        yield _by(replace(base, because=f"{ask.because} ; {_NO_SEAT}"), inputs.candidate.value)


def _by(one: ToSign, who: Candidate | None, field: str = "") -> ToSign:
    if who is None:
        return replace(one, field=field)
    person = who.signatory
    return replace(one, signatory=person.name, capacity=person.capacity, organisation=who.name, field=field)


def _who(frame: Signature, inputs: Inputs) -> Candidate | None:
    """Whose signatory is named above this place; None when it is nobody of ours."""
    said = folded(" ".join(words(line) for line in frame.lines))
    people = [inputs.candidate.value, *(partner.value for _, partner in inputs.partners)]
    here = [one for one in people if folded(one.signatory.name) in said]
    return next((one for one in here if folded(one.name) in said), here[0] if here else None)


def _asked(document: Document, inputs: Inputs) -> _Ask | None:
    """When and how this piece is signed: the rule that names it, then « signed: true », usage; None: no one says."""
    brief = inputs.brief.value
    demand = next((one for one in brief.pieces if one.piece == document.key), None)
    rule = _rule(document.key, brief, demand is not None and demand.signed)
    if rule:
        return _Ask(rule.when, _line(rule.source, "la demande le dit"), rule.how, rule.formats)
    if demand and demand.signed:
        return _Ask("deposit", _line(demand.source, "la demande veut cette pièce signée"))
    if document.key == "mandate" and _given(inputs):
        return _Ask("never", "les pouvoirs sont déjà signés, à la date dite dans offer.yaml")
    if usage := signing(document.key, inputs.offer.value.date):
        return _Ask(usage.when, usage.because, unverified=usage.unverified)
    return None


def _rule(piece: str, brief: Brief, signed: bool) -> SignatureRule | None:
    """The rule that names this piece, else the one of all pieces to sign; at the deposit first."""
    rules = sorted(brief.rules.signatures, key=lambda rule: rule.when == "award")
    named = [rule for rule in rules if piece in rule.pieces]
    return next(iter(named or (rule for rule in rules if signed and not rule.pieces)), None)


def _given(inputs: Inputs) -> bool:
    """Whether every member that is not the mandataire has signed its power, at the date of the offer."""
    offer = inputs.offer.value
    if not offer.consortium:
        return False
    others = [one for one in offer.consortium.members if one.partner != offer.consortium.leader]
    return all(one.mandate is not None and one.mandate <= offer.date for one in others)


def _line(source: int | None, said: str) -> str:
    return f"demande, ligne {source}" if source else said
