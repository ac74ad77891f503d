"""Whom someone looks for, by what they type: a part of a name, words in any order, a slip."""

from dataclasses import dataclass
from uuid import UUID

from kring.core.actor import Me
from kring.core.moments import local
from kring.core.reading import PROFESSIONAL_NAME, read

SHORTEST = 2  # signs: one letter finds everybody


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """An organisation, team or position (`kind`), and how to tell it from others by `note`.

    `exact`: it has every word that was typed; else it only comes near.
    """

    kind: str
    id: UUID
    name: str
    note: str
    phone: str
    organisation: UUID
    is_core: bool
    exact: bool


# What has every word that was meant, by the index of the longest one. First what begins with what
# was typed, then where a word does.
_FOUND = f"""
with typed as materialized (
  select kring.plain(%(words)s) as said
), asked as materialized (
  select distinct word from typed, unnest(string_to_array(said, ' ')) word
   where length(said) >= {SHORTEST}
), meant as materialized (
  select a.word as typed, '%%' || m.word || '%%' as pattern, m.exact
    from asked a, kring.meant(%(region)s, a.word) m
), fits as materialized (
  select f.id, f.kind, f.words from directory_findable f
   where f.region_id = %(region)s and f.kind = any(%(kinds)s)
     and f.words like any(array(select m.pattern from meant m
           where m.typed = (select word from asked order by length(word) desc, word limit 1)))
     and ((select count(*) = 1 from asked) or not exists (
           select from asked a where not exists (
             select from meant m where m.typed = a.word and f.words like m.pattern)))
     and coalesce(f.from_on <= %(today)s, true) and coalesce(f.until_on >= %(today)s, true)
), first as (
  select x.*, k.place as kind_place, (select bool_and(exact) from meant) as exact
    from unnest(%(kinds)s::text[]) with ordinality k(kind, place), lateral (
      select f.id, f.kind, row_number() over () as place from (
        select f.* from fits f, typed where f.kind = k.kind
         order by f.words not like said || '%%',
                  ' ' || f.words not like '%% ' || said || '%%', f.words, f.id
         limit %(many)s) f) x
)
select r.kind, r.id, coalesce(o.name, t.name, {PROFESSIONAL_NAME}) as name,
       coalesce(o.kind, f.name || ' · ' || g.name, concat_ws(' · ', g.name, areas.names)) as note,
       coalesce(nullif(p.phone, ''), nullif(t.phone, ''), g.phone, o.phone, '') as phone,
       coalesce(o.id, g.id) as organisation, coalesce(t.is_core, false) as is_core,
       r.exact
  from first r
  left join directory_organisation o on r.kind = 'organisation' and o.id = r.id
  left join directory_team t on r.kind = 'team' and t.id = r.id
  left join directory_position p on r.kind = 'position' and p.id = r.id
  left join accounts_professional u on u.id = p.professional_id
  left join directory_function f on f.id = p.function_id
  left join directory_organisation g on g.id = coalesce(p.organisation_id, t.organisation_id)
  left join lateral (
    select string_agg(n.name, ', ' order by n.name) as names from directory_team_area a
      join directory_neighbourhood n on n.id = a.neighbourhood_id
     where a.team_id = t.id) areas on true
 order by r.kind_place, r.place
"""  # noqa: S608  # only names and numbers that we wrote are put in


def find(me: Me, words: str, *, kinds: tuple[str, ...], many: int) -> list[Found]:
    """Of each kind at most so `many` in my region, in the order of `kinds`. One statement."""
    return read(
        Found, _FOUND, words=words.replace("\0", " "), region=me.region, kinds=list(kinds),
        many=many, today=local(me.at).date(),
    )  # fmt: skip
