"""Whatever is sent to a form or a door: a clear sentence, nothing lost, never an error of ours.

Somebody walks through the house; each form that is met is sent as it is meant, and with each of its
answers in turn missing, wrong, too long or hostile. What happens is taken back each time. With
KRING_SOAK every answer is tried in every way; otherwise in two ways, others for each answer.
"""

import html
import re
import time
from collections import Counter
from itertools import count, cycle
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from kring.accounts.models import Link, Professional
from kring.circle import actions as circle
from kring.circle.models import EmergencyAccess, FollowUp, StatutoryRole
from kring.core.actor import acting, professional
from kring.directory.models import Position
from kring.sharing import actions as sharing
from kring.sharing.models import SafetyFlag
from tests import filling, walking
from tests.environment import SOAK
from tests.test_doors import DOORS, in_address
from tests.village import Village, key

MARKUP = "<b data-hostile>x</b>\"'><img src=x onerror=alert(1)>"
UNESCAPED = re.compile("<b data-hostile|<img src=x")
HALF = "\ud800"  # half a character: bytes that are no text
SPOILED = {
    "missing": None,
    "empty": [""],
    "of no kind": ["¿wat?!"],
    "too long": ["x" * 100_000],
    "markup": [MARKUP],
    "NUL": ["a\0b"],
    "turned around": ["\u202eabc"],
    "half a character": [HALF],
    "a huge number": ["9" * 400],
    "less than nothing": ["-1"],
    "far away": ["9999-12-31"],
    "given twice": ["a", "b"],
    "of nobody": ["00000000-0000-4000-8000-000000000000"],
}
WAYS = len(SPOILED) if SOAK else 2
SECONDS = 3  # of work, for one answer
SENTENCE = re.compile('class="kr-errors"|<h1')
FORM = "application/x-www-form-urlencoded"

# who → where they begin, and through which doors they go
WALKS = {
    "samira": ("/mijn-werk/", "workspace:"),
    "ineke": ("/mijn-werk/team/", "workspace:(team|give|divide|absence|told)"),
    "bakker": ("/overdracht/", "handovers:"),
    "joris": ("/overdracht/", "handovers:|portal:"),
    "fleur": ("/beheer/", "directory:"),
    "noor": ("/profiel/", "accounts:|mfa_|account_"),
    "guest": ("/toegang/start/", "portal:|handovers:(anonymous|signal|new)"),
    "typed for": ("/toegang/aanvullen/", "portal:(correct|code)"),
    "tells back": ("/toegang/terugkoppelen/", "portal:(tell|code)"),
    "asks for help": ("/ik-wil-hulp/controleer/", "portal:help"),
    "closed it": ("/mijn-werk/", "workspace:(household$|begin|follow|closing|emergency|called)"),
    "was looked at": ("/mijn-werk/", "workspace:(household$|emergency|tell_of)"),
    "looks after looks": ("/noodtoegang/", "workspace:(emergency|organisation)"),
    "changes a key": (
        "/profiel/beveiliging/",
        "mfa_(index|list|edit|remove|deactivate|view|generate)",
    ),
    "resident": ("/antwoord/vraag/", "portal:(answer|status|thanks)"),
    "nobody": ("/", "portal:|account"),
}
LIST = b"Organisatie;Naam;Functie\r\nDe Nieuwe Linde;Jan Kok;Tovenaar\r\n"
PERSON = {
    "closed it": "samira", "was looked at": "samira", "looks after looks": "fleur",
    "changes a key": "samira",
}  # fmt: skip
HELP = {
    "verhaal": {"situation": "Ik kom niet rond."},
    "goed": {"goes_well": "Mijn zus helpt."},
    "eerst": {"wish": "Rust."},
    "voor-wie": {"asked_by": "resident", "name": "Fatma el Amrani", "place": key("bloemenbuurt")},
    "bereiken": {"way": "call", "phone": "06 12 34 56 78", "safe_voicemail": "no"},
}


