"""The machine of rules.MOVES, driven at random against PostgreSQL.

After every step: each open chain has one live handover, one turn and (no consult) one baton, and
whoever may act is who the rules say. Impossible moves are refused by the rules and by the database.
"""

from contextlib import ExitStack, suppress
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kring.core.actor import acting, job, professional
from kring.core.errors import Refused
from kring.core.moments import local
from kring.handovers import actions, queries, rules
from kring.handovers.models import Chain, Handover, Progress, Text
from kring.handovers.models.choices import Fact, Kind, Outcome, Side, State
from tests.environment import SOAK
from tests.village import NOW, Village

from .stories import typed

village = Village()
SENDER, INTAKE, COLLEAGUE, LEAD, STRANGER = (
    village.bakker, village.joris, village.pieter, village.ineke, village.vreemd,
)  # fmt: skip
INTAKES = {village.tuindorp: INTAKE, village.vogelwijk: village.tessa}
EVERYONE = [SENDER, INTAKE, COLLEAGUE, LEAD, STRANGER]
# The verb of rules.MOVES → how it is done; each is tried by everybody in every state.
VERBS: dict[str, Any] = {
    "receive": lambda h, me: actions.receive(h, by=me),
    "accept": lambda h, me: actions.accept(
        h, first_step="Bellen", on=local(me.at).date(), bridge="Ik bel wekelijks", by=me
    ),
    "decline": lambda h, me: actions.decline(h, reason="Nee", outcome=Outcome.NO_OFFER, by=me),
    "withdraw": lambda h, me: actions.withdraw(h, reason="Nee", outcome=Outcome.MOVED, by=me),
    "make_contact": lambda h, me: actions.make_contact(h, how="visit", by=me),
    "pause": lambda h, me: actions.pause(
        h,
        for_="plek",
        until=local(me.at).date() + timedelta(days=9),
        turn=[Side.RECEIVER, Side.SENDER][me.at.hour % 2],
        by=me,
    ),
    "resume": lambda h, me: actions.resume(h, by=me),
    "fail": lambda h, me: actions.fail(h, outcome=Outcome.NOT_REACHED, reason="Nee", by=me),
    "complete": lambda h, me: actions.complete(h, outcome=Outcome.HELPED, text="Ja", by=me),
}
BESIDE: dict[str, Any] = {
    "ask": lambda h, me: actions.ask_question(h, "Wat?", by=me),
    "answer": lambda h, me: actions.answer_question(h, "Dit.", by=me),
    "says": lambda h, me: actions.resident_says(h, actions.Says.NO, via=actions.Via.SENDER, by=me),
    "agree": lambda h, me: actions.agree_to_withdraw(h, by=me),
    "attempt": lambda h, me: actions.attempt_contact(h, how="phone", result="no_answer", by=me),
    "feed_back": lambda h, me: actions.feed_back(h, "Zo gaat het.", interim=True, by=me),
    "reassign": lambda h, me: actions.reassign(h, to=COLLEAGUE, by=me),
    "keep": lambda h, me: actions.keep_contact(h, by=me),
    "close": lambda h, me: actions.close_chain(
        h, outcome=Outcome.NO_OFFER, reason="Niets past", by=me
    ),
    "death": lambda h, me: actions.record_death(h, by=me),
}
FORCED = sorted(rules.ENDINGS | {State.RECEIVED, State.ACCEPTED})
MOMENTS = [each.value for each in State]


