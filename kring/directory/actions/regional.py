"""What holds for the whole region: its name, themes and their words, whom to call."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from kring.audit import actions as audit
from kring.core import moments
from kring.core.actor import Me
from kring.core.errors import or_refuse, refuse
from kring.directory import queries, rules
from kring.directory.models import EmergencyNumber, Region, Theme, ThemeWord
from kring.directory.rules import WhyNot

from .places import change


@transaction.atomic
def change_region(fields: Mapping[str, Any], *, version: int, by: Me) -> None:
    """What the region is called, how it looks and speaks. Raises Refused, Changed."""
    region = region_of(by)
    change(Region, region, fields, version=version)
    audit.record("region.changed", by=by, about=region)


@transaction.atomic
def save_theme(
    pk: UUID | None,
    fields: Mapping[str, Any],
    *,
    words: Mapping[str, Iterable[str]],
    version: int,
    by: Me,
) -> None:
    """Add or change a theme of the region with its words per sector. Raises Refused, Changed.

    Of `fields`, `ended` is whether it can still be chosen: the day of that is kept.
    """
    region = region_of(by)
    since = None
    if pk is not None:
        there, since = Theme.objects.values_list("region", "ended_on").get(pk=pk)
        refuse(rules.why_not_change_theme(there, region))
    fields = dict(fields)
    ended, today = fields.pop("ended", False), moments.local(by.at).date()
    fields["ended_on"] = (since or today) if ended else None
    with or_refuse(WhyNot.CODE_TAKEN):
        if pk is None:
            pk = Theme.objects.create(region_id=region, **fields).pk
        else:
            change(Theme, pk, fields, version=version)
    ThemeWord.objects.filter(theme=pk).delete()
    ThemeWord.objects.bulk_create(
        ThemeWord(theme_id=pk, sector=sector, word=word)
        for sector, said in words.items()
        for word in dict.fromkeys(said)
    )
    audit.record("theme.saved", by=by, about=pk)


@transaction.atomic
def save_number(pk: int | None, fields: Mapping[str, Any], *, by: Me) -> None:
    """Add or change whom this region calls. Raises Refused."""
    region = region_of(by)
    if pk is None:
        EmergencyNumber.objects.create(region_id=region, **fields)
    else:
        EmergencyNumber.objects.filter(pk=pk, region=region).update(**fields)
    audit.record("emergency_number.saved", by=by, about=region)


@transaction.atomic
def remove_number(pk: int, *, by: Me) -> dict[str, Any]:
    """Take a number off the danger line; what it was, to put it back. Raises Refused."""
    region = region_of(by)
    rows = EmergencyNumber.objects.filter(pk=pk, region=region)
    names = ("purpose", "phone", "opens_at", "closes_at", "weekend_only", "order")
    was = rows.values(*names).first()
    rows.delete()
    audit.record("emergency_number.removed", by=by, about=region)
    return dict(was or {})


def region_of(by: Me) -> UUID:
    """The region that I look after. Raises Refused."""
    admin = queries.admin(by)
    refuse(None if admin and admin.of_region else WhyNot.FOR_REGION)
    assert admin is not None
    return admin.region
