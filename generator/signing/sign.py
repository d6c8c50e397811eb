"""Signs one PDF in one of its own fields: PAdES B-B, or B-T with a time server (EN 319 142-1), by pyHanko.

The file that is signed stays whole at the start of the signed one, which only adds to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from generator.foundation.diagnostic import Rejected, error
from generator.signing.identity import Identity
from generator.signing.ranges import MOST_FIELDS
from generator.signing.report import signatures

if TYPE_CHECKING:
    from pyhanko.sign.timestamps import TimeStamper

SECONDS: Final = 20  # that a time server has to answer
LEAST: Final = 20  # points, the height and the width of a field that can be read
DIGEST: Final = "sha256"


@dataclass(frozen=True, slots=True)
class Field:
    """A field to sign: its width and height in points, and whether it is signed."""

    size: tuple[float, float]
    signed: bool

    @property
    def shown(self) -> bool:
        """Whether it has room for a stamp: some forms keep their field out of sight."""
        return min(self.size) >= LEAST


def fields(data: bytes) -> Mapping[str, Field]:
    """The signature fields of a PDF of ours, by name."""
    import pikepdf

    found = {}
    with pikepdf.open(BytesIO(data)) as pdf:
        form = pdf.Root.get("/AcroForm")
        for one in list(form.get("/Fields", ()))[:MOST_FIELDS] if form is not None else ():
            if one.get("/FT") == "/Sig" and "/Rect" in one:
                left, bottom, right, top = map(float, one.Rect)
                found[str(one.get("/T", ""))] = Field((right - left, top - bottom), "/V" in one)
    return found


def signed(
    data: bytes, name: str, by: Identity, drawing: bytes, at: datetime, clock: TimeStamper | None = None
) -> bytes:
    """The PDF with this field signed; `drawing` is a PDF of one page, as large as the field, or nothing.

    Raises Rejected when the time server does not answer, or answers nonsense.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata
    from pyhanko.sign.timestamps import TimestampRequestError

    meta = PdfSignatureMetadata(
        field_name=name, md_algorithm=DIGEST, subfilter=SigSeedSubFilter.PADES, name=by.person.name
    )
    signer = _at(at)(meta, _signer(by), timestamper=clock, stamp_style=_look(drawing) if drawing else None)
    try:
        done = signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(data)), existing_fields_only=True)
    except (TimestampRequestError, OSError, TimeoutError, ValueError, TypeError, KeyError) as exc:
        if clock is None:
            raise
        said = "le serveur d'horodatage ne répond pas, ou pas comme il le doit"
        hint = "vérifiez son adresse et le réseau, ou signez sans --timestamp (PAdES B-B)"
        raise Rejected([error("E980", None, said, hint)]) from exc
    return bytes(done.getbuffer())


def checked(data: bytes, name: str, stamped: bool) -> bytes:
    """The signed file, once its new signature is judged as anybody will; raises Rejected when it does not hold.

    `stamped`: a time server vouches for its hour.
    """
    report = next((one for one in signatures(data) if one.field == name), None)
    if report and report.sound and report.whole and stamped == (report.timestamp is not None):
        return data
    why = " ; ".join(report.problems) if report and report.problems else "la clé n'est pas celle du certificat"
    said = f"la signature faite ne se vérifie pas : {why}"
    raise Rejected([error("E987", None, said, "vérifiez le certificat, puis le serveur d'horodatage s'il y en a un")])


def time_server(url: str) -> TimeStamper:
    """A client of this time server (RFC 3161)."""
    from pyhanko.sign.timestamps import HTTPTimeStamper

    return HTTPTimeStamper(url, timeout=SECONDS)


def _signer(by: Identity) -> Any:
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    store_of: Any = SimpleCertificateStore.from_certs  # without types
    store = store_of(by.others)
    return SimpleSigner(by.certificate, by.key, store)


def _at(moment: datetime) -> Any:
    """A signer whose clock says this moment: the stamp and the signature tell the same one."""
    from pyhanko.sign.signers import PdfSigner

    class Dated(PdfSigner):
        def init_signing_session(self, *given: Any, **more: Any) -> Any:
            session = super().init_signing_session(*given, **more)
            session.system_time = moment
            return session

    return Dated


def _look(drawing: bytes) -> Any:
    """The drawing as pyHanko wants it, from memory: it reads files only."""
    from pyhanko.pdf_utils.content import PdfContent
    from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.stamp import StaticStampStyle

    class Drawing(PdfContent):
        def render(self) -> bytes:
            page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(drawing)))
            self.resources.xobject["/Stamp"] = page
            left, bottom, right, top = (float(side) for side in page.get_object()["/BBox"])
            self.box = BoxConstraints(width=right - left, height=top - bottom)
            return b"/Stamp Do"

    middle = AxisAlignment.ALIGN_MID
    whole = SimpleBoxLayoutRule(middle, middle, margins=Margins(0, 0, 0, 0))
    return StaticStampStyle(background=Drawing(), background_layout=whole, border_width=0)
