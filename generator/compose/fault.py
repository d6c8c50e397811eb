"""A mistake in a block's template, as it is found deep inside Jinja."""

from __future__ import annotations

from jinja2 import TemplateError


class Fault(TemplateError):  # noqa: N818 - of the template, not of the program
    """Carries the code, the French sentence and the remedy out of the template; its line is found on the way."""

    def __init__(self, message: str, hint: str = "", code: str = "L202") -> None:
        super().__init__(message)
        self.sentence = message
        self.hint = hint
        self.code = code


def unknown_value(name: str = "") -> Fault:
    """What the brief or the offer leaves unknown can't be printed."""
    said = f"« {name} » n'a pas de valeur" if name else "valeur inconnue"
    test = f"{{% if {name or '…'} %}}"
    hint = f"entourez le passage de « {test} … {{% endif %}} », ou complétez la demande"
    return Fault(f"{said} : la demande ou l'offre ne la donne pas", hint)
