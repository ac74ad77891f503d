"""The household page: who coordinates, who belongs, what the plan says."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kring.core.actor import Me
from kring.core.moments import local
from kring.core.reading import read, read_one, rows
from kring.residents.rules import Reachable


@dataclass(frozen=True, kw_only=True, slots=True)
class Household:
    """One household as I may see it. `plan` is empty while it is only aangemeld.

    `categories`: what I may see. `coordinates`: I do, or I stand in. `leads`: the coordinator's team is
    mine to lead. `transfer`: coordination on its way, with `transfer_to`. `closed_*`: the last plan, by whom it was
    coordinated and whom to call about it now (who left: the team). `waits_*`: the handover
    that is alive, and so who holds the next step. `nobody_lives`: the last member died; asked for an
    open plan that I answer for. `merged`: it goes on as another one, that I may not see.
    """

    id: UUID
    code: str
    name: str
    neighbourhood: str
    neighbourhood_id: UUID | None
    version: int
    merged: bool
    categories: list[str]
    because: list[str]
    plan: UUID | None
    plan_version: int | None
    weight: int
    next_talk_on: date | None
    opened_at: datetime | None
    coordinator: UUID | None
    coordinator_name: str
    coordinator_team: str
    coordinator_phone: str
    since: datetime | None
    coordinates: bool
    leads: bool
    stand_in: UUID | None
    stand_in_name: str
    stand_in_until: date | None
    words: str
    words_by: str
    words_on: date | None
    if_worse_call: str
    if_worse_do: str
    transfer: UUID | None
    transfer_to: str
    waits: UUID | None
    waits_with: str
    closed_at: datetime | None
    closed_because: str
    closed_by: str
    closed_team: str
    closed_phone: str
    aftercare_on: date | None
    aftercare_by: str
    nobody_lives: bool

    @property
    def is_mine(self) -> bool:
        """I answer for it: as coordinator, stand-in or team lead."""
        return self.coordinates or self.leads

    @property
    def may_pass_on(self) -> bool:
        """I see more than the name, and longer than an emergency lasts."""
        return "contact" in self.categories and set(self.because) != {"emergency"}

    @property
    def composes(self) -> bool:
        """I may say who belongs to it: I answer for its plan, or there is none yet."""
        return "contact" in self.categories and (self.plan is None or self.is_mine)


@dataclass(frozen=True, kw_only=True, slots=True)
class Member(Reachable):
    """A resident in the household; empty fields are unknown or not for me to see."""

    id: UUID
    name: str
    role: str
    born_on: date | None
    deceased_on: date | None
    leaves_on: date | None
    paused_because: str
    confided: bool


HOUSEHOLD = """
select h.id, h.code, h.name, coalesce(n.name, '') as neighbourhood, h.neighbourhood_id, h.version, h.merged_into_id is not null as merged, mine.categories, mine.because,
       p.id as plan, p.version as plan_version, coalesce(p.weight, 0) as weight, p.next_talk_on, p.opened_at, p.coordinator_id as coordinator,
       coalesce(kring.full_name(cu.given_name, cu.name_prefix, cu.family_name), '') as coordinator_name,
       coalesce(ct.name, co.name, '') as coordinator_team,
       coalesce(nullif(cp.phone, ''), ct.phone, '') as coordinator_phone, per.from_at as since,
       coalesce(p.coordinator_id = any((select kring.holders())::uuid[]), false) as coordinates,
       coalesce(p.team_id = kring.lead_of(), false) as leads,
       si.stand_in_id as stand_in, coalesce(kring.full_name(su.given_name, su.name_prefix, su.family_name), '')
         as stand_in_name, si.until_on as stand_in_until,
       coalesce(w.text, '') as words, coalesce(w.given_name, '') as words_by, w.said_on as words_on,
       coalesce(i.call, '') as if_worse_call, coalesce(i.do, '') as if_worse_do,
       tr.id as transfer, coalesce(kring.full_name(tu.given_name, tu.name_prefix, tu.family_name), '') as transfer_to,
       lh.id as waits, coalesce(lh.with_whom, '') as waits_with,
       last.closed_at, coalesce(last.closed_because, '') as closed_because, coalesce(last.closed_by, '') as closed_by,
       coalesce(last.closed_team, '') as closed_team, coalesce(last.closed_phone, '') as closed_phone, last.aftercare_on,
       coalesce(last.aftercare_by, '') as aftercare_by,
       p.id is not null and kring.nobody_lives(h.id) as nobody_lives
  from residents_household h
  left join directory_neighbourhood n on n.id = h.neighbourhood_id
  cross join lateral (
    select coalesce(array_agg(distinct c) filter (where c is not null), '{}') as categories,
           coalesce(array_agg(distinct a.because), '{}') as because
      from circle_access a left join lateral unnest(a.categories) c on true
     where a.household_id = h.id and a.holder = any((select kring.holders())::uuid[]) and a.from_at <= kring.at()
       and (a.until_at is null or a.until_at > kring.at())) mine
  left join circle_plan p on p.household_id = h.id and p.closed_at is null
  left join directory_position cp on cp.id = p.coordinator_id
  left join accounts_professional cu on cu.id = cp.professional_id
  left join directory_team ct on ct.id = cp.team_id
  left join directory_organisation co on co.id = cp.organisation_id
  left join circle_coordinationperiod per on per.plan_id = p.id and per.until_at is null
  left join lateral (
    select s.stand_in_id, s.until_on from circle_standin s
     where s.position_id = p.coordinator_id and s.from_on <= %(today)s and s.until_on >= %(today)s
       and (s.ended_at is null or s.ended_at > %(now)s) order by s.from_on desc limit 1) si on true
  left join directory_position sp on sp.id = si.stand_in_id
  left join accounts_professional su on su.id = sp.professional_id
  left join lateral (
    select w.text, w.said_on, r.given_name from plans_words w left join residents_resident r on r.id = w.resident_id
     where w.household_id = h.id order by w.said_on desc, w.updated_at desc limit 1) w on true
  left join plans_ifworse i on i.household_id = h.id
  left join circle_transfer tr on tr.plan_id = p.id and tr.effective_at is null and tr.ended_at is null
  left join directory_position tp on tp.id = tr.new_id
  left join accounts_professional tu on tu.id = tp.professional_id
  left join lateral (
    select x.id, coalesce(kring.full_name(u.given_name, u.name_prefix, u.family_name), xt.name) as with_whom
      from handovers_handover x
      left join directory_position xp on xp.id = case x.baton when 'sender' then x.sender_id else x.receiver_id end
      left join accounts_professional u on u.id = xp.professional_id
      left join directory_team xt on xt.id = x.receiver_team_id
     where x.household_id = h.id and num_nulls(x.settled_at, x.completed_at, x.withdrawn_at) = 3
       and x.kind = 'refer' order by x.sent_at desc limit 1) lh on true
  left join lateral (
    select q.closed_at, q.closed_because, q.aftercare_on, kring.full_name(u.given_name, u.name_prefix, u.family_name) as aftercare_by,
           kring.full_name(qu.given_name, qu.name_prefix, qu.family_name) as closed_by, qt.name as closed_team,
           coalesce(nullif(qp.phone, ''), qt.phone) as closed_phone
      from circle_plan q left join directory_position ap on ap.id = q.aftercare_by_id
      left join accounts_professional u on u.id = ap.professional_id
      left join directory_position qp on qp.id = q.coordinator_id and (qp.until_on is null or qp.until_on >= %(today)s)
      left join accounts_professional qu on qu.id = qp.professional_id
      left join directory_team qt on qt.id = q.team_id
     where q.household_id = h.id and q.closed_at is not null order by q.closed_at desc limit 1) last on true
 where h.id = %(id)s
