"""A thousand things at once, from many connections: nobody falls in between at any instant."""

import random
import threading
import time
from collections import Counter
from contextlib import closing
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, connections

from kring.circle import actions as circle
from kring.circle.models import Plan, Transfer
from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.core.moments import local
from kring.handovers import actions
from kring.handovers.models import Handover
from kring.handovers.models.choices import Kind, Outcome, Side
from kring.handovers.rules import WhyNot
from kring.handovers.tests.stories import sent, typed
from tests.environment import SOAK

pytestmark = pytest.mark.database

THREADS, OPERATIONS = 8, 1_000 if SOAK else 125
SENDERS, TEAM = ("bakker", "vermeer"), ("joris", "ineke", "samira", "pieter")
# Two dead locks that PostgreSQL breaks are an answer as well: nothing of them is left behind.
BROKEN = ("40P01", "40001")

WRONG_NOW = """
select 'chain ' || c.id from handovers_chain c
  left join handovers_handover h on h.chain_id = c.id and h.is_live
 group by c.id, c.closed_at
having count(h.id) <> (c.closed_at is null)::int
    or count(h.id) <> count(h.turn)
    or count(h.baton) <> count(h.id) filter (where h.kind <> 'consult')
union all
select 'household ' || a.household_id from handovers_handover a
  left join circle_plan p on p.household_id = a.household_id and p.closed_at is null
 where a.accepted_at is not null and a.kind = 'refer'
 group by a.household_id having count(distinct p.id) <> 1 or count(distinct p.coordinator_id) <> 1
union all
select 'plan ' || p.id from circle_plan p
  left join circle_coordinationperiod t on t.plan_id = p.id and t.until_at is null
 where p.closed_at is null
 group by p.id, p.coordinator_id
having count(t.id) <> 1 or min(t.coordinator_id::text) <> p.coordinator_id::text
"""
# The same question as each change is committed: nothing that was true for an instant escapes it.
AT_EACH_COMMIT = f"""
create table wrong_then (what text);
create sequence commits_looked_at;
create function look() returns trigger language plpgsql security definer as $$ begin
  perform nextval('commits_looked_at');
  insert into wrong_then {WRONG_NOW};
  return null;
end $$;
create constraint trigger look after insert or update on handovers_handover
  deferrable initially deferred for each row execute function look();
create constraint trigger look after insert or update on circle_plan
  deferrable initially deferred for each row execute function look();
create constraint trigger look after insert or update on circle_coordinationperiod
  deferrable initially deferred for each row execute function look();
"""
BROKEN_HISTORY = """
select count(*) from (
  select until_at, lead(from_at) over (partition by plan_id order by from_at) as next
  from circle_coordinationperiod) periods where until_at is distinct from next
"""


def send(me, village, chance):
    kind = chance.choice(list(Kind))
    ends = {"ends_on": str(local(me.at).date() + timedelta(days=30))}
    draft = actions.start(kind, by=me, data=typed(team=village.tuindorp, what=ends))
    actions.send(draft.pk, by=me)


def some(chance):
    live = Handover.objects.filter(is_live=True).values_list("pk", flat=True)
    found = list(live.order_by("-sent_at")[:12])
    return chance.choice(found) if found else None


ON_ONE = {
    "receive": lambda h, me: actions.receive(h, by=me),
    "accept": lambda h, me: actions.accept(
        h, first_step="Bellen", on=local(me.at).date(), bridge="Wekelijks bellen", by=me
    ),
    "make_contact": lambda h, me: actions.make_contact(h, how="visit", by=me),
    "pause": lambda h, me: actions.pause(
        h, for_="plek", until=local(me.at).date() + timedelta(days=9), turn=Side.RECEIVER, by=me
    ),
    "resume": lambda h, me: actions.resume(h, by=me),
    "ask": lambda h, me: actions.ask_question(h, "Wat?", by=me),
    "answer": lambda h, me: actions.answer_question(h, "Dit.", by=me),
    "no": lambda h, me: actions.resident_says(h, actions.Says.NO, via=actions.Via.SENDER, by=me),
    "complete": lambda h, me: actions.complete(h, outcome=Outcome.HELPED, text="Ja", by=me),
    "decline": lambda h, me: actions.decline(h, reason="Nee", outcome=Outcome.NO_OFFER, by=me),
    "fail": lambda h, me: actions.fail(h, reason="Nee", outcome=Outcome.NOT_REACHED, by=me),
    "withdraw": lambda h, me: actions.withdraw(h, reason="Nee", outcome=Outcome.MOVED, by=me),
    "agree": lambda h, me: actions.agree_to_withdraw(h, by=me),
    "close": lambda h, me: actions.close_chain(h, reason="Op", outcome=Outcome.NO_OFFER, by=me),
}
OFTEN = ["receive", "accept", "make_contact"] * 4 + list(ON_ONE)


def on_one(me, village, chance):
    handover = some(chance)
    if handover is not None:
        ON_ONE[chance.choice(OFTEN)](handover, me)


