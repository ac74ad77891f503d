import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from kring.accounts import tasks
from kring.accounts.actions import professionals
from kring.accounts.models import Link, Professional, Session
from kring.core.actor import acting, professional
from kring.directory.models import Position

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def samira(village):
    return with_password(village, "samira")


def with_password(village, name, *, app=True):
    person = Professional.objects.get(pk=village.professional(name))
    person.set_password(village.password)
    person.save()
    if app:
        totp.TOTP.activate(person, SECRET)
    return person


def code():
    return totp.format_hotp_value(
        totp.hotp_value(SECRET, next(totp.yield_hotp_counters_from_time()))
    )


def give_password(client, person, password):
    return client.post("/inloggen/", {"login": person.email, "password": password}, follow=True)


def sign_in(client, village, person):
    give_password(client, person, village.password)
    return client.post("/inloggen/tweede-stap/", {"code": code()}, follow=True)


def where(response):
    return response.redirect_chain[-1][0]


def test_a_password_alone_is_not_enough(client, village, samira):
    response = give_password(client, samira, village.password)

    assert where(response) == "/inloggen/tweede-stap/"
    assert client.get("/profiel/").status_code == 302


def test_a_password_and_a_code_lead_to_the_only_position(client, village, samira):
    response = sign_in(client, village, samira)

    assert where(response) == "/mijn-werk/"
    assert client.session["position"] == str(village.samira)
    assert "Wijkteammedewerker" in client.get("/profiel/").content.decode()


def test_the_log_tells_who_came_and_went_and_names_nobody_who_tried(
    client, village, samira, caplog
):
    caplog.set_level("INFO")

    give_password(client, samira, "een verkeerd wachtwoord")
    sign_in(client, village, samira)
    client.post("/uitloggen/")

    said = [each.getMessage() for each in caplog.records if each.name == "kring.accounts.apps"]
    assert said == [
        "not signed in: wrong address or password",
        f"signed in: {samira.pk}",
        f"signed out: {samira.pk}",
    ]
    assert samira.email not in caplog.text


def test_one_comes_back_to_where_one_was_going(client, village, samira):
    assert client.get("/profiel/").url == "/inloggen/?next=/profiel/"

    client.post("/inloggen/?next=/profiel/", {"login": samira.email, "password": village.password})
    response = client.post("/inloggen/tweede-stap/", {"code": code()})

    assert response.url == "/profiel/"
    assert client.get("/profiel/").url == "/functie-kiezen/?next=%2Fprofiel%2F"
    assert client.get("/functie-kiezen/?next=%2Fprofiel%2F").url == "/profiel/"


@pytest.mark.parametrize(
    "elsewhere", ["https://elders.example/", "//elders.example", "javascript:alert(1)"]
)
def test_nobody_is_led_elsewhere(client, village, samira, elsewhere):
    client.post(
        f"/inloggen/?next={elsewhere}", {"login": samira.email, "password": village.password}
    )
    client.post("/inloggen/tweede-stap/", {"code": code()}, follow=True)

    response = client.get("/functie-kiezen/", {"next": elsewhere})

    assert response.status_code == 200
    assert f'value="{elsewhere}"' not in response.content.decode()


def test_a_recovery_code_works_once(client, village, samira):
    RecoveryCodes.activate(samira)
    [given, *_] = (
        Authenticator.objects.get(user=samira, type="recovery_codes").wrap().generate_codes()
    )

    give_password(client, samira, village.password)
    first = client.post("/inloggen/tweede-stap/", {"code": given}, follow=True)
    client.post("/uitloggen/")
    give_password(client, samira, village.password)
    second = client.post("/inloggen/tweede-stap/", {"code": given})

    assert where(first) == "/mijn-werk/"
    assert second.status_code == 422


def test_without_a_second_step_one_sets_it_up_first(client, village):
    ineke = with_password(village, "ineke", app=False)

    response = give_password(client, ineke, village.password)

    assert where(response) == reverse("mfa_index")
    assert "Stel een tweede stap in" in response.content.decode()
    assert client.get("/profiel/").status_code == 302


