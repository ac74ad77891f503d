from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from kring.accounts.actions import links
from kring.accounts.models import Link
from kring.accounts.rules import WhyNot
from kring.core.actor import MayNotAct, acting, guest, job, resident
from kring.core.errors import Refused

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def by(village):
    with acting(job("guest door")) as me:
        yield me


def later(village, **lapse):
    return time_machine.travel(village.now + timedelta(**lapse), tick=False)


def opened(village, by):
    _, secret = links.make(Link.Purpose.START, position=village.bakker, by=by, valid_for=DAY)
    return links.open_door(secret, by=by)


def test_the_secret_is_nowhere_in_the_database(village, by):
    link, secret = links.make(Link.Purpose.START, position=village.bakker, by=by, valid_for=DAY)

    with connection.cursor() as cursor:
        cursor.execute("select accounts_link::text from accounts_link where id = %s", [link.id])
        row = cursor.fetchone()[0]
    assert secret.encode().hex() not in row
    assert secret.lower() not in row.lower()
    assert len(secret) == 32


def test_a_link_is_used_up_by_opening_it(village, by):
    _, secret = links.make(Link.Purpose.START, position=village.bakker, by=by, valid_for=DAY)

    link = links.open_door(secret, by=by)

    assert link.session_until == village.now + timedelta(minutes=60)
    with pytest.raises(Refused, match=WhyNot.USED):
        links.open_door(secret, by=by)


def test_a_code_on_paper_opens_again_however_it_is_typed(village, by):
    _, code = links.make(Link.Purpose.FOLLOW, by=by, valid_for=DAY, on_paper=True)

    first = links.open_door(f"{code[:4]}-{code[4:]}", by=by)
    second = links.open_door(f" {code.lower()} ", by=by)

    assert first.pk == second.pk


def test_an_expired_link_stays_closed(village, by):
    _, secret = links.make(Link.Purpose.START, position=village.bakker, by=by, valid_for=DAY)

    with (
        later(village, days=1),
        acting(job("guest door")) as me,
        pytest.raises(Refused, match=WhyNot.EXPIRED),
    ):
        links.open_door(secret, by=me)


def test_a_revoked_link_stays_closed(village, by):
    link, secret = links.make(Link.Purpose.START, position=village.bakker, by=by, valid_for=DAY)
    links.revoke(link.pk, by=by)

    with pytest.raises(Refused, match=WhyNot.REVOKED):
        links.open_door(secret, by=by)


@pytest.mark.parametrize("wrong", ["", "x", "2" * 32, "\x00", "ı" * 40, "7" * 10_000])
def test_a_wrong_secret_opens_nothing(village, by, wrong):
    with pytest.raises(Refused, match=WhyNot.UNKNOWN):
        links.open_door(wrong, by=by)


def test_a_guest_acts_for_an_hour_and_no_longer(village, by):
    link = opened(village, by)

    with acting(guest(link.pk)) as me:
        assert (me.position, me.proven) == (village.bakker, False)
    with later(village, minutes=60), pytest.raises(MayNotAct), acting(guest(link.pk)):
        pass


def test_a_revoked_guest_is_outside_at_once(village, by):
    link = opened(village, by)
    links.revoke(link.pk, by=by)

    with pytest.raises(MayNotAct), acting(guest(link.pk)):
        pass


def test_a_right_code_opens_personal_data_once(village, by):
    link = opened(village, by)
    code = links.make_code(link.pk, by=by)

    links.prove(link.pk, code=f"{code[:3]} {code[3:]}", by=by)

    with acting(guest(link.pk)) as me:
        assert me.proven
    with pytest.raises(Refused, match=WhyNot.NO_CODE):
        links.prove(link.pk, code=code, by=by)


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06}"


def test_five_wrong_codes_close_the_way_for_right_ones_too(village, by):
    link = opened(village, by)
    code = links.make_code(link.pk, by=by)
    for _ in range(5):
        with pytest.raises(Refused, match=WhyNot.WRONG_CODE):
            links.prove(link.pk, code=wrong(code), by=by)

    with pytest.raises(Refused, match=WhyNot.TOO_MANY):
        links.prove(link.pk, code=code, by=by)
    with pytest.raises(Refused, match=WhyNot.TOO_MANY):
        links.make_code(link.pk, by=by)


def test_a_code_lasts_ten_minutes(village, by):
    link = opened(village, by)
    code = links.make_code(link.pk, by=by)

    with (
        later(village, minutes=10),
        acting(job("guest door")) as me,
        pytest.raises(Refused, match=WhyNot.OLD_CODE),
    ):
        links.prove(link.pk, code=code, by=me)


def test_codes_do_not_pile_up(village, by):
    link = opened(village, by)
    links.make_code(link.pk, by=by)

    with pytest.raises(Refused, match=WhyNot.JUST_SENT):
        links.make_code(link.pk, by=by)
    with later(village, minutes=1), acting(job("guest door")) as me:
        assert len(links.make_code(link.pk, by=me)) == 6


def test_without_a_code_nothing_typed_is_right(village, by):
    link = opened(village, by)

    with pytest.raises(Refused, match=WhyNot.NO_CODE):
        links.prove(link.pk, code="", by=by)


def test_links_nobody_used_are_removed(village, by):
    links.make(Link.Purpose.START, position=village.bakker, by=by, valid_for=DAY)
    used = opened(village, by)

    with later(village, days=31), acting(job("tidy")) as me:
        removed = links.remove_unused(before=30 * DAY - DAY, by=me)

    assert removed == 1
    assert list(Link.objects.values_list("pk", flat=True)) == [used.pk]


def test_paper_can_be_printed_again_and_says_nothing_of_another_link(village, by):
    link, code = links.make(Link.Purpose.FOLLOW, by=by, valid_for=DAY, on_paper=True)
    mail, _ = links.make(Link.Purpose.START, by=by, valid_for=DAY)

    assert links.code_on_paper(link) == code
    assert len(code) == 10
    assert links.code_on_paper(mail) == ""


def test_a_resident_who_keeps_typing_keeps_the_hour(village, by):
    link = links.begin(Link.Purpose.START, by=by)

    with later(village, minutes=50), acting(resident(link.pk)) as me:
        links.stay(link.pk, by=me)
    with later(village, minutes=100), acting(resident(link.pk)) as me:
        assert me.kind == "resident"


def test_a_guest_does_not_get_a_second_hour(village, by):
    link = opened(village, by)

    with later(village, minutes=50), acting(guest(link.pk)) as me:
        links.stay(link.pk, by=me)
    with later(village, minutes=61), pytest.raises(MayNotAct), acting(guest(link.pk)):
        pass