class Sender:
    """Sends forms in one browser, and keeps what is wrong with the answers."""

    def __init__(self, client):
        self.client, self.wrong, self.met, self.taken = client, [], 0, 0
        self._turn = count()

    def try_out(self, page, form):
        """Send this form as it is meant, and in wrong ways."""
        good = form.filled()
        self.met += 1
        self.taken += self._send(page, form, good, "as meant").status_code < 400
        for asked in form.asked:
            for how in self._ways():
                self._send(
                    page, form, _spoil(good, asked.name, SPOILED[how]), f"{asked.name} {how}"
                )

    def _ways(self):
        every = list(SPOILED)
        return [every[next(self._turn) % len(every)] for _ in range(WAYS)]

    def _send(self, page, form, values, how):
        cookies, began = self.client.cookies.copy(), time.thread_time()
        with transaction.atomic():
            answer = self._post(form, values)
            wrong = self._judge(form, values, answer)
            transaction.set_rollback(True)
        self.client.cookies = cookies
        if time.thread_time() - began > SECONDS:
            wrong.append("takes long")
        self.wrong += [f"{form.action} (on {page.path}), {how}: {each}" for each in wrong]
        return answer

    def _post(self, form, values):
        if not form.posts:
            return self.client.get(f"{form.action.partition('?')[0]}?{filling.encoded(values)}")
        if form.files:
            return self.client.post(form.action, filling.in_parts(form, values))
        return self.client.post(form.action, filling.encoded(values), content_type=FORM)

    def _judge(self, form, values, answer):
        """What is wrong with this answer, in words."""
        if answer.status_code >= 500:
            return [f"{answer.status_code} {answer.exc_info and answer.exc_info[1]!r}"]
        text = "" if answer.streaming else answer.content.decode(errors="replace")
        wrong = ["shows markup as it was sent"] if UNESCAPED.search(text) else []
        if answer.status_code == 302:
            wrong += self._judge_next(answer["Location"])
        if answer.status_code >= 400 and not SENTENCE.search(text):
            wrong.append(f"{answer.status_code} without a sentence")
        if answer.status_code == 422:
            shown = html.unescape(text)
            wrong += [
                f"loses {name}" for name in _texts(form, values) if values[name][0] not in shown
            ]
        return wrong

    def _judge_next(self, there):
        if urlsplit(there).netloc:
            return []
        page = self.client.get(there)
        if page.status_code >= 500:
            return [f"leads to {there}: {page.exc_info and page.exc_info[1]!r}"]
        shows = not page.streaming and UNESCAPED.search(page.content.decode(errors="replace"))
        return [f"leads to {there}, which shows markup as it was sent"] if shows else []


def _spoil(good, name, value):
    """What was filled in well, with one answer as it should not be."""
    others = {each: values for each, values in good.items() if each != name}
    return others if value is None else others | {name: value}


def _texts(form, values):
    """The names of what was typed and can be shown again."""
    for name, each in values.items():
        if form.fields[name].is_text and len(each) == 1 and not {"\0", HALF} & set(each[0]):
            yield name


@pytest.fixture
def browser_of(village, sign_in):
    """The browser of someone of WALKS, and where the walk begins."""
    there = walking.lively(village)
    with acting(professional(village.tessa)) as me:
        circle.propose(village.janssen, to=village.samira, by=me)

    def of(name):
        link = {
            "guest": (Link.Purpose.START, village.bakker, None),
            "typed for": (Link.Purpose.CORRECT, village.bakker, there.typed_for),
            "tells back": (Link.Purpose.FEEDBACK, village.joris, there.handovers["under_way"]),
            "resident": (Link.Purpose.ANSWER, None, there.handovers["under_way"]),
        }.get(name)
        nobody = name in ("nobody", "asks for help")
        as_ = sign_in if name not in PERSON else lambda each: sign_in(PERSON[each])
        client = walking.by_link(*link) if link else Client() if nobody else as_(name)
        begin = [WALKS[name][0], *MORE.get(name, lambda *_: [])(client, there)]
        client.raise_request_exception = False
        return client, begin

    return of


