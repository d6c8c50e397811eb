"""What the signatures of a PDF prove."""

from __future__ import annotations

import random
import sys
import zlib
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from generator.foundation.files import sha256
from generator.readers.versions import versions
from generator.signing.identity import identity
from generator.signing.ranges import MOST_FIELDS, is_exact, pdf_date, sealed
from generator.signing.report import moment, signatures, told
from tests.signing.certificates import DAY, NOW, PASSWORD, clock, made, resealed, stamper


def test_a_sound_signature_says_who_when_and_what_it_covers(done, names) -> None:
    (one,) = signatures(done)
    assert (one.field, one.signer, one.when, one.level) == (names[0], "Dominique EXEMPLE", NOW, "PAdES B-B")
    assert one.sound
    assert one.whole
    assert told(one) == (
        "signé par Dominique EXEMPLE, le 2 mars 2026 à 12 h 42, heure de Paris (à l'horloge de son ordinateur)",
        "PAdES B-B : sceau intact, tout le fichier est couvert",
        "certificat émis par son titulaire : aucune autorité ne répond de son identité",
    )


def test_an_authority_is_named_and_not_judged(sign) -> None:
    authority = made("Autorité d'épreuve", uses=("key_cert_sign",))
    who = identity(made(issuer=authority).p12(PASSWORD, authority.certificate), PASSWORD)
    (one,) = signatures(sign(who))
    assert (one.trust, one.issuer) == ("issued", "Autorité d'épreuve")
    assert told(one)[2] == "certificat émis par Autorité d'épreuve ; l'autorité n'est pas jugée ici"


def test_any_changed_byte_of_what_is_covered_breaks_the_seal(done) -> None:
    (one,) = sealed(done)
    _, first, second, rest = one.ranges
    chance = random.Random(1)
    places = [*chance.sample(range(20, first), 12), *chance.sample(range(second, second + rest), 6)]
    for place in places:
        spoiled = done[:place] + bytes([done[place] ^ 1]) + done[place + 1 :]
        assert not any(report.intact for report in signatures(spoiled)), place


def test_what_is_added_after_is_told(done) -> None:
    (one,) = signatures(done + b"% ajout\n")
    assert one.intact
    assert not one.whole
    assert "8 ont été ajoutés ensuite" in told(one)[1]


def test_a_second_signature_leaves_the_first_one_sound(done, sign, names) -> None:
    other = identity(made("Claude Modèle").p12(), PASSWORD)
    twice = sign(other, done, names[1])
    first, second = signatures(twice)
    assert (first.signer, first.whole, first.sound) == ("Dominique EXEMPLE", False, True)
    assert (second.signer, second.whole, second.sound) == ("Claude Modèle", True, True)


def test_the_signed_file_is_among_the_versions(done, paper, sign, person, names) -> None:
    twice = sign(person, done, names[1])
    assert {sha256(paper), sha256(done)} <= {digest for _, digest in versions(twice)}


def test_ranges_that_leave_more_out_prove_nothing(done) -> None:
    (one,) = sealed(done)
    first = one.ranges[1]
    digits = b"%d" % first
    shorter = done.replace(b"[0 " + digits, b"[0 " + b"%0*d" % (len(digits), first - 10), 1)
    assert shorter != done
    (report,) = signatures(shorter)
    assert (report.intact, report.covered) == (False, 0)
    assert "ne prouve rien" in told(report)[-1]
    assert is_exact(one, done)
    assert not is_exact(one, done[:-1])


def test_a_time_server_vouches_for_the_hour(sign, person) -> None:
    (one,) = signatures(sign(person, clock=stamper(clock(), NOW + timedelta(minutes=3))))
    assert (one.level, one.timestamp, one.clock) == ("PAdES B-T", NOW + timedelta(minutes=3), "Horloge d'épreuve")
    assert told(one)[0].endswith("12 h 45, heure de Paris (heure attestée par Horloge d'épreuve)")


def test_a_certificate_that_was_over_then_is_told(sign) -> None:
    who = identity(made(last=NOW - DAY).p12(), PASSWORD)
    (one,) = signatures(sign(who))
    assert one.intact
    assert not one.sound
    assert "certificat hors de sa durée de validité (du 31/01/2026 au 01/03/2026)" in told(one)[-1]


