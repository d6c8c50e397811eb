"""A document with every node of the tree, and the tools to look at a .docx or to change one as Word would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from lxml import etree

from generator.document.tree import (
    Break,
    Callout,
    Cell,
    Contents,
    Document,
    Figure,
    Heading,
    Item,
    Link,
    Listing,
    Note,
    PageBreak,
    Paragraph,
    Part,
    Remark,
    Row,
    Signature,
    Table,
    Text,
)
from generator.foundation.files import unzipped, zipped
from generator.foundation.ooxml import W
from generator.library.theme import Theme
from tests.properties.strategies import png

DAY = date(2023, 6, 30)
THEME = Theme(primary="1F3A5F", accent="B4532A", soft="F3EEE7", grey="595959", size="11")
LITERAL = 'AT&T <b> # $ * _ [ ] " ` \\ {{ }} 🙂 1\u202f234,56\u00a0€'
PICTURES = {"calendar": png(40, 20)}


def plain(words: str, role="body") -> Paragraph:
    return Paragraph((Text(words),), role)


def cell(words: str, align="left", span: int = 1) -> Cell:
    return Cell((plain(words),), align, span)


def row(*words: str, strong: bool = False) -> Row:
    return Row(tuple(map(cell, words)), strong)


def bullets(*items: str, ordered: bool = False) -> Listing:
    return Listing(tuple(Item((plain(words),)) for words in items), ordered)


def everything() -> Document:
    """Every node, every role, every mark."""
    inline = (
        Text("Texte simple, "),
        Text("gras", strong=True),
        Text(", "),
        Text("italique", emphasis=True),
        Text(", "),
        Text("les deux", strong=True, emphasis=True),
        Text(", "),
        Link("https://exemple.fr/a?b=1&c=2", (Text("un lien "), Text("gras", strong=True))),
        Text(" et "),
        Link("#methode", (Text("un renvoi"),)),
        Note((Text("Une note, "), Link("https://exemple.fr/n", (Text("avec lien"),)), Text("."))),
        Break(),
        Text(LITERAL),
        Remark("Confirmer ce chiffre."),
        Remark("Et celui-ci."),
    )
    nested = Listing(
        (
            Item((plain("un"), plain("suite de un"), bullets("un a", "un b"))),
            Item((plain("deux"), bullets("deux a", "deux b", ordered=True))),
        )
    )
    grid = Table(
        (
            row("Temps", "Contenu", "Durée"),
            Row(
                (cell("Accueil"), Cell((plain("Tour de table"), plain("précision", "small"))), cell("20 min", "right"))
            ),
            Row((cell("Sous-total", span=2), cell("20 min", "right")), strong=True),
            row("Exploration", "Récits", "40 min"),
            Row((cell("Total", span=2), cell("1 h", "right")), strong=True),
        ),
        (25, 55, 20),
        summary="Déroulé d'une séance",
    )
    fields = Table((row("SIRET", "000"), row("Statut", "☒ association")), (30, 70), 0, "fields", "Identité")
    return Document(
        key="note",
        slug="note-methodologique",
        title="Note méthodologique",
        subtitle="Dispositif d'analyse des pratiques",
        header="Organisme Exemple – Note",
        footer="Consultation 2023-86",
        mark="SPÉCIMEN",
        author="Organisme Exemple",
        cover=((Text("Acheteur : ", strong=True), Text("collectivité")), (Text("Le 30 juin 2023"),)),
        parts=(
            Part("_ao_000000001", (Contents(2),)),
            Part(
                "_ao_000000002",
                (
                    Heading(1, (Text("Objectifs"),), anchor="objectifs"),
                    plain("Une ouverture.", "lead"),
                    Paragraph(inline),
                    plain("Les mots de l'acheteur.", "quote"),
                    Heading(2, (Text("Progression"),)),
                    nested,
                    plain("Entre deux listes."),
                    bullets("premier", "second", ordered=True),
                    bullets("recommence à un", "puis deux", ordered=True),
                    Heading(3, (Text("Détail"),)),
                    Heading(4, (Text("Plus fin"),)),
                ),
            ),
            Part(
                "_ao_000000003",
                (
                    PageBreak(),
                    Heading(1, (Text("Méthode"),), anchor="methode"),
                    Callout("key", (Text("À retenir"),), (plain("Un."), plain("Deux."), bullets("puce", "autre"))),
                    Callout("key", (Text("Encore"),), (plain("Trois."),)),
                    Callout("example", (Text("Exemple"),), (bullets("un", "deux", ordered=True), plain("Fin."))),
                    Callout("care", (), (plain("Sans titre."),)),
                    Callout("conflict", (Text("Conflit de relecture"),), (plain("Autre version."), bullets("idée"))),
                    plain("Tableau 1", "caption"),
                    grid,
                    fields,
                    plain("☐ à cocher", "choice"),
                    plain("Précision.", "small"),
                    Figure("calendar", "Cinq séances, du 12 octobre au 6 juin", (Text("Calendrier"),), 120),
                ),
            ),
            Part(
                "_ao_000000004",
                (
                    Heading(1, (Text("Annexe"),), numbered=False),
                    Heading(2, (Text("Sans numéro"),), numbered=False),
                    Signature(
                        "signature", ((Text("Pour Organisme Exemple", strong=True),), (Text("Date et signature"),))
                    ),
                    Signature("signature", ()),
                ),
            ),
        ),
    )


# --- looking and changing ------------------------------------------------------------------------


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(unzipped(data)[name])


def changed(data: bytes, change: Callable[[str], str], name: str = "word/document.xml") -> bytes:
    """The file with one part rewritten; the change must change something."""
    parts = unzipped(data)
    before = parts[name].decode("utf-8")
    after = change(before)
    assert after != before
    return zipped(parts | {name: after.encode("utf-8")})


def replaced(data: bytes, old: str, new: str, name: str = "word/document.xml") -> bytes:
    """The file with one piece of a part rewritten."""
    assert old in unzipped(data)[name].decode("utf-8")
    return changed(data, lambda text: text.replace(old, new, 1), name)


def values(data: bytes, path: str, name: str = "word/document.xml") -> list[str]:
    """The `w:val` of the elements at this path, `w:` prefixed."""
    return [e.get(f"{{{W}}}val", "") for e in part(data, name).iterfind(path, {"w": W})]