def follow(me, village, chance):
    handover = some(chance)
    if handover is None:
        return
    draft = actions.follow(handover, by=me)
    parts = typed(team=village.vogelwijk)
    for part in ("to", "knows"):
        actions.save(draft.pk, part, parts[part], by=me)
    actions.save(draft.pk, "what", parts["what"] | {"ends_on": "2099-01-01"}, by=me)
    actions.send(draft.pk, by=me)


def transfer(me, village, chance):
    plan = Plan.objects.filter(household=village.devries, closed_at__isnull=True).get()
    running = Transfer.objects.filter(
        plan=plan, effective_at__isnull=True, ended_at__isnull=True
    ).first()
    if running is None:
        circle.propose(village.devries, to=getattr(village, chance.choice(TEAM)), by=me)
    elif running.accepted_at is None:
        chance.choice([circle.accept, circle.decline])(running.pk, by=me)
    elif not running.reaction:
        circle.hear_resident(running.pk, reaction="agrees", by=me)
    else:
        circle.tell_involved(running.pk, by=me)


def one(village, chance):
    what = chance.choices([send, on_one, follow, transfer], [15, 60, 8, 17])[0]
    who = chance.choice(SENDERS if what in (send, follow) else (*SENDERS, *TEAM))
    with acting(professional(getattr(village, who))) as me:
        what(me, village, chance)
    return what.__name__


def work(village, seed, all_done):
    chance, done = random.Random(seed), Counter()
    for _ in range(OPERATIONS):
        try:
            done[one(village, chance)] += 1
        except (Refused, Plan.DoesNotExist):
            done["refused"] += 1
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", "") not in BROKEN:
                done[f"broken: {error}"] += 1
            done["refused"] += 1
    connection.close()
    all_done.append(done)


def watch(stop, seen, wrong):
    """Look from another connection, as owner, as often as possible."""
    with closing(connections["owner"].copy()) as other, other.cursor() as cursor:
        while not stop.is_set():
            cursor.execute(WRONG_NOW)
            wrong.extend(cursor.fetchall())
            seen["looks"] += 1


def test_a_thousand_operations_at_once_leave_nobody_in_between(committing):
    all_done, seen, wrong = [], Counter(), []
    with connections["owner"].cursor() as cursor:
        cursor.execute(AT_EACH_COMMIT)
    stop = threading.Event()
    watcher = threading.Thread(target=watch, args=(stop, seen, wrong))
    workers = [
        threading.Thread(target=work, args=(committing, seed, all_done)) for seed in range(THREADS)
    ]

    for thread in [watcher, *workers]:
        thread.start()
    for thread in workers:
        thread.join()
    stop.set()
    watcher.join()

    done = sum(all_done, Counter())
    assert wrong == []
    assert seen["looks"] > 20
    assert not [each for each in done if each.startswith("broken")], done
    assert sum(done.values()) == THREADS * OPERATIONS
    assert min(done["send"], done["on_one"], done["follow"], done["transfer"]) > 0, done
    with connections["owner"].cursor() as cursor:
        cursor.execute(BROKEN_HISTORY)
        assert cursor.fetchone() == (0,)
        cursor.execute("select what, count(*) from wrong_then group by what")
        assert cursor.fetchall() == []
        cursor.execute("select last_value from commits_looked_at")
        assert cursor.fetchone()[0] > done["send"] + done["transfer"]


def in_another_tab(verb, handover, village, answers):
    try:
        with acting(professional(village.joris)) as me:
            ON_ONE[verb](handover, me)
        answers.append("done")
    except Refused as refusal:
        answers.append(str(refusal))
    finally:
        connection.close()


def until_it_waits():
    with closing(connections["owner"].copy()) as other, other.cursor() as cursor:
        for _ in range(500):
            cursor.execute("select exists (select from pg_locks where not granted)")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    pytest.fail("nobody waited")


@pytest.mark.parametrize(
    ("before", "verb", "why"),
    [
        (["receive"], "ask", WhyNot.QUESTION_OPEN),
        (["receive"], "accept", WhyNot.NO_MOVE),
        (["receive", "accept"], "pause", WhyNot.NO_MOVE),
        (["receive", "accept"], "make_contact", WhyNot.NO_MOVE),
        (["receive", "accept", "pause"], "resume", WhyNot.NO_MOVE),
    ],
)
def test_who_is_second_waits_for_the_first_and_reads_why_not(committing, before, verb, why):
    with acting(professional(committing.bakker)) as bakker:
        handover = sent(bakker, team=committing.tuindorp).pk
    for each in before:
        with acting(professional(committing.joris)) as joris:
            ON_ONE[each](handover, joris)
    answers = []
    other = threading.Thread(target=in_another_tab, args=(verb, handover, committing, answers))

    with acting(professional(committing.joris)) as joris:
        ON_ONE[verb](handover, joris)
        other.start()
        until_it_waits()
    other.join()

    assert answers == [why]
