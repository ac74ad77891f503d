"""Every notice leads to a page that whoever is told can open."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db.models import Q

from kring.accounts.models import Professional
from kring.circle import actions as circle
from kring.circle import tasks as circle_tasks
from kring.circle.models import FollowUp, Involvement
from kring.core.actor import acting, job, professional
from kring.directory.models import Position
from kring.handovers import actions as handovers
from kring.handovers.actions import Says, Via
from kring.handovers.models import Signal
from kring.handovers.models.choices import Outcome, Side
from kring.handovers.tests.stories import sent
from kring.notices.models import Notice
from kring.notices.rules import ASKS, PROBLEMS, SAID
from kring.plans import actions as plans
from kring.residents import actions as residents
from kring.residents.models import Resident
from kring.sharing import actions as sharing
from kring.sharing import tasks as sharing_tasks
from kring.workspace import tasks as workspace_tasks
from kring.workspace.tests.conftest import signed_in
from kring.workspace.tests.stories import action_of_samira, involved
from tests.village import PEOPLE, Village, key

DAY = timedelta(days=1)
WHY = "Buren horen gegil en niemand doet open."
NOWHERE = {"standin.unled", "mail.failed"}  # news that leads to no page about a household
STORIES: dict[str, Callable[[Village], timedelta | None]] = {}


def tells(*steps):
    """This story owes a notice of each of these steps; it returns how much later one looks."""

    def kept(story):
        STORIES.update(dict.fromkeys(steps, story))
        return story

    return kept


def me(village, name, later=timedelta(0)):
    return acting(professional(getattr(village, name)), at=village.now + later)


def handed(village, *, to="tuindorp"):
    with me(village, "bakker") as bakker:
        where = (
            {"team": village.tuindorp} if to == "tuindorp" else {"position": getattr(village, to)}
        )
        return sent(bakker, **where).pk


def taken(village):
    pk = handed(village)
    with me(village, "joris") as joris:
        handovers.receive(pk, by=joris)
        handovers.accept(pk, first_step="Bellen", on=village.today, by=joris)
    return pk


def met(village):
    pk = taken(village)
    with me(village, "joris") as joris:
        handovers.make_contact(pk, how="visit", by=joris)
    return pk


def sweep(village, pk, later):
    with acting(job("deadlines"), at=village.now + later) as by:
        handovers.look_again(pk, by=by)


@tells("sent")
def sent_to_a_team(village):
    handed(village)


@tells("typed")
def typed_for_who_phoned(village):
    with me(village, "joris") as joris:
        sent(joris, team=village.tuindorp, on_behalf={"sender": str(village.bakker)})


@tells("accepted")
def accepted(village):
    taken(village)


@tells("declined")
def declined(village):
    pk = handed(village)
    with me(village, "joris") as joris:
        handovers.receive(pk, by=joris)
        handovers.decline(pk, reason="Woont elders.", outcome=Outcome.NO_OFFER, by=joris)


@tells("reassigned")
def reassigned(village):
    pk = taken(village)
    with me(village, "joris") as joris:
        handovers.reassign(pk, to=village.pieter, by=joris)


@tells("reminder")
def reminded(village):
    pk = handed(village)
    sweep(village, pk, DAY - timedelta(hours=1))


@tells("escalation", "holder")
def silent_all_the_way(village):
    pk = handed(village)
    sweep(village, pk, 2 * DAY)
    sweep(village, pk, 4 * DAY)
    return 4 * DAY


@tells("stand_in")
def silent_while_away(village):
    pk = handed(village, to="samira")
    away(village)
    sweep(village, pk, 2 * DAY)
    return 2 * DAY


@tells("overdue")
def silent_with_nobody_else_to_ask(village):
    pk = handed(village)
    with me(village, "joris") as joris:
        handovers.receive(pk, by=joris)
        handovers.decline(pk, reason="Woont elders.", outcome=Outcome.NO_OFFER, by=joris)
    sweep(village, pk, 9 * DAY)
    return 9 * DAY


@tells("completed", "feedback")
def completed(village):
    pk = met(village)
    with me(village, "joris") as joris:
        handovers.feed_back(pk, "Het gaat goed.", interim=False, by=joris)
        handovers.complete(pk, outcome=Outcome.HELPED, text="Weer rust.", by=joris)


@tells("failed")
def failed(village):
    pk = taken(village)
    with me(village, "joris") as joris:
        handovers.fail(pk, reason="Niet te bereiken.", outcome=Outcome.NOT_REACHED, by=joris)


@tells("withdraw")
def asked_to_withdraw(village):
    pk = met(village)
    with me(village, "bakker") as bakker:
        handovers.withdraw(pk, reason="Verhuisd.", outcome=Outcome.MOVED, by=bakker)


@tells("going on")
def went_on(village):
    asked_to_withdraw(village)
    with me(village, "joris") as joris:
        pk = Notice.objects.filter(step__startswith="withdraw").get().about
        handovers.go_on(pk, "Het loopt net.", by=joris)


@tells("withdrawn")
def withdrawn(village):
    pk = taken(village)
    with me(village, "bakker") as bakker:
        handovers.withdraw(pk, reason="Verhuisd.", outcome=Outcome.MOVED, by=bakker)


@tells("bridged")
def bridged(village):
    later = silent_all_the_way(village)
    with me(village, "bakker", later) as bakker:
        handovers.keep_contact(
            Notice.objects.filter(step__startswith="sent").get().about, by=bakker
        )
    return later


@tells("corrected")
def corrected(village):
    pk = taken(village)
    with me(village, "bakker") as bakker:
        handovers.correct(pk, "Het huisnummer is 12.", by=bakker)


@tells("question", "answer")
def asked(village):
    pk = taken(village)
    with me(village, "joris") as joris:
        handovers.ask_question(pk, "Welk nummer?", by=joris)
    with me(village, "bakker") as bakker:
        handovers.answer_question(pk, "Nummer 12.", by=bakker)


@tells("no show")
def nobody_came(village):
    pk = taken(village)
    with me(village, "joris") as joris:
        handovers.no_show(pk, by=joris)


@tells("contact")
def contact(village):
    met(village)


@tells("paused")
def paused(village):
    pk = taken(village)
    with me(village, "joris") as joris:
        until = village.today + 30 * DAY
        handovers.pause(pk, for_="de cursus", until=until, turn=Side.RECEIVER, by=joris)


@tells("resumed")
def resumed(village):
    pk = taken(village)
    with me(village, "joris") as joris:
        until = village.today + 30 * DAY
        handovers.pause(pk, for_="de verwijsbrief", until=until, turn=Side.SENDER, by=joris)
    with me(village, "bakker") as bakker:
        handovers.resume(pk, by=bakker)


def says(village, answer, later=timedelta(0)):
    pk = met(village)
    with me(village, "bakker", later) as bakker:
        handovers.resident_says(pk, answer, by=bakker, via=Via.PHONE)


@tells("contradicted")
def contradicted(village):
    says(village, Says.NO)


def asks_late(village, answer):
    """Joris received and coordinates; who sent them is asked."""
    pk = met(village)
    with me(village, "bakker", 20 * DAY) as bakker:
        handovers.resident_says(pk, answer, by=bakker, via=Via.PHONE)
    return 20 * DAY


@tells("resident no_contact")
def contradicted_too_late(village):
    return asks_late(village, Says.NO)


@tells("resident someone_else")
def someone_else_too_late(village):
    return asks_late(village, Says.SOMEONE_ELSE)


@tells("resident call_me")
def call_me(village):
    says(village, Says.CALL_ME)


def signal_of(mirjam, village):
    text = "Vaak ruzie op de trap."
    return handovers.give_signal(village.tuindorp, text=text, theme="wonen", by=mirjam)


@tells("signal overdue")
def signal_is_late(village):
    with me(village, "mirjam") as mirjam:
        given = signal_of(mirjam, village)
    with acting(job("deadlines"), at=village.now + 9 * DAY) as by:
        handovers.remind_signal(given.pk, by=by)
    return 9 * DAY


@tells("tell.resident")
def shared_what_somebody_does_not_know(village):
    day = village.today + 14 * DAY
    named = handovers.Named(
        name="Mevrouw Aydın", ground="police_task", route="right_to_report", knows="no",
        not_told_because="Zij deed niet open.", review_on=day,
    )  # fmt: skip
    with me(village, "mirjam") as mirjam:
        handovers.give_signal(
            village.tuindorp, text="Blijft binnen.", theme="eenzaam", named=named, by=mirjam
        )
    with acting(job("reminders"), at=village.now + 14 * DAY) as by:
        handovers.remind_to_tell(by=by)
    return 14 * DAY


@tells("signal given", "signal answered")
def signalled(village):
    with me(village, "mirjam") as mirjam:
        given = signal_of(mirjam, village)
    with me(village, "joris") as joris:
        handovers.answer_signal(given.pk, Signal.Answer.NO_ACTION, by=joris)


def gives(village):
    with me(village, "samira") as samira:
        party = circle.Party(position=village.joost)
        circle.involve(
            village.devries, party=party, role="schuldhulp", purpose="schulden", ground="yes",
            categories=["contact", "plan"], by=samira,
        )  # fmt: skip
        task = plans.Task(title="Bellen met de bank", due_on=village.today)
        doer = plans.Doer(position=village.joost)
        return plans.give_action(village.devries, task, doer=doer, by=samira)


@tells("action.given", "action.accepted")
def action_accepted(village):
    given = gives(village)
    with me(village, "joost") as joost:
        plans.accept_action(given.pk, by=joost)


@tells("action.declined")
def action_declined(village):
    given = gives(village)
    with me(village, "joost") as joost:
        plans.decline_action(given.pk, by=joost)


@tells("access.emergency")
def emergency(village):
    Position.objects.filter(pk=village.fleur).update(is_privacy_officer=True)
    with me(village, "tessa") as tessa:
        circle.break_glass(village.devries, reason=WHY, by=tessa)


def joins_by_handover(village, sender):
    with me(village, sender) as giver:
        known = {"household": str(village.devries), "resident": str(village.fatma)}
        pk = sent(giver, position=village.anja, who=known).pk
    with me(village, "anja") as anja:
        handovers.receive(pk, by=anja)
        handovers.accept(pk, first_step="Langsgaan", on=village.today, by=anja)


@tells("involvement.began")
def joined_by_handover(village):
    involved(village, "joost", "contact", "situation", "plan")
    joins_by_handover(village, "joost")


@tells("involvement.stopped")
def stopped(village):
    gives(village)
    with me(village, "joost") as joost:
        mine = Involvement.objects.get(position=village.joost)
        circle.end_involvement(mine.pk, by=joost)


@tells("involvement.still")
def fell_quiet(village):
    gives(village)
    later = 200 * DAY
    circle_tasks.remind(village.now + later)
    return later


@tells("involvement.ends")
def nearly_over(village):
    gives(village)
    with me(village, "samira") as samira:
        mine = Involvement.objects.get(position=village.joost)
        circle.involve_until(mine.pk, village.today + 5 * DAY, by=samira)
    circle_tasks.remind(village.now)


@tells("milestone.due")
def comes_of_age(village):
    with me(village, "samira"):
        Resident.objects.filter(pk=village.emre).update(born_on=date(2014, 3, 2))
    circle_tasks.come_of_age(village.now)
    circle_tasks.remind(village.now)


def takes_up_somebody_known(village):
    with me(village, "bakker") as bakker:
        born = {"given_name": "F.", "family_name": "Yılmaz", "born_on": "1984-05-04"}
        handed = sent(bakker, team=village.tuindorp, who=born)
    with me(village, "joris") as joris:
        handovers.receive(handed.pk, by=joris)
        return handovers.accept(
            handed.pk, first_step="Bellen", on=village.today, known=village.samira, by=joris
        )


@tells("known.joined")
def somebody_is_known(village):
    takes_up_somebody_known(village)


@tells("known.parted")
def two_after_all(village):
    joined = takes_up_somebody_known(village)
    with me(village, "joris") as joris:
        handovers.part(joined.household_id, by=joris)


@tells("home.joined", "home.leads")
def a_child_of_two_homes(village):
    with me(village, "tessa") as tessa:
        karel = residents.Person(family_name="De Vries", given_name="Karel")
        there = residents.register(karel, by=tessa, source=uuid4()).household
        circle.open_plan(there, by=tessa)
        code = residents.give_home_code(there, by=tessa)
    with me(village, "samira") as samira:
        residents.join_by_code(village.emre, code=code, role="zoon", by=samira)
        residents.say_leading(village.devries, resident=village.emre, here=True, by=samira)


@tells("note.shared")
def shares_a_note(village):
    involved(village, "anja", "contact", "plan", "health")
    story = plans.Story(text="De wond geneest slecht", at=village.now, category="health")
    with me(village, "anja") as anja:
        note = plans.write_note(village.devries, story, by=anja).pk
    yes = {"to": [str(village.samira)], "purpose": "zorg", "answer": "yes", "how": "spoken"}
    signed_in(village, "anja").post(f"/huishouden/{village.devries}/notitie/{note}/delen/", yes)


@tells("work.given")
def divides_what_is_left(village):
    action_of_samira(village)
    here = f"/mijn-werk/team/{village.samira}/verdelen/"
    signed_in(village, "ineke").post(
        here, {"alles": str(village.pieter), str(village.devries): "nu-niet"}
    )


@tells("work.left")
def leaves_work(village):
    action_of_samira(village)
    Professional.objects.filter(pk=village.professional("samira")).update(is_active=False)
    workspace_tasks.see_to_what_is_left(village.now)


@tells("standin.long")
def away_for_long(village):
    away(village)
    circle_tasks.remind(village.now + 40 * DAY)
    return 40 * DAY


@tells("role.ending")
def role_ends(village):
    decision = circle.Decision(
        kind="youth_protection", scope="Emre", decision="C/13/1234", from_on=village.today,
        until_on=village.today + 20 * DAY, position=village.joost,
    )  # fmt: skip
    with me(village, "samira") as samira:
        circle.record_role(village.devries, decision, categories=["contact"], by=samira)
    circle_tasks.remind(village.now)


def proposed(village, by="samira"):
    with me(village, by) as proposer:
        return circle.propose(village.devries, to=village.joris, by=proposer)


def moving(village):
    """Joris said yes, the resident agrees and Joost is told."""
    gives(village)
    transfer = proposed(village)
    with me(village, "joris") as joris:
        circle.accept(transfer.pk, by=joris)
    with me(village, "samira") as samira:
        circle.hear_resident(transfer.pk, reaction="agrees", by=samira)
        circle.tell_involved(transfer.pk, by=samira)
    return transfer


@tells("transfer.proposed", "transfer.accepted", "transfer.told", "objection", "answer ")
def objected(village):
    transfer = moving(village)
    with me(village, "joost") as joost:
        objection = circle.object_to(transfer.pk, reason="Liever niet.", by=joost)
    with me(village, "samira") as samira:
        circle.answer_objection(objection.pk, answer="Dat snap ik.", upheld=False, by=samira)


@tells("coordination.moved")
def moved(village):
    moving(village)
    circle_tasks.sweep(village.now + 10 * DAY)
    return 10 * DAY


@tells("transfer.objection")
def objection_upheld(village):
    transfer = moving(village)
    with me(village, "joost") as joost:
        objection = circle.object_to(transfer.pk, reason="Liever niet.", by=joost)
    with me(village, "ineke") as ineke:
        circle.answer_objection(objection.pk, answer="Dat snap ik.", upheld=True, by=ineke)


@tells("transfer.declined")
def proposal_declined(village):
    transfer = proposed(village)
    with me(village, "joris") as joris:
        circle.decline(transfer.pk, by=joris)


@tells("transfer.timed_out")
def proposal_timed_out_after_its_coordinator_left(village):
    proposed(village)
    Professional.objects.filter(pk=village.professional("samira")).update(is_active=False)
    circle_tasks.sweep(village.now + 60 * DAY)
    return 60 * DAY


@tells("transfer.resident")
def the_resident_says_no(village):
    transfer = proposed(village)
    with me(village, "joris") as joris:
        circle.accept(transfer.pk, by=joris)
    with me(village, "samira") as samira:
        circle.hear_resident(transfer.pk, reaction="objects", goes_to=village.pieter, by=samira)


def away(village, name="samira"):
    with me(village, "ineke") as ineke:
        return circle.stand_in(
            getattr(village, name), by_whom=village.pieter, from_on=village.today,
            until_on=date(2026, 12, 31), by=ineke,
        )  # fmt: skip


@tells("standin.began", "standin.ended")
def stood_in(village):
    made = away(village)
    with me(village, "ineke") as ineke:
        circle.end_stand_in(made.pk, by=ineke)


@tells("plan.closed")
def closed(village):
    gives(village)
    talk = circle.Conversation(
        because="done", helped="yes", looked_back="Ik kan weer slapen", stays="oma Riet",
        call="Samira", aftercare_on=village.today + 91 * DAY, aftercare_by=village.pieter,
    )  # fmt: skip
    with me(village, "samira") as samira:
        circle.close(village.devries, talk, by=samira)


@tells("aftercare.due")
def aftercare(village):
    closed(village)
    later = 91 * DAY
    circle_tasks.remind(village.now + later)
    return later


@tells("returns.due")
def returns(village):
    closed(village)
    with me(village, "pieter") as pieter:
        asked = FollowUp.objects.get(position=village.pieter).pk
        circle.ask(asked, how="Er ligt weer post.", again=True, by=pieter)


@tells("safety.review")
def safety(village):
    hides = sharing.Hidden(
        resident=village.fatma, hides="place", reason="Gevaar.", review_on=village.today + DAY
    )
    with me(village, "samira") as samira:
        sharing.raise_flag(village.devries, hides, by=samira)
    sharing_tasks.remind(village.now + DAY)
    return DAY


def readers(whom):
    """Who reads it: this position, or of a team the intake and the lead; nobody who left."""
    team = Q(pk=whom) | Q(team=whom, on_intake=True) | Q(team=whom, is_lead=True)
    there = Position.objects.filter(team, professional__is_active=True).values_list("pk", flat=True)
    return [name for name in PEOPLE if key(name) in there]


@pytest.mark.parametrize("step", STORIES)
def test_whoever_is_told_can_open_where_it_leads(village, step):
    later = STORIES[step](village) or timedelta(0)

    told = Notice.objects.filter(step__startswith=step, cancelled_at__isnull=True)
    assert told
    for notice in told:
        for name in readers(notice.whom):
            with time_machine.travel(village.now + later, tick=False):
                answer = signed_in(village, name).get(notice.path)
            assert answer.status_code == 200, (name, notice.step, notice.path)


def test_every_problem_and_every_act_that_is_asked_is_one_that_is_told():
    assert {*PROBLEMS, *ASKS, *SAID} - {"ask_again.due", "transfer.withdrawn", *NOWHERE} <= {
        each.strip() for each in STORIES
    }


@pytest.mark.parametrize("step", STORIES)
def test_each_step_asks_for_an_act_or_has_words(step):
    assert (step in ASKS) != any(step.startswith(begins) for begins in SAID)


def test_a_coordinator_who_sent_it_hears_once_that_somebody_joined(village):
    joins_by_handover(village, "samira")

    told = Notice.objects.filter(whom=village.samira).values_list("step", flat=True)
    assert [step.split()[0] for step in told] == ["accepted"]
