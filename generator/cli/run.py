"""Runs one command line and turns what it raises into a French sentence and an exit code."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence

import click

from generator.cli.commands import offer
from generator.cli.french import usage_sentence
from generator.foundation.diagnostic import Rejected

FINE, BLOCKING, USAGE, MISSING, FILES, BUG, INTERRUPTED = 0, 1, 2, 3, 4, 70, 130


def run(arguments: Sequence[str]) -> int:
    """The exit code of this command line."""
    _utf8()
    try:
        code = offer.main(args=list(arguments), prog_name="offer", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except SystemExit:  # how click ends when the reader of a pipe has gone, « offer … | head »: nothing is wrong
        return FINE
    except (Exception, KeyboardInterrupt) as exc:  # noqa: BLE001 - the last net: `told` sorts users' mistakes from bugs
        return told(exc)
    return code if isinstance(code, int) else FINE


def told(exc: BaseException) -> int:
    """Says what happened, on the error output, and gives the exit code that fits."""
    match exc:
        case click.UsageError():
            return _said(usage_sentence(exc), USAGE)
        case click.Abort() | KeyboardInterrupt():
            return _said("Interrompu ; rien n'a été modifié.", INTERRUPTED)
        case Rejected():
            return _said("\n".join(map(str, exc.diagnostics)), exc.exit_code)
        case ModuleNotFoundError() if not (exc.name or "").startswith("generator"):
            remedy = "relancez « make offer », ou « pip install -r requirements.txt »"
            return _said(f"Il manque le paquet Python « {exc.name} ».\n  aide : {remedy}", MISSING)
        case OSError():
            return _said(_file_sentence(exc), FILES)
        case _:
            traceback.print_exception(exc)
            return _said("Erreur du programme : signalez-la avec le texte ci-dessus. Vos fichiers sont intacts.", BUG)


def _said(sentence: str, code: int) -> int:
    click.echo(sentence, err=True)
    return code


def _file_sentence(exc: OSError) -> str:
    from generator.foundation.files import why

    reason = why(exc)
    name = f" : {exc.filename}" if exc.filename else ""
    remedy = "libérez de la place, fermez le fichier ou vérifiez les droits ; l'ancienne version est intacte"
    return f"E901 impossible de lire ou d'écrire un fichier ({reason}){name}\n  aide : {remedy}"


def _utf8() -> None:
    """Output in UTF-8 whatever the console's locale."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