"""

MEMBERS = """
select r.id, kring.full_name(coalesce(nullif(r.given_name, ''), r.salutation), r.name_prefix, r.family_name) as name,
       m.role, r.born_on, r.deceased_on, m.until_on as leaves_on, m.paused_because, coalesce(e.phone, '') as phone,
       coalesce(e.safe_to_call, 'unknown') as safe_to_call, coalesce(e.safe_voicemail, 'unknown') as safe_voicemail,
       coalesce(e.safe_letter, 'unknown') as safe_letter, coalesce(e.via_desk, '') as via_desk,
       coalesce(e.best_times, '') as best_times, coalesce(e.language, '') as language,
       coalesce(e.interpreter, false) as interpreter, coalesce(e.email, '') as email,
       coalesce(e.reads_with_difficulty, false) as reads_with_difficulty,
       coalesce(e.someone_present, '') as someone_present, coalesce(a.street, '') as street,
       coalesce(a.postcode, '') as postcode, coalesce(a.town, '') as town, coalesce(a.secret, false) as secret,
       coalesce(a.secret, false) and exists (select from circle_confidant c where c.resident_id = r.id
         and c.holder = any((select kring.holders())::uuid[])) as confided
  from residents_membership m join residents_resident r on r.id = m.resident_id
  left join residents_reachability e on e.resident_id = r.id and (e.household_id is null or e.household_id = m.household_id)
  left join lateral (
    select * from residents_address a
     where a.resident_id = r.id and (a.household_id is null or a.household_id = m.household_id)
     order by a.household_id nulls last, a.updated_at desc limit 1) a on true
 where m.household_id = %(id)s and (m.until_on is null or m.until_on >= %(today)s) and r.merged_into_id is null
 order by r.born_on nulls last, r.id
"""


def household(by: Me, household_id: UUID) -> Household | None:
    """The head of a household's pages; None when it does not exist for me. Costs one statement."""
    return read_one(Household, HOUSEHOLD, id=household_id, now=by.at, today=local(by.at).date())


MINE = """
select h.id, h.name || ' · ' || h.code as name from circle_plan p join residents_household h on h.id = p.household_id
 where p.coordinator_id = any((select kring.holders())::uuid[]) and p.closed_at is null and h.id <> %(but)s
 order by h.name, h.id
"""


def mine(by: Me, *, but: UUID) -> list[tuple[UUID, str]]:
    """The households that I coordinate: id, name and code, except this one. Costs one statement."""
    return [(row["id"], row["name"]) for row in rows(MINE, but=but)]


def members(by: Me, household_id: UUID) -> list[Member]:
    """Who belongs to it today, the eldest first. Costs one statement."""
    return read(Member, MEMBERS, id=household_id, today=local(by.at).date())
