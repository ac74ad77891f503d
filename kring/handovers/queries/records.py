"""How handovers fare with whoever could get the next one."""

from collections.abc import Collection
from uuid import UUID

from kring.core.reading import read

from ..rules.records import Record


def records(parties: Collection[UUID]) -> dict[UUID, Record]:
    """The records of these teams and organisations; none where too little came. One query."""
    found = read(Record, _RECORDS, parties=list(parties))
    return {each.party: each for each in found}


def record(party: UUID | None) -> Record | None:
    """The record of one team or organisation. At most one query."""
    return records([party]).get(party) if party else None


_RECORDS = """
select party, handovers, arrived, answered_in, contact_in
from handovers_trackrecord where party = any(%(parties)s)"""
