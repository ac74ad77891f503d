"""Whoever calls or comes by a link is helped, and reads no more than the act needs."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from kring.accounts.models import Link
from kring.core.actor import acting, guest, job, professional, resident
from kring.core.errors import Refused
from kring.handovers import actions, rules
from kring.handovers.models import Draft, Handover, Text
from kring.handovers.models.choices import Kind, Outcome

from .stories import sent, typed


def link(village, *, position=None, subject=None, proven=False):
    """A link that was opened; `proven`: a code was given as well."""
    return Link.objects.create(
        secret_hash=uuid4().bytes, purpose="start", position=position, subject=subject,
        made_at=village.now, expires_at=village.now + timedelta(days=1), used_at=village.now,
        session_until=village.now + timedelta(hours=1), proven_at=village.now if proven else None,
    ).pk  # fmt: skip


def helped(village):
    with acting(resident(link(village))) as me:
        draft = actions.start(
            Kind.REFER, by=me, data=typed(team=village.tuindorp, who={"asked_by": "resident"})
        )
        return actions.send(draft.pk, by=me)


def test_without_a_professional_sender_intake_holds_the_baton_from_the_first_second(village):
    handed = helped(village)

    with acting(professional(village.joris)):
        assert (handed.sender_id, handed.baton, handed.turn) == (None, "receiver", "receiver")


def test_the_receiver_of_a_cry_for_help_chooses_what_comes_after_not_fitting(village):
    handed = helped(village)
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
        with pytest.raises(Refused, match=rules.WhyNot.NOBODY_TO_ASK):
            actions.ask_question(handed.pk, "Wie?", by=joris)
        declined = actions.decline(
            handed.pk, reason="Past niet", outcome=Outcome.NO_OFFER, by=joris
        )
        assert (declined.baton, declined.turn) == ("receiver", "receiver")
        draft = actions.follow(handed.pk, by=joris)
        parts = typed(team=village.schuldhulp_team)
        actions.save(draft.pk, "to", parts["to"], by=joris)
        actions.save(
            draft.pk,
            "knows",
            parts["knows"] | {"ground": "public_task", "secrecy": "yes"},
            by=joris,
        )
        following = actions.send(draft.pk, by=joris)

    assert (following.chain_id, following.sender_id) == (handed.chain_id, village.joris)


def test_a_guest_sends_with_a_link_and_reads_it_back_later_only_with_a_code(village):
    with acting(guest(link(village, position=village.vermeer))) as me:
        handed = sent(me, team=village.tuindorp)
        assert handed.sender_id == village.vermeer
    with acting(guest(link(village, position=village.vermeer))):
        assert not Handover.objects.exists()
    with acting(guest(link(village, position=village.vermeer, proven=True))):
        assert Text.objects.filter(handover=handed).exists()


def test_a_guest_goes_on_with_a_draft_by_a_later_link_only_with_a_code(village):
    with acting(guest(link(village, position=village.vermeer))) as me:
        draft = actions.start(Kind.REFER, by=me, data=typed(team=village.tuindorp))
    for other, proven in ((village.vermeer, False), (village.bakker, True)):
        with acting(guest(link(village, position=other, proven=proven))) as me:
            assert not Draft.objects.exists()
            with pytest.raises(Refused):
                actions.save(draft.pk, "what", {"theme": "wonen"}, by=me)

    with acting(guest(link(village, position=village.vermeer, proven=True))) as me:
        actions.save(draft.pk, "what", draft.data["what"] | {"wish": "Rust in huis."}, by=me)
        handed = actions.send(draft.pk, by=me)

    assert (handed.pk, handed.sender_id) == (draft.pk, village.vermeer)
    with acting(professional(village.vermeer)):
        assert Text.objects.filter(body="Rust in huis.").exists()


def test_what_a_guest_began_stands_ready_in_the_own_account(village):
    with acting(guest(link(village, position=village.vermeer))) as me:
        draft = actions.start(Kind.CONSULT, by=me)

    with acting(professional(village.vermeer)):
        assert Draft.objects.get() == draft


def test_a_guest_receives_with_a_code(village):
    with acting(professional(village.joris)) as joris:
        handed = sent(joris, position=village.vermeer)
    with acting(guest(link(village, position=village.vermeer, proven=True))) as me:
        actions.receive(handed.pk, by=me)
        assert Text.objects.filter(handover=handed).exists()
        taken = actions.accept(handed.pk, first_step="Bellen", on=village.today, by=me)
    assert taken.state == "accepted"


def test_the_resident_answers_by_link_and_reads_nothing_of_it(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.tuindorp)
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
        actions.accept(handed.pk, first_step="Bellen", on=village.today, by=joris)
        actions.make_contact(handed.pk, how="phone", by=joris)

    with acting(resident(link(village, subject=handed.pk))) as me:
        assert not Text.objects.exists()
        said = actions.resident_says(handed.pk, actions.Says.NO, via=actions.Via.LINK, by=me)

    assert said.baton == "sender"


def test_a_team_member_types_for_a_caller(village):
    with acting(professional(village.joris)) as joris:
        handed = sent(
            joris, team=village.tuindorp, on_behalf={"sender": str(village.kemal)},
            knows={"ground": "yes", "secrecy": "", "how": "via_caller"},
        )  # fmt: skip
    assert (handed.sender_id, handed.typed_by_id) == (village.kemal, village.joris)
    with acting(professional(village.kemal)):
        assert Handover.objects.get() == handed


def test_what_fell_due_is_found_by_its_index(village):
    with acting(job("deadlines")), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(
            "explain select id from handovers_handover where sweep_at <= now()"
            " and settled_at is null and completed_at is null and withdrawn_at is null"
            " order by sweep_at limit 500"
        )
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert "handover_sweep" in plan
