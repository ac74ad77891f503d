from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kring.core import moments

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=moments.AMSTERDAM)


@pytest.fixture(autouse=True)
def dutch():
    with translation.override("nl"):
        yield


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 17), "gisteren"),
        (date(2026, 11, 18), "vandaag"),
        (date(2026, 11, 19), "morgen"),
        (date(2026, 11, 24), "di 24 nov"),
        (date(2025, 11, 17), "17 november 2025"),
        (date(2027, 1, 4), "4 januari 2027"),
    ],
)
def test_a_day_reads_as_one_would_say_it(day, words):
    assert moments.day(day, NOW.date()) == words


def test_a_moment_has_its_time_on_a_dutch_clock():
    at_noon_in_london = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)

    assert moments.moment(at_noon_in_london, NOW) == "gisteren, 13:00"


def test_just_after_midnight_here_is_today_although_it_is_yesterday_in_london():
    assert moments.moment(datetime(2026, 11, 17, 23, 30, tzinfo=UTC), NOW) == "vandaag, 00:30"


def test_a_span_names_its_day_once():
    start = datetime(2026, 11, 18, 14, 0, tzinfo=moments.AMSTERDAM)

    assert moments.span(start, start + timedelta(minutes=45), NOW) == "vandaag, 14:00 – 14:45"
    assert moments.span(start, start + timedelta(hours=12), NOW) == (
        "vandaag, 14:00 – morgen, 02:00"
    )


@pytest.mark.parametrize(
    ("due_in", "words", "tone", "exact"),
    [
        (timedelta(hours=-21.5), "1 dag te laat", "late", "gisteren, 12:00"),
        (timedelta(hours=-2), "2 uur te laat", "late", "vandaag, 07:30"),
        (timedelta(minutes=-1), "1 minuut te laat", "late", "vandaag, 09:29"),
        (timedelta(0), "Nog 0 minuten", "soon", "vandaag, 09:30"),
        (timedelta(minutes=20), "Nog 20 minuten", "soon", "vandaag, 09:50"),
        (timedelta(hours=2), "Nog 2 uur", "soon", "vandaag, 11:30"),
        (timedelta(hours=23), "Nog 1 dag", "ample", "morgen, 08:30"),
        (timedelta(days=2), "Nog 2 dagen", "ample", "vr 20 nov, 09:30"),
    ],
)
def test_a_deadline_tells_how_urgent_it_is_and_when_exactly(due_in, words, tone, exact):
    deadline = moments.deadline(NOW + due_in, NOW)

    assert (deadline.words, deadline.tone, deadline.exact) == (words, tone, exact)


@pytest.mark.parametrize(
    ("due_on", "words", "tone"),
    [
        (date(2026, 11, 16), "2 dagen te laat", "late"),
        (date(2026, 11, 18), "vandaag", "soon"),
        (date(2026, 11, 19), "morgen", "calm"),
        (date(2026, 12, 15), "di 15 dec", "calm"),
    ],
)
def test_a_target_date_is_shown_as_a_date(due_on, words, tone):
    deadline = moments.due_day(due_on, NOW.date())

    assert (deadline.words, deadline.tone) == (words, tone)


@given(st.timedeltas(timedelta(days=-800), timedelta(days=800)))
def test_red_is_for_late_and_only_for_late(due_in):
    deadline = moments.deadline(NOW + due_in, NOW)

    assert (deadline.tone == "late") == (due_in < timedelta(0)) == ("te laat" in deadline.words)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("+31123456700", "0123 – 45 67 00"),
        ("+31101234567", "010 – 123 45 67"),
        ("+31612345678", "06 – 12 34 56 78"),
        ("+318002000", "0800 – 2000"),
        ("+318000113", "0800 – 0113"),
        ("+32471234567", "+32 471 23 45 67"),
        ("112", "112"),
        ("niet bekend", "niet bekend"),
    ],
)
def test_a_phone_number_is_grouped_as_people_say_it(number, words):
    assert moments.phone(number) == words


@given(st.text())
def test_any_text_can_stand_where_a_phone_number_is_shown(text):
    assert isinstance(moments.phone(text), str)


def test_numbers_are_written_the_dutch_way():
    assert moments.number(1118) == "1.118"
    assert moments.number(2.6) == "2,6"
    assert moments.euros(1250) == "€\N{NO-BREAK SPACE}1.250"
    assert moments.postcode("1234ab") == "1234\N{NO-BREAK SPACE}AB"


@pytest.mark.parametrize(("value", "words"), [(9, "minder dan 10"), (10, "10"), (1118, "1.118")])
def test_a_small_count_about_residents_is_not_shown(value, words):
    assert moments.count(value) == words


def test_an_english_reader_reads_english_days():
    with translation.override("en"):
        assert moments.day(date(2026, 11, 24), NOW.date()) == "Tue 24 Nov"


def test_a_page_says_a_moment_to_a_machine_too():
    at_two = datetime(2026, 11, 18, 14, 0, tzinfo=moments.AMSTERDAM)
    when = moments.moment(at_two, NOW)

    told = moments.said("%(who)s belt %(when)s", who="<b>Bos</b>", when=when)

    assert told == "<b>Bos</b> belt vandaag, 14:00"
    assert told.__html__() == (
        "&lt;b&gt;Bos&lt;/b&gt; belt "
        '<time datetime="2026-11-18T14:00:00+01:00">vandaag, 14:00</time>'
    )