class Machine(RuleBasedStateMachine):
    seen: ClassVar[set[tuple[str, str, str]]] = set()

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        self.open.enter_context(transaction.atomic())
        transaction.set_rollback(False)
        self.now = NOW
        self.handovers: list[UUID] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.open.close()

    def send(self, kind: Kind, data: dict[str, Any], follows: UUID | None = None) -> None:
        with acting(professional(SENDER), at=self.now) as me:
            draft = actions.start(kind, by=me, data=data, follows=follows)
            self.handovers.append(actions.send(draft.pk, by=me).pk)
        type(self).seen.add((kind, "draft", "sent"))

    @rule(kind=st.sampled_from(Kind))
    @precondition(lambda self: len(self.handovers) < 3)
    def send_one(self, kind: Kind) -> None:
        ends = {"ends_on": (self.now.date() + timedelta(days=30)).isoformat()}
        self.send(kind, typed(team=village.tuindorp, what=ends))

    def find(self, handover: UUID) -> Handover:
        with acting(job("test"), at=self.now):
            return Handover.objects.get(pk=handover)

    @rule(data=st.data(), who=st.sampled_from(EVERYONE), verb=st.sampled_from(sorted(VERBS)))
    @precondition(lambda self: self.handovers)
    def move(self, data: st.DataObject, who: UUID, verb: str) -> None:
        handover = data.draw(st.sampled_from(self.handovers))
        before = self.find(handover)
        found = [m for m in rules.moves(before.kind, before.state) if m.verb == verb]
        try:
            with acting(professional(who), at=self.now) as me:
                after = VERBS[verb](handover, me)
        except Refused:
            assert self.find(handover).state == before.state
            return
        again = verb == "make_contact" and before.contradicted_at is not None
        asked = verb == "withdraw" and after.state == before.state
        assert who != STRANGER
        if not again and not asked:
            assert after.state in {m.after for m in found}
            type(self).seen.add((before.kind, before.state, after.state))

    @rule(data=st.data())
    @precondition(lambda self: self.handovers)
    def move_as_the_table_says(self, data: st.DataObject) -> None:
        before = self.find(data.draw(st.sampled_from(self.handovers)))
        possible = [
            each
            for each in rules.moves(before.kind, before.state)
            if each.verb != "complete" or before.contradicted_at is None
        ]
        if not possible:
            return
        onward = [each for each in possible if each.after not in rules.ENDINGS]
        found = data.draw(st.sampled_from(onward * 3 + possible))
        receiver = before.receiver_id or INTAKES[before.receiver_team_id]
        who = SENDER if found.who in (Side.SENDER, Side.BOTH) else receiver
        with acting(professional(who), at=self.now) as me:
            after = VERBS[found.verb](before.pk, me)
        if found.who == Side.BOTH and after.state == before.state:
            with acting(professional(receiver), at=self.now) as me:
                after = actions.agree_to_withdraw(before.pk, by=me)
        assert after.state in {m.after for m in possible if m.verb == found.verb}
        type(self).seen.add((before.kind, before.state, after.state))

    @rule(data=st.data(), who=st.sampled_from(EVERYONE), what=st.sampled_from(sorted(BESIDE)))
    @precondition(lambda self: self.handovers)
    def beside(self, data: st.DataObject, who: UUID, what: str) -> None:
        handover = data.draw(st.sampled_from(self.handovers))
        before = self.find(handover).state
        try:
            with acting(professional(who), at=self.now) as me:
                BESIDE[what](handover, me)
        except Refused:
            return
        after = self.find(handover).state
        assert after == before or what in ("agree", "death")
        assert who != STRANGER

    @rule(data=st.data())
    @precondition(lambda self: self.handovers)
    def follow(self, data: st.DataObject) -> None:
        handover = data.draw(st.sampled_from(self.handovers))
        try:
            with acting(professional(SENDER), at=self.now) as me:
                draft = actions.follow(handover, by=me)
                parts = typed(team=village.vogelwijk) | {"who": draft.data["who"]}
                ends = {"ends_on": (self.now.date() + timedelta(days=30)).isoformat()}
                for part in ("to", "knows"):
                    actions.save(draft.pk, part, parts[part], by=me)
                actions.save(draft.pk, "what", parts["what"] | ends, by=me)
                sent = actions.send(draft.pk, by=me)
        except Refused:
            return
        assert sent.follows_id == handover
        self.handovers.append(sent.pk)

    @rule(hours=st.integers(1, 80))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        with acting(job("deadlines"), at=self.now) as me:
            for each in queries.due(me.at, many=50):
                before = Handover.objects.get(pk=each)
                actions.look_again(each, by=me)
                after = Handover.objects.get(pk=each)
                assert (after.state, after.baton) == (before.state, before.baton)

    @rule(data=st.data(), to=st.sampled_from(FORCED))
    @precondition(lambda self: self.handovers)
    def raw_sql_cannot_do_what_is_no_move(self, data: st.DataObject, to: State) -> None:
        before = self.find(data.draw(st.sampled_from(self.handovers)))
        if to not in {m.after for m in rules.moves(before.kind, before.state)}:
            assert self.forced(before, to) in (None, before.state)

    def forced(self, handover: Handover, to: State) -> str | None:
        """The state after the application itself wrote the moment; None: the database refused."""
        ends = to in rules.ENDINGS and handover.state not in rules.ENDINGS
        outcome = ", outcome = 'helped'" if ends else ""
        row = None
        with acting(professional(INTAKE), at=self.now), connection.cursor() as cursor:
            savepoint = transaction.savepoint_create()
            with suppress(DatabaseError):
                cursor.execute(
                    f"update handovers_handover set {to}_at = %s, first_step_on = now(){outcome}"
                    " where id = %s returning state",
                    [self.now, handover.pk],
                )
                row = cursor.fetchone()
            transaction.savepoint_rollback(savepoint)
        return row[0] if row else None

    @invariant()
    def one_baton_and_one_turn(self) -> None:
        with connection.cursor() as cursor:  # what is checked at commit, checked now
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")
        with acting(job("test"), at=self.now):
            for chain in Chain.objects.all():
                live = list(Handover.objects.filter(chain=chain, is_live=True))
                assert len(live) == (1 if chain.closed_at is None else 0)
                for each in live:
                    assert each.turn is not None
                    assert (each.baton is None) == (each.kind == Kind.CONSULT)

    @invariant()
    def every_move_is_in_the_log(self) -> None:
        with acting(job("test"), at=self.now):
            for handover in Handover.objects.all():
                log = Progress.objects.filter(handover=handover).order_by("written_at")
                states = [what for what in log.values_list("what", flat=True) if what in MOMENTS]
                assert states[-1] == handover.state
                for before, after in zip(["draft", *states], states, strict=False):
                    allowed = {m.after for m in rules.moves(handover.kind, State(before))}
                    assert after in allowed

    @invariant()
    def a_stranger_reads_nothing(self) -> None:
        with acting(professional(STRANGER), at=self.now):
            assert not Handover.objects.exists()
            assert not Text.objects.exists()


