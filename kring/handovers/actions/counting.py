"""How handovers fare with each party, counted anew from what happened."""

from datetime import timedelta

from django.db import connection

from kring.core.actor import Me

from ..models.record import FEWEST

HAD_TIME = timedelta(days=14)  # what was sent later may still be on its way
LATELY = HAD_TIME + timedelta(days=90)


def count_records(*, by: Me) -> None:
    """Put the records of today in the place of those of yesterday, for everybody. Two statements.

    Source: docs/rules.md#H15.
    """
    span = {"since": by.at - LATELY, "until": by.at - HAD_TIME}
    with connection.cursor() as cursor:
        cursor.execute("delete from handovers_trackrecord")
        cursor.execute(_COUNT, span | {"at": by.at, "fewest": FEWEST})


# What was withdrawn says nothing about the receiver. What was declined was answered; how soon
# there is contact is counted of the rest.
_COUNT = """
insert into handovers_trackrecord
  (party, handovers, arrived, answered_in, contact_in, counted_at)
select party, count(*), count(*) filter (where contact_at is not null and contradicted_at is null),
  percentile_cont(0.75) within group (order by coalesce(answered_at, %(at)s) - sent_at),
  percentile_cont(0.75) within group (order by coalesce(contact_at, %(at)s) - sent_at)
    filter (where declined_at is null),
  %(at)s
from (
  select unnest(array[t.id, coalesce(t.organisation_id, p.organisation_id)]) as party,
    h.sent_at, h.contact_at, h.contradicted_at, h.declined_at,
    least(h.accepted_at, h.declined_at) as answered_at
  from handovers_handover h left join directory_team t on t.id = h.receiver_team_id
  left join directory_position p on p.id = h.receiver_id
  where h.sent_at between %(since)s and %(until)s and h.kind <> 'consult' and h.withdrawn_at is null
) sent
where party is not null group by party having count(*) >= %(fewest)s
"""