def _asks(client, there):
    for slug, answers in HELP.items():
        client.post(f"/ik-wil-hulp/{slug}/", answers)
    return []


def _imports(client, there):
    file = SimpleUploadedFile("netwerk.csv", LIST)
    return [client.post("/beheer/import/", {"file": file})["Location"]]


def _closes(client, _):
    household = f"/huishouden/{key('devries')}/"
    said = {
        "because": "done", "helped": "yes", "looked_back": "Het lukt.", "stays": "Oma Riet",
        "call": "Het wijkteam", "aftercare_on": "2026-03-20", "aftercare_by": str(key("samira")),
        **{each.name: each.answer()[0] for each in _asked(client, f"{household}afsluiten/")},
    }  # fmt: skip
    with acting(professional(key("samira"))) as me:
        for flag in SafetyFlag.objects.filter(lifted_at=None):
            sharing.lift_flag(flag.pk, because="Het is nu veilig.", by=me)
        for role in StatutoryRole.objects.all():
            circle.name_successor(role.pk, successor=me.position, by=me)
    assert client.post(f"{household}afsluiten/", said).status_code == 302
    return [household, f"{household}weer-beginnen/", *_aftercare(household)]


def _asked(client, path):
    """What the plan still asks at its closing, of each goal and action."""
    forms, _links = filling.read(client.get(path).text, path)
    return [each for form in forms for each in form.asked if re.match("goal|action", each.name)]


def _aftercare(household):
    with acting(professional(key("samira"))):
        return [f"{household}nazorg/{each.pk}/" for each in FollowUp.objects.all()]


def _look():
    Position.objects.filter(pk=key("fleur")).update(is_privacy_officer=True)
    with acting(professional(key("tessa"))) as me:
        circle.break_glass(key("devries"), reason="Buren horen gegil; niemand doet open.", by=me)
    with acting(professional(key("samira"))):
        return EmergencyAccess.objects.get().pk


def _proves_it_is_them(client, _):
    """A password and a second step of a moment ago, and all kinds of keys to change."""
    person = Professional.objects.get(pk=Village().professional("samira"))
    totp.TOTP.activate(person, "A" * 32)
    RecoveryCodes.activate(person)
    passkey = Authenticator.objects.create(
        user=person, type="webauthn", data={"name": "Telefoon", "passwordless": False}
    )
    session, at = client.session, time.time()
    session["account_authentication_methods"] = [
        {"method": "password", "at": at}, {"method": "mfa", "type": "totp", "at": at},
    ]  # fmt: skip
    session.save()
    here = f"/profiel/beveiliging/passkeys/{passkey.pk}/"
    return [
        "/profiel/beveiliging/passkeys/",
        f"{here}naam/",
        f"{here}weg/",
        "/profiel/beveiliging/app/weg/",
    ]


MORE = {  # who → what was done before, and where one may begin as well
    "bakker": lambda _, there: there.pages() + there.writing(),
    "joris": lambda _, there: there.pages(),
    "asks for help": _asks,
    "fleur": _imports,
    "closed it": _closes,
    "was looked at": lambda *_: [f"/huishouden/{key('devries')}/noodtoegang/{_look()}/verteld/"],
    "looks after looks": lambda *_: [f"/noodtoegang/{_look()}/"],
    "changes a key": _proves_it_is_them,
}


@pytest.mark.parametrize("who", WALKS)
def test_no_form_stumbles_over_what_is_sent(browser_of, who):
    (client, begin), doors, seen = browser_of(who), WALKS[who][1], set()
    sender = Sender(client)

    for page in walking.walk(client, begin, doors=doors):
        if page.answer.status_code != 200:
            sender.wrong.append(f"a link leads to {page.path}: {page.answer.status_code}")
        for form in page.forms:
            kind = walking.kind_of(form.action)
            one = (kind, frozenset(form.fields))
            if kind and re.match(doors, kind[0]) and one not in seen:
                seen.add(one)
                sender.try_out(page, form)

    assert sender.wrong == []
    assert sender.taken >= 0.5 * sender.met > 0, "too few forms take what is filled in well"


