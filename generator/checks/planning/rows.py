"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.finished import Check, Family, Raised
from generator.checks.planning import closed_days, contract, nursery, order, people, place, rhythm, sessions, sizes
from generator.foundation.diagnostic import Level

B, W, INFO = Level.BLOCKING, Level.WARNING, Level.INFO
_ASKED: Final = "la demande"
_HOLIDAYS: Final = "la demande ; arrêtés du calendrier scolaire"

FAMILY: Final = Family(
    "planning",
    "Planning",
    (
        Check(
            "C825",
            B,
            "Le planning et le prix comptent autant de séances que la demande.",
            _ASKED,
            sessions.same_sessions,
        ),
        Check(
            "C910",
            B,
            "Le planning imprimé donne chaque séance et chaque réunion une fois, numérotée, dans l'ordre des dates.",
            _ASKED,
            order.every_date_told,
        ),
        Check(
            "C911",
            B,
            "La durée d'une séance est la même dans le planning, le prix et le déroulé de la note.",
            "cohérence du dossier",
            rhythm.same_length,
        ),
        Check(
            "C912",
            B,
            "Le cadrage précède la première séance, le bilan vient à mi-parcours, l'évaluation après la dernière.",
            _ASKED,
            order.meetings_in_time,
        ),
        Check(
            "C913",
            B,
            "Le planning nomme, à chaque réunion, les participants que l'acheteur demande.",
            _ASKED,
            people.attendees_listed,
        ),
        Check(
            "C914",
            B,
            "Aucune date, même de repli, ne tombe un jour férié, en fin de semaine ou un jour que l'acheteur "
            "demande d'éviter.",
            _HOLIDAYS,
            closed_days.open_days,
        ),
        Check(
            "C915", B, "Personne n'est attendu à deux endroits à la fois.", "cohérence du dossier", people.nobody_twice
        ),
        Check("C916", W, "Les séances d'un groupe ont l'espacement prévu.", _ASKED, rhythm.apart),
        Check(
            "C917",
            B,
            "Les dates sont postérieures à la date limite et tiennent dans la durée du marché.",
            _ASKED,
            contract.within_contract,
        ),
        Check(
            "C918",
            B,
            "Aucun groupe ne dépasse l'effectif demandé, ni celui que la note admet.",
            _ASKED,
            sizes.groups_fit,
        ),
        Check(
            "C919",
            B,
            "Accueil du jeune enfant : les heures de chacun, la taille du groupe et le cadre que décrit la note "
            "sont ceux du texte.",
            "code de la santé publique, R. 2324-37",
            nursery.nursery_duty,
        ),
        Check(
            "C883",
            W,
            "Le département, qui donne la zone scolaire et les jours fériés, est celui que nomme la demande.",
            "la demande ; code de l'éducation, R. 222-2 (académies)",
            place.department_of_brief,
        ),
    ),
    (
        Raised("P301", B, "Les vacances scolaires de toutes les dates du planning sont connues.", _HOLIDAYS),
        Raised("P303", B, "Le département de l'acheteur, qui donne la zone scolaire, existe.", _HOLIDAYS),
        Raised("P304", B, "La zone est connue si les vacances scolaires sont à éviter.", _HOLIDAYS),
        Raised(
            "P305",
            B,
            "L'année de chaque date est plausible : aucune ne tombe loin de la période prévue.",
            "cohérence du dossier",
        ),
        Raised("P307", B, "Chaque réunion demandée est au planning, une seule fois.", _ASKED),
        Raised("P308", B, "Le bilan se tient entre deux séances.", _ASKED),
        Raised("P309", B, "Une date imposée est un jour possible.", _ASKED),
        Raised("P311", B, "Un planning qui respecte toutes les règles existe.", _ASKED),
        Raised("P312", B, "Rien ne commence avant la date limite de remise des offres.", _ASKED),
        Raised("P320", W, "Le rythme des séances est régulier.", _ASKED, waivable=True),
        Raised("P322", B, "Une séance dure ce que l'acheteur demande (plus longue : à vérifier).", _ASKED),
        Raised("P323", W, "Une date imposée est un jour convenu.", _ASKED, waivable=True),
        Raised("P324", W, "Les séances tiennent entre le début et la fin demandés.", _ASKED, waivable=True),
        Raised("P325", W, "Les heures sont celles de la demi-journée annoncée.", "cohérence du dossier", waivable=True),
        Raised("P326", W, "Une réunion imposée n'est pas un jour de repos.", "usage", waivable=True),
        Raised("P330", B, "Autant de groupes que demandés, sur chaque site.", _ASKED),
        Raised(
            "P331", W, "L'espacement de l'offre n'est pas plus large que celui de la demande.", _ASKED, waivable=True
        ),
        Raised("P332", B, "Les séances ont lieu au moment de la journée que l'acheteur demande.", _ASKED),
        Raised("P333", B, "Chaque participant a le temps que la demande exige, par an et par période.", _ASKED),
        Raised("P336", B, "Aucun groupe n'a plus de participants que la demande n'en admet.", _ASKED),
        Raised("L240", B, "L'approche convient à la taille du groupe.", "l'approche choisie"),
        Raised("L241", B, "L'approche convient à la durée d'une séance.", "l'approche choisie"),
        Raised("L242", W, "L'approche convient à l'espacement des séances.", "l'approche choisie", waivable=True),
        Raised("L245", B, "Aucun bloc ne suppose ce que la demande ou l'offre contredit.", "les blocs choisis"),
    ),
    varies="day",
)