def test_without_pyhanko_the_seal_is_not_judged(done, monkeypatch) -> None:
    for name in [name for name in sys.modules if name.startswith("pyhanko")]:
        monkeypatch.setitem(sys.modules, name, None)
    (one,) = signatures(done)
    assert one.intact is None
    assert one.whole
    assert "pip install pyhanko" in told(one)[-1]


def test_a_file_without_signature_or_that_is_no_pdf_has_none(paper) -> None:
    assert signatures(paper) == signatures(b"") == signatures(b"/ByteRange") == signatures(b"%PDF-1.7 /ByteRange") == ()


def test_hostile_bytes_are_judged_without_a_crash(done) -> None:
    (one,) = sealed(done)
    chance = random.Random(2)
    first, second = one.ranges[1], one.ranges[2]
    for _ in range(60):
        spoiled = bytearray(done)
        for place in chance.sample(range(first + 1, first + 1400), 4):
            spoiled[place] = chance.choice(b"0123456789abcdef")
        for report in signatures(bytes(spoiled)):
            assert isinstance(told(report), tuple)
    for place in range(0, len(done), len(done) // 25):
        assert isinstance(signatures(done[:place] + done[place + 40 :]), tuple)
    assert done[first : first + 1] == b"<"
    assert second > first


@pytest.mark.parametrize("filters", [b"/FlateDecode", b"[/FlateDecode /FlateDecode]"])
def test_packed_objects_that_swell_are_not_unpacked(done, filters: bytes) -> None:
    packer = zlib.compressobj()
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(101)) + packer.flush()
    stream = packed if filters.startswith(b"/") else zlib.compress(packed)
    head = b"9999 0 obj\n<</Type /ObjStm /N 1 /First 4 /Filter %s /Length %d>>\nstream\n" % (filters, len(stream))
    end = b"\nendstream\nendobj\n"
    assert signatures(done + head.replace(b"ObjStm", b"Other") + stream + end)
    assert signatures(done + head + stream + end) == ()


def test_a_tree_of_fields_that_turns_round_is_walked_once(done) -> None:
    with pikepdf.open(BytesIO(done)) as pdf:
        holder = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("a"), FT=pikepdf.Name.Sig))
        holder.Kids = pikepdf.Array([holder] * (MOST_FIELDS + 5))
        holder.V = pikepdf.Dictionary(
            ByteRange=pikepdf.Array([0, 10, 20, 5]), Contents=pikepdf.String(b"x"), M=pikepdf.String("rien")
        )
        pdf.Root.AcroForm.Fields.append(holder)
        buffer = BytesIO()
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    found = {report.field: report for report in signatures(buffer.getvalue())}
    assert found["a"].intact is False
    assert found["a"].signer == ""


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("D:20260302114200+01'00'", datetime(2026, 3, 2, 11, 42, tzinfo=timezone(timedelta(hours=1)))),
        ("D:20260302114200-0330", datetime(2026, 3, 2, 11, 42, tzinfo=timezone(-timedelta(hours=3, minutes=30)))),
        ("D:20260302114200Z", datetime(2026, 3, 2, 11, 42, tzinfo=UTC)),
        ("D:20260302114200", datetime(2026, 3, 2, 11, 42, tzinfo=UTC)),
        ("D:20261302114200Z", None),
        ("D:00010101000000+14'00'", None),
        ("D:99991231235959-14'00'", None),
        ("D:20260302114200+99'00'", None),
        ("hier", None),
    ],
)
def test_the_date_of_a_pdf_is_read(said: str, meant: datetime | None) -> None:
    assert pdf_date(said) == meant


def test_a_moment_is_told_on_the_clock_of_the_consultation() -> None:
    half = timezone(timedelta(hours=5, minutes=30))
    late = datetime(2026, 1, 1, 3, 30, tzinfo=half)
    assert moment(late) == "le 31 décembre 2025 à 23 h, heure de Paris"
    assert moment(late, "Indian/Reunion") == "le 1er janvier 2026 à 2 h, heure de La Réunion"


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (made(key=rsa.generate_private_key(65537, 1024)), "clé RSA trop courte : 1024 bits, il en faut 2048"),
        (made(key=ec.generate_private_key(ec.SECP192R1())), "clé à courbe elliptique trop courte : 192 bits"),
        (resealed(made(), "sha1"), "certificat scellé avec SHA-1"),
    ],
)
def test_what_is_too_weak_proves_nothing(one, said: str, sign) -> None:
    (report,) = signatures(sign(identity(one.p12(), PASSWORD)))
    assert report.intact
    assert not report.sound
    assert said in told(report)[-1]
