"""An unedited file brings nothing back: every document of every shipped offer, saved by Word, then by LibreOffice."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.reviewing import review
from generator.readers.docx.review import reviewed
from tests.libreoffice import OFFICE, saved_again
from tests.review.offers import CLIENTS, ROOT, copied, documents, shipped, word_file
from tests.review.word import noisy, opened, words


def files(client: str) -> dict[str, bytes]:
    """Every Word file of this offer, by its name."""
    return {f"{slug}.docx": word_file(client, slug) for slug in documents(shipped(client))}


def as_word_saves(data: bytes) -> bytes:
    """The file, opened and saved by Word."""
    word = opened(data)
    noisy(word, 11)
    return word.saved("Camille Relecture")


def assert_nothing_comes_back(client: str, saved: dict[str, bytes], folder: Path) -> None:
    """No change, no loss, no doubt, no file to write but the journal."""
    made = copied(folder / "workspace", client)
    paths = []
    for name, data in saved.items():
        path = folder / name
        path.write_bytes(data)
        paths.append(path)
    found = review(made, client, paths)
    assert len(found.proposals) == len(saved)
    for proposal in found.proposals:
        assert proposal.changes == (), proposal.document.slug
    assert found.problems == ()
    assert found.news == ()
    assert set(found.texts) == {f"offers/{client}/review/journal.yaml"}


@pytest.mark.parametrize("client", CLIENTS)
def test_nothing_comes_back_from_word(client: str, tmp_path: Path) -> None:
    saved = {name: as_word_saves(data) for name, data in files(client).items()}
    assert len(saved) >= 7
    assert_nothing_comes_back(client, saved, tmp_path)


@pytest.mark.parametrize("client", CLIENTS[:2])
def test_a_file_says_what_it_was_when_it_left(client: str) -> None:
    for slug in documents(shipped(client)):
        found, problems = reviewed(as_word_saves(word_file(client, slug)))
        assert found is not None
        assert problems == ()
        assert found.base is not None
        assert found.document.parts == found.original.parts == found.base.parts, slug
        assert found.revisions == ()
        assert found.losses == ()
        assert all(comment.known for comment in found.comments)
        assert (found.author, found.day[:10]) == ("Camille Relecture", "2023-06-28")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice absent")
def test_nothing_comes_back_from_libreoffice(tmp_path: Path) -> None:
    """One sitting of LibreOffice for all offers: it is slow to start."""
    sent = {(client, name): data for client in CLIENTS for name, data in files(client).items()}
    assert len(sent) >= 50
    back = saved_again({f"{client}_{name}": data for (client, name), data in sent.items()}, tmp_path)
    for client in CLIENTS:
        saved = {name: back[f"{client}_{name}"] for owner, name in sent if owner == client}
        for name, data in saved.items():
            assert words(data, demands=False) == words(sent[client, name], demands=False), name  # it counts its pages
        folder = tmp_path / client
        folder.mkdir()
        assert_nothing_comes_back(client, saved, folder)


def test_the_offers_are_all_here() -> None:
    assert sorted(CLIENTS) == sorted(path.parent.name for path in ROOT.glob("offers/*/offer.yaml"))
