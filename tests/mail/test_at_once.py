from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from kring.accounts.models import Professional
from kring.circle.actions import standing_in
from kring.core.actor import acting, job, professional
from kring.directory.models import Hours, Position
from kring.handovers.models import Handover
from kring.handovers.models.choices import Urgency
from kring.handovers.tests import stories
from kring.notices import actions, queries, rules
from kring.notices.models import Notice
from kring.notices.tasks import sweep
from tests.village import NOW

from .conftest import Sink, listening, reached_at, silent

EVENING = datetime(2026, 3, 2, 19, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 3, 7, 11, 0, tzinfo=UTC)


def owe(village, *, whom=None, step="sent 1", urgent=True, by="bakker", **more):
    about = more.pop("about", None) or uuid4()
    with acting(professional(getattr(village, by))) as me:
        owed = actions.Owed(
            about=about, step=step, whom=whom or village.samira, path=f"/overdracht/{about}/",
            urgent=urgent, **more,
        )  # fmt: skip
        actions.owe([owed], at=me.at)
    return Notice.objects.get(about=about, step=step)


def later(**how):
    return time_machine.travel(NOW + timedelta(**how), tick=False)


def test_what_is_urgent_leaves_once_with_a_message_id_of_its_own(at_work, mails):
    notice = owe(at_work)

    assert (sweep(), sweep()) == (1, 0)
    assert len(mails) == 1
    assert mails[0]["X-To"] == at_work.email("samira")
    for kind in ("plain", "html"):
        assert f"/bericht/{notice.pk}/lezen/" in mails[0].get_body((kind,)).get_content()


def test_what_is_owed_twice_exists_once(at_work, mails):
    about = uuid4()
    first, second = owe(at_work, about=about), owe(at_work, about=about)

    assert first == second
    assert sweep() == 1


def test_a_mail_that_leaves_again_carries_the_same_message_id(at_work, mails):
    notice = owe(at_work)
    sweep()
    Notice.objects.filter(pk=notice.pk).update(mailed_at=None)  # as when the worker died in between
    sweep()

    assert len({mail["Message-ID"] for mail in mails}) == 1
    assert len(mails) == 2


@pytest.mark.parametrize(
    ("step", "leaves"),
    [("reminder 2026", 1), ("question 1", 1), ("answer 1", 1), ("accepted 1", 0), ("sent 1", 0)],
)
def test_only_what_cannot_wait_leaves_at_once(at_work, mails, step, leaves):
    owe(at_work, step=step, urgent=False)

    assert sweep() == leaves


def test_an_urgent_handover_reaches_the_intake_of_the_team(at_work, mails):
    with acting(professional(at_work.bakker)) as me:
        spoke = {"spoke_on": "2026-03-02", "spoke_time": "09:30", "spoke_with": "Joris"}
        stories.sent(me, team=at_work.tuindorp, what={"urgency": Urgency.TODAY, **spoke})

    assert sweep() == 1
    assert mails[0]["X-To"] == at_work.email("joris")


def test_without_intake_who_leads_the_team_reads_it(at_work, mails):
    Position.objects.filter(team=at_work.tuindorp).update(on_intake=False)
    owe(at_work, whom=at_work.tuindorp)
    sweep()

    assert mails[0]["X-To"] == at_work.email("ineke")


def test_who_is_away_has_it_read_by_the_stand_in(at_work, mails):
    with acting(professional(at_work.ineke)) as me:
        standing_in.stand_in(
            at_work.samira, by_whom=at_work.pieter, from_on=at_work.today,
            until_on=at_work.today + timedelta(days=3), by=me,
        )  # fmt: skip
    owe(at_work)
    sweep()

    assert mails[-1]["X-To"] == at_work.email("pieter")


def test_ones_own_acts_are_no_news(at_work, mails):
    notice = owe(at_work, by="samira")

    assert sweep() == 0
    notice.refresh_from_db()
    assert notice.cancelled_at == at_work.now


def test_a_party_without_an_account_gets_a_link_instead(village, mails):
    owe(village)

    assert sweep() == 0
    Professional.objects.filter(pk=village.professional("samira")).update(last_login=village.now)
    assert sweep() == 1


