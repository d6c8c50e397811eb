"""A small document with a place to sign, and the same one signed: made once for all these tests."""

from __future__ import annotations

import pytest

from generator.document.tree import Document, Heading, Paragraph, Part, Signature, Text
from generator.signing.identity import identity
from generator.signing.sign import fields, signed
from generator.signing.stamp import Stamp, drawn
from generator.writers.pdf.compile import write
from tests.documents import DAY, THEME
from tests.signing.certificates import NOW, PASSWORD, made


@pytest.fixture(scope="session")
def paper() -> bytes:
    """A PDF with two places to sign."""
    people = ("Dominique Exemple, gérante", "Claude Modèle, présidente")
    frames = tuple(Signature("ici", ((Text("Fait à Niort"),), (Text(who, strong=True),))) for who in people)
    nodes = (Heading(1, (Text("Objet"),)), Paragraph((Text("Nous nous engageons."),)), *frames)
    return write(Document("note", "note", "Note", parts=(Part("_ao_000000001", nodes),)), THEME, DAY).data


@pytest.fixture(scope="session")
def names(paper) -> tuple[str, str]:
    first, second = fields(paper)
    return first, second


@pytest.fixture(scope="session")
def person():
    return identity(made().p12(), PASSWORD)


@pytest.fixture(scope="session")
def sign(paper, names):
    """Signs a field of the paper: who, which file, which field, which time server."""

    def of(who, data: bytes = paper, name: str = names[0], clock=None, at=NOW) -> bytes:
        stamp = Stamp("Dominique Exemple", "gérante", "Organisme Exemple", at)
        return signed(data, name, who, drawn(stamp, fields(data)[name].size), at, clock)

    return of


@pytest.fixture(scope="session")
def done(sign, person) -> bytes:
    """The paper, signed in its first place."""
    return sign(person)
