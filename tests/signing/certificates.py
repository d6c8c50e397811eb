"""Certificates, keys and a time server made at run time: nothing here is kept, and nobody has these names."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PASSWORD = "Mot de passe d'épreuve n° 7"
NOW = datetime(2026, 3, 2, 11, 42, tzinfo=UTC)
DAY = timedelta(days=1)
USES = ("digital_signature", "content_commitment")
_EVERY_USE = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey


@dataclass(frozen=True)
class Made:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: PrivateKey

    def p12(self, password: str = PASSWORD, *others: x509.Certificate) -> bytes:
        """The file that its holder would have."""
        encryption = BestAvailableEncryption(password.encode())
        return pkcs12.serialize_key_and_certificates(b"moi", self.key, self.certificate, others, encryption)


def made(
    name: str = "Dominique EXEMPLE",
    *,
    first: datetime = NOW - 30 * DAY,
    last: datetime = NOW + 300 * DAY,
    uses: tuple[str, ...] = USES,
    extended: tuple[x509.ObjectIdentifier, ...] = (),
    issuer: Made | None = None,
    qualified: bool = False,
    key: PrivateKey | None = None,
    more: Mapping[x509.ObjectIdentifier, str] | None = None,
) -> Made:
    """A certificate of this person, given by `issuer`, else by itself; `more` is written beside its common name."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    named = {NameOID.COMMON_NAME: name, **(more or {})}
    subject = x509.Name([x509.NameAttribute(oid, value) for oid, value in named.items()])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.KeyUsage(*(use in uses for use in _EVERY_USE)), critical=True)
    )
    if extended:
        builder = builder.add_extension(x509.ExtendedKeyUsage(extended), critical=False)
    if qualified:
        statement = bytes.fromhex("300a3008060604008e460101")
        oid = x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3")
        builder = builder.add_extension(x509.UnrecognizedExtension(oid, statement), critical=False)
    sealer = issuer.key if issuer else key
    return Made(builder.sign(sealer, None if isinstance(sealer, ed25519.Ed25519PrivateKey) else hashes.SHA256()), key)


def resealed(one: Made, digest: str) -> Made:
    """The same certificate, which says that it was sealed with another digest: nobody makes such ones any more."""
    whole = asn1.Certificate.load(one.certificate.public_bytes(Encoding.DER))
    for algorithm in (whole["tbs_certificate"]["signature"], whole["signature_algorithm"]):
        algorithm["algorithm"] = f"{digest}_ecdsa"
    return Made(x509.load_der_x509_certificate(whole.dump(force=True)), one.key)


@cache
def clock(name: str = "Horloge d'épreuve") -> Made:
    """The certificate of a time server, the same for all tests of a process."""
    key = rsa.generate_private_key(65537, 2048)  # the only kind that `stamper` knows
    return made(name, key=key, uses=("digital_signature",), extended=(ExtendedKeyUsageOID.TIME_STAMPING,))


def stamper(server: Made, at: datetime = NOW) -> Any:
    """The time server of pyHanko's own tests, without a network, whose clock says `at`."""
    from pyhanko.sign.timestamps import DummyTimeStamper

    certificate = asn1.Certificate.load(server.certificate.public_bytes(Encoding.DER))
    private = server.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return DummyTimeStamper(certificate, keys.PrivateKeyInfo.load(private), fixed_dt=at)


@contextmanager
def served(server: Made, at: datetime = NOW) -> Iterator[str]:
    """The address of a time server on this machine, while it runs."""
    answers = stamper(server, at)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            body = answers.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing to tell."""

    with HTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{http.server_port}/"
        finally:
            http.shutdown()
            thread.join()
