"""A form as data: its rubrics, fields and boxes, with the date and the source of each edition.

Rubric titles and article numbers are the official form's; every other word is ours. Each edition is a file of
`data/` named `<key>-….yaml`: adding the file is enough for it to be used from its date on.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar, get_args

from pydantic import Field

from generator.brief.offer import Statement
from generator.foundation.diagnostic import Rejected
from generator.foundation.record import Day, Flag, Line, Number, Record, Whole, read_record
from generator.law.dated import Period, at

DATA = Path(__file__).parent / "data"
R = TypeVar("R", bound=Record)
P = TypeVar("P", bound=Period)
Name = Literal["dc1", "dc2", "attestation", "dc4", "attri1", "mandate"]
Party = Literal["candidate", "us", "leader"]
Need = Literal["mandatory", "wanted", "optional"]
NEEDS = "mandatory : bloque ; wanted : signale ; optional : peut manquer"
Condition = Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
Letter = Annotated[str, Field(pattern=r"^([A-N]\d?|[a-z]+)$")]
Source = Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)+$")]


class Say(Record):
    """A paragraph; `{candidate.name}` stands for an answer."""

    text: Line = Field(description="Texte")
    role: Literal["body", "small"] = Field(default="body", description="Taille du texte")
    when: Condition | None = Field(default=None, description="Condition d'impression")


class Points(Record):
    """A list of declarations."""

    points: tuple[Line, ...] = Field(min_length=1, description="Points de la liste")


class Blank(Record):
    """A label and the answer that `source` gives."""

    field: Line = Field(description="Libellé")
    source: Source = Field(description="Champ ou réponse, par exemple candidate.siret")
    need: Need = Field(default="mandatory", description=NEEDS)
    add: Source | None = Field(default=None, description="Champ YAML à remplir, s'il n'est pas la source")
    empty: Line | None = Field(default=None, description="Phrase imprimée sans réponse ; à défaut, un vide")
    when: Condition | None = Field(default=None, description="Condition d'impression")


class Box(Record):
    """A box: ticked by a condition, by a confirmed statement on honour, or never."""

    box: Line = Field(description="Libellé")
    when: Condition | None = Field(default=None, description="Condition qui coche la case")
    statement: Statement | None = Field(default=None, description="Déclaration sur l'honneur qui la coche")


class Grid(Record):
    """A table whose rows are computed."""

    table: Line = Field(description="Nom du tableau calculé")
    columns: tuple[Line, ...] = Field(default=(), description="Titres des colonnes")
    lines: tuple[Line, ...] = Field(
        default=(), description="Titres des lignes, si les colonnes sont calculées"
    )
    widths: tuple[Whole, ...] = Field(min_length=2, description="Largeurs en % ; leur somme est 100")
    summary: Line = Field(description="Ce que dit le tableau")
    title: Line | None = Field(default=None, description="Légende")
    quantities: Flag = Field(default=False, description="Après la première, les colonnes sont des quantités")
    empty: Line = Field(description="Phrase imprimée quand il n'y a pas de ligne")
    need: Need = Field(default="mandatory", description=NEEDS)
    add: Source = Field(description="Champ YAML à remplir")
    when: Condition | None = Field(default=None, description="Condition d'impression")


class Sign(Record):
    """The place and date of signing, left blank unless a confirmation gives them, then room to sign."""

    signature: Line = Field(description="Nom du champ de signature")
    party: Party = Field(default="candidate", description="Qui signe : candidate, us ou leader")
    statement: Statement | None = Field(default=None, description="Déclaration dont la confirmation donne la date")
    when: Condition | None = Field(default=None, description="Condition d'impression")


Item = Say | Points | Blank | Box | Grid | Sign


class Section(Record):
    """A rubric or a part of one; when it does not apply, `otherwise` says why and its boxes stay empty."""

    id: Letter = Field(description="Lettre officielle, ou nom court")
    title: Line = Field(description="Titre")
    when: Condition | None = Field(default=None, description="Condition d'application")
    otherwise: Line | None = Field(default=None, description="Pourquoi la rubrique est sans objet")
    unverified: Flag = Field(default=False, description="true : titre à relire sur le formulaire officiel")
    items: tuple[Item, ...] = Field(default=(), description="Contenu")


class Rubric(Section):
    """A lettered rubric with its parts."""

    sections: tuple[Section, ...] = Field(default=(), description="Sous-rubriques")


class Edition(Period):
    """An edition of the official form: from when, what it changed."""

    boxes: Whole | None = Field(default=None, description="Nombre de cases")
    note: Line = Field(description="Ce qui la distingue, en une phrase pour le relecteur")


class FormSpec(Record):
    """`data/<form>.yaml`."""

    key: Name = Field(description="Pièce")
    slug: Line = Field(description="Nom de fichier sans extension")
    name: Line = Field(description="Nom usuel (DC1)")
    form: Line | None = Field(default=None, description="Nom du formulaire officiel, si ce n'est pas le nom usuel")
    title: Line = Field(description="Titre")
    subtitle: Line = Field(description="Sous-titre")
    source: Line = Field(description="D'où viennent les rubriques")
    lettered: Flag = Field(default=True, description="Les rubriques portent une lettre officielle")
    version: Day | None = Field(default=None, description="Édition reproduite ; vide pour un texte libre")
    editions: tuple[Edition, ...] = Field(default=(), description="Éditions connues, dans l'ordre du temps")
    rubrics: tuple[Rubric, ...] = Field(min_length=1, description="Rubriques")


class SmeLimits(Period):
    """Below all of `staff` and one of the two amounts (euros), a company is small or medium."""

    staff: Whole = Field(description="Effectif à partir duquel une entreprise n'est plus une PME")
    turnover: Number = Field(description="Chiffre d'affaires annuel en euros à ne pas dépasser")
    balance: Number = Field(description="Ou total du bilan en euros à ne pas dépasser")


class Lookback(Period):
    """How many years a buyer may look back."""

    exercises: Whole = Field(description="Exercices comptables")
    references: Whole = Field(description="Années de références")


class DirectPayment(Period):
    """From this amount on, the buyer pays an accepted subcontractor of the first rank itself."""

    euros: Number = Field(description="Montant TTC de la sous-traitance en euros, à partir duquel il s'applique")


class WholeMonths(Period):
    """How a form that counts in months rounds a duration."""

    rounding: Literal["up"] = Field(description="up : tout mois entamé compte")


class Declaration(Period):
    """The only words allowed to speak of a declaration of activity."""

    words: Line = Field(description="Phrase imposée ; {number} est le numéro de déclaration")


class Exclusions(Period):
    """The articles that a statement on honour names, as ranges; those of other codes that it names too."""

    forms: tuple[Name, ...] = Field(min_length=1, description="Formulaires qui portent cette déclaration")
    ranges: tuple[Line, ...] = Field(min_length=1, description="Articles des cas d'exclusion, « L. a à L. b »")
    also: tuple[Line, ...] = Field(default=(), description="Autres suites d'articles que la déclaration nomme")


class Rules(Record):
    """`data/rules.yaml`."""

    sme: tuple[SmeLimits, ...] = Field(min_length=1, description="Seuils des PME")
    lookback: tuple[Lookback, ...] = Field(min_length=1, description="Périodes qu'un acheteur demande")
    declaration: tuple[Declaration, ...] = Field(min_length=1, description="Mention de la déclaration")
    direct_payment: tuple[DirectPayment, ...] = Field(min_length=1, description="Paiement direct des sous-traitants")
    whole_months: tuple[WholeMonths, ...] = Field(min_length=1, description="Durées en mois entiers")
    exclusions: tuple[Exclusions, ...] = Field(min_length=1, description="Articles des déclarations sur l'honneur")


NAMES: tuple[Name, ...] = get_args(Name)


@cache
def editions(key: Name, folder: Path = DATA) -> tuple[FormSpec, ...]:
    """Every edition of this form that the data holds, the oldest first."""
    files = sorted(folder.glob(f"{key}-*.yaml"))
    read = (_read(path.name, FormSpec, folder) for path in files)
    return tuple(sorted(read, key=lambda spec: spec.version or date.min))


def form(key: Name, day: date = date.max, imposed: date | None = None, folder: Path = DATA) -> FormSpec:
    """The form of that piece: the edition that the buyer imposes, else the one in force that day, else the oldest."""
    known = editions(key, folder)
    chosen = next((spec for spec in known if imposed and spec.version == imposed), None)
    return chosen or next((spec for spec in reversed(known) if spec.version is None or spec.version <= day), known[0])


@cache
def rules() -> Rules:
    """The dated rules that the forms rely on."""
    return _read("rules.yaml", Rules)


def exclusions(key: Name, day: date) -> Exclusions | None:
    """The articles that the statement on honour of this form names that day; None when it makes none."""
    mine = tuple(rule for rule in rules().exclusions if key in rule.forms)
    return in_force(mine, day) if mine else None


def in_force(periods: tuple[P, ...], day: date) -> P:
    """The rule of that day; the oldest one known for an earlier day."""
    return at(periods, day) or periods[0]


def sections(spec: FormSpec) -> tuple[Section, ...]:
    """Every rubric and every part of one, in the form's order."""
    return tuple(section for rubric in spec.rubrics for section in (rubric, *rubric.sections))


def boxes(spec: FormSpec) -> tuple[Box, ...]:
    """Every box of the form, in order."""
    return tuple(item for section in sections(spec) for item in section.items if isinstance(item, Box))


def _read(name: str, model: type[R], folder: Path = DATA) -> R:
    loaded, problems = read_record(folder / name, f"generator/forms/data/{name}", model)
    if loaded is None:
        raise Rejected(problems, exit_code=70)  # our own data: a bug
    return loaded.value
