"""What people do here: functions of the region's own, and the words by which its lists mean one."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from kring.audit import actions as audit
from kring.core.actor import Me
from kring.core.errors import Refused, or_refuse, refuse
from kring.directory import queries, rules
from kring.directory.models import Function, FunctionWord, Region
from kring.directory.rules import WhyNot, simple

from .places import change
from .regional import region_of


@transaction.atomic
def save_function(
    pk: UUID | None, fields: Mapping[str, Any], *, words: Sequence[str], version: int, by: Me
) -> None:
    """Add or change a function of the region with its words; without `fields` only those.

    Raises Refused, Changed.
    """
    region = region_of(by)
    there = Function.objects.get(pk=pk) if pk else None
    if there:
        refuse(rules.why_not_change_function(there.region_id, region, only_words=not fields))
    name = simple(fields["name"] if fields else there.name if there else "")
    said = {simple(word): word for word in words if simple(word) not in ("", name)}
    others = queries.called_otherwise(region, but=pk)
    refuse(rules.why_not_call(name, said, others=others))
    with or_refuse(WhyNot.NAME_TAKEN):
        pk = _write(there, fields, region=region, version=version)
        _keep_words(pk, said.values(), region=region)
    audit.record("function.saved", by=by, about=pk)


def mean(words: Mapping[str, UUID], *, by: Me) -> None:
    """Remember which function these words of a list mean. Raises Refused."""
    region = region_of(by)
    here = queries.functions_of(region).filter(pk__in=words.values())
    if set(words.values()) - set(here.values_list("pk", flat=True)):
        raise Refused(WhyNot.UNKNOWN_FUNCTION)
    for word, function in words.items():
        FunctionWord.objects.update_or_create(
            region_id=region, word=word, defaults={"function_id": function}
        )
        audit.record("function.meant", by=by, about=function)


def _write(
    there: Function | None, fields: Mapping[str, Any], *, region: UUID, version: int
) -> UUID:
    if there is None:
        return Function.objects.create(
            region_id=region, code=_code(fields["name"], region), **fields
        ).pk
    change(Function, there.pk, fields or {"name": F("name")}, version=version)
    return there.pk


def _code(name: str, region: UUID) -> str:
    """Nobody reads it; never that of a function which all regions share."""
    return f"{Region.objects.get(pk=region).code[:20]}-{slugify(name) or 'functie'}"[:50]


def _keep_words(function: UUID, words: "Sequence[str] | Any", *, region: UUID) -> None:
    FunctionWord.objects.filter(region=region, function=function).delete()
    FunctionWord.objects.bulk_create(
        FunctionWord(region_id=region, function_id=function, word=word) for word in words
    )
