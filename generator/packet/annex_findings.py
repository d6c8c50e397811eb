"""What is said of an annex that was opened: why it is refused, or what was changed in it, each with its remedy."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error, info, warning

ANNEX = "annexe"


@dataclass(frozen=True, slots=True)
class Told:
    """The findings on one annex: its name, where it is named, and what else it may be (a feminine noun)."""

    name: str
    span: Span
    kind: str = ANNEX

    @property
    def _annex(self) -> str:
        return f"{self.kind} « {self.name} »"

    def heavy(self) -> Diagnostic:
        """Too much in it for a page that people read."""
        message = f"{self._annex} : contenu démesuré une fois décompressé"
        return error("W745", self.span, message, "imprimez-la en PDF pour l'alléger, et vérifiez d'où elle vient")

    def long(self, pages: int, most: int) -> Diagnostic:
        """More pages than a packet binds."""
        message = f"{self._annex} trop longue ({pages} pages ; {most} au plus)"
        return error("W745", self.span, message, "ne joignez que les pages utiles")

    def locked(self) -> Diagnostic:
        """A password is needed to open it."""
        message = f"{self._annex} protégée par un mot de passe"
        return error("W743", self.span, message, "enregistrez-en une copie sans mot de passe")

    def damaged(self) -> Diagnostic:
        """It can't be read, or not all of it."""
        message = f"{self._annex} : PDF abîmé ou incomplet"
        hint = "ouvrez-la dans un lecteur et enregistrez-la de nouveau en PDF"
        return error("W742", self.span, message, hint)

    def pageless(self) -> Diagnostic:
        """It has no page."""
        return error("W744", self.span, f"{self._annex} sans aucune page", "téléchargez-la de nouveau")

    def dynamic(self) -> Diagnostic:
        """A form that one program alone shows."""
        message = f"{self._annex} : formulaire dynamique (XFA), que seul Adobe Reader affiche"
        return error("W749", self.span, message, "imprimez-la en PDF depuis Adobe Reader")

    def ill_chosen(self, why: str, span: Span | None) -> Diagnostic:
        """The pages to take are not pages of the file."""
        message = f"{self._annex}, pages à reprendre : {why}"
        return error("W750", span or self.span, message, "écrivez des pages du fichier, une fois chacune (« 1-3, 7 »)")

    def untouchable(self, span: Span | None) -> Diagnostic:
        """Some of its pages are asked for, and taking the others out would break its signature."""
        message = f"{self._annex} signée électroniquement : n'en reprendre que des pages casserait sa signature"
        hint = "retirez « pages » : elle est jointe à part, entière ; ou joignez une copie de ces pages imprimée en PDF"
        return error("W754", span or self.span, message, hint)

    def signed(self) -> Diagnostic:
        """Bound, it would lose its signature."""
        message = (
            f"{self._annex} signée électroniquement : l'assembler casserait sa signature, "
            "elle n'est donc pas reliée au dossier"
        )
        hint = (
            "rien à faire : « offer deposit » la range, telle quelle, dans son enveloppe ; "
            "pour la relier, joignez-en plutôt une copie imprimée en PDF"
        )
        return warning("W746", self.span, message, hint)

    def removed(self, what: Sequence[str]) -> Diagnostics:
        """What was taken out of it."""
        if not what:
            return ()
        message = f"{self._annex} : retiré du fichier avant envoi ({', '.join(what)})"
        return (info("W747", self.span, message, "rien à faire : la pièce jointe n'en contient plus"),)

    def redrawn(self, redrawn: Sequence[tuple[int, str]], worded: Collection[int], pages: int) -> Diagnostics:
        """Which pages became pictures: their reason, once for each; the words of those `worded` stay."""
        hint = "rien à faire ; pour des lettres plus nettes, enregistrez-la en PDF/A avec ses polices"
        if self.kind != ANNEX:
            hint = "rien à faire : le fichier remis à part n'en est pas changé"
        problems = []
        whys = {page: (reason, page in worded) for page, reason in redrawn}
        for reason, words in dict.fromkeys(whys.values()):
            which = _which([page for page, why in whys.items() if why == (reason, words)], pages)
            message = f"{self._annex}{which} : {reason} ; reproduite en image pour rester lisible partout"
            message += " (son texte se cherche et se copie comme avant)" if words else ""
            problems.append(info("W748", self.span, message, hint))
        return tuple(problems)

    def textless(self, which: Sequence[int], pages: int) -> Diagnostics:
        """Pages that are pictures already: nobody can search them, and no screen reader reads them."""
        if not which:
            return ()
        message = f"{self._annex}{_which(which, pages)} : image sans texte (numérisation)"
        hint = (
            "si vous avez le fichier d'origine, joignez-le plutôt ; sinon une reconnaissance de texte la rend lisible"
        )
        return (info("W751", self.span, message, hint),)

    def thin(self, which: Sequence[int], pages: int) -> Diagnostics:
        """Pages so long or so large that nobody reads them at the size of ours."""
        if not which:
            return ()
        message = f"{self._annex}{_which(which, pages)} : format démesuré, illisible une fois réduit à la page"
        hint = "relisez-la dans le dossier ; au besoin, enregistrez-la découpée en pages A4 ou A3"
        return (warning("W755", self.span, message, hint),)

    def unlinked(self, beyond: int, dead: int) -> Diagnostics:
        """Links and bookmarks that could not stay."""
        reasons = (
            *((f"{beyond} vers des pages non reprises",) if beyond else ()),
            *((f"{dead} sans adresse utilisable",) if dead else ()),
        )
        if not reasons:
            return ()
        message = f"{self._annex} : liens ou signets laissés de côté ({', '.join(reasons)})"
        return (info("W752", self.span, message, "rien à faire, sauf si le lecteur en a besoin : corrigez la source"),)

    def mended(self, mended: bool) -> Diagnostics:
        """It was damaged, and could be read nonetheless."""
        if not mended:
            return ()
        message = f"{self._annex} : fichier abîmé, réparé à la lecture"
        return (warning("W753", self.span, message, "relisez ses pages dans le dossier, ou redemandez le fichier"),)


def _which(which: Sequence[int], pages: int) -> str:
    """« page 2 », « pages 2, 5 »; nothing when it is all of them."""
    if len(which) == pages:
        return ""
    return f" page {which[0]}" if len(which) == 1 else f" pages {', '.join(map(str, which))}"
