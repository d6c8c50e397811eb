"""Hands an offer in: its kit in `depot/<client>/`, or all that keeps it from being made, each with its remedy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.build.depositing import kit_files, kit_folder, write_kit
from generator.build.handing_in_again import Aside, outdated, put_aside, refuse_changed, standing
from generator.checks.waived import waivable
from generator.compose.dossier import Inputs
from generator.deposit.proof import FILE, SIGNED, Proof, read_proof
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Level, Rejected, Span, blocks, error, ordered

if TYPE_CHECKING:
    from generator.compose.dossier import Dossier
    from generator.deposit.checklist import Due, Signatures
    from generator.deposit.kit import Built, Origin
    from generator.planning.countdown import Countdown
    from generator.signing.map import ToSign

PENDING: Final = {
    "C861",  # a reading of the demand that nobody confirmed
    "C862",  # a remark of a reviewer, a change to carry over
    "F511",  # a statement on honour that its signatory has not confirmed
    "C974",  # a file that somebody put in build/<client>/depot/: it would be left behind
}
"""Findings that only warn while an offer is being made, and that nobody may leave behind when it is sent."""
_EXAMPLES: Final = "C871"  # told file by file here


@dataclass(frozen=True, slots=True)
class Deposit:
    """What `deposit` did: where the kit stands, its proof, who signs, the deadline, what to know, the kit before it.

    `unchanged`: it stood there already, perhaps signed since.
    """

    folder: Path
    proof: Proof
    signatures: Signatures
    way: Countdown
    findings: Diagnostics
    unchanged: bool = False
    replaced: bool = False
    aside: Aside | None = None

    @property
    def left(self) -> tuple[Due, ...]:
        """The signatures that the kit does not bear yet, as far as its proof says who signed."""
        return tuple(due for due in self.signatures.now if not self._is_signed(due))

    def _is_signed(self, due: Due) -> bool:
        said = [one.signed for one in self.proof.files if one.slug == due.slug]
        alike = sum(one.slug == due.slug for one in self.signatures.now)
        return any(due.person in each or each.count(SIGNED) >= alike for each in said)


def deposit(workspace: Path, client: str, on: date) -> Deposit:
    """Writes the kit of an offer as of the day `on`, from a build made anew when its sources changed.

    One that was signed, and is as it should be, stays. Raises Rejected, with every reason, when something keeps the
    offer from being handed in; when files of the build were edited; when the kit that stands there was changed
    otherwise than by a signature, and its sources did not change since.
    """
    try:
        files, made = _made(workspace, client, on)
    except Rejected as refused:
        old = outdated(workspace, client, refused.diagnostics)
        raise Rejected((*refused.diagnostics, *old), refused.exit_code) from None
    if kit_files(made.folder) == files:
        return replace(made, unchanged=True)
    before, aside = standing(workspace, client), None
    if before and before.touched:
        if before.proof.inputs == made.proof.inputs:
            refuse_changed(client, before)
            return replace(made, proof=before.proof, unchanged=True)
        aside = put_aside(workspace, client, before)
    write_kit(workspace, client, files)
    return replace(made, replaced=before is not None, aside=aside)


def _made(workspace: Path, client: str, on: date) -> tuple[dict[str, bytes], Deposit]:
    """Every file of the kit, not written yet, and what is to be said of it."""
    from generator.build.buyer_forms import with_buyer_forms
    from generator.build.checking import check
    from generator.build.frozen import with_frozen
    from generator.build.inputs import read_inputs
    from generator.build.pipeline import dossier_of
    from generator.build.run import build
    from generator.deposit.kit import kit

    problems: Diagnostics = ()
    code = 1
    try:
        build(workspace, client)
    except Rejected as refused:  # told with what else keeps the offer from being handed in
        problems, code = refused.diagnostics, refused.exit_code
    inputs, unread = read_inputs(workspace, client)
    dossier = dossier_of(inputs)[0] if inputs else None
    if inputs is None or dossier is None:
        raise Rejected(problems or unread, code)
    checked = check(workspace, client, on)
    if problems := tuple(dict.fromkeys((*problems, *reasons(inputs, checked.findings)))):
        raise Rejected(problems, code)
    assert checked.way
    dossier, _ = with_buyer_forms(with_frozen(dossier)[0])
    built = _built(workspace, dossier)
    signatures = _signatures(built)
    files, problems = kit(built, _origin(workspace, client), checked.way, signatures)
    if blocks(problems):
        raise Rejected(problems)
    proof = read_proof(files[FILE])
    assert proof
    return files, Deposit(kit_folder(workspace, client), proof, signatures, checked.way, problems)


def _built(workspace: Path, dossier: Dossier) -> Built:
    """The build that stands in build/<client>/, which nobody edited."""
    from generator.build.binding import Attached, deposit_paths
    from generator.build.state import read_state
    from generator.deposit.kit import Built
    from generator.packet.binder import AnnexFile

    folder = workspace / "build" / dossier.inputs.client
    files = {name: (folder / name).read_bytes() for name in read_state(folder).written}
    named = ((key, annex.value) for key, annex in dossier.inputs.annexes)  # all of them could be read, or it blocks
    annexes = tuple(Attached(key, annex, AnnexFile(annex.title, annex.file, b"")) for key, annex in named)
    return Built(dossier, files, deposit_paths(dossier, annexes), _apart(folder))


def _apart(folder: Path) -> frozenset[str]:
    """The keys of the annexes that were signed before us, and are in no packet (W746)."""
    from generator.build.run import known_findings

    spans = (finding.span for finding in known_findings(folder) if finding.code == "W746")
    return frozenset(Path(span.file).stem for span in spans if span)


def _signatures(built: Built) -> Signatures:
    """Who signs what, before the deposit and later, from the map of signatures."""
    from generator.deposit.checklist import Signatures
    from generator.signing.map import signing_map, told

    each = signing_map(built.dossier)
    now = dict.fromkeys(_due(one, built.dossier.inputs) for one in each if one.when == "deposit")
    return Signatures(tuple(now), tuple(dict.fromkeys(told(one) for one in each if one.when == "award")))


def _due(one: ToSign, inputs: Inputs) -> Due:
    """A signature of the map, as the checklist says it."""
    from generator.deposit.checklist import Due
    from generator.signing.map import HOW, reason, seat

    rule = inputs.brief.value.rules.deposit
    by = rule.by if rule else None
    ours = one.organisation == inputs.candidate.value.name
    how = " ".join(part for part in (HOW[one.how] if one.how else "", " ou ".join(one.formats)) if part)
    return Due(
        one.slug,
        one.title,
        one.signatory,
        seat(replace(one, organisation="") if ours else one),
        " ; ".join(part for part in (how, reason(one)) if part),
        by_hand=one.by_hand or by == "paper",
        packet=f"dossier-{inputs.client}.pdf" if by == "email" else "",
    )


def _origin(workspace: Path, client: str) -> Origin:
    """Version, digest, commit: where the build of this offer comes from."""
    import generator
    from generator.build.history import standing
    from generator.build.state import read_state
    from generator.deposit.kit import Origin

    commit, clean = standing(workspace, client)
    return Origin(generator.__version__, read_state(workspace / "build" / client).digest, commit, clean)


# --- why not ---------------------------------------------------------------------------------------


def reasons(inputs: Inputs, findings: Diagnostics) -> Diagnostics:
    """Everything that keeps this offer from being handed in, given what `offer check` finds on its files."""
    kept = (finding for finding in findings if finding.code != _EXAMPLES)
    blocking = (_promoted(finding) for finding in kept if _stops(finding))
    return ordered((*blocking, *_specimens(inputs)))


def _stops(finding: Diagnostic) -> bool:
    """Whether a finding blocks, or waits for a person who did not waive it."""
    if finding.waived:
        return False
    return finding.level is Level.BLOCKING or (finding.code in PENDING and finding.level is Level.WARNING)


def _promoted(finding: Diagnostic) -> Diagnostic:
    may = finding.code in PENDING and waivable(finding.code)
    waive = f" ; ou levez ce constat dans offer.yaml, avec votre raison (waivers, {finding.code})" if may else ""
    return replace(finding, level=Level.BLOCKING, hint=finding.hint + waive)


def _specimens(inputs: Inputs) -> Iterator[Diagnostic]:
    """Each file of the offer that says it is an example."""
    files = [("candidat", inputs.candidate), *(("partenaire", partner) for _, partner in inputs.partners)]
    spans: list[tuple[str, Span]] = [(who, one.span("specimen")) for who, one in files if one.value.specimen]
    spans += [("intervenant", one.file.span("specimen")) for one in inputs.team if one.file.value.specimen]
    spans += [("annexe", annex.span("specimen")) for _, annex in inputs.annexes if annex.value.specimen]
    for who, span in spans:
        hint = "remplacez l'exemple par la vraie donnée, puis écrivez « specimen: false »"
        yield error("E932", span, f"donnée d'exemple ({who}) : une offre réelle n'en porte aucune", hint)
