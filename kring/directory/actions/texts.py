"""What a list says of organisations and positions, written for many at once."""

import json
from collections.abc import Iterable

from kring.core.reading import rows as run
from kring.directory.models import Organisation, Position

TEXTS: dict[type[Organisation] | type[Position], tuple[str, ...]] = {
    Organisation: ("phone", "email", "address", "kvk", "agb", "oin"),
    Position: ("phone", "email", "remark"),
}


def write_texts(things: Iterable[Organisation | Position]) -> None:
    """Write these texts of things that are locked; they get a next version. Two statements."""
    said = list(things)
    for model, names in TEXTS.items():
        ours = {str(each.pk): each for each in said if isinstance(each, model)}
        texts = [
            {"id": pk} | {name: getattr(each, name) for name in names} for pk, each in ours.items()
        ]
        for row in run(_statement(model, names), texts=json.dumps(texts)) if texts else ():
            ours[str(row["id"])].version = row["version"]


def _statement(model: type[Organisation] | type[Position], names: tuple[str, ...]) -> str:
    new = ", ".join(f"{name} = n.{name}" for name in names)
    typed = ", ".join(f"{name} text" for name in names)
    return (
        f"update {model._meta.db_table} t set {new}"  # noqa: S608  # names of ours, no values
        f" from jsonb_to_recordset(%(texts)s::jsonb) n(id uuid, {typed})"
        " where t.id = n.id returning t.id, t.version"
    )
