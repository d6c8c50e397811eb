"""The buyer's forms in a build: read from the offer and from the shelf, filled, put in the place of our own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from generator.brief.buyer_form import US, BuyerForm, BuyerFormInput, BuyerForms, FilledForm
from generator.compose.dossier import Dossier, Inputs
from generator.document.tree import Document
from generator.forms.candidature import cases
from generator.forms.edition import chosen
from generator.forms.engagement import copies, demanded
from generator.forms.facts import Facts, facts, of_member
from generator.forms.spec import NAMES, Name, form
from generator.foundation.days import short
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error, info, warning
from generator.foundation.files import inside, why
from generator.foundation.record import Loaded, read_record

SHELF: Final = "boilerplate/forms"
MAX_BYTES: Final = 20_000_000
_KEY: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KINDS: Final = (".pdf", ".docx")
_EDITIONS: Final = frozenset({"F504", "F508", "F509"})


def forms_folder(client: str) -> str:
    """Where the mappings of one offer stand, from the workspace."""
    return f"offers/{client}/forms"


def buyer_forms(workspace: Path, client: str) -> tuple[BuyerForms, Diagnostics]:
    """Every mapping of this offer, then those of the shelf, with the bytes of their files; none without folder."""
    own, folder = forms_folder(client), f"offers/{client}"
    found: list[BuyerFormInput] = []
    problems: list[Diagnostic] = []
    for place, root, mine in ((own, folder, True), (SHELF, SHELF, False)):
        for path in sorted((workspace / place).glob("*.yaml")):
            name = f"{place}/{path.name}"
            loaded, more = read_record(path, name, BuyerForm)
            problems += more
            if not _KEY.fullmatch(path.stem):
                said = f"nom de fichier impossible pour un formulaire : « {path.name} »"
                hint = "minuscules, chiffres et tirets seulement, par exemple dc1.yaml"
                problems.append(error("F580", Span(name), said, hint))
            elif loaded is not None:
                data, unread = _bytes(workspace / root, loaded, root)
                found.append(BuyerFormInput(path.stem, loaded, data, mine, unread))
    return BuyerForms(tuple(found), _kept(workspace / own / "pdf")), tuple(problems)


def _bytes(root: Path, loaded: Loaded[BuyerForm], place: str) -> tuple[bytes | None, Diagnostics]:
    file, span = loaded.value.file, loaded.span("file")
    path = inside(root, file)
    if not file.lower().endswith(_KINDS):
        said = f"formulaire « {file} » : ni un PDF, ni un document Word (.docx)"
        return None, (
            error("F581", span, said, "demandez-le à l'acheteur dans l'un de ces formats, ou convertissez-le"),
        )
    if path is None or not path.is_file():
        return None, (error("F580", span, f"formulaire introuvable : {file}", f"déposez-le dans {place}/"),)
    try:
        if path.stat().st_size > MAX_BYTES:
            said = f"formulaire trop gros : {file} ({MAX_BYTES // 1_000_000} Mo au plus)"
            return None, (error("F580", span, said, "vérifiez que c'est le bon fichier"),)
        return path.read_bytes(), ()
    except OSError as exc:
        said = f"formulaire illisible : {file} ({why(exc)})"
        return None, (error("F580", span, said, "fermez-le, ou vérifiez vos droits"),)


def _kept(folder: Path) -> dict[str, bytes]:
    """The PDFs that LibreOffice made of filled Word forms, by the sha256 of these."""
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.pdf")) if path.stat().st_size <= MAX_BYTES}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A form to fill, for the copy of a document that it replaces, or for the whole offer."""

    given: BuyerFormInput
    case: Facts
    document: Document | None = None

    @property
    def name(self) -> str:
        """The name of the filled file, without extension: that of the mapping, and what tells its copies apart."""
        several = self.case.several if self.document and not self.given.loaded.value.lot else ()
        return "-".join((self.given.name, *several))


def with_buyer_forms(dossier: Dossier) -> tuple[Dossier, Diagnostics]:
    """The dossier with the buyer's forms filled, and what must be known of each."""
    if not dossier.inputs.forms.forms:
        return dossier, ()
    from generator.build.buyer_filling import filled  # few offers have such forms, and filling loads much

    wanted, problems = _wanted(dossier)
    made: list[FilledForm] = []
    taken = {f"{each.slug}.docx" for each in (*dossier.documents, *dossier.aside)}
    taken.add(f"dossier-{dossier.inputs.client}.pdf")
    for one in wanted:
        form, found = filled(dossier, one.given, one.case, one.document, one.name)
        problems = (*problems, *found)
        if form is not None:
            form = replace(form, name=f"{form.name}-acheteur") if form.file in taken else form
            taken.add(form.file)
            made.append(form)
    return replace(dossier, buyer_forms=tuple(made)), (*problems, *(_told(dossier, form) for form in made))


def _told(dossier: Dossier, form: FilledForm) -> Diagnostic:
    """That a form of the buyer goes, and in the place of which of ours."""
    client = dossier.inputs.client
    if not form.replaces:
        return info("F589", form.span, f"formulaire de l'acheteur rempli : {form.file}", "relisez-le avant le dépôt")
    if any(file.slug == form.replaces for file in dossier.frozen):
        said = f"« {form.replaces} » est figé, et un formulaire de l'acheteur en prend la place : c'est lui qui part"
        return warning("F592", form.span, said, f"« offer freeze {client} --release {form.replaces} », ou retirez-le")
    said = f"formulaire de l'acheteur rempli : {form.file} est déposé à la place de notre « {form.replaces} »"
    hint = f"relisez build/{client}/{form.file} ; {form.replaces}.docx ne sert plus qu'à relire nos réponses"
    return info("F589", form.span, said, hint)


