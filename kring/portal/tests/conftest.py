"""What guests' tests need: owed jobs done, mail read, a guest inside."""

import re

import pytest
from django.core import mail
from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from kring.accounts.actions import links
from kring.accounts.models import Link
from kring.core.actor import acting, job, professional
from kring.directory.models import Position
from kring.handovers import actions as handovers
from kring.handovers.tests import stories


@pytest.fixture
def work():
    """Do every job that is owed, as the worker would, and say which."""

    def do():
        done = []
        for owed in ProcrastinateJob.objects.filter(status="todo").order_by("id"):
            app.tasks[owed.task_name].func(**owed.args)
            done.append(owed.task_name.rsplit(".", 1)[-1])
        with connections["default"].cursor() as cursor:
            cursor.execute("delete from procrastinate_jobs where status = 'todo'")
        return done

    return do


NOBODY_LISTENS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": 1},
    }
}


def link_in(message):
    """The path of the link in a mail."""
    return re.search(r"https?://[^/\s]+(/link/\w+/)", message.body)[1]


@pytest.fixture
def mailed(client, work):
    """Ask for a link with a mail address; gives the path of the link that comes."""

    def ask(email):
        client.post("/toegang/", {"email": email})
        work()
        return link_in(mail.outbox[-1])

    return ask


@pytest.fixture
def inside(client, village, mailed):
    """A guest who is inside: asked, pressed the button, promised secrecy."""

    def enter(name):
        client.post(mailed(village.email(name)))
        client.post("/toegang/belofte/", {"accept": "on"})
        return Link.objects.latest("made_at")

    return enter


@pytest.fixture
def mobile(village):
    """Give someone a mobile phone."""

    def give(name, number="+31612345678"):
        Position.objects.filter(pk=getattr(village, name)).update(phone=number)
        return number

    return give


@pytest.fixture
def door(village):
    """Act as the job that keeps the doors."""
    with acting(job("guest door")) as me:
        yield me


@pytest.fixture
def link_for(village, door):
    """Make a link; gives the link and its path."""

    def make(purpose, **about):
        link, secret = links.make(purpose, by=door, **about)
        return link, f"/link/{secret.lower()}/"

    return make


@pytest.fixture
def referred(village):
    """A handover of the GP to the team; gives its id."""

    def send():
        with acting(professional(village.bakker)) as me:
            return stories.sent(me, team=village.tuindorp).pk

    return send


@pytest.fixture
def contacted(village, referred):
    """A handover of the GP with whose resident Samira has made contact; gives its id."""

    def reach():
        key = referred()
        with acting(professional(village.joris)) as me:
            handovers.reassign(key, to=village.samira, by=me)
        with acting(professional(village.samira)) as me:
            handovers.receive(key, by=me)
            handovers.accept(key, first_step="Bellen", on=village.today, by=me)
            handovers.make_contact(key, how="phone", by=me)
        return key

    return reach