@pytest.mark.database
def test_the_machine_keeps_one_baton_and_one_turn(db):
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=300 if SOAK else 15, stateful_step_count=25, deadline=None,
            phases=(Phase.explicit, Phase.generate),  # a whole walk says more than a shrunk one
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip

    assert len(Machine.seen) > 7  # it really walked


def path(kind: Kind, to: State) -> list[rules.Move]:
    """The shortest way from a draft to this state."""
    ways: dict[State, list[rules.Move]] = {State.DRAFT: []}
    while to not in ways:
        for before, way in list(ways.items()):
            for move in rules.moves(kind, before):
                ways.setdefault(move.after, [*way, move])
    return ways[to]


def walk(kind: Kind, moves: list[rules.Move]) -> Handover:
    with acting(professional(SENDER)) as me:
        ends = {"ends_on": "2026-05-01"}
        draft = actions.start(kind, by=me, data=typed(team=village.tuindorp, what=ends))
        handover = actions.send(draft.pk, by=me)
    for move in moves[1:]:
        who = SENDER if move.who in (Side.SENDER, Side.BOTH) else INTAKE
        with acting(professional(who)) as me:
            handover = VERBS[move.verb](handover.pk, me)
        if move.who == Side.BOTH and handover.state == move.before:
            with acting(professional(INTAKE)) as me:
                handover = actions.agree_to_withdraw(handover.pk, by=me)
    return handover


@pytest.mark.parametrize(
    ("kind", "move"),
    [
        pytest.param(kind, move, id=f"{kind}: {move.verb} {move.before}")
        for move in rules.MOVES
        for kind in sorted(move.kinds)
        if move.verb != "send"
    ],
)
def test_every_arrow_of_the_table_can_be_walked(village, kind, move):
    way = path(kind, move.before)
    if (move.before, move.after) == (State.PAUSED, State.UNDER_WAY):
        way = [
            *path(kind, State.UNDER_WAY),
            *[m for m in rules.moves(kind, State.UNDER_WAY) if m.verb == "pause"],
        ]

    assert walk(kind, [*way, move]).state == move.after


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("verb", sorted(VERBS))
@pytest.mark.parametrize("state", State)
def test_the_rule_allows_exactly_what_the_table_says(kind, state, verb):
    expected = any(
        move.verb == verb and move.before == state and kind in move.kinds for move in rules.MOVES
    )
    both = frozenset({Side.SENDER, Side.RECEIVER})

    why = rules.why_not_move(verb, kind=kind, state=state, sides=both, agreed=True)

    assert (why is None) == expected


def test_nobody_but_a_party_moves_anything():
    for move in rules.MOVES:
        for kind in move.kinds:
            assert rules.why_not_move(
                move.verb, kind=kind, state=move.before, sides=frozenset(), agreed=True
            )


def test_facts_beside_the_state_are_named_apart():
    assert not {each.value for each in Fact} & set(MOMENTS)
