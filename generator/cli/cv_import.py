"""`offer cv import`: a JSON Resume becomes a draft of an intervener's file."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import workspace_option

EXIT_FILES = 4
LARGEST = 5_000_000  # bytes of a JSON Resume


@click.command(
    cls=FrenchCommand,
    name="import",
    help="Fait du JSON Resume FICHIER une fiche à compléter : boilerplate/interveners/<CLÉ>.yaml.",
)
@click.argument("file", metavar="FICHIER")
@click.option("--key", metavar="CLÉ", help="Nom de la fiche (par défaut : le nom de la personne).")
@workspace_option
def command(file: str, key: str | None, workspace: Path) -> int:
    """Writes the draft and says what is still to do; never overwrites a file."""
    from generator.build.scaffold import lay
    from generator.build.staff import FOLDER
    from generator.foundation.diagnostic import Rejected, Span, error
    from generator.foundation.files import given
    from generator.importers.resume import imported, plain_key

    data, problems = given(Path(file), LARGEST)
    draft, problems = imported(data, file) if data is not None else (None, problems)
    if draft is None:
        raise Rejected(problems, EXIT_FILES)
    if key is not None and plain_key(key) != key:
        raise click.UsageError(f"« {key} » ne peut pas nommer une fiche\n  aide : par exemple « {plain_key(key)} »")
    name = f"{FOLDER}/{key or plain_key(draft.name)}.yaml"
    if (workspace / name).exists():
        hint = "donnez un autre nom par --key, ou retirez ce fichier"
        raise Rejected([error("E925", Span(name), "ce fichier existe déjà : il n'est pas remplacé", hint)], EXIT_FILES)
    lay(workspace, {name: draft.text.encode()})
    click.echo(f"écrit : {name}")
    _list("À compléter", draft.missing)
    _list("Sans place dans la fiche, gardé en commentaire", draft.left)
    return 0


def _list(title: str, lines: tuple[str, ...]) -> None:
    if lines:
        click.echo(click.style(f"{title} ({len(lines)})", bold=True))
    for line in lines:
        click.echo(f"  {line}")
