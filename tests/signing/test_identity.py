"""A certificate that can't sign is refused, each time with its own sentence."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from asn1crypto import algos, cms, core
from asn1crypto import pkcs12 as asn1
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from generator.foundation.diagnostic import Rejected
from generator.signing.identity import MISSING, faults, identity, installed, is_qualified, same_person
from tests.signing.certificates import DAY, NOW, PASSWORD, made, resealed


def refused(data: bytes, password: str = PASSWORD) -> str:
    with pytest.raises(Rejected) as caught:
        identity(data, password)
    (one,) = caught.value.diagnostics
    assert one.hint
    assert password not in str(one)
    return f"{one.code} {one.message}"


def said(one, signatory: str = "Dominique Exemple", organisation: str = "Organisme Exemple") -> list[str]:
    found = faults(identity(one.p12(), PASSWORD), signatory, organisation, NOW)
    assert all(each.hint for each in found)
    return [f"{each.code} {each.message}" for each in found]


def test_a_good_certificate_has_no_fault() -> None:
    assert said(made()) == []
    assert said(made(uses=("content_commitment",), extended=(ExtendedKeyUsageOID.EMAIL_PROTECTION,))) == []


@pytest.mark.parametrize("data", [b"", b"rien", b"%PDF-1.7", b"0\x03\x02\x01\x03", b"0\x80\x02\x01\x03", b"\x00" * 99])
def test_another_file_is_no_certificate(data: bytes) -> None:
    assert refused(data) == "E971 ce fichier n'est pas un certificat PKCS#12"


def test_a_certificate_alone_as_text_is_no_pkcs12() -> None:
    from cryptography.hazmat.primitives.serialization import Encoding

    assert refused(made().certificate.public_bytes(Encoding.PEM)).startswith("E971")
    assert refused(made().certificate.public_bytes(Encoding.DER)).startswith("E971")


@pytest.mark.parametrize("password", ["\0", "mot de passe d'épreuve n° 7", "autre"])
def test_a_wrong_password_is_said(password: str) -> None:
    assert refused(made().p12(), password) == "E972 mot de passe du certificat refusé, ou fichier abîmé"


def test_a_damaged_file_is_not_taken_for_good() -> None:
    data = made().p12()
    assert refused(data[:-3] + b"xyz").startswith("E972")
    assert refused(data[:-30])[:4] in {"E971", "E972"}


def test_an_empty_password_is_a_password() -> None:
    whole = made()
    data = pkcs12.serialize_key_and_certificates(b"moi", whole.key, whole.certificate, None, NoEncryption())
    assert identity(data, "").person.name == "Dominique EXEMPLE"


def test_without_key_it_can_not_sign() -> None:
    data = pkcs12.serialize_key_and_certificates(
        b"moi", None, made().certificate, None, BestAvailableEncryption(PASSWORD.encode())
    )
    assert refused(data) == "E973 ce fichier ne contient pas de clé : il ne peut pas signer"


def test_with_two_keys_nobody_knows_which_signs() -> None:
    assert refused(joined(made().p12(), made("Claude Modèle").p12())).startswith("E974 ce fichier contient plusieurs")


def joined(first: bytes, second: bytes) -> bytes:
    """Both files in one, sealed with the password of the tests."""
    contents = [part for data in (first, second) for part in asn1.Pfx.load(data).authenticated_safe]
    safe = asn1.AuthenticatedSafe(contents).dump()
    salt, rounds = b"12345678", 2048
    whole = asn1.Pfx(
        {
            "version": "v3",
            "auth_safe": cms.ContentInfo({"content_type": "data", "content": core.OctetString(safe)}),
            "mac_data": {
                "mac": {
                    "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
                    "digest": sealed(safe, salt, rounds),
                },
                "mac_salt": salt,
                "iterations": rounds,
            },
        }
    )
    return whole.dump()


def sealed(data: bytes, salt: bytes, rounds: int) -> bytes:
    """The seal of a PKCS#12 file: a key drawn from the password (RFC 7292, B.2, purpose 3), then HMAC-SHA-256."""
    secret = (PASSWORD + "\0").encode("utf-16-be")
    whole = b"\x03" * 64 + (salt * 64)[:64] + (secret * 64)[: -(-len(secret) // 64) * 64]
    for _ in range(rounds):
        digest = hashes.Hash(hashes.SHA256())
        digest.update(whole)
        whole = digest.finalize()
    code = hmac.HMAC(whole, hashes.SHA256())
    code.update(data)
    return code.finalize()


def test_it_must_hold_on_that_day() -> None:
    assert said(made(last=NOW - DAY)) == ["E975 certificat de Dominique EXEMPLE expiré depuis le 1er mars 2026"]
    assert said(made(first=NOW + DAY)) == [
        "E976 certificat de Dominique EXEMPLE valable à partir du 3 mars 2026 seulement"
    ]


def test_its_key_must_be_made_to_sign() -> None:
    wrong = ["E977 ce certificat n'est pas fait pour signer des documents"]
    assert said(made(uses=("key_encipherment",))) == wrong
    assert said(made(extended=(ExtendedKeyUsageOID.SERVER_AUTH,))) == wrong
    assert said(made(extended=(ExtendedKeyUsageOID.TIME_STAMPING,))) == wrong


def test_it_must_be_the_signatory_s() -> None:
    assert said(made("Claude Modèle")) == [
        "E978 ce certificat est au nom de « Claude Modèle », le signataire est Dominique Exemple"
    ]
    assert "c'est le cachet de l'organisme" in said(made("ORGANISME EXEMPLE"))[0]


def test_first_name_and_name_count_when_the_common_name_is_a_number() -> None:
    named = made("0001-xyz", more={NameOID.GIVEN_NAME: "Dominique", NameOID.SURNAME: "EXEMPLE"})
    assert said(named) == []
    assert identity(named.p12(), PASSWORD).person.name == "Dominique EXEMPLE (0001-xyz)"
    plain = made(more={NameOID.GIVEN_NAME: "Dominique", NameOID.SURNAME: "EXEMPLE"})
    assert identity(plain.p12(), PASSWORD).person.name == "Dominique EXEMPLE"
    assert said(made("Dominique", more={NameOID.SURNAME: "Modèle", NameOID.GIVEN_NAME: "Claude"})) == [
        "E978 ce certificat est au nom de « Claude Modèle » et « Dominique », le signataire est Dominique Exemple"
    ]


def test_a_pseudonym_is_nobody_s_name() -> None:
    masked = made("PN 0001", more={NameOID.PSEUDONYM: "Dominique Exemple"})
    assert said(masked) == ["E978 ce certificat est au nom de « PN 0001 », le signataire est Dominique Exemple"]


def test_a_name_is_not_made_of_two() -> None:
    """Nobody is called after half of each."""
    assert said(made("Camille EXEMPLE", more={NameOID.GIVEN_NAME: "Dominique", NameOID.SURNAME: "Modèle"}))


def test_a_weak_key_or_seal_is_refused() -> None:
    source = "règle de qualité de l'outil, d'après le référentiel général de sécurité de l'ANSSI, annexe B1, à vérifier"
    assert said(made(key=rsa.generate_private_key(65537, 1024))) == [
        f"E988 clé RSA trop courte : 1024 bits, il en faut 2048 ({source})"
    ]
    (weak,) = said(made(key=ec.generate_private_key(ec.SECP192R1())))
    assert weak.startswith("E988 clé à courbe elliptique trop courte : 192 bits, il en faut 256")
    for digest in ("sha1", "sha256"):
        found = said(resealed(made(), digest))
        assert found == ([f"E988 certificat scellé avec SHA-1, que l'on sait imiter ({source})"] * (digest == "sha1"))
    assert said(made(key=ed25519.Ed25519PrivateKey.generate())) == []


def test_every_fault_is_told_at_once() -> None:
    codes = [each[:4] for each in said(made("Claude Modèle", last=NOW - DAY, uses=("key_agreement",)))]
    assert codes == ["E975", "E977", "E978"]


@pytest.mark.parametrize(
    ("signatory", "certificate", "same"),
    [
        ("Dominique Exemple", "EXEMPLE Dominique", True),
        ("Dominique Exemple", "Mme Dominique EXEMPLE", True),
        ("Mme Dominique Exemple", "Dominique Marie EXEMPLE", True),
        ("Zoé d'Étoile-Noël", "ETOILE NOEL D ZOE", True),
        ("Dominique Exemple", "DOMINIQUE EXEMPLE 0007", True),
        ("Dominique Exemple", "Dominique Modèle", False),
        ("Dominique Exemple", "Dominique", False),
        ("Dominique Exemple", "", False),
        ("Dominique Exemple", "Dominique Exempleton", False),
        ("", "Dominique Exemple", False),
    ],
)
def test_names_are_compared_as_people_write_them(signatory: str, certificate: str, same: bool) -> None:
    assert same_person(signatory, (certificate,)) is same


def test_a_qualified_certificate_is_known_by_its_own_words() -> None:
    assert is_qualified(identity(made(qualified=True).p12(), PASSWORD))
    assert not is_qualified(identity(made().p12(), PASSWORD))


def test_the_key_shows_nowhere() -> None:
    assert "key" not in repr(identity(made().p12(), PASSWORD)).replace("Dominique", "")


def test_without_pyhanko_the_message_says_how_to_get_it(monkeypatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "pyhanko" else real(name))
    with pytest.raises(Rejected) as caught:
        installed()
    assert caught.value.exit_code == MISSING
    (one,) = caught.value.diagnostics
    assert "pip install pyhanko" in one.hint


def test_no_certificate_nor_key_is_kept_in_the_repository() -> None:
    root = Path(__file__).resolve().parents[2]
    folders = [root / name for name in ("generator", "tests", "boilerplate", "offers", "docs")]
    found = [
        path for folder in folders for path in folder.rglob("*") if path.suffix in {".p12", ".pfx", ".pem", ".key"}
    ]
    assert all(folder.is_dir() for folder in folders)
    assert found == []
