"""A house of its own for tests that kill: filled and counted by a program that stays alive.

It reads a wish a line (`fill 36`: make the database, with drafts that only have to be sent;
`count`: what became of them; `defer`, `start`, `stop`) and answers each with a line of JSON.
"""

import json
import sys
from contextlib import suppress
from datetime import time, timedelta

import django
from procrastinate.exceptions import AlreadyEnqueued

django.setup()

from django.conf import settings  # noqa: E402  # Django first
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from kring.accounts.http import POSITION  # noqa: E402
from kring.accounts.http.sessions import SessionStore  # noqa: E402
from kring.accounts.models import Professional  # noqa: E402
from kring.config import embedded  # noqa: E402
from kring.core import moments  # noqa: E402
from kring.core.actor import acting, job, professional  # noqa: E402
from kring.directory.models import Hours  # noqa: E402
from kring.handovers import actions  # noqa: E402
from kring.handovers.models import Draft, Handover  # noqa: E402
from kring.handovers.models.choices import Kind, Urgency, Warm  # noqa: E402
from kring.handovers.tests.stories import typed  # noqa: E402
from kring.notices.actions.mailing import key  # noqa: E402
from kring.notices.models import Notice  # noqa: E402
from kring.notices.tasks import mail  # noqa: E402
from tests import village  # noqa: E402


def fill(many):
    embedded.start()
    call_command("migrate", database="owner", verbosity=0, skip_checks=True)
    village.build()
    Professional.objects.update(last_login=timezone.now())
    for weekday in range(7):  # on duty day and night: mail leaves whenever the test runs
        Hours.objects.create(
            team_id=village.key("tuindorp"),
            weekday=weekday,
            opens_at=time.min,
            closes_at=time.max,
        )
    return {"session": _session("bakker"), "drafts": [_draft() for _ in range(many)]}


def _draft():
    spoke = moments.local(timezone.now() - timedelta(minutes=1))
    today = {
        "urgency": Urgency.TODAY,
        "spoke_on": f"{spoke:%Y-%m-%d}",
        "spoke_time": f"{spoke:%H:%M}",
        "spoke_with": "Joris",
        "warm": Warm.INTRODUCED,
    }
    with acting(professional(village.key("bakker"))) as me:
        data = typed(team=village.key("tuindorp"), knows={"hears": "outcome"}, what=today)
        return str(actions.start(Kind.REFER, by=me, data=data).pk)


def _session(name):
    person = Professional.objects.get(pk=village.Village.professional(name))
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[POSITION] = str(village.key(name))
    session.create()
    return {settings.SESSION_COOKIE_NAME: session.session_key}


def count():
    with acting(job("count")):
        return {
            "drafts": Draft.objects.count(),
            "handovers": [str(pk) for pk in Handover.objects.values_list("pk", flat=True)],
            "notices": [
                [str(each.about), f"{key(each)}", each.mailed_at is not None]
                for each in Notice.objects.filter(step__startswith="sent ")
            ],
        }


def defer():
    with suppress(AlreadyEnqueued):
        mail.defer(timestamp=0)


def start():
    embedded.start()


def stop():
    embedded.stop()


def main():
    wishes = {each.__name__: each for each in (fill, count, defer, start, stop)}
    for line in sys.stdin:
        name, *given = line.split()
        answer = wishes[name](*map(int, given))
        connections.close_all()  # the database may be gone before the next wish
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
