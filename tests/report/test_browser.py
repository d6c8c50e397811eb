"""The page of all offers in a real browser: accessible, by keyboard alone, printed, narrow, without script."""

from __future__ import annotations

import json
import shutil
from io import BytesIO
from urllib.parse import unquote, urldefrag, urlparse

import pypdf
import pytest

from generator.build.dashboard import write_page
from tests.browser import browser, needs_chromium, violations
from tests.workspaces import changed, copied, offer

pytestmark = needs_chromium

CLIENTS = {"vienne", "creches", "casse", "neuve"}
MATRIX = [
    {
        "id": "R01",
        "text": "Une demande <b>qui</b> a sa réponse",
        "source": 3,
        "places": [
            {
                "document": "Note méthodologique",
                "pdf": "depot/2-offre/01-note-methodologique.pdf",
                "section": "Rythme",
                "page": 4,
            },
            {"document": "Planning prévisionnel", "pdf": "", "section": "", "page": 0},
        ],
    },
    {"id": "R02", "text": "Une demande sans réponse", "source": 4, "places": []},
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A built offer with every kind of finding, one that was won, one that can't be built, one never built."""
    workspace = copied(tmp_path_factory.mktemp("un espace"), "vienne", "creches")
    for client in ("casse", "neuve"):
        shutil.copytree(workspace / "offers/vienne", workspace / "offers" / client)
    changed(workspace, "offers/casse/offer.yaml", "approach:", "aproach:")
    done = offer("build", "vienne", "creches", "casse", "--report", cwd=workspace)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Page de toutes les offres" in done.stdout
    built = workspace / "build" / "vienne"
    _edit(built / "summary.json", lambda made: made | {"matrix": MATRIX})
    _edit(built / "findings.json", _more)
    (built / "dc2.docx").unlink()
    write_page(workspace)
    return workspace / "build"


def _edit(path, change):
    path.write_text(json.dumps(change(json.loads(path.read_text(encoding="utf-8")))), encoding="utf-8")


def _more(made):
    first = made["findings"][0]
    blocking = first | {"code": "C801", "level": "blocking", "message": "pièce absente : <script>note</script>"}
    file = first | {"file": "build/vienne/dc1.docx", "line": 0, "column": 0, "message": "case décochée"}
    waived = first | {"level": "info", "waived": "levé par Dominique Exemple le 2 juin 2023 : sans objet"}
    return made | {"findings": [blocking, file, waived, *made["findings"]]}


@pytest.fixture(scope="module")
def chromium():
    with browser() as opened:
        yield opened


@pytest.fixture
def page(chromium, folder):
    """The page, open in a window of its own; anything said on the console fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    said = []
    made.on("console", lambda message: said.append(message.text))
    made.on("pageerror", lambda error: said.append(str(error)))
    made.goto((folder / "index.html").as_uri())
    yield made
    context.close()
    assert said == []


def unfolded(page):
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_has_nothing_to_say(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    assert violations(page) == []
    unfolded(page)
    assert violations(page) == []


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_is_wider_than_the_window(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    unfolded(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_alone_reaches_and_opens_everything(page):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0  # seen as soon as it is reached
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"

    parts = page.locator("summary").count()
    assert parts >= 12
    for opened in range(parts):  # each closed one is opened where it is met, so that what it holds comes next
        while not page.evaluate("document.activeElement.matches('details:not([open]) > summary')"):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement !== document.body"), f"{opened} of {parts} opened"
            assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
            if page.locator("details:not([open])").count() == 0:
                break
        page.keyboard.press("Enter")
        if page.locator("details:not([open])").count() == 0:
            break
    assert page.locator("details:not([open])").count() == 0

    wanted = page.locator("a[href], summary, button, input, select, .scroll").count()
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0); getSelection().removeAllRanges()")
    page.reload()
    unfolded(page)
    seen = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    assert len(seen - {-1, page.evaluate("[...document.querySelectorAll('*')].indexOf(document.body)")}) == wanted


def test_every_link_leads_somewhere(page, folder):
    unfolded(page)
    links = page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))")
    assert len(links) > 60
    for link in links:
        place, fragment = urldefrag(link)
        if not place:
            assert page.evaluate("(id) => document.getElementById(id) !== null", unquote(fragment)), link
            continue
        path = folder / unquote(place)
        assert not urlparse(place).scheme
        assert path.is_file(), link
        if number := fragment.removeprefix("page="):
            assert 1 <= int(number) <= len(pypdf.PdfReader(path).pages), link


def test_pictures_are_there_and_nothing_comes_from_elsewhere(chromium, folder):
    context = chromium.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / "index.html").as_uri())
    assert len(asked) == 1  # folded pictures are not loaded
    unfolded(page)
    pictures = page.locator("img")
    assert pictures.count() > 40
    for number in range(pictures.count()):
        pictures.nth(number).scroll_into_view_if_needed()
    page.wait_for_function("[...document.images].every((picture) => picture.naturalWidth > 0)")
    assert all(url.startswith(folder.as_uri()) for url in asked)
    assert page.evaluate("[...document.images].every((picture) => picture.alt)")
    context.close()


def test_filters(page):
    rows, articles = page.locator("tr[data-offer]:visible"), page.locator("article:visible")
    assert {row.get_attribute("data-offer") for row in rows.all()} == CLIENTS
    page.get_by_label("Chercher").fill("  CRÈCHES ")
    assert (rows.count(), articles.count()) == (1, 1)
    assert page.locator("output").inner_text() == "1 offre sur 4"
    page.get_by_label("Chercher").fill("")
    page.get_by_label("État").select_option("build")
    assert [row.get_attribute("data-offer") for row in rows.all()] == ["neuve", "vienne"]
    page.get_by_role("button", name="Tout déplier").click()
    assert page.locator("#offre-vienne details:not([open])").count() == 0
    assert page.locator("#offre-creches details[open]").count() == 0
    page.get_by_label("État").select_option("")
    page.get_by_role("button", name="Tout replier").click()
    assert page.locator("details[open]").count() == 0
    assert rows.count() == 4


def test_it_prints_whole_without_being_unfolded(page):
    printed = pypdf.PdfReader(BytesIO(page.pdf(format="A4")))
    assert all(abs(p.mediabox.width - 595) < 3 and abs(p.mediabox.height - 842) < 3 for p in printed.pages)
    text = " ".join("\n".join(p.extract_text() for p in printed.pages).split())
    for words in ("Pièce absente : <script>note</script>", "Une demande sans réponse", "Séance 1", "Septembre 2023"):
        assert words in text, words
    assert "Tout déplier" not in text
    assert "dossier-vienne.pdf" not in text  # files and pages are for the screen


def test_it_reads_without_script(chromium, folder):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    assert page.get_by_label("Chercher").count() == 1
    assert not page.get_by_label("Chercher").is_visible()
    article = page.locator("#offre-vienne")
    assert not article.get_by_text("Sans réponse", exact=True).is_visible()
    article.get_by_text("Demandes : 2").click()
    assert article.get_by_text("Sans réponse", exact=True).is_visible()
    context.close()


def test_what_it_says_of_each_offer(page):
    def article(client):
        return " ".join(page.locator(f"#offre-{client}").text_content().split())

    assert "n’a pas encore été construite" in article("neuve")
    assert "dimanche 2 juillet 2023" in article("neuve")  # its brief can be read
    assert "Clé inconnue « aproach »" in article("casse")
    assert page.locator("#offre-casse details.constats").get_attribute("open") is not None
    assert "Effacé depuis la construction : dc2.docx" in article("vienne")
    assert "Modifié à la main depuis la construction : findings.json, summary.json" in article("vienne")
    assert "gagnée" in article("creches")
    assert page.locator("#offre-vienne a[href='vienne/dc1.docx'] code").text_content() == "build/vienne/dc1.docx"
    assert "levé par Dominique Exemple" in article("vienne")