def test_setting_up_an_app_gives_recovery_codes_and_work(client, village):
    ineke = with_password(village, "ineke", app=False)
    give_password(client, ineke, village.password)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]
    now = totp.format_hotp_value(
        totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()))
    )

    codes = client.post(reverse("mfa_activate_totp"), {"code": now}, follow=True)
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()

    assert len(re.findall(r"<code>\d{8}</code>", codes.content.decode())) == 10
    assert "<code>" not in again
    assert client.get("/functie-kiezen/").url == "/mijn-werk/"
    assert secret not in str(Authenticator.objects.get(user=ineke, type="totp").data)


def test_known_and_unknown_addresses_get_the_same_answer(client, village, samira):
    known = client.post("/inloggen/", {"login": samira.email, "password": "fout"})
    unknown = client.post("/inloggen/", {"login": "niemand@elders.example", "password": "fout"})

    assert known.status_code == unknown.status_code == 422
    assert "horen niet bij elkaar" in known.content.decode()
    assert plain(known, samira.email) == plain(unknown, "niemand@elders.example")


def plain(response, email):
    """The page without what differs each time: the address itself and the form's key."""
    page = response.content.decode().replace(email, "")
    return re.sub(
        r'(csrfmiddlewaretoken" value=|X-CSRFToken&#34;: &#34;|"X-CSRFToken": )"?[\w]+', "", page
    )


@pytest.mark.parametrize("email", ["samira@waterrijk-gemeente.example", "niemand@elders.example"])
def test_the_sixth_try_waits_whoever_it_is(client, village, samira, email):
    for _ in range(5):
        client.post("/inloggen/", {"login": email, "password": "fout"})

    response = client.post("/inloggen/", {"login": email, "password": village.password})

    assert response.status_code == 422
    assert "over vijf minuten opnieuw" in response.content.decode()
    with time_machine.travel(village.now + timedelta(minutes=6), tick=False):
        later = client.post("/inloggen/", {"login": email, "password": village.password})
    assert later.status_code == (302 if email == samira.email else 422)


def test_the_sixth_code_waits_too(client, village, samira):
    give_password(client, samira, village.password)
    for _ in range(5):
        client.post("/inloggen/tweede-stap/", {"code": "000000"})

    response = client.post("/inloggen/tweede-stap/", {"code": code()})

    assert response.status_code == 422
    assert "over vijf minuten opnieuw" in response.content.decode()


def test_who_is_put_out_of_service_is_outside_at_the_next_request(client, village, samira):
    sign_in(client, village, samira)
    with acting(professional(village.fleur)) as me:
        professionals.put_out_of_service(samira.pk, by=me)

    assert client.get("/profiel/").url.startswith("/inloggen/")
    assert client.post(reverse("workspace:stay")).status_code == 401


def test_who_was_put_out_of_service_does_not_come_in(client, village, samira):
    Professional.objects.filter(pk=samira.pk).update(is_active=False)

    response = give_password(client, samira, village.password)

    assert "position" not in client.session
    assert response.status_code == 200
    assert "gesloten" in response.content.decode()


def test_a_position_that_ended_is_no_way_in(client, village):
    pieter = with_password(village, "pieter")
    sign_in(client, village, pieter)
    Position.objects.filter(pk=village.pieter).update(until_on=village.today - timedelta(days=1))

    assert client.get("/profiel/").url.startswith("/inloggen/")
    with time_machine.travel(village.now + timedelta(minutes=1), tick=False):
        answer = sign_in(client, village, pieter)
    assert answer.status_code == 403
    assert "geen functie" in answer.content.decode()


def second_position(village):
    return Position.objects.create(
        professional_id=village.professional("samira"), organisation_id=village.linde,
        function_id=Position.objects.get(pk=village.bakker).function_id, from_on=village.today,
    )  # fmt: skip


