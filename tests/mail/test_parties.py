"""Links to parties without an account: each mailbox has its own mail, and its own trouble."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.test import Client

from kring.accounts.models import Link
from kring.core.actor import acting, professional
from kring.handovers.tests import stories
from kring.notices import rules
from kring.notices.models import Notice
from kring.portal import tasks
from kring.portal.tests.conftest import link_in

from .conftest import Sink, listening, reached_at


def typed_for(village, name):
    """The team typed a handover for someone who called."""
    with acting(professional(village.joris)) as me:
        caller = {"sender": str(getattr(village, name)), "caller_phone": "+31123456702"}
        stories.sent(me, team=village.tuindorp, on_behalf=caller)


@pytest.fixture
def two(village):
    """Two callers without an account are owed a link."""
    typed_for(village, "bakker")
    typed_for(village, "kemal")
    return village


def later(village, **how):
    return time_machine.travel(village.now + timedelta(**how), tick=False)


def refuses(name):
    """A mail server that takes no mail for this one."""
    return Sink(lambda envelope: "554 no" if name in envelope.rcpt_tos else None)


def path_in(message):
    """The path of the link in a mail that arrived."""
    return link_in(SimpleNamespace(body=message.get_body(("plain",)).get_content()))


def opens(message):
    return Client().post(path_in(message)).headers["Location"] != "/toegang/voorbij/"


@pytest.mark.parametrize("refused", ["bakker", "kemal"])
def test_a_mailbox_that_refuses_holds_up_no_other(two, refused):
    (other,) = {"bakker", "kemal"} - {refused}
    with listening(refuses(two.email(refused))) as got:
        assert (tasks.sweep(), tasks.sweep()) == (1, 0)

    assert {mail["X-To"] for mail in got} == {two.email("bakker"), two.email("kemal")}
    assert len(got) == 2, "a mail that was refused is tried again later, not each minute"
    assert Link.objects.get().position == getattr(two, other)
    assert next(opens(mail) for mail in got if mail["X-To"] == two.email(other))


def test_what_was_refused_leaves_later_as_the_same_mail_with_a_link_that_opens(two):
    with listening(refuses(two.email("bakker"))) as first:
        tasks.sweep()
    with later(two, minutes=3), listening(Sink()) as second:
        assert tasks.sweep() == 1
        assert opens(second[0])

    before = next(mail for mail in first if mail["X-To"] == two.email("bakker"))
    assert second[0]["Message-ID"] == before["Message-ID"]
    assert path_in(second[0]) == path_in(before)


def test_a_mail_server_that_is_away_is_asked_once_a_sweep(two):
    with reached_at(1):
        assert tasks.sweep() == 0

    assert sorted(Notice.objects.filter(step="typed").values_list("tries", flat=True)) == [0, 1]


def test_what_never_leaves_is_given_up_and_says_so(two):
    with listening(refuses(two.email("bakker"))) as got:
        for hours in range(rules.LAST_TRY + 2):
            with later(two, hours=5 * hours):
                tasks.sweep()

    tried = [mail for mail in got if mail["X-To"] == two.email("bakker")]
    assert len(tried) == rules.LAST_TRY
    assert Notice.objects.get(step="typed", whom=two.bakker).failed_at