# --- which form for which document -----------------------------------------------------------------------


def _wanted(dossier: Dossier) -> tuple[tuple[_Wanted, ...], Diagnostics]:
    """Each form in force with the copies that it is for; an offer's own goes before the shelf's."""
    taken: dict[str, BuyerFormInput] = {}
    found: list[_Wanted] = []
    problems: list[Diagnostic] = []
    about = _cases(dossier)
    documents = {document.slug: document for document in dossier.documents}
    for given in dossier.inputs.forms.forms:
        late = _out_of_date(dossier.inputs, given)
        if late or given.data is None:
            problems += [late] if late else given.unread
            continue
        if given.loaded.value.piece is None:
            found.append(_Wanted(given, _whole(dossier, given.loaded.value)))
            continue
        meant = ((slug, case) for slug, key, case in about if _meant(given.loaded.value, key, case))
        matched = [(slug, case) for slug, case in meant if slug in documents]
        for slug, case in matched:
            if slug not in taken:
                taken[slug] = given
                found.append(_Wanted(given, case, documents[slug]))
            elif taken[slug].own == given.own:
                said = f"« {slug} » a déjà un formulaire de l'acheteur : {taken[slug].name}.yaml"
                hint = "gardez l'un des deux, ou précisez « lot » ou « member »"
                problems.append(error("F585", given.loaded.span("piece"), said, hint))
        if not matched and given.own:
            problems.append(_idle(given))
    return tuple(found), tuple(problems)


def _idle(given: BuyerFormInput) -> Diagnostic:
    said = f"ce formulaire n'est utilisé nulle part : l'offre n'a pas de « {given.loaded.value.piece} » qu'il vise"
    hint = "vérifiez « piece », « lot » et « member », ou donnez-lui un titre (« title ») s'il s'ajoute au dossier"
    return warning("F584", given.loaded.span("piece"), said, hint)


def _cases(dossier: Dossier) -> tuple[tuple[str, Name, Facts], ...]:
    """What each form of ours is about, by the slug of its document; those of the candidature know no price."""
    known, priced = _facts(dossier.inputs), _priced(dossier)
    about = [(key, case) for key in known.pieces for case in cases(key, known)]
    about += [(key, case) for key in demanded(priced) for case in copies(key, priced)]
    return tuple(("-".join((chosen(key, case).slug, *case.several)), key, case) for key, case in about)


def _facts(inputs: Inputs) -> Facts:
    people = tuple(person.file.value for person in inputs.team)
    return facts(inputs.brief, inputs.offer, inputs.candidate, people, inputs.partners)


def _priced(dossier: Dossier) -> Facts:
    return replace(_facts(dossier.inputs), quote=dossier.quote)


def _whole(dossier: Dossier, form: BuyerForm) -> Facts:
    """What a piece of its own is about: the whole offer, or its lot and its member."""
    known = _priced(dossier) if form.part == "offre" else _facts(dossier.inputs)
    member = next((m for m in known.members if (m.key or US) == form.member), None)
    known = of_member(known, member) if member else known
    return replace(known, lots=(form.lot,)) if form.lot else known


def _meant(form: BuyerForm, key: Name, case: Facts) -> bool:
    """Whether a mapping is for this copy of its piece."""
    who = case.member if case.given is None else next(iter(case.several), "")
    return (
        key == form.piece
        and (form.lot is None or form.lot in case.lots)
        and (form.member is None or form.member == (who or US))
    )


def _out_of_date(inputs: Inputs, given: BuyerFormInput) -> Diagnostic | None:
    """Why a form is not used on the day of this offer: before or after its time, or another edition is imposed."""
    form, day = given.loaded.value, inputs.offer.value.date
    hint = "rien à faire si c'est voulu : notre présentation est utilisée"
    if form.start and day < form.start:
        return info("F586", given.loaded.span("from"), f"formulaire utilisé à partir du {short(form.start)}", hint)
    if form.until and day > form.until:
        return info("F586", given.loaded.span("until"), f"formulaire utilisé jusqu'au {short(form.until)}", hint)
    asked = next((d.edition for d in inputs.brief.value.pieces if d.piece == form.piece and d.edition), None)
    if asked and form.edition and asked != form.edition:
        said = f"l'acheteur impose l'édition du {short(asked)} ; ce formulaire est celle du {short(form.edition)}"
        return warning("F586", given.loaded.span("edition"), said, "demandez-lui la bonne édition, ou prenez la nôtre")
    return None


def still_true(dossier: Dossier, problems: Diagnostics) -> Diagnostics:
    """What was found, without what is said of the edition of forms of ours that all give way to the buyer's."""
    keys = {document.key for document in dossier.documents}
    left = {document.key for document in dossier.documents if document.slug not in dossier.replaced}
    gone = tuple(f"{form(key).name} :" for key in NAMES if key in keys - left)
    return tuple(each for each in problems if each.code not in _EDITIONS or not each.message.startswith(gone))
