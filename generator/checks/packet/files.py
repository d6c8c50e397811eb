"""Are the files to deposit of an admitted format, well named, not too heavy, and all that the build wrote?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from generator.brief.rules import FileRule
from generator.checks.finished import Finished, Verdict
from generator.checks.packet.graded import asked, gravity, place
from generator.checks.packet.resaved import joined, other_document, other_piece, same_content, unreadable
from generator.foundation.diagnostic import Level
from generator.foundation.files import sha256
from generator.foundation.words import folded
from generator.readers.pdf import page_count
from generator.readers.versions import versions

DEPOSIT: Final = "depot/"
LONGEST_PATH: Final = 200  # characters from depot/ on: usage of platforms; beyond, Windows does not unpack an archive
MEGA: Final = 1_000_000  # a megabyte, the smaller of the two that are in use
_NEVER: Final = {
    *(".exe", ".com", ".bat", ".cmd", ".js", ".vbs"),  # programs
    *(".docm", ".dotm", ".xlsm", ".pptm", ".rar", ".7z", ".zip"),  # macros, archives
}
_STARTS: Final[Mapping[str, tuple[bytes, ...]]] = {
    ".pdf": (b"%PDF-",),
    **dict.fromkeys((".docx", ".xlsx", ".odt", ".ods", ".zip"), (b"PK\x03\x04",)),
    **dict.fromkeys((".doc", ".xls"), (b"\xd0\xcf\x11\xe0",)),
}
_OLE: Final = b"\xd0\xcf\x11\xe0"  # how a Word or Excel file with a password starts, whatever its name ([MS-OFFCRYPTO])
_SIGNED: Final = b"/ByteRange"  # ISO 32000-1, 12.8.1
_HELPS: Final = {"planning-previsionnel.ics", "fiche-financiere.xlsx", "matrice-conformite.xlsx"}
_INSTEAD: Final = (
    "« offer build » ne dépose que des PDF : demandez à l'acheteur s'il les admet ; sinon, levez C965 dans offer.yaml "
    "(waivers) : « offer deposit {client} » remet alors les documents en {kinds}, et nomme les annexes à convertir"
)
_AGAIN: Final = "reconstruisez l'offre avec « --force » : ce que vous avez modifié est gardé à part"


def to_deposit(finished: Finished) -> dict[str, bytes]:
    """The files to deposit by name, as the build wrote them or as they stand now."""
    return {name: data for name, data in finished.files.items() if name.startswith(DEPOSIT)}


def file_rule(finished: Finished) -> FileRule | None:
    """What the consultation says of the files to deposit."""
    return finished.dossier.inputs.brief.value.rules.files


def formats_admitted(finished: Finished) -> tuple[Verdict, ...]:
    """Each file is of an admitted format, is what its name says, and holds neither macro, password nor program."""
    rule, files = file_rule(finished), to_deposit(finished)
    verdicts = []
    if rule and rule.formats:
        added = [name for name in finished.added if name.startswith(DEPOSIT)]
        odd = [name for name in (*files, *added) if _extension(name)[1:] not in rule.formats]
        if odd:
            listed = some([PurePosixPath(name).name for name in odd])
            admitted = ", ".join(kind.upper() for kind in rule.formats)
            said = f"format non admis : {listed} ; la demande veut {admitted}{asked(rule)}"
            hint = "enregistrez-le dans un format admis, ou corrigez « formats » dans brief.yaml"
            if "pdf" not in rule.formats:
                hint = _INSTEAD.format(client=finished.dossier.inputs.client, kinds=admitted.replace(", ", " ou "))
            verdicts.append(Verdict(place(finished, "files", "formats"), said, hint, level=gravity(finished, rule)))
    admitted_too = {f".{kind}" for kind in rule.formats} if rule else set()
    for name in (name for name in (*files, *finished.added) if name.startswith(DEPOSIT)):
        if (extension := _extension(name)) in _NEVER - admitted_too:
            said = f"format refusé par les plateformes : {extension}"
            verdicts.append(Verdict(finished.place(name), said, "déposez un PDF"))
    for name, data in files.items():
        if fault := _fault(_extension(name), data):
            said, hint = fault
            verdicts.append(Verdict(finished.place(name), said, hint))
    return tuple(verdicts)


def _extension(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _fault(extension: str, data: bytes) -> tuple[str, str] | None:
    """Why a platform or a buyer would refuse these bytes, and the remedy."""
    if extension in {".docx", ".xlsx"} and data.startswith(_OLE):
        return "fichier protégé par un mot de passe, ou d'un ancien format", "enregistrez-le sans mot de passe"
    if extension in _STARTS and not data[:1024].lstrip(b"\xef\xbb\xbf\r\n").startswith(_STARTS[extension]):
        return f"fichier abîmé : ce n'est pas du {extension[1:].upper()}", _AGAIN
    if extension == ".pdf":
        return _pdf_fault(data)
    if extension in {".docx", ".xlsx"} and b"vbaProject.bin" in data:
        return "fichier avec des macros", "enregistrez-le au format sans macro (.xlsx, .docx)"
    return None


def _pdf_fault(data: bytes) -> tuple[str, str] | None:
    if re.search(rb"/Encrypt\b", data):
        return "PDF protégé par un mot de passe", "enregistrez-en une copie sans mot de passe"
    if re.search(rb"/S\s*/(?:JavaScript|Launch)\b", data):
        return "PDF avec un programme (JavaScript ou lancement)", "imprimez-le en PDF pour l'en débarrasser"
    return None if page_count(data) else ("PDF abîmé ou incomplet", _AGAIN)


# --- sizes ---------------------------------------------------------------------------------------


def some(names: list[str]) -> str:
    """The first three names, and how many more."""
    return ", ".join(names[:3]) + (f" et {len(names) - 3} autres" if len(names) > 3 else "")


def sizes_within(finished: Finished) -> tuple[Verdict, ...]:
    """No file, nor all of them together, is heavier than allowed."""
    rule = file_rule(finished)
    if rule is None:
        return ()
    files, level = to_deposit(finished), gravity(finished, rule)
    hint = "allégez les annexes (images de plus faible résolution), ou reconstruisez-les en PDF"
    verdicts = []
    heavy = {name: data for name, data in files.items() if rule.max_mb and len(data) > rule.max_mb * MEGA}
    if heavy:
        listed = some([f"{PurePosixPath(name).name} ({_mega(len(data))} Mo)" for name, data in heavy.items()])
        said = f"fichiers de plus de {_said(rule.max_mb)} Mo : {listed}{asked(rule)}"
        verdicts.append(Verdict(finished.place(next(iter(heavy))), said, hint, level=level))
    whole = sum(map(len, files.values()))
    if rule.total_mb and whole > rule.total_mb * MEGA:
        said = f"les fichiers à déposer pèsent {_mega(whole)} Mo, {_said(rule.total_mb)} au plus en tout{asked(rule)}"
        verdicts.append(Verdict(place(finished, "files", "total_mb"), said, hint, level=level))
    return tuple(verdicts)


def _mega(size: int) -> str:
    return _said(max(0.01, round(size / MEGA, 2)))


def _said(value: object) -> str:
    return f"{float(str(value)):g}".replace(".", ",")


# --- what the build wrote ----------------------------------------------------------------------


def all_there(finished: Finished) -> tuple[Verdict, ...]:
    """Each file that the manifest lists is still in the folder; those that nobody asked for only help the buyer."""
    return tuple(
        Verdict(
            finished.place(name),
            "ce fichier a disparu depuis la construction",
            _AGAIN,
            level=Level.WARNING if name in _HELPS else None,
        )
        for name in sorted(finished.recorded)
        if name not in finished.files
    )


def as_built(finished: Finished) -> tuple[Verdict, ...]:
    """Each file is still the one that was built: an edit that is not brought back is in no other file."""
    verdicts = []
    for name, digest in sorted(finished.recorded.items()):
        data = finished.files.get(name)
        if data is None or sha256(data) == digest:
            continue
        if signed_since(name, data, digest) or unreadable(finished, name):
            continue  # told by who reads it
        verdicts.append(_changed(finished, name))
    return tuple(verdicts)


def _changed(finished: Finished, name: str) -> Verdict:
    """What to say of a file that has other bytes: it was saved again, edited, or is another file."""
    client, place = finished.dossier.inputs.client, finished.place(name)
    force = f"« offer build {client} --force » le garde dans offers/{client}/review/kept/, puis reconstruit"
    if same_content(finished, name):
        said = "ce fichier a été réenregistré depuis la construction, sans changement de texte ni de chiffre"
        return Verdict(place, said, f"rien à faire ; {force}", level=Level.INFO)
    title = joined(finished, name)
    if title and other_piece(finished, name):
        said = f"ce fichier n'est pas la pièce jointe, « {title} » : un autre a pris sa place depuis la construction"
        return Verdict(place, said, force, level=Level.BLOCKING)
    if other := other_document(finished, name):
        said = f"ce fichier est un autre document, « {other} », enregistré sous ce nom depuis la construction"
        return Verdict(place, said, force, level=Level.BLOCKING)
    said = "ce fichier a été modifié depuis la construction"
    if not name.endswith(".docx"):
        return Verdict(place, said, force)
    review = f"« offer review {client} build/{client}/{name} --apply » le reporte dans les sources"
    return Verdict(place, f"{said} : ni son PDF ni le dossier assemblé ne disent ce changement", review)


def signed_since(name: str, data: bytes, digest: str) -> bool:
    """Whether this changed file is a PDF to deposit that was signed after the build, as it must be.

    It begins with the file that was built, whose sha256 is `digest`, and a signature stands behind.
    """
    if not name.startswith(DEPOSIT) or not name.endswith(".pdf"):
        return False
    return any(found == digest and _SIGNED in data[end:] for end, found in versions(data))


def nothing_foreign(finished: Finished) -> tuple[Verdict, ...]:
    """Nothing stands in depot/ that the build did not put there."""
    found = [name for name in finished.added if name.startswith(DEPOSIT)]
    if not found:
        return ()
    place = f"build/{finished.dossier.inputs.client}/depot/"
    said = f"fichiers ajoutés à la main dans {place} : {some([name.removeprefix(DEPOSIT) for name in found])}"
    hint = "joignez-les sous « annexes » dans offer.yaml pour qu'ils soient contrôlés, ou retirez-les"
    return (Verdict(finished.place(found[0]), said, hint),)


def halves_apart(finished: Finished) -> tuple[Verdict, ...]:
    """The candidature stands in its folder and the offer in its own, for they are opened one after the other."""
    first = {folded(document.slug) for document in finished.dossier.candidature}
    verdicts = []
    for printed in finished.printed:
        folder = "1-candidature" if folded(printed.docx.removesuffix(".docx")) in first else "2-offre"
        if printed.pdf and PurePosixPath(printed.pdf).parts[:2] != ("depot", folder):
            said = f"{printed.pdf} n'est pas dans depot/{folder}"
            verdicts.append(Verdict(finished.place(printed.pdf), said, _AGAIN))
        if not printed.pdf and printed.docx.removesuffix(".docx") not in finished.dossier.replaced:
            said = f"{printed.docx} n'a pas de PDF à déposer dans depot/{folder}"
            verdicts.append(Verdict(finished.place(printed.docx), said, _AGAIN))
    return tuple(verdicts)
