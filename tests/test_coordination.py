"""One coordinator at every instant, also when many hand over at once."""

import random
from itertools import pairwise
from threading import Event, Thread

import pytest
from django.db import connection

from kring.circle import actions
from kring.circle.models import CoordinationPeriod, Plan, Transfer
from kring.core.actor import acting, job, professional
from kring.core.errors import Refused
from tests.environment import SOAK

pytestmark = pytest.mark.database

THREADS, TIMES = 8, 50 if SOAK else 12


def hand_over(village, to):
    """All steps of a transfer in one transaction, led by the team lead."""
    with acting(professional(village.ineke)) as ineke:
        transfer = actions.propose(village.devries, to=to, by=ineke)
        with acting(professional(to), at=ineke.at) as new:
            actions.accept(transfer.id, by=new)
        actions.hear_resident(transfer.id, reaction="agrees", by=ineke)
        actions.tell_involved(transfer.id, by=ineke)


def work(village, seed, failures):
    chance = random.Random(seed)
    team, done = [village.samira, village.joris, village.pieter], 0
    try:
        while done < TIMES:
            try:
                hand_over(village, chance.choice(team))
                done += 1
            except Refused:  # that one coordinates already
                continue
    except Exception as error:
        failures.append(error)
    finally:
        connection.close()


def watch(village, stop, samples):
    while not stop.is_set():
        with acting(job("watch")):
            samples.append(Plan.objects.filter(household=village.devries, closed_at=None).count())
    connection.close()


def test_many_transfers_at_once_give_a_perfect_history(committing):
    failures, samples, stop = [], [], Event()
    watcher = Thread(target=watch, args=(committing, stop, samples))
    workers = [Thread(target=work, args=(committing, n, failures)) for n in range(THREADS)]
    watcher.start()
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    stop.set()
    watcher.join()

    assert failures == []
    assert samples
    assert set(samples) == {1}
    with acting(professional(committing.ineke)):
        now = Plan.objects.get(household=committing.devries)
        periods = list(
            CoordinationPeriod.objects.filter(plan=now)
            .order_by("from_at")
            .values_list("coordinator", "from_at", "until_at")
        )
        assert Transfer.objects.filter(effective_at__isnull=False).count() == THREADS * TIMES
    assert len(periods) == THREADS * TIMES + 1
    for (before, _, ended), (after, began, _) in pairwise(periods):
        assert ended == began
        assert before != after
    assert periods[-1][0] == now.coordinator_id
    assert periods[-1][2] is None