def test_with_two_positions_one_chooses(client, village, samira):
    practice = second_position(village)

    response = sign_in(client, village, samira)
    chosen = client.post("/functie-kiezen/", {"position": str(practice.pk)})

    assert where(response) == "/functie-kiezen/"
    assert chosen.url == "/mijn-werk/"
    assert client.session["position"] == str(practice.pk)


def test_switching_takes_nothing_of_the_other_position_along(client, village, samira):
    from kring.residents.models import Household

    practice = second_position(village)
    sign_in(client, village, samira)
    client.post("/functie-kiezen/", {"position": str(village.samira)})
    before = client.cookies["kring_sessie"].value
    with acting(professional(UUID(client.session["position"]))):
        assert Household.objects.count() == 1

    client.post("/functie-kiezen/", {"position": str(practice.pk)})

    assert client.cookies["kring_sessie"].value != before
    with acting(professional(UUID(client.session["position"]))):
        assert Household.objects.count() == 0


@pytest.mark.parametrize("wrong", ["", "x", "\x00", "9" * 10_000])
def test_a_position_of_somebody_else_cannot_be_chosen(client, village, samira, wrong):
    sign_in(client, village, samira)

    for position in (wrong, str(village.joris), str(uuid4())):
        assert client.post("/functie-kiezen/", {"position": position}).status_code == 422
    assert client.session["position"] == str(village.samira)


BAD = [
    "",
    "x",
    "x" * 3000,
    "\x00",
    "a\u202eb@c.nl",
    "<script>alert(1)</script>",
    "' or 1=1 --",
    "é" * 500,
]


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize(("door", "names"), [
    ("/inloggen/", ["login", "password"]),
    ("/inloggen/wachtwoord-vergeten/", ["email"]),
    ("/inloggen/tweede-stap/", ["code"]),
    ("/inloggen/tweede-stap/", ["credential"]),
    ("/inloggen/passkey/", ["credential"]),
    ("/inloggen/opnieuw/", ["password"]),
    ("/profiel/", ["given_name", "family_name", "digest", "language"]),
    ("/profiel/wachtwoord/", ["current", "password", "again"]),
    ("/profiel/beveiliging/app/", ["code"]),
    ("/profiel/beveiliging/passkeys/nieuw/", ["name", "credential"]),
    ("/demo/", ["position"]),
])  # fmt: skip
def test_bad_input_gets_a_sentence_and_never_breaks(
    client, village, samira, settings, door, names, bad
):
    if door == "/inloggen/tweede-stap/":
        give_password(client, samira, village.password)
    elif not door.startswith(("/inloggen/w", "/inloggen/p", "/inloggen/")) or "opnieuw" in door:
        sign_in(client, village, samira)

    response = client.post(door, dict.fromkeys(names, bad))

    assert response.status_code in (302, 404, 422, 400, 429), response.content[:300]
    if response.status_code == 422:
        page = response.content.decode()
        assert "Fout:" in page
        assert "<script>alert(1)" not in page


def test_without_being_asked_a_session_lasts_an_hour(client, village, samira):
    sign_in(client, village, samira)

    with time_machine.travel(village.now + timedelta(minutes=59), tick=False):
        assert client.get("/profiel/").status_code == 200
    with time_machine.travel(village.now + timedelta(minutes=59 + 62), tick=False):
        assert client.get("/profiel/").status_code == 302
        assert client.post("/profiel/").status_code == 401


def test_no_session_lasts_longer_than_a_day_of_twelve_hours(client, village, samira):
    sign_in(client, village, samira)

    for minutes in range(30, 12 * 60, 30):
        with time_machine.travel(village.now + timedelta(minutes=minutes), tick=False):
            assert client.post(reverse("workspace:stay")).status_code == 204
    with time_machine.travel(village.now + timedelta(hours=12, seconds=1), tick=False):
        assert client.post(reverse("workspace:stay")).status_code == 401


