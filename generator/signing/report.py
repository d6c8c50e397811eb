"""What the signatures of a PDF prove, in French: who, when, over which bytes, whole or not. Works without a network.

No authority is judged: only a trusted list, fetched that day, could say that a certificate is a qualified one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal
from zoneinfo import ZoneInfo

from generator.foundation import days
from generator.law.zones import PARIS, zone_words
from generator.signing.ranges import Sealed, is_exact, sealed

LARGEST: Final = 400_000_000  # bytes of a file that is looked at
EXTRA: Final = "pip install pyhanko"
NO_PROGRAM: Final = f"sceau non vérifié : il manque le paquet pyHanko ({EXTRA})"
PADES: Final = "ETSI.CAdES.detached"
DOCUMENT_TIME: Final = "ETSI.RFC3161"


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature of a file. `intact` is None when it could not be judged: `problems` then says why."""

    field: str
    signer: str  # the name in its certificate; empty when unreadable
    names: tuple[str, ...] = ()  # those by which its certificate may be known
    organisation: str = ""
    issuer: str = ""
    when: datetime | None = None  # said by the signer's own clock
    timestamp: datetime | None = None  # vouched for by a time server, and verified
    clock: str = ""  # which one
    intact: bool | None = None
    covered: int = 0  # bytes, from the start of the file, the sealed message left out
    size: int = 0  # bytes of the file
    level: str = ""  # « PAdES B-B », « PAdES B-T », « horodatage », « CMS »
    trust: Literal["self", "issued", ""] = ""  # vouches for itself; given by an authority, that nothing here judges
    problems: tuple[str, ...] = ()  # in French

    @property
    def whole(self) -> bool:
        """Whether it covers the whole file, its own sealed message left out."""
        return bool(self.covered) and self.covered == self.size

    @property
    def sound(self) -> bool:
        """Whether the seal is unbroken and nothing is wrong with it."""
        return self.intact is True and not self.problems


def signatures(data: bytes) -> tuple[SignatureReport, ...]:
    """Every signature of this file, in the order of what they cover; none when it is no PDF, or holds none."""
    if len(data) > LARGEST or b"/ByteRange" not in data:
        return ()
    return tuple(_report(one, data) for one in sealed(data))


def _report(one: Sealed, data: bytes) -> SignatureReport:
    """Judges one signature."""
    from generator.signing.cms import UnreadableError, judged
    from generator.signing.strength import weaknesses

    if not is_exact(one, data):
        said = "les octets signés ne sont pas ceux du fichier : la signature ne prouve rien"
        return SignatureReport(one.name, "", when=one.claimed, intact=False, size=len(data), problems=(said,))
    start, first, second, rest = one.ranges
    covered = second + rest
    base = SignatureReport(one.name, "", when=one.claimed, covered=covered, size=len(data))
    try:
        found = judged(one.message, (data[start:first], data[second:covered]), one.form == DOCUMENT_TIME)
    except ModuleNotFoundError:
        return replace(base, problems=(NO_PROGRAM,))
    except UnreadableError:
        return replace(base, intact=False, problems=("le sceau est illisible : la signature ne prouve rien",))
    who = found.person
    problems = [] if found.intact else ["le contenu signé a été modifié, ou le sceau ne vient pas de ce certificat"]
    if found.weak:
        problems.append("empreinte MD5 ou SHA-1 : elle ne prouve plus rien")
    moment = found.stamped or one.claimed
    problems += weaknesses(found.certificate, (moment or who.last).date())
    if found.false_clock:
        problems.append("l'horodatage n'est pas celui de cette signature")
    if moment and not who.first <= moment <= who.last:
        span = f"du {days.short(who.first.date())} au {days.short(who.last.date())}"
        problems.append(f"certificat hors de sa durée de validité ({span}) au moment de la signature")
    return replace(
        base,
        signer=who.name,
        names=who.names,
        organisation=who.organisation,
        issuer=who.issuer,
        timestamp=found.stamped,
        clock=found.clock,
        intact=found.intact,
        level=_level(one.form, found.bound, found.stamped is not None),
        trust="self" if who.alone else "issued",
        problems=tuple(problems),
    )


def _level(form: str, bound: bool, stamped: bool) -> str:
    if form == DOCUMENT_TIME:
        return "horodatage"
    if form != PADES or not bound:
        return "CMS"
    return "PAdES B-T" if stamped else "PAdES B-B"


def told(report: SignatureReport, zone: str = PARIS) -> tuple[str, ...]:
    """The report in French lines: who and when, the seal and what it covers, the authority, then what is wrong.

    Its moment is read on the clock of `zone`.
    """
    who = report.signer or "signataire inconnu"
    of = f" ({report.organisation})" if report.organisation and report.organisation != report.signer else ""
    verb = "horodaté par" if report.level == "horodatage" else "signé par"
    lines = [f"{verb} {who}{of}{_when(report, zone)}"]
    state = {True: "sceau intact", False: "SCEAU ROMPU", None: "sceau non vérifié"}[report.intact]
    level = f"{report.level} : " if report.level else ""
    lines.append(f"{level}{state}, {_coverage(report)}")
    if report.trust == "self":
        lines.append("certificat émis par son titulaire : aucune autorité ne répond de son identité")
    elif report.trust == "issued":
        lines.append(f"certificat émis par {report.issuer or 'une autorité sans nom'} ; l'autorité n'est pas jugée ici")
    return (*lines, *report.problems)


def _when(report: SignatureReport, zone: str) -> str:
    if report.timestamp:
        return f", {moment(report.timestamp, zone)} (heure attestée par {report.clock or 'un serveur sans nom'})"
    return f", {moment(report.when, zone)} (à l'horloge de son ordinateur)" if report.when else ", sans date"


def moment(at: datetime, zone: str = PARIS) -> str:
    """« le 21 novembre 2026 à 11 h 42, heure de Paris »: this moment (aware) on the clock of a zone."""
    there = at.astimezone(ZoneInfo(zone))
    return f"le {days.long(there.date())} à {days.clock(there.time())}, {zone_words(zone)}"


def _coverage(report: SignatureReport) -> str:
    if report.whole:
        return "tout le fichier est couvert"
    if not report.covered:
        return "rien n'est couvert"
    return f"les {report.covered} premiers octets sont couverts, {report.size - report.covered} ont été ajoutés ensuite"
