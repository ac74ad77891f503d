"""Closing a plan is a conversation."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from kring.audit import actions as audit
from kring.circle import rules
from kring.circle.models import Closing, FollowUp, Involvement, Plan, StatutoryRole, Transfer
from kring.core import moments
from kring.core.actor import Me
from kring.core.errors import Refused, or_refuse, refuse
from kring.notices import actions as notices


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """What was said at closing. `because`: Plan.Closed; `helped`: Closing.Helped.

    Aftercare: a day and a person, or why not. `ask_again_*`: for who wants no help now.
    """

    because: str
    helped: str = Closing.Helped.NOT_ASKED
    looked_back: str = ""
    stays: str = ""
    call: str = ""
    aftercare_on: date | None = None
    aftercare_by: UUID | None = None
    no_aftercare_because: str = ""
    ask_again_by: UUID | None = None
    ask_again_on: date | None = None


@transaction.atomic
def close(household: UUID, said: Conversation, *, by: Me) -> Closing:
    """Close the plan after the conversation; everybody in the circle is told and leaves.

    Refused with an open chain, transfer, safety flag or a statutory role without successor.
    plans.actions.close_household settles the open actions first. The coordinator keeps access
    for six months: who returns comes back to the same one.
    """
    plan = _lock(household)
    refuse(_why_not(plan, said, by))
    parties = _leave(household, by=by)
    made = _write(plan, said, by=by)
    _promise(plan, said)
    with or_refuse(rules.WhyNot.CHAIN_OPEN):
        _close(plan, said, by=by)
    audit.record("plan.closed", by=by, about=plan.id, household=household, because=said.because)
    _tell(plan, parties, {said.aftercare_by, said.ask_again_by}, by=by)
    return made


def _lock(household: UUID) -> Plan:
    open_ = Plan.objects.select_for_update().filter(household_id=household, closed_at__isnull=True)
    plan = open_.first()
    if plan is None:
        raise Refused(rules.WhyNot.NOT_COORDINATOR)
    return plan


def _why_not(plan: Plan, said: Conversation, by: Me) -> rules.WhyNot | None:
    today = moments.local(by.at).date()
    roles = StatutoryRole.objects.filter(household=plan.household_id, successor__isnull=True)
    state = rules.closing.State(
        flagged=_says("select kring.is_flagged(%s)", plan.household_id),
        statutory_without_successor=roles.filter(
            Q(until_on__isnull=True) | Q(until_on__gte=today)
        ).exists(),
        transfer_open=Transfer.objects.filter(
            plan=plan, effective_at__isnull=True, ended_at__isnull=True
        ).exists(),
        someone_lives=not _says("select kring.nobody_lives(%s)", plan.household_id),
    )
    return rules.why_not_close(state, _said(said), today=today)


def _said(said: Conversation) -> rules.closing.Said:
    return rules.closing.Said(
        because=Plan.Closed(said.because),
        stays=said.stays,
        call=said.call,
        aftercare_on=said.aftercare_on,
        aftercare=said.aftercare_by is not None,
        no_aftercare_because=said.no_aftercare_because,
        ask_again=said.ask_again_by is not None and said.ask_again_on is not None,
    )


def _says(question: str, household: UUID) -> bool:
    """The answer of the database, also by what the coordinator may not see."""
    with connection.cursor() as cursor:
        cursor.execute(question, [household])
        return bool(cursor.fetchone()[0])


def _leave(household: UUID, *, by: Me) -> set[UUID | None]:
    """Everybody's involvement ends, and with it their access; who they were."""
    there = Involvement.objects.filter(household_id=household, until_at__isnull=True)
    parties = dict(there.values_list("id", "position"))
    there.update(until_at=by.at)
    with connection.cursor() as cursor:
        cursor.executemany(
            "select kring.end_access(%s, %s)", [(each, household) for each in parties]
        )
    return set(parties.values())


def _write(plan: Plan, said: Conversation, *, by: Me) -> Closing:
    if by.position is None:
        raise Refused(rules.WhyNot.NOT_COORDINATOR)
    with or_refuse(rules.WhyNot.NOT_COORDINATOR):
        return Closing.objects.create(
            household_id=plan.household_id,
            plan=plan,
            helped=Closing.Helped(said.helped),
            looked_back=said.looked_back.strip(),
            stays=said.stays.strip()[:200],
            call=said.call.strip()[:200],
            no_aftercare_because=said.no_aftercare_because.strip()[:200],
            ask_again_by_id=said.ask_again_by,
            ask_again_on=said.ask_again_on,
            at=by.at,
            by_id=by.position,
        )


def _promise(plan: Plan, said: Conversation) -> None:
    """Who asks later how it goes, or whether help is welcome; they reach the household by it."""
    promised = [
        (FollowUp.Kind.AFTERCARE, said.aftercare_by, said.aftercare_on),
        (FollowUp.Kind.ASK_AGAIN, said.ask_again_by, said.ask_again_on),
    ]
    with or_refuse(rules.WhyNot.NOT_COORDINATOR):
        for kind, whom, day in promised:
            if whom is not None and day is not None:
                FollowUp.objects.create(
                    household_id=plan.household_id, plan=plan, kind=kind, position_id=whom,
                    due_on=day,
                )  # fmt: skip


def _close(plan: Plan, said: Conversation, *, by: Me) -> None:
    plan.closed_at, plan.closed_by_id = by.at, by.position
    plan.closed_because = Plan.Closed(said.because)
    plan.aftercare_on, plan.aftercare_by_id = said.aftercare_on, said.aftercare_by
    plan.next_talk_on = None
    plan.save(
        update_fields=[
            "closed_at", "closed_by", "closed_because", "aftercare_on", "aftercare_by",
            "next_talk_on",
        ]
    )  # fmt: skip


def _tell(plan: Plan, left: set[UUID | None], stay: set[UUID | None], *, by: Me) -> None:
    """Only who asks later how it goes may still open the household."""
    path = f"/huishouden/{plan.household_id}/"
    notices.owe(
        [
            notices.Owed(
                about=plan.pk, step="plan.closed", whom=each, path=path if each in stay else ""
            )
            for each in left | stay
            if each is not None and each != by.position
        ],
        at=by.at,
    )