@pytest.mark.parametrize("moment", [EVENING, SATURDAY])
def test_evenings_and_weekends_are_quiet(at_work, mails, moment):
    with time_machine.travel(moment, tick=False):
        owe(at_work)
        owe(at_work, step="reminder 1", urgent=False)
        assert sweep() == 0
    with time_machine.travel(datetime(2026, 3, 9, 6, 30, tzinfo=UTC), tick=False):  # Monday, 7:30
        assert sweep() == 2


def test_who_is_on_duty_hears_what_is_urgent_in_the_evening(at_work, mails):
    Hours.objects.create(position_id=at_work.samira, weekday=0, opens_at="18:00", closes_at="23:00")
    with time_machine.travel(EVENING, tick=False):
        owe(at_work)
        owe(at_work, step="reminder 1", urgent=False)
        assert sweep() == 1


def test_what_was_cancelled_or_seen_does_not_leave(at_work, mails):
    died, seen = owe(at_work), owe(at_work)
    actions.cancel([died.about], at=at_work.now)
    actions.seen([seen.pk], whom=[at_work.samira], at=at_work.now)

    assert sweep() == 0


def wrong_server(kind):
    if kind == "refuses":
        return listening(Sink(lambda envelope: "554 no"))
    if kind == "drops":
        return listening(Sink(lambda envelope: "drop"))
    return silent() if kind == "hangs" else reached_at(1)


@pytest.mark.parametrize("kind", ["refuses", "drops", "hangs", "away"])
def test_a_mail_server_that_misbehaves_is_tried_again(at_work, mails, kind):
    notice = owe(at_work)
    with wrong_server(kind):
        assert sweep() == 0
    notice.refresh_from_db()
    assert (notice.tries, notice.mailed_at) == (1, None)

    assert sweep() == 0  # not yet
    with later(minutes=3):
        assert sweep() == 1
    assert len(mails) == 1


def test_one_bad_mail_does_not_hold_up_the_others(at_work, mails):
    owe(at_work)
    owe(at_work, whom=at_work.pieter)

    def refuse_samira(envelope):
        return "554 no" if at_work.email("samira") in envelope.rcpt_tos else None

    with listening(Sink(refuse_samira)):
        assert sweep() == 1


def test_what_never_leaves_becomes_work_for_the_lead(at_work, mails):
    notice = owe(at_work)
    with reached_at(1):
        for hours in range(rules.LAST_TRY):
            Notice.objects.filter(pk=notice.pk).update(try_at=None)
            with later(minutes=hours):
                sweep()

    assert sweep() == 0
    with acting(professional(at_work.ineke)) as ineke:
        assert [each.id for each in queries.undelivered(ineke)] == [notice.pk]
        actions.seen([notice.pk], whom=[at_work.samira], at=at_work.now)
        assert queries.undelivered(ineke) == []
    told = Notice.objects.get(step__startswith="mail.failed")
    assert (told.whom, told.path) == (at_work.ineke, "/mijn-werk/mail/")


def test_a_job_without_an_actor_reads_no_handover(at_work):
    with acting(professional(at_work.bakker)) as me:
        stories.sent(me, team=at_work.tuindorp)

    assert Handover.objects.count() == 0
    with acting(job("mail")):
        assert Handover.objects.count() > 0


def test_each_reads_the_mail_in_the_own_language(at_work, mails):
    Professional.objects.filter(pk=at_work.professional("joris")).update(language="en")
    Position.objects.filter(pk=at_work.pieter).update(on_intake=True)
    owe(at_work, whom=at_work.tuindorp)

    assert sweep() == 1
    said = {mail["X-To"]: mail["Subject"] for mail in mails}
    assert said[at_work.email("pieter")] == "Er wacht iets op u in Kring dat haast heeft"
    assert said[at_work.email("joris")] == "Something urgent is waiting for you in Kring"
    assert len({mail["Message-ID"] for mail in mails}) == 2


def test_the_page_opened_from_a_mail_makes_it_no_longer_new(at_work, mails, sign_in):
    notice = owe(at_work, whom=at_work.joris)
    sweep()
    path = f"/bericht/{notice.pk}/lezen/"

    assert sign_in("tessa").get(path).status_code == 404
    assert sign_in("joris").get(path).url == notice.path
    notice.refresh_from_db()
    assert notice.seen_at is not None
