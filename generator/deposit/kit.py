"""The whole kit of one offer, in memory: envelopes, packet, label, checklist, then what is drawn from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.compose.dossier import Dossier, Inputs
from generator.deposit.admitted import faults, zip_faults
from generator.deposit.bare import bare
from generator.deposit.checklist import NAME as CHECKLIST
from generator.deposit.checklist import Signatures, checklist
from generator.deposit.envelopes import Enclosed, enclosed
from generator.deposit.label import NAME as LABEL
from generator.deposit.label import label
from generator.deposit.proof import Proof, Sent
from generator.deposit.seal import sealed
from generator.document.tree import Document
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, blocks
from generator.foundation.files import sha256
from generator.planning.countdown import Countdown
from generator.readers.pdf import page_count


@dataclass(frozen=True, slots=True)
class Built:
    """A build to hand in: its dossier, its files by name, the place of each piece there, annexes signed before us."""

    dossier: Dossier
    files: Mapping[str, bytes] = field(repr=False)
    paths: Mapping[str, str]
    apart: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a build comes from: version of the program, digest of its sources, their commit, if they are as it says."""

    generator: str
    inputs: str
    commit: str = ""
    clean: bool = False


def kit(built: Built, origin: Origin, way: Countdown, signatures: Signatures) -> tuple[dict[str, bytes], Diagnostics]:
    """Every file of the kit by its path, and what is wrong with them; no file when something blocks."""
    inputs = built.dossier.inputs
    listed, problems = _bare(inputs.client, enclosed(built.dossier, built.files, built.paths, built.apart))
    each = tuple(one for enclosure in listed for one in (enclosure, *enclosure.copies))
    problems = (*problems, *faults(each, inputs.brief, inputs.client, _waived(inputs)))
    if blocks(problems):
        return {}, problems
    files = {one.path: one.data for one in each}
    sent = [_sent(one, built.files) for one in each]
    packet = f"dossier-{inputs.client}.pdf"
    files[packet] = built.files[packet]
    sent.append(_paper(packet, files[packet], "Dossier d'un seul tenant", packet))
    for name, document in _papers(built.dossier, listed, way, signatures):
        files[name] = _printed(built.dossier, document)
        sent.append(_paper(name, files[name], document.title.capitalize()))
    proof = Proof(
        client=inputs.client,
        title=inputs.brief.value.title,
        generator=origin.generator,
        commit=origin.commit,
        clean=origin.clean,
        inputs=origin.inputs,
        files=tuple(sent),
    )
    whole = sealed(files, proof)
    zips = {name: data for name, data in whole.items() if name.endswith(".zip") and "/" not in name}
    return whole, (*problems, *zip_faults(zips, inputs.brief))


def _waived(inputs: Inputs) -> frozenset[str]:
    return frozenset(waiver.check for waiver in inputs.offer.value.waivers)


def _bare(client: str, listed: tuple[Enclosed, ...]) -> tuple[tuple[Enclosed, ...], Diagnostics]:
    """The enclosures with their Word copies cleaned; one that can't be is told."""
    made: list[Enclosed] = []
    problems: dict[Diagnostic, None] = {}  # a copy in the envelope of each lot is told once
    for one in listed:
        copies = []
        for copy in (*one.copies, *([one] if one.kind == "copy" else [])):
            data = _cleaned(copy, listed)
            if isinstance(data, Diagnostic):
                problems[replace(data, span=Span(f"build/{client}/{copy.source}"))] = None
            else:
                copies.append(replace(copy, data=data))
        made += copies if one.kind == "copy" else [replace(one, copies=tuple(copies))]
    return tuple(made), tuple(problems)


def _cleaned(copy: Enclosed, listed: tuple[Enclosed, ...]) -> bytes | Diagnostic:
    if not copy.name.endswith(".docx"):
        return copy.data
    beside = (other for one in listed for other in (one, *one.copies) if other.envelope == copy.envelope)
    return bare(copy.data, {other.source: other.name for other in beside if other.source.endswith(".docx")})


def _papers(
    dossier: Dossier, listed: tuple[Enclosed, ...], way: Countdown, signatures: Signatures
) -> Iterator[tuple[str, Document]]:
    if (page := label(dossier.inputs, way)) is not None:
        yield LABEL, page
    yield CHECKLIST, checklist(dossier.inputs, way, listed, signatures)


def _printed(dossier: Dossier, document: Document) -> bytes:
    from generator.writers.pdf.compile import write

    return write(document, dossier.inputs.theme.value, dossier.inputs.offer.value.date).data


def _sent(one: Enclosed, built: Mapping[str, bytes]) -> Sent:
    source = built[one.source]
    return Sent(
        file=one.path,
        bytes=len(one.data),
        sha256=sha256(one.data),
        source=one.source,
        built=sha256(source),
        built_bytes=len(source),
        kind=one.kind,
        piece=one.piece,
        slug=one.slug,
        title=one.title,
        pages=_pages(one.name, one.data),
        apart=one.apart,
    )


def _paper(name: str, data: bytes, title: str, source: str = "") -> Sent:
    """A file beside the envelopes; only the packet comes from the build."""
    digest = sha256(data)
    return Sent(
        file=name,
        bytes=len(data),
        sha256=digest,
        source=source,
        built=digest if source else "",
        built_bytes=len(data) if source else 0,
        kind="packet" if source else "paper",
        title=title,
        pages=_pages(name, data),
    )


def _pages(name: str, data: bytes) -> int:
    return page_count(data) if name.endswith(".pdf") else 0