HOSTILE = filling.encoded(
    {name: ["a\0", HALF] for name in ("q", "na", "van", "aan", "pad", "doel", "voor", "next")}
    | {name: [MARKUP] for name in ("once", "position", "bericht", "answer", "kept", "alleen")}
)
PARTS = "multipart/form-data; boundary=x"
PARTS_OF = b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n'
SENT = {  # what no browser sends
    "hostile question": (HOSTILE, ""),
    "hostile": (HOSTILE, FORM),
    "broken parts": (b'--x\r\nContent-Disposition: form-data; name="q"\r\n\r\n\xff', PARTS),
    "no boundary": (b"--x", "multipart/form-data"),
    "another kind": (b'{"q": [', "application/json"),
    "another alphabet": (b"q=\xff\xfe", f"{FORM}; charset=utf-7"),
}


@pytest.mark.parametrize("who", ["samira", "guest", "nobody"])
def test_no_door_stumbles_over_what_no_browser_sends(browser_of, who):
    client, _ = browser_of(who)
    turn, wrong = count(), []

    for door, *_ in DOORS:
        path = reverse(door, args=in_address(door))
        for what, answer in _sent_to(client, path, turn):
            if answer.status_code >= 500 or UNESCAPED.search(answer.text):
                wrong.append(f"{door}, {what}: {answer.status_code} {answer.exc_info}")

    assert wrong == []


def _sent_to(client, path, turn):
    """Some of SENT at this door, and what it answers; the question is part of the address."""
    cookies, every = client.cookies.copy(), list(SENT)
    for _ in range(len(every) if SOAK else 2):
        what = every[next(turn) % len(every)]
        body, kind = SENT[what]
        with transaction.atomic():
            if kind:
                yield what, client.generic("POST", path, body, kind)
            else:
                yield what, client.get(f"{path}?{body}")
            transaction.set_rollback(True)
        client.cookies = cookies.copy()


MUCH = b"x" * 10_000_000
LARGE = {  # ten megabytes in one answer, and in many
    "typed": (b"situation=" + MUCH, FORM),
    "in a part": (PARTS_OF % b"situation" + MUCH + b"\r\n--x--\r\n", PARTS),
    "a thousand answers": (b"&".join(b"n%d=x" % each for each in range(1001)), FORM),
}


@pytest.mark.parametrize("who", ["samira", "guest", "nobody"])
def test_ten_megabytes_get_a_sentence_at_every_door(browser_of, who):
    client, _ = browser_of(who)
    turn, wrong, met = cycle(LARGE), [], Counter()

    for door, *_ in DOORS:
        what = next(turn)
        answer = client.generic("POST", reverse(door, args=in_address(door)), *LARGE[what])
        met[answer.status_code] += 1
        if answer.status_code >= 500 or (answer.status_code == 400 and "<h1" not in answer.text):
            wrong.append(f"{door}, {what}: {answer.status_code} {answer.exc_info}")

    assert wrong == []
    assert met[400] > 5, met


@pytest.mark.parametrize(
    "path",
    [
        "/link/%00/",
        "/link/%ff/",
        f"/link/{'9' * 5000}/",
        "/antwoord/dank/%3Cb%20data-hostile/",
        "/%00",
    ],
)
def test_an_address_that_cannot_be_is_a_page_that_says_so(client, village, path):
    for answer in (client.get(path), client.post(path)):
        assert 200 <= answer.status_code < 500
        assert not UNESCAPED.search(answer.text)


@pytest.mark.parametrize("cookie", ["\0", "x" * 5000, "\u202e", '"', MARKUP])
@pytest.mark.parametrize("name", ["kring_sessie", "csrftoken", "django_language", "messages"])
def test_a_cookie_that_cannot_be_is_no_cookie(client, village, name, cookie):
    client.cookies[name] = "x"
    client.cookies[name]._coded_value = cookie.encode().decode("latin-1")

    answer = client.get("/ik-wil-hulp/verhaal/")

    assert answer.status_code == 200
    assert not UNESCAPED.search(answer.text)