def test_a_session_is_written_once_a_minute_at_most(
    client, village, samira, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    sign_in(client, village, samira)
    with time_machine.travel(village.now + timedelta(seconds=61), tick=False):
        client.get("/profiel/")
    with (
        time_machine.travel(village.now + timedelta(seconds=100), tick=False),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        client.get("/profiel/")

    assert [q["sql"] for q in asked if 'UPDATE "accounts_session"' in q["sql"]] == []


def test_the_cookie_is_not_in_the_database(client, village, samira):
    sign_in(client, village, samira)
    cookie = client.cookies["kring_sessie"].value

    assert not Session.objects.filter(session_key=cookie).exists()
    assert Session.objects.filter(professional=samira.pk).count() == 1


def test_another_browser_is_signed_out_at_once(client, village, samira):
    from django.test import Client

    other = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537"})
    sign_in(other, village, samira)
    with time_machine.travel(village.now + timedelta(seconds=40), tick=False):
        sign_in(client, village, samira)
        page = client.get("/profiel/").content.decode()
        there = Session.objects.get(device="Chrome · Windows")

        answer = client.post(f"/profiel/apparaten/{there.pk}/uitloggen/")

        assert "Chrome · Windows" in page
        assert answer.url == "/profiel/"
        assert other.get("/profiel/").status_code == 302
        assert client.get("/profiel/").status_code == 200


def test_a_browser_of_somebody_else_stays_signed_in(client, village, samira):
    from django.test import Client

    other = Client()
    sign_in(other, village, with_password(village, "joris"))
    sign_in(client, village, samira)
    there = Session.objects.get(professional=village.professional("joris"))

    assert client.post(f"/profiel/apparaten/{there.pk}/uitloggen/").status_code == 404
    assert other.get("/profiel/").status_code == 200


def test_signing_out_ends_the_session(client, village, samira):
    sign_in(client, village, samira)

    assert client.post("/uitloggen/").url == "/inloggen/"
    assert client.get("/profiel/").status_code == 302
    assert not Session.objects.filter(professional=samira.pk).exists()


def asked_for_a_new_password(client, email):
    return client.post("/inloggen/wachtwoord-vergeten/", {"email": email})


def link_in_mail():
    return re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)[1]


def run_jobs():
    from procrastinate.contrib.django.models import ProcrastinateJob

    for each in ProcrastinateJob.objects.filter(task_name__startswith="accounts.mail"):
        tasks.app.tasks[each.task_name].func(**each.args)


def test_asking_for_a_password_gives_nothing_away(client, village, samira):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(email):
        with CaptureQueriesContext(connection) as queries:
            answer = asked_for_a_new_password(client, email)
        return answer, [q["sql"].split()[0] for q in queries]

    asked("eerst@elders.example")
    known, known_work = asked(samira.email)
    unknown, unknown_work = asked("niemand@elders.example")

    assert known.status_code == unknown.status_code == 200
    assert plain(known, samira.email) == plain(unknown, "niemand@elders.example")
    assert known_work == unknown_work
    run_jobs()
    assert [each.to for each in mail.outbox] == [[samira.email]]


def test_a_new_password_by_mail(client, village, samira):
    asked_for_a_new_password(client, samira.email.upper())
    run_jobs()
    link = link_in_mail()

    assert client.get(link).status_code == 200
    answer = client.post(
        link, {"password": "paard batterij nietje", "again": "paard batterij nietje"}
    )

    assert answer.url == "/inloggen/"
    samira.refresh_from_db()
    assert samira.check_password("paard batterij nietje")
    assert client.get(link).status_code == 410
    assert where(give_password(client, samira, "paard batterij nietje")) == "/inloggen/tweede-stap/"


def test_the_secret_of_a_link_is_only_in_the_mail(client, village, samira):
    from procrastinate.contrib.django.models import ProcrastinateJob

    asked_for_a_new_password(client, samira.email)
    run_jobs()
    secret = link_in_mail().rstrip("/").rpartition("/")[2]

    assert secret not in str([each.args for each in ProcrastinateJob.objects.all()])
    assert secret not in str(Link.objects.values())


def test_a_link_is_too_old_after_an_hour(client, village, samira):
    asked_for_a_new_password(client, samira.email)
    run_jobs()

    with time_machine.travel(village.now + timedelta(hours=1), tick=False):
        assert client.get(link_in_mail()).status_code == 410


def test_a_new_password_signs_every_browser_out(client, village, samira):
    from django.test import Client

    sign_in(client, village, samira)
    asked_for_a_new_password(Client(), samira.email)
    run_jobs()
    Client().post(
        link_in_mail(), {"password": "paard batterij nietje", "again": "paard batterij nietje"}
    )

    assert client.get("/profiel/").status_code == 302


@pytest.mark.parametrize(
    "weak", ["kort", "wachtwoord12", "123456789012", "samira haddad", "password1234"]
)
def test_a_weak_password_is_refused(client, village, samira, weak):
    asked_for_a_new_password(client, samira.email)
    run_jobs()

    answer = client.post(link_in_mail(), {"password": weak, "again": weak})

    assert answer.status_code == 422
    assert client.get(link_in_mail()).status_code == 200


@pytest.mark.parametrize("weak", ["kort", "123456789012", "password1234", "samira.haddad"])
def test_what_is_wrong_with_a_password_is_told_in_the_language_of_the_reader(samira, weak):
    def told(language):
        with translation.override(language), pytest.raises(ValidationError) as refused:
            validate_password(weak, samira)
        return set(refused.value.messages)

    assert told("nl").isdisjoint(told("en"))


def test_changing_a_password_keeps_only_this_browser(client, village, samira):
    from django.test import Client

    other = Client()
    sign_in(other, village, samira)
    with time_machine.travel(village.now + timedelta(seconds=40), tick=False):
        sign_in(client, village, samira)
        new = {"password": "paard batterij nietje", "again": "paard batterij nietje"}

        wrong = client.post("/profiel/wachtwoord/", new | {"current": "fout"})
        right = client.post("/profiel/wachtwoord/", new | {"current": village.password})

        assert wrong.status_code == 422
        assert right.url == "/profiel/"
        assert client.get("/profiel/").status_code == 200
        assert other.get("/profiel/").status_code == 302


def test_the_last_second_step_stays(client, village, samira):
    sign_in(client, village, samira)

    answer = client.post(reverse("mfa_deactivate_totp"))

    assert answer.status_code == 422
    assert "enige tweede stap" in answer.content.decode()
    assert Authenticator.objects.filter(user=samira, type="totp").exists()


def test_changing_how_one_signs_in_is_asked_again_after_a_while(client, village, samira):
    sign_in(client, village, samira)

    with time_machine.travel(village.now + timedelta(minutes=6), tick=False):
        answer = client.get(reverse("mfa_generate_recovery_codes"), follow=True)
        assert "Bent u het zelf?" in answer.content.decode()
        proven = client.post(where(answer), {"password": village.password})
        assert proven.url == reverse("mfa_generate_recovery_codes")


def test_what_one_prefers_is_kept(client, village, samira):
    sign_in(client, village, samira)

    answer = client.post("/profiel/", {
        "given_name": "Samira", "name_prefix": "el", "family_name": "Haddad", "digest": "12:00",
        "language": "en", "compact": "on",
    })  # fmt: skip

    samira.refresh_from_db()
    assert answer.status_code == 302
    assert (samira.name, samira.digest, samira.language) == ("Samira el Haddad", "12:00", "en")
    assert (samira.shortcuts, samira.compact) == (False, True)
    assert client.cookies["django_language"].value == "en"


def test_the_demonstration_is_nowhere_else(client, village):
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"position": str(village.samira)}).status_code == 404


def test_in_the_demonstration_one_is_whoever_one_likes(client, village, settings):
    settings.DEMO = True

    page = client.get("/demo/").content.decode()
    answer = client.post("/demo/", {"position": str(village.ineke)})

    assert "Ineke de Groot" in page
    assert "Verdeel het werk van het team." in page
    assert answer.url == "/mijn-werk/"
    assert "Wijkteam Tuindorp" in client.get("/profiel/").content.decode()
