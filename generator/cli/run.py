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
        return code if isinstance(code, int) else FINE
    except click.UsageError as exc:
        click.echo(usage_sentence(exc), err=True)
        return USAGE
    except click.exceptions.Exit as exc:
        return exc.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrompu ; rien n'a été modifié.", err=True)
        return INTERRUPTED
    except Rejected as exc:
        for diagnostic in exc.diagnostics:
            click.echo(str(diagnostic), err=True)
        return exc.exit_code
    except SystemExit:  # so click ends when the reader of a pipe has gone: nothing is wrong
        return FINE
    except ModuleNotFoundError as exc:
        return _missing(exc)
    except OSError as exc:
        click.echo(_file_sentence(exc), err=True)
        return FILES
    except Exception:  # noqa: BLE001 - the last net: a bug is told with its traceback
        traceback.print_exc()
        click.echo("Erreur du programme : signalez-la avec le texte ci-dessus. Vos fichiers n'ont pas été modifiés.", err=True)
        return BUG


def _missing(exc: ModuleNotFoundError) -> int:
    if (exc.name or "").startswith("generator"):
        traceback.print_exc()
        return BUG
    click.echo(f"Il manque le paquet Python « {exc.name} ».\n  aide : relancez « make offer », ou « pip install -r requirements.txt »", err=True)
    return MISSING


def _file_sentence(exc: OSError) -> str:
    reasons = {28: "le disque est plein", 13: "accès refusé", 30: "dossier en lecture seule", 122: "quota de disque dépassé"}
    reason = reasons.get(exc.errno or 0, exc.strerror or str(exc))
    name = f" : {exc.filename}" if exc.filename else ""
    return f"E901 impossible de lire ou d'écrire un fichier ({reason}){name}\n  aide : libérez de la place, fermez le fichier ou vérifiez les droits ; l'ancienne version est intacte"


def _utf8() -> None:
    """Output in UTF-8 whatever the console's locale."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
